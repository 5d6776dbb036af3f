defmodule SparkEx.QueryTest do
  use ExUnit.Case, async: true
  doctest SparkEx.Query

  require SparkEx.Query, as: Q

  alias SparkEx.Functions, as: F
  alias SparkEx.{Column, DataFrame, Error, Reader, Window}

  import SparkEx.SamePlan

  defp t, do: Reader.table(:spark, "t")
  defp col(name), do: F.col(name)

  describe "a query builds the plan of the equivalent calls for" do
    test "comparisons" do
      same(Q.column(a == 1), Column.eq(col("a"), 1))
      same(Q.column(1 == a), Column.eq(1, col("a")))
      same(Q.column(a != b), Column.neq(col("a"), col("b")))
      same(Q.column(a < 1.5), Column.lt(col("a"), 1.5))
      same(Q.column(a <= "x"), Column.lte(col("a"), "x"))
      same(Q.column(a > -1), Column.gt(col("a"), -1))
      same(Q.column(a >= ~D[2013-01-31]), Column.gte(col("a"), ~D[2013-01-31]))
      same(Q.column(a == true), Column.eq(col("a"), true))
      same(Q.column(a == :nan), Column.eq(col("a"), :nan))
      same(Q.column(eq_null_safe(a, nil)), Column.eq_null_safe(col("a"), nil))
    end

    test "nil" do
      same(Q.column(a == nil), Column.is_null("a"))
      same(Q.column(nil == a + 1), Column.is_null(Column.plus(col("a"), 1)))
      same(Q.column(a != nil), Column.is_not_null("a"))
      same(Q.column(coalesce(a, nil)), F.coalesce(["a", F.lit(nil)]))
    end

    test "logic" do
      expected = Column.or_(Column.and_(col("a"), col("b")), Column.not_("c"))
      same(Q.column((a and b) or not c), expected)
      same(Q.column(true and a), Column.and_(F.lit(true), col("a")))
      flag = false
      same(Q.column(a or ^flag), Column.or_(col("a"), F.lit(false)))
    end

    test "arithmetic" do
      expected = Column.minus(Column.plus(col("a"), Column.multiply(col("b"), 2)), 1)
      same(Q.column(a + b * 2 - 1), expected)
      same(Q.column(a / 2), Column.divide(col("a"), 2))
      same(Q.column(rem(a, 2)), Column.mod(col("a"), 2))
      same(Q.column(a ** 2), Column.pow(col("a"), 2))
      same(Q.column(-a), Column.negate("a"))
      same(Q.column(+a), col("a"))
      same(Q.column(1 + 2), Column.plus(F.lit(1), 2))
      same(Q.column(-1.5), F.lit(-1.5))
    end

    test "membership" do
      same(Q.column(a in [1, 2]), Column.isin("a", [1, 2]))
      same(Q.column(a in [1, b, ^(1 + 1)]), Column.isin("a", [1, col("b"), 2]))
      same(Q.column(a not in ["x"]), Column.not_(Column.isin("a", ["x"])))
      values = MapSet.new([1, 2])
      same(Q.column(a in ^values), Column.isin("a", values))
      other = DataFrame.select(t(), :a)
      query = Q.filter(t(), a in ^other)
      same(query, DataFrame.filter(t(), Column.isin("a", other)))
    end

    test "membership in word lists" do
      same(Q.column(a in ~w(x y)), Column.isin("a", ["x", "y"]))
      same(Q.column(a not in ~W(x y)s), Column.not_(Column.isin("a", ["x", "y"])))
    end

    test "decimals" do
      same(Q.column(a * ~d"0.06"), Column.multiply(col("a"), F.lit("0.06", {:decimal, 2, 2})))
      same(Q.column(a == ~d[-12.50]), Column.eq(col("a"), F.lit("-12.50", {:decimal, 4, 2})))
      assert Q.column(~d"100").expr.literal.decimal == %{value: "100", precision: 3, scale: 0}
    end

    test "strings" do
      same(Q.column(a <> "-" <> b <> c), F.concat(["a", F.lit("-"), "b", "c"]))
      same(Q.column(upper(a) <> ~s(x)), F.concat([F.upper("a"), F.lit("x")]))
      same(Q.column("x"), F.lit("x"))
    end

    test "names, fields and elements" do
      same(Q.column(col("odd name")), col("odd name"))
      same(Q.column(a.b), col("a.b"))
      same(Q.column(a.b.c == 1), Column.eq(col("a.b.c"), 1))
      same(Q.column(a[0]), Column.get_item("a", 0))
      same(Q.column(a["k"][i]), "a" |> Column.get_item("k") |> Column.get_item(col("i")))
      same(Q.column(from_json(a, "x INT").x), Column.get_field(F.from_json("a", "x INT"), :x))
      same(Q.column(a."b c"), col("a.b c"))
      same(Q.column(a."b.c`"), col("a.`b.c```"))
      same(Q.column(col("*")), F.star())
    end

    test "pins" do
      frame = t()
      name = "odd name"
      limit = 3
      column = Column.plus(col("a"), 1)
      same(Q.column(a > ^limit), Column.gt(col("a"), 3))
      same(Q.column(^(limit * 2) > a), Column.gt(6, col("a")))
      same(Q.column(col(^name) == 1), Column.eq(col(name), 1))
      same(Q.column(^column > 1), Column.gt(column, 1))
      same(Q.column(^limit + ^limit), Column.plus(F.lit(3), 3))

      same(
        Q.filter(frame, ^frame["id"] == ^%{id: 7}.id),
        DataFrame.filter(frame, Column.eq(frame["id"], 7))
      )
    end

    test "calls with each kind of argument" do
      same(Q.column(upper("text")), F.upper(F.lit("text")))
      same(Q.column(date_format(a, "yyyy")), F.date_format("a", "yyyy"))
      same(Q.column(round(a)), F.round("a"))
      same(Q.column(round(a + 1, 2)), F.round(Column.plus(col("a"), 1), 2))
      same(Q.column(add_months(a, -1)), F.add_months("a", -1))
      same(Q.column(array_contains(a, "x")), F.array_contains("a", "x"))
      same(Q.column(array_contains(a, b)), F.array_contains("a", col("b")))
      same(Q.column(percentile(a, [0.5, 0.9])), F.percentile("a", [0.5, 0.9]))
      same(Q.column(lag(a, 1, 0)), F.lag("a", 1, 0))
      same(Q.column(lag(a)), F.lag("a"))
      same(Q.column(array_join(a, ",", nil)), F.array_join("a", ",", nil))

      same(
        Q.column(from_json(a, "x INT", mode: "FAILFAST")),
        F.from_json("a", "x INT", mode: "FAILFAST")
      )

      same(
        Q.column(make_interval(days: d, secs: 1)),
        F.make_interval(days: "d", secs: F.lit(1))
      )

      same(Q.column(count(1)), F.count(F.lit(1)))
      same(Q.column(expr("a + 1")), F.expr("a + 1"))
      same(Q.column(lit(1, :long)), F.lit(1, :long))
      same(Q.column(window(at, "10 minutes")), F.window("at", "10 minutes"))
      same(Q.column(call_function("len", a, 1)), F.call_function("len", ["a", F.lit(1)]))
      same(Q.column(pi()), F.pi())
    end

    test "calls with any number of arguments" do
      same(Q.column(coalesce(a, b, "x")), F.coalesce(["a", "b", F.lit("x")]))
      same(Q.column(coalesce([a, b])), F.coalesce(["a", "b"]))
      same(Q.column(concat_ws("-", a, b)), F.concat_ws("-", ["a", "b"]))
      same(Q.column(array()), F.array())
      same(Q.column(struct(a, total: b + 1)), F.struct(["a", total: Column.plus(col("b"), 1)]))
      values = [col("a"), 1]
      same(Q.column(greatest(^values)), F.greatest(["a", F.lit(1)]))
    end

    test "column functions without an operator" do
      window = Window.partition_by("a")
      same(Q.column(over(sum(a), ^window)), Column.over(F.sum("a"), window))
      same(Q.column(cast(a, :long)), Column.cast("a", :long))
      same(Q.column(cast(a, {:array, :long})), Column.cast("a", {:array, :long}))
      same(Q.column(try_cast(a, {:decimal, 10, 2})), Column.try_cast("a", {:decimal, 10, 2}))
      same(Q.column(between(a, 1, b)), Column.between("a", 1, col("b")))
      same(Q.column(contains(a, "x")), F.contains("a", F.lit("x")))
      same(Q.column(starts_with(a, "x")), Column.starts_with("a", "x"))
      same(Q.column(alias_(a, "b")), Column.alias_("a", "b"))
      same(Q.column(with_field(a, :b, 1)), Column.with_field("a", :b, F.lit(1)))
      same(Q.column(drop_fields(a, [:b, "c"])), Column.drop_fields("a", [:b, "c"]))
      same(Q.column(is_nan(a)), Column.is_nan("a"))
      same(Q.column(outer(o.a)), Column.outer("o.a"))
      same(Q.column(astype(a, :long)), Column.cast("a", :long))
      same(Q.column(name(a, "b")), Column.alias_("a", "b"))
    end

    test "windows given as options" do
      window = Window.partition_by(["a", "b"]) |> Window.order_by(desc: "c")

      same(
        Q.column(over(sum(x), partition_by: [a, b], order_by: [desc: c])),
        Column.over(F.sum("x"), window)
      )

      same(
        Q.column(over(sum(x), partition_by: a, rows_between: {-1, :current_row})),
        Column.over(F.sum("x"), "a" |> Window.partition_by() |> Window.rows_between(-1, 0))
      )
    end

    test "lambda functions" do
      plus = &Column.plus/2
      same(Q.column(transform(xs, fn x -> x + 1 end)), F.transform("xs", &plus.(&1, 1)))
      same(Q.column(transform(xs, fn x, i -> x * i end)), F.transform("xs", &Column.multiply/2))

      same(
        Q.column(aggregate(xs, 0, fn acc, x -> acc + x end)),
        F.aggregate("xs", F.lit(0), plus)
      )

      same(Q.column(filter(xs, fn x -> x > a end)), F.filter("xs", &Column.gt(&1, col("a"))))
      same(Q.column(transform(xs, fn x -> x.f end)), F.transform("xs", &Column.get_field(&1, :f)))
      same(Q.column(transform(xs, ^(&plus.(&1, 1)))), F.transform("xs", &plus.(&1, 1)))

      same(
        Q.column(transform(xs, fn x -> transform(x, fn y -> y + element_at(x, 1) end) end)),
        F.transform("xs", fn x -> F.transform(x, &plus.(&1, F.element_at(x, 1))) end)
      )
    end

    test "a pinned variable of the caller in a lambda function" do
      x = 10

      same(
        Q.column(transform(xs, fn x -> x + ^x end)),
        F.transform("xs", &Column.plus(&1, 10))
      )
    end

    test "conditionals" do
      near = F.when_(Column.lt(col("a"), 1), "near")
      same(Q.column(if(a < 1, do: "near")), near)
      same(Q.column(if(a < 1, do: "near", else: b)), Column.otherwise(near, col("b")))
      more = Column.when_(near, Column.lt(col("a"), 2), nil)

      same(
        Q.column(
          cond do
            a < 1 -> "near"
            a < 2 -> nil
            true -> -1
          end
        ),
        Column.otherwise(more, -1)
      )

      same(Q.column(when_(a < 1, "near") |> otherwise(0)), Column.otherwise(near, 0))
    end

    test "the number of rows" do
      same(Q.column(count()), F.count(F.lit(1)))
    end

    test "pipes" do
      same(Q.column(a |> upper() |> concat("x")), F.concat([F.upper("a"), F.lit("x")]))
    end

    test "transforms" do
      t = t()
      same(Q.filter(t, a > 1), DataFrame.filter(t, Column.gt(col("a"), 1)))
      same(Q.where(t, a), DataFrame.filter(t, col("a")))
      same(Q.select(t, a), DataFrame.select(t, "a"))
      same(Q.select(t, [a, c: b + 1]), DataFrame.select(t, ["a", c: Column.plus(col("b"), 1)]))
      same(Q.select(t, c: 1), DataFrame.select(t, c: F.lit(1)))
      same(Q.select(t, [{"odd name", a}]), DataFrame.select(t, [{"odd name", "a"}]))
      same(Q.with_columns(t, c: "x", d: a), DataFrame.with_columns(t, c: F.lit("x"), d: col("a")))
      same(Q.group_by(t, a), DataFrame.group_by(t, "a"))
      same(Q.group_by(t, [a, h: hour(b)]), DataFrame.group_by(t, ["a", h: F.hour("b")]))
      same(Q.group_by(t, []), DataFrame.group_by(t, []))
      same(Q.agg(t, sum(a)), DataFrame.agg(t, F.sum("a")))
      same(Q.agg(t, [sum(a), n: count(1)]), DataFrame.agg(t, [F.sum("a"), n: F.count(F.lit(1))]))
      same(Q.order_by(t, a), DataFrame.order_by(t, "a"))

      same(
        Q.order_by(t, [a, desc: b + 1]),
        DataFrame.order_by(t, ["a", desc: Column.plus(col("b"), 1)])
      )

      same(Q.order_by(t, desc_nulls_first(a)), DataFrame.order_by(t, F.desc_nulls_first("a")))

      grouped = DataFrame.group_by(t, "a")
      same(Q.agg(grouped, n: count(1)), DataFrame.agg(grouped, n: F.count(F.lit(1))))
    end

    test "lists of conditions" do
      conditions = [Column.gt(col("a"), 1), Column.eq(col("b"), "x")]
      same(Q.filter(t(), [a > 1, b == "x"]), DataFrame.filter(t(), conditions))
      other = "c = 1"
      same(Q.where(t(), [a > 1, ^other]), DataFrame.filter(t(), [hd(conditions), "c = 1"]))
    end

    test "limits and single columns" do
      number = 4
      same(Q.limit(t(), 3), DataFrame.limit(t(), 3))
      same(Q.limit(t(), ^(number + 1)), DataFrame.limit(t(), 5))

      same(
        Q.with_column(t(), :c, a + 1),
        DataFrame.with_column(t(), :c, Column.plus(col("a"), 1))
      )

      name = "odd name"
      same(Q.with_column(t(), ^name, 1), DataFrame.with_column(t(), name, F.lit(1)))
    end

    test "joins" do
      {l, r} = {t(), Reader.table(:spark, "u")}
      condition = Column.eq(l["a"], r["b"])
      same(Q.join(l, r, ^l["a"] == ^r["b"]), DataFrame.join(l, r, condition))
      same(Q.join(l, r, ^l["a"] == ^r["b"], :left), DataFrame.join(l, r, condition, :left))
      same(Q.join(l, r, on: ^condition, how: :semi), DataFrame.join(l, r, condition, :semi))
      same(Q.join(l, r, x.a == y.b), DataFrame.join(l, r, Column.eq(col("x.a"), col("y.b"))))
      same(Q.join(l, r, [c > 1, d]), DataFrame.join(l, r, [Column.gt(col("c"), 1), col("d")]))
      same(Q.join(l, r, :a), DataFrame.join(l, r, :a))
      same(Q.join(l, r, [:a, "b"], :anti), DataFrame.join(l, r, ["a", "b"], :anti))
      names = ["a"]
      same(Q.join(l, r, ^names), DataFrame.join(l, r, names))
      same(Q.join(l, r, a: b), DataFrame.join(l, r, a: :b))
      same(Q.join(l, r, [a: "b"], :left), DataFrame.join(l, r, [a: :b], :left))
    end

    test "names as strings and atoms" do
      t = t()
      same(Q.select(t, "a"), DataFrame.select(t, "a"))
      same(Q.select(t, ["a", :b, c: "x"]), DataFrame.select(t, ["a", "b", c: F.lit("x")]))
      same(Q.group_by(t, "a"), DataFrame.group_by(t, "a"))
      same(Q.group_by(t, [:a, "b"]), DataFrame.group_by(t, ["a", "b"]))
      same(Q.order_by(t, [:a, desc: "b"]), DataFrame.order_by(t, ["a", desc: "b"]))
      same(Q.select(t, [nil, true]), DataFrame.select(t, [F.lit(nil), F.lit(true)]))
    end

    test "pinned arguments" do
      t = t()
      names = ["a", "b"]
      same(Q.select(t, ^names), DataFrame.select(t, names))
      same(Q.filter(t, ^"a > 1"), DataFrame.filter(t, "a > 1"))
      same(Q.with_columns(t, ^[c: F.lit(1)]), DataFrame.with_columns(t, c: F.lit(1)))
      same(Q.order_by(t, ^[desc: "a"]), DataFrame.order_by(t, desc: "a"))
      same(Q.agg(t, ^%{"a" => "max"}), DataFrame.agg(t, %{"a" => "max"}))
      name = "c"
      same(Q.select(t, [a, ^name]), DataFrame.select(t, ["a", "c"]))
      same(Q.select(t, x: ^name), DataFrame.select(t, x: F.lit("c")))
      same(Q.group_by(t, [a, ^name]), DataFrame.group_by(t, ["a", "c"]))
      same(Q.order_by(t, [^name, desc: ^name]), DataFrame.order_by(t, ["c", desc: "c"]))
      same(Q.column(struct(a, ^name)), F.struct(["a", F.lit("c")]))
      same(Q.with_columns(t, [{^name, a}]), DataFrame.with_columns(t, c: col("a")))
    end
  end

  test "SparkEx.Query can be imported" do
    import SparkEx.Query

    same(
      t() |> filter(a > 1) |> select([a]),
      t() |> DataFrame.filter(Column.gt(col("a"), 1)) |> DataFrame.select(["a"])
    )
  end

  test "evaluates the frame and each pin once, in source order" do
    said = fn word, value ->
      send(self(), word)
      value
    end

    Q.filter(said.(:frame, t()), a > ^said.(:first, 1) and b > ^said.(:second, 2))
    assert {:messages, [:frame, :first, :second]} = Process.info(self(), :messages)
    for _word <- 1..3, do: assert_received(word when is_atom(word))

    Q.join(said.(:left, t()), said.(:right, Reader.table(:spark, "u")), a > ^said.(:pin, 1))
    assert {:messages, [:left, :right, :pin]} = Process.info(self(), :messages)
  end

  describe "a comparison with nil" do
    test "is rejected if the nil is pinned" do
      value = Enum.find([1], &(&1 == 2))

      for build <- [
            fn -> Q.column(a == ^value) end,
            fn -> Q.column(^value != a) end,
            fn -> Q.column(a < ^value) end
          ],
          do: assert_raise(Error.Argument, ~r/never true in SQL/, build)

      same(Q.column(eq_null_safe(a, ^value)), Column.eq_null_safe(col("a"), nil))
    end
  end

  describe "a compile error with a hint" do
    for {query, hint} <- [
          {"uper(a)", ~s(there is no function uper/1; did you mean "upper"?)},
          {"upper(a, b)", "upper takes 1 argument, not 2"},
          {"make_interval(day: a)", "make_interval has no argument :day; did you mean :days?"},
          {"a && b", "write `and`"},
          {"!a", "write `not`"},
          {"a === b", "write `==`"},
          {"a = 1", "write `==` to compare"},
          {"a > nil", "write `== nil`"},
          {"a in 1..3", "between(column, first, last)"},
          {"a in b", "`in` takes a list or a pin, got: b"},
          {"is_nil(a)", "is_null(column)"},
          {"div(a, 2)", ~s{call_function("div", a, b)}},
          {"String.upcase(a)", "pin it: ^String.upcase(a)"},
          {"String.upcase(^a)", "pin it"},
          {"f.(a)", "pin it"},
          {"F.upper", "pin it"},
          {"@limit", "^@name"},
          {"\"\#{a}\"", "pin it"},
          {":a", ~s{write col(:a) or "a"}},
          {"%{a: 1}", "pin it"},
          {"case a do 1 -> 2 end", "write `cond`"},
          {"unless a, do: 1", "if not"},
          {"cond do true -> 1 end", "a condition before `true`"},
          {"__MODULE__", "pin it"},
          {"transform(a, & &1)", "expected fn x -> ... end"},
          {"transform(a, fn {x, y} -> x end)", "with plain variables"},
          {"fn x -> x end", "only functions over arrays"},
          {"cast(a, bigint)", "pin a variable: ^bigint"},
          {"a |> 1", "cannot pipe into 1"},
          {"n_distinct(a)", "n_distinct is a function of Explorer; write count_distinct(column)"},
          {"for c <- across([:a]), do: c", "a comprehension over columns is a whole argument"},
          {"across([:a])", "write `for column <- across(...), do: ...`"},
          {"Name", ~s{write col("Name")}},
          {"upper(Name)", ~s{write col("Name")}},
          {"st.Inner == 1", ~s{write st["Inner"]}},
          {"st.Inner.Deep", ~s{write st["Inner"]["Deep"]}},
          {"a.b.Inner", ~s{write a.b["Inner"]}},
          {"Name.field", ~s{write col("Name.field")}},
          {"over(sum(a), w)", "pin a SparkEx.Window: ^window"},
          {"a in ~w(x y)a", "~w without a modifier"},
          {"~d{1,5}", "is not a decimal"},
          {"{a, b, c}", "is not part of a query"}
        ] do
      test "for #{query}" do
        error = assert_raise CompileError, fn -> compile("Q.column(#{unquote(query)})") end
        assert error.description =~ unquote(hint)
        assert {error.file, error.line} == {"a_query.ex", 2}
      end
    end

    test "for invalid arguments of transforms" do
      for {query, hint} <- [
            {~s{Q.filter(t, "a > 1")}, ~s{expr("a > 1")}},
            {"Q.order_by(t, dsc: a)", "unknown sort order :dsc; did you mean :desc?"},
            {"Q.with_columns(t, a + 1)", "expected `name: column`, got: a + 1"},
            {"Q.with_columns(t, [a])", "expected `name: column`, got: a"},
            {"Q.with_column(t, c, a)", "the name of a new column is :c"},
            {"Q.limit(t, n)", "pin it: ^n"},
            {"Q.summarise(t, sum(a))", "expected `name: column`, got: sum(a)"},
            {"Q.mutate(t, [a + 1])", "expected `name: column`, got: a + 1"},
            {"Q.sort_by(t, dsc: a)", "unknown sort order :dsc; did you mean :desc?"}
          ] do
        error = assert_raise CompileError, fn -> compile(query) end
        assert error.description =~ hint
      end
    end

    defp compile(query) do
      Code.eval_string("require SparkEx.Query, as: Q\n#{query}", [t: t()], file: "a_query.ex")
    end
  end
end
