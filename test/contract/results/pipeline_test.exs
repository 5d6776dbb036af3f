defmodule SparkEx.Contract.PipelineResultsTest do
  @moduledoc """
  Result parity of pipelines: SparkEx makes the tables that PySpark's `spark-pipelines` makes of
  the same definitions, and gets the same events in the same order.
  """

  use SparkEx.SparkCase

  alias SparkEx.{Pipeline, PipelineCases}

  @moduletag :recorded_spark
  @moduletag :tmp_dir

  @golden "test/contract/results/golden/pipeline.exs" |> Code.eval_file() |> elem(0)
  @database "recorded_pipeline"

  # Retrying a failed flow takes 17 seconds.
  @configuration %{
    "spark.sql.pipelines.maxFlowRetryAttempts" => 0,
    "spark.sql.shuffle.partitions" => 1
  }

  setup %{session: session, tmp_dir: folder} do
    database = "pipeline_#{System.unique_integer([:positive])}"
    SparkEx.execute!(session, "CREATE DATABASE #{database}")
    on_exit(fn -> SparkEx.execute!(session, "DROP DATABASE #{database} CASCADE") end)

    pipeline =
      Pipeline.new(
        storage: "file://#{folder}/storage",
        database: database,
        configuration: @configuration
      )

    {:ok, pipeline: pipeline, database: database}
  end

  # The outcome of a run, as the golden has it.
  defp outcome({:ok, events}, database), do: %{ok: true, events: messages(events, database)}

  defp outcome({:error, %Error.Pipeline{events: events}}, database),
    do: %{ok: false, events: messages(events, database)}

  # PySpark turns off the stack traces of the server, and logs the first line of an event.
  defp messages(events, database) do
    for %{message: message} <- events,
        do: message |> String.split("\n") |> hd() |> String.replace(database, @database)
  end

  defp tables(session, database) do
    for table <- ~w(orders by_shop best),
        SparkEx.Catalog.table_exists?(session, "#{database}.#{table}"),
        into: %{} do
      frame = SparkEx.table(session, "#{database}.#{table}")
      {table, frame |> DataFrame.collect!(as: :lists) |> Enum.sort()}
    end
  end

  test "runs make the same tables with the same events", context do
    %{session: session, pipeline: pipeline, database: database, tmp_dir: folder} = context
    landing = Path.join(folder, "landing")
    pipeline = PipelineCases.define(pipeline, landing)
    File.mkdir_p!(landing)
    arrive = &File.cp!(PipelineCases.path("landing/#{&1}"), Path.join(landing, &1))

    check = fn name, result ->
      golden =
        Map.update!(@golden[name], :tables, &Map.new(&1, fn {k, v} -> {k, Enum.sort(v)} end))

      outcome = Map.put(outcome(result, database), :tables, tables(session, database))
      assert {name, outcome} == {name, golden}
    end

    arrive.("1.json")
    check.("1. dry run", Pipeline.dry_run(session, pipeline))
    check.("2. first run", Pipeline.run(session, pipeline))
    File.rm!(Path.join(landing, "1.json"))
    arrive.("2.json")
    check.("3. second run", Pipeline.run(session, pipeline))

    check.(
      "4. full refresh of a dataset",
      Pipeline.run(session, pipeline, full_refresh: "orders")
    )
  end

  for {name, query} <- [
        {"a missing dataset", "SELECT * FROM nowhere"},
        {"a flow that fails", "SELECT raise_error('boom') AS x"}
      ] do
    test "#{name} has the same events", context do
      %{session: session, pipeline: pipeline, database: database} = context
      text = "CREATE MATERIALIZED VIEW bad USING parquet AS #{unquote(query)};"
      result = Pipeline.run(session, Pipeline.sql(pipeline, text))
      assert outcome(result, database) == @golden[unquote(name)]
    end
  end
end
