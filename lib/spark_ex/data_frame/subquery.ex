defmodule SparkEx.DataFrame.Subquery do
  @moduledoc false
  # Frames in columns. In the protocol an expression refers to a frame by its plan id, and the
  # relation with the expression is wrapped in `WithRelations`, together with the frame's plan. A
  # column keeps the frame itself until a relation is made with it.

  alias SparkEx.{Column, DataFrame, Plan}

  @types %{
    scalar: :SUBQUERY_TYPE_SCALAR,
    exists: :SUBQUERY_TYPE_EXISTS,
    in: :SUBQUERY_TYPE_IN,
    table_arg: :SUBQUERY_TYPE_TABLE_ARG
  }

  @doc "A column of a frame."
  @spec column(DataFrame.t(), :scalar | :exists | :in | :table_arg, keyword) :: Column.t()
  def column(frame, type, fields \\ []) do
    always = [
      plan_id: Plan.id(DataFrame.frame!(frame).plan),
      subquery_type: Map.fetch!(@types, type),
      frame: frame
    ]

    %Column{expr: %{subquery_expression: Map.new(always ++ fields)}}
  end

  @doc "Whether a column is one of the rows of a frame; a struct is compared field by field."
  @spec member(Column.t(), DataFrame.t()) :: Column.t()
  def member(column, frame),
    do: column(frame, :in, in_subquery_values: values(Column.to_expr(column)))

  @doc "The plan of a relation, together with the frames that its columns refer to."
  @spec plan(map, DataFrame.session()) :: Plan.relation()
  def plan(relation, session) do
    case frames(relation) do
      [] ->
        Plan.relation(relation)

      frames ->
        Enum.each(frames, &DataFrame.in_session!(&1, session))
        root = relation |> strip_frames() |> Plan.relation()
        Plan.relation(%{with_relations: %{root: root, references: Enum.map(frames, & &1.plan)}})
    end
  end

  @doc "A relation whose subqueries have their plans as `:plan`, for the formatters."
  @spec with_plans(Plan.relation(), [Plan.relation()]) :: map
  def with_plans(relation, plans) do
    plans = Map.new(plans, &{Plan.id(&1), &1})
    Map.new(relation, fn {key, node} -> {key, put_plans(node, plans)} end)
  end

  defp put_plans(node, plans) do
    Plan.prewalk(node, fn
      %{common: %{plan_id: _}} = relation ->
        {:halt, relation}

      %{subquery_expression: subquery} = expr ->
        {:cont, %{expr | subquery_expression: put_plan(subquery, plans)}}

      message ->
        {:cont, message}
    end)
  end

  defp put_plan(subquery, plans) do
    case Map.fetch(plans, subquery[:plan_id]) do
      {:ok, plan} -> Map.put(subquery, :plan, plan)
      :error -> subquery
    end
  end

  defp values(%{unresolved_function: %{function_name: "struct", arguments: fields}}), do: fields
  defp values(expr), do: [expr]

  # A message with a plan id is an input relation, whose frames are in its own `WithRelations`.
  defp frames(relation) do
    relation
    |> Plan.reduce([], fn
      %{common: %{plan_id: _}}, frames -> {:halt, frames}
      %{subquery_expression: %{frame: frame}}, frames -> {:cont, [frame | frames]}
      _message, frames -> {:cont, frames}
    end)
    |> Enum.reverse()
  end

  defp strip_frames(relation) do
    Plan.prewalk(relation, fn
      %{common: %{plan_id: _}} = relation ->
        {:halt, relation}

      %{subquery_expression: %{frame: _} = subquery} = expr ->
        {:cont, %{expr | subquery_expression: Map.delete(subquery, :frame)}}

      message ->
        {:cont, message}
    end)
  end
end
