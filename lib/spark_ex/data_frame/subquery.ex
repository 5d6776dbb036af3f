defmodule SparkEx.DataFrame.Subquery do
  @moduledoc false
  # A frame inside a column. The protocol wants the two apart: the expression names the frame by its
  # plan id only, and the relation that holds the expression is wrapped, together with the frames so
  # named, in `WithRelations`. Until a relation takes it, a column carries the frame itself.

  alias SparkEx.{Column, DataFrame, Plan}

  @types %{
    scalar: :SUBQUERY_TYPE_SCALAR,
    exists: :SUBQUERY_TYPE_EXISTS,
    in: :SUBQUERY_TYPE_IN,
    table_arg: :SUBQUERY_TYPE_TABLE_ARG
  }

  @doc "A column that stands for a frame."
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

  defp values(%{unresolved_function: %{function_name: "struct", arguments: fields}}), do: fields
  defp values(expr), do: [expr]

  # What has `common` is a relation below, which has taken its own frames already.
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
