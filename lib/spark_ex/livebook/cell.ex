defmodule SparkEx.Livebook.Cell do
  @moduledoc false
  # A value in a table that sorts by term order, as Kino.DataTable does. The term order of structs
  # such as dates and decimals is meaningless, so a cell holds a sort key. Fields compare in the
  # order of their names, and `key` comes first. NULL comes first, as in Spark.

  alias SparkEx.Interval
  alias SparkEx.Livebook.CellText

  @enforce_keys [:key, :text, :value]
  defstruct @enforce_keys

  @type t :: %__MODULE__{key: tuple, text: String.t() | nil, value: term}

  @doc """
  Returns a value of a Spark type as a cell. `shown` is the same value with nested values as JSON.

      iex> cells = Enum.map([~D[2020-01-02], nil, ~D[2019-12-31]], &SparkEx.Livebook.Cell.new(&1, &1, :date))
      iex> cells |> Enum.sort() |> Enum.map(& &1.value)
      [nil, ~D[2019-12-31], ~D[2020-01-02]]
  """
  @spec new(term, term, SparkEx.Types.t()) :: t
  def new(value, shown, type),
    do: %__MODULE__{key: key(value, type), text: CellText.of(shown, type), value: value}

  defp key(nil, _type), do: {}
  defp key(:neg_infinity, _type), do: {-1, 0}
  defp key(:infinity, _type), do: {1, 0}
  defp key(:nan, _type), do: {2, 0}
  defp key(values, {:array, type, _null}), do: {0, Enum.map(values, &key(&1, type))}

  defp key(%{} = struct, {:struct, fields}),
    do: {0, Enum.map(fields, &key(struct[&1.name], &1.type))}

  # All values of a column have the same scale.
  defp key(%{__struct__: Decimal, sign: sign, coef: coef}, _type), do: {0, sign * coef}

  defp key(decimal, {:decimal, _precision, _scale}),
    do: {0, decimal |> String.replace(".", "") |> String.to_integer()}

  defp key(value, _type), do: {0, flat(value)}

  defp flat(%Date{} = date), do: Date.to_gregorian_days(date)
  defp flat(%DateTime{} = time), do: DateTime.to_unix(time, :microsecond)
  defp flat(%NaiveDateTime{} = time), do: NaiveDateTime.to_gregorian_seconds(time)
  defp flat(%Time{} = time), do: Time.to_seconds_after_midnight(time)
  defp flat(%Interval.DayTime{microseconds: microseconds}), do: microseconds
  defp flat(%Interval.YearMonth{months: months}), do: months
  defp flat(value), do: value
end

defimpl String.Chars, for: SparkEx.Livebook.Cell do
  def to_string(cell), do: cell.text || "null"
end

defimpl Inspect, for: SparkEx.Livebook.Cell do
  def inspect(cell, options), do: Inspect.Algebra.to_doc(cell.value, options)
end
