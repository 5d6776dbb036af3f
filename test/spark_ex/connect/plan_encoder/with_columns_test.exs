defmodule SparkEx.Connect.PlanEncoder.WithColumnsTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Column, DataFrame, Reader}
  alias SparkEx.Connect.PlanEncoder.WithColumns
  alias SparkEx.Functions, as: F

  doctest WithColumns

  defp flights, do: Reader.table(:spark, "flights")

  # The names that each with_columns node adds, outermost first.
  defp nodes(%DataFrame{plan: plan}), do: plan |> WithColumns.fold() |> nodes()

  defp nodes(%{with_columns: %{input: input, aliases: aliases}}),
    do: [Enum.flat_map(aliases, & &1.name) | nodes(input)]

  defp nodes(%{filter: %{input: input}}), do: nodes(input)
  defp nodes(_base), do: []

  describe "columns of the base frame" do
    test "are merged in order into one node with the last frame's id" do
      frame =
        Enum.reduce(1..50, flights(), fn n, frame ->
          DataFrame.with_column(frame, "c#{n}", Column.plus(F.col("dep_delay"), n))
        end)

      assert nodes(frame) == [for(n <- 1..50, do: "c#{n}")]
      assert WithColumns.fold(frame.plan).common == frame.plan.common
    end

    test "are merged anywhere in a plan" do
      frame =
        flights()
        |> DataFrame.with_column("a", F.lit(1))
        |> DataFrame.with_column("b", F.lit(2))
        |> DataFrame.filter("a = 1")
        |> DataFrame.with_column("c", F.lit(3))
        |> DataFrame.with_column("d", F.lit(4))

      assert nodes(frame) == [["c", "d"], ["a", "b"]]
    end
  end

  describe "columns are not merged" do
    test "if one refers to another in any spelling" do
      for expr <- [F.col("a"), F.col("A"), F.col("`a`"), F.col("a.x"), F.col("t.a")] do
        frame =
          flights() |> DataFrame.with_column("a", F.lit(1)) |> DataFrame.with_column("b", expr)

        assert nodes(frame) == [["b"], ["a"]]
      end
    end

    test "if an expression is opaque" do
      for expr <- [F.expr("a + 1"), F.struct([F.col("*")])] do
        frame =
          flights() |> DataFrame.with_column("a", F.lit(1)) |> DataFrame.with_column("b", expr)

        assert nodes(frame) == [["b"], ["a"]]
      end
    end

    test "if one replaces another" do
      frame =
        flights() |> DataFrame.with_column("a", F.lit(1)) |> DataFrame.with_column("A", F.lit(2))

      assert nodes(frame) == [["A"], ["a"]]
    end

    test "if a column refers to the frame between them" do
      between = DataFrame.with_column(flights(), "a", F.lit(1))
      frame = DataFrame.with_column(between, "b", F.lit(2))
      assert nodes(DataFrame.filter(frame, Column.gt(between["carrier"], "A"))) == [["b"], ["a"]]
    end
  end

  test "leaves a plan without such nodes unchanged" do
    plan = flights() |> DataFrame.with_column("a", F.lit(1)) |> DataFrame.limit(3)
    assert WithColumns.fold(plan.plan) == plan.plan
  end
end
