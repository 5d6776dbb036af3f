defmodule SparkEx.Session.ServerWait do
  @moduledoc false
  # Waits for a server that is starting: repeats a call until the server answers it.

  require Logger

  alias SparkEx.Arguments.Thunk
  alias SparkEx.{Error, Telemetry}

  @first_pause 500
  @longest_pause 5_000
  # Failures of a server that is starting, unlike those of TLS.
  @starting ~r/refused|dns|resolve|lookup|deadline|timed out|elapsed|unreachable/i

  @type answer :: {:ok, term} | {:error, Exception.t()}

  @doc """
  Repeats a call until the server answers, or `wait` milliseconds have passed.

  Returns the last answer. Errors that time does not mend end the wait at once.
  """
  @spec repeat(non_neg_integer, map, Thunk.t(answer)) :: answer
  def repeat(wait, metadata, call), do: repeat(deadline(wait), @first_pause, 1, metadata, call)

  defp repeat(deadline, pause, attempt, metadata, call) do
    answer = call.()
    left = deadline - System.monotonic_time(:millisecond)

    if left > 0 and starting?(answer) do
      pause = min(pause, left)
      report(answer, %{attempt: attempt, wait: pause, left: left}, metadata)
      Process.sleep(pause)
      repeat(deadline, min(2 * pause, @longest_pause), attempt + 1, metadata, call)
    else
      answer
    end
  end

  defp deadline(wait), do: System.monotonic_time(:millisecond) + wait

  @doc """
  Returns whether an answer is the error of a server that may be starting.

      iex> error = %SparkEx.Error.Transport{reason: :unavailable, text: "HTTP 503"}
      iex> SparkEx.Session.ServerWait.starting?({:error, error})
      true
  """
  @spec starting?(answer) :: boolean
  def starting?({:error, %Error.Transport{reason: :unavailable}}), do: true
  def starting?({:error, %Error.Transport{reason: :connect, text: text}}), do: text =~ @starting
  def starting?(_answer), do: false

  defp report({:error, error}, measurements, metadata) do
    Telemetry.session(:wait, measurements, Map.put(metadata, :reason, error.reason))

    Logger.info(fn ->
      "waiting for Spark at #{metadata.host}:#{metadata.port}, for at most " <>
        "#{div(measurements.left, 1_000)} s more: #{error.text}"
    end)
  end
end
