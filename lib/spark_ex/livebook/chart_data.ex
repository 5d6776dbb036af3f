defmodule SparkEx.Livebook.ChartData do
  @moduledoc false
  # Rows of a frame as what a chart takes: columns of plain values, and not too many of them.

  alias SparkEx.Connect.ResultDecoder
  alias SparkEx.{DataFrame, Error}
  alias SparkEx.Livebook.CellText

  @rows_max 5_000

  @doc "The most rows that are handed over unless the caller says otherwise."
  @spec rows_max() :: pos_integer
  def rows_max, do: @rows_max

  @doc "Columns by name, or why there are too many rows."
  @spec load(DataFrame.t(), pos_integer | :infinity) ::
          {:ok, %{String.t() => list}} | {:error, Exception.t()}
  def load(frame, max_rows) do
    with {:ok, {:struct, fields}} <- DataFrame.schema(frame),
         :ok <- ResultDecoder.check_names(Enum.map(fields, & &1.name), :maps),
         {:ok, columns} <- collect(frame, max_rows) do
      types = Map.new(fields, &{&1.name, &1.type})
      values = Map.new(columns, fn {name, values} -> {name, plain(values, types[name])} end)
      # Without rows there are no batches, which name the columns.
      {:ok, Map.merge(Map.new(types, fn {name, _type} -> {name, []} end), values)}
    end
  end

  defp collect(frame, max_rows) do
    with {:error, %Error.LimitExceeded{limit: :rows, max: max}} <-
           DataFrame.collect(frame, as: :columns, nested: :json, max_rows: max_rows) do
      {:error,
       %Error.Argument{
         message:
           "a chart of more than #{max} rows tells little and is slow: aggregate them on Spark " <>
             "(group_by/2 and agg/2), draw a sample (sample/3), or allow more with max_rows:"
       }}
    end
  end

  defp plain(values, type) do
    case CellText.kind(type) do
      :number -> Enum.map(values, &number/1)
      _other when type in [:boolean, :string] -> values
      :date -> Enum.map(values, &date/1)
      _other -> Enum.map(values, &CellText.whole(&1, type))
    end
  end

  # JSON knows no NaN and no infinity; charts have a gap there.
  defp number(value) when is_atom(value), do: nil
  defp number(value) when is_number(value), do: value
  defp number(decimal), do: decimal |> to_string() |> Float.parse() |> elem(0)

  defp date(nil), do: nil
  defp date(%module{} = value), do: module.to_iso8601(value)
end
