defmodule SparkEx.TelemetryTest do
  use SparkEx.SparkCase

  import ExUnit.CaptureLog

  alias SparkEx.NativeLog

  @moduletag :telemetry
  @compile {:no_warn_undefined, :telemetry}

  @events [
    [:spark_ex, :rpc, :start],
    [:spark_ex, :rpc, :stop],
    [:spark_ex, :rpc, :exception],
    [:spark_ex, :result, :batch],
    [:spark_ex, :result, :progress],
    [:spark_ex, :retry, :attempt],
    [:spark_ex, :reattach, :attempt],
    [:spark_ex, :session, :open],
    [:spark_ex, :session, :close],
    [:spark_ex, :pipeline, :event]
  ]

  @stop [:spark_ex, :rpc, :stop]

  setup do
    id = {__MODULE__, make_ref()}
    :telemetry.attach_many(id, @events, &__MODULE__.forward/4, self())
    on_exit(fn -> :telemetry.detach(id) end)
  end

  def forward(event, measurements, metadata, test),
    do: send(test, {event, measurements, metadata})

  defp all(events \\ []) do
    receive do
      {[:spark_ex | _], _measurements, _metadata} = event -> all([event | events])
    after
      0 -> Enum.reverse(events)
    end
  end

  test "a call has a start and a stop, with its outcome", %{session: session} do
    {:ok, _version} = Session.spark_version(session)
    {:ok, id} = Session.session_id(session)
    assert_received {[:spark_ex, :rpc, :start], _, %{rpc: "AnalyzePlan", session_id: ^id}}
    assert_received {@stop, measurements, %{rpc: "AnalyzePlan", status: :ok} = metadata}
    assert measurements.duration > 0
    assert metadata.attempt == 0
    assert metadata.error == nil
    assert measurements.bytes > 0
    assert Map.keys(metadata) == [:attempt, :error, :rpc, :session_id, :status]

    {:error, error} = Session.config_get(session, "spark.no.such.key")
    assert_received {@stop, _, %{rpc: "Config", status: :error, error: summary}}

    assert summary == %{
             kind: Error.Remote,
             error_class: error.error_class,
             sql_state: error.sql_state,
             grpc_status: :internal
           }
  end

  test "a query has its operation, its tags, its rows and its batches", %{session: session} do
    :ok = Session.add_tag(session, "nightly")
    {:ok, rows} = session |> SparkEx.range(3) |> DataFrame.collect()
    :ok = Session.clear_tags(session)

    assert_received {@stop, measurements,
                     %{rpc: "ExecutePlan", operation_id: operation, tags: ["nightly"]}}

    assert measurements.row_count == length(rows)
    assert measurements.bytes > 0

    batches =
      for {[:spark_ex, :result, :batch], batch, %{operation_id: ^operation}} <- all(), do: batch

    assert batches |> Enum.map(& &1.row_count) |> Enum.sum() == length(rows)
    assert batches |> Enum.map(& &1.bytes) |> Enum.sum() == measurements.bytes
    for batch <- batches, do: assert(batch.rows == batch.row_count)
  end

  test "a stream has a start, and a stop when its consumer is done", %{session: session} do
    stream = session |> SparkEx.range(0, 10_000, 1, 4) |> DataFrame.stream()
    assert Enum.count(stream) == 10_000
    assert_received {[:spark_ex, :rpc, :start], _, %{rpc: "ExecutePlan", operation_id: operation}}

    # Other RPCs of the operation, such as its release, may have ended as well.
    assert_received {@stop, %{row_count: 10_000},
                     %{rpc: "ExecutePlan", operation_id: ^operation, status: :ok}}

    refute_received {@stop, _, %{rpc: "ExecutePlan", operation_id: ^operation}}

    assert Enum.take(stream, 1) == [%{"id" => 0}]
    assert_received {@stop, %{row_count: rows}, %{rpc: "ExecutePlan", status: :halted}}
    assert rows > 0

    failing = SparkEx.sql(session, "SELECT 1 / (9 - id) FROM range(10)")
    assert_raise Error.Remote, fn -> failing |> DataFrame.stream() |> Stream.run() end
    assert_received {@stop, _, %{status: :error, error: %{error_class: "DIVIDE_BY_ZERO"}}}
  end

  @tag spark_4_1: "pipelines"
  test "a pipeline has the states of its flows, without their texts", %{session: session} do
    alias SparkEx.Pipeline
    {:ok, id} = Session.session_id(session)
    pipeline = Pipeline.new(storage: "file:///storage")
    good = Pipeline.temporary_view(pipeline, "one", "SELECT 1 AS x")
    bad = Pipeline.materialized_view(good, "bad", "SELECT * FROM nowhere")

    Pipeline.dry_run(session, Pipeline.materialized_view(good, "two", "SELECT * FROM one"))
    assert {:error, %Error.Pipeline{}} = Pipeline.dry_run(session, bad)

    events = for {[:spark_ex, :pipeline, :event], time, metadata} <- all(), do: {time, metadata}
    assert [{%{system_time: time}, completed} | failed] = events
    assert is_integer(time)
    assert completed == %{session_id: id, dry: true, flow: nil, state: :completed}
    flow = "spark_catalog.default.bad"

    assert %{session_id: id, dry: true, flow: flow, state: :failed} in Enum.map(
             failed,
             &elem(&1, 1)
           )

    refute inspect(events) =~ "nowhere"
  end

  test "a session opens and closes" do
    {:ok, session} = SparkEx.connect(url: SparkEx.TestSpark.url())
    {:ok, id} = Session.session_id(session)
    :ok = SparkEx.stop(session)
    assert_received {[:spark_ex, :session, :open], %{system_time: _}, %{session_id: ^id}}

    assert_receive {[:spark_ex, :session, :close], %{duration: _},
                    %{session_id: ^id, reason: :normal}}
  end

  describe "a call that the native core makes by itself" do
    # Its events come from another process.
    defp assert_call(rpc, session_id) do
      assert_receive {[:spark_ex, :rpc, :start], %{system_time: _},
                      %{rpc: ^rpc, session_id: ^session_id}},
                     5_000

      assert_receive {@stop, measurements, %{rpc: ^rpc, session_id: ^session_id} = metadata},
                     5_000

      assert %{duration: duration, row_count: 0, bytes: _} = measurements
      assert duration > 0
      metadata
    end

    defp connect!(url) do
      {:ok, session} = SparkEx.connect(url: url)
      {:ok, id} = Session.session_id(session)
      {session, id}
    end

    test "has events: releases, error details, interrupts" do
      {session, id} = connect!(SparkEx.TestSpark.url())
      {:ok, _rows} = session |> SparkEx.range(3) |> DataFrame.collect()
      assert_received {@stop, _, %{rpc: "ExecutePlan", operation_id: operation}}

      assert %{status: :ok, operation_id: ^operation, attempt: 0, error: nil} =
               assert_call("ReleaseExecute", id)

      {:error, %Error.Remote{}} = Session.config_get(session, "spark.no.such.key")
      assert %{status: :ok} = assert_call("FetchErrorDetails", id)

      slow = SparkEx.sql(session, "SELECT reflect('java.lang.Thread', 'sleep', 60000L)")
      {:error, %Error.Transport{}} = DataFrame.collect(slow, timeout: 500)
      assert %{status: :ok, operation_id: _} = assert_call("Interrupt", id)

      :ok = Session.stop(session)
      assert %{status: :ok} = assert_call("ReleaseSession", id)
    end

    test "has events: a result that resumes on another stream" do
      {:ok, proxy} = SparkEx.CuttingProxy.start_link(SparkEx.TestSpark.url())
      {session, id} = connect!(SparkEx.CuttingProxy.url(proxy))
      text = F.repeat(F.lit("x"), F.lit(1_000))
      frame = session |> SparkEx.range(0, 20_000, 1, 4) |> DataFrame.select(text: text)
      :ok = SparkEx.CuttingProxy.cut_after(proxy, [50_000], :reset)
      assert frame |> DataFrame.stream() |> Enum.count() == 20_000

      assert_received {@stop, %{row_count: 20_000}, %{operation_id: operation} = metadata}
      assert metadata.rpc == "ExecutePlan"
      assert metadata.attempt > 0
      assert %{operation_id: ^operation} = assert_call("ReattachExecute", id)
      Session.stop(session)
    end
  end

  describe "a secret in a literal" do
    @secret "geheim-5e1c"
    @failures [
      parse: "SELEC '#{@secret}'",
      analysis: "SELECT '#{@secret}', no_such_column_#{@secret |> String.replace("-", "_")}",
      runtime: "SELECT CAST('#{@secret}' AS INT)",
      raised: "SELECT raise_error('#{@secret}')"
    ]

    for {kind, query} <- @failures do
      test "of a query with an error of kind #{kind} is in no event and no log", context do
        {:ok, log} = NativeLog.start_link(level: :trace)

        logged =
          capture_log(fn ->
            frame = SparkEx.sql(context.session, unquote(query))

            for action <- [&DataFrame.collect/1, &DataFrame.schema/1, &DataFrame.count/1],
                {:error, error} <- [action.(frame)] do
              assert %Error.Remote{} = error
              assert Exception.message(error) =~ "geheim"
            end

            catch_error(frame |> DataFrame.stream() |> Stream.run())
            GenServer.stop(log)
          end)

        refute logged =~ "geheim"
        events = all()
        assert Enum.any?(events, &match?({@stop, _, %{status: :error}}, &1))
        refute inspect(events, limit: :infinity, printable_limit: :infinity) =~ "geheim"
      end
    end

    test "of a query that succeeds is in no event", %{session: session} do
      {:ok, _rows} = session |> SparkEx.sql("SELECT '#{@secret}'") |> DataFrame.collect()
      refute inspect(all(), limit: :infinity, printable_limit: :infinity) =~ "geheim"
    end

    test "that is in an exception, an exit or a stack trace is in no event" do
      for {raise, kind, reason} <- [
            {fn -> raise @secret end, :error, RuntimeError},
            {fn -> throw({@secret, 1}) end, :throw, :other},
            {fn -> exit({:timeout, {GenServer, :call, [@secret]}}) end, :exit, :timeout},
            {fn -> apply(String, :to_integer, [@secret]) end, :error, ArgumentError},
            {fn -> apply(List, :first, [@secret]) end, :error, FunctionClauseError}
          ] do
        catch_all(fn ->
          SparkEx.Telemetry.span(%{rpc: "Config", session_id: "s"}, fn _span -> raise.() end)
        end)

        assert [_start, {[:spark_ex, :rpc, :exception], %{duration: _}, metadata}] =
                 events = all()

        assert %{kind: ^kind, reason: actual, stacktrace: [_ | _]} = metadata
        assert actual in [reason, :badarg, :function_clause]
        refute inspect(events, limit: :infinity, printable_limit: :infinity) =~ "geheim"
      end
    end

    defp catch_all(function) do
      function.()
    catch
      _kind, _reason -> :ok
    end
  end
end
