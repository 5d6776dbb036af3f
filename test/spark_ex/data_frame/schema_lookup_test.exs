defmodule SparkEx.DataFrame.SchemaLookupTest do
  use ExUnit.Case, async: true

  alias SparkEx.{DataFrame, Error, GroupedData, Reader}

  test "raises the error of the schema lookup" do
    df = Reader.table(:no_such_session, "t")

    assert_raise Error.Session, fn -> DataFrame.order_by(df, 1) end
    assert_raise Error.Session, fn -> DataFrame.order_by(df, [:a, -2]) end
    assert_raise Error.Session, fn -> DataFrame.group_by(df, 1) end
    assert_raise Error.Session, fn -> df[0] end
    assert_raise Error.Session, fn -> df |> DataFrame.group_by(:k) |> GroupedData.sum() end
  end

  test "skips the schema lookup when it is not needed" do
    df = Reader.table(:no_such_session, "t")

    assert %DataFrame{} = df |> DataFrame.group_by(:k) |> GroupedData.sum(:x)
    assert_raise Error.Argument, ~r/starts at 1/, fn -> DataFrame.group_by(df, 0) end
  end
end
