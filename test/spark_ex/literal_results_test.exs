defmodule SparkEx.LiteralResultsTest do
  # How Spark reads literals in the plan of a frame; sql_test.exs covers SQL arguments.
  use SparkEx.SparkCase

  import SparkEx.Decimals
  require SparkEx.Query

  alias SparkEx.Interval
  alias SparkEx.TestSpark

  defp check(session, table) do
    columns =
      for {{column, _value, _type}, at} <- Enum.with_index(table),
          pair <- [{"v#{at}", column}, {"t#{at}", F.typeof(column)}],
          do: pair

    [row] =
      session |> SparkEx.range(1) |> DataFrame.select(columns) |> DataFrame.collect!(as: :lists)

    for {{column, value, type}, made} <- Enum.zip(table, Enum.chunk_every(row, 2)),
        do: assert({column, made} === {column, [value, type]})
  end

  defp same(value, type), do: {F.lit(value), value, type}

  test "scalars have the expected types", %{session: session} do
    check(session, [
      same(nil, "void"),
      same(true, "boolean"),
      same(2_147_483_647, "int"),
      same(-2_147_483_648, "int"),
      same(2_147_483_648, "bigint"),
      same(-9_223_372_036_854_775_808, "bigint"),
      same(1.5, "double"),
      same(5.0e-324, "double"),
      same(:nan, "double"),
      same(:infinity, "double"),
      same(:neg_infinity, "double"),
      same("", "string"),
      same("naïve \0 ☃ 😀 ' \\", "string"),
      same(String.duplicate("x", 1_000_000), "string"),
      {F.lit({:binary, <<0, 255>>}), <<0, 255>>, "binary"},
      {F.lit(%{__struct__: Decimal, sign: -1, coef: 150, exp: -2}), decimal("-1.50"),
       "decimal(3,2)"},
      {F.lit(%{__struct__: Decimal, sign: 1, coef: 12, exp: 3}), decimal("12000"), "decimal(5,0)"}
    ])
  end

  @tag spark_4_1: "nulls and structs inside of literals"
  test "literals accept an explicit type", %{session: session} do
    check(session, [
      {F.lit(-128, :byte), -128, "tinyint"},
      {F.lit(32_767, :short), 32_767, "smallint"},
      {F.lit(1, :long), 1, "bigint"},
      {F.lit(0.1, :float), 0.10000000149011612, "float"},
      {F.lit(:nan, :float), :nan, "float"},
      {F.lit(3.4028234663852886e38, :float), 3.4028234663852886e38, "float"},
      {F.lit(7, {:decimal, 10, 2}), decimal("7.00"), "decimal(10,2)"},
      {F.lit(nil, {:array, :date}), nil, "array<date>"},
      {F.lit([], {:array, :string}), [], "array<string>"},
      {F.lit(%{}, {:map, :string, :long}), %{}, "map<string,bigint>"},
      {F.lit([1, nil], "array<smallint>"), [1, nil], "array<smallint>"},
      {F.lit([[], [1]], {:array, {:array, :byte}}), [[], [1]], "array<array<tinyint>>"},
      {F.lit(%{"a" => 1}, a: :long, b: :string), %{"a" => 1, "b" => nil},
       "struct<a:bigint,b:string>"},
      {F.lit(%{1 => %{"x" => [nil]}}, {:map, :byte, {:map, :string, {:array, :date}}}),
       %{1 => %{"x" => [nil]}}, "map<tinyint,map<string,array<date>>>"},
      {F.lit("a", {:string, "UTF8_LCASE"}), "a", "string collate UTF8_LCASE"}
    ])
  end

  @tag spark_4_1: "TIME"
  test "dates and times round-trip in all years", %{session: _session} do
    conf = %{
      "spark.sql.timeType.enabled" => true,
      "spark.sql.session.timeZone" => "America/New_York"
    }

    session = SparkEx.connect!(url: TestSpark.url(), conf: conf)
    far = %{~U[2000-01-10 04:00:54.775807Z] | year: 294_247}

    check(session, [
      same(~D[1969-12-31], "date"),
      same(~D[0001-01-01], "date"),
      same(~D[-4000-02-28], "date"),
      same(%Date{year: 10_000, month: 1, day: 1}, "date"),
      same(~T[23:59:59.999999], "time(6)"),
      {F.lit(~T[01:02:03], {:time, 0}), ~T[01:02:03.000000], "time(0)"},
      same(~U[1969-12-31 23:59:59.999999Z], "timestamp"),
      same(~U[0001-01-01 00:00:00.000001Z], "timestamp"),
      # The two instants of a local hour that occurs twice in New York.
      same(~U[2024-11-03 05:30:00.000000Z], "timestamp"),
      same(~U[2024-11-03 06:30:00.000000Z], "timestamp"),
      same(~U[1883-11-18 17:00:00.500000Z], "timestamp"),
      same(far, "timestamp"),
      same(~N[2024-03-10 02:30:00.000001], "timestamp_ntz"),
      same(~N[-0001-01-01 00:00:00.000000], "timestamp_ntz"),
      same(~N[1582-10-10 12:00:00.000000], "timestamp_ntz"),
      {F.lit([far]), [far], "array<timestamp>"}
    ])

    assert inspect(F.lit(far)) == "#SparkEx.Column<TIMESTAMP '294247-01-10 04:00:54.775807Z'>"
  end

  test "values of a row can be sent as literals", %{session: session} do
    frame =
      SparkEx.sql(session, """
      SELECT date_from_unix_date(2147483647) AS a, date_from_unix_date(-100000000) AS b,
             timestamp_micros(9223372036854775807) AS c, timestamp_micros(-1000000000000000000) AS d,
             make_interval(1, 2, 3, 4, 5, 6, 7.000008) AS e, array(map(1, DATE'+12000-01-01')) AS f
      """)

    row = DataFrame.first!(frame)
    given_back = for {name, value} <- row, do: {name, F.lit(value)}

    assert session |> SparkEx.range(1) |> DataFrame.select(given_back) |> DataFrame.first!() ==
             row
  end

  @days Enum.to_list(Date.range(~D[1582-10-03], ~D[1582-10-16])) ++
          [~D[1844-12-31], ~D[1994-12-31], ~D[2011-12-30]]

  describe "days that a calendar or a time zone skips" do
    test "are sent exactly as dates", %{session: session} do
      check(session, for(day <- @days, do: same(day, "date")))
    end

    test "are sent exactly as timestamps for any time zone and TIMESTAMP type" do
      times =
        for day <- @days, hour <- [0, 8, 16] do
          DateTime.new!(day, Time.new!(hour, 15, 0, {7, 6}))
        end

      for zone <- ["UTC", "America/Los_Angeles"], type <- ["TIMESTAMP_LTZ", "TIMESTAMP_NTZ"] do
        conf = %{"spark.sql.session.timeZone" => zone, "spark.sql.timestampType" => type}
        session = SparkEx.connect!(url: TestSpark.url(), conf: conf)
        check(session, for(time <- times, do: same(time, "timestamp")))
      end
    end

    test "are sent exactly inside other literals", %{session: session} do
      {day, time} = {~D[1582-10-10], ~U[1582-10-10 12:00:00.000001Z]}

      check(session, [
        {F.lit([day, nil, ~D[2024-02-29]]), [day, nil, ~D[2024-02-29]], "array<date>"},
        {F.lit([[day], []], "array<array<date>>"), [[day], []], "array<array<date>>"},
        {F.lit(%{day => time, ~D[2024-02-29] => nil}), %{day => time, ~D[2024-02-29] => nil},
         "map<date,timestamp>"},
        {F.lit(
           {:struct, [a: 1, b: day, c: [x: time]]},
           "struct<a smallint, b date, c struct<x timestamp>>"
         ), %{"a" => 1, "b" => day, "c" => %{"x" => time}},
         "struct<a:smallint,b:date,c:struct<x:timestamp>>"},
        {F.array([F.lit(day)]), [day], "array<date>"}
      ])

      assert_raise Error.Argument, ~r/not a literal of the type int/, fn ->
        F.lit([day], "array<int>")
      end
    end

    test "are sent exactly as operands and arguments", %{session: session} do
      day = ~D[1582-10-10]
      days = [[~D[1582-10-09]], [day], [~D[1582-10-15]]]
      frame = SparkEx.create_dataframe!(session, days, schema: "d date")
      assert DataFrame.collect!(frame, as: :lists) == days
      d = F.col("d")

      for condition <- [
            Column.eq(d, day),
            Column.isin(d, [day]),
            Column.between(d, day, ~D[1582-10-11]),
            F.array_contains(F.array([d]), day),
            Column.eq(F.when_(Column.eq(d, day), day), d),
            SparkEx.Query.column(d == ^day)
          ] do
        assert frame |> DataFrame.filter(condition) |> DataFrame.collect!() == [%{"d" => day}]
      end
    end

    test "are sent exactly as SQL parameters", %{session: session} do
      {day, time} = {~D[1582-10-10], ~U[1582-10-10 12:00:00.000001Z]}
      expected = [[day, time, [day, nil], "1582-10-10"]]
      text = "SELECT ?, ?, ?, CAST(? AS STRING)"

      assert session
             |> SparkEx.sql(text, [day, time, [day, nil], day])
             |> DataFrame.collect!(as: :lists) == expected

      assert session
             |> SparkEx.sql("SELECT :d, :t, :a, CAST(:d AS STRING)",
               d: day,
               t: time,
               a: [day, nil]
             )
             |> DataFrame.collect!(as: :lists) == expected
    end

    test "are rejected where Spark accepts only a literal", %{session: session} do
      frame = SparkEx.sql(session, "SELECT DATE'1582-10-10' AS d, 1 AS v")
      message = ~r/Spark reads a literal of 1582-10-10.* as another day/

      for value <- [~D[1582-10-10], ~U[1582-10-10 12:00:00Z]] do
        assert_raise Error.Argument, message, fn ->
          frame |> DataFrame.group_by("v") |> SparkEx.GroupedData.pivot("d", [value])
        end

        assert_raise Error.Argument, message, fn ->
          DataFrame.sample_by(frame, "d", %{value => 1.0})
        end

        assert_raise Error.Argument, message, fn -> SparkEx.Literal.encode([value]) end
      end

      assert [%{"2011-12-30" => nil}] =
               frame
               |> DataFrame.group_by("v")
               |> SparkEx.GroupedData.pivot("d", [~D[2011-12-30]])
               |> SparkEx.GroupedData.sum("v")
               |> DataFrame.collect!()
    end
  end

  test "nulls inside of collections are null on every version", %{session: session} do
    check(session, [
      {F.lit([1, nil]), [1, nil], "array<int>"},
      {F.lit(["a", nil], {:array, :string}), ["a", nil], "array<string>"},
      {F.lit([[1], [nil, 2]]), [[1], [nil, 2]], "array<array<int>>"},
      {F.lit(%{"a" => nil, "b" => 1.5}), %{"a" => nil, "b" => 1.5}, "map<string,double>"},
      {F.lit({:struct, [a: nil, b: [nil, true]]}, a: :date, b: {:array, :boolean}),
       %{"a" => nil, "b" => [nil, true]}, "struct<a:date,b:array<boolean>>"}
    ])
  end

  @tag spark_4_1: "intervals of a part"
  test "all three kinds of intervals round-trip", %{session: session} do
    check(session, [
      same(Interval.day_time(days: -1, microseconds: 1), "interval day to second"),
      same(%Interval.DayTime{microseconds: -9_223_372_036_854_775_808}, "interval day to second"),
      {F.lit(Interval.day_time(hours: 5), {:day_time_interval, :hour, :minute}),
       Interval.day_time(hours: 5), "interval hour to minute"},
      same(Interval.year_month(years: 100, months: 7), "interval year to month"),
      {F.lit(Interval.year_month(years: 2), {:year_month_interval, :year, :year}),
       Interval.year_month(years: 2), "interval year"},
      same(Interval.calendar(months: -1, days: 2, microseconds: -3), "interval"),
      same(Interval.calendar(days: 2), "interval"),
      same(Interval.calendar([]), "interval")
    ])
  end

  @tag spark_4_1: "nulls and structs inside of literals"
  test "nested values get a common type", %{session: session} do
    check(session, [
      same([], "array<void>"),
      same([1, nil, 2_147_483_648], "array<bigint>"),
      {F.lit([1, 2.5]), [1.0, 2.5], "array<double>"},
      same([[1], [], [nil]], "array<array<int>>"),
      same(%{}, "map<void,void>"),
      same(%{"a" => nil, "b" => 1}, "map<string,int>"),
      same(%{[1, 2] => %{~D[2024-01-01] => true}}, "map<array<int>,map<date,boolean>>"),
      {F.lit({:struct, [a: 1, b: {:struct, [c: ["x"]]}]}), %{"a" => 1, "b" => %{"c" => ["x"]}},
       "struct<a:int,b:struct<c:array<string>>>"},
      {F.lit([{:struct, [a: nil]}, {:struct, [a: 1]}]), [%{"a" => nil}, %{"a" => 1}],
       "array<struct<a:int>>"}
    ])
  end

  test "a literal can hold many values", %{session: session} do
    many = Enum.to_list(1..20_000)
    frame = session |> SparkEx.range(1) |> DataFrame.select(v: F.lit(many, {:array, :long}))
    assert DataFrame.collect!(frame) == [%{"v" => many}]
  end
end
