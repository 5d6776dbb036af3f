defmodule Bench.Statistics do
  @moduledoc false
  # Summaries of several runs, and numbers as text.

  @doc """
  Returns the median; for an even count, the mean of the two middle numbers.
  """
  @spec median([number, ...]) :: float
  def median(numbers) do
    sorted = Enum.sort(numbers)
    last = length(sorted) - 1
    (Enum.at(sorted, div(last, 2)) + Enum.at(sorted, div(last + 1, 2))) / 2
  end

  @doc """
  Returns the smallest number that is at least as large as `percent` percent of all.
  """
  @spec percentile([number, ...], 1..100) :: number
  def percentile(numbers, percent) do
    sorted = Enum.sort(numbers)
    Enum.at(sorted, ceil(length(sorted) * percent / 100) - 1)
  end

  @doc """
  Summarizes several runs of a contender: `median`, `min` and `max` of the seconds, the median of
  the processor seconds, and the maximum of each other figure.
  """
  @spec summary([map, ...]) :: map
  def summary([first | _others] = runs) do
    seconds = Enum.map(runs, & &1.seconds)

    first
    |> Map.keys()
    |> Map.new(fn figure -> {figure, runs |> Enum.map(& &1[figure]) |> Enum.max()} end)
    |> Map.put(:cpu, runs |> Enum.map(&Map.get(&1, :cpu, 0)) |> median())
    |> Map.merge(%{median: median(seconds), min: Enum.min(seconds), max: Enum.max(seconds)})
    |> Map.put(:runs, length(runs))
  end

  @doc """
  Formats seconds with three digits, in a suitable unit.
  """
  @spec seconds(number) :: String.t()
  def seconds(seconds) when seconds >= 1, do: digits(seconds) <> " s"
  def seconds(seconds) when seconds >= 0.001, do: digits(seconds * 1.0e3) <> " ms"
  def seconds(seconds), do: digits(seconds * 1.0e6) <> " µs"

  @doc """
  Formats bytes in decimal units.
  """
  @spec bytes(number) :: String.t()
  def bytes(bytes) when bytes >= 1.0e9, do: digits(bytes / 1.0e9) <> " GB"
  def bytes(bytes), do: digits(bytes / 1.0e6) <> " MB"

  @doc """
  Formats a number with three significant digits.
  """
  @spec digits(number) :: String.t()
  def digits(number) when number >= 100, do: number |> round() |> Integer.to_string()
  def digits(number) when number >= 10, do: fixed(number, 1)
  def digits(number) when number >= 1, do: fixed(number, 2)
  def digits(number), do: fixed(number, 3)

  defp fixed(number, decimals), do: :erlang.float_to_binary(number / 1, decimals: decimals)
end
