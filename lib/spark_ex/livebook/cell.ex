defmodule SparkEx.Livebook.Cell do
  @moduledoc false
  # A value in a table that sorts by the order of terms, as Kino.DataTable does. Dates and decimals are
  # structs, whose order as terms means nothing, so the first field compared (fields compare in the
  # order of their names) is a key that is in the right order. NULL comes first, as in Spark.

  alias SparkEx.Interval
  alias SparkEx.Livebook.CellText

  @enforce_keys [:key, :text, :value]
  defstruct @enforce_keys

  @type t :: %__MODULE__{key: tuple, text: String.t() | nil, value: term}

  @doc """
  A value of a Spark type as a cell.

      iex> cells = Enum.map([~D[2020-01-02], nil, ~D[2019-12-31]], &SparkEx.Livebook.Cell.new(&1, :date))
      iex> cells |> Enum.sort() |> Enum.map(& &1.value)
      [nil, ~D[2019-12-31], ~D[2020-01-02]]
  """
  @spec new(term, SparkEx.Types.t()) :: t
  def new(value, type),
    do: %__MODULE__{key: key(value), text: CellText.of(value, type), value: value}

  defp key(nil), do: {}
  defp key(:neg_infinity), do: {-1, 0}
  defp key(:infinity), do: {1, 0}
  defp key(:nan), do: {2, 0}
  defp key(value) when is_number(value), do: {0, value}
  defp key(%Date{} = date), do: {0, Date.to_gregorian_days(date)}
  defp key(%DateTime{} = time), do: {0, DateTime.to_unix(time, :microsecond)}
  defp key(%NaiveDateTime{} = time), do: {0, NaiveDateTime.to_gregorian_seconds(time)}
  defp key(%Time{} = time), do: {0, Time.to_seconds_after_midnight(time)}
  defp key(%Interval.DayTime{microseconds: microseconds}), do: {0, microseconds}
  defp key(%Interval.YearMonth{months: months}), do: {0, months}

  defp key(%{__struct__: Decimal} = decimal),
    do: {0, decimal |> Decimal.to_string() |> Float.parse()}

  defp key(value), do: {0, value}
end

defimpl String.Chars, for: SparkEx.Livebook.Cell do
  def to_string(cell), do: cell.text || "null"
end

defimpl Inspect, for: SparkEx.Livebook.Cell do
  def inspect(cell, options), do: Inspect.Algebra.to_doc(cell.value, options)
end
