defmodule SparkEx.SamePlan do
  @moduledoc """
  The assertion that a query and the equivalent calls of functions build the same plan.
  """

  import ExUnit.Assertions

  alias SparkEx.{Column, DataFrame, GroupedData, PlanNormalizer}
  alias SparkEx.Functions, as: F

  @doc "Asserts that two frames, columns or groups are the same plan."
  @spec same(built, built) :: true when built: DataFrame.t() | Column.t() | GroupedData.t()
  def same(%DataFrame{plan: query}, %DataFrame{plan: functions}) do
    assert normal("spark.connect.Relation", query) ==
             normal("spark.connect.Relation", functions)
  end

  def same(%Column{expr: query}, %Column{expr: functions}) do
    assert normal("spark.connect.Expression", query) ==
             normal("spark.connect.Expression", functions)
  end

  def same(query, functions),
    do: same(DataFrame.agg(query, F.lit(1)), DataFrame.agg(functions, F.lit(1)))

  # Each plan numbers its lambda variables anew, so this renames them.
  defp normal(message, plan),
    do: message |> PlanNormalizer.normalize(plan) |> renamed(%{}) |> elem(0)

  defp renamed(%{name_parts: [name]} = variable, names) do
    names = Map.put_new(names, name, "v#{map_size(names)}")
    {%{variable | name_parts: [names[name]]}, names}
  end

  defp renamed(map, names) when is_map(map) do
    {pairs, names} =
      Enum.map_reduce(Enum.sort(map), names, fn {key, value}, names ->
        {value, names} = renamed(value, names)
        {{key, value}, names}
      end)

    {Map.new(pairs), names}
  end

  defp renamed(list, names) when is_list(list), do: Enum.map_reduce(list, names, &renamed/2)
  defp renamed(term, names), do: {term, names}
end
