defmodule SparkEx.Connect.PlanEncoder.Views do
  @moduledoc false
  # Names of the views of the frames in a SQL text (SparkEx.DataFrame.SQLText). The server creates
  # the views while it analyzes the text, and drops them afterwards. Each request gets new names,
  # so that queries which run at the same time do not share a view.

  alias SparkEx.Connect.UUID
  alias SparkEx.Plan

  @doc """
  A plan whose views have unique names.

      iex> reference = %{subquery_alias: %{input: %{range: %{end: 3}}, alias: "r"}}
      iex> root = %{sql: %{query: "SELECT * FROM {r}"}}
      iex> plan = %{with_relations: %{root: root, references: [reference]}}
      iex> %{with_relations: %{root: %{sql: %{query: query}}, references: [named]}} =
      ...>   SparkEx.Connect.PlanEncoder.Views.name(plan)
      iex> query == "SELECT * FROM " <> named.subquery_alias.alias
      true
  """
  @spec name(map) :: map
  def name(plan),
    do: if(Plan.any?(plan, &statement?/1), do: Plan.prewalk(plan, &rename/1), else: plan)

  defp statement?(%{with_relations: %{root: %{sql: _}}}), do: true
  defp statement?(_message), do: false

  defp rename(%{with_relations: %{root: %{sql: _} = root, references: references}} = relation) do
    {references, query} = Enum.map_reduce(references, root.sql.query, &rename_view/2)
    root = put_in(root.sql.query, query)
    {:cont, put_in(relation.with_relations, %{root: root, references: references})}
  end

  defp rename(message), do: {:cont, message}

  # Other references are frames of columns among the arguments, which keep their names.
  defp rename_view(%{subquery_alias: %{alias: name}} = reference, query) do
    place = "{#{name}}"

    if String.contains?(query, place) do
      view = "_spark_ex_" <> String.replace(UUID.generate(), "-", "")
      {put_in(reference.subquery_alias.alias, view), String.replace(query, place, view)}
    else
      {reference, query}
    end
  end

  defp rename_view(reference, query), do: {reference, query}
end
