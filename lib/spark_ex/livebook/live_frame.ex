defmodule SparkEx.Livebook.LiveFrame do
  @moduledoc false
  # The query that brings the micro-batches of a streaming frame to a widget.

  alias SparkEx.{DataFrame, Plan, StreamWriter}
  alias SparkEx.Livebook.Preview

  # Without a trigger, Spark starts the next micro-batch at once.
  @trigger [processing_time: "1 second"]

  @rows 50

  @options [
    trigger: [
      type: :any,
      doc: """
      When the next micro-batch begins, by default every second. See `SparkEx.StreamWriter.trigger/2`.
      """
    ],
    output_mode: [
      type: {:in, [:append, :update, :complete]},
      doc: """
      Which rows a micro-batch has, see `SparkEx.StreamWriter.output_mode/2`. The default is
      `:complete` for an aggregated stream, and `:append` for others.
      """
    ]
  ]

  @doc "Returns the options that all live widgets of a frame have."
  @spec options() :: keyword
  def options, do: @options

  @doc "Returns the default number of rows of a table."
  @spec rows() :: pos_integer
  def rows, do: @rows

  @doc """
  Returns whether the plan of a frame reads a stream. Contacts no server.

      iex> stream = SparkEx.StreamReader.load(:spark, nil, format: :rate)
      iex> batch = SparkEx.range(:spark, 3)
      iex> Enum.map([stream, batch], &SparkEx.Livebook.LiveFrame.streaming?/1)
      [true, false]
  """
  @spec streaming?(DataFrame.t()) :: boolean
  def streaming?(frame), do: stream?(frame.plan)

  defp stream?(plan), do: Plan.any?(plan, &match?(%{read: %{is_streaming: true}}, &1))

  @doc """
  Returns the output mode of a frame without the option `:output_mode`.

      iex> stream = SparkEx.StreamReader.load(:spark, nil, format: :rate)
      iex> counts = stream |> SparkEx.DataFrame.group_by("value") |> SparkEx.GroupedData.count()
      iex> Enum.map([stream, counts], &SparkEx.Livebook.LiveFrame.output_mode/1)
      [:append, :complete]
  """
  @spec output_mode(DataFrame.t()) :: :append | :complete
  def output_mode(frame) do
    aggregated? =
      Plan.any?(frame.plan, fn
        %{aggregate: %{input: input}} -> stream?(input)
        _other -> false
      end)

    if aggregated?, do: :complete, else: :append
  end

  @doc "Starts a query that calls `consume` with each micro-batch, its number and the output mode."
  @spec start(DataFrame.t(), keyword, (DataFrame.t(), non_neg_integer, atom -> term)) ::
          StreamWriter.result()
  def start(frame, options, consume) do
    mode = options[:output_mode] || output_mode(frame)

    frame
    |> StreamWriter.output_mode(mode)
    |> StreamWriter.trigger(options[:trigger] || @trigger)
    |> StreamWriter.foreach_batch(fn batch, id -> consume.(batch, id, mode) end)
    |> StreamWriter.start()
  end

  @doc """
  Starts a query that sends `widget` the first rows of each micro-batch as
  `{:rows, preview, mode}`.
  """
  @spec start_table(DataFrame.t(), keyword, pid) :: StreamWriter.result()
  def start_table(frame, options, widget) do
    with {:ok, schema} <- DataFrame.schema(frame) do
      start(frame, options, fn batch, _id, mode ->
        with {:ok, preview} <- Preview.load(batch, schema, options[:rows] || @rows, nil),
             do: send(widget, {:rows, %{preview | batch: nil}, mode})
      end)
    end
  end
end
