defmodule SparkEx.Session.ConnectTest do
  # What becomes of a session without a server: nothing here needs one.
  use ExUnit.Case, async: true

  alias SparkEx.{DataFrame, Error, Session}

  defp refused(options) do
    {time, answer} = :timer.tc(fn -> SparkEx.connect(options) end)
    assert {:error, error} = answer
    assert div(time, 1_000) < 5_000
    refute_received _message
    assert_raise error.__struct__, fn -> SparkEx.connect!(options) end
    error
  end

  # A server that does to each connection what the function says.
  defp listen(serve) do
    {:ok, listener} = :gen_tcp.listen(0, [:binary, active: false, ip: {127, 0, 0, 1}])
    {:ok, port} = :inet.port(listener)
    start_supervised!({Task, fn -> accept(listener, serve) end})
    "sc://127.0.0.1:#{port}"
  end

  defp accept(listener, serve) do
    {:ok, socket} = :gen_tcp.accept(listener)
    serve.(socket)
    accept(listener, serve)
  end

  defp closed_port do
    {:ok, listener} = :gen_tcp.listen(0, ip: {127, 0, 0, 1})
    {:ok, port} = :inet.port(listener)
    :ok = :gen_tcp.close(listener)
    port
  end

  describe "connect/1 where no Spark is" do
    test "a closed port" do
      port = closed_port()
      error = refused(url: "sc://127.0.0.1:#{port}")
      assert %Error.Transport{reason: :connect} = error
      assert Exception.message(error) =~ "no connection to 127.0.0.1:#{port}"
      assert Exception.message(error) =~ "refused"
      assert Exception.message(error) =~ "is a Spark Connect server running there"
    end

    test "a closed port by IPv6" do
      port = closed_port()
      error = refused(url: "sc://[::1]:#{port}")
      assert Exception.message(error) =~ "no connection to [::1]:#{port}"
    end

    test "a host that does not exist" do
      error = refused(url: "sc://no-such-host.invalid")
      assert %Error.Transport{reason: :connect} = error
      assert Exception.message(error) =~ "no connection to no-such-host.invalid:15002"
      assert Exception.message(error) =~ "is the host name right?"
    end

    test "a server that hangs up" do
      error = refused(url: listen(&:gen_tcp.close/1))
      assert %Error.Transport{reason: :unavailable} = error
      assert Exception.message(error) =~ "another kind of server"
    end

    test "a server of HTTP/1" do
      serve = fn socket ->
        {:ok, _request} = :gen_tcp.recv(socket, 0)
        :gen_tcp.send(socket, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
        :gen_tcp.close(socket)
      end

      error = refused(url: listen(serve))
      assert %Error.Transport{reason: :unavailable} = error
      assert Exception.message(error) =~ "another kind of server"
    end

    test "a server that says nothing" do
      error = refused(url: listen(fn _socket -> :ok end), rpc_timeout: 300)
      assert %Error.Transport{reason: :timeout} = error
      assert Exception.message(error) =~ "within 300 ms"
      assert Exception.message(error) =~ ":rpc_timeout"
    end

    test "a server without TLS where TLS is wanted" do
      serve = fn socket ->
        {:ok, _hello} = :gen_tcp.recv(socket, 0)
        :gen_tcp.send(socket, "what?")
        :gen_tcp.close(socket)
      end

      error = refused(url: listen(serve) <> "/;use_ssl=true")
      assert %Error.Transport{reason: :connect} = error
      assert Exception.message(error) =~ "does the server use TLS"
    end
  end

  describe "connect/1 with what can't be meant" do
    test "answers at once, and starts nothing" do
      for options <- [
            [url: "http://spark"],
            [url: "sc://spark/path"],
            [url: "localhost:15002"],
            [url: "localhost"],
            [ulr: "sc://spark"],
            [url: "sc://h", limits: [colect_rows_max: 1]],
            [url: "sc://h", limits: [collect_rows_max: 0]],
            [url: "sc://h", rpc_timeout: 10 ** 30],
            [url: "sc://h", connect_timeout: 10 ** 30],
            [url: "sc://h", conf: "spark.a"],
            [url: "sc://h", name: "not an atom"],
            [url: "sc://h", headers: %{"a b" => "geheim"}],
            [url: "sc://h", headers: %{"a" => "gehéim"}],
            [url: "sc://h", tls: [ca_file: __ENV__.file]],
            "sc://h/;token=geheim",
            %{url: "sc://h", token: "geheim"}
          ] do
        {time, answer} = :timer.tc(fn -> SparkEx.connect(options) end)
        assert {_options, {:error, %Error.Argument{message: message}}} = {options, answer}
        assert div(time, 1_000) < 2_000
        refute message =~ "geh"
      end
    end

    test "guesses what was meant" do
      assert refused(ulr: "sc://h").message =~ "did you mean :url?"
      assert refused(url: "sc://h", rpc_timout: 1).message =~ "did you mean :rpc_timeout?"
      assert refused(url: "sc://h", limits: [colect_rows_max: 1]).message =~ ":collect_rows_max?"
    end
  end

  describe "a session that was started, not connected" do
    setup do
      {:ok, session} = Session.start_link(url: "sc://127.0.0.1:#{closed_port()}", token: "geheim")
      {:ok, session: session}
    end

    test "lives without its server, and says so at each call", %{session: session} do
      assert {:error, %Error.Transport{reason: :connect}} = SparkEx.spark_version(session)

      assert {:error, %Error.Transport{reason: :connect} = error} =
               session |> SparkEx.range(3) |> DataFrame.collect()

      assert error.operation_id
      assert Session.stopped?(session) == false
      assert {:ok, _id} = Session.session_id(session)
    end

    test "stops at once, there is nothing to release", %{session: session} do
      assert {time, :ok} = :timer.tc(fn -> Session.stop(session) end)
      assert div(time, 1_000) < 1_000
      assert Session.stopped?(session)
      assert Session.stop(session) == :ok
    end

    @tag :capture_log
    test "shows its token to nobody", %{session: session} do
      {:ok, handle} = Session.handle(session)

      for shown <- [:sys.get_state(session), :sys.get_status(session), handle] do
        refute inspect(shown, limit: :infinity, printable_limit: :infinity) =~ "geheim"
      end

      Process.flag(:trap_exit, true)

      log =
        ExUnit.CaptureLog.capture_log(fn ->
          catch_exit(GenServer.call(session, :nonsense))
          assert_receive {:EXIT, ^session, _reason}
        end)

      assert log =~ "terminating"
      refute log =~ "geheim"
    end
  end
end
