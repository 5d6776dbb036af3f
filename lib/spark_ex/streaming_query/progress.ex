defmodule SparkEx.StreamingQuery.Progress do
  @moduledoc """
  The progress of one micro-batch of a streaming query.

  | Field                        | Holds                                                             |
  |------------------------------|-------------------------------------------------------------------|
  | `:id`, `:run_id`, `:name`    | of the query                                                      |
  | `:timestamp`                 | when the micro-batch began, a `DateTime`                          |
  | `:batch_id`                  | the number of the micro-batch, from 0                             |
  | `:batch_duration`            | how long it took, in milliseconds                                 |
  | `:duration_ms`               | its phases, in milliseconds: `%{"addBatch" => 120, …}`             |
  | `:num_input_rows`            | the rows that it read                                             |
  | `:input_rows_per_second`     | the rate at which rows arrive                                     |
  | `:processed_rows_per_second` | the rate at which they are processed                              |
  | `:event_time`                | `%{"watermark" => …, "max" => …}`, each a `DateTime`                |
  | `:sources`                   | `SparkEx.StreamingQuery.SourceProgress`, one each                  |
  | `:sink`                      | `SparkEx.StreamingQuery.SinkProgress`                             |
  | `:state_operators`           | `SparkEx.StreamingQuery.StateOperatorProgress`, one each           |
  | `:observed_metrics`          | `%{name => %{metric => value}}`, see `SparkEx.DataFrame.observe/3` |
  | `:raw`                       | Spark's JSON document as a map, with all of its fields            |

  Source: PySpark `StreamingQueryProgress`.
  """

  alias SparkEx.Error
  alias SparkEx.StreamingQuery.{SinkProgress, SourceProgress, StateOperatorProgress}
  alias SparkEx.Types.JSONCodec

  @derive {Inspect, except: [:raw]}
  @enforce_keys [:id, :run_id, :batch_id]
  defstruct [
    :id,
    :run_id,
    :name,
    :timestamp,
    :batch_id,
    :batch_duration,
    :input_rows_per_second,
    :processed_rows_per_second,
    :sink,
    num_input_rows: 0,
    duration_ms: %{},
    event_time: %{},
    sources: [],
    state_operators: [],
    observed_metrics: %{},
    raw: %{}
  ]

  @type t :: %__MODULE__{
          id: String.t(),
          run_id: String.t(),
          name: String.t() | nil,
          timestamp: DateTime.t() | nil,
          batch_id: non_neg_integer,
          batch_duration: non_neg_integer | nil,
          duration_ms: %{String.t() => non_neg_integer},
          num_input_rows: non_neg_integer,
          input_rows_per_second: number,
          processed_rows_per_second: number,
          event_time: %{String.t() => DateTime.t()},
          sources: [SourceProgress.t()],
          sink: SinkProgress.t() | nil,
          state_operators: [StateOperatorProgress.t()],
          observed_metrics: %{String.t() => map},
          raw: map
        }

  @doc false
  # Decodes the JSON documents that the server sends.
  @spec decode_all([String.t()]) :: {:ok, [t]} | {:error, Error.Decode.t()}
  def decode_all(texts) do
    {:ok, Enum.map(texts, &(&1 |> JSONCodec.decode!() |> from_map()))}
  rescue
    error in [Error.Argument, KeyError] ->
      text = "the progress of a streaming query is malformed: #{Exception.message(error)}"
      {:error, %Error.Decode{text: text}}
  end

  @doc """
  Builds the progress from Spark's JSON document.

      iex> document = %{
      ...>   "id" => "a",
      ...>   "runId" => "b",
      ...>   "batchId" => 3,
      ...>   "sources" => [%{"numInputRows" => 10}],
      ...>   "timestamp" => "2026-01-02T03:04:05.678Z"
      ...> }
      iex> progress = SparkEx.StreamingQuery.Progress.from_map(document)
      iex> {progress.batch_id, progress.num_input_rows, progress.timestamp}
      {3, 10, ~U[2026-01-02 03:04:05.678Z]}
  """
  @spec from_map(map) :: t
  def from_map(document) do
    sources = Enum.map(document["sources"] || [], &SourceProgress.from_map/1)

    %__MODULE__{
      id: Map.fetch!(document, "id"),
      run_id: Map.fetch!(document, "runId"),
      name: document["name"],
      timestamp: time(document["timestamp"]),
      batch_id: Map.fetch!(document, "batchId"),
      batch_duration: document["batchDuration"],
      duration_ms: document["durationMs"] || %{},
      num_input_rows: document["numInputRows"] || total(sources, :num_input_rows),
      input_rows_per_second:
        document["inputRowsPerSecond"] || total(sources, :input_rows_per_second),
      processed_rows_per_second:
        document["processedRowsPerSecond"] || total(sources, :processed_rows_per_second),
      event_time: Map.new(document["eventTime"] || %{}, fn {name, at} -> {name, time(at)} end),
      sources: sources,
      sink: document["sink"] && SinkProgress.from_map(document["sink"]),
      state_operators:
        Enum.map(document["stateOperators"] || [], &StateOperatorProgress.from_map/1),
      observed_metrics: document["observedMetrics"] || %{},
      raw: document
    }
  end

  # Not all versions include the totals.
  defp total(sources, field),
    do: sources |> Enum.map(&Map.fetch!(&1, field)) |> Enum.reject(&is_nil/1) |> Enum.sum()

  @doc false
  @spec time(String.t() | nil) :: DateTime.t() | nil
  def time(nil), do: nil

  def time(text) do
    case DateTime.from_iso8601(text) do
      {:ok, time, 0} -> time
      _other -> nil
    end
  end
end
