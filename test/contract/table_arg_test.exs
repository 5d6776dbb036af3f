defmodule SparkEx.Contract.TableArgTest do
  use SparkEx.ContractCase, golden: "table_arg", async: true

  alias SparkEx.TableArg

  parity "as_table", do: table() |> expression()
  parity "partition_by", do: table() |> TableArg.partition_by([:a, F.col("b")]) |> expression()

  parity "order_by" do
    table() |> TableArg.partition_by("a") |> TableArg.order_by([:b, desc: :c]) |> expression()
  end

  parity "with_single_partition" do
    table() |> TableArg.with_single_partition() |> TableArg.order_by(:b) |> expression()
  end

  defp table, do: :spark |> Reader.table("t") |> DataFrame.as_table()

  # The expression as it is sent, without its frame, which becomes part of the relation around it.
  defp expression(table) do
    frame = SparkEx.TableValuedFunction.call(:spark, "f", [table])
    [argument] = frame.plan.with_relations.root.unresolved_table_valued_function.arguments
    %Column{expr: argument}
  end
end
