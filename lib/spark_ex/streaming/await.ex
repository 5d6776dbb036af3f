defmodule SparkEx.Streaming.Await do
  @moduledoc false
  # Waiting for the end of queries in turns, so that no thread of the server waits for hours.

  @turn 30_000

  @doc """
  Calls the function with the milliseconds of each turn, until it returns `{:ok, true}`, an error, or
  the time is over.
  """
  @spec run(timeout, (pos_integer -> {:ok, boolean} | {:error, Exception.t()})) ::
          {:ok, :terminated | :running} | {:error, Exception.t()}
  def run(:infinity, wait), do: until(:infinity, wait)
  def run(timeout, wait), do: until(now() + timeout, wait)

  defp until(deadline, wait) do
    # Spark refuses to wait for 0 milliseconds.
    turn = deadline |> left() |> max(1)

    case wait.(turn) do
      {:ok, true} -> {:ok, :terminated}
      {:ok, false} -> if left(deadline) > 0, do: until(deadline, wait), else: {:ok, :running}
      {:error, exception} -> {:error, exception}
    end
  end

  defp left(:infinity), do: @turn
  defp left(deadline), do: min(deadline - now(), @turn)

  defp now, do: System.monotonic_time(:millisecond)
end
