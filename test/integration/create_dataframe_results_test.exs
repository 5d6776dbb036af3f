defmodule SparkEx.Integration.CreateDataframeResultsTest do
  # Local data on a real Spark: values round-trip, and large data is uploaded in chunks.
  use SparkEx.SparkCase

  import SparkEx.Eventually

  alias SparkEx.ML.{Matrix, Vector}
  alias SparkEx.{Interval, Native, RandomValues, RPCCounter, TestSpark, Types}
  alias SparkEx.Connect.Client
  alias SparkEx.LocalData.RelationConf
  alias SparkEx.Types.Field

  @threshold "spark.sql.session.localRelationCacheThreshold"

  setup_all do
    conf = %{"spark.sql.timeType.enabled" => true}
    session = start_supervised!({Session, url: TestSpark.url()}, id: :local_data)
    :ok = Session.config_set(session, conf)
    {:ok, session: session}
  end

  defp open(conf) do
    session = start_supervised!({Session, url: TestSpark.url()}, id: make_ref())
    :ok = Session.config_set(session, conf)
    session
  end

  defp round_trip(session, rows, schema),
    do:
      session |> SparkEx.create_dataframe!(rows, schema: schema) |> DataFrame.collect!(as: :lists)

  # Compares cell by cell, since a diff of whole tables is unreadable.
  defp assert_round_trip(session, rows, {:struct, fields} = schema) do
    came_back = round_trip(session, rows, schema)
    assert length(came_back) == length(rows)

    for {sent, received} <- Enum.zip(rows, came_back),
        {field, sent, received} <- Enum.zip([fields, sent, received]),
        do: assert({field.type, received} === {field.type, sent})
  end

  describe "round trips" do
    test "of every scalar type, nested in every other type", %{session: session} do
      RandomValues.seed(1)

      for leaf <- RandomValues.leaves() do
        nested = [
          {:array, leaf, true},
          {:map, :string, leaf, true},
          {:struct,
           [%Field{name: "a", type: leaf}, %Field{name: "b", type: {:array, leaf, true}}]},
          {:array, {:map, :integer, {:array, leaf, true}, true}, true}
        ]

        fields = for {type, at} <- Enum.with_index([leaf | nested]), do: {"c#{at}", type}
        {:struct, normal} = schema = Types.normalize!(fields)
        rows = for _row <- 1..25, do: Enum.map(normal, &RandomValues.value(&1.type))
        rows = [Enum.map(normal, fn _field -> nil end) | rows]
        assert_round_trip(session, rows, schema)
      end
    end

    test "of random schemas", %{session: session} do
      for seed <- 1..12 do
        RandomValues.seed(seed)
        fields = for at <- 0..4, do: %Field{name: "c#{at}", type: RandomValues.type(3)}
        rows = for _row <- 1..40, do: Enum.map(fields, &RandomValues.value(&1.type))
        assert_round_trip(session, rows, {:struct, fields})
      end
    end

    test "of rows in each shape that collect returns", %{session: session} do
      frame = SparkEx.sql(session, "SELECT id, id * 2 AS twice, 'x' AS text FROM range(3)")
      schema = DataFrame.schema!(frame)

      for as <- [:maps, :lists, :columns] do
        rows = DataFrame.collect!(frame, as: as)
        again = SparkEx.create_dataframe!(session, rows, schema: schema)
        assert DataFrame.collect!(again, as: as) == rows
        assert DataFrame.schema!(again) == schema
      end
    end

    test "of a null map, an empty map and a map of nulls", %{session: session} do
      rows = [[nil], [%{}], [%{"a" => nil}]]
      assert round_trip(session, rows, "m MAP<STRING, INT>") == rows
    end

    test "of Arrow data of every type", %{session: session} do
      leaves = for {leaf, at} <- Enum.with_index(RandomValues.leaves()), do: {"l#{at}", leaf}
      odd = [interval: :calendar_interval, nothing: :null]
      RandomValues.seed(2)

      for schema <- [leaves | for(_schema <- 1..8, do: random_fields())] do
        {:struct, fields} = schema = Types.normalize!(schema)
        rows = for _row <- 1..40, do: Enum.map(fields, &RandomValues.value(&1.type))
        assert_arrow_round_trip(SparkEx.create_dataframe!(session, rows, schema: schema))
      end

      rows = [{%Interval.Calendar{months: 1, days: -2}, nil}, {nil, nil}]

      assert_arrow_round_trip(SparkEx.create_dataframe!(session, rows, schema: odd))
    end

    defp random_fields,
      do: for(at <- 0..4, do: %Field{name: "c#{at}", type: RandomValues.type(3)})

    # As a stream, and as a batch that stays usable afterwards.
    defp assert_arrow_round_trip(frame) do
      ipc = DataFrame.to_arrow!(frame)
      {:ok, batch} = SparkEx.Batch.from_ipc(ipc)
      schema = DataFrame.schema!(frame)
      rows = DataFrame.collect!(frame, as: :lists)

      for data <- [{:arrow, ipc}, batch] do
        again = SparkEx.create_dataframe!(frame.session, data)
        assert DataFrame.schema!(again) == schema
        assert DataFrame.collect!(again, as: :lists) === rows
      end

      assert SparkEx.Batch.rows!(batch, as: :lists) === rows
    end

    test "of Arrow data with variants", %{session: session} do
      rows = [[1, %{"a" => [1.5, nil]}], [2, nil], [3, "text"]]
      frame = SparkEx.create_dataframe!(session, rows, schema: "id INT NOT NULL, v VARIANT")
      again = SparkEx.create_dataframe!(session, {:arrow, DataFrame.to_arrow!(frame)})
      assert DataFrame.schema!(again) == DataFrame.schema!(frame)
      assert DataFrame.collect!(again, as: :lists) == rows
    end

    test "of Arrow data that a schema casts to other types", %{session: session} do
      frame =
        SparkEx.sql(session, "SELECT 1 AS a, array(2L) AS b, named_struct('x', 3, 'y', 'z') AS c")

      schema = "c STRUCT<y: STRING, more: DATE, x: BIGINT>, a VARIANT, b ARRAY<DECIMAL(5,2)>"
      data = {:arrow, DataFrame.to_arrow!(frame)}
      again = SparkEx.create_dataframe!(session, data, schema: schema)
      assert DataFrame.schema!(again) == Types.from_ddl!(schema)

      assert [[%{"x" => 3, "y" => "z", "more" => nil}, 1, ["2.00"]]] =
               again
               |> DataFrame.select_expr(["c", "a", "CAST(b AS ARRAY<STRING>)"])
               |> DataFrame.collect!(as: :lists)
    end

    @tag :explorer
    test "of Explorer frames", %{session: session} do
      types = ~w[BOOLEAN TINYINT SMALLINT INT BIGINT FLOAT DOUBLE STRING BINARY DATE TIMESTAMP
        TIMESTAMP_NTZ DECIMAL(38,18) ARRAY<STRING> ARRAY<ARRAY<INT>>
        STRUCT<a:INT,b:ARRAY<DATE>>] ++ ["INTERVAL DAY TO SECOND"] ++ times()

      columns = for {type, at} <- Enum.with_index(types), do: "c#{at} #{type}"
      {:struct, fields} = schema = Types.from_ddl!(Enum.join(columns, ", "))
      RandomValues.seed(3)

      value = fn
        {:time, 6} -> Enum.random([nil, ~T[00:00:00.000000], ~T[23:59:59.999999]])
        # Explorer has structs of nulls instead of null structs.
        {:struct, _fields} = type -> RandomValues.non_null(type)
        type -> RandomValues.value(type)
      end

      rows = for _row <- 1..100, do: Enum.map(fields, &value.(&1.type))
      frame = SparkEx.create_dataframe!(session, rows, schema: schema)
      again = SparkEx.create_dataframe!(session, DataFrame.to_explorer!(frame))
      assert DataFrame.schema!(again) == schema
      assert DataFrame.collect!(again, as: :lists) === rows
    end

    defp times, do: if(TestSpark.at_least?("4.1.0"), do: ["TIME"], else: [])

    @tag spark_4_1: "TIME"
    test "of times, calendar intervals and variants", %{session: session} do
      rows = [
        [~T[00:00:00.000000], ~T[23:59:59.999000], %Interval.Calendar{months: -1, days: 2}],
        [~T[23:59:59.999999], nil, %Interval.Calendar{microseconds: -5}],
        [nil, ~T[00:00:00.001000], nil]
      ]

      assert round_trip(session, rows, "a TIME(6), b TIME(3), c INTERVAL") == rows
      times = for [time, _other, interval] <- rows, do: {time, interval}
      schema = "a TIME(6), c INTERVAL"
      assert_arrow_round_trip(SparkEx.create_dataframe!(session, times, schema: schema))

      variants = [
        [nil],
        [true],
        [-1],
        [9_223_372_036_854_775_807],
        [1.5],
        ["text"],
        [String.duplicate("long ", 50)],
        [~D[2024-02-29]],
        [~U[2024-02-29 12:00:00.000001Z]],
        [~N[2024-02-29 12:00:00.000001]],
        [[]],
        [%{}],
        [[1, nil, "x", [%{"a" => 1, "b" => %{"c" => [false]}}]]],
        [Map.new(1..300, &{"key #{&1}", &1})]
      ]

      assert round_trip(session, variants, "v VARIANT") == variants
      frame = SparkEx.create_dataframe!(session, [{%{a: [1, 2]}}], schema: "v VARIANT")

      assert [%{"x" => 2}] =
               DataFrame.collect!(
                 DataFrame.select_expr(frame, ["variant_get(v, '$.a[1]', 'int') AS x"])
               )
    end

    test "of duplicate and unusual names", %{session: session} do
      inner = {:struct, [%Field{name: "x", type: :long}, %Field{name: "x", type: :string}]}
      fields = [{"a", :long}, {"a", :string}, {"ü.`b", :long}, {"", inner}]
      rows = [[1, "x", 2, [{"x", 1}, {"x", "y"}]], [nil, nil, nil, nil]]
      schema = Types.normalize!(fields)
      frame = SparkEx.create_dataframe!(session, rows, schema: schema)
      assert DataFrame.schema!(frame) == schema
      assert DataFrame.collect!(frame, as: :lists) == rows
    end

    test "of collations and non-nullable fields", %{session: session} do
      schema = Types.from_ddl!("a STRING COLLATE UTF8_LCASE NOT NULL, b ARRAY<INT> NOT NULL")
      frame = SparkEx.create_dataframe!(session, [{"A", [1, nil]}], schema: schema)
      assert DataFrame.schema!(frame) == schema

      assert DataFrame.collect!(DataFrame.filter(frame, "a = 'a'"), as: :lists) == [
               ["A", [1, nil]]
             ]
    end

    test "of a frame's columns and rows with its schema", %{session: session} do
      frame =
        SparkEx.sql(session, """
        SELECT id, named_struct('n', id, 'm', map('k', array(named_struct('x', id)))) AS s,
          CAST(id AS DECIMAL(10, 2)) AS d, named_struct('a', 'x', 'b', CAST(NULL AS INT)) AS t
        FROM range(3)
        """)

      schema = DataFrame.schema!(frame)

      for as <- [:columns, :maps, :lists] do
        data = DataFrame.collect!(frame, as: as)
        again = SparkEx.create_dataframe!(session, data, schema: schema)
        assert DataFrame.schema!(again) == schema
        assert DataFrame.collect!(again, as: as) == data
      end

      plain = DataFrame.select(frame, ["id"])
      columns = DataFrame.collect!(plain, as: :columns)
      again = SparkEx.create_dataframe!(session, columns)
      assert DataFrame.collect!(again, as: :columns) == columns
    end

    test "of frames without columns", %{session: session} do
      none = SparkEx.create_dataframe!(session, [], schema: "")
      assert DataFrame.schema!(none) == {:struct, []}
      assert DataFrame.collect!(none) == []

      for rows <- [[%{}, %{}], [{}, {}], [[], []]] do
        two = SparkEx.create_dataframe!(session, rows, schema: {:struct, []})
        assert DataFrame.collect!(two) == [%{}, %{}]
        assert DataFrame.count!(two) == 2
      end

      assert {:error, %Error.Argument{message: "row 0: expected a row of 0 values, got: {1}"}} =
               SparkEx.create_dataframe(session, [{1}], schema: "")
    end

    test "of vectors and matrices", %{session: session} do
      sparse = Vector.sparse(4, [1, 3], [2, :nan])
      matrix = Matrix.sparse(2, 2, [0, 1, 2], [1, 0], [3.0, 4.0])
      rows = [[Vector.dense([1, 2]), Matrix.dense([[1, 2]])], [nil, nil], [sparse, matrix]]
      frame = SparkEx.create_dataframe!(session, rows, schema: [:v, :m])
      assert DataFrame.dtypes!(frame) == [{"v", "vector"}, {"m", "matrix"}]
      assert DataFrame.collect!(frame, as: :lists) == rows
      assert [%{"v" => %Vector{values: [1.0, 2.0]}} | _rest] = DataFrame.collect!(frame)
      assert [{"v", [_, nil, ^sparse]}, _matrices] = DataFrame.collect!(frame, as: :columns)
      assert [[^sparse, ^matrix]] = DataFrame.tail!(frame, 1, as: :lists)
      assert Enum.to_list(DataFrame.stream(frame, as: :lists)) == rows

      schema = DataFrame.schema!(frame)
      maps = DataFrame.collect!(frame)
      again = SparkEx.create_dataframe!(session, maps, schema: schema)
      assert DataFrame.schema!(again) == schema
      assert DataFrame.collect!(again) == maps
      assert maps == session |> SparkEx.create_dataframe!(maps) |> DataFrame.collect!()
    end

    test "of vectors from lists and from their storage", %{session: session} do
      vector = {:udt, %{python_class: "pyspark.ml.linalg.VectorUDT"}}
      storage = %{"type" => 1, "size" => nil, "indices" => nil, "values" => [1.0, 2.0]}
      frame = SparkEx.create_dataframe!(session, [[[1, 2]], [storage]], schema: [v: vector])
      dense = Vector.dense([1, 2])
      assert DataFrame.collect!(frame, as: :lists) == [[dense], [dense]]

      columns = SparkEx.create_dataframe!(session, v: [nil, dense], n: [1, 2])
      assert DataFrame.collect!(columns, as: :lists) == [[nil, 1], [dense, 2]]

      nested = DataFrame.select(frame, vs: F.array(["v", "v"]), s: F.struct(["v"]))

      assert [%{"vs" => [^dense, ^dense], "s" => %{"v" => ^dense}} | _] =
               DataFrame.collect!(nested)

      assert Types.to_ddl(DataFrame.schema!(frame)) ==
               "v STRUCT<type: TINYINT NOT NULL, size: INT, indices: ARRAY<INT>, values: ARRAY<DOUBLE>>"
    end

    test "of vectors, not of plain structs with their fields", %{session: session} do
      query = """
      SELECT named_struct('type', 1Y, 'size', CAST(NULL AS INT), 'indices',
        CAST(NULL AS ARRAY<INT>), 'values', array(1D, 2D)) AS s
      """

      storage = %{"type" => 1, "size" => nil, "indices" => nil, "values" => [1.0, 2.0]}
      structs = SparkEx.sql(session, query)
      assert DataFrame.collect!(structs) == [%{"s" => storage}]

      dense = Vector.dense([1, 2])
      vectors = SparkEx.create_dataframe!(session, v: [dense])
      both = DataFrame.cross_join(structs, vectors)
      both = DataFrame.select(both, a: F.array(["s"]), m: F.create_map([F.lit("k"), "v"]))
      assert DataFrame.collect!(both) == [%{"a" => [storage], "m" => %{"k" => dense}}]
      assert DataFrame.collect!(both, as: :lists) == [[[storage], %{"k" => dense}]]
    end

    test "of vectors in expressions", %{session: session} do
      dense = Vector.dense([1, 2])

      assert [%{"v" => ^dense, "a" => [1.0, 2.0], "f" => [1.0, 2.0]}] =
               session
               |> SparkEx.range(1)
               |> DataFrame.select(
                 v: F.lit(dense),
                 a: F.vector_to_array(F.lit(dense)),
                 f: F.vector_to_array(F.array_to_vector(F.lit([1, 2])), "float32")
               )
               |> DataFrame.collect!()

      assert_raise Error.Argument, ~r/no literals of sparse vectors/, fn ->
        F.lit(Vector.sparse(2, [0], [1]))
      end
    end

    test "of no rows", %{session: session} do
      frame = SparkEx.create_dataframe!(session, [], schema: "a INT, b STRING NOT NULL")
      assert DataFrame.schema!(frame) == Types.from_ddl!("a INT, b STRING NOT NULL")
      assert DataFrame.collect!(frame) == []
    end
  end

  test "the inferred schema is the one that Spark reports", %{session: session} do
    rows = [
      %{id: 1, at: ~U[2024-01-01 00:00:00.000000Z], tags: ["a"], pos: %{x: 1.5, y: 2}},
      %{id: 2, at: nil, tags: [], pos: nil}
    ]

    frame = SparkEx.create_dataframe!(session, rows)

    assert DataFrame.schema!(frame) ==
             Types.from_ddl!(
               "at TIMESTAMP, id BIGINT, pos STRUCT<x: DOUBLE, y: BIGINT>, tags ARRAY<STRING>"
             )

    assert [%{"pos" => %{"x" => 1.5, "y" => 2}, "tags" => ["a"]}, %{"pos" => nil, "tags" => []}] =
             DataFrame.collect!(frame)
  end

  describe "TIMESTAMP in text" do
    setup do
      conf = %{
        "spark.sql.timestampType" => "TIMESTAMP_NTZ",
        "spark.sql.session.timeZone" => "Asia/Tokyo"
      }

      {:ok, session: open(conf)}
    end

    defp ddl(frame), do: frame |> DataFrame.schema!() |> Types.to_ddl()

    test "is the session's timestamp type only there", %{session: session} do
      at = ~N[2024-01-01 12:00:00.000000]

      frame =
        SparkEx.create_dataframe!(session, [{at, [at]}],
          schema: "at TIMESTAMP, l ARRAY<TIMESTAMP>"
        )

      assert ddl(frame) == "at TIMESTAMP_NTZ,l ARRAY<TIMESTAMP_NTZ>"
      assert DataFrame.collect!(frame, as: :lists) == [[at, [at]]]
      text = DataFrame.select_expr(frame, ["CAST(at AS STRING)"])
      assert DataFrame.collect!(text, as: :lists) == [["2024-01-01 12:00:00"]]

      schema = [a: "STRUCT<x: TIMESTAMP, y: TIMESTAMP_LTZ>", b: :timestamp, c: "timestamp_ntz"]
      frame = SparkEx.create_dataframe!(session, [], schema: schema)
      assert ddl(frame) == "a STRUCT<x: TIMESTAMP_NTZ, y: TIMESTAMP>,b TIMESTAMP,c TIMESTAMP_NTZ"

      instant = ~U[2024-01-01 12:00:00.000000Z]

      assert {:error, %Error.Argument{message: message}} =
               SparkEx.create_dataframe(session, [{instant}], schema: "at TIMESTAMP")

      assert message =~ "expected a TIMESTAMP_NTZ (a NaiveDateTime)"
    end

    test "follows changes of the configuration by SQL and by config_set", %{session: session} do
      created = fn ->
        session |> SparkEx.create_dataframe!([], schema: "at TIMESTAMP") |> ddl()
      end

      assert created.() == "at TIMESTAMP_NTZ"
      :ok = Session.config_set(session, "spark.sql.timestampType", "TIMESTAMP_LTZ")
      assert created.() == "at TIMESTAMP"
      SparkEx.execute!(session, "SET spark.sql.timestampType = TIMESTAMP_NTZ")
      assert created.() == "at TIMESTAMP_NTZ"
    end

    test "is the only type that is looked up", %{session: session} do
      {:ok, _frame} = SparkEx.create_dataframe(session, [], schema: "at DATE")

      for {schema, calls} <- [
            {"at TIMESTAMP_LTZ", 0},
            {[at: :timestamp], 0},
            {"at TIMESTAMP_NTZ", 0},
            {"at TIMESTAMP", 1}
          ] do
        create = fn -> SparkEx.create_dataframe!(session, [], schema: schema) end
        assert {_frame, ^calls} = RPCCounter.count(create)
      end
    end

    test "follows the session wherever a type is sent", %{session: session} do
      frame = SparkEx.create_dataframe!(session, [], schema: [a: :timestamp, b: :timestamp])
      assert ddl(DataFrame.to(frame, "b TIMESTAMP")) == "b TIMESTAMP_NTZ"
      mixed = [a: "TIMESTAMP", b: :timestamp]
      assert ddl(DataFrame.to(frame, mixed)) == "a TIMESTAMP_NTZ,b TIMESTAMP"
      list = DataFrame.select(frame, [F.array([:a]) |> Column.cast({:array, "TIMESTAMP"})])
      assert DataFrame.schema!(list) |> Types.simple_string() =~ "array<timestamp_ntz>"
      text = SparkEx.sql(session, "SELECT 'x' AS t")

      for parsed <- [F.from_json(:t, mixed), F.from_csv(:t, mixed)] do
        schema = text |> DataFrame.select([parsed]) |> DataFrame.schema!()
        assert Types.simple_string(schema) =~ "struct<a:timestamp_ntz,b:timestamp>"
      end

      assert_raise Error.Argument, ~r/has metadata, which DDL text can't hold/, fn ->
        DataFrame.to(frame, [{"a", "TIMESTAMP", metadata: %{"k" => 1}}])
      end
    end
  end

  test "a float column holds integers exactly, and rounds floats", %{session: session} do
    schema = "f FLOAT, d DOUBLE, l ARRAY<FLOAT>, m MAP<STRING, FLOAT>, s STRUCT<x: FLOAT>"
    row = fn f, d -> [{f, d, [f], %{"k" => f}, %{x: f}}] end

    frame =
      SparkEx.create_dataframe!(session, row.(16_777_218, 1_152_921_504_606_846_976),
        schema: schema
      )

    [f, d] = [16_777_218.0, 1_152_921_504_606_846_976.0]
    assert DataFrame.collect!(frame, as: :lists) == [[f, d, [f], %{"k" => f}, %{"x" => f}]]
    frame = SparkEx.create_dataframe!(session, [{0.1}], schema: "f FLOAT")
    assert DataFrame.collect!(frame, as: :lists) == [[0.10000000149011612]]

    for {schema, value} <- [
          {"v FLOAT", 16_777_217},
          {"v ARRAY<FLOAT>", [1, 16_777_217]},
          {"v MAP<STRING, FLOAT>", %{"k" => 16_777_217}},
          {"v STRUCT<x: FLOAT>", %{x: -16_777_217}},
          {"v DOUBLE", 9_007_199_254_740_993},
          {"v FLOAT", 1.0e39}
        ] do
      assert {:error, %Error.Argument{message: message}} =
               SparkEx.create_dataframe(session, [{value}], schema: schema)

      assert message =~ "an integer that it represents exactly" or
               message =~ "a float in its range"
    end

    assert {:error, %Error.Argument{message: message}} =
             SparkEx.create_dataframe(session, [{9_007_199_254_740_993}, {0.5}])

    assert message =~ "row 0, column \"_1\": expected a DOUBLE"
    longs = SparkEx.sql(session, "SELECT 16777217L AS v, array(9007199254740993L) AS l")
    ipc = DataFrame.to_arrow!(longs)

    for {schema, place} <- [
          {"v FLOAT, l ARRAY<BIGINT>", "v"},
          {"v BIGINT, l ARRAY<DOUBLE>", "l[0]"}
        ] do
      assert {:error, %Error.Argument{message: message}} =
               SparkEx.create_dataframe(session, {:arrow, ipc}, schema: schema)

      assert message =~ "row 0, column #{inspect(place)}: expected a"
    end
  end

  describe "large data" do
    @rows 50_000
    @schema "id BIGINT, text STRING"

    defp rows, do: for(id <- 1..@rows, do: {id, "text of row #{id}"})

    defp expected(session) do
      query = "SELECT id, 'text of row ' || id AS text FROM range(1, #{@rows + 1})"
      SparkEx.sql(session, query)
    end

    defp sums(frame) do
      [row] =
        DataFrame.collect!(DataFrame.select_expr(frame, ["sum(id)", "sum(hash(text))"]),
          as: :lists
        )

      row
    end

    @tag spark_4_1: "chunks"
    test "is uploaded in chunks, once" do
      session = open(%{})
      frame = SparkEx.create_dataframe!(session, rows(), schema: @schema)
      assert %{chunked_cached_local_relation: %{dataHashes: hashes}} = frame.plan
      assert length(hashes) == 5
      assert DataFrame.count!(frame) == @rows

      assert sums(frame) == sums(expected(session))

      names = for hash <- hashes, do: "cache/" <> hash
      assert Client.artifacts_exist(session, names) == {:ok, MapSet.new(names)}
    end

    test "is uploaded once as one blob if the server does not support chunks" do
      session = open(%{})
      # The configuration of Spark 3.5 and 4.0, whose cache holds larger data only.
      conf = %{RelationConf.unlimited() | cache_threshold: 1_000_000}
      :ok = Session.put_relation_conf(session, conf)
      create = fn -> SparkEx.create_dataframe!(session, rows(), schema: @schema) end

      assert {frame, 2} = RPCCounter.count(create)
      assert %{cached_local_relation: %{hash: hash}} = frame.plan
      assert {again, 1} = RPCCounter.count(create)
      assert %{cached_local_relation: %{hash: ^hash}} = again.plan

      assert DataFrame.schema!(frame) == Types.from_ddl!(@schema)
      assert DataFrame.count!(frame) == @rows
      assert sums(frame) == sums(expected(session))
      name = "cache/" <> hash
      assert Client.artifacts_exist(session, [name]) == {:ok, MapSet.new([name])}

      small = SparkEx.create_dataframe!(session, [{1, "x"}], schema: @schema)
      assert %{local_relation: _relation} = small.plan
    end

    test "is not small data, which makes no call" do
      session = open(%{})
      create = fn data -> RPCCounter.count(fn -> SparkEx.create_dataframe!(session, data) end) end
      columns = [id: Enum.to_list(1..1_000)]
      {:ok, batch} = SparkEx.Batch.from_ipc(DataFrame.to_arrow!(SparkEx.range(session, 1_000)))

      for data <- [[%{id: 1}], [], columns, batch], data != [] do
        assert {%{plan: %{local_relation: _relation}} = frame, 0} = create.(data)
        assert length(DataFrame.collect!(frame)) in [1, 1_000]
      end

      # A single row may be large.
      assert {frame, calls} = create.([%{text: String.duplicate("x", 2_000_000)}])
      assert calls > 0

      assert DataFrame.collect!(DataFrame.select_expr(frame, ["length(text)"]), as: :lists) ==
               [[2_000_000]]

      # The session keeps the server's limits.
      assert {_frame, 0} = create.(text: for(_row <- 1..3_000, do: String.duplicate("x", 30)))
    end

    # Config, ArtifactStatus and AddArtifacts are one call each.
    @tag spark_4_1: "chunks"
    test "is not uploaded again, and neither is the configuration read again" do
      session = open(%{})
      create = fn -> SparkEx.create_dataframe!(session, rows(), schema: @schema) end
      assert {first, 3} = RPCCounter.count(create)
      assert {second, 1} = RPCCounter.count(create)
      assert sums(first) == sums(second)

      small = fn -> SparkEx.create_dataframe!(session, [%{id: 1}]) end
      assert {_frame, 0} = RPCCounter.count(small)
      :ok = Session.config_set(session, @threshold, 0)
      assert {frame, 3} = RPCCounter.count(small)
      assert %{chunked_cached_local_relation: _hashes} = frame.plan
      assert DataFrame.collect!(frame) == [%{"id" => 1}]
    end

    test "over the session's limit returns an error that names the limit, and uploads nothing" do
      session = open(%{"spark.sql.session.localRelationSizeLimit" => 1_000_000})

      assert {:error, %Error.Argument{message: text}} =
               SparkEx.create_dataframe(session, rows(), schema: @schema)

      assert text =~ "more than the 1000000 bytes"
      assert text =~ "spark.sql.session.localRelationSizeLimit"
    end

    test "with an invalid value at its end returns an error and leaves no chunks" do
      session = open(%{})
      rows = rows() ++ [{"x", "y"}]

      assert {:error, %Error.Argument{message: text}} =
               SparkEx.create_dataframe(session, rows, schema: @schema)

      assert text =~ "row #{@rows}, column \"id\""
    end

    @tag spark_4_1: "chunks"
    test "may have few rows" do
      session = open(%{})
      rows = for at <- 1..6, do: {at, String.duplicate("#{at}", 4_000_000)}
      frame = SparkEx.create_dataframe!(session, rows, schema: @schema)
      assert length(frame.plan.chunked_cached_local_relation.dataHashes) > 1
      lengths = DataFrame.select_expr(frame, ["id", "length(text)"])
      assert DataFrame.collect!(lengths, as: :lists) == for(at <- 1..6, do: [at, 4_000_000])
    end

    test "encodes a dropped chunk again to the same bytes" do
      session = open(%{"spark.sql.session.localRelationBatchOfChunksSizeBytes" => 1_000_000})
      frame = SparkEx.create_dataframe!(session, rows(), schema: @schema)
      assert DataFrame.count!(frame) == @rows
      assert sums(frame) == [div(@rows * (@rows + 1), 2), Enum.at(sums(frame), 1)]
    end
  end

  test "a million rows are uploaded in bounded memory" do
    session = open(%{})
    rows = for id <- 1..1_000_000, do: {id, "a text that is some forty characters long"}
    before = memory()
    frame = SparkEx.create_dataframe!(session, rows, schema: "id BIGINT, text STRING")
    # The Arrow data takes 57 MB and the terms 130 MB. The upload must not multiply that.
    assert peak() - before < 300_000_000
    assert DataFrame.count!(frame) == length(rows)
    assert eventually(&no_chunks?/0)
  end

  test "a million rows of Arrow data are uploaded in bounded memory" do
    session = open(%{})
    text = "'a text that is some forty characters long'"
    frame = SparkEx.sql(session, "SELECT id, #{text} AS text FROM range(1000000)")
    data = {:arrow, DataFrame.to_arrow!(frame, unsafe: true)}
    :erlang.garbage_collect()
    before = memory()
    frame = SparkEx.create_dataframe!(session, data)
    # A second copy takes 57 MB, and the chunks in flight at most 64 MB.
    assert peak() - before < 220_000_000
    assert DataFrame.count!(frame) == 1_000_000
    assert eventually(&no_chunks?/0)
  end

  # The VM runs destructors some time after garbage collection.
  defp no_chunks? do
    :erlang.garbage_collect()
    Native.resource_counts().chunks == 0
  end

  # The resident memory of the process. Resets its peak. Linux only.
  defp memory do
    _elsewhere = File.write("/proc/self/clear_refs", "5")
    peak()
  end

  defp peak do
    with {:ok, status} <- File.read("/proc/self/status"),
         [_, kilobytes] <- Regex.run(~r/VmHWM:\s+(\d+) kB/, status) do
      String.to_integer(kilobytes) * 1024
    else
      _elsewhere -> :erlang.memory(:total)
    end
  end
end
