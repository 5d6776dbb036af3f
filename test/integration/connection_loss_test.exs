defmodule SparkEx.Integration.ConnectionLossTest do
  @moduledoc """
  Broken connections: every row arrives exactly once, and every plan runs exactly once.
  """

  use SparkEx.SparkCase

  alias SparkEx.{Batch, CuttingProxy, TestSpark}

  @rows 1_200
  # Small batches, so that a cut may lose any of many responses.
  @conf %{"spark.sql.execution.arrow.maxRecordsPerBatch" => 50}
  # Larger than any response of these tests, so that one fits through a connection.
  @response_bytes 5_000
  # Bytes that arrive at the end of a connection may be lost on the client as well, so some
  # connections deliver nothing.
  @retry [initial_backoff: 1, backoff_multiplier: 1.5, max_backoff: 20, max_retries: 100]
  @ways [:collect, :stream, :stream_batches]
  # The smallest size that Spark takes, one that splits a batch in two, and one that splits none.
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

  # Rows in order: a lost, duplicate or misplaced row fails the comparison, as does a wrong value.
  defp expected(rows \\ @rows) do
    for id <- 0..(rows - 1) do
      [id, :sha |> :crypto.hash(to_string(id)) |> Base.encode16(case: :lower)]
    end
  end

  defp read_rows(frame, :collect), do: DataFrame.collect!(frame, as: :lists)
  defp read_rows(frame, :stream), do: frame |> DataFrame.stream(as: :lists) |> Enum.to_list()

  # A buffer of a few batches, so that the reader often waits for its consumer.
  defp read_rows(frame, :stream_batches) do
    frame
    |> DataFrame.stream_batches(buffer_bytes: 10_000)
    |> Enum.flat_map(&Batch.rows!(&1, as: :lists))
  end

  defp random_cuts(number) do
    random = :rand.seed_s(:exsss, 7)
    between = fn random -> :rand.uniform_s(2 * @response_bytes, random) end

    {lives, _random} =
      Enum.map_reduce(1..number, random, fn _at, random ->
        {extra, random} = between.(random)
        {@response_bytes + extra, random}
      end)

    lives
  end

  # The step shares no factor with response sizes, so the cuts drift through the responses.
  defp stepped_cuts(number), do: for(at <- 1..number, do: @response_bytes + rem(at * 37, 3_000))

  defp check_exact(proxy, chunk_size, lives) do
    session = session(proxy, preferred_arrow_chunk_size: chunk_size)

    for way <- @ways do
      :ok = CuttingProxy.cut_after(proxy, lives)
      assert session |> frame() |> read_rows(way) == expected()
    end

    assert CuttingProxy.cuts(proxy) >= 36
  end

  for chunk_size <- @chunk_sizes do
    test "results are exact over connections cut at random, in chunks of #{chunk_size} bytes",
         %{proxy: proxy} do
      check_exact(proxy, unquote(chunk_size), random_cuts(500))
    end

    test "results are exact over connections cut in small steps, in chunks of #{chunk_size} bytes",
         %{proxy: proxy} do
      check_exact(proxy, unquote(chunk_size), stepped_cuts(500))
    end
  end

  # Spark drops an operation that is reattached before its thread has started, which a wait of a
  # millisecond provokes. The default wait does not.
  @first_retry [initial_backoff: 50, max_retries: 100]

  describe "one cut of a short result" do
    @short 120

    # A query sends slightly more than five hundred bytes.
    for {direction, bytes} <- [down: 1..1_000//40, up: 1..500//25] do
      test "#{direction} at any of its first bytes", %{proxy: proxy} do
        session = session(proxy, retry: @first_retry)
        expected = expected(@short)

        for {bytes, way} <- Enum.zip(unquote(Macro.escape(bytes)), Stream.cycle(@ways)) do
          :ok = CuttingProxy.cut_after(proxy, [bytes], [:reset, :close], unquote(direction))

          assert session |> frame(@short) |> read_rows(way) == expected,
                 "cut after #{bytes} bytes"
        end

        assert CuttingProxy.cuts(proxy) >= 15
      end
    end
  end

  test "a command runs once wherever its connection is cut", %{proxy: proxy} do
    session = session(proxy, retry: @first_retry)
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

  test "a timeout during retries names the last failure", %{proxy: proxy} do
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

  test "calls return correct values wherever their connection is cut", %{proxy: proxy} do
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

  # The partitions arrive in sequence over a second.
  defp slow_frame(session) do
    sleep = "reflect('java.lang.Thread', 'sleep', bigint(10)) AS slept"
    session |> SparkEx.range(0, 200, 1, 20) |> DataFrame.select_expr(["id", sleep])
  end

  defp ids(frame, way), do: for([id, _slept] <- read_rows(frame, way), do: id)

  test "retries until a stopped server is back", %{proxy: proxy} do
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

  test "a stalled connection resumes where it stopped", %{proxy: proxy} do
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

  test "a stalled connection does not outlast the timeout of a call", %{proxy: proxy} do
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
      check_exact(proxy, chunk_size, Enum.drop(random_cuts(500), round))
    end

    assert CuttingProxy.cuts(proxy) > 2_000
  end
end
