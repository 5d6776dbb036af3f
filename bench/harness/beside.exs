defmodule Bench.Beside do
  @moduledoc false
  # A small query, asked over and over for as long as a large one is collected.

  alias SparkEx.DataFrame

  @typedoc "When the small query was asked, by `:os.perf_counter/1`, and how long it took, in seconds."
  @type asked :: {at :: float, seconds :: float}

  @doc "The large query's rows are collected once; each time that the small one was asked."
  @spec run(SparkEx.Session.t(), String.t(), String.t()) :: [asked, ...]
  def run(session, large, small) do
    running = Task.async(fn -> session |> collect(large) |> length() end)
    ask(running, session, small, [])
  end

  defp ask(running, session, small, asked) do
    asked = [timed(session, small) | asked]
    if Task.yield(running, 0), do: asked, else: ask(running, session, small, asked)
  end

  @doc "A query's rows, and how long they took."
  @spec timed(SparkEx.Session.t(), String.t()) :: asked
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
