defmodule Bench.Runner do
  @moduledoc false
  # Runs the contenders of a case in turns.

  alias Bench.{Case, Statistics}

  @repeats 5
  # Slow jobs run fewer times, but at least twice.
  @least_repeats 2
  @seconds_per_case 45

  @doc "Returns a summary for each contender."
  @spec measure(Case.t(), quick: boolean) :: %{String.t() => map}
  def measure(%Case{} = it, quick: quick) do
    warmed_up = if it.warm_up, do: [turn(it)], else: []
    repeats = if quick, do: 1, else: repeats(warmed_up)
    turns = for _ <- 1..repeats, do: turn(it)
    Enum.each(turns, &check_sizes(&1, it))
    Map.new(it.contenders, fn {name, _job} -> {name, summary(turns, name)} end)
  end

  defp turn(it) do
    for {name, job} <- it.contenders, into: %{} do
      run = job.()
      IO.puts(:stderr, "  #{name}: #{Statistics.seconds(run.seconds)}, +#{memory(run)}")
      {name, run}
    end
  end

  defp memory(run), do: Statistics.bytes(Map.get(run, :grown, 0))

  defp summary(turns, name), do: turns |> Enum.map(& &1[name]) |> Statistics.summary()

  defp repeats([]), do: @least_repeats

  defp repeats([turn]) do
    seconds = turn |> Map.values() |> Enum.map(& &1.seconds) |> Enum.sum()
    trunc(@seconds_per_case / seconds) |> max(@least_repeats) |> min(@repeats)
  end

  defp check_sizes(_turn, %Case{same_size: false}), do: :ok

  defp check_sizes(turn, it) do
    sizes = Map.new(turn, fn {name, run} -> {name, run.size} end)

    if sizes |> Map.values() |> Enum.uniq() |> length() > 1,
      do: raise("#{it.name}: the contenders come to different sizes: #{inspect(sizes)}")
  end
end
