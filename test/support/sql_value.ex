defmodule SparkEx.SQLValue do
  @moduledoc """
  Values of `SparkEx.RandomValues` as SQL, exact and of their type.
  """

  alias SparkEx.{Interval, Types}
  alias SparkEx.Literal.Epoch

  @typedoc "What becomes of a string before it is written."
  @type text :: (binary -> binary)

  @doc "The expression of a value of a type."
  @spec of(term, Types.t(), text) :: String.t()
  def of(nil, type, _text), do: cast("NULL", type)
  def of(value, :boolean, _text), do: to_string(value)
  def of(value, :string, text), do: "CAST(X'#{Base.encode16(text.(value))}' AS STRING)"
  def of(value, :binary, _text), do: "X'#{Base.encode16(value)}'"
  def of(value, :date, _text), do: "date_from_unix_date(#{Epoch.days(value)})"
  def of(value, :timestamp, _text), do: "timestamp_micros(#{Epoch.microseconds(value)})"
  def of(value, :timestamp_ntz, _text), do: "TIMESTAMP_NTZ'#{value}'"
  def of(:neg_infinity, type, _text), do: cast("'-Infinity'", type)
  def of(value, type, _text) when type in [:float, :double], do: cast("'#{value}'", type)
  def of(%Interval.DayTime{} = value, _type, _text), do: to_string(value)
  def of([], {:array, _element, _null} = type, _text), do: cast("array()", type)

  def of(values, {:array, type, _null}, text),
    do: call("array", Enum.map(values, &of(&1, type, text)))

  def of(map, {:map, _key, _value, _null} = type, _text) when map == %{}, do: cast("map()", type)

  def of(map, {:map, key, value, _null}, text),
    do: call("map", Enum.flat_map(map, fn {k, v} -> [of(k, key, text), of(v, value, text)] end))

  def of(value, {:struct, fields}, text) do
    values =
      if is_map(value), do: Enum.map(fields, &value[&1.name]), else: Enum.map(value, &elem(&1, 1))

    parts =
      Enum.zip_with(fields, values, fn field, value ->
        [of(field.name, :string, & &1), of(value, field.type, text)]
      end)

    call("named_struct", Enum.concat(parts))
  end

  def of(value, type, _text), do: cast("'#{value}'", type)

  defp call(name, arguments), do: "#{name}(#{Enum.join(arguments, ", ")})"
  defp cast(value, type), do: "CAST(#{value} AS #{ddl(type)})"

  # The DDL of a struct is that of a schema, unless it stands in another type.
  defp ddl(type), do: {:array, type} |> Types.to_ddl() |> String.slice(6..-2//1)
end
