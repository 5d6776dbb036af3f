defmodule SparkEx.DataFrame.SchemaOriginTest do
  use ExUnit.Case, async: true
  doctest SparkEx.DataFrame.SchemaOrigin

  alias SparkEx.{Column, DataFrame, Reader}
  alias SparkEx.DataFrame.SchemaOrigin
  alias SparkEx.Functions, as: F

  test "skips steps that keep the columns, with and without subqueries" do
    base = Reader.table(:spark, "t")
    other = Reader.table(:spark, "u")

    frame =
      base
      |> DataFrame.filter(Column.isin("a", DataFrame.select(other, "a")))
      |> DataFrame.order_by(desc: "a")
      |> DataFrame.alias_("x")
      |> DataFrame.limit(3)

    assert SchemaOrigin.of(frame.plan) == base.plan
  end

  test "stops at a step that changes the columns, with and without subqueries" do
    base = Reader.table(:spark, "t")
    selected = DataFrame.select(base, a: DataFrame.scalar(DataFrame.agg(base, F.max("a"))))
    assert SchemaOrigin.of(DataFrame.limit(selected, 1).plan) == selected.plan

    for frame <- [
          DataFrame.with_column(base, "b", F.lit(1)),
          DataFrame.drop(base, "b"),
          DataFrame.fillna(base, 0),
          DataFrame.with_watermark(base, "t", "1 day"),
          DataFrame.union(base, base),
          DataFrame.join(base, base, "a")
        ],
        do: assert(SchemaOrigin.of(frame.plan) == frame.plan)
  end

  test "skips a thousand steps" do
    base = Reader.table(:spark, "t")
    deep = Enum.reduce(1..1_000, base, fn _, frame -> DataFrame.limit(frame, 1) end)
    assert SchemaOrigin.of(deep.plan) == base.plan
  end
end
