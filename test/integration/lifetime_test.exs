defmodule SparkEx.Integration.LifetimeTest do
  @moduledoc """
  Resources of queries and sessions: all are released here and on the server, however a query
  ends, and memory does not grow with the number of queries.
  """

  use SparkEx.SparkCase

  @compile {:no_warn_undefined, [Explorer.DataFrame, Explorer.Series]}

  alias SparkEx.{Batch, Native, TestSpark}

  @streams 100
  @rows 10_000
  @sum div(@rows * (@rows - 1), 2)

  defp open do
    session = start_supervised!({Session, url: TestSpark.url()}, id: make_ref())
    :ok = Session.config_set(session, "spark.sql.execution.arrow.maxRecordsPerBatch", 500)
    session
  end

  defp frame(session), do: SparkEx.range(session, 0, @rows, 1, 2)

  # A buffer smaller than the result, so that readers wait for their consumers.
  defp sum(session, killed_at \\ :infinity) do
    stream = session |> frame() |> DataFrame.stream(as: :lists, buffer_bytes: 16_000)

    stream
    |> Stream.with_index(1)
    |> Enum.reduce(0, fn {[id], row}, sum ->
      if row == killed_at, do: Process.exit(self(), :kill)
      sum + id
    end)
  end

  # Resources that are alive after garbage collection.
  defp alive do
    :erlang.garbage_collect()
    Map.put(Native.resource_counts(), :processes, :erlang.system_info(:process_count))
  end

  defp assert_back_to(before, seconds \\ 15) do
    deadline = System.monotonic_time(:millisecond) + seconds * 1_000
    poll_until_back(before, deadline)
  end

  defp poll_until_back(before, deadline) do
    now = alive()
    left = for {kind, count} <- now, count > before[kind], do: {kind, count - before[kind]}

    cond do
      left == [] ->
        :ok

      System.monotonic_time(:millisecond) > deadline ->
        flunk("resources still alive: #{inspect(left)}")

      true ->
        Process.sleep(50)
        poll_until_back(before, deadline)
    end
  end

  describe "many concurrent streams with callers killed at random" do
    test "deliver exact results to the others and leave nothing behind" do
      session = open()
      assert sum(session) == @sum
      before = alive()
      :rand.seed(:exsss, 11)

      # Every other caller is killed after a random number of rows.
      fates =
        for stream <- 1..@streams,
            do: if(rem(stream, 2) == 0, do: :rand.uniform(@rows), else: :infinity)

      tasks = for fate <- fates, do: spawn_monitor(fn -> exit({:sum, sum(session, fate)}) end)
      ended = for {_pid, monitor} <- tasks, do: reason(monitor)

      assert Enum.frequencies(ended) == %{
               {:sum, @sum} => div(@streams, 2),
               :killed => div(@streams, 2)
             }

      assert_back_to(before)
      assert Session.interrupt_all(session) == {:ok, []}
      assert sum(session) == @sum
    end

    defp reason(monitor) do
      receive do
        {:DOWN, ^monitor, :process, _pid, reason} -> reason
      after
        60_000 -> flunk("a stream hangs")
      end
    end
  end

  test "queries that end in every possible way leave nothing behind" do
    session = open()
    assert sum(session) == @sum
    before = alive()
    rows = DataFrame.stream(frame(session), as: :lists, buffer_bytes: 1_000)

    for _time <- 1..5 do
      assert Enum.take(rows, 3) == [[0], [1], [2]]
      assert_raise RuntimeError, fn -> Enum.each(rows, fn _row -> raise "enough" end) end
      assert catch_throw(Enum.each(rows, fn _row -> throw(:enough) end)) == :enough
      assert %Error.Transport{reason: :timeout} = late(session)
      task = Task.async(fn -> Enum.each(rows, fn _row -> Process.sleep(10) end) end)
      Process.sleep(50)
      assert Task.shutdown(task, :brutal_kill) == nil
    end

    assert_back_to(before)
    assert Session.interrupt_all(session) == {:ok, []}
  end

  defp late(session) do
    sleeping = DataFrame.select_expr(frame(session), ["reflect('java.lang.Thread', 'sleep', id)"])
    {:error, exception} = DataFrame.collect(sleeping, timeout: 100)
    exception
  end

  describe "frames" do
    defp native_frame(batch) do
      native = Native.frame_new(:native, :error)
      :ok = Native.frame_push(native, batch)
      native
    end

    test "are freed after a handover, as are streams that nobody reads" do
      {:ok, %{native: batch}} = open() |> frame() |> DataFrame.to_arrow!() |> Batch.from_ipc()
      before = alive()

      for _time <- 1..10 do
        native = native_frame(batch)
        assert {:ok, _stream, address} = Native.frame_to_c_stream(native)
        assert is_integer(address)
        assert {:error, {:decode, _fields}} = Native.frame_to_c_stream(native)
        assert {:error, {:decode, _fields}} = Native.frame_to_ipc(native)
        assert {:ok, stream, _address} = batch |> native_frame() |> Native.frame_to_c_stream()
        assert Native.c_stream_release(stream) == :ok
        assert Native.c_stream_release(stream) == :ok
      end

      assert_back_to(before)
    end

    @tag :explorer
    test "leave nothing native after Explorer took them or died" do
      frame = frame(open())
      assert {:ok, _frame} = DataFrame.to_explorer(frame)
      before = alive()

      for way <- [:c_stream, :ipc, :file] do
        assert {:ok, explorer} = DataFrame.to_explorer(frame, via: way)
        assert Explorer.Series.sum(explorer["id"]) == @sum
        assert {:error, %Error.LimitExceeded{}} = DataFrame.to_explorer(frame, max_rows: 600)

        killed = spawn_monitor(fn -> DataFrame.to_explorer(frame, progress: &killed_by/1) end)
        assert reason(elem(killed, 1)) in [:killed, :normal]
      end

      assert_back_to(before)
    end

    defp killed_by(_progress), do: Process.exit(self(), :kill)
  end

  test "stopped and killed sessions leave nothing behind" do
    before = alive()

    for way <- [:stop, :kill, :stop, :kill] do
      {:ok, session} = SparkEx.connect(url: TestSpark.url())
      assert sum(session) == @sum
      Process.unlink(session)
      if way == :stop, do: Session.stop(session), else: Process.exit(session, :kill)
    end

    assert_back_to(before)
  end

  # Enough to detect a leak, and short enough for every run.
  test "memory does not grow over many queries" do
    check_memory(120, 24)
  end

  @tag :long
  @tag timeout: :infinity
  test "memory does not grow over an hour of queries" do
    check_memory(50_000, 48)
  end

  # The first rounds fill caches and arenas. Memory must not grow with the number of later rounds.
  defp check_memory(rounds, megabytes) do
    session = open()
    run(session, 60)
    {erlang, resident} = memory()
    run(session, rounds)
    {erlang_after, resident_after} = memory()
    limit = megabytes * 1024 * 1024
    assert erlang_after - erlang < limit
    assert resident_after - resident < limit
  end

  defp run(session, rounds) do
    for round <- 1..rounds do
      assert [[^round]] =
               session |> SparkEx.range(round, round + 1) |> DataFrame.collect!(as: :lists)

      if rem(round, 5) == 0, do: assert(sum(session) == @sum)

      if rem(round, 5) == 1,
        do: assert([[0]] = session |> frame() |> DataFrame.stream(as: :lists) |> Enum.take(1))
    end
  end

  defp memory do
    for pid <- Process.list(), do: :erlang.garbage_collect(pid)
    {:erlang.memory(:total), resident()}
  end

  # The operating system also counts native memory.
  defp resident do
    {kilobytes, 0} = System.cmd("ps", ["-o", "rss=", "-p", System.pid()])
    kilobytes |> String.trim() |> String.to_integer() |> Kernel.*(1024)
  end
end
