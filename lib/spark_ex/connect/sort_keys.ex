defmodule SparkEx.Connect.SortKeys do
  @moduledoc false
  # The columns that rows are sorted by, where a second sort by them changes nothing.
  #
  # Spark removes a sort below another. Where it has cached the rows of the first sort, the second
  # one is needed: a limit of cached rows does not keep their order.

  alias SparkEx.Plan

  @typedoc "The sort orders (`spark.connect.Expression.SortOrder`), each by a column's name."
  @type t :: [map]

  @doc """
  The keys of a global sort, if all of them are names of columns.

      iex> SparkEx.Connect.SortKeys.fetch(%{order: [%{child: %{literal: %{integer: 1}}}]})
      :error
  """
  @spec fetch(map) :: {:ok, t} | :error
  def fetch(%{order: order}),
    do: if(Enum.all?(order, &name(&1.child)), do: {:ok, order}, else: :error)

  # The name of a column, as Spark compares it. Sail does not find a field of a struct twice.
  defp name(%{unresolved_attribute: %{unparsed_identifier: identifier}}) do
    if identifier =~ ~r/\A(?:[^.`]+|`[^`]+`)\z/u,
      do: identifier |> String.trim("`") |> String.downcase()
  end

  defp name(_expression), do: nil

  @doc "Whether a relation of a name in the protocol passes the columns on with their values."
  @spec kept?(t, atom, map) :: boolean
  def kept?(_keys, name, _node) when name in [:filter, :drop_na, :hint], do: true

  def kept?(keys, :subquery_alias, _node),
    do: not Enum.any?(keys, &is_map_key(&1.child.unresolved_attribute, :plan_id))

  def kept?(keys, :with_columns, node) do
    set = for %{name: [name]} <- node.aliases, do: String.downcase(name)
    not Enum.any?(keys, &(name(&1.child) in set))
  end

  def kept?(keys, :project, node), do: Enum.all?(keys, &selected?(&1, node.expressions))
  def kept?(_keys, _name, _node), do: false

  # Selected once, and no other column has the name.
  defp selected?(%{child: column}, expressions) do
    {same, others} = Enum.split_with(expressions, &(&1 == column))
    match?([_column], same) and Enum.all?(others, &other?(&1, name(column)))
  end

  defp other?(%{alias: %{name: [name]}}, key), do: String.downcase(name) != key
  # Its column is named as the call is written.
  defp other?(%{unresolved_function: _call}, key), do: not String.contains?(key, "(")
  defp other?(expression, key), do: name(expression) not in [nil, key]

  @doc "A relation sorted by the keys."
  @spec sort(Plan.relation(), t) :: Plan.relation()
  def sort(relation, keys),
    do: Plan.relation(%{sort: %{input: relation, order: keys, is_global: true}})
end
