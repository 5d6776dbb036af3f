defmodule SparkEx.TypesTableResultsTest do
  # The table of values in `SparkEx.Types`, row by row: what a type is in rows, JSON, Arrow and
  # Explorer, and how its value goes up again.
  use SparkEx.SparkCase

  import SparkEx.Decimals

  alias SparkEx.{Batch, Interval, TestSpark, Types}

  @moduletag spark_4_1: "TIME and geometries"
  @compile {:no_warn_undefined, [Explorer.DataFrame, Explorer.Series]}

  @point Base.decode16!("0101000000000000000000F03F0000000000000040")
  @wkb "X'#{Base.encode16(@point)}'"
  @geometry {:struct, [{"srid", {:s, 32}}, {"wkb", :binary}]}
  @of_geometry Types.normalize!(
                 {:struct,
                  [{"srid", :integer, nullable: false}, {"wkb", :binary, nullable: false}]}
               )

  # A row of the table, SQL for a value, and what is promised: the type, the value in rows, the
  # JSON, and the type and value in Explorer. `:arrow` is the type that is left in Arrow, where it
  # is another. `:up` says by which ways the value goes up again, all by default.
  @cases [
    %{row: ":null", sql: "NULL", type: :null, value: nil, json: "null", explorer: {:null, nil}},
    %{
      row: ":boolean",
      sql: "true",
      type: :boolean,
      value: true,
      json: "true",
      explorer: {:boolean, true}
    },
    %{
      row: ":byte",
      sql: "-128Y",
      type: :byte,
      value: -128,
      json: "-128",
      explorer: {{:s, 8}, -128}
    },
    %{
      row: ":byte",
      sql: "32767S",
      type: :short,
      value: 32_767,
      json: "32767",
      explorer: {{:s, 16}, 32_767}
    },
    %{row: ":byte", sql: "7", type: :integer, value: 7, json: "7", explorer: {{:s, 32}, 7}},
    %{
      row: ":byte",
      sql: "9007199254740993L",
      type: :long,
      value: 9_007_199_254_740_993,
      json: "9007199254740993",
      explorer: {{:s, 64}, 9_007_199_254_740_993}
    },
    %{
      row: ":float",
      sql: "float(0.1)",
      type: :float,
      value: 0.10000000149011612,
      json: "0.1",
      explorer: {{:f, 32}, 0.10000000149011612}
    },
    %{
      row: ":float",
      sql: "double('-Infinity')",
      type: :double,
      value: :neg_infinity,
      json: ~s("-Infinity"),
      explorer: {{:f, 64}, :neg_infinity}
    },
    %{
      row: "decimals",
      sql: "CAST('-1.50' AS DECIMAL(38,2))",
      type: {:decimal, 38, 2},
      value: {:decimal, "-1.50"},
      json: "-1.50",
      explorer: {{:decimal, 38, 2}, {:decimal, "-1.50"}}
    },
    %{
      row: "strings",
      sql: "'é☃😀'",
      type: :string,
      value: "é☃😀",
      json: ~s("é☃😀"),
      explorer: {:string, "é☃😀"}
    },
    %{
      row: "strings",
      sql: "'Ab' COLLATE UTF8_LCASE",
      type: {:string, "UTF8_LCASE"},
      arrow: :string,
      value: "Ab",
      json: ~s("Ab"),
      explorer: {:string, "Ab"}
    },
    %{
      row: "strings",
      sql: "CAST('ab' AS CHAR(3))",
      type: {:char, 3},
      arrow: :string,
      value: "ab ",
      json: ~s("ab "),
      explorer: {:string, "ab "},
      up: []
    },
    %{
      row: "strings",
      sql: "CAST('ab' AS VARCHAR(3))",
      type: {:varchar, 3},
      arrow: :string,
      value: "ab",
      json: ~s("ab"),
      explorer: {:string, "ab"},
      up: []
    },
    %{
      row: ":binary",
      sql: "X'00FF'",
      type: :binary,
      value: <<0, 255>>,
      json: ~s("AP8="),
      explorer: {:binary, <<0, 255>>}
    },
    %{
      row: ":date",
      sql: "DATE'2024-02-29'",
      type: :date,
      value: ~D[2024-02-29],
      json: ~s("2024-02-29"),
      explorer: {:date, ~D[2024-02-29]}
    },
    %{
      row: ":timestamp",
      sql: "TIMESTAMP'2024-03-10 02:30:00.5'",
      type: :timestamp,
      value: ~U[2024-03-10 07:30:00.500000Z],
      json: ~s("2024-03-10T07:30:00.5Z"),
      explorer: {{:datetime, :microsecond, "Etc/UTC"}, ~U[2024-03-10 07:30:00.500000Z]}
    },
    %{
      row: ":timestamp_ntz",
      sql: "TIMESTAMP_NTZ'2024-03-10 02:30:00.000001'",
      type: :timestamp_ntz,
      value: ~N[2024-03-10 02:30:00.000001],
      json: ~s("2024-03-10T02:30:00.000001"),
      explorer: {{:naive_datetime, :microsecond}, ~N[2024-03-10 02:30:00.000001]}
    },
    %{
      row: ":time",
      sql: "TIME'23:59:59.987654'",
      type: {:time, 6},
      value: ~T[23:59:59.987654],
      json: ~s("23:59:59.987654"),
      explorer: {:time, ~T[23:59:59.987654]}
    },
    %{
      row: "intervals",
      sql: "INTERVAL '1-2' YEAR TO MONTH",
      type: {:year_month_interval, :year, :month},
      value: %Interval.YearMonth{months: 14},
      json: ~s("P1Y2M"),
      explorer: {:string, "P1Y2M"}
    },
    %{
      row: "intervals",
      sql: "INTERVAL '1 02:03:04.5' DAY TO SECOND",
      type: {:day_time_interval, :day, :second},
      value: %Interval.DayTime{microseconds: 93_784_500_000},
      json: ~s("P1DT2H3M4.5S"),
      explorer: {{:duration, :microsecond}, {:microseconds, 93_784_500_000}}
    },
    %{
      row: "intervals",
      sql: "INTERVAL '3' HOUR",
      type: {:day_time_interval, :hour, :hour},
      arrow: {:day_time_interval, :day, :second},
      value: %Interval.DayTime{microseconds: 10_800_000_000},
      json: ~s("PT3H"),
      explorer: {{:duration, :microsecond}, {:microseconds, 10_800_000_000}},
      up: [:lit]
    },
    %{
      row: "intervals",
      sql: "make_interval(0, 1, 0, 2, 3, 0, 0.5)",
      type: :calendar_interval,
      value: %Interval.Calendar{months: 1, days: 2, microseconds: 10_800_500_000},
      json: ~s("P1M2DT3H0.5S"),
      explorer: {:string, "P1M2DT3H0.5S"}
    },
    %{
      row: ":variant",
      sql: ~S|parse_json('{"a": [1, null, "x"]}')|,
      type: :variant,
      value: %{"a" => [1, nil, "x"]},
      json: ~S({"a":[1,null,"x"]}),
      explorer: {:string, ~S({"a":[1,null,"x"]})},
      up: [:create_dataframe]
    },
    %{
      row: ":geometry",
      sql: "ST_GeomFromWKB(#{@wkb})",
      type: {:geometry, 0},
      arrow: @of_geometry,
      value: %{"srid" => 0, "wkb" => @point},
      json: ~s({"srid":0,"wkb":"#{Base.encode64(@point)}"}),
      explorer: {@geometry, %{"srid" => 0, "wkb" => @point}},
      up: []
    },
    %{
      row: ":geometry",
      sql: "ST_GeogFromWKB(#{@wkb})",
      type: {:geography, 4326},
      arrow: @of_geometry,
      value: %{"srid" => 4326, "wkb" => @point},
      json: ~s({"srid":4326,"wkb":"#{Base.encode64(@point)}"}),
      explorer: {@geometry, %{"srid" => 4326, "wkb" => @point}},
      up: []
    },
    %{
      row: ":array",
      sql: "array(1, NULL)",
      type: {:array, :integer, true},
      value: [1, nil],
      json: "[1,null]",
      explorer: {{:list, {:s, 32}}, [1, nil]}
    },
    %{
      row: ":map",
      sql: "map(1, 'x')",
      type: {:map, :integer, :string, false},
      value: %{1 => "x"},
      json: ~S({"1":"x"}),
      explorer: {:string, ~S({"1":"x"})}
    },
    %{
      row: ":struct",
      sql: "named_struct('b', 1, 'a', 'x')",
      type: Types.from_ddl!("STRUCT<b: INT NOT NULL, a: STRING NOT NULL>"),
      value: %{"a" => "x", "b" => 1},
      json: ~S({"b":1,"a":"x"}),
      explorer: {{:struct, [{"b", {:s, 32}}, {"a", :string}]}, %{"a" => "x", "b" => 1}}
    },
    %{
      row: ":struct",
      sql: "named_struct('a', 1, 'a', 'x')",
      type: Types.from_ddl!("STRUCT<a: INT NOT NULL, a: STRING NOT NULL>"),
      value: [{"a", 1}, {"a", "x"}],
      json: ~S({"a":1,"a":"x"}),
      explorer: {:string, ~S({"a":1,"a":"x"})}
    }
  ]

  # Types of Python and Java, which SQL does not make, and nanoseconds, which need Spark 4.3.
  @elsewhere [":udt", ":timestamp_ltz"]

  setup_all do
    conf = %{
      "spark.sql.session.timeZone" => "America/New_York",
      "spark.sql.timeType.enabled" => true,
      "spark.sql.preserveCharVarcharTypeInfo" => true,
      "spark.sql.geospatial.enabled" => true
    }

    {:ok, session} = SparkEx.connect(url: TestSpark.url())
    :ok = Session.config_set(session, conf)
    on_exit(fn -> SparkEx.stop(session) end)

    cases = Enum.map(@cases, &Map.update!(&1, :value, fn value -> with_decimal(value) end))
    {:ok, session: session, cases: cases}
  end

  defp with_decimal({:decimal, digits}), do: decimal(digits)
  defp with_decimal(value), do: value

  defp frame(session, cases, expression \\ &Function.identity/1) do
    columns = for {%{sql: sql}, at} <- Enum.with_index(cases), do: "#{expression.(sql)} AS c#{at}"
    SparkEx.sql(session, "SELECT " <> Enum.join(columns, ", "))
  end

  defp only_row(frame, options \\ []) do
    [row] = DataFrame.collect!(frame, [as: :lists] ++ options)
    row
  end

  defp check(cases, found, promised) do
    for {promise, value} <- Enum.zip(cases, found),
        do: assert({promise.sql, value} === {promise.sql, promised.(promise)})
  end

  test "every row of the table is here" do
    {:docs_v1, _, _, _, %{"en" => doc}, _, _} = Code.fetch_docs(Types)
    [_before, values] = String.split(doc, "## Values")
    rows = Regex.scan(~r/^\| (?!Type)(\S[^|]*?),? *\|/m, values, capture: :all_but_first)
    first = fn [cell] -> cell |> String.split([" ", ","]) |> hd() |> String.trim("`") end
    tested = Enum.map(@cases, & &1.row) ++ @elsewhere
    assert MapSet.new(rows, first) == MapSet.new(tested)
  end

  test "schemas have the types", %{session: session, cases: cases} do
    {:struct, fields} = session |> frame(cases) |> DataFrame.schema!()
    check(cases, Enum.map(fields, & &1.type), & &1.type)
  end

  test "rows have the values", %{session: session, cases: cases} do
    check(cases, session |> frame(cases) |> only_row(), & &1.value)
  end

  test "JSON has the texts", %{session: session, cases: cases} do
    row = session |> frame(cases, &"array(#{&1})") |> only_row(nested: :json)
    check(cases, row, &"[#{&1.json}]")
  end

  test "Arrow has the types and the values", %{session: session, cases: cases} do
    {:ok, batch} = session |> frame(cases) |> DataFrame.to_arrow!() |> Batch.from_ipc()
    {:struct, fields} = Batch.schema!(batch)
    check(cases, Enum.map(fields, & &1.type), &Map.get(&1, :arrow, &1.type))
    [row] = Batch.rows!(batch, as: :lists)
    check(cases, row, & &1.value)
  end

  test "values go up as local data", %{session: session, cases: cases} do
    {up, refused} = Enum.split_with(cases, &(:create_dataframe in ways(&1)))
    fields = for {%{type: type}, at} <- Enum.with_index(up), do: {"c#{at}", type}
    row = Enum.map(up, & &1.value)
    {:ok, frame} = SparkEx.create_dataframe(session, [row], schema: fields)
    check(up, only_row(frame), & &1.value)
    {:struct, sent} = DataFrame.schema!(frame)
    check(up, Enum.map(sent, & &1.type), & &1.type)

    for %{type: type, value: value} <- refused do
      sent = SparkEx.create_dataframe(session, [[value]], schema: [{"v", type}])
      assert {:error, _refused} = with({:ok, frame} <- sent, do: DataFrame.collect(frame))
    end
  end

  test "values go up as literals", %{session: session, cases: cases} do
    up = Enum.filter(cases, &(:lit in ways(&1)))
    columns = for {promise, at} <- Enum.with_index(up), do: {"c#{at}", literal(promise)}
    frame = session |> SparkEx.range(1) |> DataFrame.select(columns)
    check(up, only_row(frame), & &1.value)
  end

  defp ways(promise), do: Map.get(promise, :up, [:create_dataframe, :lit])

  defp literal(%{value: value, type: type}), do: F.lit(value, type)

  @tag :explorer
  test "Explorer has the types and the values", %{session: session, cases: cases} do
    explorer = session |> frame(cases) |> DataFrame.to_explorer!()

    found =
      for at <- 0..(length(cases) - 1) do
        series = explorer["c#{at}"]
        [value] = Explorer.Series.to_list(series)
        {Explorer.Series.dtype(series), plain(value)}
      end

    check(cases, found, fn %{explorer: {type, value}} -> {type, with_decimal(value)} end)
  end

  # A duration is a struct of Explorer's own.
  defp plain(%{__struct__: Explorer.Duration, value: value, precision: :microsecond}),
    do: {:microseconds, value}

  defp plain(value), do: value
end
