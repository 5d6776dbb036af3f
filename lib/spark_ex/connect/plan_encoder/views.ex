defmodule SparkEx.Connect.PlanEncoder.Views do
  @moduledoc false
  # Names for the views that stand for the frames in a SQL text (SparkEx.DataFrame.SQLText). The
  # server creates them while it analyzes the text, and drops them afterwards. Each request gets
  # new names, so that queries which run at the same time do not share a view.

  alias SparkEx.Connect.UUID

  @doc """
  A plan with names for its views.

      iex> reference = %{subquery_alias: %{input: %{range: %{end: 3}}, alias: "r"}}
      iex> root = %{sql: %{query: "SELECT * FROM {r}"}}
      iex> plan = %{with_relations: %{root: root, references: [reference]}}
      iex> %{with_relations: %{root: %{sql: %{query: query}}, references: [named]}} =
      ...>   SparkEx.Connect.PlanEncoder.Views.name(plan)
      iex> query == "SELECT * FROM " <> named.subquery_alias.alias
      true
  """
  @spec name(map) :: map
  def name(plan), do: if(any?(plan), do: walk(plan), else: plan)

  defp any?(%{with_relations: %{root: %{sql: _}}}), do: true
  defp any?(%{} = map), do: Enum.any?(map, fn {_key, value} -> any?(value) end)
  defp any?(list) when is_list(list), do: Enum.any?(list, &any?/1)
  defp any?(_other), do: false

  defp walk(%{with_relations: %{root: %{sql: _} = root, references: references}} = node) do
    {references, query} = Enum.map_reduce(references, root.sql.query, &named/2)
    put_in(node.with_relations, %{root: put_in(root.sql.query, query), references: references})
  end

  defp walk(struct) when is_struct(struct), do: struct
  defp walk(%{} = map), do: Map.new(map, fn {key, value} -> {key, walk(value)} end)
  defp walk(list) when is_list(list), do: Enum.map(list, &walk/1)
  defp walk(other), do: other

  # Other references are the frames of columns among the arguments; those keep the names that they have.
  defp named(%{subquery_alias: %{alias: name}} = reference, query) do
    place = "{#{name}}"

    if String.contains?(query, place),
      do: view(reference, query, place),
      else: {walk(reference), query}
  end

  defp named(reference, query), do: {walk(reference), query}

  defp view(reference, query, place) do
    view = "_spark_ex_" <> String.replace(UUID.generate(), "-", "")
    %{input: input} = reference.subquery_alias

    {put_in(reference.subquery_alias, %{input: walk(input), alias: view}),
     String.replace(query, place, view)}
  end
end
