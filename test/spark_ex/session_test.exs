defmodule SparkEx.SessionTest do
  use SparkEx.SparkCase, async: true

  import SparkEx.Eventually, only: [eventually: 1]

  alias SparkEx.Connect.UUID
  alias SparkEx.{TestSpark, Types}

  defp connect(options), do: SparkEx.connect([url: TestSpark.url()] ++ options)

  defp connect!(options \\ []) do
    {:ok, session} = connect(options)
    on_exit(fn -> Session.stop(session) end)
    session
  end

  defp ids(session), do: session |> SparkEx.range(3) |> DataFrame.collect(as: :lists)

  describe "connect/1" do
    test "gives a session that works, linked to the caller" do
      session = connect!()
      assert ids(session) == {:ok, [[0], [1], [2]]}
      assert {:links, links} = Process.info(self(), :links)
      assert session in links
    end

    test "sets conf, and fails where it can't be set" do
      conf = %{"spark.sql.shuffle.partitions" => 3, :"spark.sql.ansi.enabled" => false}
      session = connect!(conf: conf)
      assert Session.config_get(session, "spark.sql.shuffle.partitions") == {:ok, "3"}
      assert Session.config_get(session, "spark.sql.ansi.enabled") == {:ok, "false"}

      static = %{"spark.sql.warehouse.dir" => "/nowhere"}
      assert {:error, %Error.Remote{} = error} = connect(conf: static)
      # The latter is Spark 4.0's.
      assert error.error_class in ["CANNOT_MODIFY_STATIC_CONFIG", "CANNOT_MODIFY_CONFIG"]
      refute_received _message
    end

    test "says where a conf that is set when Spark starts belongs" do
      assert {:error, %Error.Remote{} = error} =
               connect(conf: %{"spark.jars.packages" => "a:b:1"})

      message = Exception.message(error)
      assert message =~ "spark.jars.packages"
      assert message =~ "server: [conf: %{key => value}]"
      assert message =~ "the option :conf of the session"
    end

    test "with a conf that is not text leaves no session behind" do
      name = :"#{__MODULE__}.NotText"

      assert {:error, %Error.Argument{message: message}} =
               connect(name: name, conf: %{"spark.sql.shuffle.partitions" => {1}})

      assert message =~ "spark.sql.shuffle.partitions"
      assert Process.whereis(name) == nil
    end

    test "sends headers, those in bytes as well" do
      session = connect!(headers: %{"x-tenant" => "a", "trace-bin" => <<0, 255>>})
      assert ids(session) == {:ok, [[0], [1], [2]]}
    end

    test "sets limits" do
      session = connect!(limits: [collect_rows_max: 2])
      assert {:ok, [_, _]} = session |> SparkEx.range(2) |> DataFrame.collect()

      assert {:error, %Error.LimitExceeded{limit: :rows, max: 2, default: :collect_rows_max}} =
               session |> SparkEx.range(3) |> DataFrame.collect()

      assert {:ok, [_, _, _]} = session |> SparkEx.range(3) |> DataFrame.collect(max_rows: 3)
    end

    test "under a name gives a session that goes by it" do
      name = :"#{__MODULE__}.Named"
      session = connect!(name: name)
      assert {:ok, [_, _, _]} = ids(name)
      assert Session.stopped?(name) == false
      assert {:ok, id} = Session.session_id(session)
      assert {:ok, ^id} = Session.session_id(name)

      assert :ok = Session.stop(name)
      assert Session.stopped?(name)
      assert {:error, %Error.Session{reason: :stopped} = error} = ids(name)
      assert Exception.message(error) =~ "there is no session with the name #{inspect(name)}"
    end

    test "under a name that is taken is an error as all others are" do
      name = :"#{__MODULE__}.Taken"
      session = connect!(name: name)
      assert {:error, %Error.Argument{message: message}} = connect(name: name)
      assert message =~ inspect(name)
      assert {:ok, _rows} = ids(session)
    end

    test "takes the version of Spark from the server" do
      assert {:ok, version} = SparkEx.spark_version(connect!())
      assert version =~ ~r/\A[34]\.\d+\.\d+/
    end
  end

  describe "identity" do
    test "two connections of one user and session id share their state", %{session: _} do
      id = UUID.generate()
      a = connect!(user_id: "ann", session_id: id)
      b = connect!(user_id: "ann", session_id: id)
      other = connect!(user_id: "bob", session_id: id)

      :ok = Session.config_set(a, "spark.my.key", "shared")
      assert Session.config_get(b, "spark.my.key") == {:ok, "shared"}
      assert Session.config_get(other, "spark.my.key", "none") == {:ok, "none"}
    end

    test "a session id may be in upper case" do
      id = String.upcase(UUID.generate())
      session = connect!(session_id: id)
      assert Session.session_id(session) == {:ok, id}
      assert {:ok, [_, _, _]} = ids(session)
    end
  end

  describe "stop/1" do
    test "can be said twice" do
      session = connect!()
      assert Session.stopped?(session) == false
      assert Session.stop(session) == :ok
      assert Session.stop(session) == :ok
      assert SparkEx.stop(session) == :ok
      assert Session.stopped?(session)
      refute Process.alive?(session)
      refute_received _message
    end

    test "can be said by many at once" do
      session = connect!()
      stops = for _ <- 1..20, do: Task.async(fn -> Session.stop(session) end)
      assert stops |> Task.await_many() |> Enum.uniq() == [:ok]
    end

    test "leaves nothing that works" do
      session = connect!()
      frame = SparkEx.range(session, 3)
      :ok = Session.stop(session)

      for {action, outcome} <- [
            collect: DataFrame.collect(frame),
            count: DataFrame.count(frame),
            schema: DataFrame.schema(frame),
            show: DataFrame.show(frame),
            execute: SparkEx.execute(session, "SELECT 1"),
            version: SparkEx.spark_version(session),
            config_get: Session.config_get(session, "spark.sql.shuffle.partitions"),
            config_set: Session.config_set(session, "a", "b"),
            clone: Session.clone(session),
            interrupt: Session.interrupt_all(session),
            tag: Session.add_tag(session, "a"),
            tags: Session.tags(session),
            id: Session.session_id(session)
          ] do
        assert {^action, {:error, %Error.Session{reason: :stopped} = error}} = {action, outcome}
        assert Exception.message(error) =~ "open a new one with SparkEx.connect/1"
      end

      for action! <- [
            fn -> DataFrame.collect!(frame) end,
            fn -> SparkEx.spark_version!(session) end,
            fn -> Session.config_set!(session, "a", "b") end,
            fn -> Session.clone!(session) end,
            fn -> Session.interrupt_all!(session) end,
            fn -> Session.add_tag!(session, "a") end
          ],
          do: assert_raise(Error.Session, action!)
    end

    test "releases the session on the server" do
      id = UUID.generate()
      session = connect!(session_id: id)
      :ok = Session.stop(session)
      assert {:error, %Error.Session{reason: :closed}} = connect(session_id: id)
    end

    test "leaves the caller's other sessions alone" do
      [a, b] = [connect!(), connect!()]
      :ok = Session.stop(a)
      assert {:ok, [_, _, _]} = ids(b)
    end
  end

  describe "a session ends with" do
    test "the process that connected" do
      id = UUID.generate()
      test = self()

      owner =
        spawn(fn ->
          {:ok, session} = connect(session_id: id)
          send(test, {:session, session})
          Process.sleep(:infinity)
        end)

      assert_receive {:session, session}
      monitor = Process.monitor(session)
      Process.exit(owner, :kill)
      assert_receive {:DOWN, ^monitor, :process, ^session, _reason}
      assert {:error, %Error.Session{reason: :closed}} = connect(session_id: id)
    end

    test "a brutal kill, on the server as well" do
      id = UUID.generate()
      session = connect!(session_id: id)
      Process.unlink(session)
      Process.exit(session, :kill)
      assert eventually(fn -> match?({:error, %Error.Session{reason: :closed}}, retake(id)) end)
      assert Session.stopped?(session)
      assert {:error, %Error.Session{reason: :stopped}} = ids(session)
    end

    # A connection that comes in time finds the session alive, and must not end it.
    defp retake(id) do
      with {:ok, session} <- connect(session_id: id) do
        Process.unlink(session)
        Process.exit(session, :kill)
      end
    end

    test "its supervisor" do
      id = UUID.generate()
      {:ok, supervisor} = Supervisor.start_link([spec(session_id: id)], strategy: :one_for_one)
      [{Session, session, :worker, [Session]}] = Supervisor.which_children(supervisor)
      assert {:ok, [_, _, _]} = ids(session)
      :ok = Supervisor.stop(supervisor)
      assert {:error, %Error.Session{reason: :stopped}} = ids(session)
      assert {:error, %Error.Session{reason: :closed}} = connect(session_id: id)
    end
  end

  describe "under a supervisor" do
    defp spec(options), do: {Session, [url: TestSpark.url()] ++ options}

    test "a session is named by its child spec" do
      assert Session.child_spec(url: "sc://h").id == Session
      assert Session.child_spec(url: "sc://h", name: :spark).id == :spark

      assert %{start: {Session, :start_link, [[url: "sc://h"]]}} =
               Session.child_spec(url: "sc://h")
    end

    test "a session that is killed comes back under its name, as a new one" do
      name = :"#{__MODULE__}.Supervised"
      start_supervised!(spec(name: name))
      {:ok, id} = Session.session_id(name)
      frame = SparkEx.range(name, 3)
      assert {:ok, 3} = DataFrame.count(frame)

      name |> Process.whereis() |> Process.exit(:kill)
      assert eventually(fn -> match?({:ok, _id}, Session.session_id(name)) end)
      assert {:ok, new_id} = Session.session_id(name)
      assert new_id != id
      assert {:ok, 3} = DataFrame.count(frame)
    end

    test "a session sets its conf when it is first used, and when it is restarted" do
      name = :"#{__MODULE__}.Configured"
      conf = %{"spark.sql.session.timeZone" => "Asia/Tokyo", "my.number" => 7}
      start_supervised!(spec(name: name, conf: conf))

      zone = fn ->
        name |> SparkEx.sql("SELECT current_timezone()") |> DataFrame.collect(as: :lists)
      end

      assert zone.() == {:ok, [["Asia/Tokyo"]]}
      assert Session.config_get(name, "my.number") == {:ok, "7"}

      old = Process.whereis(name)
      Process.exit(old, :kill)
      assert eventually(fn -> Process.whereis(name) not in [nil, old] end)
      assert zone.() == {:ok, [["Asia/Tokyo"]]}
    end

    test "callers at once wait until conf is set, also if the one that sets it is killed" do
      session = start_supervised!(spec(conf: %{"my.key" => "set"}))
      :ok = :sys.suspend(session)
      get = fn -> Task.async(fn -> Session.config_get(session, "my.key", "unset") end) end
      {:ok, first} = Task.start(fn -> Session.config_get(session, "my.key", "unset") end)

      assert eventually(fn ->
               {:message_queue_len, 1} == Process.info(session, :message_queue_len)
             end)

      callers = for _each <- 1..10, do: get.()
      Process.exit(first, :kill)
      :ok = :sys.resume(session)
      assert callers |> Task.await_many() |> Enum.uniq() == [{:ok, "set"}]
    end

    test "a conf that Spark refuses is the error of each action, until it can be set" do
      session = start_supervised!(spec(conf: %{"spark.sql.warehouse.dir" => "/nowhere"}))

      for _each <- 1..2 do
        assert {:error, %Error.Remote{} = error} = ids(session)
        assert Exception.message(error) =~ "spark.sql.warehouse.dir"
        assert Exception.message(error) =~ "the option :conf of the session"
      end

      assert {:ok, _id} = Session.session_id(session)
      assert Session.stopped?(session) == false
    end

    test "wrong options are an error of the start" do
      Process.flag(:trap_exit, true)
      assert {:error, %Error.Argument{}} = Session.start_link(url: "http://h")

      assert {:error, %Error.Argument{message: "the option :conf: " <> _}} =
               Session.start_link(url: "sc://h", conf: %{"spark.sql.ansi.enabled" => {}})

      assert {:error, {{:shutdown, {:failed_to_start_child, Session, %Error.Argument{}}}, _spec}} =
               start_supervised(
                 {Supervisor, :start_link,
                  [[{Session, url: "http://h"}], [strategy: :one_for_one]]}
                 |> then(fn {m, f, a} -> %{id: :supervisor, start: {m, f, a}} end)
               )
    end
  end

  describe "a session that the server has closed" do
    defp close_on_server(session) do
      {:ok, id} = Session.session_id(session)
      {:ok, same} = connect(session_id: id)
      :ok = Session.stop(same)
    end

    @configuration %{"my.option" => "a", "my.change" => "b"}

    test "has its conf and later changes of it after reconnect/1" do
      session = connect!(conf: %{"my.option" => "a", "my.change" => "a", "my.unset" => "a"})
      :ok = Session.config_set(session, "my.change", "b")
      :ok = Session.config_unset(session, ["my.unset"])
      close_on_server(session)
      assert {:error, %Error.Session{reason: :closed}} = ids(session)
      assert Session.reconnect(session) == :ok
      keys = Map.keys(@configuration)
      assert Session.config_get(session, keys) == {:ok, @configuration}
      assert Session.config_get(session, "my.unset", "none") == {:ok, "none"}
    end

    test "has its conf after it has reopened itself" do
      session = connect!(conf: %{"my.option" => "a", "my.change" => "b"}, reconnect: true)
      close_on_server(session)
      assert {:error, %Error.Session{reopened: true}} = ids(session)
      assert Session.config_get(session, Map.keys(@configuration)) == {:ok, @configuration}
    end
  end

  describe "a lost session" do
    test "is reopened by a stream as by any other action" do
      session = connect!(reconnect: true)
      rows = session |> SparkEx.range(3) |> DataFrame.stream(as: :lists)
      assert Enum.to_list(rows) == [[0], [1], [2]]
      close_on_server(session)
      error = assert_raise Error.Session, fn -> Enum.to_list(rows) end
      assert error.reopened
      assert Enum.to_list(rows) == [[0], [1], [2]]

      close_on_server(session)
      batches = session |> SparkEx.range(3) |> DataFrame.stream_batches()
      assert %{reopened: true} = assert_raise(Error.Session, fn -> Enum.to_list(batches) end)
      assert batches |> Enum.map(& &1.num_rows) |> Enum.sum() == 3
    end

    test "is reopened by a command" do
      session = connect!(reconnect: true)
      close_on_server(session)
      drop = fn -> SparkEx.execute(session, "DROP TABLE IF EXISTS no_table") end
      assert {:error, %Error.Session{reopened: true}} = drop.()
      assert {:ok, _frame} = drop.()
    end

    @tag spark_4_1: "uploads in chunks"
    test "had the data of uploads and checkpoints, which errors say" do
      session = connect!(conf: %{"spark.sql.session.localRelationCacheThreshold" => 1})
      {:ok, upload} = SparkEx.create_dataframe(session, [%{"a" => 1}, %{"a" => 2}])
      assert %{chunked_cached_local_relation: _} = upload.plan
      checkpoint = session |> SparkEx.range(3) |> DataFrame.local_checkpoint!()
      close_on_server(session)
      :ok = Session.reconnect(session)

      for {frame, action} <- [{upload, &DataFrame.collect/1}, {checkpoint, &DataFrame.schema/1}] do
        assert {:error, %Error.Remote{} = error} = action.(frame)
        assert Exception.message(error) =~ "in the session that was lost; make"
      end
    end
  end

  describe "clone/2" do
    @describetag spark_4_1: "CloneSession"

    test "has its own copy of configuration and views" do
      session = connect!()
      :ok = Session.config_set(session, "my.key", "a")
      {:ok, _} = SparkEx.execute(session, "CREATE TEMPORARY VIEW v AS SELECT 7 AS x")

      assert {:ok, copy} = Session.clone(session)
      assert Session.config_get(copy, "my.key") == {:ok, "a"}
      assert {:ok, [%{"x" => 7}]} = copy |> SparkEx.table("v") |> DataFrame.collect()

      :ok = Session.config_set(copy, "my.key", "b")
      assert Session.config_get(session, "my.key") == {:ok, "a"}
      :ok = Session.stop(copy)
      assert {:ok, [%{"x" => 7}]} = session |> SparkEx.table("v") |> DataFrame.collect()
    end

    test "keeps the configuration for a reconnect, and does not set it again" do
      session = connect!(conf: %{"my.key" => "a"})
      {:ok, _} = SparkEx.execute(session, "SET my.key = b")
      assert {:ok, copy} = Session.clone(session)
      assert Session.config_get(copy, "my.key") == {:ok, "b"}
      close_on_server(copy)
      assert Session.reconnect(copy) == :ok
      assert Session.config_get(copy, "my.key") == {:ok, "a"}
    end

    test "outlives what it was made of" do
      session = connect!()
      assert {:ok, copy} = Session.clone(session)
      :ok = Session.stop(session)
      assert {:ok, [_, _, _]} = ids(copy)
      :ok = Session.stop(copy)
    end

    test "takes an id and a name" do
      [id, name] = [UUID.generate(), :"#{__MODULE__}.Clone"]
      assert {:ok, copy} = Session.clone(connect!(), session_id: id, name: name)
      assert Session.session_id(name) == {:ok, id}
      :ok = Session.stop(copy)
    end

    test "keeps the limits", %{session: _} do
      session = connect!(limits: [collect_rows_max: 1])
      assert {:ok, copy} = Session.clone(session)
      assert {:error, %Error.LimitExceeded{max: 1}} = ids(copy)
      :ok = Session.stop(copy)
    end

    test "is refused where the id is taken or none", %{session: session} do
      {:ok, id} = Session.session_id(session)
      class = "INVALID_CLONE_SESSION_REQUEST.TARGET_SESSION_ID"
      assert {:error, %Error.Remote{} = taken} = Session.clone(session, session_id: id)
      assert taken.error_class == class <> "_ALREADY_EXISTS"
      assert {:error, error} = Session.clone(session, session_id: "7")
      assert Exception.message(error) =~ "UUID"
      assert {:error, %Error.Argument{message: message}} = Session.clone(session, sesion_id: id)
      assert message =~ "did you mean :session_id?"
    end
  end

  describe "tags" do
    test "belong to the process and the session" do
      [a, b] = [connect!(), connect!()]
      assert Session.tags(a) == {:ok, []}
      assert Session.add_tag(a, "one") == :ok
      assert Session.add_tag(a, "two") == :ok
      assert Session.add_tag(a, "one") == :ok
      assert Session.tags(a) == {:ok, ["one", "two"]}
      assert Session.tags(b) == {:ok, []}
      assert Task.await(Task.async(fn -> Session.tags(a) end)) == {:ok, []}
      assert Session.remove_tag(a, "one") == :ok
      assert Session.remove_tag(a, "never there") == :ok
      assert Session.tags(a) == {:ok, ["two"]}
      assert Session.clear_tags(a) == :ok
      assert Session.tags(a) == {:ok, []}
    end

    test "are strings that are not empty and have no comma", %{session: session} do
      for tag <- ["", "a,b", :a, nil, 1, <<0xFF>>],
          refused <- [
            Session.add_tag(session, tag),
            Session.remove_tag(session, tag),
            Session.interrupt_tag(session, tag)
          ] do
        assert {^tag, {:error, %Error.Argument{message: message}}} = {tag, refused}
        assert message =~ "a tag is a string that is not empty and has no comma"
      end

      assert Session.tags(session) == {:ok, []}
    end
  end

  describe "many processes" do
    test "use one session at once, and each gets its own answer", %{session: session} do
      answers =
        1..50
        |> Enum.map(fn number ->
          Task.async(fn ->
            session
            |> SparkEx.sql("SELECT ? AS n, sum(id) AS s FROM range(?)", [number, number])
            |> DataFrame.collect!()
          end)
        end)
        |> Task.await_many(:infinity)

      assert answers ==
               for(n <- 1..50, do: [%{"n" => n, "s" => div(n * (n - 1), 2)}])
    end
  end

  describe "arguments" do
    test "that are not UTF-8 or too large are errors, not crashes", %{session: session} do
      assert_raise Error.Argument, ~r/valid UTF-8/, fn ->
        SparkEx.sql(session, "SELECT ?", [<<0xFF>>])
      end

      assert_raise Error.Argument, ~r/at most 64 bits/, fn ->
        SparkEx.sql(session, "SELECT ?", [10 ** 50])
      end

      assert_raise Error.Argument, fn -> SparkEx.table(session, <<0xFF>>) end

      for {query, arguments} <- [{<<"SELECT 1", 0xFF>>, []}, {"SELECT :a", %{<<0xFF>> => 1}}] do
        assert_raise Error.Argument, fn -> SparkEx.sql(session, query, arguments) end
      end

      assert_raise Error.Argument, ~r/64 bits/, fn -> SparkEx.range(session, 10 ** 30) end

      assert {:ok, [_, _, _]} = ids(session)
    end

    test "as timeouts are bounded by what can be kept", %{session: session} do
      frame = SparkEx.range(session, 3)

      for timeout <- [-1, 1.5, :never, 10 ** 30] do
        assert {:error, %Error.Argument{message: message}} =
                 DataFrame.collect(frame, timeout: timeout)

        assert message =~ "must be milliseconds (at most 4294967295) or :infinity"
      end

      assert {:ok, [_, _, _]} = DataFrame.collect(frame, timeout: 60_000)
    end
  end

  describe "plans" do
    # `limit` is the one step that Spark's analyzer takes in its stride at any depth.
    defp limits(session, number) do
      range = SparkEx.range(session, 3)
      Enum.reduce(1..number, range, fn _, frame -> DataFrame.limit(frame, 10) end)
    end

    # Twice as many messages. How many more a JVM takes with the stack that it has by default
    # depends on how warm it is; `SparkEx.Session.ServerTest` gives it more, and goes to the
    # limit.
    test "of 190 steps run", %{session: session} do
      assert {:ok, [[0], [1], [2]]} = session |> limits(190) |> DataFrame.collect(as: :lists)
    end

    test "of 1,000 steps are a clear error", %{session: session} do
      for action <- [&DataFrame.collect/1, &DataFrame.count/1, &DataFrame.schema/1] do
        assert {:error, %Error.Argument{message: message}} = action.(limits(session, 1_000))
        assert message =~ "nested deeper than 1024 messages"
        assert message =~ "max_plan_depth"
      end
    end

    test "beyond Spark's own limit are its error where ours is raised" do
      session = connect!(max_plan_depth: 5_000)
      # All that grpc-java says of a message that protobuf refuses to parse.
      assert {:error, %Error.Transport{} = error} =
               session |> limits(1_000) |> DataFrame.collect()

      assert error.text =~ "Application error processing RPC"
      assert {:ok, [_, _, _]} = ids(session)
    end
  end

  describe "what raises instead of an error" do
    @tag spark_4_1: "CloneSession"
    test "gives plain values" do
      session = Session.connect!(url: TestSpark.url())
      assert Session.spark_version!(session) == SparkEx.spark_version!(session)
      assert {:ok, Session.session_id!(session)} == Session.session_id(session)
      assert Session.config_set!(session, %{"my.key" => 1}) == :ok
      assert Session.config_set!(session, "my.other", 2) == :ok
      assert Session.config_get!(session, "my.key") == "1"
      assert Session.config_unset!(session, "my.key") == :ok
      assert Session.config_get!(session, "my.key", 3) == "3"
      assert Session.config_get_all!(session, "my.") == %{"other" => "2"}
      assert Session.add_tag!(session, "a") == :ok
      assert Session.tags!(session) == ["a"]
      assert Session.clear_tags!(session) == :ok
      assert Session.interrupt_tag!(session, "a") == []
      assert Session.json_to_ddl!(session, Types.to_json(id: :long)) == "id BIGINT"
      assert {:struct, [%Types.Field{name: "id"}]} = Session.parse_ddl!(session, "id BIGINT")
      copy = Session.clone!(session)
      assert Session.stop!(copy) == :ok
      assert SparkEx.stop!(session) == :ok
      assert_raise Error.Argument, fn -> Session.connect!(uri: "sc://localhost") end
      assert_raise Error.Argument, fn -> Session.add_artifacts!(session, "no_such.jar") end
      assert_raise Error.Decode, fn -> SparkEx.Batch.from_ipc!("no Arrow") end
    end
  end

  describe "a process that is not there" do
    test "is an error, never an exit" do
      for session <- [:no_such_session, spawn(fn -> :ok end), {:session, :"no@such.node"}] do
        assert {^session, {:error, %Error.Session{reason: :stopped}}} = {session, ids(session)}
        assert Session.stopped?(session)
        assert Session.stop(session) == :ok
      end
    end

    test "is named, so that a misspelled name shows" do
      assert {:error, error} = Session.spark_version(:sprak)

      assert Exception.message(error) =~
               "there is no session with the name :sprak: the name is misspelled"

      assert {:error, error} = Session.spark_version({:spark, :"no@such.node"})
      assert Exception.message(error) =~ ~s(no session :spark on the node :"no@such.node")
    end
  end
end
