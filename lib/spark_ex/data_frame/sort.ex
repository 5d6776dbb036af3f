defmodule SparkEx.DataFrame.Sort do
  @moduledoc false
  # What may stand after `order_by`.

  alias SparkEx.{Column, DataFrame, Error}
  alias SparkEx.DataFrame.SchemaLookup

  @spec sort(DataFrame.t(), term, boolean) :: DataFrame.t()
  def sort(frame, columns, global?) do
    case orders(frame, columns) do
      [] -> raise Error.Argument, "order_by/2 needs at least one column"
      orders -> DataFrame.step(frame, :sort, order: orders, is_global: global?)
    end
  end

  @doc "The `Expression.SortOrder` of each column."
  @spec orders(DataFrame.t(), term) :: [map]
  def orders(frame, columns) when is_list(columns), do: Enum.map(columns, &order(frame, &1))
  def orders(frame, column), do: [order(frame, column)]

  # An ordinal is 1-based, as in SQL; a negative one sorts descending, as in PySpark.
  defp order(frame, ordinal) when is_integer(ordinal) and ordinal > 0,
    do: Column.sort_expr(SchemaLookup.ordinal(frame, ordinal))

  defp order(frame, ordinal) when is_integer(ordinal) and ordinal < 0,
    do: Column.sort_expr({:desc, SchemaLookup.ordinal(frame, -ordinal)})

  defp order(_frame, 0),
    do: raise(Error.Argument, "order_by/2: ordinals start at 1 (negative ones sort descending)")

  defp order(_frame, column), do: Column.sort_expr(column)
end
