defmodule Bench.BackgroundLoad do
  @moduledoc false
  # A small query that runs repeatedly while a large one is collected in the background.

  alias SparkEx.DataFrame

  @typedoc "The start of a query, by `:os.perf_counter/1`, and its duration, in seconds."
  @type timing :: {at :: float, seconds :: float}

  @doc "Collects the large query once and returns the timings of the small one meanwhile."
  @spec run(SparkEx.Session.t(), String.t(), String.t()) :: [timing, ...]
  def run(session, large, small) do
    running = Task.async(fn -> session |> collect(large) |> length() end)
    repeat(running, session, small, [])
  end

  defp repeat(running, session, small, timings) do
    timings = [timed(session, small) | timings]
    if Task.yield(running, 0), do: timings, else: repeat(running, session, small, timings)
  end

  @doc "Collects a query and returns its timing."
  @spec timed(SparkEx.Session.t(), String.t()) :: timing
  def timed(session, sql) do
    at = now()
    collect(session, sql)
    {at, now() - at}
  end

  defp now, do: :os.perf_counter(:microsecond) / 1.0e6

  defp collect(session, sql) do
    session
    |> SparkEx.sql(sql)
    |> DataFrame.collect!(max_rows: :infinity, max_bytes: :infinity)
  end
end
