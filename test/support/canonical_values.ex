defmodule SparkEx.CanonicalValues do
  @moduledoc """
  Values of rows as data that JSON can say, the same for equal values and no others, as
  `test/contract/results/oracle.py` writes those of PySpark: numbers as texts, floats by their bits, moments as
  counts, structs by position, maps as sorted pairs.
  """

  alias SparkEx.{Interval, Types}
  alias SparkEx.Literal.Epoch

  @integers [:byte, :short, :integer, :long]

  @doc "A value of a type."
  @spec of(term, Types.t()) :: term
  def of(nil, _type), do: nil
  def of(value, type) when type in @integers, do: Integer.to_string(value)
  def of(:nan, _type), do: "nan"
  def of(:infinity, _type), do: "7ff0000000000000"
  def of(:neg_infinity, _type), do: "fff0000000000000"
  def of(value, type) when type in [:float, :double], do: hex(<<value / 1::float>>)
  def of(value, {:decimal, _precision, _scale}) when is_binary(value), do: value
  def of(value, {:decimal, _precision, _scale}), do: value.__struct__.to_string(value, :normal)
  def of({:binary, bytes}, :binary), do: hex(bytes)
  def of(bytes, :binary), do: hex(bytes)
  def of(date, :date), do: date |> Epoch.days() |> Integer.to_string()

  def of(time, type) when type in [:timestamp, :timestamp_ntz],
    do: time |> Epoch.microseconds() |> Integer.to_string()

  def of(%Interval.DayTime{microseconds: count}, _type), do: Integer.to_string(count)
  def of(values, {:array, type, _null}), do: Enum.map(values, &of(&1, type))

  def of(map, {:map, key, value, _null}) do
    map
    |> Enum.map(fn {k, v} -> [of(k, key), of(v, value)] end)
    |> Enum.sort_by(fn [key, _value] -> to_string(key) end)
  end

  def of(pairs, {:struct, fields}) when is_list(pairs),
    do: Enum.zip_with(pairs, fields, fn {_name, value}, field -> of(value, field.type) end)

  def of(map, {:struct, fields}),
    do: Enum.map(fields, &of(Map.fetch!(map, &1.name), &1.type))

  def of(value, _type), do: value

  defp hex(bytes), do: Base.encode16(bytes, case: :lower)
end
