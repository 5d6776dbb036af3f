defmodule SparkEx.Session.ServerTest do
  # Sessions whose server comes, goes and asks for a token.
  use ExUnit.Case, async: true

  import SparkEx.Eventually, only: [eventually: 1]

  import ExUnit.CaptureLog

  alias SparkEx.{DataFrame, Error, LocalServer, Session, TestSpark}

  @moduletag :local_spark

  @token "geheim-7f3a"

  defp ids(session), do: session |> SparkEx.range(3) |> DataFrame.collect(as: :lists)

  defp free_port do
    {:ok, listener} = :gen_tcp.listen(0, ip: {127, 0, 0, 1})
    {:ok, port} = :inet.port(listener)
    :ok = :gen_tcp.close(listener)
    port
  end

  defp start_server(port) do
    options = [port: port, token: @token, master: "local[1]", driver_memory: "512m"]
    {:ok, server} = LocalServer.start_link([java_options: "-Xss4m"] ++ options)
    server
  end

  # One server serves all that needs none of its own, as it takes seconds to start.
  test "a server that asks for a token, goes away and comes back" do
    port = free_port()
    url = "sc://127.0.0.1:#{port}"

    log =
      capture_log(fn ->
        server = start_server(port)
        lets_in_who_has_the_token(url)
        keeps_others_out(url)
        asks_the_token_function_for_every_call(url)
        releases_a_killed_session_that_has_a_token_function(url)

        runs_a_plan_as_deep_as_is_allowed(url)

        {:ok, idle} = SparkEx.connect(url: url, token: @token, retry: [max_retries: 1])
        {:ok, busy} = SparkEx.connect(url: url, token: @token, retry: [max_retries: 1])
        query = running(busy)

        :ok = LocalServer.stop(server)
        is_gone(idle, query)

        server = start_server(port)
        has_lost(idle)
        has_lost(busy)
        stops_a_lost(busy)
        reopens(idle)
        :ok = LocalServer.stop(server)
        stops_without_its_server(idle)
      end)

    refute log =~ @token
  end

  defp lets_in_who_has_the_token(url) do
    for options <- [
          [url: url, token: @token],
          [url: url <> "/;token=" <> @token],
          [url: url, token: fn -> @token end],
          [url: url, token: fn -> {:ok, @token} end],
          [url: url, headers: %{"Authorization" => "Bearer " <> @token}]
        ] do
      assert {:ok, session} = SparkEx.connect(options)
      assert {:ok, [[0], [1], [2]]} = ids(session)
      if TestSpark.at_least?("4.1.0"), do: lets_in_a_clone(session)
      assert Session.stop(session) == :ok
    end
  end

  defp lets_in_a_clone(session) do
    assert {:ok, copy} = Session.clone(session)
    assert {:ok, _version} = SparkEx.spark_version(copy)
    assert Session.stop(copy) == :ok
  end

  defp keeps_others_out(url) do
    for options <- [[], [token: "wrong"], [token: fn -> "wrong" end]] do
      assert {:error, %Error.Transport{reason: :unauthenticated} = error} =
               SparkEx.connect([url: url] ++ options)

      assert Exception.message(error) =~ "check the token (option :token, or token= in the URL)"
      refute Exception.message(error) =~ "wrong"
      refute_received _message
    end
  end

  defp asks_the_token_function_for_every_call(url) do
    answers = start_supervised!({Agent, fn -> @token end})
    session = connect!(url: url, token: fn -> Agent.get(answers, & &1) end, token_ttl: 0)
    assert {:ok, _rows} = ids(session)

    Agent.update(answers, fn _token -> "expired" end)
    assert {:error, %Error.Transport{reason: :unauthenticated}} = ids(session)
    assert {:error, %Error.Transport{reason: :unauthenticated}} = SparkEx.spark_version(session)

    Agent.update(answers, fn _token -> :none end)
    assert {:error, %Error.Transport{reason: :token}} = ids(session)

    Agent.update(answers, fn _token -> @token end)
    assert {:ok, _rows} = ids(session)
    :ok = Session.stop(session)
  end

  defp releases_a_killed_session_that_has_a_token_function(url) do
    session = connect!(url: url, token: fn -> @token end)
    {:ok, id} = Session.session_id(session)
    Process.unlink(session)
    Process.exit(session, :kill)

    assert eventually(fn ->
             answer = SparkEx.connect(url: url, token: @token, session_id: id)
             with {:ok, early} <- answer, do: Process.unlink(early) && Process.exit(early, :kill)
             match?({:error, %Error.Session{reason: :closed}}, answer)
           end)
  end

  # Twice as many messages as steps, and two more for the limit that collect/2 adds.
  defp runs_a_plan_as_deep_as_is_allowed(url) do
    session = connect!(url: url, token: @token)

    deep = fn steps ->
      range = SparkEx.range(session, 3)
      Enum.reduce(1..steps, range, fn _, frame -> DataFrame.limit(frame, 10) end)
    end

    assert {:ok, [[0], [1], [2]]} = DataFrame.collect(deep.(505), as: :lists)
    assert {:error, %Error.Argument{message: message}} = DataFrame.collect(deep.(512))
    assert message =~ "nested deeper than 1024 messages"
    :ok = Session.stop(session)
  end

  defp running(session) do
    sleep = "SELECT reflect('java.lang.Thread', 'sleep', 60000L) FROM range(0, 1, 1, 1)"
    query = Task.async(fn -> session |> SparkEx.sql(sleep) |> DataFrame.collect() end)
    assert Task.yield(query, 2_000) == nil
    query
  end

  defp is_gone(session, query) do
    # A server that is told to end may have a last word on the query.
    assert {:error, error} = Task.await(query, :infinity)
    assert error.__struct__ in [Error.Transport, Error.Remote]
    assert error.operation_id

    for call <- [&ids/1, &SparkEx.spark_version/1, &Session.interrupt_all/1] do
      {time, answer} = :timer.tc(fn -> call.(session) end)
      assert {:error, %Error.Transport{reason: :connect} = error} = answer
      assert Exception.message(error) =~ "is a Spark Connect server running there"
      assert div(time, 1_000) < 5_000
    end

    assert Session.stopped?(session) == false
  end

  # Another server, or the same one started again, must never pass for the one that held the
  # session.
  defp has_lost(session) do
    for call <- [&ids/1, &SparkEx.spark_version/1, &ids/1] do
      assert {:error, %Error.Session{reason: :lost} = error} = call.(session)
      assert Exception.message(error) =~ "reconnect/1"
    end
  end

  defp stops_a_lost(session) do
    assert Session.stop(session) == :ok
    assert Session.stopped?(session)
  end

  defp reopens(session) do
    {:ok, id} = Session.session_id(session)
    assert Session.reconnect(session) == :ok
    assert {:ok, [[0], [1], [2]]} = ids(session)
    assert {:ok, new_id} = Session.session_id(session)
    assert new_id != id
  end

  defp stops_without_its_server(session) do
    {time, answer} = :timer.tc(fn -> Session.stop(session) end)
    assert {:error, %Error.Transport{}} = answer
    assert div(time, 1_000) < 6_000
    assert Session.stopped?(session)
    assert Session.stop(session) == :ok
  end

  describe "a server of the session's own" do
    test "runs for as long as the session" do
      options = [url: "local[1]", server: [driver_memory: "512m", ui: true]]
      {:ok, session} = SparkEx.connect(options)
      assert {:ok, "http://127.0.0.1:" <> ui_port} = Session.ui_url(session)
      assert ui_port |> String.to_integer() |> answers?()
      assert {:ok, [[0], [1], [2]]} = ids(session)
      port = port_of(session)
      assert answers?(port)

      # Its token is its session's alone.
      assert {:error, %Error.Transport{reason: :unauthenticated}} =
               SparkEx.connect(url: "sc://127.0.0.1:#{port}")

      assert Session.stop(session) == :ok
      refute answers?(port)
      refute_received _message
    end

    @tag :tmp_dir
    test "that can't start is an error that says why, and leaves nothing", context do
      home = [spark_home: context.tmp_dir]
      assert {:error, %Error.LocalServer{} = error} = SparkEx.connect(url: "local", server: home)
      assert Exception.message(error) =~ "is not a Spark installation"
      assert {:error, %Error.Argument{}} = SparkEx.connect(url: "local", server: [drivr: "1g"])
      refute_received _message
    end

    test "ends with the process that connected, however early that ends" do
      mark = "-Dspark_ex.test=" <> SparkEx.Connect.UUID.generate()
      server = [java_options: mark, driver_memory: "512m"]

      owner =
        spawn(fn ->
          SparkEx.connect(url: "local[1]", server: server)
          Process.sleep(:infinity)
        end)

      assert eventually(fn -> runs?(mark) end)
      Process.exit(owner, :kill)
      assert eventually(fn -> not runs?(mark) end)
    end
  end

  defp connect!(options) do
    {:ok, session} = SparkEx.connect(options)
    session
  end

  defp port_of(session), do: :sys.get_state(session).config.channel.port

  defp answers?(port) do
    case :gen_tcp.connect({127, 0, 0, 1}, port, [active: false], 1_000) do
      {:ok, socket} -> :gen_tcp.close(socket) == :ok
      {:error, _refused} -> false
    end
  end

  defp runs?(mark) do
    {lines, 0} = System.cmd("ps", ["-eo", "args="])
    lines =~ mark
  end
end
