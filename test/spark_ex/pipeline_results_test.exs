defmodule SparkEx.PipelineResultsTest do
  use SparkEx.SparkCase

  alias SparkEx.Connect.Client
  alias SparkEx.{Pipeline, StreamReader}
  alias SparkEx.Pipeline.Event

  @moduletag spark_4_1: "pipelines"

  # Retrying a failed flow takes 17 seconds.
  @configuration %{"spark.sql.pipelines.maxFlowRetryAttempts" => 0}

  setup %{session: session} do
    database = "pipeline_#{System.unique_integer([:positive])}"
    SparkEx.execute!(session, "CREATE DATABASE #{database}")
    on_exit(fn -> SparkEx.execute!(session, "DROP DATABASE #{database} CASCADE") end)

    folder = Path.join(System.tmp_dir!(), "spark_ex_#{database}")
    File.mkdir_p!(folder)
    on_exit(fn -> File.rm_rf!(folder) end)

    pipeline =
      Pipeline.new(
        storage: "file://#{folder}/storage",
        database: database,
        configuration: @configuration
      )

    {:ok, pipeline: pipeline, database: database, folder: folder}
  end

  defp view(pipeline, name, query, options \\ []),
    do: Pipeline.materialized_view(pipeline, name, query, [format: :parquet] ++ options)

  defp rows(session, database, table, columns) do
    session
    |> SparkEx.table("#{database}.#{table}")
    |> DataFrame.sort(columns)
    |> DataFrame.collect!()
  end

  defp states(events, flow),
    do:
      for(%{flow: name, state: state} <- events, name && String.ends_with?(name, flow), do: state)

  defp failed(session, pipeline, run \\ &Pipeline.run/2) do
    assert {:error, %Error.Pipeline{} = error} = run.(session, pipeline)
    error
  end

  describe "run/3" do
    test "runs the flows in the order of their dependencies", context do
      %{session: session, pipeline: pipeline, database: database} = context

      pipeline =
        pipeline
        |> view("total", "SELECT count(*) AS n, sum(id) AS total FROM evens")
        |> view("evens", fn session ->
          session |> SparkEx.table("numbers") |> DataFrame.filter("id % 2 = 0")
        end)
        |> Pipeline.temporary_view("numbers", SparkEx.range(session, 100))

      assert {:ok, events} = Pipeline.run(session, pipeline)
      assert rows(session, database, "total", "n") == [%{"n" => 50, "total" => 2450}]

      assert [:queued, :planning, :starting, :running, :completed] = states(events, ".evens")
      order = for %Event{state: :completed, flow: flow} <- events, do: flow
      prefix = "spark_catalog.#{database}."
      assert order == [prefix <> "evens", prefix <> "total", nil]
      assert %Event{message: "Run is COMPLETED.", timestamp: %DateTime{}} = List.last(events)
      assert Enum.sort_by(events, & &1.timestamp, DateTime) == events
    end

    test "appends to streaming tables what is new, and starts over with a full refresh",
         context do
      %{session: session, pipeline: pipeline, database: database, folder: folder} = context
      landing = Path.join(folder, "landing")

      pipeline =
        pipeline
        |> Pipeline.table(
          "orders",
          &StreamReader.json(&1, landing, schema: "id BIGINT, price DOUBLE"),
          format: :parquet,
          comment: "All orders",
          properties: [quality: "raw"]
        )
        |> view("total", "SELECT sum(price) AS total FROM orders")

      File.mkdir_p!(landing)

      File.write!(
        Path.join(landing, "1.json"),
        ~s({"id": 1, "price": 1.5}\n{"id": 2, "price": 2})
      )

      Pipeline.run!(session, pipeline)
      assert [%{"id" => 1}, %{"id" => 2}] = rows(session, database, "orders", "id")

      # Rows are not read again.
      File.rm!(Path.join(landing, "1.json"))
      File.write!(Path.join(landing, "2.json"), ~s({"id": 3, "price": 4.0}))
      Pipeline.run!(session, pipeline)
      ids = fn -> for row <- rows(session, database, "orders", "id"), do: row["id"] end
      assert ids.() == [1, 2, 3]
      assert rows(session, database, "total", "total") == [%{"total" => 7.5}]

      Pipeline.run!(session, pipeline, full_refresh: "orders")
      assert ids.() == [3]
      # Only the named dataset was updated.
      assert rows(session, database, "total", "total") == [%{"total" => 7.5}]

      Pipeline.run!(session, pipeline, refresh: [:total])
      assert rows(session, database, "total", "total") == [%{"total" => 4.0}]

      properties = SparkEx.sql(session, "SHOW TBLPROPERTIES #{database}.orders")
      assert %{"key" => "quality", "value" => "raw"} in DataFrame.collect!(properties)
    end

    test "appends flows to tables and sinks", context do
      %{session: session, pipeline: pipeline, database: database, folder: folder} = context
      source = "#{database}.source"
      SparkEx.execute!(session, "CREATE TABLE #{source} USING parquet AS SELECT 1 AS x")

      pipeline =
        pipeline
        |> Pipeline.table("target", nil, format: :parquet, schema: "x INT")
        |> Pipeline.append_flow("target", &StreamReader.table(&1, "source"), name: "from_source")
        |> Pipeline.sink("files", :parquet, path: "#{folder}/sink")
        |> Pipeline.append_flow("files", "SELECT x + 1 AS x FROM STREAM target", name: "to_files")
        |> Pipeline.sink("nothing", :noop)
        |> Pipeline.append_flow("nothing", "SELECT * FROM STREAM target", name: "first")
        |> Pipeline.append_flow("nothing", "SELECT * FROM STREAM source", name: "second")

      events = Pipeline.run!(session, pipeline)

      for flow <- ~w(from_source to_files first second),
          do: assert(:completed in states(events, flow))

      assert rows(session, database, "target", "x") == [%{"x" => 1}]
      assert session |> Reader.parquet("#{folder}/sink") |> DataFrame.collect!() == [%{"x" => 2}]
    end

    test "takes the definitions of SQL texts and files", context do
      %{session: session, pipeline: pipeline, database: database, folder: folder} = context

      File.write!(Path.join(folder, "doubled.sql"), """
      CREATE MATERIALIZED VIEW doubled USING parquet AS SELECT id * 2 AS id FROM numbers;
      """)

      pipeline =
        pipeline
        |> Pipeline.sql_files(Path.join(folder, "*.sql"))
        |> Pipeline.sql("CREATE TEMPORARY VIEW numbers AS SELECT * FROM range(3)")

      Pipeline.run!(session, pipeline)
      assert for(row <- rows(session, database, "doubled", "id"), do: row["id"]) == [0, 2, 4]
    end

    test "calls back and sends each event while the run goes on", context do
      %{session: session, pipeline: pipeline} = context
      test = self()
      pipeline = view(pipeline, "one", "SELECT 1 AS x")

      {:ok, events} =
        Pipeline.run(session, pipeline, on_event: &send(test, {:event, &1}), subscriber: test)

      for event <- events do
        assert_received {:event, ^event}
        assert_received {:spark_pipeline, ^event}
      end
    end

    test "can be repeated, as the server forgets the graph", context do
      pipeline = view(context.pipeline, "one", "SELECT 1 AS x")
      for _run <- 1..2, do: assert({:ok, [_ | _]} = Pipeline.run(context.session, pipeline))
    end
  end

  describe "dry_run/3" do
    test "checks the graph and runs nothing", context do
      %{session: session, pipeline: pipeline, database: database} = context
      pipeline = view(pipeline, "one", "SELECT 1 AS x")
      assert {:ok, [%Event{state: :completed, flow: nil}]} = Pipeline.dry_run(session, pipeline)
      refute SparkEx.Catalog.table_exists?(session, "#{database}.one")
    end
  end

  describe "errors" do
    test "a missing dataset, with file and line", context do
      pipeline = view(context.pipeline, "bad", "SELECT * FROM nowhere", env: __ENV__)
      line = __ENV__.line - 1

      error = failed(context.session, pipeline, &Pipeline.dry_run/2)
      assert [%{line: ^line, message: message} = failure] = error.failures
      assert failure.flow == "spark_catalog.#{context.database}.bad"
      assert message =~ "[TABLE_OR_VIEW_NOT_FOUND]"
      assert message =~ "nowhere"
      file = "test/spark_ex/pipeline_results_test.exs"
      assert failure.file == file

      assert Exception.message(error) =~
               "the pipeline failed: #{failure.flow} (#{file}:#{line}): [TABLE_OR_VIEW_NOT_FOUND]"
    end

    test "a flow that fails, and what depends on it", context do
      %{session: session, pipeline: pipeline} = context

      pipeline =
        pipeline
        |> view("bad", "SELECT raise_error('boom') AS x", env: __ENV__)
        |> view("next", "SELECT * FROM bad")

      error = failed(session, pipeline)
      assert [%{flow: flow, message: message, line: line}] = error.failures
      assert flow =~ ".bad"
      assert message =~ "boom"
      assert is_integer(line)
      assert error.cause.error_class == "USER_RAISED_EXCEPTION"
      assert List.last(states(error.events, ".next")) == :skipped
    end

    test "a cycle", context do
      pipeline =
        context.pipeline
        |> view("a", "SELECT * FROM b", env: __ENV__)
        |> view("b", "SELECT * FROM a", env: __ENV__)

      error = failed(context.session, pipeline, &Pipeline.dry_run/2)
      assert Exception.message(error) =~ "Circular dependencies are not supported"
      assert error.failures |> Enum.map(& &1.flow) |> Enum.map(&String.last/1) == ["a", "b"]
      assert Enum.all?(error.failures, & &1.line)
    end

    test "two definitions of one name", context do
      line = __ENV__.line

      pipeline =
        context.pipeline
        |> view("a", "SELECT 1 AS x", env: __ENV__)
        |> view("a", "SELECT 2 AS x", env: __ENV__)

      error = failed(context.session, pipeline, &Pipeline.dry_run/2)
      assert error.cause.error_class == "PIPELINE_DUPLICATE_IDENTIFIERS.OUTPUT"
      assert for(failure <- error.failures, do: failure.line - line) == [4, 5]
    end

    test "a storage that is no absolute URI", context do
      pipeline = view(%{context.pipeline | storage: "storage"}, "a", "SELECT 1 AS x")
      error = failed(context.session, pipeline)
      assert error.cause.error_class == "PIPELINE_STORAGE_ROOT_INVALID"
      assert Exception.message(error) =~ "must be an absolute path with a URI scheme"
    end

    test "a storage that cannot be written", context do
      pipeline = %{context.pipeline | storage: "file:///proc/no/such"}
      query = &StreamReader.load(&1, nil, format: :rate)
      pipeline = Pipeline.table(pipeline, "a", query, format: :parquet, env: __ENV__)
      error = failed(context.session, pipeline)
      assert [%{flow: flow, message: message, file: "test/" <> _}] = error.failures
      assert flow =~ ".a"
      assert message =~ "file:/proc/no/such"
    end

    test "a feed of changes, which Spark 4.1 lacks", context do
      options = [url: SparkEx.TestSpark.url(), spark_version: "4.1.1"]
      session = start_supervised!({Session, options}, id: :older)
      options = [keys: "id", sequence_by: "at"]

      pipeline =
        context.pipeline
        |> Pipeline.table("t", nil, format: :parquet)
        |> Pipeline.auto_cdc("t", "s", options)

      assert {:error, %Error.Argument{message: message}} = Pipeline.run(session, pipeline)
      assert message == "an AUTO CDC flow needs Spark 4.2, the server is 4.1.1"
    end

    test "SQL that Spark cannot parse, with its file", context do
      pipeline = Pipeline.sql(context.pipeline, "CREATE MATERIALIZED", file: "bad.sql")
      error = failed(context.session, pipeline)
      assert [%{file: "bad.sql", message: message}] = error.failures
      assert message =~ "PARSE_SYNTAX_ERROR"
    end

    test "a flow of a SQL text, with its line", context do
      text =
        "CREATE TEMPORARY VIEW a AS SELECT 1;\n\nCREATE MATERIALIZED VIEW bad AS SELECT * FROM no;"

      pipeline = Pipeline.sql(context.pipeline, text, file: "bad.sql")
      error = failed(context.session, pipeline, &Pipeline.dry_run/2)
      assert [%{file: "bad.sql", line: 3}] = error.failures
    end
  end

  # Spark does not always end the query of a materialized view that runs, so this one ends itself.
  describe "a run that is interrupted" do
    setup %{pipeline: pipeline} do
      sleep = "java_method('java.lang.Thread', 'sleep', 3000L)"
      {:ok, pipeline: view(pipeline, "slow", "SELECT #{sleep} AS x FROM range(0, 4, 1, 2)")}
    end

    test "by a timeout is forgotten", %{session: session, pipeline: pipeline} do
      graph =
        graph(fn ->
          result = Pipeline.run(session, pipeline, timeout: 3_000)
          assert {:error, %Error.Transport{reason: :timeout}} = result
        end)

      assert_forgotten(session, graph)
    end

    test "by a function that raises is forgotten", %{session: session, pipeline: pipeline} do
      stop = fn event -> if event.state == :running, do: raise("enough") end

      graph =
        graph(fn ->
          assert_raise RuntimeError, "enough", fn ->
            Pipeline.run(session, pipeline, on_event: stop)
          end
        end)

      assert_forgotten(session, graph)
    end

    test "by the death of its caller is forgotten", %{session: session, pipeline: pipeline} do
      die = fn event -> if event.state == :running, do: Process.exit(self(), :kill) end
      graph = graph(fn -> Pipeline.run(session, pipeline, on_event: die) end)
      assert_forgotten(session, graph)
    end
  end

  # The id of the graph that a process starts.
  defp graph(function) do
    pattern = {SparkEx.Native, :execution_start, 3}
    test = self()

    {pid, monitor} =
      spawn_monitor(fn ->
        receive do: (:go -> function.())
        send(test, :returned)
      end)

    :erlang.trace(pid, true, [:call])
    :erlang.trace_pattern(pattern, true, [])
    send(pid, :go)

    assert_receive {:DOWN, ^monitor, :process, ^pid, reason}, 60_000
    if reason != :killed, do: assert_received(:returned)
    :erlang.trace_pattern(pattern, false, [])

    assert_received {:trace, ^pid, :call,
                     {_, _, [_, %{plan: %{command: %{pipeline_command: %{start_run: run}}}}, _]}}

    run.dataflow_graph_id
  end

  defp assert_forgotten(session, graph, attempts \\ 120) do
    output = %{dataflow_graph_id: graph, output_name: "x", output_type: :TEMPORARY_VIEW}

    case Client.command(session, %{pipeline_command: %{define_output: output}}) do
      {:error, %Error.Remote{text: text}} ->
        assert text =~ "DATAFLOW_GRAPH_NOT_FOUND"

      {:ok, _responses} when attempts > 0 ->
        Process.sleep(500)
        assert_forgotten(session, graph, attempts - 1)
    end
  end
end
