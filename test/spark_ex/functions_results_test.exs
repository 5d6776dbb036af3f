defmodule SparkEx.FunctionsResultsTest do
  # A broad sample of SparkEx.Functions and their results. The expected values are worked out by
  # hand from the definition of each function. Aggregates are in
  # functions/aggregates_results_test.exs.
  use SparkEx.SparkCase

  import SparkEx.Decimals

  alias SparkEx.Interval.{Calendar, DayTime, YearMonth}

  setup_all %{session: session} do
    :ok = Session.config_set(session, "spark.sql.session.timeZone", "UTC")

    one =
      SparkEx.sql(session, """
      SELECT 'Spark SQL' AS s, CAST(NULL AS STRING) AS n, 7 AS i, -2.5D AS x,
             array(3, 1, NULL, 1) AS a, array(1, 2) AS b, map('k', 1, 'l', 2) AS m,
             DATE'2024-02-29' AS d, TIMESTAMP'2024-02-29 13:14:15.678901' AS t,
             '{"a": {"b": [1, 2]}, "c": "x"}' AS j, named_struct('p', 1, 'q', 'z') AS st,
             X'FF00' AS y, 1.25BD AS e
      """)

    {:ok, one: one}
  end

  # One query per table runs all of them.
  defp check(frame, table) do
    columns = for {{column, _expected}, at} <- Enum.with_index(table), do: {"c#{at}", column}
    row = frame |> DataFrame.select(columns) |> DataFrame.first!(as: :lists)

    for {{column, expected}, value} <- Enum.zip(table, row),
        do: assert({column, value} === {column, expected})
  end

  test "mathematical functions", %{one: one} do
    check(one, [
      {F.abs("x"), 2.5},
      {F.ceil("x"), -2},
      {F.floor("x"), -3},
      {F.round("e", 1), decimal("1.3")},
      {F.bround("e", 1), decimal("1.2")},
      {F.round("x"), -3.0},
      {F.rint("x"), -2.0},
      {F.sqrt(F.lit(49)), 7.0},
      {F.cbrt(F.lit(27.0)), 3.0},
      {F.exp(F.lit(0)), 1.0},
      {F.ln(F.lit(1)), 0.0},
      {F.log(2, F.lit(8)), 3.0},
      {F.log2(F.lit(1024)), 10.0},
      {F.log10(F.lit(1000)), 3.0},
      {F.log1p(F.lit(0)), 0.0},
      {F.expm1(F.lit(0)), 0.0},
      {F.pow("i", 2), 49.0},
      {F.hypot(F.lit(3), 4), 5.0},
      {F.atan2(F.lit(0), 1), 0.0},
      {F.sin(F.lit(0)), 0.0},
      {F.cos(F.lit(0)), 1.0},
      {F.degrees(F.pi()), 180.0},
      {F.radians(F.lit(180)), 3.141592653589793},
      {F.e(), 2.718281828459045},
      {F.signum("x"), -1.0},
      {F.factorial(F.lit(5)), 120},
      {F.pmod(F.lit(-7), F.lit(3)), 2},
      {F.greatest(["i", F.lit(9), F.lit(2)]), 9},
      {F.least(["i", F.lit(9), F.lit(2)]), 2},
      {F.bin("i"), "111"},
      {F.hex("i"), "7"},
      {F.conv(F.lit("ff"), 16, 10), "255"},
      {F.shiftleft("i", 2), 28},
      {F.shiftright("i", 1), 3},
      {F.bit_count("i"), 3},
      {F.bitwise_not("i"), -8},
      {F.width_bucket(F.lit(5.3), F.lit(0.2), F.lit(10.6), 5), 3},
      {F.try_divide("i", F.lit(0)), nil},
      {F.try_add(F.lit(2_147_483_647), F.lit(1)), nil},
      {F.negative("i"), -7},
      {F.isnan("x"), false},
      {F.nanvl(F.lit(:nan), "x"), -2.5},
      {F.format_number(F.lit(1_234_567.891), 2), "1,234,567.89"}
    ])
  end

  test "string functions", %{one: one} do
    check(one, [
      {F.upper("s"), "SPARK SQL"},
      {F.lower("s"), "spark sql"},
      {F.initcap(F.lit("ab cd")), "Ab Cd"},
      {F.length("s"), 9},
      {F.char_length(F.lit("é")), 1},
      {F.octet_length(F.lit("é")), 2},
      {F.bit_length(F.lit("é")), 16},
      {F.concat(["s", F.lit("!")]), "Spark SQL!"},
      {F.concat(["s", "n"]), nil},
      {F.concat_ws("-", ["s", "n", F.lit("x")]), "Spark SQL-x"},
      {F.substring("s", 1, 5), "Spark"},
      {F.substr("s", F.lit(-3)), "SQL"},
      {F.substring_index(F.lit("a.b.c"), ".", 2), "a.b"},
      {F.left("s", F.lit(2)), "Sp"},
      {F.right("s", F.lit(2)), "QL"},
      {F.instr("s", "SQL"), 7},
      {F.locate("S", "s", 2), 7},
      {F.lpad("i", 3, "0"), "007"},
      {F.rpad(F.lit("a"), 3, "xy"), "axy"},
      {F.ltrim(F.lit("  a ")), "a "},
      {F.rtrim(F.lit(" a  ")), " a"},
      {F.trim(F.lit(" a ")), "a"},
      {F.btrim(F.lit("xxaxx"), F.lit("x")), "a"},
      {F.repeat("i", 3), "777"},
      {F.reverse("s"), "LQS krapS"},
      {F.replace("s", F.lit("SQL"), F.lit("Ex")), "Spark Ex"},
      {F.translate("s", "Sk", "Z"), "Zpar ZQL"},
      {F.overlay("s", F.lit("_"), 6), "Spark_SQL"},
      {F.split(F.lit("a,b,,c"), ","), ["a", "b", "", "c"]},
      {F.split(F.lit("a,b,c"), ",", 2), ["a", "b,c"]},
      {F.split_part(F.lit("a.b.c"), F.lit("."), F.lit(2)), "b"},
      {F.regexp_replace("s", "[aeiou]", "*"), "Sp*rk SQL"},
      {F.regexp_extract("s", "(\\w+) (\\w+)", 2), "SQL"},
      {F.regexp_extract_all("s", F.lit("([A-Z])"), 1), ["S", "S", "Q", "L"]},
      {F.regexp_count("s", F.lit("[A-Z]")), 4},
      {F.rlike("s", F.lit("^Sp")), true},
      {F.like("s", F.lit("%SQL")), true},
      {F.ilike("s", F.lit("spark%")), true},
      {F.contains("s", F.lit("k S")), true},
      {F.startswith("s", F.lit("Sp")), true},
      {F.endswith("s", F.lit("Sp")), false},
      {F.levenshtein(F.lit("kitten"), F.lit("sitting")), 3},
      {F.soundex(F.lit("Robert")), "R163"},
      {F.ascii("s"), 83},
      {F.chr(F.lit(65)), "A"},
      {F.format_string("%s has %d", ["s", "i"]), "Spark SQL has 7"},
      {F.find_in_set(F.lit("b"), F.lit("a,b,c")), 2},
      {F.elt([F.lit(2), F.lit("a"), F.lit("b")]), "b"},
      {F.mask(F.lit("Ab-12")), "Xx-nn"},
      {F.to_char(F.lit(454), F.lit("999")), "454"},
      {F.url_encode(F.lit("a b&c")), "a+b%26c"},
      {F.parse_url(F.lit("https://a.b/c?d=e"), F.lit("QUERY"), F.lit("d")), "e"},
      {F.encode(F.lit("é"), "UTF-8"), "é"},
      {F.decode("y", "ISO-8859-1"), "ÿ\0"},
      {F.base64("y"), "/wA="},
      {F.unbase64(F.lit("/wA=")), <<255, 0>>},
      {F.hex("y"), "FF00"},
      {F.unhex(F.lit("FF00")), <<255, 0>>}
    ])
  end

  test "hash functions", %{one: one} do
    check(one, [
      {F.md5(F.lit("a")), "0cc175b9c0f1b6a831c399e269772661"},
      {F.sha1(F.lit("a")), "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8"},
      {F.sha2(F.lit("a"), 256), Base.encode16(:crypto.hash(:sha256, "a"), case: :lower)},
      {F.crc32(F.lit("a")), :erlang.crc32("a")},
      {F.hash(F.lit("Spark")), 228_093_765},
      {F.xxhash64(F.lit("Spark")), -4_294_468_057_691_064_905}
    ])
  end

  test "date and time functions", %{one: one} do
    check(one, [
      {F.year("d"), 2024},
      {F.quarter("d"), 1},
      {F.month("d"), 2},
      {F.dayofmonth("d"), 29},
      {F.dayofweek("d"), 5},
      {F.dayofyear("d"), 60},
      {F.weekofyear("d"), 9},
      {F.dayname("d"), "Thu"},
      {F.monthname("d"), "Feb"},
      {F.hour("t"), 13},
      {F.minute("t"), 14},
      {F.second("t"), 15},
      {F.date_add("d", 1), ~D[2024-03-01]},
      {F.date_sub("d", 29), ~D[2024-01-31]},
      {F.date_diff("d", F.lit(~D[2023-03-01])), 365},
      {F.add_months("d", 12), ~D[2025-02-28]},
      {F.months_between(F.lit(~D[2024-03-31]), "d"), 1.0},
      {F.last_day(F.lit(~D[2023-02-01])), ~D[2023-02-28]},
      {F.next_day("d", "Mon"), ~D[2024-03-04]},
      {F.trunc("d", "year"), ~D[2024-01-01]},
      {F.date_trunc("hour", "t"), ~U[2024-02-29 13:00:00.000000Z]},
      {F.date_format("t", "yyyy/MM/dd HH:mm"), "2024/02/29 13:14"},
      {F.to_date(F.lit("29.02.2024"), "dd.MM.yyyy"), ~D[2024-02-29]},
      {F.to_timestamp(F.lit("2024-02-29 13")), ~U[2024-02-29 13:00:00.000000Z]},
      {F.try_to_timestamp(F.lit("never")), nil},
      {F.make_date(F.lit(2024), F.lit(2), F.lit(29)), ~D[2024-02-29]},
      {F.make_timestamp_ntz(F.lit(2024), F.lit(1), F.lit(2), F.lit(3), F.lit(4), F.lit(5)),
       ~N[2024-01-02 03:04:05.000000]},
      {F.make_dt_interval(F.lit(1)), %DayTime{microseconds: 86_400_000_000}},
      {F.make_ym_interval(F.lit(1), F.lit(2)), %YearMonth{months: 14}},
      {F.make_interval(days: F.lit(3)), %Calendar{months: 0, days: 3, microseconds: 0}},
      {F.unix_date("d"), 19_782},
      {F.unix_seconds("t"), 1_709_212_455},
      {F.unix_micros("t"), 1_709_212_455_678_901},
      {F.timestamp_seconds(F.lit(1)), ~U[1970-01-01 00:00:01.000000Z]},
      {F.timestamp_micros(F.lit(-1)), ~U[1969-12-31 23:59:59.999999Z]},
      {F.from_unixtime(F.lit(0)), "1970-01-01 00:00:00"},
      {F.date_from_unix_date(F.lit(1)), ~D[1970-01-02]},
      {F.to_utc_timestamp("t", "Asia/Tokyo"), ~U[2024-02-29 04:14:15.678901Z]},
      {F.from_utc_timestamp("t", "Asia/Tokyo"), ~U[2024-02-29 22:14:15.678901Z]},
      {F.extract(F.lit("SECONDS"), "t"), decimal("15.678901")},
      {F.current_timezone(), "UTC"}
    ])
  end

  test "array functions", %{one: one} do
    plus_one = fn x -> Column.plus(x, 1) end

    check(one, [
      {F.array(["i", F.lit(1)]), [7, 1]},
      {F.size("a"), 4},
      {F.array_contains("a", 3), true},
      {F.array_distinct("a"), [3, 1, nil]},
      {F.array_compact("a"), [3, 1, 1]},
      {F.array_max("a"), 3},
      {F.array_min("a"), 1},
      {F.array_position("a", 1), 2},
      {F.array_remove("a", 1), [3, nil]},
      {F.array_append("b", 9), [1, 2, 9]},
      {F.array_prepend("b", 9), [9, 1, 2]},
      {F.array_insert("b", 2, 9), [1, 9, 2]},
      {F.array_union("b", F.array([F.lit(2), F.lit(3)])), [1, 2, 3]},
      {F.array_intersect("a", "b"), [1]},
      {F.array_except("a", "b"), [3, nil]},
      {F.array_join("a", ",", "?"), "3,1,?,1"},
      {F.array_repeat("i", 2), [7, 7]},
      {F.array_sort("a"), [1, 1, 3, nil]},
      {F.sort_array("a", false), [3, 1, 1, nil]},
      {F.arrays_overlap("b", F.array([F.lit(2)])), true},
      {F.arrays_zip(["b", F.array([F.lit("x"), F.lit("y")])]),
       [%{"b" => 1, "1" => "x"}, %{"b" => 2, "1" => "y"}]},
      {F.element_at("a", -1), 1},
      {F.get("a", 9), nil},
      {F.slice("a", 2, 2), [1, nil]},
      {F.flatten(F.array(["b", "b"])), [1, 2, 1, 2]},
      {F.sequence(F.lit(1), F.lit(7), F.lit(3)), [1, 4, 7]},
      {F.transform("b", plus_one), [2, 3]},
      {F.transform("b", &Column.plus/2), [1, 3]},
      {F.filter("a", &Column.is_not_null/1), [3, 1, 1]},
      {F.exists("b", &Column.gt(&1, 1)), true},
      {F.forall("b", &Column.gt(&1, 1)), false},
      {F.aggregate("b", F.lit(10), &Column.plus/2), 13},
      {F.aggregate("b", F.lit(10), &Column.plus/2, &Column.multiply(&1, 2)), 26},
      {F.zip_with("b", F.array([F.lit(10), F.lit(20)]), &Column.plus/2), [11, 22]},
      {F.transform(F.array(["b", "b"]), fn xs -> F.transform(xs, plus_one) end), [[2, 3], [2, 3]]}
    ])
  end

  test "map and struct functions", %{one: one} do
    check(one, [
      {F.create_map([F.lit("a"), F.lit(1)]), %{"a" => 1}},
      {F.map_keys("m"), ["k", "l"]},
      {F.map_values("m"), [1, 2]},
      {F.map_entries("m"), [%{"key" => "k", "value" => 1}, %{"key" => "l", "value" => 2}]},
      {F.map_concat(["m", F.create_map([F.lit("n"), F.lit(3)])]),
       %{"k" => 1, "l" => 2, "n" => 3}},
      {F.map_contains_key("m", "l"), true},
      {F.map_filter("m", fn _key, value -> Column.gt(value, 1) end), %{"l" => 2}},
      {F.map_from_arrays(F.array([F.lit("a"), F.lit("b")]), "b"), %{"a" => 1, "b" => 2}},
      {F.transform_keys("m", fn key, _value -> F.upper(key) end), %{"K" => 1, "L" => 2}},
      {F.transform_values("m", fn _key, value -> Column.multiply(value, 10) end),
       %{"k" => 10, "l" => 20}},
      {F.map_zip_with("m", "m", fn _key, left, right -> Column.plus(left, right) end),
       %{"k" => 2, "l" => 4}},
      {F.str_to_map(F.lit("a:1,b:2")), %{"a" => "1", "b" => "2"}},
      {F.struct(["i", "x"]), %{"i" => 7, "x" => -2.5}},
      {F.named_struct([F.lit("p"), "i"]), %{"p" => 7}},
      {Column.get_field("st", "q"), "z"},
      {Column.get_item("m", "k"), 1},
      {Column.get_item("a", 0), 3},
      {Column.with_field("st", :r, F.lit(true)), %{"p" => 1, "q" => "z", "r" => true}},
      {Column.drop_fields("st", :q), %{"p" => 1}},
      {F.col("st.p"), 1}
    ])
  end

  test "JSON, CSV and variant functions", %{one: one} do
    check(one, [
      {F.get_json_object("j", "$.a.b[1]"), "2"},
      {F.from_json("j", "a STRUCT<b: ARRAY<INT>>, c STRING"),
       %{"a" => %{"b" => [1, 2]}, "c" => "x"}},
      {F.to_json("st"), ~S({"p":1,"q":"z"})},
      {F.json_array_length(F.lit("[1, 2, 3]")), 3},
      {F.json_object_keys("j"), ["a", "c"]},
      {F.schema_of_json(~S({"a": 1})), "STRUCT<a: BIGINT>"},
      {F.from_csv(F.lit("1|x"), "a INT, b STRING", sep: "|"), %{"a" => 1, "b" => "x"}},
      {F.to_csv("st"), "1,z"},
      {F.parse_json("j"), %{"a" => %{"b" => [1, 2]}, "c" => "x"}},
      {F.variant_get(F.parse_json("j"), "$.a.b[0]", "int"), 1},
      {F.try_variant_get(F.parse_json("j"), "$.c", "int"), nil},
      {F.schema_of_variant(F.parse_json(F.lit("[1]"))), "ARRAY<BIGINT>"},
      {F.is_variant_null(F.parse_json(F.lit("null"))), true}
    ])
  end

  test "condition, null and type functions", %{one: one} do
    check(one, [
      {F.coalesce(["n", "s"]), "Spark SQL"},
      {F.nvl("n", "s"), "Spark SQL"},
      {F.nvl2("n", F.lit(1), F.lit(2)), 2},
      {F.nullif("i", F.lit(7)), nil},
      {F.zeroifnull(F.lit(nil, :integer)), 0},
      {F.isnull("n"), true},
      {F.isnotnull("n"), false},
      {F.equal_null("n", F.lit(nil, :string)), true},
      {F.when_(Column.gt(F.col("i"), 5), "big") |> Column.otherwise("small"), "big"},
      {F.when_(Column.gt(F.col("i"), 9), "big"), nil},
      {Column.between("i", 7, 8), true},
      {Column.isin("i", [1, 7]), true},
      {Column.isin("s", ["a"]), false},
      {Column.eq(F.col("i"), 7), true},
      {Column.neq(F.col("i"), 7), false},
      {Column.eq(F.col("n"), nil), nil},
      {Column.eq_null_safe(F.col("n"), nil), true},
      {Column.and_(F.lit(true), F.lit(nil, :boolean)), nil},
      {Column.or_(F.lit(true), F.lit(nil, :boolean)), true},
      {Column.not_(F.lit(false)), true},
      {Column.minus(F.col("i"), 10), -3},
      {Column.divide(F.col("i"), 2), 3.5},
      {Column.mod(F.col("i"), 4), 3},
      {Column.cast("x", :integer), -2},
      {Column.cast("i", "decimal(5,2)"), decimal("7.00")},
      {Column.try_cast("s", :integer), nil},
      {F.typeof("m"), "map<string,int>"},
      {F.expr("i * 6"), 42},
      {F.call_function("abs", [F.lit(-1)]), 1}
    ])
  end

  test "functions that generate rows", %{one: one} do
    rows = fn column -> one |> DataFrame.select(column) |> DataFrame.collect!(as: :lists) end

    assert rows.(F.explode("b")) == [[1], [2]]
    assert rows.(F.explode_outer(F.array([]))) == [[nil]]
    assert rows.(F.posexplode("b")) == [[0, 1], [1, 2]]
    assert rows.(F.explode("m")) == [["k", 1], ["l", 2]]

    assert rows.(F.stack([F.lit(2), F.lit(1), F.lit("x"), F.lit(2), F.lit("y")])) == [
             [1, "x"],
             [2, "y"]
           ]

    assert rows.(F.inline(F.array(["st"]))) == [[1, "z"]]
    assert rows.(F.json_tuple("j", ["c", "d"])) == [["x", nil]]
  end

  test "random columns keep their seed in every action", %{session: session} do
    frame =
      session
      |> SparkEx.range(0, 20, 1, 2)
      |> DataFrame.select(["id", r: F.rand(), u: F.randn(7)])

    rows = DataFrame.collect!(frame)

    assert DataFrame.collect!(frame) == rows
    assert Enum.all?(rows, fn %{"r" => r} -> r >= 0.0 and r < 1.0 end)
    assert rows |> Enum.uniq_by(& &1["r"]) |> length() == 20
    assert [%{"u" => u} | _] = rows
    assert [%{"u" => ^u} | _] = DataFrame.collect!(DataFrame.select(frame, u: F.randn(7)))
  end

  test "failing functions return the error of Spark", %{one: one} do
    assert {:error, %Error.Remote{error_class: "USER_RAISED_EXCEPTION", text: text}} =
             one |> DataFrame.select(F.raise_error("no such luck")) |> DataFrame.collect()

    assert text =~ "no such luck"

    assert {:error, %Error.Remote{error_class: "DIVIDE_BY_ZERO"} = error} =
             one |> DataFrame.select(Column.divide(F.col("i"), 0)) |> DataFrame.collect()

    # The plan has no SQL text to quote.
    assert Exception.message(error) == error.text
  end

  test "options in snake_case take effect", %{one: one} do
    date = F.struct(["d"])
    corrupt = [mode: "PERMISSIVE", column_name_of_corrupt_record: "bad"]

    check(one, [
      {F.to_csv(date, date_format: "dd/MM/yyyy"), "29/02/2024"},
      {F.to_json(F.struct(["n"]), ignore_null_fields: false), ~s({"n":null})},
      {F.from_json(F.lit(~s({"d": "29/02/2024"})), "d DATE", date_format: "dd/MM/yyyy"),
       %{"d" => ~D[2024-02-29]}},
      {F.from_csv(F.lit("x"), "i INT, bad STRING", corrupt), %{"i" => nil, "bad" => "x"}},
      {F.schema_of_json(F.lit(~s({"i": 1})), primitives_as_string: true), "STRUCT<i: STRING>"}
    ])
  end
end
