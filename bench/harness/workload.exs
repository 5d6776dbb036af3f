defmodule Bench.Workload do
  @moduledoc false
  # A section of the results: cases that are measured in the same way, and their targets.

  alias Bench.{Case, Setting, Statistics, Target}

  @typedoc "What came of the cases: a summary for each contender, by the case's id."
  @type results :: %{Case.id() => %{String.t() => map}}

  @doc "Returns the heading."
  @callback title() :: String.t()

  @doc "Describes the measurement in a sentence or two."
  @callback about() :: String.t()

  @doc """
  Returns the whole section of a workload that compares nothing; `note` is its last line.
  """
  @callback section(Setting.t(), note :: String.t()) :: String.t()

  @doc "Returns the cases in a setting."
  @callback cases(Setting.t()) :: [Case.t()]

  @doc "Returns the columns besides times and ratios: title, contender, and its summary as text."
  @callback figures() :: [{String.t(), String.t(), (map, Case.t() -> String.t())}]

  @doc "Returns the targets."
  @callback targets() :: [Target.t()]

  @optional_callbacks section: 2, cases: 1, figures: 0, targets: 0

  @doc "Returns columns for the peak memory of contenders and its increase during a run."
  @spec peaks([String.t()]) :: [{String.t(), String.t(), (map, Case.t() -> String.t())}]
  def peaks(contenders) do
    for contender <- contenders do
      {"memory of #{contender}", contender,
       fn summary, _case ->
         "#{Statistics.bytes(summary.peak)} (+#{Statistics.bytes(summary.grown)})"
       end}
    end
  end
end
