defmodule SparkEx.PipelineTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Error, Pipeline, StreamReader}
  alias SparkEx.Pipeline.Event

  doctest Pipeline
  doctest Event

  defp new, do: Pipeline.new(storage: "file:///storage")
  defp definitions(pipeline), do: Enum.reverse(pipeline.definitions)

  test "a dataset is an output and a flow of its name" do
    pipeline =
      Pipeline.materialized_view(new(), :daily, "SELECT 1",
        comment: "Days",
        format: :delta,
        schema: "x INT",
        partition_by: :x,
        cluster_by: ["y"],
        properties: [retention: 3],
        conf: %{"spark.sql.shuffle.partitions" => 2},
        env: %{file: "lib/sales.ex", line: 7}
      )

    location = %{file_name: "lib/sales.ex", line_number: 7, definition_path: "lib/sales.ex"}

    assert definitions(pipeline) == [
             define_output: %{
               output_name: "daily",
               output_type: :MATERIALIZED_VIEW,
               comment: "Days",
               source_code_location: location,
               table_details: %{
                 format: "delta",
                 schema_string: "x INT",
                 partition_cols: ["x"],
                 clustering_columns: ["y"],
                 table_properties: %{"retention" => "3"}
               }
             },
             define_flow: %{
               flow_name: "daily",
               target_dataset_name: "daily",
               sql_conf: %{"spark.sql.shuffle.partitions" => "2"},
               source_code_location: location,
               query: "SELECT 1"
             }
           ]
  end

  test "a schema may be a type" do
    pipeline = Pipeline.table(new(), "t", nil, schema: [id: :long])
    assert [define_output: %{output_type: :TABLE, table_details: details}] = definitions(pipeline)
    assert %{struct: %{fields: [%{name: "id"}]}} = details.schema_data_type
  end

  test "a sink has the options of its format" do
    pipeline = Pipeline.sink(new(), "out", :csv, path: "/out", line_sep: ";", env: __ENV__)

    assert [define_output: %{output_type: :SINK, sink_details: details} = sink] =
             definitions(pipeline)

    assert details == %{format: "csv", options: %{"path" => "/out", "lineSep" => ";"}}
    assert sink.source_code_location.file_name == "test/spark_ex/pipeline_test.exs"
  end

  test "SQL files are read in the order of their names" do
    folder = Path.join(System.tmp_dir!(), "pipeline_#{System.unique_integer([:positive])}")
    on_exit(fn -> File.rm_rf!(folder) end)
    File.mkdir_p!(Path.join(folder, "deep"))
    File.write!(Path.join(folder, "b.sql"), "CREATE STREAMING TABLE b;")
    File.write!(Path.join(folder, "deep/a.sql"), "-- a\nCREATE TEMPORARY VIEW `a` AS SELECT 1;")

    pipeline = Pipeline.sql_files(new(), Path.join(folder, "**/*.sql"))
    assert inspect(pipeline) =~ ~s(datasets: ["b", "a"])
    assert [%{line: 1}, %{line: 2, kind: :temporary_view}] = Pipeline.Datasets.list(pipeline)

    assert_raise Error.Argument, ~r/no file matches/, fn ->
      Pipeline.sql_files(new(), Path.join(folder, "*.txt"))
    end
  end

  test "invalid arguments name what is allowed" do
    for {function, message} <- [
          {fn -> Pipeline.new(catalog: "c") end, "new/1 needs the option :storage"},
          {fn -> Pipeline.new(storage: "s3://b", schema: "x") end, "did you mean :database?"},
          {fn -> Pipeline.table({:ok, new()}, "t", nil) end, "expected a SparkEx.Pipeline, got"},
          {fn -> Pipeline.table(new(), "", nil) end, "a name is not empty"},
          {fn -> Pipeline.table(new(), 1, nil) end, "takes a name as a string or an atom"},
          {fn -> Pipeline.table(new(), "t", 1) end, "expected a frame, a function of a session"},
          {fn -> Pipeline.table(new(), "t", nil, partition_cols: "x") end,
           "did you mean :partition_by?"},
          {fn -> Pipeline.materialized_view(new(), "t", nil) end, "expected a query, got: nil"},
          {fn -> Pipeline.sink(new(), "t", :csv, headr: true) end, "did you mean :header?"},
          {fn -> Pipeline.sql(new(), 1) end, "expected a string of valid UTF-8"},
          {fn -> Pipeline.table(new(), "t", nil, env: 1) end, "option :env must be __ENV__"},
          {fn -> Pipeline.table(new(), "t", nil, conf: [a: 1]) end,
           "the option :conf needs a query"},
          {fn -> Pipeline.table(new(), "t", "SELECT 1", conf: [a: {1}]) end,
           "expected a string, a number, a boolean or an atom, got: {1}"}
        ] do
      assert_raise Error.Argument, ~r/#{Regex.escape(message)}/, function
    end
  end

  test "invalid options of auto_cdc/4 name what is allowed" do
    given = [keys: "id", sequence_by: "at"]

    for {options, message} <- [
          {[keys: "id"], "auto_cdc/4 needs the option :sequence_by"},
          {[keys: [], sequence_by: "at"], "needs at least one of :keys"},
          {given ++ [columns: "a", except_columns: "b"], "one of :columns and :except_columns"},
          {given ++ [track_history_columns: "a"], "with scd_type: 2 only"},
          {given ++ [scd_type: 3], "must be one of 1, 2"},
          {given ++ [columns: [1]], "expected a column, got: 1"},
          {given ++ [stored_as_scd_type: 1], "did you mean :scd_type?"}
        ] do
      assert_raise Error.Argument, ~r/#{Regex.escape(message)}/, fn ->
        Pipeline.auto_cdc(new(), "t", "s", options)
      end
    end
  end

  test "invalid options of a run are errors before the server is asked" do
    for {options, message} <- [
          {[full_refresh: :all, refresh: "a"], "full_refresh: :all allows no option :refresh"},
          {[on_event: 1], "option :on_event of run/3 must be a function of 1 arguments"},
          {[subscriber: :me], "option :subscriber must be a process, got: :me"},
          {[full_refersh: "a"], "did you mean :full_refresh?"}
        ] do
      assert {:error, %Error.Argument{message: text}} = Pipeline.run(:none, new(), options)
      assert text =~ message
    end
  end

  test "a query that is no frame is an error before the server is asked" do
    pipeline = Pipeline.materialized_view(new(), "a", fn _session -> :no_frame end)
    assert {:error, %Error.Argument{message: message}} = Pipeline.dry_run(:none, pipeline)
    assert message =~ ":no_frame"
  end

  test "functions of a session and frames become relations" do
    frame = StreamReader.table(:spark, "t")
    function = fn session -> StreamReader.table(session, "t") end

    for query <- [frame, function, "SELECT * FROM t"] do
      assert %{} = Pipeline.Definition.relation(query, :spark)
    end
  end

  test "events have the flow and the state that their text names" do
    for {message, flow, state} <- [
          {"Flow c.d.t is QUEUED.", "c.d.t", :queued},
          {"Flow my table is RUNNING.", "my table", :running},
          {"Flow c.d.t has COMPLETED.", "c.d.t", :completed},
          {"Flow 'c.d.t' has FAILED.\nError: [X] y", "c.d.t", :failed},
          {"Flow 'c.d.t' has FAILED more than 2 times and will not be restarted.", "c.d.t",
           :failed},
          {"Flow 'c.d.t' SKIPPED due to upstream failure(s).", "c.d.t", :skipped},
          {"Flow 'c.d.t' is EXCLUDED.", "c.d.t", :excluded},
          {"Flow 'c.d.t' has STOPPED.", "c.d.t", :stopped},
          {"Flow 'c.d.t' is IDLE, waiting for new data.", "c.d.t", :idle},
          {"Failed to resolve flow: 'c.d.t'.\nError: no", "c.d.t", :failed},
          {"Failed to resolve flow due to upstream failure: 'c.d.t'.", "c.d.t", :skipped},
          {"Run is COMPLETED.", nil, :completed},
          {"Run has FAILED unexpectedly.", nil, :failed},
          {"Something else.", nil, nil}
        ] do
      assert %Event{flow: ^flow, state: ^state} = Event.from_proto(%{message: message})
    end

    event =
      Event.from_proto(%{
        message: "Flow 'a' has FAILED.\nError: [X] y\n",
        timestamp: %{seconds: 1, nanos: 5000}
      })

    assert event.error == "[X] y"
    assert event.timestamp == ~U[1970-01-01 00:00:01.000005Z]
  end

  test "storage and configuration do not show values of the configuration" do
    pipeline = Pipeline.new(storage: "s3://b", configuration: [password: "secret"])
    refute inspect(pipeline) =~ "secret"
  end
end
