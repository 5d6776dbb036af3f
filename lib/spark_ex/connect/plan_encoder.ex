defmodule SparkEx.Connect.PlanEncoder do
  @moduledoc false
  # What happens to a plan between its making and its sending.

  alias SparkEx.Connect.PlanEncoder.WithColumns
  alias SparkEx.Plan

  @doc """
  A relation as a `spark.connect.Plan`.

      iex> SparkEx.Connect.PlanEncoder.root(%{common: %{plan_id: 1}, range: %{end: 3, step: 1}})
      %{root: %{common: %{plan_id: 1}, range: %{end: 3, step: 1}}}
  """
  @spec root(Plan.relation()) :: map
  def root(relation), do: %{root: WithColumns.fold(relation)}

  @doc "A command as a `spark.connect.Plan`."
  @spec command(map) :: map
  def command(command), do: %{command: WithColumns.fold(command)}
end
