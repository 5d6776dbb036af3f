defmodule SparkEx.DataFrame.SchemaOrigin do
  @moduledoc false
  # From which relation of a plan its schema comes: the steps above it pick or order rows, and leave
  # the columns as they are.

  alias SparkEx.Plan

  # Not with_watermark, which marks a column's metadata, nor what fills or replaces values, which
  # changes what may be null.
  @same_columns ~w(filter sort limit offset tail deduplicate sample sample_by drop_na subquery_alias
                   hint repartition repartition_by_expression collect_metrics)a

  @doc """
  The lowest relation that has the schema of the whole plan.

      iex> range = SparkEx.Plan.relation(%{range: %{start: 0, end: 10, step: 1}})
      iex> limit = SparkEx.Plan.relation(%{limit: %{input: range, limit: 3}})
      iex> SparkEx.DataFrame.SchemaOrigin.of(limit) == range
      true
  """
  @spec of(Plan.relation()) :: Plan.relation()
  def of(relation) do
    case input(relation) do
      nil -> relation
      input -> of(input)
    end
  end

  @doc "The steps that leave the columns as they are, by their names in `spark.connect.Relation`."
  @spec same_columns() :: [atom]
  def same_columns, do: @same_columns

  # The frames that a step's columns stand for are beside it, see SparkEx.DataFrame.Subquery.
  defp input(%{with_relations: %{root: root}}), do: input(root)

  defp input(relation) do
    case relation |> Map.delete(:common) |> Map.to_list() do
      [{step, %{input: input}}] when step in @same_columns -> input
      _other -> nil
    end
  end
end
