defmodule SparkEx.Streaming.Await do
  @moduledoc false
  # Waits for the end of queries in turns, so that no server thread waits for hours.

  @turn 30_000

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

  defp now, do: System.monotonic_time(:millisecond)
end
