defmodule SparkEx.Streaming.AvailableNow do
  @moduledoc false
  # The new rows of a stream as an enumerable: one query with the trigger `available_now` a turn, over one
  # checkpoint, each into a folder of its own.

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
      Milliseconds between two turns where the first had no rows. By default the enumerable ends at a turn
      without rows.
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

    case write(frame, path, options[:checkpoint]) do
      0 -> idle(options[:interval])
      _rows -> {[{path, read(frame, path)}], nil}
    end
  end

  defp idle(nil), do: {:halt, nil}

  defp idle(interval) do
    Process.sleep(interval)
    {[], nil}
  end

  # The rows that the turn has read.
  defp write(frame, path, checkpoint) do
    query =
      StreamWriter.start!(frame, path,
        format: :parquet,
        trigger: :available_now,
        checkpoint_location: checkpoint
      )

    :terminated = StreamingQuery.await!(query)
    query |> StreamingQuery.recent_progress!() |> Enum.map(& &1.num_input_rows) |> Enum.sum()
  end

  # The folder's own log begins in the middle of the checkpoint's and can't be read.
  defp read(frame, path), do: Reader.parquet(frame.session, path <> "/part-*.parquet")
end
