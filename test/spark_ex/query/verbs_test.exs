defmodule SparkEx.Query.VerbsTest do
  use ExUnit.Case, async: true

  require SparkEx.Query, as: Q

  alias SparkEx.Functions, as: F
  alias SparkEx.{Column, DataFrame, Error, GroupedData, Reader, Window}

  import SparkEx.SamePlan

  defp t, do: Reader.table(:spark, "t")
  defp col(name), do: F.col(name)

  describe "mutate" do
    test "adds columns" do
      expected = DataFrame.with_columns(t(), c: Column.plus(col("a"), 1), d: F.lit("x"))
      same(Q.mutate(t(), c: a + 1, d: "x"), expected)
      same(Q.mutate(t(), [{"c", a + 1}, {:d, "x"}]), expected)
      same(Q.mutate(t(), %{"c" => a + 1, "d" => "x"}), expected)
      same(Q.mutate(t(), ^[c: Column.plus(col("a"), 1), d: F.lit("x")]), expected)
      same(Q.mutate(t(), [c: a + 1, d: "x"], keep: :all), expected)
    end

    test "keeps only the new columns" do
      expected = DataFrame.select(t(), c: Column.plus(col("a"), 1))
      same(Q.mutate(t(), [c: a + 1], keep: :none), expected)
      keep = :none
      same(Q.mutate(t(), [c: a + 1], keep: keep), expected)
      grouped = Q.group_by(t(), k)
      expected = DataFrame.select(t(), ["k", c: col("a")])
      same(grouped |> Q.mutate([c: a], keep: :none) |> Q.ungroup(), expected)
      expected = DataFrame.select(t(), K: Column.plus(col("k"), 1), c: col("a"))
      same(grouped |> Q.mutate([K: k + 1, c: a], keep: :none) |> Q.ungroup(), expected)
    end

    test "computes aggregates over the frame or the group" do
      over = fn column, window -> Column.over(column, window) end
      all = %SparkEx.WindowSpec{}

      same(
        Q.mutate(t(), c: a / sum(a), n: count(1)),
        DataFrame.with_columns(t(),
          c: Column.divide(col("a"), over.(F.sum("a"), all)),
          n: over.(F.count(F.lit(1)), all)
        )
      )

      groups = Window.partition_by(["k", "l"])

      same(
        t() |> Q.group_by([k, l]) |> Q.mutate(c: round(a - mean(a + b), 1)) |> Q.ungroup(),
        DataFrame.with_columns(t(),
          c:
            col("a")
            |> Column.minus(over.(F.mean(Column.plus(col("a"), col("b"))), groups))
            |> F.round(1)
        )
      )
    end

    test "leaves windows and the functions of windows as they are" do
      window = Window.order_by("t")

      same(
        Q.mutate(t(), c: over(sum(a), order_by: t), r: over(row_number(), ^window)),
        DataFrame.with_columns(t(),
          c: Column.over(F.sum("a"), window),
          r: Column.over(F.row_number(), window)
        )
      )
    end

    test "returns groups for groups" do
      assert %GroupedData{} = grouped = t() |> Q.group_by(k) |> Q.mutate(c: a + 1)

      same(
        Q.summarise(grouped, c: sum(c)),
        t()
        |> DataFrame.with_columns(c: Column.plus(col("a"), 1))
        |> DataFrame.group_by("k")
        |> DataFrame.agg(c: F.sum("c"))
      )
    end

    test "rejects unknown options and other groups" do
      assert_raise Error.Argument, ~r/:keep/, fn -> Q.mutate(t(), [c: a], keep: :some) end
      assert_raise Error.Argument, ~r/:keep/, fn -> Q.mutate(t(), [c: a], kep: :none) end

      assert_raise Error.Argument, ~r/groups of columns, not of expressions/, fn ->
        t() |> Q.group_by(h: hour(t)) |> Q.mutate(c: a)
      end

      assert_raise Error.Argument, ~r/not rollup, cube or pivot/, fn ->
        t() |> DataFrame.rollup("a") |> Q.mutate(c: a)
      end
    end
  end

  test "summarise aggregates groups or all rows" do
    same(Q.summarise(t(), n: sum(a)), DataFrame.agg(t(), n: F.sum("a")))
    same(Q.summarize(t(), %{"n" => sum(a)}), DataFrame.agg(t(), n: F.sum("a")))
    grouped = DataFrame.group_by(t(), ["k"])
    same(t() |> Q.group_by("k") |> Q.summarise(n: sum(a)), DataFrame.agg(grouped, n: F.sum("a")))
  end

  describe "sort_by" do
    test "sorts with nulls last" do
      keys = [asc_nulls_last: "a", desc_nulls_last: "b"]
      same(Q.sort_by(t(), asc: a, desc: b), DataFrame.order_by(t(), keys))
      same(Q.sort_by(t(), [{:asc, "a"}, desc: :b]), DataFrame.order_by(t(), keys))
      same(Q.arrange(t(), a), DataFrame.order_by(t(), asc_nulls_last: "a"))
      sum = Column.plus(col("a"), 1)
      same(Q.arrange(t(), a + 1), DataFrame.order_by(t(), asc_nulls_last: sum))
      same(Q.sort_by(t(), ^"a"), DataFrame.order_by(t(), asc_nulls_last: "a"))
    end

    test "sorts with nulls first" do
      keys = [asc_nulls_first: "a", desc_nulls_first: "b"]
      same(Q.sort_by(t(), [asc: a, desc: b], nils: :first), DataFrame.order_by(t(), keys))
    end

    test "keeps the place of nulls that a key has" do
      keys = [F.desc_nulls_first("a"), {:asc_nulls_first, "b"}]

      same(
        Q.sort_by(t(), [desc_nulls_first(a), asc_nulls_first: b]),
        DataFrame.order_by(t(), keys)
      )
    end

    test "rejects positions and unknown options" do
      assert_raise Error.Argument, ~r/order_by\/2 takes positions/, fn -> Q.sort_by(t(), 1) end
      assert_raise Error.Argument, ~r/stable/, fn -> Q.sort_by(t(), a, stable: true) end
    end
  end

  test "rename takes pairs, a map or all names" do
    same(Q.rename(t(), a: "b"), DataFrame.with_columns_renamed(t(), a: "b"))
    same(Q.rename(t(), %{"a" => :b}), DataFrame.with_columns_renamed(t(), %{a: "b"}))
    same(Q.rename(t(), [:x, "y"]), DataFrame.to_df(t(), ["x", "y"]))
    assert_raise Error.Argument, ~r/takes a name/, fn -> Q.rename(t(), a: 1) end
  end

  test "ungroup returns the frame" do
    same(t() |> Q.group_by(a) |> Q.ungroup(), t())
    same(Q.ungroup(t()), t())
    assert_raise Error.Argument, ~r/SparkEx.GroupedData/, fn -> Q.ungroup(:t) end
  end
end
