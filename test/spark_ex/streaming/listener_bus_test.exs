defmodule SparkEx.Streaming.ListenerBusTest do
  # Each living subscriber receives each event exactly once, whatever happens to the stream.
  use SparkEx.SparkCase, async: true

  import SparkEx.Eventually, only: [eventually: 1]

  alias SparkEx.{
    CuttingProxy,
    EventLog,
    LocalServer,
    Streaming,
    StreamingQuery,
    StreamReader,
    StreamWriter,
    TestSpark
  }

  @moduletag capture_log: true

  defp session(options), do: start_supervised!({Session, options}, id: make_ref())

  defp start_rate!(session) do
    session
    |> StreamReader.load(nil, format: :rate, rows_per_second: 10)
    |> StreamWriter.start!(nil, format: :noop, trigger: [processing_time: 200])
  end

  # The start, consecutive micro-batches and the end.
  defp complete?([:started | rest]) do
    {batches, rest} = Enum.split_while(rest, &is_integer/1)
    rest == [:terminated] and batches == Enum.take(0..1_000, length(batches))
  end

  defp complete?(_run), do: false

  defp last_batch(log, query) do
    log |> EventLog.run(query.run_id) |> Enum.filter(&is_integer/1) |> Enum.max(fn -> -1 end)
  end

  defp await_batches(logs, query, count) do
    for log <- logs do
      target = last_batch(log, query) + count
      assert eventually(fn -> last_batch(log, query) >= target end)
    end
  end

  defp stop!(logs, query) do
    StreamingQuery.stop!(query)

    for log <- logs,
        do: assert(eventually(fn -> :terminated in EventLog.run(log, query.run_id) end))
  end

  test "connections are cut" do
    proxy = start_supervised!({CuttingProxy, TestSpark.url()})
    session = session(url: CuttingProxy.url(proxy))
    logs = for _log <- 1..2, do: EventLog.start!(session)
    query = start_rate!(session)

    for cut <- [:reset, :close, :reset] do
      await_batches(logs, query, 1)
      :ok = CuttingProxy.cut(proxy, cut)
    end

    await_batches(logs, query, 2)
    :ok = CuttingProxy.cut_after(proxy, [400, 3_000, 2_000, 4_000])
    await_batches(logs, query, 4)
    :ok = CuttingProxy.refuse(proxy, 1_000)
    :ok = CuttingProxy.cut(proxy)
    await_batches(logs, query, 2)
    stop!(logs, query)

    assert CuttingProxy.cuts(proxy) > 5
    for log <- logs, do: assert(complete?(EventLog.run(log, query.run_id)))
  end

  test "a subscription that fails ends no other" do
    proxy = start_supervised!({CuttingProxy, TestSpark.url()})
    session = session(url: CuttingProxy.url(proxy), retry: [max_retries: 1, max_backoff: 10])
    log = EventLog.start!(session)
    query = start_rate!(session)
    await_batches([log], query, 1)

    :ok = CuttingProxy.refuse(proxy, 3_000)
    :ok = CuttingProxy.cut(proxy)
    [{bus, _value}] = Registry.lookup(SparkEx.Streaming.Registry, session)
    assert eventually(fn -> :sys.get_state(bus).lost end)
    assert {:error, %Error.Transport{}} = Streaming.subscribe(session)

    await_batches([log], query, 2)
    stop!([log], query)
    assert complete?(EventLog.run(log, query.run_id))
    refute_received {:spark_streaming, _event}
    assert :ok = Streaming.subscribe(session)
  end

  test "the stream is lost while a query starts, runs and ends" do
    session = session(url: TestSpark.url())
    log = EventLog.start!(session)
    [{bus, _value}] = Registry.lookup(SparkEx.Streaming.Registry, session)
    running = start_rate!(session)
    await_batches([log], running, 1)

    Process.exit(:sys.get_state(bus).reader, :kill)
    meanwhile = start_rate!(session)
    StreamingQuery.stop!(running)
    await_batches([log], meanwhile, 2)
    stop!([log], meanwhile)
    for query <- [running, meanwhile], do: assert(complete?(EventLog.run(log, query.run_id)))
  end

  test "queries are stopped while the stream is added again" do
    session = session(url: TestSpark.url())
    log = EventLog.start!(session)
    [{bus, _value}] = Registry.lookup(SparkEx.Streaming.Registry, session)

    # Without pauses between micro-batches, a stop meets one that ends.
    queries =
      for _query <- 1..6 do
        session
        |> StreamReader.load(nil, format: "rate-micro-batch", rows_per_batch: 5)
        |> StreamWriter.start!(nil, format: :noop)
      end

    for query <- queries, do: await_batches([log], query, 1)
    killed = :sys.get_state(bus).reader
    Process.exit(killed, :kill)
    assert eventually(fn -> :sys.get_state(bus).reader not in [nil, killed] end)

    queries
    |> Task.async_stream(&StreamingQuery.stop!/1, max_concurrency: 6, timeout: :infinity)
    |> Stream.run()

    for query <- queries do
      assert eventually(fn -> :terminated in EventLog.run(log, query.run_id) end)
    end

    # The next query's events come after all that the stopped ones left behind.
    next = start_rate!(session)
    await_batches([log], next, 2)
    stop!([log], next)
    for query <- [next | queries], do: assert(complete?(EventLog.run(log, query.run_id)))
  end

  test "twenty queries run at once, and a subscriber dies" do
    session = session(url: TestSpark.url())
    [dying | logs] = for _log <- 1..3, do: EventLog.start!(session)

    queries =
      1..20
      |> Task.async_stream(
        fn number ->
          if number == 10, do: Process.exit(dying, :kill)

          session
          |> StreamReader.load(nil, format: "rate-micro-batch", rows_per_batch: 5)
          |> StreamWriter.start!(nil, format: :noop, trigger: :once)
        end,
        max_concurrency: 20,
        timeout: :infinity
      )
      |> Enum.map(fn {:ok, query} -> query end)

    for query <- queries, log <- logs do
      assert eventually(fn -> :terminated in EventLog.run(log, query.run_id) end)
      assert EventLog.run(log, query.run_id) == [:started, 0, :terminated]
    end
  end

  describe "on a server of its own" do
    @describetag :local_spark

    # The server ends a stream after this time, and the client reattaches.
    @conf %{"spark.connect.execute.reattachable.senderMaxStreamDuration" => "500ms"}

    defp start_server(port) do
      options = [port: port, master: "local[2]", driver_memory: "700m", timeout: 240_000]
      start_supervised!({LocalServer, [conf: @conf] ++ options}, id: :server)
    end

    test "streams end in time, and the server restarts" do
      url = LocalServer.url(start_server(0))
      retry = [max_retries: 1_000, max_backoff: 500]
      kept = session(url: url, retry: retry, reconnect: true)
      lost = session(url: url, retry: retry)
      log = EventLog.start!(kept)
      other = EventLog.start!(lost)
      query = start_rate!(kept)
      await_batches([log], query, 6)
      stop!([log], query)
      assert complete?(EventLog.run(log, query.run_id))

      query = start_rate!(kept)
      await_batches([log], query, 1)
      stop_supervised!(:server)
      start_server(URI.parse(url).port)

      assert eventually(fn -> :terminated in EventLog.run(log, query.run_id) end)
      assert complete?(EventLog.run(log, query.run_id))
      assert eventually(fn -> match?([%Error.Session{}], EventLog.errors(other)) end)

      query = start_rate!(kept)
      await_batches([log], query, 1)
      stop!([log], query)
      assert complete?(EventLog.run(log, query.run_id))
      assert EventLog.errors(log) == []
    end
  end
end
