defmodule SparkEx.TableArgTest do
  use ExUnit.Case, async: true

  alias SparkEx.{DataFrame, Error, Reader, TableArg, TableValuedFunction}

  doctest TableArg

  defp table, do: :spark |> Reader.table("t") |> DataFrame.as_table()

  test "its partitions are said once" do
    parted = TableArg.partition_by(table(), :a)
    assert_raise Error.Argument, ~r/already/, fn -> TableArg.partition_by(parted, :b) end
    assert_raise Error.Argument, ~r/already/, fn -> TableArg.with_single_partition(parted) end
  end

  test "an order needs partitions" do
    assert_raise Error.Argument, ~r/comes after/, fn -> TableArg.order_by(table(), :a) end
  end

  test "its frame goes beside the function that takes it" do
    frame = TableValuedFunction.call(:spark, "f", [table(), "x"])
    assert [%{read: %{named_table: _}}] = frame.plan.with_relations.references
    assert inspect(frame) == "#SparkEx.DataFrame<f>"
  end
end
