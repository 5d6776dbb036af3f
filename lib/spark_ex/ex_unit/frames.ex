defmodule SparkEx.ExUnit.Frames do
  @moduledoc false
  # Comparison of frames and lists of rows.

  alias SparkEx.{Column, DataFrame, Error}
  alias SparkEx.ExUnit.{Pairs, RowDiff, Schemas}
  alias SparkEx.Functions, as: F

  # Floats hold every whole number below this one.
  @exact_in_floats Integer.pow(2, 53)

  @doc "Raises `ExUnit.AssertionError` unless schemas and rows are equal."
  @spec assert_equal(DataFrame.t() | list, DataFrame.t() | list, keyword) :: true
  def assert_equal(actual, expected, options) do
    sides = for side <- [actual, expected], do: side |> side!() |> prepare(options)
    with [%DataFrame{} = left, %DataFrame{} = right] <- sides, do: schemas(left, right, options)
    as = if Enum.any?(sides, &maps?/1), do: :maps, else: :lists
    [left, right] = for side <- sides, do: rows(side, as)
    assert_rows(left, right, header(sides, left ++ right, as), options)
  end

  defp side!(%DataFrame{} = frame), do: frame
  defp side!(rows) when is_list(rows), do: Enum.map(rows, &row!/1)

  defp side!(other),
    do: raise(Error.Argument, "expected a frame or rows, got: #{inspect(other)}")

  defp row!(row) when is_map(row) and not is_struct(row), do: named(row)
  defp row!(row) when is_tuple(row), do: Tuple.to_list(row)

  defp row!(row) when is_list(row),
    do: if(row != [] and Keyword.keyword?(row), do: named(row), else: row)

  defp row!(other) do
    raise Error.Argument,
          "expected rows that are maps, keyword lists, lists or tuples, got: #{inspect(other)}"
  end

  defp named(pairs), do: Map.new(pairs, fn {name, value} -> {to_string(name), value} end)

  defp prepare(%DataFrame{} = frame, options) do
    frame
    |> then(&if options[:ignore_column_order], do: by_name(&1), else: &1)
    |> then(&if options[:ignore_column_name], do: by_position(&1), else: &1)
    |> then(&if options[:ignore_column_type], do: as_text(&1), else: &1)
  end

  defp prepare(rows, options) do
    for {option, what} <- [ignore_column_name: "names", ignore_column_type: "types"],
        options[option] do
      raise Error.Argument, "option #{inspect(option)} needs two frames: rows have no #{what}"
    end

    rows
  end

  defp by_name(frame),
    do: DataFrame.select(frame, frame |> DataFrame.columns!() |> Enum.sort() |> Enum.map(&name/1))

  defp name(name), do: F.col("`#{String.replace(name, "`", "``")}`")

  defp by_position(frame) do
    count = length(DataFrame.columns!(frame))
    DataFrame.to_df(frame, for(index <- 1..count//1, do: "#{index}"))
  end

  # Whole numbers are equal in every type.
  defp as_text(frame) do
    columns =
      for %{name: name, type: type} <- Schemas.fields!(frame),
          do: {name, text(name(name), type)}

    DataFrame.select(frame, columns)
  end

  defp text(column, :boolean), do: column |> Column.cast(:integer) |> Column.cast(:string)
  defp text(column, :string), do: numeric_text(column, Column.try_cast(column, :double))
  defp text(column, type) when type in [:float, :double], do: numeric_text(column, column)
  defp text(column, {:decimal, _, _}), do: numeric_text(column, column)
  defp text(column, _type), do: Column.cast(column, :string)

  defp numeric_text(column, number) do
    whole = Column.try_cast(number, :long)
    exact = Column.lt(F.abs(whole), @exact_in_floats)

    number
    |> Column.eq(whole)
    |> Column.and_(exact)
    |> F.when_(Column.cast(whole, :string))
    |> Column.otherwise(Column.cast(column, :string))
  end

  defp schemas(left, right, options) do
    options = [ignore_nullable: options[:ignore_nullable]]
    Schemas.assert_equal(Schemas.fields!(left), Schemas.fields!(right), options)
  end

  defp maps?(rows), do: is_list(rows) and Enum.any?(rows, &is_map/1)

  defp rows(%DataFrame{} = frame, as), do: DataFrame.collect!(frame, as: as)
  defp rows(rows, _as), do: rows

  # The names above the table of a failure, `nil` where none are known.
  defp header(_sides, rows, :maps) do
    maps = for row <- rows, is_map(row), do: Map.keys(row)
    maps |> Enum.concat() |> Enum.uniq() |> Enum.sort()
  end

  defp header(sides, _rows, :lists) do
    case Enum.find(sides, &is_struct(&1, DataFrame)) do
      nil -> nil
      frame -> DataFrame.columns!(frame)
    end
  end

  defp assert_rows(actual, expected, header, options) do
    tolerance = {options[:rtol], options[:atol]}
    pairs = Pairs.new(actual, expected, tolerance, options[:check_row_order])
    if Pairs.all_equal?(pairs), do: true, else: RowDiff.flunk(pairs, header, options)
  end
end
