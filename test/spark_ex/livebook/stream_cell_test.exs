if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.Livebook.StreamCellTest do
    use SparkEx.SparkCase
    use SparkEx.KinoCase

    alias SparkEx.Livebook.StreamCell
    alias SparkEx.{StreamingQuery, StreamReader}

    defp source(attrs) do
      attrs = Map.merge(%{"variable" => "stream", "query" => "query"}, attrs)
      {_kino, source} = start_smart_cell!(StreamCell, attrs)
      source
    end

    test "the cell is registered with Kino" do
      assert StreamCell in Application.get_env(:kino, :smart_cell_modules)
      assert StreamCell.__smart_definition__().name == "Spark stream"
    end

    test "the code of a new cell" do
      assert source(%{}) == """
             stream = SparkEx.StreamReader.load(spark, nil, format: :rate)
             SparkEx.Livebook.live_table(stream)\
             """
    end

    test "the code that writes files" do
      attrs = %{
        "variable" => "orders",
        "source" => "json",
        "path" => "/landing/orders",
        "schema" => "id BIGINT",
        "options" => "max_files_per_trigger: 1\nmulti_line: true\npath_glob_filter: a:*.json\n",
        "sink" => "parquet",
        "target" => "/data/orders",
        "checkpoint" => "/checkpoints/orders",
        "trigger" => "processing_time",
        "output_mode" => "append"
      }

      assert source(attrs) == """
             orders =
               SparkEx.StreamReader.json(spark, "/landing/orders",
                 schema: "id BIGINT",
                 max_files_per_trigger: 1,
                 multi_line: true,
                 path_glob_filter: "a:*.json"
               )

             query =
               SparkEx.Livebook.start_query!(orders, "/data/orders",
                 format: :parquet,
                 output_mode: :append,
                 trigger: [processing_time: "10 seconds"],
                 checkpoint_location: "/checkpoints/orders"
               )\
             """
    end

    test "the code that reads Kafka and writes a table" do
      attrs = %{
        "source" => "kafka",
        "servers" => "a:9092, b:9092",
        "topic" => "orders",
        "schema" => "id BIGINT",
        "options" => "max_offsets_per_trigger: 10",
        "sink" => "table",
        "target_table" => "sales.orders",
        "trigger" => "available_now"
      }

      assert source(attrs) == """
             stream =
               SparkEx.Streaming.kafka(spark,
                 servers: ["a:9092", "b:9092"],
                 topic: "orders",
                 value: {:json, "id BIGINT"},
                 options: [max_offsets_per_trigger: 10]
               )

             query =
               SparkEx.Livebook.start_query!(stream, nil,
                 table: "sales.orders",
                 trigger: :available_now
               )\
             """
    end

    test "the code of all combinations of fields calls existing functions" do
      choices = %{
        "session" => ["spark"],
        "variable" => ["stream"],
        "query" => ["query"],
        "source" => ~w(rate json csv parquet orc text table kafka),
        "path" => ["/landing"],
        "table" => ["t"],
        "servers" => ["a:9092"],
        "topic" => ["t"],
        "sink" => ~w(live memory parquet json csv orc table console noop),
        "target" => ["", "/data"],
        "target_table" => ["t"],
        "trigger" => ~w(default processing_time available_now),
        "interval" => ["1 second"]
      }

      for attrs <- combinations(choices),
          {module, name, arity} <- attrs |> StreamCell.to_source() |> list_calls() do
        assert Code.ensure_loaded?(module) and function_exported?(module, name, arity)
      end
    end

    test "the code keeps any text and refuses secrets", %{session: session} do
      path = ~S(/a "b" #{x} \n)
      code = source(%{"source" => "json", "path" => path, "schema" => "id BIGINT"})
      [read, _live] = String.split(code, "\n", parts: 2)
      {frame, _binding} = Code.eval_string(read, spark: session)

      assert frame.plan ==
               StreamReader.json(session, path, schema: "id BIGINT").plan |> same_id(frame)

      refute source(%{"options" => "kafka.sasl.password: geheim"}) =~ "geheim"
      refute source(%{"options" => "no option"}) =~ "no option"
    end

    # Each frame has an id of its own.
    defp same_id(plan, frame), do: %{plan | common: frame.plan.common}

    test "the code starts a query that stops with its cell", %{session: session} do
      code = source(%{"sink" => "memory", "query_name" => "rates", "rows_per_second" => 5})
      {query, _binding} = Code.eval_string(code, spark: session)
      assert %StreamingQuery{name: "rates"} = query
      assert StreamingQuery.active?(query)
      StreamingQuery.stop!(query)
    end

    test "proposes the existing sessions, the first by default", %{session: session} do
      {kino, _source} = start_smart_cell!(StreamCell, %{"variable" => "stream"})
      assert %{values: %{"session" => "spark"}} = connect_client(kino)
      StreamCell.scan_binding(kino.pid, [x: 1, mine: session], __ENV__)
      assert_broadcast_event(kino, "choices", %{"session" => ["mine"]}, patience())
      assert_smart_cell_update(kino, %{"session" => "mine"}, source, patience())
      assert source =~ "SparkEx.StreamReader.load(mine,"

      push_event(kino, "change", %{"name" => "sink", "value" => "noop"})
      assert_smart_cell_update(kino, %{"sink" => "noop"}, source, patience())
      assert source =~ "format: :noop"
    end
  end
end
