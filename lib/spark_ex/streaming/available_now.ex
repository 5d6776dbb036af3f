defmodule SparkEx.Streaming.AvailableNow do
  @moduledoc false
  # The new rows of a stream as an enumerable. Each turn runs one query with the trigger
  # `available_now` over the same checkpoint, and writes to a separate folder.

  alias SparkEx.Arguments.Options
  alias SparkEx.Connect.UUID
  alias SparkEx.{DataFrame, Reader, StreamingQuery, StreamWriter}

  @options [
    checkpoint: [
      type: :string,
      required: true,
      doc: "Where the queries keep what they have processed, on the server's file system."
    ],
    path: [type: :string, required: true, doc: "The folder in which each turn gets one."],
    interval: [
      type: {:or, [:pos_integer, {:in, [nil]}]},
      doc: """
      Milliseconds between two turns where the first had no data. By default the enumerable ends at a turn
      without data.
      """
    ]
  ]

  @spec options() :: Options.schema()
  def options, do: @options

  @spec stream(DataFrame.t(), keyword) :: Enumerable.t()
  def stream(frame, options) do
    frame = DataFrame.frame!(frame)
    options = Options.validate!(options, @options, "available_now_batches/2")
    Stream.resource(fn -> nil end, fn nil -> turn(frame, options) end, fn nil -> :ok end)
  end

  defp turn(frame, options) do
    path = "#{String.trim_trailing(options[:path], "/")}/#{UUID.generate()}"

    if frame |> write(path, options[:checkpoint]) |> Enum.any?(&data?/1),
      do: {[{path, read(frame, path)}], nil},
      else: idle(options[:interval])
  end

  # Not all sources count their rows, but all advance their offsets.
  defp data?(progress), do: Enum.any?(progress.sources, &(&1.start_offset != &1.end_offset))

  defp idle(nil), do: {:halt, nil}

  defp idle(interval) do
    Process.sleep(interval)
    {[], nil}
  end

  # The progress of the turn's micro-batches.
  defp write(frame, path, checkpoint) do
    query =
      StreamWriter.start!(frame, path,
        format: :parquet,
        trigger: :available_now,
        checkpoint_location: checkpoint
      )

    :terminated = StreamingQuery.await!(query)
    StreamingQuery.recent_progress!(query)
  end

  # The folder's own log begins in the middle of the checkpoint's and can't be read.
  defp read(frame, path), do: Reader.parquet(frame.session, path <> "/part-*.parquet")
end
