defmodule SparkEx.StreamingTest do
  use SparkEx.SparkCase, async: true

  alias SparkEx.{Streaming, StreamingQuery, StreamReader, StreamWriter, TestSpark}
  alias SparkEx.Streaming.ListenerBus
  alias SparkEx.StreamingQuery.{Progress, Started, Terminated}

  @wait 60_000

  # Each test has a session of its own, as a session has one bus.
  setup do
    {:ok, session: start_supervised!({Session, url: TestSpark.url()}, id: make_ref())}
  end

  defp start_rate!(session, options \\ []) do
    defaults = [format: :noop, trigger: [processing_time: 100]]

    session
    |> StreamReader.load(nil, format: :rate, rows_per_second: 10)
    |> StreamWriter.start!(nil, Keyword.merge(defaults, options))
  end

  defp forward(test, name) do
    receive do
      {:spark_streaming, event} -> send(test, {name, event})
    end

    forward(test, name)
  end

  defp subscriber(session, name) do
    test = self()

    spawn_link(fn ->
      :ok = Streaming.subscribe(session)
      send(test, {name, :subscribed})
      forward(test, name)
    end)
  end

  defp bus(session), do: Registry.lookup(SparkEx.Streaming.Registry, session)

  test "a subscriber gets each event once, in order", %{session: session} do
    assert :ok = Streaming.subscribe(session)
    assert :ok = Streaming.subscribe(session)
    query = start_rate!(session, query_name: "events")
    %{id: id, run_id: run_id} = query

    assert_receive {:spark_streaming, %Started{id: ^id, run_id: ^run_id, name: "events"}}, @wait

    for batch <- 0..2 do
      assert_receive {:spark_streaming, %Progress{run_id: ^run_id, batch_id: ^batch}}, @wait
    end

    StreamingQuery.stop!(query)
    assert_receive {:spark_streaming, %Terminated{run_id: ^run_id, exception: nil}}, @wait
    {:messages, messages} = Process.info(self(), :messages)
    batches = for {:spark_streaming, %Progress{batch_id: batch}} <- messages, do: batch
    assert batches == Enum.uniq(batches)
    refute Enum.any?(messages, &match?({:spark_streaming, %Started{}}, &1))
  end

  test "a failure is in the event", %{session: session} do
    assert :ok = Streaming.subscribe(session)

    session
    |> StreamReader.load(nil, format: :rate, rows_per_second: 10)
    |> DataFrame.select(F.raise_error(F.lit("no shop")))
    |> StreamWriter.start!(nil, format: :noop)

    assert_receive {:spark_streaming, %Started{run_id: run_id}}, @wait
    assert_receive {:spark_streaming, %Terminated{run_id: ^run_id, exception: text}}, @wait
    assert text =~ "no shop"
  end

  test "subscribers share a bus, and it ends with the last of them", %{session: session} do
    first = subscriber(session, :first)
    second = subscriber(session, :second)
    assert_receive {:first, :subscribed}, @wait
    assert_receive {:second, :subscribed}, @wait
    assert [{bus, _value}] = bus(session)
    monitor = Process.monitor(bus)

    query = start_rate!(session)
    assert_receive {:first, %Progress{batch_id: 1}}, @wait
    assert_receive {:second, %Progress{batch_id: 1}}, @wait

    Process.unlink(first)
    Process.exit(first, :kill)
    assert_receive {:second, %Progress{batch_id: 3}}, @wait
    assert [{^bus, _value}] = bus(session)

    Process.unlink(second)
    Process.exit(second, :kill)
    assert_receive {:DOWN, ^monitor, :process, _pid, :normal}, @wait
    # The query runs on, and a new bus can be added.
    assert StreamingQuery.active?(query)
    assert :ok = Streaming.subscribe(session)
    assert_receive {:spark_streaming, %Progress{}}, @wait
  end

  test "events that were missed are asked for after a lost stream", %{session: session} do
    assert :ok = Streaming.subscribe(session)
    query = start_rate!(session)
    run_id = query.run_id
    assert_receive {:spark_streaming, %Progress{run_id: ^run_id, batch_id: 1}}, @wait

    [{bus, _value}] = bus(session)
    reader = :sys.get_state(bus).reader
    Process.exit(reader, :kill)
    StreamingQuery.stop!(query)

    assert_receive {:spark_streaming, %Terminated{run_id: ^run_id}}, @wait
    {:messages, messages} = Process.info(self(), :messages)
    missed = for {:spark_streaming, %Progress{batch_id: batch}} <- messages, do: batch
    assert missed == Enum.uniq(missed)
    refute_receive {:spark_streaming, %Terminated{}}, 500
  end

  test "subscribers hear of the end of the session", %{session: session} do
    assert :ok = Streaming.subscribe(session)
    Session.stop(session)
    assert_receive {:spark_streaming, {:error, %Error.Session{reason: :stopped}}}, @wait
    assert {:error, %Error.Session{}} = Streaming.subscribe(session)
  end

  test "unsubscribing ends the messages", %{session: session} do
    assert :ok = Streaming.subscribe(session)
    [{bus, _value}] = bus(session)
    monitor = Process.monitor(bus)
    assert :ok = Streaming.unsubscribe(session)
    assert_receive {:DOWN, ^monitor, :process, _pid, :normal}, @wait
    start_rate!(session)
    refute_receive {:spark_streaming, _event}, 1_000
    assert :ok = ListenerBus.unsubscribe(session, self())
  end

  defmodule Counter do
    @behaviour SparkEx.StreamingQueryListener

    @impl true
    def on_query_progress(progress, test), do: send(test, {:progress, progress.batch_id})

    @impl true
    def on_query_started(_event, _test), do: raise("no luck")
  end

  test "a listener's callbacks are called, even after one has raised", %{session: session} do
    log =
      ExUnit.CaptureLog.capture_log(fn ->
        assert {:ok, listener} = Streaming.add_listener(session, Counter, self())
        start_rate!(session)
        assert_receive {:progress, 0}, @wait
        assert_receive {:progress, 1}, @wait
        assert :ok = Streaming.remove_listener(session, listener)
        assert :ok = Streaming.remove_listener(session, listener)
        refute Process.alive?(listener)
      end)

    assert log =~ "Counter.on_query_started/2 failed"
    assert {:error, %Error.Argument{}} = Streaming.add_listener(session, Enum)
    assert {:error, %Error.Argument{}} = Streaming.add_listener(session, "Counter")
  end

  test "waits for any query, and forgets those that have ended", %{session: session} do
    query = start_rate!(session)
    assert Streaming.await_any(session, timeout: 100) == {:ok, :running}
    StreamingQuery.stop!(query)
    assert Streaming.await_any(session) == {:ok, :terminated}
    assert Streaming.reset_terminated(session) == :ok
    assert Streaming.await_any(session, timeout: 100) == {:ok, :running}
  end

  test "the id of a query is a UUID", %{session: session} do
    assert {:error, %Error.Argument{}} = Streaming.get(session, :no_text)
    assert {:error, %Error.Remote{text: "Invalid UUID string: x"}} = Streaming.get(session, "x")
  end

  describe "kafka/2" do
    test "selects the value's columns and the metadata" do
      frame =
        Streaming.kafka(:spark,
          servers: ["a:9092", "b:9092"],
          topic: ["x", "y"],
          value: {:json, "id BIGINT"},
          starting_offsets: "earliest",
          options: [max_offsets_per_trigger: 10]
        )

      assert %{project: %{input: %{project: %{input: %{read: read}}}}} = frame.plan
      assert read.is_streaming

      assert read.data_source == %{
               format: "kafka",
               paths: [],
               options: %{
                 "kafka.bootstrap.servers" => "a:9092,b:9092",
                 "subscribe" => "x,y",
                 "startingOffsets" => "earliest",
                 "maxOffsetsPerTrigger" => "10"
               }
             }

      assert inspect(frame) =~
               "select(value.*, key, topic, partition, offset, timestamp)"
    end

    test "needs servers, and one of topic and pattern" do
      for {options, message} <- [
            {[topic: "t"], ~r/needs the option :servers/},
            {[servers: "s"], ~r/one of :topic and :topic_pattern/},
            {[servers: "s", topic: "t", topic_pattern: "p"], ~r/one of/},
            {[servers: "s", topic: "t", value: :json], ~r/option :value must be/},
            {[servers: "s", topc: "t"], ~r/did you mean :topic\?/}
          ] do
        assert_raise Error.Argument, message, fn -> Streaming.kafka(:spark, options) end
      end
    end
  end
end
