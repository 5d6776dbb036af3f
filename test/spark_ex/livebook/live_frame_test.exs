defmodule SparkEx.Livebook.LiveFrameTest do
  use ExUnit.Case, async: true

  alias SparkEx.{DataFrame, GroupedData, StreamReader}
  alias SparkEx.Livebook.LiveFrame

  doctest LiveFrame

  defp stream, do: StreamReader.table(:spark, "orders")

  test "only an aggregate of the stream itself makes the output complete" do
    shops = :spark |> SparkEx.table("shops") |> DataFrame.group_by("shop") |> GroupedData.count()
    joined = DataFrame.join(stream(), shops, "shop")

    assert LiveFrame.streaming?(joined)
    assert LiveFrame.output_mode(joined) == :append
    assert LiveFrame.output_mode(DataFrame.drop_duplicates(stream(), ["shop"])) == :append

    counts = joined |> DataFrame.group_by("shop") |> GroupedData.count()
    assert counts |> DataFrame.order_by("count") |> LiveFrame.output_mode() == :complete
  end
end
