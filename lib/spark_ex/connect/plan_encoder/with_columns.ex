defmodule SparkEx.Connect.PlanEncoder.WithColumns do
  @moduledoc false
  # Adjacent `with_columns` nodes merged into one.
  #
  # A loop over `with_column` adds a level to the plan in each round. Spark analyzes every level
  # and refuses more than about five hundred. One node is equivalent if none of its columns is
  # made from another, and no column refers to a frame in between.

  alias SparkEx.Plan

  @doc """
  A relation whose adjacent `with_columns` nodes are merged where this is equivalent.

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
    if Plan.any?(relation, &adjacent?/1),
      do: fold_chains(relation, references(relation)),
      else: relation
  end

  defp adjacent?(%{with_columns: %{input: %{with_columns: _}}}), do: true
  defp adjacent?(_message), do: false

  # The plan ids of the frames that expressions refer to.
  defp references(relation) do
    Plan.reduce(relation, MapSet.new(), fn
      %{plan_id: id}, found when id != nil -> {:cont, MapSet.put(found, id)}
      _message, found -> {:cont, found}
    end)
  end

  defp fold_chains(relation, references) do
    Plan.prewalk(relation, fn
      %{with_columns: _} = node -> {:halt, fold_chain(node, references)}
      message -> {:cont, message}
    end)
  end

  defp fold_chain(node, references) do
    {steps, base} = chain(node, [])
    base = fold_chains(base, references)
    {folded, _names} = Enum.reduce(steps, {base, nil}, &add(&1, &2, references))
    folded
  end

  # The nodes of a chain, innermost first.
  defp chain(%{with_columns: %{input: input}} = node, steps), do: chain(input, [node | steps])
  defp chain(base, steps), do: {steps, base}

  # `names` are the columns of the node below, `nil` if there is no node to merge into.
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

  # `nil` if a name has several parts or repeats.
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
  defp independent_of?(expr, names), do: not Plan.any?(expr, &may_refer?(&1, names))

  defp may_refer?(%{unresolved_attribute: %{unparsed_identifier: identifier}}, names) do
    identifier = String.downcase(identifier)
    parts = identifier |> String.replace("`", "") |> String.split(".")
    Enum.any?([identifier | parts], &MapSet.member?(names, &1))
  end

  defp may_refer?(message, _names), do: Enum.any?(@opaque_nodes, &is_map_key(message, &1))
end
