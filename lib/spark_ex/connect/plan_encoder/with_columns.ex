defmodule SparkEx.Connect.PlanEncoder.WithColumns do
  @moduledoc false
  # Adjacent with_columns nodes as one.
  #
  # A loop over with_column/3 makes a plan as deep as it has rounds; Spark analyzes each level anew and
  # refuses more than some five hundred. One node with all columns means the same as long as none of
  # them is made from another, and nobody refers to a frame in between.

  alias SparkEx.Plan

  @doc """
  A relation with its adjacent with_columns nodes folded, wherever that changes no meaning.

      iex> column = fn name, expr -> %{name: [name], expr: expr} end
      iex> literal = %{literal: %{integer: 1}}
      iex> base = %{common: %{plan_id: 1}, range: %{end: 3, step: 1}}
      iex> one = %{common: %{plan_id: 2}, with_columns: %{input: base, aliases: [column.("a", literal)]}}
      iex> two = %{common: %{plan_id: 3}, with_columns: %{input: one, aliases: [column.("b", literal)]}}
      iex> folded = SparkEx.Connect.PlanEncoder.WithColumns.fold(two)
      iex> folded.with_columns.input == base and Enum.map(folded.with_columns.aliases, & &1.name)
      [["a"], ["b"]]
  """
  @spec fold(map) :: map
  def fold(relation) do
    if adjacent?(relation),
      do: rewrite(relation, references(relation, MapSet.new())),
      else: relation
  end

  defp adjacent?(%{with_columns: %{input: %{with_columns: _}}}), do: true
  defp adjacent?(%{} = map), do: Enum.any?(map, fn {_key, value} -> adjacent?(value) end)
  defp adjacent?(list) when is_list(list), do: Enum.any?(list, &adjacent?/1)
  defp adjacent?(_other), do: false

  # The frames that some expression names by their plan id.
  defp references(%{common: %{plan_id: _}} = relation, found),
    do: relation |> Map.delete(:common) |> references(found)

  defp references(%{} = map, found) do
    found = if id = map[:plan_id], do: MapSet.put(found, id), else: found
    Enum.reduce(map, found, fn {_key, value}, found -> references(value, found) end)
  end

  defp references(list, found) when is_list(list), do: Enum.reduce(list, found, &references/2)
  defp references(_other, found), do: found

  defp rewrite(%{with_columns: _} = node, references) do
    {steps, base} = chain(node, [])
    base = rewrite(base, references)
    {folded, _names} = Enum.reduce(steps, {base, nil}, &add(&1, &2, references))
    folded
  end

  defp rewrite(%{__struct__: _} = struct, _references), do: struct

  defp rewrite(%{} = map, references),
    do: Map.new(map, fn {key, value} -> {key, rewrite(value, references)} end)

  defp rewrite(list, references) when is_list(list), do: Enum.map(list, &rewrite(&1, references))
  defp rewrite(other, _references), do: other

  # The nodes of a chain, innermost first.
  defp chain(%{with_columns: %{input: input}} = node, steps), do: chain(input, [node | steps])
  defp chain(base, steps), do: {steps, base}

  # `names` are those that the node below makes, `nil` where there is none to fold into.
  defp add(step, {below, names}, references) do
    aliases = step.with_columns.aliases
    made = names(aliases)

    if names != nil and made != nil and not MapSet.member?(references, Plan.id(below)) and
         MapSet.disjoint?(names, made) and independent?(aliases, names) do
      aliases = below.with_columns.aliases ++ aliases

      {put_in(step.with_columns, %{below.with_columns | aliases: aliases}),
       MapSet.union(names, made)}
    else
      {put_in(step.with_columns.input, below), made}
    end
  end

  # `nil` where a name is not plain, or made twice.
  defp names(aliases) do
    names = for %{name: [name]} <- aliases, into: MapSet.new(), do: String.downcase(name)
    if MapSet.size(names) == length(aliases), do: names
  end

  defp independent?(aliases, names), do: Enum.all?(aliases, &independent_of?(&1.expr, names))

  # Nodes whose column references are unknown before analysis.
  @opaque_nodes [
    :expression_string,
    :unresolved_star,
    :unresolved_regex,
    :subquery_expression,
    :extension
  ]

  # Whether an expression certainly refers to none of the names.
  defp independent_of?(%{unresolved_attribute: %{unparsed_identifier: identifier}}, names) do
    identifier = String.downcase(identifier)
    parts = identifier |> String.replace("`", "") |> String.split(".")
    Enum.all?([identifier | parts], &(not MapSet.member?(names, &1)))
  end

  defp independent_of?(%{} = map, names) do
    Enum.all?(map, fn {key, value} ->
      key not in @opaque_nodes and independent_of?(value, names)
    end)
  end

  defp independent_of?(list, names) when is_list(list),
    do: Enum.all?(list, &independent_of?(&1, names))

  defp independent_of?(_other, _names), do: true
end
