defmodule SparkEx.CreateDataframeResultsTest do
  # Local data on a real Spark: what was put in comes out, and what is large goes up in parts.
  use SparkEx.SparkCase

  alias SparkEx.{Interval, Native, RandomValues, RpcCount, TestSpark, Types}
  alias SparkEx.Connect.Client
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

  # Cell by cell: of a difference between whole tables nothing could be read.
  defp assert_round_trip(session, rows, {:struct, fields} = schema) do
    came_back = round_trip(session, rows, schema)
    assert length(came_back) == length(rows)

    for {sent, received} <- Enum.zip(rows, came_back),
        {field, sent, received} <- Enum.zip([fields, sent, received]),
        do: assert({field.type, received} === {field.type, sent})
  end

  describe "round trips" do
    test "of every type of single values, nested in each other type", %{session: session} do
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

    test "of rows as collect gives them, in each of its shapes", %{session: session} do
      frame = SparkEx.sql(session, "SELECT id, id * 2 AS twice, 'x' AS text FROM range(3)")
      schema = DataFrame.schema!(frame)

      for as <- [:maps, :lists, :columns] do
        rows = DataFrame.collect!(frame, as: as)
        again = SparkEx.create_dataframe!(session, rows, schema: schema)
        assert DataFrame.collect!(again, as: as) == rows
        assert DataFrame.schema!(again) == schema
      end
    end

    test "of a map that is null, one that is empty and one of nulls", %{session: session} do
      rows = [[nil], [%{}], [%{"a" => nil}]]
      assert round_trip(session, rows, "m MAP<STRING, INT>") == rows
    end

    test "of times, intervals of the calendar and variants", %{session: session} do
      rows = [
        [~T[00:00:00.000000], ~T[23:59:59.999000], %Interval.Calendar{months: -1, days: 2}],
        [~T[23:59:59.999999], nil, %Interval.Calendar{microseconds: -5}],
        [nil, ~T[00:00:00.001000], nil]
      ]

      assert round_trip(session, rows, "a TIME(6), b TIME(3), c INTERVAL") == rows

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

    test "of names that repeat or are odd", %{session: session} do
      inner = {:struct, [%Field{name: "x", type: :long}, %Field{name: "x", type: :string}]}
      fields = [{"a", :long}, {"a", :string}, {"ü.`b", :long}, {"", inner}]
      rows = [[1, "x", 2, [{"x", 1}, {"x", "y"}]], [nil, nil, nil, nil]]
      schema = Types.normalize!(fields)
      frame = SparkEx.create_dataframe!(session, rows, schema: schema)
      assert DataFrame.schema!(frame) == schema
      # In a result Spark itself numbers fields whose names repeat.
      numbered = %{"x_0" => 1, "x_1" => "y"}

      assert DataFrame.collect!(frame, as: :lists) == [
               [1, "x", 2, numbered],
               [nil, nil, nil, nil]
             ]
    end

    test "of collations and of fields that may not be null", %{session: session} do
      schema = Types.from_ddl!("a STRING COLLATE UTF8_LCASE NOT NULL, b ARRAY<INT> NOT NULL")
      frame = SparkEx.create_dataframe!(session, [{"A", [1, nil]}], schema: schema)
      assert DataFrame.schema!(frame) == schema

      assert DataFrame.collect!(DataFrame.filter(frame, "a = 'a'"), as: :lists) == [
               ["A", [1, nil]]
             ]
    end

    test "of no rows", %{session: session} do
      frame = SparkEx.create_dataframe!(session, [], schema: "a INT, b STRING NOT NULL")
      assert DataFrame.schema!(frame) == Types.from_ddl!("a INT, b STRING NOT NULL")
      assert DataFrame.collect!(frame) == []
    end
  end

  test "what is inferred is what Spark makes of it", %{session: session} do
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

  describe "large data" do
    @rows 50_000
    @schema "id BIGINT, text STRING"

    defp rows, do: for(id <- 1..@rows, do: {id, "text of row #{id}"})

    defp sums(frame) do
      [row] =
        DataFrame.collect!(DataFrame.select_expr(frame, ["sum(id)", "sum(hash(text))"]),
          as: :lists
        )

      row
    end

    test "goes up in chunks, once" do
      session = open(%{})
      frame = SparkEx.create_dataframe!(session, rows(), schema: @schema)
      assert %{chunked_cached_local_relation: %{dataHashes: hashes}} = frame.plan
      assert length(hashes) == 5
      assert DataFrame.count!(frame) == @rows

      expected =
        SparkEx.sql(
          session,
          "SELECT id, 'text of row ' || id AS text FROM range(1, #{@rows + 1})"
        )

      assert sums(frame) == sums(expected)

      names = for hash <- hashes, do: "cache/" <> hash
      assert Client.artifacts_exist(session, names) == {:ok, MapSet.new(names)}
    end

    # Config, ArtifactStatus and AddArtifacts are a call each.
    test "is not sent again, and the configuration not asked for again" do
      session = open(%{})
      create = fn -> SparkEx.create_dataframe!(session, rows(), schema: @schema) end
      assert {first, 3} = RpcCount.of(create)
      assert {second, 1} = RpcCount.of(create)
      assert sums(first) == sums(second)

      small = fn -> SparkEx.create_dataframe!(session, [%{id: 1}]) end
      assert {_frame, 0} = RpcCount.of(small)
      :ok = Session.config_set(session, @threshold, 0)
      assert {frame, 3} = RpcCount.of(small)
      assert %{chunked_cached_local_relation: _hashes} = frame.plan
      assert DataFrame.collect!(frame) == [%{"id" => 1}]
    end

    test "that exceeds the session's limit is an error that names it, and nothing is sent" do
      session = open(%{"spark.sql.session.localRelationSizeLimit" => 1_000_000})

      assert {:error, %Error.Argument{message: text}} =
               SparkEx.create_dataframe(session, rows(), schema: @schema)

      assert text =~ "more than the 1000000 bytes"
      assert text =~ "spark.sql.session.localRelationSizeLimit"
    end

    test "with a wrong value at its end is an error, and leaves nothing here" do
      session = open(%{})
      rows = rows() ++ [{"x", "y"}]

      assert {:error, %Error.Argument{message: text}} =
               SparkEx.create_dataframe(session, rows, schema: @schema)

      assert text =~ "row #{@rows}, column \"id\""
    end

    test "in few rows" do
      session = open(%{})
      rows = for at <- 1..6, do: {at, String.duplicate("#{at}", 4_000_000)}
      frame = SparkEx.create_dataframe!(session, rows, schema: @schema)
      assert length(frame.plan.chunked_cached_local_relation.dataHashes) > 1
      lengths = DataFrame.select_expr(frame, ["id", "length(text)"])
      assert DataFrame.collect!(lengths, as: :lists) == for(at <- 1..6, do: [at, 4_000_000])
    end

    test "that is not kept while it is made is made again, to the same" do
      session = open(%{"spark.sql.session.localRelationBatchOfChunksSizeBytes" => 1_000_000})
      frame = SparkEx.create_dataframe!(session, rows(), schema: @schema)
      assert DataFrame.count!(frame) == @rows
      assert sums(frame) == [div(@rows * (@rows + 1), 2), Enum.at(sums(frame), 1)]
    end
  end

  test "a million rows go up in bounded memory" do
    session = open(%{})
    rows = for id <- 1..1_000_000, do: {id, "a text that is some forty characters long"}
    before = memory()
    frame = SparkEx.create_dataframe!(session, rows, schema: "id BIGINT, text STRING")
    # The Arrow data is 57 MB, the terms are 130; nothing here may hold many times as much.
    assert memory() - before < 300_000_000
    assert DataFrame.count!(frame) == length(rows)
    :erlang.garbage_collect()
    assert Native.live_objects().chunks == 0
  end

  # The most that this process of the operating system has held; Linux alone tells.
  defp memory do
    with {:ok, status} <- File.read("/proc/self/status"),
         [_, kilobytes] <- Regex.run(~r/VmHWM:\s+(\d+) kB/, status) do
      String.to_integer(kilobytes) * 1024
    else
      _elsewhere -> :erlang.memory(:total)
    end
  end
end
