defmodule SparkEx.Livebook.QueryFacts do
  @moduledoc false
  # What a widget shows of the progress of a streaming query.

  alias SparkEx.StreamingQuery.Progress

  @type fact :: %{label: String.t(), value: String.t() | number}

  @doc """
  Returns the facts of a micro-batch as labels and values.

      iex> progress = %SparkEx.StreamingQuery.Progress{id: "a", run_id: "b", batch_id: 3, batch_duration: 120}
      iex> SparkEx.Livebook.QueryFacts.of(progress)
      [%{label: "Micro-batch", value: 3}, %{label: "Rows", value: 0}, %{label: "Duration", value: "120 ms"}]
  """
  @spec of(Progress.t() | nil) :: [fact]
  def of(nil), do: []

  def of(progress) do
    for {label, value} <- facts(progress), value != nil, do: %{label: label, value: value}
  end

  defp facts(progress) do
    [
      {"Micro-batch", progress.batch_id},
      {"Rows", progress.num_input_rows},
      {"Duration", progress.batch_duration && "#{progress.batch_duration} ms"},
      {"Watermark", time(progress.event_time["watermark"])},
      {"State rows", state_rows(progress.state_operators)},
      {"Sink", progress.sink && progress.sink.description}
    ]
  end

  defp time(nil), do: nil
  defp time(time), do: time |> DateTime.truncate(:second) |> DateTime.to_iso8601()

  defp state_rows([]), do: nil
  defp state_rows(operators), do: operators |> Enum.map(&(&1.num_rows_total || 0)) |> Enum.sum()

  @doc "Returns the rates of a micro-batch in rows per second, with its time in milliseconds."
  @spec rate(Progress.t()) :: %{at: integer | nil, arriving: number, processed: number}
  def rate(progress) do
    %{
      at: progress.timestamp && DateTime.to_unix(progress.timestamp, :millisecond),
      arriving: number(progress.input_rows_per_second),
      processed: number(progress.processed_rows_per_second)
    }
  end

  # The first micro-batch has no rate of arrival: Spark writes NaN or leaves it out.
  defp number(rate) when is_number(rate), do: rate
  defp number(_none), do: 0
end
