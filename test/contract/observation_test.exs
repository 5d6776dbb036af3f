defmodule SparkEx.Contract.ObservationTest do
  use SparkEx.ContractCase, golden: "observation", async: true

  parity "observe", do: DataFrame.observe(df(), "seen", rows: F.count(F.lit(1)))

  parity "observe several" do
    DataFrame.observe(df(), "seen", [{:rows, F.count(F.lit(1))}, F.max("x")])
  end

  # The plan carries the observation's process for the client only.
  parity "observe and go on" do
    {seen, left} = {SparkEx.Observation.new("seen"), SparkEx.Observation.new("left")}

    df()
    |> DataFrame.observe(seen, rows: F.count(F.lit(1)))
    |> DataFrame.filter(Column.gt(F.col("x"), 1))
    |> DataFrame.observe(left, F.max("x"))
  end

  defp df, do: Reader.table(:spark, "t")
end
