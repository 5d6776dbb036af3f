defmodule Bench.Target do
  @moduledoc false
  # A target for a figure, and the reason if the results miss it.

  alias Bench.{Case, Statistics}

  @enforce_keys [:text, :value, :limit]
  defstruct [:text, :value, :limit, bound: nil, unit: ""]

  @type t :: %__MODULE__{
          text: String.t(),
          # `nil` if it was not measured.
          value: (Bench.Workload.results() -> number | nil),
          limit: {:at_least | :at_most, number},
          unit: String.t(),
          bound: String.t() | nil
        }

  @doc """
  Returns the line that tells whether the results meet the target.
  """
  @spec line(t, Bench.Workload.results()) :: String.t()
  def line(%__MODULE__{} = target, results) do
    value = target.value.(results)
    met = if value, do: met?(value, target.limit)

    "- **#{verdict(met)}**#{measured(value, target.unit)}: #{target.text} " <>
      "(#{limit(target.limit, target.unit)})#{if met == false, do: bound(target.bound)}"
  end

  @doc """
  Returns the ratio of the seconds of two contenders, or `nil` if one of them was not measured.
  """
  @spec ratio(Bench.Workload.results(), Case.id(), String.t(), String.t()) :: float | nil
  def ratio(results, id, contender, other) do
    with %{^id => %{^contender => %{median: of}, ^other => %{median: by}}} <- results,
         do: of / by,
         else: (_missing -> nil)
  end

  defp met?(value, {:at_least, limit}), do: value >= limit
  defp met?(value, {:at_most, limit}), do: value <= limit

  defp verdict(nil), do: "not measured"
  defp verdict(true), do: "met"
  defp verdict(false), do: "not met"

  defp measured(nil, _unit), do: ""
  defp measured(value, unit), do: " at #{Statistics.digits(value)}#{unit}"

  defp limit({side, limit}, unit), do: "#{String.replace("#{side}", "_", " ")} #{limit}#{unit}"

  defp bound(nil), do: ""
  defp bound(text), do: ". #{text}"
end
