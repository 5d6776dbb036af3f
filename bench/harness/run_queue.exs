defmodule Bench.RunQueue do
  @moduledoc false
  # The time that runnable threads wait for a core, by Linux's perf.

  alias Bench.Perf
  alias SparkEx.Arguments.Thunk

  @typedoc "A wait of a thread. Times are seconds of the clock of `:os.perf_counter/1`."
  @type wait :: %{thread: String.t(), process: String.t(), from: float, to: float}

  @typedoc "From when to when, by the same clock."
  @type window :: {from :: float, to :: float}

  # perf reports a wait when its thread has run and leaves the core.
  @afterwards 0.1

  @doc """
  Calls a function and returns the waits of all threads in the windows of time that another
  function derives from its result.

  Returns `:error` without the permission to trace the scheduler, which only root has.
  """
  @spec waits(Thunk.t(result), (result -> [window])) :: {:ok, [{window, [wait]}]} | :error
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

  # The time at which a thread left its core, the core, the thread, and its seconds away, ready,
  # running.
  @line ~r"^\s*(\d+\.\d+) \[\d+\]\s+(.+?)\[(\d+)(?:/(\d+))?\]\s+[\d.]+\s+([\d.]+)\s+([\d.]+)"m

  @doc """
  Returns the waits in the text of `perf sched timehist`.
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
  Returns the thread and the seconds of the longest wait, clipped to a window.
  """
  @spec longest([wait], window) :: {String.t(), float} | nil
  def longest(waits, {from, to}) do
    within = for wait <- waits, do: {wait.thread, min(wait.to, to) - max(wait.from, from)}

    within
    |> Enum.filter(fn {_thread, seconds} -> seconds > 0 end)
    |> Enum.max_by(fn {_thread, seconds} -> seconds end, fn -> nil end)
  end
end
