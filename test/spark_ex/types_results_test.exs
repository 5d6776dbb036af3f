defmodule SparkEx.TypesResultsTest do
  # SparkEx.Types against Spark's own: schemas as the server sends them, DDL and JSON as it reads
  # and writes them.
  use SparkEx.SparkCase

  alias SparkEx.Connect.Client
  alias SparkEx.{TestSpark, Types}
  alias SparkEx.Types.Field

  # Spark's DDL, the type here, and its name in Spark's dtypes.
  @types [
    {"VOID", :null, "void"},
    {"BOOLEAN", :boolean, "boolean"},
    {"TINYINT", :byte, "tinyint"},
    {"SMALLINT", :short, "smallint"},
    {"INT", :integer, "int"},
    {"BIGINT", :long, "bigint"},
    {"FLOAT", :float, "float"},
    {"DOUBLE", :double, "double"},
    {"DECIMAL(1,0)", {:decimal, 1, 0}, "decimal(1,0)"},
    {"DECIMAL(10,2)", {:decimal, 10, 2}, "decimal(10,2)"},
    {"DECIMAL(38,38)", {:decimal, 38, 38}, "decimal(38,38)"},
    {"STRING", :string, "string"},
    {"STRING COLLATE UTF8_LCASE", {:string, "UTF8_LCASE"}, "string collate UTF8_LCASE"},
    {"STRING COLLATE UNICODE_CI", {:string, "UNICODE_CI"}, "string collate UNICODE_CI"},
    {"CHAR(5)", {:char, 5}, "char(5)"},
    {"VARCHAR(7)", {:varchar, 7}, "varchar(7)"},
    {"BINARY", :binary, "binary"},
    {"DATE", :date, "date"},
    {"TIMESTAMP", :timestamp, "timestamp"},
    {"TIMESTAMP_NTZ", :timestamp_ntz, "timestamp_ntz"},
    {"TIME(0)", {:time, 0}, "time(0)"},
    {"TIME(1)", {:time, 1}, "time(1)"},
    {"TIME(2)", {:time, 2}, "time(2)"},
    {"TIME(3)", {:time, 3}, "time(3)"},
    {"TIME(4)", {:time, 4}, "time(4)"},
    {"TIME(5)", {:time, 5}, "time(5)"},
    {"TIME(6)", {:time, 6}, "time(6)"},
    {"INTERVAL", :calendar_interval, "interval"},
    {"INTERVAL YEAR", {:year_month_interval, :year, :year}, "interval year"},
    {"INTERVAL MONTH", {:year_month_interval, :month, :month}, "interval month"},
    {"INTERVAL YEAR TO MONTH", {:year_month_interval, :year, :month}, "interval year to month"},
    {"INTERVAL DAY", {:day_time_interval, :day, :day}, "interval day"},
    {"INTERVAL DAY TO HOUR", {:day_time_interval, :day, :hour}, "interval day to hour"},
    {"INTERVAL DAY TO MINUTE", {:day_time_interval, :day, :minute}, "interval day to minute"},
    {"INTERVAL DAY TO SECOND", {:day_time_interval, :day, :second}, "interval day to second"},
    {"INTERVAL HOUR", {:day_time_interval, :hour, :hour}, "interval hour"},
    {"INTERVAL HOUR TO MINUTE", {:day_time_interval, :hour, :minute}, "interval hour to minute"},
    {"INTERVAL HOUR TO SECOND", {:day_time_interval, :hour, :second}, "interval hour to second"},
    {"INTERVAL MINUTE", {:day_time_interval, :minute, :minute}, "interval minute"},
    {"INTERVAL MINUTE TO SECOND", {:day_time_interval, :minute, :second},
     "interval minute to second"},
    {"INTERVAL SECOND", {:day_time_interval, :second, :second}, "interval second"},
    {"VARIANT", :variant, "variant"},
    {"GEOMETRY(0)", {:geometry, 0}, "geometry(0)"},
    {"GEOMETRY(3857)", {:geometry, 3857}, "geometry(3857)"},
    {"GEOMETRY(ANY)", {:geometry, :any}, "geometry(any)"},
    {"GEOGRAPHY(4326)", {:geography, 4326}, "geography(4326)"},
    {"GEOGRAPHY(ANY)", {:geography, :any}, "geography(any)"},
    {"ARRAY<INT>", {:array, :integer, true}, "array<int>"},
    {"ARRAY<ARRAY<STRING>>", {:array, {:array, :string, true}, true}, "array<array<string>>"},
    {"MAP<STRING, DECIMAL(5,1)>", {:map, :string, {:decimal, 5, 1}, true},
     "map<string,decimal(5,1)>"},
    {"MAP<INT, MAP<DATE, VARIANT>>", {:map, :integer, {:map, :date, :variant, true}, true},
     "map<int,map<date,variant>>"},
    {"STRUCT<>", {:struct, []}, "struct<>"},
    {"STRUCT<a: INT, `b c`: ARRAY<STRUCT<d: TIMESTAMP>>>",
     {:struct,
      [
        %Field{name: "a", type: :integer},
        %Field{
          name: "b c",
          type: {:array, {:struct, [%Field{name: "d", type: :timestamp}]}, true}
        }
      ]}, "struct<a:int,b c:array<struct<d:timestamp>>>"}
  ]

  setup_all do
    conf = %{
      "spark.sql.timeType.enabled" => true,
      "spark.sql.preserveCharVarcharTypeInfo" => true,
      "spark.sql.geospatial.enabled" => true
    }

    session = start_supervised!({SparkEx.Session, url: TestSpark.url()}, id: :all_types)
    :ok = Session.config_set(session, conf)

    columns =
      for {{ddl, _type, _name}, at} <- Enum.with_index(@types),
          do: "CAST(NULL AS #{ddl}) AS c#{at}"

    {:ok, session: session, frame: SparkEx.sql(session, "SELECT " <> Enum.join(columns, ", "))}
  end

  @tag spark_4_1: "TIME and geometries"
  test "every type comes back from a schema", %{frame: frame} do
    {:struct, fields} = DataFrame.schema!(frame)
    assert Enum.map(fields, & &1.type) == for({_ddl, type, _name} <- @types, do: type)
    assert DataFrame.dtypes!(frame) == with_names(for {_ddl, _type, name} <- @types, do: name)
  end

  @tag spark_4_1: "TIME and geometries"
  test "a schema survives DDL and JSON", %{frame: frame} do
    schema = DataFrame.schema!(frame)
    assert schema |> Types.to_ddl() |> Types.from_ddl!() == schema
    assert schema |> Types.to_json() |> Types.from_json!() == schema
    assert schema |> Types.to_proto() |> Types.from_proto() == schema
  end

  @tag spark_4_1: "TIME and geometries"
  test "a tree is drawn as Spark draws it", %{frame: frame} do
    assert frame |> DataFrame.schema!() |> Types.tree_string() == DataFrame.tree_string!(frame)

    for level <- 1..4 do
      assert frame |> DataFrame.schema!() |> Types.tree_string(level) ==
               DataFrame.tree_string!(frame, level: level)
    end
  end

  @tag spark_4_1: "TIME and geometries"
  test "Spark writes the DDL that is written here, from the JSON that is written here", context do
    names = ["a", "the column", "ünï", "1a", "a1", "_", "back`tick", "a.b", "select", ""]
    named = for name <- names, do: {name, :long}
    typed = for {_ddl, type, _name} <- @types, do: {"c", type}

    for {name, type} <- named ++ typed, nullable <- [true, false] do
      schema = {:struct, [%Field{name: name, type: type, nullable: nullable}]}
      json = Types.to_json(schema)
      request = %{json_to_ddl: %{json_string: json}}

      assert {:ok, %{ddl_string: ddl}} = Client.analyze(context.session, request)
      assert ddl == Types.to_ddl(schema)
    end
  end

  @tag spark_4_1: "two quotes for one within a comment"
  test "Spark reads DDL as it is read here", %{session: session} do
    for ddl <- [
          "a INT",
          "a INT NOT NULL, b STRING COMMENT 'it''s'",
          "`a b` array<int>, c struct<d: int not null comment 'x', e: map<string, decimal>>",
          "a interval day to second, b interval year, c timestamp_ltz, d dec(5), e numeric(5,1)",
          "a long, b byte, c short, d integer, e real, f boolean",
          "`ünï` string, `back``tick` bigint, _x1 int",
          "array<struct<x: variant>>",
          "map<string, array<double>>",
          "struct<a: int, b: struct<>>",
          "decimal(38,10)"
        ] do
      assert {:ok, %{parsed: parsed}} = Client.analyze(session, %{ddl_parse: %{ddl_string: ddl}})

      assert {ddl, Types.from_proto(parsed)} == {ddl, Types.from_ddl!(ddl)}
    end
  end

  test "a frame is brought to a schema that was read from another", %{session: session} do
    schema =
      "id STRING, at TIMESTAMP, tags ARRAY<STRING>, m MAP<STRING, DOUBLE>, s STRUCT<a: BIGINT>"

    frame =
      SparkEx.sql(session, """
      SELECT named_struct('a', 1) AS s, map('k', 1.5F) AS m, array('x') AS tags,
             TIMESTAMP'2024-01-01 00:00:00Z' AS at, 'one' AS id
      """)

    to = DataFrame.to(frame, schema)

    assert to |> DataFrame.schema!() |> Types.to_ddl() |> Types.from_ddl!() |> types() ==
             schema |> Types.from_ddl!() |> types()

    assert DataFrame.collect!(to, as: :lists) == [
             ["one", ~U[2024-01-01 00:00:00.000000Z], ["x"], %{"k" => 1.5}, %{"a" => 1}]
           ]
  end

  test "nullability and comments of a table come back", %{session: session} do
    table = "types_test_#{System.unique_integer([:positive])}"

    SparkEx.execute!(session, """
    CREATE TABLE #{table} (
      id BIGINT NOT NULL COMMENT 'the "key"', tags ARRAY<STRING>, at STRUCT<x: INT COMMENT 'inner'>
    ) USING parquet
    """)

    on_exit(fn -> SparkEx.execute!(session, "DROP TABLE #{table}") end)
    schema = session |> SparkEx.table(table) |> DataFrame.schema!()

    assert {:struct, [id, tags, at]} = schema
    assert {id.type, id.metadata} == {:long, %{"comment" => "the \"key\""}}
    assert {tags.type, tags.metadata} == {{:array, :string, true}, %{}}
    assert {:struct, [%Field{name: "x", metadata: %{"comment" => "inner"}}]} = at.type
    assert schema |> Types.to_ddl() |> Types.from_ddl!() == schema
    assert schema |> Types.to_json() |> Types.from_json!() == schema
  end

  test "nullability of nested values comes back", %{session: session} do
    frame =
      SparkEx.sql(session, """
      SELECT array(1) AS a, array(1, NULL) AS b, map('k', 1) AS c, map('k', NULL) AS d
      """)

    assert {:struct, fields} = DataFrame.schema!(frame)

    assert Enum.map(fields, & &1.type) == [
             {:array, :integer, false},
             {:array, :integer, true},
             {:map, :string, :integer, false},
             {:map, :string, :null, true}
           ]
  end

  @tag spark_4_1: "geometries"
  test "the geospatial types come back", %{session: session} do
    point = "X'0101000000000000000000F03F0000000000000040'"

    frame =
      SparkEx.sql(session, "SELECT ST_GeomFromWKB(#{point}) AS a, ST_GeogFromWKB(#{point}) AS b")

    assert {:struct, [a, b]} = DataFrame.schema!(frame)
    assert {a.type, b.type} == {{:geometry, 0}, {:geography, 4326}}
    assert Types.tree_string({:struct, [a, b]}) == DataFrame.tree_string!(frame)
    assert DataFrame.dtypes!(frame) == [{"a", "geometry(0)"}, {"b", "geography(4326)"}]
    request = %{json_to_ddl: %{json_string: Types.to_json({:struct, [a, b]})}}
    assert {:ok, %{ddl_string: ddl}} = Client.analyze(session, request)
    assert ddl == Types.to_ddl({:struct, [a, b]})
  end

  defp with_names(types), do: Enum.with_index(types, fn type, at -> {"c#{at}", type} end)

  defp types({:struct, fields}), do: for(field <- fields, do: {field.name, nullable(field.type)})
  defp nullable({:array, element, _}), do: {:array, nullable(element)}
  defp nullable({:map, key, value, _}), do: {:map, key, nullable(value)}
  defp nullable({:struct, _fields} = struct), do: {:struct, types(struct)}
  defp nullable(type), do: type
end
