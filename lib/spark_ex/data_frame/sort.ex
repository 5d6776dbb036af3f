defmodule SparkEx.DataFrame.Sort do
  @moduledoc false
  # Sorting: sort keys and their orders.

  alias SparkEx.Arguments.Options
  alias SparkEx.{Column, DataFrame, Error}
  alias SparkEx.DataFrame.SchemaLookup

  @options [
    ascending: [
      type: {:or, [:boolean, {:list, :boolean}]},
      doc: "Whether to sort in ascending order: a boolean, or a list with one for each column."
    ]
  ]

  @spec options() :: Options.schema()
  def options, do: @options

  @spec sort(DataFrame.t(), term, keyword, boolean) :: DataFrame.t()
  def sort(frame, columns, options, global?) do
    options = Options.validate!(options, @options, "order_by/3")

    case orders(frame, columns) do
      [] ->
        raise Error.Argument, "order_by/3 needs at least one column"

      orders ->
        orders = directed(orders, options[:ascending])
        DataFrame.step(frame, :sort, order: orders, is_global: global?)
    end
  end

  # As in PySpark, descending columns get its default order of nulls, which is last.
  defp directed(orders, nil), do: orders
  defp directed(orders, true), do: orders
  defp directed(orders, false), do: Enum.map(orders, &descending/1)

  defp directed(orders, list) when length(list) == length(orders) do
    Enum.zip_with(orders, list, fn order, ascending? ->
      if ascending?, do: order, else: descending(order)
    end)
  end

  defp directed(orders, list) do
    raise Error.Argument,
          "option :ascending of order_by/3 needs a value for each of the #{length(orders)} " <>
            "columns, got: #{inspect(list)}"
  end

  defp descending(order), do: Column.sort_expr({:desc, %Column{expr: order.child}})

  @doc "The `Expression.SortOrder` of each column."
  @spec orders(DataFrame.t(), term) :: [map]
  def orders(frame, columns) when is_list(columns), do: Enum.map(columns, &order(frame, &1))
  def orders(frame, column), do: [order(frame, column)]

  # Ordinals start at 1, as in SQL. Negative ones sort in descending order, as in PySpark.
  defp order(frame, ordinal) when is_integer(ordinal) and ordinal > 0,
    do: Column.sort_expr(SchemaLookup.ordinal(frame, ordinal))

  defp order(frame, ordinal) when is_integer(ordinal) and ordinal < 0,
    do: Column.sort_expr({:desc, SchemaLookup.ordinal(frame, -ordinal)})

  defp order(_frame, 0),
    do: raise(Error.Argument, "order_by/3: ordinals start at 1 (negative ones sort descending)")

  defp order(_frame, column), do: Column.sort_expr(column)
end
