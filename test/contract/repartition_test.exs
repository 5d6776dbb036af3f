defmodule SparkEx.Contract.RepartitionTest do
  use SparkEx.ContractCase, golden: "repartition", async: true

  parity "by number", do: DataFrame.repartition(df(), 8)
  parity "by columns", do: DataFrame.repartition(df(), ["a", F.col("b")])
  parity "by number and columns", do: DataFrame.repartition(df(), 8, :a)
  parity "by range", do: DataFrame.repartition_by_range(df(), [:a, desc: :b])
  parity "by number and range", do: DataFrame.repartition_by_range(df(), 8, "a")
  parity "by id", do: DataFrame.repartition_by_id(df(), 8, :a)
  parity "by id of a column", do: DataFrame.repartition_by_id(df(), 8, Column.mod(F.col("a"), 8))
  parity "coalesce", do: DataFrame.coalesce(df(), 1)

  defp df, do: Reader.table(:spark, "t")
end
