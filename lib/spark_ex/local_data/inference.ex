defmodule SparkEx.LocalData.Inference do
  @moduledoc false
  # The type of a column from the kinds of values that the native core saw in it. Integers are
  # BIGINT whatever their size, as with PySpark: the next rows should have the same type as these.

  alias SparkEx.{Error, Types}
  alias SparkEx.Types.{Field, Inference}

  @digits_max 38
  @map_values " (values)"
  @parametrized %{
    time: {:time, 6},
    day_time_interval: {:day_time_interval, :day, :second},
    year_month_interval: {:year_month_interval, :year, :month}
  }

  @typedoc "A kind of values, and the first row that has one."
  @type kind :: {atom | tuple, row :: non_neg_integer}

  @doc """
  The narrowest type that holds values of all kinds. `place` says where they are.

      iex> SparkEx.LocalData.Inference.type!([{:long, 0}, {:double, 2}], "x")
      :double

      iex> SparkEx.LocalData.Inference.type!([{:long, 0}, {:string, 2}], "x")
      ** (SparkEx.Error.Argument) column x: its values share no type, there is a BIGINT in row 0 and a STRING in row 2; make them alike, or give the schema
  """
  @spec type!([kind], String.t()) :: Types.t()
  def type!([], place) do
    raise Error.Argument,
          "column #{place}: its type can't be inferred, as no row has a value there; give the schema"
  end

  def type!([{kind, row} | kinds], place) do
    {type, _row} =
      Enum.reduce(kinds, {type(kind, place), row}, fn {kind, row}, first ->
        unify(first, {type(kind, place), row}, place)
      end)

    type
  end

  defp unify({left, row}, {right, other_row}, place) do
    {Inference.unify(left, right), row}
  rescue
    Error.Argument -> raise Error.Argument, mixed(place, {left, row}, {right, other_row})
  end

  defp mixed(place, {left, row}, {right, other_row}) do
    "column #{place}: its values share no type, there is a #{sql(left)} in row #{row} and a " <>
      "#{sql(right)} in row #{other_row}; make them alike, or give the schema" <>
      if(String.ends_with?(place, @map_values),
        do: ", where it may be a STRUCT or a VARIANT",
        else: ""
      )
  end

  defp sql({:struct, _fields} = type), do: type |> Types.simple_string() |> String.upcase()
  defp sql(type), do: Types.to_ddl(type)

  defp type(kind, _place) when is_map_key(@parametrized, kind), do: @parametrized[kind]
  defp type(kind, _place) when is_atom(kind), do: kind

  defp type({:decimal, whole, fraction}, _place) when whole + fraction <= @digits_max,
    do: {:decimal, max(whole + fraction, 1), fraction}

  defp type({:decimal, whole, fraction}, place) do
    raise Error.Argument,
          "column #{place}: its decimals have up to #{whole} digits before and #{fraction} after the " <>
            "point, more than the #{@digits_max} that Spark has room for; round them first"
  end

  defp type({:array, kinds}, place), do: {:array, type!(kinds, place <> "[]"), true}

  defp type({:map, keys, values}, place),
    do: {:map, type!(keys, place <> " (keys)"), type!(values, place <> @map_values), true}

  defp type({:struct, fields}, place) do
    fields = for {name, kinds} <- fields, do: field(name, type!(kinds, "#{place}.#{name}"))
    {:struct, fields}
  end

  defp field(name, type), do: %Field{name: name, type: type}
end
