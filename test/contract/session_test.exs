defmodule SparkEx.Contract.SessionTest do
  use SparkEx.ContractCase, golden: "session", async: true

  parity "range to", do: SparkEx.range(:spark, 10)
  parity "range", do: SparkEx.range(:spark, 5, 10)
  parity "range from 0", do: SparkEx.range(:spark, 0, 10)
  parity "range with a step", do: SparkEx.range(:spark, 10, 0, -2)
  parity "range in partitions", do: SparkEx.range(:spark, 0, 10, 1, 4)
  parity "sql", do: SparkEx.sql(:spark, "SELECT 1")
  parity "sql with values by position", do: SparkEx.sql(:spark, "SELECT ?, ?", [1, "a"])
  parity "sql with values by name", do: SparkEx.sql(:spark, "SELECT :a, :b", b: 1.5, a: nil)
  parity "sql with columns", do: SparkEx.sql(:spark, "SELECT ?", [F.array([F.lit(1), F.lit(2)])])

  parity "sql with frames" do
    query = "SELECT * FROM {late} JOIN {t} USING (id) WHERE id = :n"
    SparkEx.sql(:spark, query, late: SparkEx.range(:spark, 3), t: SparkEx.range(:spark, 9), n: 1)
  end
end
