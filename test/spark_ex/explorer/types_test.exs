defmodule SparkEx.Explorer.TypesTest do
  # Every Spark type in Explorer by each path: alone and null, in a list, in a struct, in a map
  # and as JSON.
  use SparkEx.SparkCase

  import SparkEx.Decimals

  alias Explorer.Series
  alias SparkEx.TestSpark

  @moduletag spark_4_1: "TIME and geometries"
  @moduletag :explorer
  @compile {:no_warn_undefined, [Explorer.DataFrame, Explorer.Series]}

  @utc {:datetime, :microsecond, "Etc/UTC"}
  @duration {:duration, :microsecond}
  @day 86_400_000_000
  @point Base.decode16!("0101000000000000000000F03F0000000000000040")
  @wkb "X'#{Base.encode16(@point)}'"
  @geometry {:struct, [{"srid", {:s, 32}}, {"wkb", :binary}]}

  # The SQL, Explorer's type and value, and the JSON.
  @types [
           {"true", :boolean, true, "true"},
           {"-128Y", {:s, 8}, -128, "-128"},
           {"32767S", {:s, 16}, 32_767, "32767"},
           {"2147483647", {:s, 32}, 2_147_483_647, "2147483647"},
           {"-9223372036854775807L", {:s, 64}, -9_223_372_036_854_775_807,
            "-9223372036854775807"},
           {"float(0.5)", {:f, 32}, 0.5, "0.5"},
           {"float('-Infinity')", {:f, 32}, :neg_infinity, ~s("-Infinity")},
           {"0.1D", {:f, 64}, 0.1, "0.1"},
           {"double('NaN')", {:f, 64}, :nan, ~s("NaN")},
           {"'é☃😀'", :string, "é☃😀", ~s("é☃😀")},
           {"'Ab' COLLATE UTF8_LCASE", :string, "Ab", ~s("Ab")},
           {"'Ab' COLLATE UNICODE_CI", :string, "Ab", ~s("Ab")},
           {"CAST('ab' AS CHAR(4))", :string, "ab  ", ~s("ab  ")},
           {"CAST('ab' AS VARCHAR(4))", :string, "ab", ~s("ab")},
           {"X'00FF'", :binary, <<0, 255>>, ~s("AP8=")},
           {"DATE'0001-01-01'", :date, ~D[0001-01-01], ~s("0001-01-01")},
           {"DATE'1582-10-10'", :date, ~D[1582-10-10], ~s("1582-10-10")},
           {"DATE'-0001-01-01'", :date, ~D[-0001-01-01], ~s("-0001-01-01")},
           {"DATE'+10000-01-01'", :date, %{~D[2000-01-01] | year: 10_000}, ~s("10000-01-01")},
           {"DATE'9999-12-31'", :date, ~D[9999-12-31], ~s("9999-12-31")},
           # Daylight saving time starts and ends in New York, the session's time zone.
           {"TIMESTAMP'2024-03-10 02:30:00'", @utc, ~U[2024-03-10 07:30:00.000000Z],
            ~s("2024-03-10T07:30:00Z")},
           {"timestamp_seconds(1730615400)", @utc, ~U[2024-11-03 06:30:00.000000Z],
            ~s("2024-11-03T06:30:00Z")},
           {"TIMESTAMP'1883-11-18 00:00:00'", @utc, ~U[1883-11-18 04:56:02.000000Z],
            ~s("1883-11-18T04:56:02Z")},
           {"TIMESTAMP'1969-12-31 23:59:59.999999Z'", @utc, ~U[1969-12-31 23:59:59.999999Z],
            ~s("1969-12-31T23:59:59.999999Z")},
           {"TIMESTAMP'0001-01-01 00:00:00.000001Z'", @utc, ~U[0001-01-01 00:00:00.000001Z],
            ~s("0001-01-01T00:00:00.000001Z")},
           {"TIMESTAMP'9999-12-31 23:59:59.999999Z'", @utc, ~U[9999-12-31 23:59:59.999999Z],
            ~s("9999-12-31T23:59:59.999999Z")},
           {"TIMESTAMP_NTZ'2024-03-10 02:30:00.5'", {:naive_datetime, :microsecond},
            ~N[2024-03-10 02:30:00.500000], ~s("2024-03-10T02:30:00.5")},
           {"TIMESTAMP_NTZ'0001-01-01 00:00:00'", {:naive_datetime, :microsecond},
            ~N[0001-01-01 00:00:00.000000], ~s("0001-01-01T00:00:00")},
           {"INTERVAL '-100' YEAR", :string, "P-100Y", ~s("P-100Y")},
           {"INTERVAL '14' MONTH", :string, "P1Y2M", ~s("P1Y2M")},
           {"INTERVAL '1-2' YEAR TO MONTH", :string, "P1Y2M", ~s("P1Y2M")},
           {"make_interval(0, 1, 0, 2, 3, 0, 0.5)", :string, "P1M2DT3H0.5S", ~s("P1M2DT3H0.5S")},
           {"ST_GeomFromWKB(#{@wkb})", @geometry, %{"srid" => 0, "wkb" => @point},
            ~s({"srid":0,"wkb":"#{Base.encode64(@point)}"})},
           {"ST_GeogFromWKB(#{@wkb})", @geometry, %{"srid" => 4326, "wkb" => @point},
            ~s({"srid":4326,"wkb":"#{Base.encode64(@point)}"})},
           {~S|parse_json('{"a": [1, null, "x"]}')|, :string, ~S({"a":[1,null,"x"]}),
            ~S({"a":[1,null,"x"]})},
           {"to_variant_object(named_struct('d', DATE'2024-02-29', 'b', X'FF'))", :string,
            ~S({"b":"/w==","d":"2024-02-29"}), ~S({"b":"/w==","d":"2024-02-29"})}
         ] ++
           for(
             {text, type, microseconds, json} <- [
               {"2", "DAY", 2 * @day, "P2D"},
               {"1 02", "DAY TO HOUR", @day + 7_200_000_000, "P1DT2H"},
               {"1 02:03", "DAY TO MINUTE", @day + 7_380_000_000, "P1DT2H3M"},
               {"-1 02:03:04.5", "DAY TO SECOND", -@day - 7_384_500_000, "P-1DT-2H-3M-4.5S"},
               {"3", "HOUR", 10_800_000_000, "PT3H"},
               {"3:04", "HOUR TO MINUTE", 11_040_000_000, "PT3H4M"},
               {"3:04:05", "HOUR TO SECOND", 11_045_000_000, "PT3H4M5S"},
               {"4", "MINUTE", 240_000_000, "PT4M"},
               {"4:05.000001", "MINUTE TO SECOND", 245_000_001, "PT4M5.000001S"},
               {"-0.000001", "SECOND", -1, "PT-0.000001S"},
               {"106751991 04:00:54.775807", "DAY TO SECOND", 9_223_372_036_854_775_807,
                "P106751991DT4H54.775807S"}
             ],
             do:
               {"INTERVAL '#{text}' #{type}", @duration, {:microseconds, microseconds},
                ~s("#{json}")}
           ) ++
           for(
             {precision, time, json} <- [
               {0, ~T[23:59:59.000000], "23:59:59"},
               {1, ~T[23:59:59.900000], "23:59:59.9"},
               {2, ~T[23:59:59.980000], "23:59:59.98"},
               {3, ~T[23:59:59.987000], "23:59:59.987"},
               {4, ~T[23:59:59.987600], "23:59:59.9876"},
               {5, ~T[23:59:59.987650], "23:59:59.98765"},
               {6, ~T[23:59:59.987654], "23:59:59.987654"}
             ],
             do: {"CAST(TIME'23:59:59.987654' AS TIME(#{precision}))", :time, time, ~s("#{json}")}
           )

  @ways [:c_stream, :ipc, :file]

  setup_all do
    conf = %{
      "spark.sql.session.timeZone" => "America/New_York",
      "spark.sql.timeType.enabled" => true,
      "spark.sql.preserveCharVarcharTypeInfo" => true,
      "spark.sql.geospatial.enabled" => true
    }

    {:ok, session: SparkEx.connect!(url: TestSpark.url(), conf: conf)}
  end

  # A column for each SQL expression, null in the second row, and columns that nest it.
  defp frame(session, expressions) do
    columns =
      for {sql, at} <- Enum.with_index(expressions) do
        value = "IF(id = 0, #{sql}, NULL)"

        """
        #{value} AS v#{at}, array(#{value}) AS l#{at}, named_struct('x', #{value}) AS s#{at},
        map('k', array(named_struct('x', #{value}))) AS m#{at}
        """
      end

    SparkEx.sql(session, "SELECT #{Enum.join(columns, ", ")} FROM range(0, 2, 1, 1)")
  end

  defp column(frame, name) do
    series = frame[name]
    {Series.dtype(series), series |> Series.to_list() |> Enum.map(&plain/1)}
  end

  # Explorer represents a duration as a struct.
  defp plain(%{__struct__: Explorer.Duration, value: value}), do: {:microseconds, value}
  defp plain(values) when is_list(values), do: Enum.map(values, &plain/1)
  defp plain(%{"x" => value}), do: %{"x" => plain(value)}
  defp plain(value), do: value

  test "returns native values by each path", %{session: session} do
    frame = frame(session, for({sql, _dtype, _value, _json} <- @types, do: sql))

    for way <- @ways do
      explorer = DataFrame.to_explorer!(frame, via: way)

      for {{sql, dtype, value, json}, at} <- Enum.with_index(@types) do
        assert {sql, column(explorer, "v#{at}")} === {sql, {dtype, [value, nil]}}
        assert {sql, column(explorer, "l#{at}")} === {sql, {{:list, dtype}, [[value], [nil]]}}

        assert {sql, column(explorer, "s#{at}")} ===
                 {sql, {{:struct, [{"x", dtype}]}, [%{"x" => value}, %{"x" => nil}]}}

        texts = for json <- [json, "null"], do: ~s({"k":[{"x":#{json}}]})
        assert {sql, column(explorer, "m#{at}")} === {sql, {:string, texts}}
      end
    end
  end

  test "returns values as JSON", %{session: session} do
    frame = frame(session, for({sql, _dtype, _value, _json} <- @types, do: sql))
    explorer = DataFrame.to_explorer!(frame, nested: :json)

    for {{sql, _dtype, _value, json}, at} <- Enum.with_index(@types) do
      assert {sql, column(explorer, "l#{at}")} === {sql, {:string, ["[#{json}]", "[null]"]}}

      assert {sql, column(explorer, "s#{at}")} ===
               {sql, {:string, [~s({"x":#{json}}), ~s({"x":null})]}}
    end
  end

  test "returns decimals of each precision at their bounds", %{session: session} do
    decimals =
      for precision <- 1..38, scale <- Enum.uniq([0, div(precision, 2), precision]) do
        {whole, fraction} =
          "9" |> String.duplicate(precision) |> String.split_at(precision - scale)

        whole = if whole == "", do: "0", else: whole
        {precision, scale, if(fraction == "", do: "-#{whole}", else: "-#{whole}.#{fraction}")}
      end

    frame =
      frame(
        session,
        for(
          {precision, scale, text} <- decimals,
          do: "CAST('#{text}' AS DECIMAL(#{precision}, #{scale}))"
        )
      )

    for way <- @ways do
      explorer = DataFrame.to_explorer!(frame, via: way)

      for {{precision, scale, text}, at} <- Enum.with_index(decimals) do
        type = {:decimal, precision, scale}
        assert column(explorer, "v#{at}") === {type, [decimal(text), nil]}
        assert column(explorer, "l#{at}") === {{:list, type}, [[decimal(text)], [nil]]}
        assert {:string, [json, _null]} = column(explorer, "m#{at}")
        assert json == ~s({"k":[{"x":#{text}}]})
      end
    end
  end

  test "returns VOID alone and nested", %{session: session} do
    frame = frame(session, ["NULL"])

    for way <- @ways do
      explorer = DataFrame.to_explorer!(frame, via: way)
      assert column(explorer, "v0") === {:null, [nil, nil]}
      assert column(explorer, "l0") === {{:list, :null}, [[nil], [nil]]}

      assert column(explorer, "s0") ===
               {{:struct, [{"x", :null}]}, [%{"x" => nil}, %{"x" => nil}]}

      assert column(explorer, "m0") === {:string, List.duplicate(~s({"k":[{"x":null}]}), 2)}
    end
  end
end
