defmodule SparkEx.Connect.TokenServerTest do
  # The client asks for the token before it connects, so no server is needed.
  use ExUnit.Case, async: true

  alias SparkEx.{Error, Session}

  @url "sc://127.0.0.1:1"

  defp session(token, options \\ []) do
    {:ok, session} = Session.start_link([url: @url, token: token] ++ options)
    session
  end

  defp failure(token) do
    log =
      ExUnit.CaptureLog.capture_log(fn ->
        assert {:error, %Error.Transport{reason: :token} = error} =
                 token |> session() |> SparkEx.spark_version()

        refute inspect(error) =~ "geheim"
        send(self(), {:message, Exception.message(error)})
      end)

    refute log =~ "geheim"
    assert_received {:message, message}
    refute message =~ "geheim"
    message
  end

  describe "a token function" do
    test "that raises, throws or exits fails its call without leaking secrets" do
      for {token, told} <- [
            {fn -> raise "geheim" end, "it raised RuntimeError"},
            {fn -> :erlang.error({:geheim, 1}) end, "it raised ErlangError"},
            {fn -> Enum.fetch!(["geheim"], 1) end, "it raised Enum.OutOfBoundsError"},
            {fn -> throw("geheim") end, "it ended with throw"},
            {fn -> exit("geheim") end, "it ended with exit"}
          ] do
        assert failure(token) == "the token function failed: " <> told
      end
    end

    test "that returns no token fails its call" do
      for answer <- [nil, :geheim, "", {:error, "geheim"}, {:ok, ""}, "geheim\xFF", ~c"geheim"] do
        assert failure(fn -> answer end) =~ "it returned no string, or an empty one"
      end
    end

    test "that returns an invalid header value fails its call" do
      assert failure(fn -> "geheim\n" end) =~ "has characters that are invalid in a header"
    end

    test "that is killed fails only its call" do
      calls = :counters.new(1, [])

      session =
        session(fn -> if first?(calls), do: Process.exit(self(), :kill), else: {:ok, "token"} end)

      assert {:error, %Error.Transport{reason: :token, text: text}} =
               SparkEx.spark_version(session)

      assert text =~ "it was killed"
      assert {:error, %Error.Transport{reason: :connect}} = SparkEx.spark_version(session)
    end

    test "that hangs blocks only its call" do
      [test, calls] = [self(), :counters.new(1, [])]

      hang = fn ->
        send(test, :hangs)
        Process.sleep(:infinity)
      end

      session =
        session(fn -> if first?(calls), do: hang.(), else: "token" end, rpc_timeout: 1_000)

      hanging = Task.async(fn -> SparkEx.spark_version(session) end)
      assert_receive :hangs
      assert {:error, %Error.Transport{reason: :connect}} = SparkEx.spark_version(session)
      assert {:error, %Error.Transport{reason: :timeout}} = Task.await(hanging)
    end

    defp telling(test) do
      fn ->
        send(test, {:asked_in, self()})
        "token"
      end
    end

    test "runs in a separate process, and its token is cached" do
      session = session(telling(self()))
      refute_received {:asked_in, _}
      for _ <- 1..5, do: SparkEx.spark_version(session)
      assert_received {:asked_in, pid}
      assert length(Enum.uniq([pid, self(), session])) == 3
      refute_received {:asked_in, _}
    end

    test "is called again after the TTL" do
      session = session(telling(self()), token_ttl: 300)
      for _ <- 1..2, do: SparkEx.spark_version(session)
      assert_received {:asked_in, _pid}
      refute_received {:asked_in, _}
      Process.sleep(350)
      SparkEx.spark_version(session)
      assert_received {:asked_in, _pid}
    end

    test "is called for every RPC with a TTL of 0" do
      session = session(telling(self()), token_ttl: 0)
      for _ <- 1..2, do: SparkEx.spark_version(session)
      assert_received {:asked_in, a}
      assert_received {:asked_in, b}
      assert a != b
    end
  end

  test "stops the token server with its session" do
    test = self()

    session =
      session(fn ->
        {:links, [server]} = Process.info(self(), :links)
        send(test, {:asked_by, server})
        "token"
      end)

    SparkEx.spark_version(session)
    assert_received {:asked_by, server}
    monitor = Process.monitor(server)
    Session.stop(session)
    # The native core may still need a token shortly after the session stops.
    assert_receive {:DOWN, ^monitor, :process, ^server, :shutdown}
  end

  defp first?(calls) do
    :counters.add(calls, 1, 1)
    :counters.get(calls, 1) == 1
  end
end
