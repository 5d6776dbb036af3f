defmodule SparkEx.CanonicalValues do
  @moduledoc """
  Values of rows as JSON data, equal for equal values only, in the form that
  `test/contract/results/oracle.py` gives to PySpark's values: numbers as strings, floats as their
  bits, times as counts, structs by position, maps as sorted pairs.
  """

  alias SparkEx.{Interval, Types}
  alias SparkEx.Literal.Epoch

  @integers [:byte, :short, :integer, :long]

  @doc "Returns the JSON data of a value of a type."
  @spec encode(term, Types.t()) :: term
  def encode(nil, _type), do: nil
  def encode(value, type) when type in @integers, do: Integer.to_string(value)
  def encode(:nan, _type), do: "nan"
  def encode(:infinity, _type), do: "7ff0000000000000"
  def encode(:neg_infinity, _type), do: "fff0000000000000"
  def encode(value, type) when type in [:float, :double], do: hex(<<value / 1::float>>)
  def encode(value, {:decimal, _precision, _scale}) when is_binary(value), do: value

  def encode(value, {:decimal, _precision, _scale}),
    do: value.__struct__.to_string(value, :normal)

  def encode({:binary, bytes}, :binary), do: hex(bytes)
  def encode(bytes, :binary), do: hex(bytes)
  def encode(date, :date), do: date |> Epoch.days() |> Integer.to_string()

  def encode(time, type) when type in [:timestamp, :timestamp_ntz],
    do: time |> Epoch.microseconds() |> Integer.to_string()

  def encode(%Interval.DayTime{microseconds: count}, _type), do: Integer.to_string(count)
  def encode(values, {:array, type, _null}), do: Enum.map(values, &encode(&1, type))

  def encode(map, {:map, key, value, _null}) do
    map
    |> Enum.map(fn {k, v} -> [encode(k, key), encode(v, value)] end)
    |> Enum.sort_by(fn [key, _value] -> to_string(key) end)
  end

  def encode(pairs, {:struct, fields}) when is_list(pairs),
    do: Enum.zip_with(pairs, fields, fn {_name, value}, field -> encode(value, field.type) end)

  def encode(map, {:struct, fields}),
    do: Enum.map(fields, &encode(Map.fetch!(map, &1.name), &1.type))

  def encode(value, _type), do: value

  defp hex(bytes), do: Base.encode16(bytes, case: :lower)
end
