defmodule SparkEx.GroupedDataTest do
  use ExUnit.Case, async: true

  alias SparkEx.Functions, as: F
  alias SparkEx.{Column, DataFrame, Error, GroupedData, Reader}

  doctest SparkEx.GroupedData

  defp grouped, do: :spark |> Reader.table("t") |> DataFrame.group_by(:k)

  test "agg/2 rejects missing and invalid aggregates" do
    assert_raise Error.Argument, ~r/at least one aggregate/, fn ->
      GroupedData.agg(grouped(), [])
    end

    assert_raise Error.Argument, ~r/agg\/2: expected a column/, fn ->
      GroupedData.agg(grouped(), ["x"])
    end

    assert_raise Error.Argument, ~r/agg\/2 takes/, fn ->
      GroupedData.agg(grouped(), "x")
    end

    assert_raise Error.Argument, ~r/takes a name/, fn -> GroupedData.agg(grouped(), x: 1) end
  end

  test "agg/2 accepts columns, aliases and function names together" do
    frame = GroupedData.agg(grouped(), [F.sum("a"), {:b, F.sum("b")}, {"c", "sum"}])

    assert [
             %{unresolved_function: %{function_name: "sum"}},
             %{alias: %{name: ["b"]}},
             %{unresolved_function: %{function_name: "sum"}}
           ] = frame.plan.aggregate.aggregate_expressions
  end

  test "pivot/2 is allowed once and only after group_by" do
    pivoted = GroupedData.pivot(grouped(), :q)
    assert_raise Error.Argument, ~r/pivoted already/, fn -> GroupedData.pivot(pivoted, :q) end

    rollup = :spark |> Reader.table("t") |> DataFrame.rollup(:k)
    assert_raise Error.Argument, ~r/follows group_by/, fn -> GroupedData.pivot(rollup, :q) end
  end

  test "inspects as the pipeline so far" do
    assert inspect(grouped()) == ~s[#SparkEx.GroupedData<table("t") |> group_by(k)>]

    assert inspect(GroupedData.pivot(grouped(), :q)) ==
             ~s[#SparkEx.GroupedData<table("t") |> group_by(k) |> pivot(q)>]
  end

  test "a pivot counts rows with count(1) because Spark rejects a star there" do
    pivoted =
      :spark |> Reader.table("t") |> DataFrame.group_by(:k) |> GroupedData.pivot(:p, ["x"])

    twice = Column.multiply(F.count("*"), 2)

    for {aggregate, expected} <- [
          {F.count("*"), F.count(F.lit(1))},
          {twice, Column.multiply(F.count(F.lit(1)), 2)},
          {%{"*" => "count"}, F.count(F.lit(1))}
        ] do
      %{plan: %{aggregate: sent}} = DataFrame.agg(pivoted, aggregate)
      assert sent.aggregate_expressions == [expected.expr]
    end

    %{plan: %{aggregate: sent}} =
      :spark |> Reader.table("t") |> DataFrame.group_by(:k) |> DataFrame.agg(F.count("*"))

    assert sent.aggregate_expressions == [F.count("*").expr]
  end

  test "agg/2 rejects a boolean from an Elixir operator" do
    assert_raise Error.Argument, ~r/for :late, got: true; .*SparkEx.Query/, fn ->
      DataFrame.agg(grouped(), late: true)
    end
  end
end
