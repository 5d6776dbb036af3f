defmodule SparkEx.Session.InterruptTest do
  # Not async: a Spark of two cores runs two of these queries at once, and then nothing else.
  use SparkEx.SparkCase, async: false

  alias SparkEx.Connect.UUID
  alias SparkEx.{Heartbeat, TestSpark}

  # Queries run in sessions of their own, and are watched from that of the module.
  setup %{session: observer} do
    {:ok, session} = SparkEx.connect(url: TestSpark.url())
    on_exit(fn -> Session.stop(session) end)
    {:ok, session: session, observer: observer}
  end

  # A query that is known to run.
  defp start(session, observer, options \\ []) do
    name = Heartbeat.name()
    task = submit(session, name, options)
    :ok = Heartbeat.await_start(observer, name)
    {name, task}
  end

  defp submit(session, name, options \\ []) do
    Task.async(fn ->
      for tag <- options[:tags] || [], do: :ok = Session.add_tag(session, tag)
      session |> Heartbeat.query(name) |> DataFrame.collect(Keyword.delete(options, :tags))
    end)
  end

  # Two queries leave no core to list them with, but an interrupt finds those that run.
  defp interrupted(interrupt, tries \\ 300) do
    case interrupt.() do
      {:ok, []} when tries > 0 -> Process.sleep(50) && interrupted(interrupt, tries - 1)
      {:ok, ids} -> ids
    end
  end

  defp assert_runs(task), do: assert(Task.yield(task, 300) == nil)

  defp assert_canceled(task) do
    assert {:error, %Error.Remote{error_class: "OPERATION_CANCELED"} = error} = Task.await(task)
    error
  end

  test "nothing runs, nothing is interrupted", %{session: session} do
    assert Session.interrupt_all(session) == {:ok, []}
    assert Session.interrupt_tag(session, "tag") == {:ok, []}
    assert Session.interrupt_operation(session, UUID.generate()) == {:ok, []}
    assert Session.interrupt_operation(session, "no such operation") == {:ok, []}
  end

  test "an operation id is a string", %{session: session} do
    for id <- [nil, :all, 1, <<0xFF>>] do
      assert {^id, {:error, %Error.Argument{}}} = {id, Session.interrupt_operation(session, id)}
    end
  end

  test "interrupt_all/1 ends all queries of the session, and of no other", context do
    %{session: session, observer: observer} = context
    {:ok, other} = SparkEx.connect(url: TestSpark.url())
    {_name, spared} = start(other, observer)
    task = submit(session, Heartbeat.name())

    assert [id] = interrupted(fn -> Session.interrupt_all(session) end)
    assert assert_canceled(task).operation_id == id
    assert_runs(spared)

    assert {:ok, [_id]} = Session.interrupt_all(other)
    assert_canceled(spared)
    assert {:ok, 3} = session |> SparkEx.range(3) |> DataFrame.count()
    :ok = Session.stop(other)
  end

  test "interrupt_tag/2 ends what has the tag", %{session: session, observer: observer} do
    {_name, spared} = start(session, observer, tags: ["two", "both"])
    task = submit(session, Heartbeat.name(), tags: ["one", "both"])

    assert [id] = interrupted(fn -> Session.interrupt_tag(session, "one") end)
    assert assert_canceled(task).operation_id == id
    assert_runs(spared)

    assert {:ok, [spared_id]} = Session.interrupt_tag(session, "both")
    assert assert_canceled(spared).operation_id == spared_id
    assert spared_id != id
  end

  test "a tag that was taken off again tags no longer", %{session: session, observer: observer} do
    :ok = Session.add_tag(session, "gone")
    :ok = Session.clear_tags(session)
    {_name, task} = start(session, observer)
    assert Session.interrupt_tag(session, "gone") == {:ok, []}
    assert {:ok, [_id]} = Session.interrupt_all(session)
    assert_canceled(task)
  end

  # Progress is where the id of an operation can be had while it runs.
  test "interrupt_operation/2 ends one operation", %{session: session, observer: observer} do
    test = self()
    tell = fn progress -> send(test, {:operation, progress.operation_id}) end
    {_name, spared} = start(session, observer)
    task = submit(session, Heartbeat.name(), progress: tell)
    assert_receive {:operation, id}

    assert Session.interrupt_operation(session, id) == {:ok, [id]}
    assert assert_canceled(task).operation_id == id
    assert_runs(spared)

    assert {:ok, [spared_id]} = Session.interrupt_all(session)
    assert assert_canceled(spared).operation_id == spared_id
  end

  test "a session answers others while a query runs", %{session: session, observer: observer} do
    {name, task} = start(session, observer)
    assert {:ok, 3} = session |> SparkEx.range(3) |> DataFrame.count()
    assert {:ok, _version} = SparkEx.spark_version(session)
    assert :ok = Session.config_set(session, "my.key", "a")
    assert Heartbeat.advances?(observer, name)
    assert {:ok, [_id]} = Session.interrupt_all(session)
    assert_canceled(task)
  end

  test "a time-out ends the query on the server", %{session: session, observer: observer} do
    {name, task} = start(session, observer, timeout: 2_000)
    assert {:error, %Error.Transport{reason: :timeout} = error} = Task.await(task)
    assert Exception.message(error) =~ "no answer from ExecutePlan within 2000 ms"
    assert error.operation_id
    :ok = Heartbeat.await_end(observer, name, 2_000)
    assert Session.interrupt_all(session) == {:ok, []}
  end

  test "a caller that is killed ends its query on the server", context do
    %{session: session, observer: observer} = context
    name = Heartbeat.name()
    caller = spawn(fn -> session |> Heartbeat.query(name) |> DataFrame.collect() end)
    :ok = Heartbeat.await_start(observer, name)

    Process.exit(caller, :kill)
    :ok = Heartbeat.await_end(observer, name, 2_000)
    assert Session.interrupt_all(session) == {:ok, []}
    assert {:ok, 3} = session |> SparkEx.range(3) |> DataFrame.count()
  end

  test "stop/1 ends the query, and says so to its caller", context do
    %{session: session, observer: observer} = context
    {name, task} = start(session, observer)
    assert Session.stop(session) == :ok
    assert {:error, %Error.Session{reason: :stopped}} = Task.await(task)
    :ok = Heartbeat.await_end(observer, name, 2_000)
  end

  test "a session that is killed ends its queries, and their callers hear of it", context do
    %{session: session, observer: observer} = context
    {name, task} = start(session, observer)
    Process.unlink(session)
    Process.exit(session, :kill)
    assert {:error, %Error.Session{reason: :stopped}} = Task.await(task)
    :ok = Heartbeat.await_end(observer, name, 2_000)
  end
end
