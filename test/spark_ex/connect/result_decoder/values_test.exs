defmodule SparkEx.Connect.ResultDecoder.ValuesTest do
  # Each Spark type as a term in rows, exact to the bit. Dates, times and intervals are in
  # temporal_values_test.exs.
  use SparkEx.SparkCase

  import SparkEx.Decimals

  alias SparkEx.Connect.Client
  alias SparkEx.{Native, TestSpark}

  defp row(session, columns) do
    [row] = session |> SparkEx.sql("SELECT " <> columns) |> DataFrame.collect!(as: :lists)
    row
  end

  describe "numbers" do
    test "decodes integers of every size at their bounds", %{session: session} do
      assert row(session, """
             -128Y, 127Y, -32768S, 32767S, CAST(-2147483648 AS INT), 2147483647,
             CAST(-9223372036854775808 AS BIGINT), 9223372036854775807L, 0Y, 0S, 0, 0L, true, false
             """) === [
               -128,
               127,
               -32_768,
               32_767,
               -2_147_483_648,
               2_147_483_647,
               -9_223_372_036_854_775_808,
               9_223_372_036_854_775_807,
               0,
               0,
               0,
               0,
               true,
               false
             ]
    end

    test "decodes doubles", %{session: session} do
      assert row(session, """
             1.5D, 4.9E-324D, 2.2250738585072014E-308D, -1.7976931348623157E308D, 0.1D,
             double('NaN'), double('Infinity'), double('-Infinity'), 9007199254740993D
             """) === [
               1.5,
               5.0e-324,
               2.2250738585072014e-308,
               -1.7976931348623157e308,
               0.1,
               :nan,
               :infinity,
               :neg_infinity,
               9_007_199_254_740_992.0
             ]
    end

    test "decodes floats as doubles", %{session: session} do
      assert row(session, """
             float(0.1), float(16777217), float(3.4028235E38), float(1.4E-45),
             float('NaN'), float('Infinity'), float('-Infinity')
             """) === [
               0.10000000149011612,
               16_777_216.0,
               3.4028234663852886e38,
               1.401298464324817e-45,
               :nan,
               :infinity,
               :neg_infinity
             ]
    end

    test "keeps the sign of zero", %{session: session} do
      # -0.0 equals 0.0 on older OTP releases, so this compares the bits.
      bits = for zero <- row(session, "-0.0D, float(-0.0D), 0.0D"), do: <<zero::float>>
      assert bits == [<<1::1, 0::63>>, <<1::1, 0::63>>, <<0::64>>]
    end

    test "decodes decimals of up to 38 digits", %{session: session} do
      nines = String.duplicate("9", 38)
      tiny = "0." <> String.duplicate("0", 37) <> "1"

      assert row(session, """
             CAST('#{nines}' AS DECIMAL(38,0)), CAST('-#{nines}' AS DECIMAL(38,0)),
             CAST('-#{tiny}' AS DECIMAL(38,38)), 1.50BD, -0.05BD, CAST(0 AS DECIMAL(10,2)),
             CAST('1234567890123456789012345678.9012345678' AS DECIMAL(38,10)),
             CAST(-5 AS DECIMAL(38,37)), 1BD, CAST('99999999.9' AS DECIMAL(9,1)),
             CAST(NULL AS DECIMAL(38,18))
             """) === [
               decimal(nines),
               decimal("-" <> nines),
               decimal("-" <> tiny),
               decimal("1.50"),
               decimal("-0.05"),
               decimal("0.00"),
               decimal("1234567890123456789012345678.9012345678"),
               decimal("-5." <> String.duplicate("0", 37)),
               decimal("1"),
               decimal("99999999.9"),
               nil
             ]
    end

    test "decodes decimals with and without the Decimal library", %{session: session} do
      frame = SparkEx.sql(session, "SELECT -1.50BD, 0.000BD, CAST(NULL AS DECIMAL(5,2))")

      {:ok, [batch]} =
        Client.reduce(session, frame.plan, [], fn
          {:batch, %{batch: batch}}, batches -> {:cont, [batch | batches]}
          {:response, _response}, batches -> {:cont, batches}
        end)

      assert Native.batch_decode(batch, %{
               rows_as: :lists,
               nested: :native,
               invalid_utf8: :error,
               decimals: :string,
               literals: []
             }) ==
               {:ok, [["-1.50", "0.000", nil]]}

      assert Native.batch_decode(batch, %{
               rows_as: :lists,
               nested: :native,
               invalid_utf8: :error,
               decimals: :struct,
               literals: []
             }) ==
               {:ok,
                [
                  [
                    %{__struct__: Decimal, sign: -1, coef: 150, exp: -2},
                    %{__struct__: Decimal, sign: 1, coef: 0, exp: -3},
                    nil
                  ]
                ]}
    end
  end

  describe "strings and binaries" do
    @tag spark_4_1: "two quotes for one within a text"
    test "decodes short and long strings with all of Unicode", %{session: session} do
      assert row(session, """
             '', 'x', 'naïve ☃ 😀 日本', repeat('x', 64), repeat('x', 65), repeat('é', 32),
             repeat('é', 33), concat('a', char(0), 'b'), 'it''s', '\\n\\t"', CAST(NULL AS STRING),
             'Abc' COLLATE UTF8_LCASE, CAST('ab' AS CHAR(3)), CAST('ab' AS VARCHAR(3))
             """) === [
               "",
               "x",
               "naïve ☃ 😀 日本",
               String.duplicate("x", 64),
               String.duplicate("x", 65),
               String.duplicate("é", 32),
               String.duplicate("é", 33),
               "a\0b",
               "it's",
               "\n\t\"",
               nil,
               "Abc",
               "ab",
               "ab"
             ]
    end

    test "pads CHAR values where Spark keeps their type", %{session: _session} do
      session = session_with("spark.sql.preserveCharVarcharTypeInfo", true)
      assert row(session, "CAST('ab' AS CHAR(4)), CAST('ab' AS VARCHAR(4))") === ["ab  ", "ab"]
    end

    test "decodes binaries that are not UTF-8", %{session: session} do
      bytes = :binary.list_to_bin(Enum.to_list(0..255))

      assert row(session, """
             X'', X'00', X'FF', X'#{Base.encode16(bytes)}', unhex(repeat('ff', 64)),
             unhex(repeat('ff', 65)), CAST('é' AS BINARY), CAST(NULL AS BINARY)
             """) === [
               "",
               <<0>>,
               <<255>>,
               bytes,
               :binary.copy(<<255>>, 64),
               :binary.copy(<<255>>, 65),
               "é",
               nil
             ]
    end

    test "returns an error for a string that is not UTF-8", %{session: session} do
      assert {:error, %Error.Decode{} = error} =
               session
               |> SparkEx.sql("SELECT CAST(X'61FF' AS STRING) AS s")
               |> DataFrame.collect()

      assert Exception.message(error) =~ ~r/utf-?8/i
    end
  end

  describe "nested values" do
    test "decodes arrays", %{session: session} do
      assert row(session, """
             array(1, 2, NULL), array(), array(NULL), array(array(1), array(), NULL),
             CAST(NULL AS ARRAY<INT>), array(DATE'2024-01-01'), array(double('NaN'), 0.5D),
             array_repeat(array(array('x')), 2)
             """) === [
               [1, 2, nil],
               [],
               [nil],
               [[1], [], nil],
               nil,
               [~D[2024-01-01]],
               [:nan, 0.5],
               [[["x"]], [["x"]]]
             ]
    end

    test "distinguishes a null map, an empty map and a map of nulls", %{session: session} do
      assert row(session, """
             CAST(NULL AS MAP<STRING, INT>), CAST(map() AS MAP<STRING, INT>),
             map('a', CAST(NULL AS INT)), map('a', 1, 'b', NULL)
             """) === [nil, %{}, %{"a" => nil}, %{"a" => 1, "b" => nil}]
    end

    test "decodes maps with keys of any type", %{session: session} do
      assert row(session, """
             map(1, 'one', 2, 'two'), map(array(1, 2), 'list'), map(DATE'2024-01-01', true),
             map(named_struct('x', 1), named_struct('y', 2)), map(double('NaN'), 1, 0.5D, 2),
             map(1.50BD, 'decimal'), map(X'FF', 'bytes'), map(TIMESTAMP'1970-01-01 00:00:00Z', 0),
             map('a', map(1, map(true, array(NULL))))
             """) === [
               %{1 => "one", 2 => "two"},
               %{[1, 2] => "list"},
               %{~D[2024-01-01] => true},
               %{%{"x" => 1} => %{"y" => 2}},
               %{:nan => 1, 0.5 => 2},
               %{decimal("1.50") => "decimal"},
               %{<<255>> => "bytes"},
               %{~U[1970-01-01 00:00:00.000000Z] => 0},
               %{"a" => %{1 => %{true => [nil]}}}
             ]
    end

    test "decodes structs", %{session: session} do
      assert row(session, """
             named_struct('a', 1, 'b', 'x'), named_struct('a', CAST(NULL AS INT)),
             CAST(NULL AS STRUCT<a: INT>), struct(), named_struct('a', 1, 'A', 2),
             named_struct('', 1, 'ünïcode', 2), named_struct('value', X'00', 'metadata', X'01'),
             array(named_struct('x', CAST(NULL AS STRUCT<y: INT>)), NULL)
             """) === [
               %{"a" => 1, "b" => "x"},
               %{"a" => nil},
               nil,
               %{},
               %{"a" => 1, "A" => 2},
               %{"" => 1, "ünïcode" => 2},
               %{"value" => <<0>>, "metadata" => <<1>>},
               [%{"x" => nil}, nil]
             ]
    end

    # Spark renames such fields in Arrow.
    test "keeps all values of a struct with repeated field names", %{session: session} do
      assert row(session, "named_struct('x', 1, 'y', 2, 'x', 3), 4") ===
               [[{"x", 1}, {"y", 2}, {"x", 3}], 4]
    end

    test "decodes deeply nested values in several rows", %{session: session} do
      frame =
        SparkEx.sql(session, """
        SELECT IF(id % 2 = 0, array(named_struct('m', map(id, named_struct('d', array(date_add(
          DATE'2024-01-01', int(id))))), 'n', IF(id = 2, NULL, id))), NULL) AS v
        FROM range(4)
        """)

      assert DataFrame.collect!(frame, as: :columns) == [
               {"v",
                [
                  [%{"m" => %{0 => %{"d" => [~D[2024-01-01]]}}, "n" => 0}],
                  nil,
                  [%{"m" => %{2 => %{"d" => [~D[2024-01-03]]}}, "n" => nil}],
                  nil
                ]}
             ]
    end
  end

  describe "nested values as JSON" do
    @columns """
    array(1, NULL) AS list, named_struct('z', 1.50BD, 'a', X'00FF') AS struct, map(1, double('NaN')) AS map,
    parse_json('{"k": [true, null]}') AS variant, CAST(NULL AS ARRAY<INT>) AS none,
    1.50BD AS flat, X'00FF' AS bytes
    """

    @texts ["[1,null]", ~s({"z":1.50,"a":"AP8="}), ~s({"1":"NaN"}), ~s({"k":[true,null]}), nil]

    test "returns nested values as JSON and flat values unchanged", %{session: session} do
      frame = SparkEx.sql(session, "SELECT " <> @columns)
      values = @texts ++ [decimal("1.50"), <<0, 255>>]
      columns = Enum.zip(DataFrame.columns!(frame), values)

      assert DataFrame.collect!(frame, nested: :json) === [Map.new(columns)]
      assert DataFrame.collect!(frame, nested: :json, as: :lists) === [values]

      assert DataFrame.collect!(frame, nested: :json, as: :columns) ===
               for({name, value} <- columns, do: {name, [value]})

      assert frame |> DataFrame.stream(nested: :json, as: :lists) |> Enum.to_list() === [values]
      [batch] = frame |> DataFrame.stream_batches() |> Enum.to_list()
      assert SparkEx.Batch.rows!(batch, nested: :json, as: :lists) === [values]
    end

    test "returns JSON for many batches", %{session: _session} do
      session = session_with("spark.sql.execution.arrow.maxRecordsPerBatch", 3)
      frame = SparkEx.sql(session, "SELECT array(id) AS ids FROM range(0, 10, 1, 1)")

      assert DataFrame.collect!(frame, nested: :json) ==
               for(id <- 0..9, do: %{"ids" => "[#{id}]"})
    end
  end

  describe "variants" do
    test "decodes variants of all JSON types", %{session: session} do
      long = String.duplicate("x", 64)

      assert row(session, """
             parse_json('null'), parse_json('true'), parse_json('""'), parse_json('"é"'),
             parse_json('[]'), parse_json('{}'), parse_json('1.5e10'), parse_json('-1.5'),
             parse_json('[-1, 128, 40000, 3000000000, 123456789012345678]'),
             parse_json('12345678901234567890123456789'), parse_json('"#{long}"'),
             parse_json('{"a": {"b": [{"c": null}, {"d": [[]]}]}, "z": false}'),
             CAST(NULL AS VARIANT), try_parse_json('{'), array(parse_json('1'), NULL, parse_json('{}'))
             """) === [
               nil,
               true,
               "",
               "é",
               [],
               %{},
               1.5e10,
               decimal("-1.5"),
               [-1, 128, 40_000, 3_000_000_000, 123_456_789_012_345_678],
               decimal("12345678901234567890123456789"),
               long,
               %{"a" => %{"b" => [%{"c" => nil}, %{"d" => [[]]}]}, "z" => false},
               nil,
               nil,
               [1, nil, %{}]
             ]
    end

    test "decodes variants of types that JSON lacks", %{session: session} do
      assert row(session, """
             to_variant_object(named_struct(
               'date', DATE'1582-10-10', 'time', TIMESTAMP'1969-12-31 23:59:59.999999Z',
               'ntz', TIMESTAMP_NTZ'2024-03-10 02:30:00', 'bytes', X'00FF', 'decimal', 1.50BD,
               'float', float(0.5), 'nan', double('NaN'), 'byte', 1Y,
               'long', 9223372036854775807L, 'map', map('k', array(1, NULL)),
               'digits', CAST('#{String.duplicate("9", 38)}' AS DECIMAL(38,0))
             ))
             """) === [
               %{
                 "date" => ~D[1582-10-10],
                 "time" => ~U[1969-12-31 23:59:59.999999Z],
                 "ntz" => ~N[2024-03-10 02:30:00.000000],
                 "bytes" => <<0, 255>>,
                 "decimal" => decimal("1.50"),
                 "float" => 0.5,
                 "nan" => :nan,
                 "byte" => 1,
                 "long" => 9_223_372_036_854_775_807,
                 "map" => %{"k" => [1, nil]},
                 "digits" => decimal(String.duplicate("9", 38))
               }
             ]
    end

    test "decodes variants of many fields", %{session: session} do
      fields = for at <- 1..300, do: {"field #{at}", at}
      json = "{" <> Enum.map_join(fields, ", ", fn {name, at} -> ~s("#{name}": #{at}) end) <> "}"
      assert row(session, "parse_json('#{json}')") === [Map.new(fields)]
    end
  end

  @tag spark_4_1: "geometries"
  test "decodes geometries and geographies as WKB with their SRID", %{session: _session} do
    session = session_with("spark.sql.geospatial.enabled", true)
    point = Base.decode16!("0101000000000000000000F03F0000000000000040")
    wkb = "X'#{Base.encode16(point)}'"

    assert row(session, """
           ST_GeomFromWKB(#{wkb}), ST_GeogFromWKB(#{wkb}), ST_SetSrid(ST_GeomFromWKB(#{wkb}), 3857),
           array(ST_GeomFromWKB(#{wkb}), NULL), named_struct('g', ST_GeogFromWKB(#{wkb})),
           CAST(NULL AS GEOMETRY(4326)), CAST(NULL AS GEOGRAPHY(ANY))
           """) === [
             %{"srid" => 0, "wkb" => point},
             %{"srid" => 4326, "wkb" => point},
             %{"srid" => 3857, "wkb" => point},
             [%{"srid" => 0, "wkb" => point}, nil],
             %{"g" => %{"srid" => 4326, "wkb" => point}},
             nil,
             nil
           ]
  end

  describe "nulls" do
    @types ~w[BOOLEAN TINYINT SMALLINT INT BIGINT FLOAT DOUBLE DECIMAL(10,2) DECIMAL(38,0) STRING
              BINARY DATE TIMESTAMP TIMESTAMP_NTZ INTERVAL VARIANT ARRAY<INT> MAP<INT,INT>
              STRUCT<a:INT> VOID] ++ ["INTERVAL YEAR TO MONTH", "INTERVAL DAY TO SECOND"]

    test "decodes nulls of every type, alone and between values", %{session: session} do
      nulls = for type <- @types, do: "CAST(NULL AS #{type})"
      assert row(session, Enum.join(nulls, ", ")) == List.duplicate(nil, length(@types))

      frame =
        SparkEx.sql(session, """
        SELECT IF(id = 1, NULL, id), IF(id = 1, NULL, string(id)), IF(id = 1, NULL, id = 0),
               IF(id = 1, NULL, DATE'2024-01-01'), IF(id = 1, NULL, array(id)),
               IF(id = 1, NULL, decimal(id)), IF(id = 1, NULL, double(id)), NULL
        FROM range(0, 3, 1, 1)
        """)

      day = ~D[2024-01-01]

      assert DataFrame.collect!(frame, as: :lists) == [
               [0, "0", true, day, [0], decimal("0"), 0.0, nil],
               [nil, nil, nil, nil, nil, nil, nil, nil],
               [2, "2", false, day, [2], decimal("2"), 2.0, nil]
             ]
    end
  end

  # A separate session keeps the setting from the other tests of the module.
  defp session_with(key, value),
    do: SparkEx.connect!(url: TestSpark.url(), conf: %{key => value})
end
