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

  defp put_plans(%{common: _} = relation, _plans), do: relation

  defp put_plans(%{subquery_expression: subquery}, plans),
    do: %{subquery_expression: subquery |> put_plans(plans) |> put_plan(plans)}

  defp put_plans(map, plans) when is_map(map),
    do: Map.new(map, fn {key, value} -> {key, put_plans(value, plans)} end)

  defp put_plans(list, plans) when is_list(list), do: Enum.map(list, &put_plans(&1, plans))
  defp put_plans(scalar, _plans), do: scalar

  defp put_plan(subquery, plans) do
    case Map.fetch(plans, subquery[:plan_id]) do
      {:ok, plan} -> Map.put(subquery, :plan, plan)
      :error -> subquery
    end
  end

  defp values(%{unresolved_function: %{function_name: "struct", arguments: fields}}), do: fields
  defp values(expr), do: [expr]

  # A map with `common` is an input relation, whose frames are in its own `WithRelations`.
  defp frames(%{common: _}), do: []

  defp frames(%{subquery_expression: %{frame: frame} = subquery}),
    do: [frame | subquery |> Map.delete(:frame) |> frames()]

  defp frames(map) when is_map(map), do: map |> Map.values() |> frames()
  defp frames(list) when is_list(list), do: Enum.flat_map(list, &frames/1)
  defp frames(_scalar), do: []

  defp strip_frames(%{common: _} = relation), do: relation

  defp strip_frames(%{subquery_expression: %{frame: _} = subquery}),
    do: %{subquery_expression: subquery |> Map.delete(:frame) |> strip_frames()}

  defp strip_frames(map) when is_map(map),
    do: Map.new(map, fn {key, value} -> {key, strip_frames(value)} end)

  defp strip_frames(list) when is_list(list), do: Enum.map(list, &strip_frames/1)
  defp strip_frames(scalar), do: scalar
end
