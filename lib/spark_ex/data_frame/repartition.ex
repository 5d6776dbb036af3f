defmodule SparkEx.DataFrame.Repartition do
  @moduledoc false
  # Repartitioning: by number, by columns, by ranges of columns.

  alias SparkEx.{Column, DataFrame, Error}
  alias SparkEx.DataFrame.{Projection, Sort}

  @numbers 1..0x7FFF_FFFF

  @spec coalesce(DataFrame.t(), pos_integer) :: DataFrame.t()
  def coalesce(frame, number), do: by_number(frame, number!(number, "coalesce/2"), false)

  @spec repartition(DataFrame.t(), term, term) :: DataFrame.t()
  def repartition(frame, number, []) when is_integer(number),
    do: by_number(frame, number!(number, "repartition/3"), true)

  def repartition(_frame, [], []),
    do: raise(Error.Argument, "repartition/3 needs a number of partitions or a column")

  def repartition(frame, columns, []),
    do: by_expression(frame, Projection.exprs(columns), nil)

  def repartition(frame, number, columns) do
    number = number!(number, "repartition/3")
    by_expression(frame, Projection.exprs(columns), number)
  end

  @spec by_range(DataFrame.t(), term, term) :: DataFrame.t()
  def by_range(_frame, number, []) when is_integer(number) or number == [],
    do: raise(Error.Argument, "repartition_by_range/3 needs at least one column")

  def by_range(frame, columns, []), do: by_expression(frame, sort_exprs(frame, columns), nil)

  def by_range(frame, number, columns) do
    number = number!(number, "repartition_by_range/3")
    by_expression(frame, sort_exprs(frame, columns), number)
  end

  @spec by_id(DataFrame.t(), pos_integer, term) :: DataFrame.t()
  def by_id(frame, number, column) do
    expr = %{direct_shuffle_partition_id: %{child: Column.to_expr(column)}}
    by_expression(frame, [expr], number!(number, "repartition_by_id/3"))
  end

  defp by_number(frame, number, shuffle),
    do: DataFrame.step(frame, :repartition, num_partitions: number, shuffle: shuffle)

  defp by_expression(frame, exprs, number) do
    fields = [partition_exprs: exprs] ++ if number, do: [num_partitions: number], else: []
    DataFrame.step(frame, :repartition_by_expression, fields)
  end

  defp sort_exprs(frame, columns),
    do: for(order <- Sort.orders(frame, columns), do: %{sort_order: order})

  defp number!(number, _context) when number in @numbers, do: number

  defp number!(other, context) do
    raise Error.Argument,
          "#{context} takes the number of partitions as a positive integer of 32 bits, " <>
            "got: #{inspect(other)}"
  end
end
