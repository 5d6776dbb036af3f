defmodule SparkEx.DataFrame.CheckpointTest do
  use SparkEx.SparkCase

  alias SparkEx.Native

  # What a run computes anew each time, so that kept rows can be told from others.
  defp random(session), do: session |> SparkEx.range(5) |> DataFrame.select(x: F.expr("uuid()"))

  # The same relation without what keeps it: what the server itself says of it.
  defp bare(frame), do: DataFrame.new(frame.session, Map.delete(frame.plan, :common))

  defp gone?(frame) do
    match?({:error, %Error.Remote{}}, frame |> bare() |> DataFrame.collect())
  end

  defp eventually(condition, tries \\ 200) do
    :erlang.garbage_collect()

    unless condition.() do
      assert tries > 0, "it did not come to pass"
      Process.sleep(50)
      eventually(condition, tries - 1)
    end
  end

  test "the rows are kept", %{session: session} do
    frame = session |> random() |> DataFrame.local_checkpoint!()
    assert inspect(frame) == "#SparkEx.DataFrame<checkpoint>"
    rows = DataFrame.collect!(frame)
    assert DataFrame.collect!(frame) == rows
    assert DataFrame.columns!(frame) == ["x"]
    assert frame |> bare() |> DataFrame.collect!() == rows
    assert frame |> DataFrame.filter("x = '#{hd(rows)["x"]}'") |> DataFrame.count!() == 1
    assert DataFrame.release(frame) == :ok
  end

  test "they may be computed later, and kept at a level", %{session: session} do
    frame = DataFrame.local_checkpoint!(random(session), eager: false, storage_level: :disk_only)
    rows = DataFrame.collect!(frame)
    assert DataFrame.collect!(frame) == rows
  end

  test "release takes them off the server at once", %{session: session} do
    frame = session |> random() |> DataFrame.local_checkpoint!()
    refute gone?(frame)
    assert DataFrame.release(frame) == :ok
    assert gone?(frame)
    assert DataFrame.release!(frame) == :ok
    assert {:error, %Error.Remote{}} = DataFrame.collect(frame)
  end

  test "they go when nobody holds the frame any more, but not before", %{session: session} do
    finalizers = fn -> Native.live_objects().finalizers end
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

    # A query from a frame that is garbage from there on.
    send(holder, :collect)
    assert_receive {:rows, [_, _, _]}, 60_000
    send(holder, :end)
    eventually(fn -> match?({:error, %Error.Remote{}}, DataFrame.collect(kept)) end)
    eventually(fn -> finalizers.() <= before end)
  end

  defp bare(plan, session), do: DataFrame.new(session, Map.delete(plan, :common))

  test "a query holds what it reads", %{session: session} do
    for _round <- 1..8 do
      task =
        Task.async(fn ->
          {:ok, frame} = DataFrame.local_checkpoint(SparkEx.range(session, 3))
          DataFrame.count!(frame)
        end)

      for _collection <- 1..50, do: :erlang.garbage_collect(task.pid)
      assert Task.await(task, 60_000) == 3
    end
  end

  test "a server without a directory for them says so", %{session: session} do
    case DataFrame.checkpoint(random(session)) do
      {:ok, frame} -> assert DataFrame.collect!(frame) == DataFrame.collect!(frame)
      {:error, error} -> assert Exception.message(error) =~ ~r/checkpoint/i
    end
  end

  test "what goes wrong is an error", %{session: session} do
    assert {:error, %Error.Argument{}} = DataFrame.local_checkpoint(random(session), eger: true)

    assert {:error, %Error.Argument{}} =
             DataFrame.local_checkpoint(random(session), storage_level: 1)

    assert {:error, %Error.Argument{message: text}} = DataFrame.release(random(session))
    assert text =~ "checkpoint/2"

    assert {:error, %Error.Remote{}} =
             DataFrame.local_checkpoint(SparkEx.table(session, "no_such"))
  end
end
