defmodule SparkEx.TelemetryTest do
  use SparkEx.SparkCase

  @moduletag :telemetry
  @compile {:no_warn_undefined, :telemetry}

  @events [
    [:spark_ex, :rpc, :start],
    [:spark_ex, :rpc, :stop],
    [:spark_ex, :result, :batch],
    [:spark_ex, :session, :open],
    [:spark_ex, :session, :close]
  ]

  setup do
    {:ok, _started} = Application.ensure_all_started(:telemetry)
    id = {__MODULE__, make_ref()}
    :telemetry.attach_many(id, @events, &__MODULE__.forward/4, self())
    on_exit(fn -> :telemetry.detach(id) end)
  end

  def forward(event, measurements, metadata, test),
    do: send(test, {event, measurements, metadata})

  test "a call has a start and a stop, with how it went", %{session: session} do
    {:ok, _version} = Session.spark_version(session)
    {:ok, id} = Session.session_id(session)
    assert_received {[:spark_ex, :rpc, :start], _, %{rpc: "AnalyzePlan", session_id: ^id}}
    assert_received {[:spark_ex, :rpc, :stop], %{duration: duration}, %{status: :ok}}
    assert duration > 0

    {:error, error} = Session.config_get(session, "spark.no.such.key")
    assert_received {[:spark_ex, :rpc, :stop], _, %{rpc: "Config", status: :error, error: ^error}}
  end

  test "a query has its operation, its tags and its batches", %{session: session} do
    :ok = Session.add_tag(session, "nightly")
    {:ok, rows} = session |> SparkEx.range(3) |> DataFrame.collect()
    :ok = Session.clear_tags(session)

    assert_received {[:spark_ex, :rpc, :stop], _,
                     %{rpc: "ExecutePlan", operation_id: operation, tags: ["nightly"]}}

    assert length(rows) == received_rows(operation, 0)
  end

  test "no event holds the text of a query or a token", %{session: session} do
    {:ok, _rows} = session |> SparkEx.sql("SELECT 'geheim'") |> DataFrame.collect()
    refute inspect(received([]), limit: :infinity, printable_limit: :infinity) =~ "geheim"
  end

  test "a session opens and closes" do
    {:ok, session} = SparkEx.connect(url: SparkEx.TestSpark.url())
    {:ok, id} = Session.session_id(session)
    :ok = SparkEx.stop(session)
    assert_received {[:spark_ex, :session, :open], %{system_time: _}, %{session_id: ^id}}
    assert_receive {[:spark_ex, :session, :close], %{duration: _}, %{session_id: ^id}}
  end

  defp received_rows(operation, rows) do
    receive do
      {[:spark_ex, :result, :batch], %{rows: more}, %{operation_id: ^operation}} ->
        received_rows(operation, rows + more)
    after
      0 -> rows
    end
  end

  defp received(events) do
    receive do
      event -> received([event | events])
    after
      0 -> events
    end
  end
end
