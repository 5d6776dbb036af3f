defmodule SparkEx.Livebook.ChartData do
  @moduledoc false
  # The rows of a frame as data for a chart: columns of plain values, bounded in number.

  alias SparkEx.Connect.ResultDecoder
  alias SparkEx.{DataFrame, Error}
  alias SparkEx.Livebook.CellText

  @rows_max 5_000

  @doc "Returns the default limit of rows."
  @spec rows_max() :: pos_integer
  def rows_max, do: @rows_max

  @doc "Returns columns by name, or an error if there are too many rows."
  @spec load(DataFrame.t(), pos_integer | :infinity) ::
          {:ok, %{String.t() => list}} | {:error, Exception.t()}
  def load(frame, max_rows) do
    with {:ok, {:struct, fields}} <- DataFrame.schema(frame),
         :ok <- ResultDecoder.check_names(Enum.map(fields, & &1.name), :maps),
         {:ok, columns} <- collect(frame, max_rows) do
      types = Map.new(fields, &{&1.name, &1.type})
      values = Map.new(columns, fn {name, values} -> {name, plain(values, types[name])} end)
      # An empty result has no batches, and so no column names.
      {:ok, Map.merge(Map.new(types, fn {name, _type} -> {name, []} end), values)}
    end
  end

  @doc """
  Returns the type of a field of Vega-Lite for a type of Spark.

      iex> SparkEx.Livebook.ChartData.scale(:date)
      :temporal
  """
  @spec scale(SparkEx.Types.t()) :: :quantitative | :temporal | :nominal
  def scale({:time, _precision}), do: :nominal

  def scale(type) do
    case CellText.kind(type) do
      :number -> :quantitative
      :date -> :temporal
      _other -> :nominal
    end
  end

  defp collect(frame, max_rows) do
    with {:error, %Error.LimitExceeded{limit: :rows, max: max}} <-
           DataFrame.collect(frame,
             as: :columns,
             nested: :json,
             invalid_utf8: :replace,
             max_rows: max_rows
           ) do
      {:error,
       %Error.Argument{
         message:
           "the frame has more than #{max} rows, which is too many for a chart: aggregate them on " <>
             "Spark (group_by/2 and agg/2), take a sample (sample/3), or raise the option :max_rows"
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

  # JSON has neither NaN nor infinities; a chart has a gap there.
  defp number(value) when is_atom(value), do: nil
  defp number(value) when is_number(value), do: value
  defp number(decimal), do: decimal |> to_string() |> Float.parse() |> elem(0)

  defp date(nil), do: nil
  defp date(%module{} = value), do: module.to_iso8601(value)
end
