defmodule SparkEx.Streaming.BatchesTest do
  use SparkEx.SparkCase, async: false

  import SparkEx.Eventually, only: [eventually: 1]

  alias SparkEx.Native
  alias SparkEx.Streaming.{BatchViews, ForeachBatch}
  alias SparkEx.{Streaming, StreamingQuery, StreamReader, StreamWriter, TestSpark}

  @moduletag :tmp_dir

  # Files of one row, each a micro-batch.
  defp rows(session, dir, count \\ 5) do
    for id <- 1..count, do: add_row(dir, id)
    schema = [schema: "id BIGINT", max_files_per_trigger: 1]
    StreamReader.json(session, Path.join(dir, "landing"), schema)
  end

  defp add_row(dir, id) do
    path = Path.join([dir, "landing", "#{id}.json"])
    File.mkdir_p!(Path.dirname(path))
    File.write!(path, ~s({"id": #{id}}\n))
    # Files are read in the order of their modification.
    File.touch!(path, 1_700_000_000 + id)
  end

  defp checkpoint(dir), do: Path.join(dir, "checkpoint")
  defp ids(frame), do: frame |> DataFrame.collect!() |> Enum.map(& &1["id"])

  defp options(dir), do: [checkpoint: checkpoint(dir), trigger: :available_now]

  defp views(session) do
    views = SparkEx.sql(session, "SHOW VIEWS IN global_temp")
    views |> DataFrame.collect!() |> Enum.map(& &1["viewName"])
  end

  # Queries of other sessions also have views.
  defp views(session, dir) do
    family = dir |> checkpoint() |> BatchViews.family()
    session |> views() |> Enum.filter(&String.starts_with?(&1, family))
  end

  describe "batches/2" do
    test "yields each micro-batch once", %{session: session, tmp_dir: dir} do
      frame = rows(session, dir)

      batches =
        frame |> Streaming.batches(options(dir)) |> Enum.map(fn {id, f} -> {id, ids(f)} end)

      assert batches == [{0, [1]}, {1, [2]}, {2, [3]}, {3, [4]}, {4, [5]}]

      add_row(dir, 6)

      batches =
        frame |> Streaming.batches(options(dir)) |> Enum.map(fn {id, f} -> {id, ids(f)} end)

      assert batches == [{5, [6]}]
    end

    test "yields the last micro-batch again where the consumer stopped",
         %{session: session, tmp_dir: dir} do
      batches = session |> rows(dir) |> Streaming.batches(options(dir))

      assert_raise RuntimeError, "no luck", fn ->
        Enum.each(batches, fn {id, _frame} -> if id == 1, do: raise("no luck") end)
      end

      assert batches |> Stream.map(fn {id, _frame} -> id end) |> Enum.take(2) == [1, 2]
      assert Enum.map(batches, fn {id, _frame} -> id end) == [2, 3, 4]
      assert Streaming.active!(session) |> Enum.filter(&(&1.name == nil)) == []
      assert views(session, dir) == []
    end

    test "raises the exception of the query", %{session: session, tmp_dir: dir} do
      frame = session |> rows(dir) |> DataFrame.select(F.raise_error(F.lit("no shop")))

      assert_raise Error.Remote, ~r/no shop/, fn ->
        frame
        |> Streaming.batches(options(dir))
        |> Enum.each(fn {_id, frame} -> DataFrame.collect!(frame) end)
      end
    end

    test(
      "waits for a slow consumer and leaves nothing behind",
      %{session: session, tmp_dir: dir},
      do: check_resources(session, dir, 20)
    )

    @tag :long
    @tag timeout: :infinity
    test("runs a thousand micro-batches in constant memory", %{session: session, tmp_dir: dir},
      do: check_resources(session, dir, 1_000)
    )

    defp check_resources(session, dir, count) do
      batches = session |> rows(dir, count) |> Streaming.batches(options(dir))
      # Loads the code. The last of them is processed again.
      enumerate(session, Stream.take(batches, 3))
      before = resources()
      atoms = :erlang.system_info(:atom_count)
      {[{first, frame} | _] = yielded, memory} = enumerate(session, batches)

      assert Enum.map(yielded, &elem(&1, 0)) == Enum.to_list(first..(count - 1))
      assert first in 2..3
      # In bytes. Each micro-batch leaves its memory in the result.
      assert List.last(memory) - hd(memory) < 10_000_000
      assert published(session, frame, "") == []
      assert eventually(fn -> grown(before) == [] end), inspect(grown(before))
      # Code that is loaded late has a few atoms.
      assert :erlang.system_info(:atom_count) - atoms < count
    end

    # A slow consumer, which finds no batch published but its own.
    defp enumerate(session, batches) do
      batches
      |> Enum.map(fn {number, frame} ->
        if rem(number, 10) == 0, do: Process.sleep(300)
        assert ids(frame) == [number + 1]
        assert [batch] = published(session, frame, "batch")
        assert batch =~ ~r/_batch_#{number}$/
        {{number, frame}, memory()}
      end)
      |> Enum.unzip()
    end

    defp grown(before) do
      for {kind, now} <- resources(), now > before[kind], do: {kind, now - before[kind]}
    end

    # The views of the enumeration that yielded the frame.
    defp published(session, %{plan: %{read: %{named_table: %{unparsed_identifier: name}}}}, kind) do
      [prefix | _number] =
        name |> String.replace_prefix("global_temp.", "") |> String.split("batch_")

      for view <- views(session), String.starts_with?(view, prefix <> kind), do: view
    end

    defp memory do
      :erlang.garbage_collect()
      :erlang.memory(:total)
    end

    defp resources do
      :erlang.garbage_collect()

      Map.merge(Native.resource_counts(), %{
        processes: :erlang.system_info(:process_count),
        tables: :erlang.system_info(:ets_count)
      })
    end

    test "needs a checkpoint" do
      assert_raise Error.Argument, ~r/needs the option :checkpoint/, fn ->
        :spark |> StreamReader.table("t") |> Streaming.batches([])
      end
    end
  end

  describe "available_now_batches/2" do
    test "yields the new rows of each turn", %{session: session, tmp_dir: dir} do
      options = [checkpoint: checkpoint(dir), path: Path.join(dir, "staging")]
      batches = session |> rows(dir) |> Streaming.available_now_batches(options)

      assert [{path, [1, 2, 3, 4, 5]}] =
               Enum.map(batches, fn {path, f} -> {path, f |> ids() |> Enum.sort()} end)

      assert path =~ dir
      assert Enum.to_list(batches) == []
      add_row(dir, 6)
      assert [[6]] = Enum.map(batches, fn {_path, frame} -> ids(frame) end)
    end

    test "yields an empty frame where all rows are dropped", %{session: session, tmp_dir: dir} do
      options = [checkpoint: checkpoint(dir), path: Path.join(dir, "staging")]
      frame = session |> rows(dir) |> DataFrame.filter("rand() > 2")
      batches = Streaming.available_now_batches(frame, options)
      assert [[]] = Enum.map(batches, fn {_path, frame} -> ids(frame) end)
    end
  end

  describe "StreamWriter.foreach_batch/3" do
    defp start!(frame, dir, function, options \\ []) do
      frame
      |> StreamWriter.foreach_batch(function, options)
      |> StreamWriter.start!(nil,
        checkpoint_location: checkpoint(dir),
        trigger: :available_now
      )
    end

    test "calls the function with each micro-batch, however slow", %{
      session: session,
      tmp_dir: dir
    } do
      test = self()

      function = fn frame, id ->
        if id == 0, do: Process.sleep(4_000)
        send(test, {id, ids(frame)})
      end

      query = session |> rows(dir) |> start!(dir, function, client_timeout: 2_000)
      assert {:ok, :terminated} = StreamingQuery.await(query)
      for id <- 0..4, do: assert_received({^id, [_row]})
      refute_received {_id, _rows}
    end

    @tag capture_log: true
    test "fails the query with the function's error, and begins there again",
         %{session: session, tmp_dir: dir} do
      frame = rows(session, dir)
      test = self()

      function = fn _frame, id ->
        send(test, {:called, id})
        if id == 2, do: raise("no \"luck\"")
      end

      for _start <- 1..2 do
        query = start!(frame, dir, function)
        assert {:error, %Error.Remote{} = error} = StreamingQuery.await(query)
        assert Exception.message(error) =~ ~s|(RuntimeError) no "luck"|
      end

      called = for _call <- 1..4, do: assert_receive({:called, _id})
      assert Enum.map(called, &elem(&1, 1)) == [0, 1, 2, 2]
      refute_received {:called, _id}
    end

    @tag capture_log: true
    test "failures are what is raised, thrown and returned as an error" do
      for {function, text} <- [
            {fn -> raise "no luck" end, "** (RuntimeError) no luck"},
            {fn -> throw(:ball) end, "** (throw) :ball"},
            {fn -> exit(:now) end, "** (exit) :now"},
            {fn -> {:error, %Error.Argument{message: "no table"}} end, "no table"},
            {fn -> {:error, :enoent} end, ":enoent"},
            {fn -> :error end, "the function returned :error"},
            {fn -> {:ok, 1} end, nil},
            {fn -> nil end, nil}
          ] do
        assert ForeachBatch.failure(fn _frame, 3 -> function.() end, :frame, 3) == text
      end
    end

    test "ends when the query is stopped", %{session: session} do
      test = self()

      query =
        session
        |> StreamReader.load(nil, format: :rate, rows_per_second: 10)
        |> StreamWriter.foreach_batch(fn _frame, id -> send(test, {self(), id}) end)
        |> StreamWriter.start!()

      assert_receive {pid, 0}, 60_000
      monitor = Process.monitor(pid)
      assert :ok = StreamingQuery.stop(query)
      assert_receive {:DOWN, ^monitor, :process, _pid, :normal}, 60_000
    end

    # Kills the process that has received a micro-batch, once the server has its heartbeat.
    defp kill_in_batch(session, dir, options) do
      test = self()

      function = fn _frame, id ->
        send(test, {self(), id})
        Process.sleep(:infinity)
      end

      query = session |> rows(dir) |> start!(dir, function, options)
      assert_receive {pid, 0}, 60_000
      assert eventually(fn -> session |> views(dir) |> Enum.any?(&(&1 =~ "_alive")) end)
      Process.exit(pid, :kill)
      query
    end

    test "fails the query when this side is gone", %{session: session, tmp_dir: dir} do
      query = kill_in_batch(session, dir, client_timeout: 2_000)
      assert {:error, %Error.Remote{} = error} = StreamingQuery.await(query)
      assert Exception.message(error) =~ "the client has not answered for 2 seconds"
      assert views(session, dir) == []
    end

    test "drops the views of a client that was killed", %{session: session, tmp_dir: dir} do
      kill_in_batch(session, dir, client_timeout: 20_000)
      query = session |> rows(dir) |> start!(dir, fn _frame, _id -> :ok end)
      assert {:ok, :terminated} = StreamingQuery.await(query)
      assert views(session, dir) == []
    end

    test "allows no format" do
      frame = :spark |> StreamReader.table("t") |> StreamWriter.foreach_batch(fn _, _ -> :ok end)
      assert {:error, %Error.Argument{}} = StreamWriter.start(frame, nil, format: :noop)

      assert_raise Error.Argument, ~r/takes a function of a frame/, fn ->
        StreamWriter.foreach_batch(frame, fn -> :ok end)
      end
    end

    test "returns an error where the session is stopped" do
      session = start_supervised!({Session, url: TestSpark.url()}, id: make_ref())
      frame = StreamReader.load(session, nil, format: :rate)
      Session.stop(session)
      writer = StreamWriter.foreach_batch(frame, fn _frame, _id -> :ok end)
      assert {:error, %Error.Session{reason: :stopped}} = StreamWriter.start(writer)
    end
  end

  describe "StreamWriter.foreach/2" do
    test "calls a Python function with each row", %{session: session, tmp_dir: dir} do
      path = Path.join(dir, "rows")

      function = """
      def write(row):
          with open(#{inspect(path)}, "a") as file:
              file.write("%d " % row.id)
      """

      query =
        session
        |> rows(dir)
        |> StreamWriter.foreach(function)
        |> StreamWriter.start!(nil, trigger: :available_now)

      assert {:ok, :terminated} = StreamingQuery.await(query)
      assert File.read!(path) == "1 2 3 4 5 "
    end

    test "calls the methods of an object", %{session: session, tmp_dir: dir} do
      path = Path.join(dir, "calls")

      object = """
      (exec('''
      class Writer:
          def note(self, text):
              with open("#{path}", "a") as file:
                  file.write(text + " ")
          def open(self, partition_id, epoch_id):
              self.note("open %d" % epoch_id)
              return True
          def process(self, row):
              self.note("row %d" % row.id)
          def close(self, error):
              self.note("close %s" % error)
      ''', scope := {}), scope["Writer"]())[1]
      """

      query =
        session
        |> rows(dir)
        |> StreamWriter.foreach(object)
        |> StreamWriter.start!(nil, trigger: :available_now)

      assert {:ok, :terminated} = StreamingQuery.await(query)
      assert File.read!(path) =~ "open 1 row 2 close None"
    end
  end
end
