defmodule SparkEx.Reader do
  @moduledoc """
  Reads tables and files as lazy frames (PySpark's `DataFrameReader`).

  `SparkEx.read/1` makes a reader, which the functions below configure. Each of them also takes a
  session in place of a reader:

      iex> SparkEx.Reader.csv(:spark, "flights.csv", header: true, infer_schema: true)
      #SparkEx.DataFrame<csv("flights.csv")>

      iex> :spark
      ...> |> SparkEx.Reader.new()
      ...> |> SparkEx.Reader.option(:header, true)
      ...> |> SparkEx.Reader.schema("carrier STRING, distance BIGINT")
      ...> |> SparkEx.Reader.csv("flights.csv")
      #SparkEx.DataFrame<csv("flights.csv")>

  Nothing is read, and the server is not contacted, until an action runs on the frame.

  ## Options

  The options of a data source are Spark's own; Spark's documentation lists them for each format.
  Values are strings, numbers, booleans or atoms, and are sent as strings; `nil` removes an
  option.

    * Spark names its options in camelCase. Atoms are converted: `infer_schema: true` is sent as
      `inferSchema`, `kafka_bootstrap_servers: "…"` as `kafka.bootstrap.servers`. Strings are sent
      as they are.
    * A name that is almost an option of one of Spark's own formats raises:

          iex> SparkEx.Reader.csv(:spark, "flights.csv", headr: true)
          ** (SparkEx.Error.Argument) unknown option :headr for the source csv; did you mean :header?

      `option/3` sends any name. So do all functions where the format is another's.
    * The functions that read files also take `:schema`.
  """

  alias SparkEx.Arguments.{Options, SourceOptions}
  alias SparkEx.{DataFrame, Error, Types}
  alias SparkEx.Types.SessionTimestamp
  alias SparkEx.DataFrame.{Names, Texts}
  alias SparkEx.Session.Reference

  @enforce_keys [:session]
  defstruct [:session, :format, :schema, options: %{}, given: []]

  @type t :: %__MODULE__{
          session: DataFrame.session(),
          format: String.t() | nil,
          schema: String.t() | nil,
          options: %{String.t() => String.t()},
          given: [atom | String.t()]
        }

  @typedoc "A reader, or the session that it would read from."
  @type source :: t | DataFrame.session()

  @typedoc "One path or several."
  @type paths :: String.t() | [String.t()]

  @own_options [:format, :schema]

  @jdbc_options [
    column: [
      type: {:or, [:string, :atom]},
      doc: "The column whose values partition the table."
    ],
    lower_bound: [type: {:or, [:integer, :string]}, doc: "The column's least value."],
    upper_bound: [type: {:or, [:integer, :string]}, doc: "The column's greatest value."],
    num_partitions: [type: :pos_integer, doc: "The number of partitions."],
    predicates: [type: {:list, :string}, doc: "SQL conditions, one for each partition."],
    properties: [
      type: {:or, [:keyword, :map]},
      default: [],
      secret: true,
      doc: "Options of the connection, such as `user:` and `password:`. Any name is sent."
    ]
  ]
  @jdbc_range [:column, :lower_bound, :upper_bound, :num_partitions]

  @doc """
  A reader without format, schema and options.

      iex> SparkEx.Reader.new(:spark).options
      %{}
  """
  @spec new(source) :: t
  def new(%__MODULE__{} = reader), do: reader
  def new(session), do: %__MODULE__{session: Reference.session!(session)}

  @doc """
  The format to read, such as `"parquet"`, or the name of any data source that Spark knows.

      iex> SparkEx.Reader.format(:spark, :json).format
      "json"

  Source: PySpark `DataFrameReader.format`.
  """
  @spec format(source, DataFrame.name()) :: t
  def format(source, format), do: %{new(source) | format: Names.name!(format, "format/2")}

  @doc """
  The schema of the data, so that Spark does not infer it: a DDL string or a `SparkEx.Types` type.

      iex> SparkEx.Reader.schema(:spark, "id BIGINT, name STRING").schema
      "id BIGINT, name STRING"

  `nil` removes the schema. Source: PySpark `DataFrameReader.schema`.
  """
  @spec schema(source, Types.input() | nil) :: t
  def schema(source, nil), do: %{new(source) | schema: nil}

  def schema(source, ddl) when is_binary(ddl),
    do: %{new(source) | schema: Names.text!(ddl, "a schema")}

  def schema(source, type), do: %{new(source) | schema: SessionTimestamp.to_text(type)}

  @doc """
  One option of the data source. Its name is not checked.

      iex> SparkEx.Reader.option(:spark, :multi_line, true).options
      %{"multiLine" => "true"}

  Source: PySpark `DataFrameReader.option`.
  """
  @spec option(source, DataFrame.name(), term) :: t
  def option(source, key, value),
    do: source |> new() |> merge([{key, value}], "option/3")

  @doc """
  Several options of the data source. Their names are checked when the format is known.

      iex> SparkEx.Reader.options(:spark, header: true, sep: ";").options
      %{"header" => "true", "sep" => ";"}

  Source: PySpark `DataFrameReader.options`.
  """
  @spec options(source, keyword | map) :: t
  def options(source, options), do: put_options(source, options, "options/2")

  @doc """
  A table or a view, by its name in the catalog.

      iex> SparkEx.Reader.table(:spark, "sales.flights")
      #SparkEx.DataFrame<table("sales.flights")>

  Source: PySpark `DataFrameReader.table`, `spark.connect.Read.NamedTable`.
  """
  @spec table(source, DataFrame.name(), keyword) :: DataFrame.t()
  def table(source, name, options \\ []) do
    reader = put_options(source, options, "table/3")
    table = %{unparsed_identifier: Names.name!(name, "table/3"), options: reader.options}
    DataFrame.new(reader.session, %{read: %{named_table: table}})
  end

  @doc """
  Reads the changes of a table (Spark 4.2): one row for each row that a version of the table
  inserted or deleted. The table's catalog must record changes.

      iex> SparkEx.Reader.changes(:spark, "lake.orders", starting_version: 3)
      #SparkEx.DataFrame<changes("lake.orders")>

  The options are those of the catalog. Source: PySpark `DataFrameReader.changes`,
  `spark.connect.RelationChanges`.
  """
  @spec changes(source, DataFrame.name(), keyword | map) :: DataFrame.t()
  def changes(source, name, options \\ []) do
    reader = put_options(source, options, "changes/3")
    if reader.schema, do: raise(Error.Argument, "changes/3 takes no schema")
    changes = %{unparsed_identifier: Names.name!(name, "changes/3"), options: reader.options}
    DataFrame.new(reader.session, %{relation_changes: changes})
  end

  @doc """
  Reads files at one or more paths in the reader's format, or a source that has no path.

      iex> reader = SparkEx.Reader.format(:spark, "parquet")
      iex> SparkEx.Reader.load(reader, ["2013.parquet", "2014.parquet"])
      #SparkEx.DataFrame<parquet("2013.parquet", "2014.parquet")>

  Takes `:format`, `:schema` and the options of the data source. Source: PySpark
  `DataFrameReader.load`, `spark.connect.Read.DataSource`.
  """
  @spec load(source, paths | nil, keyword | map) :: DataFrame.t()
  def load(source, paths \\ nil, options \\ []) do
    {own, options} = SourceOptions.split(options, @own_options, "load/3")
    reader = if own[:format], do: format(source, own[:format]), else: new(source)
    read_files(reader, paths, own, options, "load/3")
  end

  for {name, title} <- [
        csv: "CSV files",
        json: "JSON files, by default with one object a line",
        parquet: "Parquet files",
        orc: "ORC files",
        xml: "XML files; the option `row_tag:` names the element of a row"
      ] do
    texts? = name in [:csv, :json, :xml]

    @doc """
    Reads #{title}. Takes `:schema` and the options of the format.

        iex> SparkEx.Reader.#{name}(:spark, "data/*.#{name}")
        #SparkEx.DataFrame<#{name}("data/*.#{name}")>
    #{if texts?, do: Texts.docs(name)}
    Source: PySpark `DataFrameReader.#{name}`#{if texts?, do: ", `spark.connect.Parse`"}.
    """
    @spec unquote(name)(
            source,
            unquote(if texts?, do: quote(do: paths | DataFrame.t()), else: quote(do: paths)),
            keyword | map | String.t()
          ) :: DataFrame.t()
    def unquote(name)(source, paths, options \\ [])

    if name in [:csv, :json] do
      # PySpark's second argument is the schema.
      def unquote(name)(source, paths, schema) when is_binary(schema),
        do: unquote(name)(source, paths, schema: schema)
    end

    def unquote(name)(source, paths, options),
      do: load_format(source, unquote(to_string(name)), paths, options)
  end

  @doc """
  Reads text files as a column `value`: one row a line, or one row a file with `wholetext: true`.

      iex> SparkEx.Reader.text(:spark, "notes.txt")
      #SparkEx.DataFrame<text("notes.txt")>

  Source: PySpark `DataFrameReader.text`.
  """
  @spec text(source, paths, keyword | map) :: DataFrame.t()
  def text(source, paths, options \\ []),
    do: source |> option(:wholetext, false) |> load_format("text", paths, options)

  @doc """
  Reads a table of a database through JDBC.

      iex> url = "jdbc:postgresql://db/sales"
      iex> SparkEx.Reader.jdbc(:spark, url, "orders", properties: [user: "me"])
      #SparkEx.DataFrame<jdbc>

  ## Options

  #{Options.docs(@jdbc_options)}

  `:column` needs both bounds and `:num_partitions`. Source: PySpark `DataFrameReader.jdbc`.
  """
  @spec jdbc(source, String.t(), DataFrame.name(), keyword) :: DataFrame.t()
  def jdbc(source, url, table, options \\ []) do
    options = Options.validate!(options, @jdbc_options, "jdbc/4")
    connection = [url: Names.text!(url, "jdbc/4"), dbtable: Names.name!(table, "jdbc/4")]

    source
    |> format("jdbc")
    |> merge(jdbc_range(options), "jdbc/4")
    |> merge(options[:properties], "jdbc/4")
    |> merge(connection, "jdbc/4")
    |> data_source(predicates: options[:predicates] || [])
  end

  defp jdbc_range(options) do
    range = for key <- @jdbc_range, value = options[key], do: {key, value}

    cond do
      range == [] ->
        []

      length(range) < 4 ->
        raise Error.Argument, "jdbc/4 needs all or none of #{inspect(@jdbc_range)}"

      true ->
        for {key, value} <- range, do: {jdbc_key(key), value}
    end
  end

  defp jdbc_key(:column), do: :partition_column
  defp jdbc_key(key), do: key

  defp load_format(source, format, paths, options) do
    {own, options} = SourceOptions.split(options, [:schema], "#{format}/3")
    source |> format(format) |> read_files(paths, own, options, "#{format}/3")
  end

  defp read_files(reader, %DataFrame{} = texts, own, options, context) do
    reader = configure(reader, own, options, context)
    check_options!(reader)
    Texts.parse(reader, texts, context)
  end

  defp read_files(reader, paths, own, options, context),
    do: reader |> configure(own, options, context) |> data_source(paths: paths(paths))

  defp configure(reader, own, options, context) do
    reader = if own[:schema], do: schema(reader, own[:schema]), else: reader
    put_options(reader, options, context)
  end

  defp put_options(source, options, context) do
    reader = source |> new() |> merge(options, context)
    %{reader | given: reader.given ++ SourceOptions.keys(options)}
  end

  defp merge(reader, options, context) do
    %{reader | options: SourceOptions.merge(reader.options, options, reader.format, context)}
  end

  # The format may be set after the options, so their names are checked last.
  defp check_options!(reader), do: SourceOptions.check!(reader.given, reader.format, @own_options)

  defp data_source(reader, fields) do
    check_options!(reader)
    own = for key <- @own_options, value = Map.fetch!(reader, key), do: {key, value}
    fields = Map.new(own ++ [options: reader.options] ++ fields)
    DataFrame.new(reader.session, %{read: %{data_source: fields}})
  end

  defp paths(nil), do: []
  defp paths(paths), do: paths |> List.wrap() |> Enum.map(&Names.text!(&1, "a path to read"))

  # Options may hold passwords, so only their names are shown.
  defimpl Inspect do
    def inspect(reader, _opts) do
      shown =
        for {key, value} <- [format: reader.format, schema: reader.schema],
            value,
            do: {key, value}

      shown = shown ++ [options: Map.keys(reader.options)]

      text = Enum.map_join(shown, ", ", fn {key, value} -> "#{key}: #{inspect(value)}" end)
      "#SparkEx.Reader<#{text}>"
    end
  end
end
