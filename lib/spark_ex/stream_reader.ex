defmodule SparkEx.StreamReader do
  @moduledoc """
  Reads streams as lazy frames (PySpark's `DataStreamReader`).

  `SparkEx.read_stream/1` returns a reader, which the functions below configure. Each of them also
  takes a session in place of a reader:

      iex> SparkEx.StreamReader.json(:spark, "/landing/orders", schema: "id BIGINT, price DOUBLE")
      #SparkEx.DataFrame<stream(json("/landing/orders"))>

      iex> :spark
      ...> |> SparkEx.StreamReader.new()
      ...> |> SparkEx.StreamReader.format(:rate)
      ...> |> SparkEx.StreamReader.option(:rows_per_second, 10)
      ...> |> SparkEx.StreamReader.load()
      #SparkEx.DataFrame<stream(rate)>

  A streaming frame has the transforms of every frame. Its rows are processed by a query that
  `SparkEx.DataFrame.write_stream/2` starts; actions such as `SparkEx.DataFrame.collect/2` fail.

  Options have the names and values of `SparkEx.Reader`, and misspelled ones are refused in the
  same way. Files need a schema, unless `spark.sql.streaming.schemaInference` is set. They are
  read in the order of their modification; `:max_files_per_trigger` limits how many make one
  micro-batch.

  | Format             | Rows                                                    | Options                                     |
  |--------------------|---------------------------------------------------------|---------------------------------------------|
  | files              | of the files that appear in a folder                    | `:max_files_per_trigger`, `:latest_first`, `:clean_source` |
  | `:rate`            | `timestamp`, `value`: a number of rows a second         | `:rows_per_second`, `:ramp_up_time`, `:num_partitions` |
  | `:"rate-micro-batch"` | `timestamp`, `value`: a number of rows a micro-batch | `:rows_per_batch`, `:start_timestamp`       |
  | `:kafka`           | `key`, `value`, `topic`, `offset` and so on             | see `SparkEx.Streaming.kafka/2`             |
  | `:socket`          | `value`: lines of text; for tests only                  | `:host`, `:port`                            |
  """

  alias SparkEx.{DataFrame, Error, Reader, Types}
  alias SparkEx.DataFrame.Names

  @enforce_keys [:reader]
  defstruct [:reader, :source_name]

  @typedoc "A reader. The fields are private."
  @type t :: %__MODULE__{reader: Reader.t(), source_name: String.t() | nil}

  @typedoc "A reader, or the session that it would read from."
  @type source :: t | DataFrame.session()

  @doc """
  A reader without format, schema and options.

      iex> SparkEx.StreamReader.new(:spark)
      #SparkEx.StreamReader<options: []>
  """
  @spec new(source) :: t
  def new(%__MODULE__{} = reader), do: reader
  def new(session), do: %__MODULE__{reader: Reader.new(session)}

  @doc """
  The format to read, such as `"kafka"`, or the name of any data source that Spark knows.

      iex> SparkEx.StreamReader.format(:spark, :rate)
      #SparkEx.StreamReader<format: "rate", options: []>

  Source: PySpark `DataStreamReader.format`.
  """
  @spec format(source, DataFrame.name()) :: t
  def format(source, format), do: update(source, &Reader.format(&1, format))

  @doc """
  The schema of the data: a DDL string or a `SparkEx.Types` type.

      iex> SparkEx.StreamReader.schema(:spark, "id BIGINT, price DOUBLE")
      #SparkEx.StreamReader<schema: "id BIGINT, price DOUBLE", options: []>

  `nil` removes the schema. Source: PySpark `DataStreamReader.schema`.
  """
  @spec schema(source, Types.input() | nil) :: t
  def schema(source, schema), do: update(source, &Reader.schema(&1, schema))

  @doc """
  One option of the data source. Its name is not checked.

      iex> SparkEx.StreamReader.option(:spark, :rows_per_second, 10)
      #SparkEx.StreamReader<options: ["rowsPerSecond"]>

  Source: PySpark `DataStreamReader.option`.
  """
  @spec option(source, DataFrame.name(), term) :: t
  def option(source, key, value), do: update(source, &Reader.option(&1, key, value))

  @doc """
  Several options of the data source. Their names are checked when the format is known.

      iex> SparkEx.StreamReader.options(:spark, max_files_per_trigger: 1)
      #SparkEx.StreamReader<options: ["maxFilesPerTrigger"]>

  Source: PySpark `DataStreamReader.options`.
  """
  @spec options(source, keyword | map) :: t
  def options(source, options), do: update(source, &Reader.options(&1, options))

  @doc """
  Names the source (Spark 4.2), with ASCII letters, digits and underscores. With
  `spark.sql.streaming.queryEvolution.enableSourceEvolution`, a query finds its sources in the
  checkpoint by these names, so sources can be added, removed and reordered.

      iex> SparkEx.StreamReader.name(:spark, :orders)
      #SparkEx.StreamReader<source_name: "orders", options: []>

  Source: PySpark `DataStreamReader.name`, `spark.connect.Read.DataSource`.
  """
  @spec name(source, DataFrame.name()) :: t
  def name(source, name) do
    name = Names.name!(name, "name/2")

    unless name =~ ~r/\A[a-zA-Z0-9_]+\z/ do
      raise Error.Argument,
            "name/2: the name of a source has only ASCII letters, digits and underscores, " <>
              "got: #{inspect(name)}"
    end

    %{new(source) | source_name: name}
  end

  @doc """
  Reads a table as a stream of its new rows.

      iex> SparkEx.StreamReader.table(:spark, "sales.orders")
      #SparkEx.DataFrame<stream(table("sales.orders"))>

  Source: PySpark `DataStreamReader.table`, `spark.connect.Read.NamedTable`.
  """
  @spec table(source, DataFrame.name(), keyword) :: DataFrame.t()
  def table(source, name, options \\ []),
    do: source |> reader() |> Reader.table(name, options) |> streaming()

  @doc """
  Reads the changes of a table as a stream (Spark 4.2), see `SparkEx.Reader.changes/3`.

      iex> SparkEx.StreamReader.changes(:spark, "lake.orders")
      #SparkEx.DataFrame<stream(changes("lake.orders"))>

  Source: PySpark `DataStreamReader.changes`, `spark.connect.RelationChanges`.
  """
  @spec changes(source, DataFrame.name(), keyword | map) :: DataFrame.t()
  def changes(source, name, options \\ []) do
    frame = source |> reader() |> Reader.changes(name, options)
    %{frame | plan: put_in(frame.plan, [:relation_changes, :is_streaming], true)}
  end

  @doc """
  Reads the files of a folder, or a source that has no path, in the reader's format.

      iex> SparkEx.StreamReader.load(:spark, nil, format: :rate, rows_per_second: 10)
      #SparkEx.DataFrame<stream(rate)>

  Takes `:format`, `:schema` and the options of the data source. Source: PySpark
  `DataStreamReader.load`, `spark.connect.Read.DataSource`.
  """
  @spec load(source, String.t() | nil, keyword | map) :: DataFrame.t()
  def load(source, path \\ nil, options \\ []),
    do: source |> reader() |> Reader.load(path!(path), options) |> streaming() |> named(source)

  for {name, title} <- [
        csv: "CSV files",
        json: "JSON files, by default with one object a line",
        parquet: "Parquet files",
        orc: "ORC files",
        text: "text files, one row a line, as a column `value`",
        xml: "XML files; the option `row_tag:` names the element of a row"
      ] do
    @doc """
    Reads #{title}. Takes `:schema` and the options of the format.

        iex> SparkEx.StreamReader.#{name}(:spark, "/landing")
        #SparkEx.DataFrame<stream(#{name}("/landing"))>

    Source: PySpark `DataStreamReader.#{name}`.
    """
    @spec unquote(name)(source, String.t(), keyword | map) :: DataFrame.t()
    def unquote(name)(source, path, options \\ []),
      do:
        source
        |> reader()
        |> Reader.unquote(name)(path!(path), options)
        |> streaming()
        |> named(source)
  end

  defp reader(source), do: new(source).reader
  defp update(source, function), do: source |> new() |> Map.update!(:reader, function)

  defp streaming(%{plan: plan} = frame),
    do: %{frame | plan: put_in(plan, [:read, :is_streaming], true)}

  defp named(%{plan: plan} = frame, %__MODULE__{source_name: name}) when name != nil,
    do: %{frame | plan: put_in(plan, [:read, :data_source, :source_name], name)}

  defp named(frame, _source), do: frame

  # A stream has one path.
  defp path!(nil), do: nil
  defp path!(path), do: Names.text!(path, "a path to read")

  defimpl Inspect do
    def inspect(%{reader: reader, source_name: name}, _opts) do
      "#SparkEx.Reader<" <> text = inspect(reader)
      name = if name, do: "source_name: #{inspect(name)}, "
      "#SparkEx.StreamReader<#{name}#{text}"
    end
  end
end
