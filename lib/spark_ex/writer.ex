defmodule SparkEx.Writer do
  @moduledoc """
  Writes a frame to files and tables (PySpark's `DataFrameWriter`).

      flights
      |> DataFrame.write()
      |> Writer.mode(:overwrite)
      |> Writer.partition_by([:year, :month])
      |> Writer.parquet!("/data/flights")

  or in one call, since every function takes a frame in place of a writer:

      Writer.parquet!(flights, "/data/flights", mode: :overwrite, partition_by: [:year, :month])

  The first functions configure a writer and do not contact the server. The last ones (`save/3`,
  `parquet/3`, `save_as_table/3` and so on) run the write and return `:ok` or `{:error,
  exception}`; each has a `!` twin that raises. They take the options of `configure/2`; those that
  are not the writer's own go to the data source, with names and values as in `SparkEx.Reader`.
  Names that are almost an option of the writer or of the format are refused.
  """

  alias SparkEx.Connect.Errors
  alias SparkEx.Arguments.SourceOptions
  alias SparkEx.{DataFrame, Error}
  alias SparkEx.DataFrame.{Commands, Names}
  alias SparkEx.Writer.Command

  @formats [:csv, :json, :orc, :parquet, :text, :xml]
  @own_options [:format, :mode, :partition_by, :bucket_by, :sort_by, :cluster_by]

  @enforce_keys [:frame]
  defstruct [
    :frame,
    :format,
    :mode,
    :bucket_by,
    schema_evolution: false,
    options: %{},
    given: [],
    partition_by: [],
    sort_by: [],
    cluster_by: [],
    action: []
  ]

  @typedoc "A writer. The fields are private."
  @type t :: %__MODULE__{
          frame: DataFrame.t(),
          format: String.t() | nil,
          mode: atom,
          bucket_by: map | nil,
          schema_evolution: boolean,
          options: %{String.t() => String.t()},
          given: [atom | String.t()],
          partition_by: [String.t()],
          sort_by: [String.t()],
          cluster_by: [String.t()],
          action: keyword
        }

  @typedoc "A writer, or the frame to write."
  @type source :: t | DataFrame.t()

  @typedoc "A save mode: `:append`, `:overwrite`, `:error` or `:ignore`, or one of these as a string."
  @type mode :: atom | String.t()

  @type result :: :ok | {:error, Exception.t()}

  # Configuration

  @doc """
  A writer of a frame; `SparkEx.DataFrame.write/2` is the same.

      iex> :spark |> SparkEx.Reader.table("flights") |> SparkEx.Writer.new()
      #SparkEx.Writer<table("flights")>
  """
  @spec new(source, keyword) :: t
  def new(source, options \\ [])
  def new(%__MODULE__{} = writer, _options), do: writer

  def new(frame, options) do
    action = Commands.validate!(options, "write/2")
    %__MODULE__{frame: DataFrame.frame!(frame), action: action}
  end

  @doc """
  What to do where data exists: `:append`, `:overwrite`, `:error` or `:ignore`.

      iex> flights = SparkEx.Reader.table(:spark, "flights")
      iex> SparkEx.Writer.mode(flights, :overwrite)
      #SparkEx.Writer<table("flights"), mode: overwrite>
      iex> SparkEx.Writer.mode(flights, :overwrit)
      ** (SparkEx.Error.Argument) unknown save mode :overwrit; did you mean "overwrite"? (allowed: append, error, errorifexists, ignore, overwrite)

  `nil` leaves the choice to Spark. Source: PySpark `DataFrameWriter.mode`.
  """
  @spec mode(source, mode | nil) :: t
  def mode(source, nil), do: %{new(source) | mode: nil}
  def mode(source, mode), do: %{new(source) | mode: Command.mode!(mode)}

  @doc """
  The format to write, such as `"parquet"` (Spark's default).

      iex> :spark |> SparkEx.Reader.table("flights") |> SparkEx.Writer.format(:orc)
      #SparkEx.Writer<table("flights"), format: orc>

  Source: PySpark `DataFrameWriter.format`.
  """
  @spec format(source, DataFrame.name()) :: t
  def format(source, format), do: %{new(source) | format: Names.name!(format, "format/2")}

  @doc """
  One option of the data source; `nil` removes it. Its name is not checked.

      iex> flights = SparkEx.Reader.table(:spark, "flights")
      iex> SparkEx.Writer.option(flights, :header, true).options
      %{"header" => "true"}

  Source: PySpark `DataFrameWriter.option`.
  """
  @spec option(source, DataFrame.name(), term) :: t
  def option(source, key, value), do: merge(new(source), [{key, value}], "option/3")

  @doc """
  Several options of the data source.

      iex> flights = SparkEx.Reader.table(:spark, "flights")
      iex> SparkEx.Writer.options(flights, sep: ";", quote_all: true).options
      %{"quoteAll" => "true", "sep" => ";"}

  Source: PySpark `DataFrameWriter.options`.
  """
  @spec options(source, keyword | map) :: t
  def options(source, options), do: put_options(source, options, "options/2")

  for {name, method, title} <- [
        {:partition_by, "partitionBy", "Writes one folder for each value of the columns."},
        {:sort_by, "sortBy", "Sorts the rows of each bucket of `bucket_by/3`."},
        {:cluster_by, "clusterBy", "Clusters the data by the columns."}
      ] do
    @doc """
    #{title}

        iex> flights = SparkEx.Reader.table(:spark, "flights")
        iex> SparkEx.Writer.#{name}(flights, [:year, :month]).#{name}
        ["year", "month"]

    Source: PySpark `DataFrameWriter.#{method}`.
    """
    @spec unquote(name)(source, DataFrame.name() | [DataFrame.name()]) :: t
    def unquote(name)(source, columns),
      do: %{new(source) | unquote(name) => names!(columns, "#{unquote(name)}/2")}
  end

  @doc """
  Writes a table in a fixed number of buckets, by the values of columns.

      iex> flights = SparkEx.Reader.table(:spark, "flights")
      iex> SparkEx.Writer.bucket_by(flights, 16, :carrier).bucket_by
      %{bucket_column_names: ["carrier"], num_buckets: 16}

  Source: PySpark `DataFrameWriter.bucketBy`.
  """
  @spec bucket_by(source, pos_integer, DataFrame.name() | [DataFrame.name()]) :: t
  def bucket_by(source, number, columns) when number in 1..0x7FFF_FFFF do
    names = names!(columns, "bucket_by/3")
    %{new(source) | bucket_by: %{num_buckets: number, bucket_column_names: names}}
  end

  def bucket_by(_source, number, _columns) do
    raise Error.Argument,
          "bucket_by/3 takes the number of buckets as a positive integer of 32 bits, " <>
            "got: #{inspect(number)}"
  end

  @doc """
  Allows the write to add new columns of the frame to the table (Spark 4.2), if the table's data
  source supports it.

      iex> flights = SparkEx.Reader.table(:spark, "flights")
      iex> SparkEx.Writer.with_schema_evolution(flights).schema_evolution
      true

  Source: Spark's `DataFrameWriter.withSchemaEvolution`, `spark.connect.WriteOperation`.
  """
  @spec with_schema_evolution(source) :: t
  def with_schema_evolution(source), do: %{new(source) | schema_evolution: true}

  @doc """
  Configures a writer with several options: `:format`, `:mode`, `:partition_by`, `:sort_by`,
  `:cluster_by`, `bucket_by: {16, columns}`, and options of the data source. The functions that
  write take their options this way.

      iex> flights = SparkEx.Reader.table(:spark, "flights")
      iex> SparkEx.Writer.configure(flights, format: "csv", mode: :append, header: true)
      #SparkEx.Writer<table("flights"), format: csv, mode: append, options: header>
  """
  @spec configure(source, keyword | map) :: t
  def configure(source, options) do
    {own, options} = SourceOptions.split(options, @own_options, "a writer")

    own
    |> Enum.reject(&match?({_key, nil}, &1))
    |> Enum.reduce(new(source), fn
      {:format, format}, writer -> format(writer, format)
      {:mode, mode}, writer -> mode(writer, mode)
      {:partition_by, columns}, writer -> partition_by(writer, columns)
      {:bucket_by, {number, columns}}, writer -> bucket_by(writer, number, columns)
      {:bucket_by, number}, writer -> bucket_by(writer, number, [])
      {:sort_by, columns}, writer -> sort_by(writer, columns)
      {:cluster_by, columns}, writer -> cluster_by(writer, columns)
    end)
    |> put_options(options, "a writer")
  end

  # Writing

  @doc """
  Writes to a path in the writer's format, or to a data source that has no path.

      Writer.save!(flights, "/data/flights", format: "delta", mode: :append)

  Takes what `configure/2` takes. Source: PySpark `DataFrameWriter.save`,
  `spark.connect.WriteOperation`.
  """
  @spec save(source, String.t() | nil, keyword | map) :: result
  def save(source, path \\ nil, options \\ []),
    do: run(source, &(&1 |> configure(options) |> Command.save(path)))

  @doc "As `save/3`, but raises."
  @spec save!(source, String.t() | nil, keyword | map) :: :ok
  def save!(source, path \\ nil, options \\ []),
    do: source |> save(path, options) |> Errors.unwrap!()

  @doc """
  Writes to a table of the catalog, which is created if it does not exist.

      Writer.save_as_table!(flights, "sales.flights", mode: :overwrite)

  Takes what `configure/2` takes. Source: PySpark `DataFrameWriter.saveAsTable`.
  """
  @spec save_as_table(source, DataFrame.name(), keyword | map) :: result
  def save_as_table(source, table, options \\ []),
    do: run(source, &(&1 |> configure(options) |> Command.table(table, :save_as_table)))

  @doc """
  Inserts the rows into an existing table. Columns are matched by position.

      Writer.insert_into!(flights, "sales.flights", overwrite: true)

  `overwrite: true` replaces the rows of the table, `false` appends to them; the default is the
  writer's mode. Source: PySpark `DataFrameWriter.insertInto`.
  """
  @spec insert_into(source, DataFrame.name(), keyword) :: result
  def insert_into(source, table, options \\ []),
    do: run(source, &Command.insert_into(&1, table, options))

  @doc """
  Writes to a table of a database through JDBC.

      Writer.jdbc!(orders, "jdbc:postgresql://db/sales", "orders",
        mode: :append,
        properties: [user: "me"]
      )

  Takes `:mode` and `:properties`, the options of the connection, whose names are not checked.
  Source: PySpark `DataFrameWriter.jdbc`.
  """
  @spec jdbc(source, String.t(), DataFrame.name(), keyword) :: result
  def jdbc(source, url, table, options \\ []),
    do: run(source, &Command.jdbc(&1, url, table, options))

  @doc "As `jdbc/4`, but raises."
  @spec jdbc!(source, String.t(), DataFrame.name(), keyword) :: :ok
  def jdbc!(source, url, table, options \\ []),
    do: source |> jdbc(url, table, options) |> Errors.unwrap!()

  for format <- @formats do
    @doc """
    Writes #{format} files into a folder.

        Writer.#{format}!(flights, "/data/flights", mode: :overwrite)

    Takes `:mode`, `:partition_by` and the options of the format. Source: PySpark
    `DataFrameWriter.#{format}`.
    """
    @spec unquote(format)(source, String.t(), keyword | map | mode) :: result
    def unquote(format)(source, path, options \\ [])

    if format in [:csv, :json, :orc, :parquet] do
      # PySpark's second argument is the mode.
      def unquote(format)(source, path, mode) when is_atom(mode) or is_binary(mode),
        do: unquote(format)(source, path, mode: mode)
    end

    def unquote(format)(source, path, options),
      do: source |> new() |> format(unquote(format)) |> save(path, options)
  end

  for name <- [:save_as_table, :insert_into | @formats], bang = :"#{name}!" do
    @doc "As `#{name}/3`, but raises."
    @spec unquote(bang)(source, DataFrame.name(), keyword | map | mode) :: :ok
    def unquote(bang)(source, target, options \\ []),
      do: source |> unquote(name)(target, options) |> Errors.unwrap!()
  end

  # Helpers

  defp run(source, command) do
    writer = new(source)
    Commands.run(writer.frame, writer.action, "write/2", fn -> command.(writer) end)
  end

  defp put_options(source, options, context) do
    writer = source |> new() |> merge(options, context)
    %{writer | given: writer.given ++ SourceOptions.keys(options)}
  end

  defp merge(writer, options, context) do
    %{writer | options: SourceOptions.merge(writer.options, options, writer.format, context)}
  end

  defp names!(columns, context) do
    case Names.names!(columns, context) do
      [] -> raise Error.Argument, "#{context} needs at least one column"
      names -> names
    end
  end

  # Options may hold passwords, so only their names are shown.
  defimpl Inspect do
    alias SparkEx.DataFrame.Formatter

    def inspect(writer, _opts) do
      shown = [
        {"format: ", writer.format},
        {"mode: ", SparkEx.Writer.Command.mode_name(writer.mode)},
        {"options: ", names(writer.options)}
      ]

      shown = for {label, text} <- shown, text, do: label <> text
      "#SparkEx.Writer<#{Enum.join([Formatter.format(writer.frame.plan) | shown], ", ")}>"
    end

    defp names(options) when options == %{}, do: nil
    defp names(options), do: options |> Map.keys() |> Enum.join(" ")
  end
end
