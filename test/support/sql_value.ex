defmodule SparkEx.SQLValue do
  @moduledoc """
  Values of `SparkEx.RandomValues` as SQL expressions that keep value and type.
  """

  alias SparkEx.{Interval, Types}
  alias SparkEx.Literal.Epoch

  @doc "Returns the SQL expression of a value of a type."
  @spec encode(term, Types.t()) :: String.t()
  def encode(nil, type), do: cast("NULL", type)
  def encode(value, :boolean), do: to_string(value)
  def encode(value, :string), do: "CAST(X'#{Base.encode16(value)}' AS STRING)"
  def encode(value, :binary), do: "X'#{Base.encode16(value)}'"
  def encode(value, :date), do: "date_from_unix_date(#{Epoch.days(value)})"
  def encode(value, :timestamp), do: "timestamp_micros(#{Epoch.microseconds(value)})"
  def encode(value, :timestamp_ntz), do: "TIMESTAMP_NTZ'#{value}'"
  def encode(:neg_infinity, type), do: cast("'-Infinity'", type)
  def encode(value, type) when type in [:float, :double], do: cast("'#{value}'", type)
  def encode(%Interval.DayTime{} = value, _type), do: to_string(value)
  def encode([], {:array, _element, _null} = type), do: cast("array()", type)

  def encode(values, {:array, type, _null}),
    do: call("array", Enum.map(values, &encode(&1, type)))

  def encode(map, {:map, _key, _value, _null} = type) when map == %{}, do: cast("map()", type)

  def encode(map, {:map, key, value, _null}),
    do: call("map", Enum.flat_map(map, fn {k, v} -> [encode(k, key), encode(v, value)] end))

  def encode(value, {:struct, fields}) do
    values =
      if is_map(value), do: Enum.map(fields, &value[&1.name]), else: Enum.map(value, &elem(&1, 1))

    parts =
      Enum.zip_with(fields, values, fn field, value ->
        [encode(field.name, :string), encode(value, field.type)]
      end)

    call("named_struct", Enum.concat(parts))
  end

  def encode(value, type), do: cast("'#{value}'", type)

  defp call(name, arguments), do: "#{name}(#{Enum.join(arguments, ", ")})"
  defp cast(value, type), do: "CAST(#{value} AS #{ddl(type)})"

  # In another type, a struct is written as STRUCT<…>; alone it is written as a schema.
  defp ddl(type), do: {:array, type} |> Types.to_ddl() |> String.slice(6..-2//1)
end
