defmodule SparkEx.Integration.AuthenticationTest do
  @moduledoc """
  Bearer tokens against Spark's own authentication.
  """

  use ExUnit.Case, async: false

  import SparkEx.Eventually, only: [eventually: 1]

  alias SparkEx.{DataFrame, Error, LocalServer, Session}
  alias SparkEx.Functions, as: F

  @moduletag :local_spark

  @token "geheim-1f2e"
  @rows 2_000
  # Splits a result over many streams, each of which sends the token again.
  @conf %{
    "spark.connect.execute.reattachable.senderMaxStreamSize" => "20k",
    "spark.sql.execution.arrow.maxRecordsPerBatch" => "50"
  }

  setup_all do
    server = start_supervised!({LocalServer, master: "local[2]", token: @token, conf: @conf})

    {:ok, url: LocalServer.url(server)}
  end

  # Supplies the tokens in order and then repeats the last one.
  setup do
    {:ok, tokens: start_supervised!({Agent, fn -> %{next: [@token], calls: 0} end})}
  end

  defp next(tokens, list), do: Agent.update(tokens, &%{&1 | next: list, calls: 0})
  defp calls(tokens), do: Agent.get(tokens, & &1.calls)

  defp take(tokens) do
    Agent.get_and_update(tokens, fn
      %{next: [last]} = state -> {last, %{state | calls: state.calls + 1}}
      %{next: [token | rest]} = state -> {token, %{state | next: rest, calls: state.calls + 1}}
    end)
  end

  # Asks for a token before every RPC, so that a test decides which of them has an expired one.
  defp session(url, tokens, options \\ [token_ttl: 0]) do
    options = [url: url, token: fn -> take(tokens) end] ++ options
    start_supervised!({Session, options}, id: make_ref())
  end

  defp frame(session) do
    text = F.repeat(F.lit("x"), F.lit(100))
    session |> SparkEx.range(0, @rows, 1, 2) |> DataFrame.select(id: F.col("id"), text: text)
  end

  defp ids(frame), do: frame |> DataFrame.stream() |> Enum.map(& &1["id"])

  describe "a fixed token" do
    test "is accepted if it is valid", %{url: url} do
      {:ok, session} = SparkEx.connect(url: url, token: @token)
      assert session |> frame() |> DataFrame.count!() == @rows
      assert Session.stop(session) == :ok
    end

    test "returns a clear error without the token if it is wrong or missing", %{url: url} do
      for options <- [[token: "falsch-9d8c"], []] do
        assert {:error, %Error.Transport{reason: :unauthenticated} = error} =
                 SparkEx.connect([url: url] ++ options)

        assert Exception.message(error) =~ "check the token"
        refute inspect(error) =~ "falsch-9d8c"
      end
    end
  end

  describe "a token" do
    test "is requested once until the server rejects it", %{url: url, tokens: tokens} do
      session = session(url, tokens, [])
      for _each <- 1..10, do: assert({:ok, _version} = Session.spark_version(session))
      assert session |> frame() |> ids() == Enum.to_list(0..(@rows - 1))
      assert calls(tokens) == 1

      expired = session(url, tokens, [])
      next(tokens, ["expired", @token])
      for _each <- 1..10, do: assert({:ok, _version} = Session.spark_version(expired))
      assert calls(tokens) == 2
    end
  end

  describe "an expired token is refreshed" do
    test "once per call", %{url: url, tokens: tokens} do
      session = session(url, tokens)
      next(tokens, ["expired", @token])
      assert {:ok, _version} = Session.spark_version(session)
      assert calls(tokens) == 2
    end

    test "by a session that has made no call yet", %{url: url, tokens: tokens} do
      session = session(url, tokens)
      next(tokens, ["expired", @token])
      assert session |> frame() |> ids() == Enum.to_list(0..(@rows - 1))
    end

    test "for a query", %{url: url, tokens: tokens} do
      session = session(url, tokens)
      {:ok, _version} = Session.spark_version(session)
      next(tokens, ["expired", @token])
      assert session |> frame() |> ids() == Enum.to_list(0..(@rows - 1))
    end

    test "while a query runs, whichever call is rejected", %{url: url, tokens: tokens} do
      session = session(url, tokens)
      {:ok, _version} = Session.spark_version(session)

      for at <- 1..8 do
        next(tokens, List.duplicate(@token, at) ++ ["expired", @token])
        assert session |> frame() |> ids() == Enum.to_list(0..(@rows - 1))
        assert calls(tokens) > at
      end
    end

    test "when the session ends", %{url: url, tokens: tokens} do
      session = session(url, tokens)
      {:ok, id} = Session.session_id(session)
      {:ok, _version} = Session.spark_version(session)
      next(tokens, ["expired", @token])
      assert Session.stop(session) == :ok

      again = start_supervised!({Session, url: url, token: @token, session_id: id})
      assert {:error, %Error.Session{reason: :closed}} = again |> frame() |> DataFrame.collect()
    end
  end

  describe "a token that stays expired" do
    test "is refreshed once more, then the call returns an error", %{url: url, tokens: tokens} do
      session = session(url, tokens)
      {:ok, _version} = Session.spark_version(session)
      next(tokens, ["expired"])

      assert {:error, %Error.Transport{reason: :unauthenticated}} = Session.spark_version(session)

      assert calls(tokens) == 2

      assert {:error, %Error.Transport{reason: :unauthenticated}} =
               session |> frame() |> DataFrame.collect()
    end

    test "ends a running query with an error after its first rows", %{url: url, tokens: tokens} do
      session = session(url, tokens)
      {:ok, _version} = Session.spark_version(session)
      next(tokens, [@token, @token, @token, "expired"])
      error = assert_raise Error.Transport, fn -> session |> frame() |> ids() end
      assert error.reason == :unauthenticated
      assert error.operation_id != nil
    end
  end

  describe "requests that the caller does not see" do
    test "carry a token: the interrupt of a query that timed out", context do
      session = session(context.url, context.tokens)

      endless =
        SparkEx.sql(session, "SELECT id FROM range(0, 100000000000, 1, 2) WHERE id % 7 = 9")

      assert {:error, %Error.Transport{reason: :timeout}} =
               DataFrame.collect(endless, timeout: 700)

      assert eventually(fn -> Session.interrupt_all(session) == {:ok, []} end)
    end

    @tag :tls_proxy
    @tag :tmp_dir
    test "carry a token in every call", context do
      %{url: url, tokens: tokens, tmp_dir: directory} = context
      ingress = SparkEx.TestIngress.start(directory, [:plain], url)
      session = session(SparkEx.TestIngress.url(ingress, :plain), tokens)
      assert session |> frame() |> ids() == Enum.to_list(0..(@rows - 1))
      assert Session.stop(session) == :ok

      requests = SparkEx.TestIngress.requests(ingress, &(length(&1) == calls(tokens)))
      assert length(requests) == calls(tokens)

      assert %{"ReattachExecute" => reattached, "ReleaseExecute" => released} =
               Enum.frequencies_by(requests, &Path.basename(&1.path))

      assert reattached > 5 and released > 0
    end
  end
end
