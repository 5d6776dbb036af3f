defmodule Bench.Workload do
  @moduledoc false
  # A section of the results: cases that are measured in the same way, and what they are to show.

  alias Bench.{Case, Setting, Statistics, Target}

  @typedoc "What came of the cases: a summary for each contender, by the case's id."
  @type results :: %{Case.id() => %{String.t() => map}}

  @doc "The section's heading."
  @callback title() :: String.t()

  @doc "What is measured, in a sentence or two."
  @callback about() :: String.t()

  @doc """
  The whole section, of a workload that is no comparison; `note` is its last line.
  """
  @callback section(Setting.t(), note :: String.t()) :: String.t()

  @doc "The cases, with what the setting offers."
  @callback cases(Setting.t()) :: [Case.t()]

  @doc "Columns beyond times and ratios: a title, a contender, and its summary as text."
  @callback figures() :: [{String.t(), String.t(), (map, Case.t() -> String.t())}]

  @doc "What the cases are to show."
  @callback targets() :: [Target.t()]

  @optional_callbacks section: 2, cases: 1, figures: 0, targets: 0

  @doc "The columns of the peak memory of contenders, and of what it is above that before the run."
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
