defmodule SparkEx.DataFrame.SchemaOrigin do
  @moduledoc false
  # The relation of a plan that determines its schema. The steps above it select or order rows.

  alias SparkEx.Plan

  # Excluded are with_watermark, which changes the metadata of a column, and the steps that fill
  # or replace values, which change whether columns are nullable.
  @same_columns ~w(filter sort limit offset tail deduplicate sample sample_by drop_na subquery_alias
                   hint repartition repartition_by_expression collect_metrics)a

  @doc """
  The lowest relation with the schema of the whole plan.

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

  @doc "The steps that do not change columns, by their names in `spark.connect.Relation`."
  @spec same_columns() :: [atom]
  def same_columns, do: @same_columns

  # The root is the step itself, the references are the frames of its subqueries.
  defp input(%{with_relations: %{root: root}}), do: input(root)

  defp input(relation) do
    case relation |> Map.delete(:common) |> Map.to_list() do
      [{step, %{input: input}}] when step in @same_columns -> input
      _other -> nil
    end
  end
end
