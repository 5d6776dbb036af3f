defmodule SparkEx.ColumnTest do
  use ExUnit.Case, async: true

  import SparkEx.Functions, only: [col: 1, lit: 1, when_: 2]

  alias SparkEx.{Column, DataFrame, Error, Functions, Plan, Reader, Window}

  doctest SparkEx.Column
  doctest SparkEx.Column.Hint

  defp frame, do: Reader.table(:spark, "t")

  defp attribute(name), do: %{unresolved_attribute: %{unparsed_identifier: name}}

  defp call(name, arguments),
    do: %{unresolved_function: %{function_name: name, arguments: arguments}}

  describe "coercion" do
    test "accepts strings and atoms as names" do
      assert Column.to_expr(:a) == attribute("a")
      assert Column.to_expr("a.b") == attribute("a.b")
      assert Column.to_expr("*") == %{unresolved_star: %{}}
      assert Column.to_expr("a.*") == %{unresolved_star: %{unparsed_target: "a.*"}}
    end

    test "rejects other terms as names" do
      for other <- [nil, true, false, 1, 1.5, [:a], {:a}] do
        assert_raise Error.Argument, ~r/expected a SparkEx.Column or the name of a col/, fn ->
          Column.to_expr(other)
        end
      end

      assert_raise Error.Argument, ~r/valid UTF-8/, fn -> Column.to_expr(<<255>>) end
    end

    test "converts lists of columns to arrays" do
      assert Column.value_expr([col("a"), [1]]) ==
               call("array", [attribute("a"), call("array", [%{literal: %{integer: 1}}])])
    end

    test "accepts names, columns, orders and pairs as sort keys" do
      ascending = %{
        child: attribute("a"),
        direction: :SORT_DIRECTION_ASCENDING,
        null_ordering: :SORT_NULLS_FIRST
      }

      descending = %{
        ascending
        | direction: :SORT_DIRECTION_DESCENDING,
          null_ordering: :SORT_NULLS_LAST
      }

      for key <- ["a", :a, col("a"), Column.asc("a"), {:asc, "a"}],
          do: assert(Column.sort_expr(key) == ascending)

      for key <- [Column.desc("a"), {:desc, :a}, {:desc, Column.asc("a")}],
          do: assert(Column.sort_expr(key) == descending)

      assert Enum.map([{:desc, :a}, :b], &Column.sort_expr/1) ==
               [descending, %{ascending | child: attribute("b")}]

      assert_raise Error.Argument, ~r/unknown sort order :a; write {:desc, :a}/, fn ->
        Column.sort_expr({:a, :desc})
      end

      assert_raise Error.Argument, ~r/unknown sort order :down \(allowed: :asc,/, fn ->
        Column.sort_expr({:down, "a"})
      end
    end
  end

  describe "operators" do
    test "accept a literal on either side" do
      assert Column.minus(1, col("a")).expr ==
               call("-", [%{literal: %{integer: 1}}, attribute("a")])

      assert Column.eq(col("a"), "b").expr ==
               call("==", [attribute("a"), %{literal: %{string: "b"}}])

      assert Column.eq(col("a"), nil).expr ==
               call("==", [attribute("a"), %{literal: %{null: %{null: %{}}}}])
    end

    test "require a column on one side" do
      assert_raise Error.Argument, ~r/one side of > must be a column.*got: "a" and 1/, fn ->
        Column.gt("a", 1)
      end
    end

    test "reject invalid literals" do
      assert_raise Error.Argument, ~r/the atom :b is not a literal/, fn ->
        Column.eq(col("a"), :b)
      end

      assert_raise Error.Argument, ~r/valid UTF-8/, fn -> Column.eq(col("a"), <<255>>) end
      assert_raise Error.Argument, ~r/64 bits/, fn -> Column.eq(col("a"), 2 ** 63) end
    end

    test "reject the booleans of Elixir's own operators as conditions" do
      comparison = col("a") == "JFK"

      for build <- [
            fn -> Column.and_(col("b"), comparison) end,
            fn -> Column.and(comparison, col("b")) end,
            fn -> Column.or_(col("b"), comparison) end,
            fn -> Column.or(comparison, col("b")) end,
            fn -> Column.not_(comparison) end,
            fn -> Column.when_(when_(col("b"), 1), comparison, 2) end,
            fn -> when_(comparison, 1) end,
            fn -> DataFrame.filter(frame(), comparison) end,
            fn -> DataFrame.where(frame(), comparison) end,
            fn -> DataFrame.join(frame(), frame(), comparison) end,
            fn -> DataFrame.join(frame(), frame(), [col("b"), comparison]) end,
            fn -> DataFrame.lateral_join(frame(), frame(), comparison) end,
            fn -> DataFrame.with_columns(frame(), late: comparison) end,
            fn -> DataFrame.select(frame(), late: comparison) end,
            fn -> Functions.count_if(comparison) end,
            fn -> Functions.filter("xs", fn _x -> comparison end) end
          ] do
        error = assert_raise Error.Argument, build
        assert error.message =~ "got: false; Elixir's operators"
        assert error.message =~ "SparkEx.Column.eq/2, gt/2"
        assert error.message =~ "SparkEx.Query (a constant is SparkEx.Functions.lit(false))"
      end

      assert Column.and_(col("a"), lit(true)).expr ==
               call("and", [attribute("a"), %{literal: %{boolean: true}}])
    end

    test "reject a frame and suggest scalar/1" do
      for build <- [
            fn -> Column.gt(col("a"), frame()) end,
            fn -> Column.isin("a", [frame()]) end,
            fn -> lit(frame()) end,
            fn -> Functions.upper(frame()) end,
            fn -> DataFrame.select(frame(), [frame()]) end
          ] do
        error = assert_raise Error.Argument, build
        assert error.message =~ "SparkEx.DataFrame.scalar/1"
      end
    end

    test "have the aliases and/2, or/2 and not/1" do
      {a, b} = {col("a"), col("b")}
      assert Column.and(a, b) == Column.and_(a, b)
      assert Column.or(a, b) == Column.or_(a, b)
      assert Column.not(a) == Column.not_(a)
    end

    test "neq negates eq" do
      assert Column.neq(col("a"), 1).expr ==
               call("not", [call("==", [attribute("a"), %{literal: %{integer: 1}}])])
    end
  end

  describe "isin/2" do
    test "accepts lists, sets, columns and an empty list" do
      assert Column.isin("a", []).expr == call("in", [attribute("a")])

      assert Column.isin(col("a"), [col("b")]).expr ==
               call("in", [attribute("a"), attribute("b")])

      assert Column.isin("a", MapSet.new([1])) == Column.isin("a", [1])

      assert_raise Error.Argument, ~r/expected a list, a MapSet or a frame/, fn ->
        Column.isin("a", 1)
      end
    end

    test "accepts a frame as a subquery" do
      frame = Reader.table(:spark, "t")
      assert %{subquery_expression: subquery} = Column.isin("a", frame).expr
      assert subquery.subquery_type == :SUBQUERY_TYPE_IN
      assert subquery.plan_id == Plan.id(frame.plan)
      assert subquery.in_subquery_values == [attribute("a")]

      pair = Functions.struct(["a", "b"])
      assert %{subquery_expression: subquery} = Column.isin(pair, frame).expr
      assert subquery.in_subquery_values == [attribute("a"), attribute("b")]
      assert inspect(Column.isin("a", frame)) =~ ~s[(a IN (table("t")))]
    end
  end

  describe "conditions" do
    test "extend one call of when" do
      condition = Column.gt(col("a"), 1)

      assert %{unresolved_function: %{function_name: "when", arguments: [_, _, _, _, _]}} =
               (when_(condition, 1)
                |> Column.when_(condition, col("b"))
                |> Column.otherwise(nil)).expr
    end

    test "keep their order" do
      condition = Column.gt(col("a"), 1)
      closed = condition |> when_(1) |> Column.otherwise(2)

      assert_raise Error.Argument, ~r/cannot follow Column.otherwise/, fn ->
        Column.when_(closed, condition, 1)
      end

      assert_raise Error.Argument, ~r/cannot follow Column.otherwise/, fn ->
        Column.otherwise(closed, 1)
      end

      assert_raise Error.Argument, ~r/follows SparkEx.Functions.when_/, fn ->
        Column.otherwise(col("a"), 1)
      end

      assert_raise Error.Argument, ~r/expected a condition as a column, got: "a"/, fn ->
        condition |> when_(1) |> Column.when_("a", 1)
      end
    end
  end

  describe "names and types" do
    test "rejects metadata for an alias of several names" do
      assert Column.alias_("a", [:b, "c"]).expr == %{
               alias: %{expr: attribute("a"), name: ["b", "c"]}
             }

      assert_raise Error.Argument, ~r/expected metadata: a map, and one name/, fn ->
        Column.alias_("a", ["b", "c"], metadata: %{})
      end

      assert_raise Error.Argument, ~r/expected a name as a string/, fn ->
        Column.alias_("a", 1)
      end

      assert_raise Error.Argument, ~r/expected metadata: a map/, fn ->
        Column.alias_("a", "b", meta: %{})
      end
    end

    test "sends a cast to text as a string and a cast to a type as a type" do
      assert Column.cast("a", "int").expr == %{cast: %{expr: attribute("a"), type_str: "int"}}

      assert Column.cast("a", :int).expr == %{
               cast: %{expr: attribute("a"), type: %{integer: %{}}}
             }

      assert Column.try_cast("a", "int").expr ==
               %{cast: %{expr: attribute("a"), type_str: "int", eval_mode: :EVAL_MODE_TRY}}

      assert_raise Error.Argument, ~r/:strng is not a Spark type/, fn ->
        Column.cast("a", :strng)
      end
    end
  end

  describe "nested values" do
    test "are read by key, position or column" do
      for {key, extraction} <- [
            {"k", %{literal: %{string: "k"}}},
            {0, %{literal: %{integer: 0}}},
            {col("b"), attribute("b")}
          ] do
        expected = %{unresolved_extract_value: %{child: attribute("a"), extraction: extraction}}
        assert Column.get_item("a", key).expr == expected
        assert col("a")[key].expr == expected
      end

      assert Column.get_field("a", :k) == Column.get_item("a", "k")
    end

    test "cannot be set through access" do
      assert_raise Error.Argument, ~r/cannot be updated in place/, fn ->
        put_in(col("a")["b"], 1)
      end

      assert_raise Error.Argument, ~r/cannot be updated in place/, fn -> pop_in(col("a")["b"]) end
    end

    test "accept only a column as a new field" do
      assert_raise Error.Argument, ~r/expected a column as the value/, fn ->
        Column.with_field("a", "b", 1)
      end

      assert %{update_fields: %{field_name: "b"}} = Column.with_field("a", :b, lit(1)).expr
      assert_raise Error.Argument, ~r/at least one field/, fn -> Column.drop_fields("a", []) end
    end
  end

  describe "over/2" do
    test "omits the window frame by default" do
      column = Column.over(Functions.sum("a"), Window.partition_by("k"))

      assert Enum.sort(Map.keys(column.expr.window)) == [
               :order_spec,
               :partition_spec,
               :window_function
             ]
    end

    test "rejects other terms than a window" do
      assert_raise Error.Argument, ~r/expected a SparkEx.WindowSpec/, fn ->
        Column.over(Functions.sum("a"), "k")
      end
    end
  end

  describe "inspect" do
    for {text, source} <- [
          {"(a > 1)", quote(do: Column.gt(col("a"), 1))},
          {"((a IS NULL) or (NOT (b == 'x')))",
           quote(do: Column.or(Column.is_null("a"), Column.neq(col("b"), "x")))},
          {"count(DISTINCT a, b)", quote(do: Functions.count_distinct(["a", "b"]))},
          {"(- a)", quote(do: Column.negate("a"))},
          {"X'00FF'", quote(do: lit({:binary, <<0, 255>>}))},
          {"NULL", quote(do: lit(nil))},
          {"12.5", quote(do: lit(12.5))},
          {"nan", quote(do: lit(:nan))},
          {"1.50", quote(do: lit(%{__struct__: Decimal, sign: 1, coef: 150, exp: -2}))},
          {"DATE '1969-12-31'", quote(do: lit(~D[1969-12-31]))},
          {"TIMESTAMP '1969-12-31 23:59:59.500000Z'", quote(do: lit(~U[1969-12-31 23:59:59.5Z]))},
          {"TIMESTAMP_NTZ '2024-01-01 00:00:00'", quote(do: lit(~N[2024-01-01 00:00:00]))},
          {"TIME '01:02:03'", quote(do: lit(~T[01:02:03]))},
          {"INTERVAL '1-2' YEAR TO MONTH",
           quote(do: lit(SparkEx.Interval.year_month(months: 14)))},
          {"{'a' -> [1, 2]}", quote(do: lit(%{"a" => [1, 2]}))},
          {"{1, 'x'}", quote(do: lit({:struct, [a: 1, b: "x"]}))},
          {"'#{String.duplicate("x", 40)}…'", quote(do: lit(String.duplicate("x", 1000)))},
          {"*", quote(do: Functions.star())},
          {"a.*", quote(do: col("a.*"))},
          {"my.fun(a)", quote(do: Functions.call_function("my.fun", ["a"]))},
          {"TRY_CAST(a AS BIGINT)", quote(do: Column.try_cast("a", :long))},
          {"a AS b, c", quote(do: Column.alias_("a", ["b", "c"]))}
        ] do
      test "shows #{text}" do
        assert inspect(unquote(source)) == "#SparkEx.Column<#{unquote(text)}>"
      end
    end

    test "shows a lambda with its variables" do
      assert inspect(Functions.transform("a", &Column.plus(&1, 1))) =~
               ~r/^#SparkEx.Column<transform\(a, \(x_(\d+)\) -> \(x_\1 \+ 1\)\)>$/
    end

    test "shows an unknown expression by its name" do
      assert inspect(%Column{expr: %{merge_action: %{}}}) == "#SparkEx.Column<merge_action(…)>"
    end
  end

  describe "outer/1" do
    test "returns a named column and rejects a column of a frame" do
      assert Column.outer("o.k") == col("o.k")

      for column <- [frame()["k"], Column.cast(frame()["k"], :long)] do
        error = assert_raise Error.Argument, fn -> Column.outer(column) end
        assert error.message =~ ~s[SparkEx.DataFrame.alias_(frame, "o") and outer(col("o.name"))]
      end
    end
  end

  describe "inspect of a subquery" do
    test "shows the plan of a subquery in a column and in a frame" do
      inner = DataFrame.filter(Reader.table(:spark, "u"), "x > 1")

      for {column, text} <- [
            {DataFrame.exists(inner), ~s[exists(table("u") |> filter(x > 1))]},
            {Column.gt(col("a"), DataFrame.scalar(inner)),
             ~s[(a > scalar(table("u") |> filter(x > 1)))]},
            {Column.isin("a", inner), ~s[(a IN (table("u") |> filter(x > 1)))]}
          ] do
        assert inspect(column) == "#SparkEx.Column<#{text}>"
        text = text |> String.trim_leading("(") |> binary_part(0, 20)
        assert inspect(DataFrame.filter(frame(), column)) =~ text
        refute inspect(DataFrame.filter(frame(), column)) =~ "of plan"
      end
    end
  end

  test "accepts a keyword list as a window" do
    window = Window.partition_by("a") |> Window.order_by(desc: "b") |> Window.rows_between(-1, 0)
    options = [partition_by: "a", order_by: [desc: "b"], rows_between: {-1, 0}]
    assert Column.over(Functions.sum("x"), options) == Column.over(Functions.sum("x"), window)

    assert_raise Error.Argument, ~r/unknown option :partition for the window/, fn ->
      Column.over(Functions.sum("x"), partition: "a")
    end

    assert_raise Error.Argument, ~r/expected a pair of boundaries/, fn ->
      Column.over(Functions.sum("x"), rows_between: -1)
    end
  end

  test "rejects structs as metadata" do
    for metadata <- [MapSet.new(), 1..2, ~D[2024-01-01]] do
      assert_raise Error.Argument, ~r/expected metadata: a map/, fn ->
        Column.alias_("a", "b", metadata: metadata)
      end
    end
  end
end
