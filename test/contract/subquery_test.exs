defmodule SparkEx.Contract.SubqueryTest do
  use SparkEx.ContractCase, golden: "subquery", async: true

  alias SparkEx.DataFrame.Subquery

  parity "scalar in a filter" do
    most = other() |> DataFrame.agg(F.max("x")) |> DataFrame.scalar()
    DataFrame.filter(df(), Column.eq(F.col("x"), most))
  end

  parity "scalar in a select" do
    x = other() |> DataFrame.select("x") |> DataFrame.scalar()
    DataFrame.select(df(), ["id", {"x", x}])
  end

  parity "exists" do
    outer = Column.eq(Column.outer(F.col("a")), F.col("b"))
    DataFrame.where(df(), other() |> DataFrame.filter(outer) |> DataFrame.exists())
  end

  parity "not exists", do: DataFrame.where(df(), Column.not_(DataFrame.exists(other())))

  parity "isin",
    do: DataFrame.filter(df(), Subquery.member(F.col("x"), DataFrame.select(other(), "x")))

  parity "isin of a struct",
    do: DataFrame.filter(df(), Subquery.member(F.struct(["a", "b"]), other()))

  parity "two of them" do
    df = df()
    DataFrame.with_columns(df, a: DataFrame.scalar(other()), b: DataFrame.scalar(df))
  end

  parity "a column of the frame around",
    do: df() |> DataFrame.filter(DataFrame.exists(other())) |> DataFrame.select("*")

  parity "nested" do
    inner = :spark |> Reader.table("p") |> DataFrame.exists()
    DataFrame.filter(df(), other() |> DataFrame.filter(inner) |> DataFrame.exists())
  end

  parity "in a join" do
    df = df()
    other = other()
    x = other |> DataFrame.select("x") |> DataFrame.scalar()
    DataFrame.join(df, other, Column.eq(df["x"], x))
  end

  parity "in an aggregate" do
    sum = F.sum(Column.plus(F.col("x"), DataFrame.scalar(other())))
    df() |> DataFrame.group_by("k") |> DataFrame.agg(sum)
  end

  parity "in a sort", do: DataFrame.order_by(df(), DataFrame.scalar(other()))

  parity "a column of a frame that holds one" do
    holding = DataFrame.filter(df(), DataFrame.exists(other()))
    DataFrame.select(holding, holding["x"])
  end

  defp df, do: Reader.table(:spark, "t")
  defp other, do: Reader.table(:spark, "o")
end
