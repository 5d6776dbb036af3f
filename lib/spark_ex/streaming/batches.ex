defmodule SparkEx.Streaming.Batches do
  @moduledoc false
  # Micro-batches as an enumerable. Demand for the next one commits the previous one.

  alias SparkEx.Arguments.Options
  alias SparkEx.Connect.Errors
  alias SparkEx.{DataFrame, StreamWriter}
  alias SparkEx.Streaming.BatchChannel

  @options [
    checkpoint: [
      type: :string,
      required: true,
      doc: "Where the query keeps what it has processed, on the server's file system."
    ],
    trigger: [
      type: :any,
      doc: "When the next micro-batch begins, see `SparkEx.StreamWriter.trigger/2`."
    ],
    query_name: [type: {:or, [:string, :atom]}, doc: "The name of the query."],
    client_timeout: [
      type: {:integer, 1_000..86_400_000},
      default: 60_000,
      doc: "Milliseconds after which the query fails when this node is gone."
    ]
  ]

  @spec options() :: Options.schema()
  def options, do: @options

  @spec stream(DataFrame.t(), keyword) :: Enumerable.t()
  def stream(frame, options) do
    options = Options.validate!(options, @options, "batches/2")
    writer = writer(frame, options)

    Stream.resource(
      fn -> {open!(writer, options), nil} end,
      &next/1,
      fn {channel, _last} -> BatchChannel.close(channel) end
    )
  end

  @doc "Returns the writer of a query with the options."
  @spec writer(DataFrame.t(), keyword) :: StreamWriter.t()
  def writer(frame, options) do
    StreamWriter.configure(frame,
      trigger: options[:trigger],
      query_name: options[:query_name],
      checkpoint_location: options[:checkpoint]
    )
  end

  @doc "Starts the query of a writer, with a channel that belongs to the caller."
  @spec open!(StreamWriter.t(), keyword) :: BatchChannel.t()
  def open!(writer, options) do
    writer
    |> BatchChannel.open(options[:client_timeout], &StreamWriter.Command.start_query/1)
    |> Errors.unwrap!()
  end

  defp next({channel, last}) do
    if last, do: channel |> BatchChannel.answer(last, nil) |> Errors.unwrap!()

    case channel |> BatchChannel.next(last) |> Errors.unwrap!() do
      :done -> {:halt, {channel, nil}}
      {id, frame} -> {[{id, frame}], {channel, id}}
    end
  end
end
