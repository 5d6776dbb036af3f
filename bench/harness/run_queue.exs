defmodule Bench.RunQueue do
  @moduledoc false
  # How long threads that could have run waited for a core, by Linux's perf.

  alias Bench.Perf

  @typedoc "A wait of a thread. Times are seconds of the clock of `:os.perf_counter/1`."
  @type wait :: %{thread: String.t(), process: String.t(), from: float, to: float}

  @typedoc "From when to when, by the same clock."
  @type window :: {from :: float, to :: float}

  # A wait is told of when its thread, which then ran, leaves the core again.
  @afterwards 0.1

  @doc """
  Calls a function; gives out how long the threads of all processes waited in those windows of time that
  another function makes of its result.

  `:error` where perf may not look at the scheduler: it takes an administrator.
  """
  @spec waits((() -> result), (result -> [window])) :: {:ok, [{window, [wait]}]} | :error
        when result: term
  def waits(function, windows) do
    Perf.record(~w(sched record -q -k CLOCK_MONOTONIC), function, fn result, file ->
      waits = for window <- windows.(result), do: {window, waits_in(file, window)}
      if Enum.any?(waits, &match?({_window, :error}, &1)), do: :error, else: {:ok, waits}
    end)
  end

  defp waits_in(file, {from, to}) do
    [from, to] =
      for time <- [from, to + @afterwards], do: :erlang.float_to_binary(time, decimals: 6)

    with {:ok, text} <- Perf.text(~w(sched timehist -i #{file} --time #{from},#{to})),
         do: parse(text)
  end

  # When a thread left its core, the core, the thread, how long it was away, then ready, and then ran.
  @line ~r"^\s*(\d+\.\d+) \[\d+\]\s+(.+?)\[(\d+)(?:/(\d+))?\]\s+[\d.]+\s+([\d.]+)\s+([\d.]+)"m

  @doc """
  The waits in the text of `perf sched timehist`.
  """
  @spec parse(String.t()) :: [wait]
  def parse(text) do
    for [_, left, thread, id, process, ready, ran] <- Regex.scan(@line, text) do
      to = String.to_float(left) - String.to_float(ran) / 1000

      %{
        thread: thread,
        process: if(process == "", do: id, else: process),
        from: to - String.to_float(ready) / 1000,
        to: to
      }
    end
  end

  @doc """
  The longest of the waits, for as much of it as is within a window: the thread and the seconds.
  """
  @spec longest([wait], window) :: {String.t(), float} | nil
  def longest(waits, {from, to}) do
    within = for wait <- waits, do: {wait.thread, min(wait.to, to) - max(wait.from, from)}

    within
    |> Enum.filter(fn {_thread, seconds} -> seconds > 0 end)
    |> Enum.max_by(fn {_thread, seconds} -> seconds end, fn -> nil end)
  end
end
