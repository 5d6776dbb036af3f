defmodule SparkEx.Query.AcrossTest do
  use ExUnit.Case, async: true

  require SparkEx.Query, as: Q

  alias SparkEx.Functions, as: F
  alias SparkEx.{Column, DataFrame, Error, Reader}
  alias SparkEx.Query.Across

  import SparkEx.SamePlan

  # Names alone need no schema, so the session need not exist.
  defp t, do: Reader.table(:spark, "t")
  defp col(name), do: F.col(name)

  test "a comprehension is an argument of each transform" do
    t = t()
    conditions = [Column.gt(col("a"), 1), Column.gt(col("b"), 1)]
    same(Q.filter(t, for(c <- across([:a, :b]), do: c > 1)), DataFrame.filter(t, conditions))
    same(Q.where(t, for(c <- across([:a, :b]), do: c > 1)), DataFrame.filter(t, conditions))
    same(Q.select(t, for(c <- across(["a", :b]), do: c)), DataFrame.select(t, ["a", "b"]))

    pairs = [a: Column.plus(col("a"), 1), b: Column.plus(col("b"), 1)]
    expected = DataFrame.with_columns(t, pairs)
    same(Q.with_columns(t, for(c <- across([:a, :b]), do: {c.name, c + 1})), expected)
    same(Q.mutate(t, for(c <- across([:a, :b]), do: {c.name, c + 1})), expected)

    expected = DataFrame.agg(t, a: F.max("a"), b: F.max("b"))
    same(Q.agg(t, for(c <- across([:a, :b]), do: {c.name, max(c)})), expected)
    same(Q.summarise(t, for(c <- across([:a, :b]), do: {c.name, max(c)})), expected)
    same(Q.group_by(t, for(c <- across([:a, :b]), do: c)), DataFrame.group_by(t, ["a", "b"]))

    expected = DataFrame.order_by(t, desc: "a", desc: "b")
    same(Q.order_by(t, for(c <- across([:a, :b]), do: {:desc, c})), expected)
    same(Q.sort_by(t, for(c <- across([:a, :b]), do: {:desc, c})), expected)
  end

  test "names, filters and pins are Elixir code" do
    t = t()
    {prefix, least} = {"new_", 2}
    expected = DataFrame.agg(t, new_ab: F.max("ab"))

    same(
      Q.agg(
        t,
        for c <- across([:a, :ab]), String.length(c.name) >= ^least do
          {"#{^prefix}#{c.name}", max(c)}
        end
      ),
      expected
    )

    same(Q.agg(t, for(c <- across(~w(ab)), do: {^prefix <> c.name, max(c)})), expected)
    same(Q.agg(t, for(c <- across(:ab), do: {^(prefix <> c.name), max(c)})), expected)

    plus = &Column.plus(&1, 1)
    expected = DataFrame.select(t, a: Column.plus(col("a"), 1))
    same(Q.select(t, for(c <- across([:a]), do: {c.name, ^plus.(c)})), expected)

    same(
      Q.select(t, for(c <- across([:a]), do: {:n, ^c.name})),
      DataFrame.select(t, n: F.lit("a"))
    )
  end

  test "pins outside of the variables are evaluated once" do
    said = fn value ->
      send(self(), {:said, value})
      value
    end

    Q.filter(t(), for(c <- across(^said.([:a, :b])), do: c > ^said.(1)))
    assert_received {:said, [:a, :b]}
    assert_received {:said, 1}
    refute_received {:said, _value}
  end

  test "a column may have any name" do
    names = ["a.b", "c d"]
    expected = DataFrame.select(t(), ["`a.b`", "c d"])
    same(Q.select(t(), for(c <- across(^names), do: c)), expected)
  end

  test "several generators combine" do
    same(
      Q.select(t(), for(x <- across([:a, :b]), y <- across([:c]), do: {x.name <> y.name, x * y})),
      DataFrame.select(t(),
        ac: Column.multiply(col("a"), col("c")),
        bc: Column.multiply(col("b"), col("c"))
      )
    )
  end

  test "fields of the column keep their meaning in an expression" do
    same(
      Q.select(t(), for(c <- across([:a]), do: {:x, c.street})),
      DataFrame.select(t(), x: Column.get_field(col("a"), :street))
    )
  end

  describe "a compile error with a hint" do
    for {argument, hint} <- [
          {"for(c <- across(names), do: c)", "pin a variable: ^names"},
          {"for(c <- across([a, b]), do: c)", "across takes names, such as across([:a])"},
          {"for(c <- across(:a, :b), do: c)", "across takes one argument, got 2"},
          {"for(c <- [:a], do: c)", "`for column <- across(...), filter, do: ...`"},
          {"for({c, d} <- across(), do: c)", "with a plain variable"},
          {"for(c <- across(), uniq: true, do: c)", "with a plain variable"},
          {"for(c <- across(), c > 1, do: c)", "but not its values"},
          {"for(c <- across([:a]), do: {upper(c), c})", "but not its values"}
        ] do
      test "for #{argument}" do
        query = "require SparkEx.Query, as: Q\nQ.select(t, #{unquote(argument)})"

        error =
          assert_raise CompileError, fn ->
            Code.eval_string(query, [t: t()], file: "a_query.ex")
          end

        assert error.description =~ unquote(hint)
      end
    end

    test "for a query without a frame" do
      query = "require SparkEx.Query\nSparkEx.Query.column(for c <- across([:a]), do: c)"
      error = assert_raise CompileError, fn -> Code.eval_string(query) end
      assert error.description =~ "a comprehension over columns"
    end
  end

  test "the compiled code has no warnings" do
    module = """
    defmodule #{inspect(__MODULE__)}.Compiled do
      require SparkEx.Query, as: Q
      def name(t), do: Q.select(t, for(c <- across([:a]), do: {c.name, 1}))
      def column(t), do: Q.select(t, for(c <- across([:a]), do: c))
      def mutated(t), do: Q.mutate(t, a: b)
    end
    """

    # Warnings of other tests may be captured, too.
    compile = fn -> Code.eval_string(module, [], file: "queries_across") end
    refute ExUnit.CaptureIO.capture_io(:stderr, compile) =~ "queries_across"
  end

  test "columns!/3 needs no schema for names" do
    assert [{"a", :unknown, %Column{}}, {"b", :unknown, %Column{}}] =
             Across.columns!(t(), [:a, "b"], false)

    assert_raise Error.Argument, ~r/takes a name/, fn ->
      Across.columns!(t(), [<<255>>], false)
    end
  end
end
