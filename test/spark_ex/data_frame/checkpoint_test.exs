defmodule SparkEx.DataFrame.CheckpointTest do
  use SparkEx.SparkCase

  import SparkEx.Eventually, only: [eventually: 1]

  alias SparkEx.{LocalServer, Native, Writer}

  # Each run computes new values, so a test can recognize kept rows.
  defp random(session), do: session |> SparkEx.range(5) |> DataFrame.select(x: F.expr("uuid()"))

  # The same relation without the reference that keeps it on the server.
  defp bare(frame), do: DataFrame.new(frame.session, Map.delete(frame.plan, :common))

  defp gone?(frame) do
    match?({:error, %Error.Remote{}}, frame |> bare() |> DataFrame.collect())
  end

  test "keeps the rows", %{session: session} do
    frame = session |> random() |> DataFrame.local_checkpoint!()
    assert inspect(frame) == "#SparkEx.DataFrame<checkpoint>"
    rows = DataFrame.collect!(frame)
    assert DataFrame.collect!(frame) == rows
    assert DataFrame.columns!(frame) == ["x"]
    assert frame |> bare() |> DataFrame.collect!() == rows
    assert frame |> DataFrame.filter("x = '#{hd(rows)["x"]}'") |> DataFrame.count!() == 1
    assert DataFrame.release(frame) == :ok
  end

  test "computes rows lazily and stores them at a level", %{session: session} do
    frame = DataFrame.local_checkpoint!(random(session), eager: false, storage_level: :disk_only)
    rows = DataFrame.collect!(frame)
    assert DataFrame.collect!(frame) == rows
  end

  test "release removes the rows from the server", %{session: session} do
    frame = session |> random() |> DataFrame.local_checkpoint!()
    refute gone?(frame)
    assert DataFrame.release(frame) == :ok
    assert gone?(frame)
    assert DataFrame.release!(frame) == :ok
    assert {:error, %Error.Remote{}} = DataFrame.collect(frame)
  end

  test "removes the rows once the frame is garbage collected", %{session: session} do
    finalizers = fn ->
      :erlang.garbage_collect()
      Native.resource_counts().finalizers
    end

    before = finalizers.()
    me = self()

    holder =
      spawn_link(fn ->
        derived = session |> random() |> DataFrame.local_checkpoint!() |> DataFrame.limit(3)
        send(me, {:kept, bare(derived.plan.limit.input, session)})
        receive do: (:collect -> send(me, {:rows, DataFrame.collect!(derived)}))
        receive do: (:end -> derived)
      end)

    kept = receive do: ({:kept, kept} -> kept)
    :erlang.garbage_collect(holder)
    assert {:ok, [_, _, _, _, _]} = DataFrame.collect(kept)
    assert finalizers.() > before

    # After this query, the frame is garbage.
    send(holder, :collect)
    assert_receive {:rows, [_, _, _]}
    send(holder, :end)
    # The server caches analyzed plans, so each attempt uses a new one.
    gone? = fn ->
      match?({:error, %Error.Remote{}}, kept.plan |> bare(session) |> DataFrame.collect())
    end

    assert eventually(gone?)
    assert eventually(fn -> finalizers.() <= before end)
  end

  defp bare(plan, session), do: DataFrame.new(session, Map.delete(plan, :common))

  test "a query keeps its checkpoint alive", %{session: session} do
    for _round <- 1..8 do
      task =
        Task.async(fn ->
          {:ok, frame} = DataFrame.local_checkpoint(SparkEx.range(session, 3))
          DataFrame.count!(frame)
        end)

      for _collection <- 1..50, do: :erlang.garbage_collect(task.pid)
      assert Task.await(task, :infinity) == 3
    end
  end

  # A separate server, because the directory is set at startup.
  describe "into a directory" do
    @describetag :local_spark
    @describetag :tmp_dir

    setup %{tmp_dir: directory} do
      conf = %{"spark.checkpoint.dir" => directory}
      server = start_supervised!({LocalServer, master: "local[1]", conf: conf})
      session = start_supervised!({Session, url: LocalServer.url(server)}, id: make_ref())
      {:ok, session: session}
    end

    test "writes files, cuts the plan and removes the rows with the frame", context do
      %{session: session, tmp_dir: directory} = context
      frame = random(session)
      kept = DataFrame.checkpoint!(frame)
      rows = DataFrame.collect!(kept)
      assert length(rows) == 5
      assert DataFrame.collect!(kept) == rows
      assert files(directory) != []

      assert DataFrame.explain_string!(frame) =~ "Range"
      plan = DataFrame.explain_string!(kept, :extended)
      assert plan =~ "Scan ExistingRDD"
      refute plan =~ ~r/Range|uuid/

      # Derived frames need the checkpoint.
      first = DataFrame.limit(kept, 1)
      assert DataFrame.collect!(first) == Enum.take(rows, 1)

      me = self()
      holder = spawn_link(fn -> hold(session, me) end)
      assert_receive {:held, held}
      refute gone?(held)
      send(holder, :end)
      assert eventually(fn -> gone?(held) end)
      refute gone?(kept)
      assert DataFrame.release(kept) == :ok
      assert gone?(kept)
    end

    test "delays the checkpoint until the first write", %{session: session, tmp_dir: directory} do
      kept = DataFrame.checkpoint!(random(session), eager: false)
      assert files(directory) == []
      kept |> DataFrame.write() |> Writer.format("noop") |> Writer.mode(:append) |> Writer.save!()
      assert files(directory) != []
      rows = DataFrame.collect!(kept)
      assert DataFrame.collect!(kept) == rows
    end

    defp files(directory), do: [directory, "**", "part-*"] |> Path.join() |> Path.wildcard()

    # Holds a checkpoint and sends its bare relation.
    defp hold(session, to) do
      frame = session |> random() |> DataFrame.checkpoint!()
      send(to, {:held, bare(frame)})
      receive do: (:end -> frame)
    end
  end

  test "returns an error for a server without a checkpoint directory", %{session: session} do
    case DataFrame.checkpoint(random(session)) do
      {:ok, frame} -> assert DataFrame.collect!(frame) == DataFrame.collect!(frame)
      {:error, error} -> assert Exception.message(error) =~ ~r/checkpoint/i
    end
  end

  test "returns errors", %{session: session} do
    assert {:error, %Error.Argument{}} = DataFrame.local_checkpoint(random(session), eger: true)

    assert {:error, %Error.Argument{}} =
             DataFrame.local_checkpoint(random(session), storage_level: 1)

    assert {:error, %Error.Argument{message: text}} = DataFrame.release(random(session))
    assert text =~ "checkpoint/2"

    assert {:error, %Error.Remote{}} =
             DataFrame.local_checkpoint(SparkEx.table(session, "no_such"))
  end
end
