defmodule SparkEx.SQLValue do
  @moduledoc """
  Values of `SparkEx.RandomValues` as SQL, exact and of their type.
  """

  alias SparkEx.{Interval, Types}
  alias SparkEx.Literal.Epoch

  @doc "The expression of a value of a type."
  @spec of(term, Types.t()) :: String.t()
  def of(nil, type), do: cast("NULL", type)
  def of(value, :boolean), do: to_string(value)
  def of(value, :string), do: "CAST(X'#{Base.encode16(value)}' AS STRING)"
  def of(value, :binary), do: "X'#{Base.encode16(value)}'"
  def of(value, :date), do: "date_from_unix_date(#{Epoch.days(value)})"
  def of(value, :timestamp), do: "timestamp_micros(#{Epoch.microseconds(value)})"
  def of(value, :timestamp_ntz), do: "TIMESTAMP_NTZ'#{value}'"
  def of(:neg_infinity, type), do: cast("'-Infinity'", type)
  def of(value, type) when type in [:float, :double], do: cast("'#{value}'", type)
  def of(%Interval.DayTime{} = value, _type), do: to_string(value)
  def of([], {:array, _element, _null} = type), do: cast("array()", type)

  def of(values, {:array, type, _null}),
    do: call("array", Enum.map(values, &of(&1, type)))

  def of(map, {:map, _key, _value, _null} = type) when map == %{}, do: cast("map()", type)

  def of(map, {:map, key, value, _null}),
    do: call("map", Enum.flat_map(map, fn {k, v} -> [of(k, key), of(v, value)] end))

  def of(value, {:struct, fields}) do
    values =
      if is_map(value), do: Enum.map(fields, &value[&1.name]), else: Enum.map(value, &elem(&1, 1))

    parts =
      Enum.zip_with(fields, values, fn field, value ->
        [of(field.name, :string), of(value, field.type)]
      end)

    call("named_struct", Enum.concat(parts))
  end

  def of(value, type), do: cast("'#{value}'", type)

  defp call(name, arguments), do: "#{name}(#{Enum.join(arguments, ", ")})"
  defp cast(value, type), do: "CAST(#{value} AS #{ddl(type)})"

  # The DDL of a struct is that of a schema, unless it stands in another type.
  defp ddl(type), do: {:array, type} |> Types.to_ddl() |> String.slice(6..-2//1)
end
