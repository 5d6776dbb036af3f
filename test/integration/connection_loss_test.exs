defmodule SparkEx.Integration.ConnectionLossTest do
  @moduledoc """
  Connections that break: every row comes exactly once, and every plan runs exactly once.
  """

  use SparkEx.SparkCase

  alias SparkEx.{Batch, CuttingProxy, TestSpark}

  @rows 1_200
  # Small batches, so that there are many responses to lose.
  @conf %{"spark.sql.execution.arrow.maxRecordsPerBatch" => 50}
  # More bytes than any response of these tests has, so that a connection can bring one.
  @response_bytes 5_000
  # Bytes that come together with the end of their connection may be lost on this side as well, so
  # some connections bring nothing.
  @retry [initial_backoff: 1, backoff_multiplier: 1.5, max_backoff: 20, max_retries: 100]
  @ways [:collect, :stream, :stream_batches]
  # The smallest that Spark takes, one that cuts a batch in two, and one that cuts none.
  @chunk_sizes [1_024, 2_500, 4 * 1024 * 1024]

  setup do
    {:ok, proxy: start_supervised!({CuttingProxy, TestSpark.url()})}
  end

  defp session(proxy, options \\ []) do
    options = Keyword.merge([url: CuttingProxy.url(proxy), retry: @retry], options)
    session = start_supervised!({Session, options}, id: make_ref())
    :ok = Session.config_set(session, @conf)
    session
  end

  defp frame(session, rows \\ @rows) do
    sum = F.col("id") |> Column.cast(:string) |> F.sha1() |> Column.alias_("sum")
    session |> SparkEx.range(0, rows, 1, 4) |> DataFrame.select(["id", sum])
  end

  # In the order of the rows: one that is lost, doubled or out of place shows, and so does each value.
  defp expected(rows \\ @rows) do
    for id <- 0..(rows - 1) do
      [id, :sha |> :crypto.hash(to_string(id)) |> Base.encode16(case: :lower)]
    end
  end

  defp taken(frame, :collect), do: DataFrame.collect!(frame, as: :lists)
  defp taken(frame, :stream), do: frame |> DataFrame.stream(as: :lists) |> Enum.to_list()

  # With a buffer that holds a few batches, so that the reader often waits for its consumer.
  defp taken(frame, :stream_batches) do
    frame
    |> DataFrame.stream_batches(buffer_bytes: 10_000)
    |> Enum.flat_map(&Batch.rows!(&1, as: :lists))
  end

  defp lives_at_random(number) do
    random = :rand.seed_s(:exsss, 7)
    between = fn random -> :rand.uniform_s(2 * @response_bytes, random) end

    {lives, _random} =
      Enum.map_reduce(1..number, random, fn _at, random ->
        {extra, random} = between.(random)
        {@response_bytes + extra, random}
      end)

    lives
  end

  # In steps that have nothing in common with the sizes of responses, so that cuts wander through them.
  defp lives_in_steps(number), do: for(at <- 1..number, do: @response_bytes + rem(at * 37, 3_000))

  defp check_exact(proxy, chunk_size, lives) do
    session = session(proxy, preferred_arrow_chunk_size: chunk_size)

    for way <- @ways do
      :ok = CuttingProxy.cut_after(proxy, lives)
      assert session |> frame() |> taken(way) == expected()
    end

    assert CuttingProxy.cuts(proxy) >= 36
  end

  for chunk_size <- @chunk_sizes do
    test "results are exact over connections cut at random, in chunks of #{chunk_size} bytes",
         %{proxy: proxy} do
      check_exact(proxy, unquote(chunk_size), lives_at_random(500))
    end

    test "results are exact over connections cut in small steps, in chunks of #{chunk_size} bytes",
         %{proxy: proxy} do
      check_exact(proxy, unquote(chunk_size), lives_in_steps(500))
    end
  end

  describe "one cut of a short result" do
    @short 120

    # A query sends little more than five hundred bytes.
    for {direction, bytes} <- [down: 1..1_000//40, up: 1..500//25] do
      test "#{direction} at any of its first bytes", %{proxy: proxy} do
        session = session(proxy)
        expected = expected(@short)

        for {bytes, way} <- Enum.zip(unquote(Macro.escape(bytes)), Stream.cycle(@ways)) do
          :ok = CuttingProxy.cut_after(proxy, [bytes], [:reset, :close], unquote(direction))
          assert session |> frame(@short) |> taken(way) == expected, "cut after #{bytes} bytes"
        end

        assert CuttingProxy.cuts(proxy) >= 15
      end
    end
  end

  test "a command runs once, wherever its connection is cut", %{proxy: proxy} do
    session = session(proxy)
    table = "connection_loss_#{System.unique_integer([:positive])}"
    SparkEx.execute!(session, "CREATE TABLE #{table} (run INT) USING parquet")
    cuts = for direction <- [:down, :up], bytes <- 1..600//100, do: {direction, bytes}

    for {{direction, bytes}, run} <- Enum.with_index(cuts) do
      :ok = CuttingProxy.cut_after(proxy, [bytes], [:reset, :close], direction)
      assert {:ok, _frame} = SparkEx.execute(session, "INSERT INTO #{table} VALUES (#{run})")
    end

    :ok = CuttingProxy.heal(proxy)
    rows = session |> SparkEx.table(table) |> DataFrame.collect!(as: :lists)
    assert Enum.sort(rows) == for(run <- 0..(length(cuts) - 1), do: [run])
    assert CuttingProxy.cuts(proxy) >= 10
    SparkEx.execute!(session, "DROP TABLE #{table}")
  end

  test "a timeout while the server can't be reached tells what failed", %{proxy: proxy} do
    session = session(proxy, retry: [initial_backoff: 100, max_backoff: 100, max_retries: 100])
    :ok = CuttingProxy.refuse(proxy, 5_000)
    :ok = CuttingProxy.cut(proxy)

    assert {:error, %Error.Transport{reason: :timeout} = error} =
             session |> frame() |> DataFrame.collect(timeout: 1_000)

    message = Exception.message(error)
    assert message =~ "no answer from ExecutePlan within 1000 ms; the last attempt failed: "
    assert message =~ "refused"
    assert message =~ "is a Spark Connect server running there"
    refute message =~ "raise the option"
  end

  test "calls are answered rightly, wherever their connection is cut", %{proxy: proxy} do
    session = session(proxy)

    for bytes <- 1..1_000//25, direction <- [:down, :up] do
      :ok = CuttingProxy.cut_after(proxy, [bytes], [:reset, :close], direction)
      assert :ok = Session.config_set(session, "spark.connection_loss", bytes)
      value = to_string(bytes)
      assert {:ok, ^value} = Session.config_get(session, "spark.connection_loss")
      assert {:ok, {:struct, fields}} = session |> frame() |> DataFrame.schema()
      assert Enum.map(fields, & &1.name) == ["id", "sum"]
    end

    assert CuttingProxy.cuts(proxy) >= 40
  end

  # Its partitions come one after the other, a second in all.
  defp slow_frame(session) do
    sleep = "reflect('java.lang.Thread', 'sleep', bigint(10)) AS slept"
    session |> SparkEx.range(0, 200, 1, 20) |> DataFrame.select_expr(["id", sleep])
  end

  defp ids(frame, way), do: for([id, _slept] <- taken(frame, way), do: id)

  test "a server that is away for a while is waited for", %{proxy: proxy} do
    session = session(proxy)

    for way <- @ways do
      query = Task.async(fn -> session |> slow_frame() |> ids(way) end)

      for _time <- 1..4 do
        Process.sleep(150)
        :ok = CuttingProxy.refuse(proxy, 50)
        :ok = CuttingProxy.cut(proxy)
      end

      assert Task.await(query, :infinity) == Enum.to_list(0..199)
    end

    assert CuttingProxy.cuts(proxy) >= 9
  end

  test "a connection that stalls goes on where it stopped", %{proxy: proxy} do
    session = session(proxy)

    for way <- @ways do
      query = Task.async(fn -> session |> slow_frame() |> ids(way) end)

      for _time <- 1..3 do
        Process.sleep(150)
        :ok = CuttingProxy.stall(proxy)
        Process.sleep(150)
        :ok = CuttingProxy.resume(proxy)
      end

      assert Task.await(query, :infinity) == Enum.to_list(0..199)
    end

    assert CuttingProxy.opened(proxy) == 1
  end

  test "a stalled connection does not outlast the time limit of a call", %{proxy: proxy} do
    frame = proxy |> session() |> SparkEx.range(3)
    :ok = CuttingProxy.stall(proxy)
    assert {:error, %Error.Transport{reason: :timeout}} = DataFrame.schema(frame, timeout: 200)
    :ok = CuttingProxy.resume(proxy)
    assert {:ok, {:struct, [%{name: "id"}]}} = DataFrame.schema(frame)
  end

  @tag :long
  @tag timeout: :infinity
  test "results are exact over thousands of cuts", %{proxy: proxy} do
    for round <- 1..20, chunk_size <- @chunk_sizes do
      check_exact(proxy, chunk_size, Enum.drop(lives_at_random(500), round))
    end

    assert CuttingProxy.cuts(proxy) > 2_000
  end
end
