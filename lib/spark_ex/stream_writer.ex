defmodule SparkEx.StreamWriter do
  @moduledoc """
  Starts streaming queries (PySpark's `DataStreamWriter`).

      query =
        orders
        |> DataFrame.write_stream()
        |> StreamWriter.format(:parquet)
        |> StreamWriter.trigger(processing_time: "10 seconds")
        |> StreamWriter.option(:checkpoint_location, "/checkpoints/orders")
        |> StreamWriter.start!("/data/orders")

  or in one call, since every function takes a streaming frame in place of a writer:

      query =
        StreamWriter.start!(orders, "/data/orders",
          format: :parquet,
          trigger: [processing_time: "10 seconds"],
          checkpoint_location: "/checkpoints/orders"
        )

  `start/3` and `to_table/3` start the query on the server and return a `SparkEx.StreamingQuery`.
  All other functions configure a writer and do not contact the server. Options that are not the
  writer's own go to the data source, as in `SparkEx.Writer`. `:checkpoint_location` is where the
  query keeps what it has processed: a query that starts again from its checkpoint continues where
  it stopped.

  | Sink         | Writes                                                                   |
  |--------------|--------------------------------------------------------------------------|
  | files        | one file or more for each micro-batch (`:append` only)                   |
  | `to_table/3` | a table of the catalog                                                   |
  | `:memory`    | a temporary view with the name of the query, in the memory of the driver |
  | `:console`   | the log of the server                                                    |
  | `:noop`      | nothing                                                                  |
  | `:kafka`     | messages, from the columns `key` and `value`                             |
  """

  alias SparkEx.{DataFrame, Error, Python}
  alias SparkEx.Arguments.{Options, SourceOptions}
  alias SparkEx.Connect.Errors
  alias SparkEx.DataFrame.{Commands, Names}
  alias SparkEx.StreamWriter.{Command, Trigger}
  alias SparkEx.StreamingQuery

  @own_options [
    :format,
    :output_mode,
    :partition_by,
    :cluster_by,
    :query_name,
    :trigger
  ]

  @batch_options [
    client_timeout: [
      type: {:integer, 1_000..86_400_000},
      default: 60_000,
      doc: "Milliseconds after which the query fails when this node is gone."
    ]
  ]

  @enforce_keys [:frame]
  defstruct [
    :frame,
    :format,
    :output_mode,
    :query_name,
    :trigger,
    # The function of `foreach/2`, as it is sent.
    :foreach,
    # The function of `foreach_batch/3`, and its form on the server.
    :on_batch,
    :foreach_batch,
    options: %{},
    given: [],
    partition_by: [],
    cluster_by: [],
    action: []
  ]

  @typedoc "A writer. The fields are private."
  @type t :: %__MODULE__{
          frame: DataFrame.t(),
          format: String.t() | nil,
          output_mode: String.t() | nil,
          query_name: String.t() | nil,
          trigger: map | nil,
          foreach: struct | nil,
          on_batch: {(DataFrame.t(), non_neg_integer -> term), keyword} | nil,
          foreach_batch: struct | nil,
          options: %{String.t() => String.t()},
          given: [atom | String.t()],
          partition_by: [String.t()],
          cluster_by: [String.t()],
          action: keyword
        }

  @typedoc "A writer, or the streaming frame to write."
  @type source :: t | DataFrame.t()

  @typedoc "When a query processes its next micro-batch, see `trigger/2`."
  @type trigger :: :available_now | :once | keyword

  @type result :: {:ok, StreamingQuery.t()} | {:error, Exception.t()}

  # Configuration

  @doc """
  A writer of a frame; `SparkEx.DataFrame.write_stream/2` is the same.

      iex> :spark |> SparkEx.StreamReader.load(nil, format: :rate) |> SparkEx.StreamWriter.new()
      #SparkEx.StreamWriter<stream(rate)>
  """
  @spec new(source, keyword) :: t
  def new(source, options \\ [])
  def new(%__MODULE__{} = writer, _options), do: writer

  def new(frame, options) do
    action = Commands.validate!(options, "write_stream/2")
    %__MODULE__{frame: DataFrame.frame!(frame), action: action}
  end

  @doc """
  The format to write, such as `"parquet"` (Spark's default).

      iex> rate = SparkEx.StreamReader.load(:spark, nil, format: :rate)
      iex> SparkEx.StreamWriter.format(rate, :console)
      #SparkEx.StreamWriter<stream(rate), format: console>

  Source: PySpark `DataStreamWriter.format`.
  """
  @spec format(source, DataFrame.name()) :: t
  def format(source, format), do: %{new(source) | format: Names.name!(format, "format/2")}

  @doc """
  Which rows of the result each micro-batch writes: `:append` (new rows, the default), `:update`
  (changed rows) or `:complete` (all rows, for aggregates).

      iex> rate = SparkEx.StreamReader.load(:spark, nil, format: :rate)
      iex> SparkEx.StreamWriter.output_mode(rate, :complete)
      #SparkEx.StreamWriter<stream(rate), output_mode: complete>
      iex> SparkEx.StreamWriter.output_mode(rate, :compleet)
      ** (SparkEx.Error.Argument) unknown output mode :compleet; did you mean "complete"? (allowed: append, complete, update)

  Source: PySpark `DataStreamWriter.outputMode`.
  """
  @spec output_mode(source, :append | :update | :complete | String.t()) :: t
  def output_mode(source, mode), do: %{new(source) | output_mode: Command.output_mode!(mode)}

  @doc """
  A name of the query, unique among the running queries of the session. The memory sink makes a
  temporary view of this name.

      iex> rate = SparkEx.StreamReader.load(:spark, nil, format: :rate)
      iex> SparkEx.StreamWriter.query_name(rate, :rates)
      #SparkEx.StreamWriter<stream(rate), query_name: rates>

  Source: PySpark `DataStreamWriter.queryName`.
  """
  @spec query_name(source, DataFrame.name()) :: t
  def query_name(source, name), do: %{new(source) | query_name: query_name!(name)}

  defp query_name!(name) do
    case Names.name!(name, "query_name/2") do
      "" -> raise Error.Argument, "query_name/2: the name of a query is not empty"
      name -> name
    end
  end

  @doc """
  When the query processes its next micro-batch. Without a trigger it does as soon as the one
  before has ended and there is new data.

    * `processing_time: "5 seconds"` - at this interval; an integer is in milliseconds
    * `:available_now` - all data that is there when the query starts, in as many micro-batches as
      the source makes of it; then the query ends
    * `:once` - as `:available_now`, but in one micro-batch. Spark advises against it.
    * `continuous: "1 second"` - Spark's continuous processing, with a checkpoint at this interval
    * `real_time: "5 minutes"` - Spark's real-time mode (Spark 4.2), in which rows are processed as
      they arrive and a batch ends, with a checkpoint, after this duration

          iex> rate = SparkEx.StreamReader.load(:spark, nil, format: :rate)
          iex> SparkEx.StreamWriter.trigger(rate, processing_time: "5 seconds")
          #SparkEx.StreamWriter<stream(rate), trigger: processing_time 5 seconds>
          iex> SparkEx.StreamWriter.trigger(rate, :available_now)
          #SparkEx.StreamWriter<stream(rate), trigger: available_now>

  Source: PySpark `DataStreamWriter.trigger`.
  """
  @spec trigger(source, trigger) :: t
  def trigger(source, trigger), do: %{new(source) | trigger: Trigger.new!(trigger)}

  @doc """
  One option of the data source; `nil` removes it. Its name is not checked.

      iex> rate = SparkEx.StreamReader.load(:spark, nil, format: :rate)
      iex> SparkEx.StreamWriter.option(rate, :checkpoint_location, "/checkpoints/rate").options
      %{"checkpointLocation" => "/checkpoints/rate"}

  Source: PySpark `DataStreamWriter.option`.
  """
  @spec option(source, DataFrame.name(), term) :: t
  def option(source, key, value), do: merge(new(source), [{key, value}], "option/3")

  @doc """
  Several options of the data source.

      iex> rate = SparkEx.StreamReader.load(:spark, nil, format: :rate)
      iex> SparkEx.StreamWriter.options(rate, truncate: false).options
      %{"truncate" => "false"}

  Source: PySpark `DataStreamWriter.options`.
  """
  @spec options(source, keyword | map) :: t
  def options(source, options), do: put_options(source, options, "options/2")

  for {name, method, title} <- [
        {:partition_by, "partitionBy", "Writes one folder for each value of the columns."},
        {:cluster_by, "clusterBy", "Clusters the data by the columns."}
      ] do
    @doc """
    #{title}

        iex> rate = SparkEx.StreamReader.load(:spark, nil, format: :rate)
        iex> SparkEx.StreamWriter.#{name}(rate, [:year, :month]).#{name}
        ["year", "month"]

    Source: PySpark `DataStreamWriter.#{method}`.
    """
    @spec unquote(name)(source, DataFrame.name() | [DataFrame.name()]) :: t
    def unquote(name)(source, columns),
      do: %{new(source) | unquote(name) => Names.names!(columns, "#{unquote(name)}/2")}
  end

  @doc """
  Configures a writer with several options: `:format`, `:output_mode`, `:query_name`, `:trigger`,
  `:partition_by`, `:cluster_by`, and options of the data source. The functions that start a query
  take their options this way.

      iex> rate = SparkEx.StreamReader.load(:spark, nil, format: :rate)
      iex> SparkEx.StreamWriter.configure(rate, format: :console, trigger: :available_now, num_rows: 5)
      #SparkEx.StreamWriter<stream(rate), format: console, trigger: available_now, options: numRows>
  """
  @spec configure(source, keyword | map) :: t
  def configure(source, options) do
    {own, options} = SourceOptions.split(options, @own_options, "a stream writer")

    own
    |> Enum.reject(&match?({_key, nil}, &1))
    |> Enum.reduce(new(source), fn
      {:format, format}, writer -> format(writer, format)
      {:output_mode, mode}, writer -> output_mode(writer, mode)
      {:query_name, name}, writer -> query_name(writer, name)
      {:trigger, trigger}, writer -> trigger(writer, trigger)
      {:partition_by, columns}, writer -> partition_by(writer, columns)
      {:cluster_by, columns}, writer -> cluster_by(writer, columns)
    end)
    |> put_options(options, "a stream writer")
  end

  @doc """
  Calls a function here with each micro-batch, as a frame, and its number.

      orders
      |> StreamWriter.foreach_batch(fn batch, id ->
        batch |> DataFrame.write() |> Writer.parquet!("/data/orders/\#{id}", mode: :overwrite)
      end)
      |> StreamWriter.start!(nil, checkpoint_location: "/checkpoints/orders")

  The function runs in a process of its own on this node, which ends with the query. It may query
  and write the frame as often as it likes, but not keep it. Spark commits the micro-batch when
  the function has returned. A function that raises, throws, exits or returns `:error` or
  `{:error, reason}` makes the query fail with that text.

  A micro-batch that was not committed is processed again, with the same number, when the query
  starts again from its checkpoint. So a function has an effect exactly once if a second call with
  a number replaces the effect of the first, as `mode: :overwrite` does above.

  If this node dies, the query fails after `:client_timeout`.

  The server needs a Python with `pyspark[connect]` for it, as a Spark installed with `pip` has.
  Without one, use `SparkEx.Streaming.available_now_batches/2`.

  ## Options

  #{Options.docs(@batch_options)}

  Source: PySpark `DataStreamWriter.foreachBatch`, whose function runs on the server.
  """
  @spec foreach_batch(source, (DataFrame.t(), non_neg_integer -> term), keyword) :: t
  def foreach_batch(source, function, options \\ [])

  def foreach_batch(source, function, options) when is_function(function, 2) do
    options = Options.validate!(options, @batch_options, "foreach_batch/3")
    %{new(source) | on_batch: {function, options}}
  end

  def foreach_batch(_source, other, _options) do
    raise Error.Argument,
          "foreach_batch/3 takes a function of a frame and a number, got: #{inspect(other)}"
  end

  @doc """
  Calls a Python function with each row on the executors, or the methods of an object:
  `open(partition_id, epoch_id)`, `process(row)` and `close(error)`, of which only `process` is
  needed.

      StreamWriter.foreach(orders, "lambda row: print(row.id)")

  The function is a source as in `SparkEx.Python`. For an object, the source is an expression that
  makes it. Source: PySpark `DataStreamWriter.foreach`.
  """
  @spec foreach(source, Python.source()) :: t
  def foreach(source, function),
    do: %{new(source) | foreach: function |> Python.new() |> Python.Command.foreach()}

  # Starting

  @doc """
  Starts a query that writes to a path, or to a sink that has no path.

      {:ok, query} =
        StreamWriter.start(orders, "/data/orders",
          format: :parquet,
          checkpoint_location: "/checkpoints/orders"
        )

  Takes what `configure/2` takes. The query runs on the server until it is stopped, fails, or its
  session ends. Source: PySpark `DataStreamWriter.start`,
  `spark.connect.WriteStreamOperationStart`.
  """
  @spec start(source, String.t() | nil, keyword | map) :: result
  def start(source, path \\ nil, options \\ []),
    do: run(source, options, &Command.start(&1, path))

  @doc "As `start/3`, but raises."
  @spec start!(source, String.t() | nil, keyword | map) :: StreamingQuery.t()
  def start!(source, path \\ nil, options \\ []),
    do: source |> start(path, options) |> Errors.unwrap!()

  @doc """
  Starts a query that writes to a table of the catalog, which is created if it does not exist.

      {:ok, query} =
        StreamWriter.to_table(orders, "sales.orders", checkpoint_location: "/checkpoints/orders")

  Takes what `configure/2` takes. Source: PySpark `DataStreamWriter.toTable`.
  """
  @spec to_table(source, DataFrame.name(), keyword | map) :: result
  def to_table(source, table, options \\ []),
    do: run(source, options, &Command.to_table(&1, table))

  @doc "As `to_table/3`, but raises."
  @spec to_table!(source, DataFrame.name(), keyword | map) :: StreamingQuery.t()
  def to_table!(source, table, options \\ []),
    do: source |> to_table(table, options) |> Errors.unwrap!()

  defp run(source, options, build) do
    source |> configure(options) |> Command.run(build)
  rescue
    error in Error.Argument -> {:error, error}
  end

  defp put_options(source, options, context) do
    writer = source |> new() |> merge(options, context)
    %{writer | given: writer.given ++ SourceOptions.keys(options)}
  end

  defp merge(writer, options, context) do
    %{writer | options: SourceOptions.merge(writer.options, options, writer.format, context)}
  end

  # Options may hold passwords, so only their names are shown.
  defimpl Inspect do
    alias SparkEx.DataFrame.Formatter

    def inspect(writer, _opts) do
      shown = [
        {"format: ", writer.format},
        {"output_mode: ", writer.output_mode},
        {"query_name: ", writer.query_name},
        {"trigger: ", writer.trigger && SparkEx.StreamWriter.Trigger.text(writer.trigger)},
        {"options: ", names(writer.options)}
      ]

      shown = for {label, text} <- shown, text, do: label <> text
      "#SparkEx.StreamWriter<#{Enum.join([Formatter.format(writer.frame.plan) | shown], ", ")}>"
    end

    defp names(options) when options == %{}, do: nil
    defp names(options), do: options |> Map.keys() |> Enum.join(" ")
  end
end
