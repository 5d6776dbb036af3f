defmodule SparkEx.Connect.PlanEncoder do
  @moduledoc false
  # What happens to a plan between its making and its sending.

  alias SparkEx.Connect.PlanEncoder.{Views, WithColumns}
  alias SparkEx.Plan

  @doc """
  A relation as a `spark.connect.Plan`.

      iex> SparkEx.Connect.PlanEncoder.root(%{common: %{plan_id: 1}, range: %{end: 3, step: 1}})
      %{root: %{common: %{plan_id: 1}, range: %{end: 3, step: 1}}}
  """
  @spec root(Plan.relation()) :: map
  def root(relation), do: %{root: prepare(relation)}

  @doc "A command as a `spark.connect.Plan`."
  @spec command(map) :: map
  def command(command), do: %{command: prepare(command)}

  defp prepare(plan), do: plan |> WithColumns.fold() |> Views.name()

  @doc """
  Parts what is sent from what stays here (`SparkEx.Plan.attach/2`).

      iex> relation = %{common: %{plan_id: 1, attached: {:observation, "rows", self()}}, range: %{end: 3}}
      iex> SparkEx.Connect.PlanEncoder.detach(%{root: relation})
      {%{root: %{common: %{plan_id: 1}, range: %{end: 3}}}, [{:observation, "rows", self()}]}
  """
  @spec detach(map) :: {map, [tuple]}
  def detach(plan) do
    case attached(plan, []) do
      [] -> {plan, []}
      attached -> {strip_attachments(plan), attached}
    end
  end

  defp attached(%{common: common} = relation, found) do
    found = if attached = common[:attached], do: [attached | found], else: found
    relation |> Map.delete(:common) |> attached(found)
  end

  defp attached(%{} = map, found),
    do: Enum.reduce(map, found, fn {_key, value}, found -> attached(value, found) end)

  defp attached(list, found) when is_list(list), do: Enum.reduce(list, found, &attached/2)
  defp attached(_other, found), do: found

  defp strip_attachments(%{common: common} = relation) do
    rest = relation |> Map.delete(:common) |> strip_attachments()
    Map.put(rest, :common, Map.delete(common, :attached))
  end

  defp strip_attachments(%{} = map),
    do: Map.new(map, fn {key, value} -> {key, strip_attachments(value)} end)

  defp strip_attachments(list) when is_list(list), do: Enum.map(list, &strip_attachments/1)
  defp strip_attachments(other), do: other

  @doc """
  Says that what was detached is still needed here. What nobody needs any more the VM may collect, and
  with it what a plan relies on, while the plan is on its way.
  """
  @spec keep([tuple]) :: :ok
  def keep(_attached), do: :ok
end
