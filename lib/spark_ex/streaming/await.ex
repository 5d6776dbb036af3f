defmodule SparkEx.Streaming.Await do
  @moduledoc false
  # Waits for the end of queries in turns, so that no server thread waits for hours.

  alias SparkEx.{Error, StreamingQuery}

  @turn 30_000
  # Usually milliseconds. Whoever waits for a listener bus waits for this, too.
  @settle_timeout 5_000

  @doc """
  Calls the function with the milliseconds of each turn, until it returns `{:ok, true}`, an error,
  or the time is over.
  """
  @spec run(timeout, (pos_integer -> {:ok, boolean} | {:error, Exception.t()})) ::
          {:ok, :terminated | :running} | {:error, Exception.t()}
  def run(:infinity, wait), do: turn(@turn, fn -> @turn end, wait)

  def run(timeout, wait) do
    deadline = now() + timeout
    # Spark refuses to wait for 0 milliseconds.
    timeout |> max(1) |> turn(fn -> deadline - now() end, wait)
  end

  defp turn(left, next, wait) do
    case wait.(min(left, @turn)) do
      {:ok, true} -> {:ok, :terminated}
      {:ok, false} -> if next.() > 0, do: turn(max(next.(), 1), next, wait), else: {:ok, :running}
      {:error, exception} -> {:error, exception}
    end
  end

  @doc """
  Waits for the last progress of a query that is inactive, for some seconds at most.

  A query that is stopped becomes inactive first and ends its micro-batch then.
  """
  @spec settle(StreamingQuery.t()) :: :ok | {:error, Exception.t()}
  def settle(query) do
    case StreamingQuery.await(query, timeout: @settle_timeout) do
      {:ok, _state} -> :ok
      # The failure of the query, which `StreamingQuery.exception/1` returns.
      {:error, %Error.Remote{}} -> :ok
      {:error, exception} -> {:error, exception}
    end
  end

  defp now, do: System.monotonic_time(:millisecond)
end
