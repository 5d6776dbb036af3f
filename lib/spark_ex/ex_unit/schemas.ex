defmodule SparkEx.ExUnit.Schemas do
  @moduledoc false
  # Comparison of schemas.

  alias SparkEx.{DataFrame, Error, Types}
  alias SparkEx.ExUnit.Diff
  alias SparkEx.Types.Field

  @doc "The fields of a frame or a struct type."
  @spec fields!(DataFrame.t() | Types.input()) :: [Field.t()]
  def fields!(%DataFrame{} = frame), do: frame |> DataFrame.schema!() |> fields!()

  def fields!(type) do
    case Types.normalize!(type) do
      {:struct, fields} ->
        fields

      _other ->
        raise Error.Argument, "expected a frame or a schema, got the type: #{inspect(type)}"
    end
  end

  @doc "Raises `ExUnit.AssertionError` unless the fields are equal."
  @spec assert_equal([Field.t()], [Field.t()], keyword) :: true
  def assert_equal(actual, expected, options) do
    actual = comparable(actual, options)
    expected = comparable(expected, options)

    if actual == expected do
      true
    else
      {left, right} = lines(actual, expected, options)
      Diff.flunk("the schemas differ (- actual, + expected):", Diff.lines(left, right))
    end
  end

  defp comparable(fields, options) do
    fields
    |> then(&if options[:ignore_column_order], do: Enum.sort_by(&1, fn f -> f.name end), else: &1)
    |> then(&if options[:ignore_column_name], do: numbered(&1), else: &1)
    |> then(&if options[:ignore_nullable], do: Enum.map(&1, fn f -> nullable(f) end), else: &1)
  end

  defp numbered(fields),
    do: for({field, index} <- Enum.with_index(fields), do: %{field | name: "#{index}"})

  defp nullable(%Field{} = field),
    do: %{field | nullable: true, metadata: %{}, type: nullable(field.type)}

  defp nullable({:struct, fields}), do: {:struct, Enum.map(fields, &nullable/1)}
  defp nullable({:array, element, _null}), do: {:array, nullable(element), true}

  defp nullable({:map, key, value, _null}),
    do: {:map, nullable(key), nullable(value), true}

  defp nullable(type), do: type

  # What the tree of a schema does not show is named in full.
  defp lines(actual, expected, options) do
    pair = {tree(actual, options), tree(expected, options)}

    case pair do
      {same, same} -> {Enum.map(actual, &inspect/1), Enum.map(expected, &inspect/1)}
      different -> different
    end
  end

  defp tree(fields, options) do
    [_root | lines] = {:struct, fields} |> Types.tree_string() |> String.split("\n", trim: true)
    Enum.map(lines, &line(&1, options[:ignore_nullable]))
  end

  defp line(line, true), do: line |> line(false) |> String.replace(~r/ \(\w+ = \w+\)$/, "")

  defp line(line, false),
    do: line |> String.replace(~r/^ \|-- /, "") |> String.replace(~r/^ (\|    )/, "\\1")
end
