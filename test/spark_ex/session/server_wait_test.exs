defmodule SparkEx.Session.ServerWaitTest do
  use SparkEx.SparkCase, async: true

  import ExUnit.CaptureLog

  alias SparkEx.{CuttingProxy, TestSpark}
  alias SparkEx.Session.ServerWait

  doctest ServerWait

  @place %{host: "h", port: 7}

  defp transport(reason, text), do: {:error, %Error.Transport{reason: reason, text: text}}

  # Returns the answers one after the other.
  defp calls(answers) do
    {:ok, agent} = Agent.start_link(fn -> answers end)
    fn -> Agent.get_and_update(agent, fn [answer | rest] -> {answer, rest} end) end
  end

  test "repeats a call until the server answers, and logs each attempt" do
    answers = [transport(:connect, "refused"), transport(:unavailable, "HTTP 503"), {:ok, 1}]
    level = Logger.level()

    log =
      capture_log([level: :info], fn ->
        assert ServerWait.repeat(60_000, @place, calls(answers)) == {:ok, 1}
      end)

    if level in [:debug, :info], do: assert(log =~ "waiting for Spark at h:7")
  end

  test "does not wait by default, nor for errors that stay" do
    refused = transport(:connect, "refused")
    assert ServerWait.repeat(0, @place, calls([refused])) == refused

    for error <- [
          transport(:connect, "invalid peer certificate: UnknownIssuer"),
          transport(:unauthenticated, "no token"),
          {:error, %Error.Argument{message: "bad"}}
        ],
        do: assert(ServerWait.repeat(60_000, @place, calls([error])) == error)
  end

  test "returns the last error after the time" do
    refused = transport(:connect, "refused")
    assert ServerWait.repeat(1, @place, fn -> refused end) == refused
  end

  @tag :spark
  test "connect/1 waits for a server that starts later" do
    proxy = start_supervised!({CuttingProxy, TestSpark.url()})
    :ok = CuttingProxy.refuse(proxy, 1_500)
    url = CuttingProxy.url(proxy)
    assert {:error, %Error.Transport{reason: :connect}} = SparkEx.connect(url: url)
    assert {:ok, session} = SparkEx.connect(url: url, wait: 120_000)
    assert session |> SparkEx.range(2) |> DataFrame.count() == {:ok, 2}
    Session.stop(session)
  end
end
