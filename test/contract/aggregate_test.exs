defmodule SparkEx.Contract.AggregateTest do
  use SparkEx.ContractCase, golden: "aggregate", async: true

  parity "group_by and agg" do
    df() |> DataFrame.group_by(:k) |> DataFrame.agg([F.sum("x"), most: F.max("y")])
  end

  parity "group_by columns" do
    df = df()
    df |> DataFrame.group_by([F.col("k"), df["y"]]) |> GroupedData.agg(F.sum("x"))
  end

  parity "group_by an alias" do
    df() |> DataFrame.group_by(year: F.year("d")) |> GroupedData.agg(F.sum("x"))
  end

  parity "group_by nothing", do: df() |> DataFrame.group_by() |> GroupedData.agg(F.sum("x"))
  parity "agg", do: DataFrame.agg(df(), [F.sum("x"), F.count(F.lit(1))])
  parity "agg by function names", do: DataFrame.agg(df(), x: "sum", y: :max)

  parity "grouped agg by function names" do
    df() |> DataFrame.group_by("k") |> GroupedData.agg([{"x", "sum"}, {"*", "count"}])
  end

  parity "count", do: df() |> DataFrame.group_by("k") |> GroupedData.count()
  parity "sum", do: df() |> DataFrame.group_by("k") |> GroupedData.sum([:x, "y"])
  parity "avg", do: df() |> DataFrame.group_by("k") |> GroupedData.avg(:x)
  parity "mean", do: df() |> DataFrame.group_by("k") |> GroupedData.mean(:x)
  parity "min", do: df() |> DataFrame.group_by("k") |> GroupedData.min("x")
  parity "max", do: df() |> DataFrame.group_by("k") |> GroupedData.max(["x"])
  parity "rollup", do: df() |> DataFrame.rollup([:a, :b]) |> GroupedData.agg(F.sum("x"))
  parity "cube", do: df() |> DataFrame.cube([:a, F.col("b")]) |> GroupedData.agg(F.sum("x"))

  parity "grouping_sets" do
    df()
    |> DataFrame.grouping_sets([[:a, :b], [:a], []], [:a, :b])
    |> GroupedData.agg(F.sum("x"))
  end

  parity "pivot" do
    df() |> DataFrame.group_by("k") |> GroupedData.pivot("q") |> GroupedData.agg(F.sum("x"))
  end

  parity "pivot on values" do
    df() |> DataFrame.group_by("k") |> GroupedData.pivot(:q, [1, 2, 3]) |> GroupedData.sum(:x)
  end

  parity "pivot on texts" do
    df() |> DataFrame.group_by("k") |> GroupedData.pivot(:q, ["a", "b"]) |> GroupedData.count()
  end

  defp df, do: Reader.table(:spark, "t")
end
