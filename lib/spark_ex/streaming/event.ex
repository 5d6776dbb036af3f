defmodule SparkEx.Streaming.Event do
  @moduledoc false
  # Decodes events of streaming queries from the server's JSON documents.

  alias SparkEx.Error
  alias SparkEx.StreamingQuery.{Idle, Progress, Started, Terminated}
  alias SparkEx.Types.JSONCodec

  @type t :: Started.t() | Progress.t() | Idle.t() | Terminated.t()

  # Names and measurements of telemetry events.
  @names %{Started => :started, Progress => :progress, Idle => :idle, Terminated => :terminated}
  @measurements [
    :batch_id,
    :batch_duration,
    :num_input_rows,
    :input_rows_per_second,
    :processed_rows_per_second
  ]

  @doc "Decodes an event of the listener bus. Returns `nil` for an unknown type."
  @spec decode(map) :: {:ok, t | nil} | {:error, Error.Decode.t()}
  def decode(%{event_json: json} = event) do
    {:ok, json |> JSONCodec.decode!() |> build(event[:event_type])}
  rescue
    error in [Error.Argument, KeyError] ->
      text = "an event of a streaming query is malformed: #{Exception.message(error)}"
      {:error, %Error.Decode{text: text}}
  end

  @doc "Decodes the event that the start of a query returns."
  @spec decode_started(String.t()) :: {:ok, t | nil} | {:error, Error.Decode.t()}
  def decode_started(json), do: decode(%{event_json: json, event_type: :started})

  defp build(document, :started), do: Started.from_map(document)

  defp build(document, :QUERY_PROGRESS_EVENT),
    do: document |> Map.fetch!("progress") |> Progress.from_map()

  defp build(document, :QUERY_TERMINATED_EVENT), do: Terminated.from_map(document)
  defp build(document, :QUERY_IDLE_EVENT), do: Idle.from_map(document)
  defp build(_document, _newer), do: nil

  @doc "The name, measurements and metadata of an event's telemetry."
  @spec telemetry(t, map) :: {atom, map, map}
  def telemetry(%module{} = event, metadata) do
    measurements =
      for key <- @measurements, value = Map.get(event, key), into: %{}, do: {key, value}

    {Map.fetch!(@names, module), measurements, Map.merge(metadata, metadata(event))}
  end

  # The text of an exception may hold data.
  defp metadata(event), do: Map.take(event, [:id, :run_id, :name, :error_class])
end
