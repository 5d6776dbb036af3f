defmodule SparkEx.WriterV2 do
  @moduledoc """
  Writes a frame to a table of a catalog, using Spark's V2 writer (PySpark's `DataFrameWriterV2`).

      flights
      |> DataFrame.write_to("lake.flights")
      |> WriterV2.using("iceberg")
      |> WriterV2.partitioned_by([F.years("time_hour"), :origin])
      |> WriterV2.create!()

  The first functions configure a writer and do not contact the server. The last ones run the
  write and return `:ok` or `{:error, exception}`; each has a `!` twin that raises.
  """

  alias SparkEx.Connect.Errors
  alias SparkEx.Arguments.{Receiver, SourceOptions}
  alias SparkEx.{Column, DataFrame}
  alias SparkEx.DataFrame.{Commands, Names, Projection}

  @enforce_keys [:frame, :table]
  defstruct [
    :frame,
    :table,
    :provider,
    schema_evolution: false,
    options: %{},
    given: [],
    table_properties: %{},
    partitioned_by: [],
    cluster_by: [],
    action: []
  ]

  @typedoc "A writer. The fields are private."
  @type t :: %__MODULE__{
          frame: DataFrame.t(),
          table: String.t(),
          provider: String.t() | nil,
          schema_evolution: boolean,
          options: %{String.t() => String.t()},
          given: [atom | String.t()],
          table_properties: %{String.t() => String.t()},
          partitioned_by: [map],
          cluster_by: [String.t()],
          action: keyword
        }

  @type result :: :ok | {:error, Exception.t()}

  @doc """
  A writer of a frame to a table; `SparkEx.DataFrame.write_to/3` is the same.

      iex> :spark |> SparkEx.Reader.table("flights") |> SparkEx.WriterV2.new("lake.flights")
      #SparkEx.WriterV2<table("flights") to lake.flights>
  """
  @spec new(DataFrame.t(), DataFrame.name(), keyword) :: t
  def new(frame, table, options \\ []) do
    table = Names.name!(table, "write_to/3")
    action = Commands.validate!(options, "write_to/3")
    %__MODULE__{frame: DataFrame.frame!(frame), table: table, action: action}
  end

  @doc """
  The provider that stores the table, such as `"iceberg"` or `"parquet"`.

      iex> writer = SparkEx.WriterV2.new(SparkEx.Reader.table(:spark, "flights"), "t")
      iex> SparkEx.WriterV2.using(writer, :orc).provider
      "orc"

  Source: PySpark `DataFrameWriterV2.using`.
  """
  @spec using(t, DataFrame.name()) :: t
  def using(writer, provider),
    do: %{writer!(writer) | provider: Names.name!(provider, "using/2")}

  @doc """
  One option of the write, as in `SparkEx.Writer.option/3`.

      iex> writer = SparkEx.WriterV2.new(SparkEx.Reader.table(:spark, "flights"), "t")
      iex> SparkEx.WriterV2.option(writer, :merge_schema, true).options
      %{"mergeSchema" => "true"}

  Source: PySpark `DataFrameWriterV2.option`.
  """
  @spec option(t, DataFrame.name(), term) :: t
  def option(writer, key, value), do: merge(writer!(writer), [{key, value}], "option/3")

  @doc """
  Several options of the write, whose names are checked as in `SparkEx.Writer`.

      iex> writer = SparkEx.WriterV2.new(SparkEx.Reader.table(:spark, "flights"), "t")
      iex> SparkEx.WriterV2.options(writer, a: 1, b: false).options
      %{"a" => "1", "b" => "false"}

  Source: PySpark `DataFrameWriterV2.options`.
  """
  @spec options(t, keyword | map) :: t
  def options(writer, options), do: put_options(writer, options, "options/2")

  @doc """
  A property of the table that this write creates.

      iex> writer = SparkEx.WriterV2.new(SparkEx.Reader.table(:spark, "flights"), "t")
      iex> SparkEx.WriterV2.table_property(writer, "owner", "me").table_properties
      %{"owner" => "me"}

  Source: PySpark `DataFrameWriterV2.tableProperty`.
  """
  @spec table_property(t, String.t(), term) :: t
  def table_property(writer, name, value) do
    writer = writer!(writer)
    name = Names.name!(name, "table_property/3")

    properties =
      SourceOptions.merge(writer.table_properties, %{name => value}, nil, "table_property/3")

    %{writer | table_properties: properties}
  end

  @doc """
  Partitions the table that this write creates by columns, or by transforms of them such as
  `SparkEx.Functions.years/1`.

      iex> writer = SparkEx.WriterV2.new(SparkEx.Reader.table(:spark, "flights"), "t")
      iex> years = SparkEx.Functions.years("time_hour")
      iex> SparkEx.WriterV2.partitioned_by(writer, [:origin, years])
      #SparkEx.WriterV2<table("flights") to t>

  Source: PySpark `DataFrameWriterV2.partitionedBy`.
  """
  @spec partitioned_by(t, DataFrame.columns()) :: t
  def partitioned_by(writer, columns),
    do: %{writer!(writer) | partitioned_by: Projection.exprs(columns)}

  @doc """
  Clusters the table that this write creates by columns.

      iex> writer = SparkEx.WriterV2.new(SparkEx.Reader.table(:spark, "flights"), "t")
      iex> SparkEx.WriterV2.cluster_by(writer, [:origin, :dest]).cluster_by
      ["origin", "dest"]

  Source: PySpark `DataFrameWriterV2.clusterBy`.
  """
  @spec cluster_by(t, DataFrame.name() | [DataFrame.name()]) :: t
  def cluster_by(writer, columns),
    do: %{writer!(writer) | cluster_by: Names.names!(columns, "cluster_by/2")}

  @doc """
  Allows the write to add new columns of the frame to the table (Spark 4.2), if the table's
  catalog supports it.

      iex> writer = SparkEx.WriterV2.new(SparkEx.Reader.table(:spark, "flights"), "t")
      iex> SparkEx.WriterV2.with_schema_evolution(writer).schema_evolution
      true

  Source: Spark's `DataFrameWriterV2.withSchemaEvolution`, `spark.connect.WriteOperationV2`.
  """
  @spec with_schema_evolution(t) :: t
  def with_schema_evolution(writer), do: %{writer!(writer) | schema_evolution: true}

  # Writing

  for {name, mode, method, title} <- [
        {:create, :MODE_CREATE, "create", "Creates the table; an error if it exists."},
        {:replace, :MODE_REPLACE, "replace",
         "Replaces the table, its schema and its data; an error if it does not exist."},
        {:create_or_replace, :MODE_CREATE_OR_REPLACE, "createOrReplace",
         "Creates the table, or replaces the existing one."},
        {:append, :MODE_APPEND, "append", "Adds the rows to an existing table."},
        {:overwrite_partitions, :MODE_OVERWRITE_PARTITIONS, "overwritePartitions",
         "Replaces those partitions of the table for which the frame has rows."}
      ] do
    bang = :"#{name}!"

    @doc """
    #{title}

        flights |> DataFrame.write_to("lake.flights") |> WriterV2.#{name}!()

    Source: PySpark `DataFrameWriterV2.#{method}`, `spark.connect.WriteOperationV2`.
    """
    @spec unquote(name)(t) :: result
    def unquote(name)(writer), do: run(writer, fn -> command(writer, mode: unquote(mode)) end)

    @doc "As `#{name}/1`, but raises."
    @spec unquote(bang)(t) :: :ok
    def unquote(bang)(writer), do: writer |> unquote(name)() |> Errors.unwrap!()
  end

  @doc """
  Replaces the rows of the table for which a condition holds.

      flights
      |> DataFrame.write_to("lake.flights")
      |> WriterV2.overwrite!(Column.eq(F.col("year"), 2013))

  Source: PySpark `DataFrameWriterV2.overwrite`.
  """
  @spec overwrite(t, DataFrame.column()) :: result
  def overwrite(writer, condition),
    do: run(writer, fn -> overwrite_command(writer, condition) end)

  @doc "As `overwrite/2`, but raises."
  @spec overwrite!(t, DataFrame.column()) :: :ok
  def overwrite!(writer, condition), do: writer |> overwrite(condition) |> Errors.unwrap!()

  @doc false
  @spec overwrite_command(t, DataFrame.column()) :: map
  def overwrite_command(writer, condition),
    do: command(writer, mode: :MODE_OVERWRITE, overwrite_condition: Column.to_expr(condition))

  @doc false
  @spec command(t, keyword) :: map
  def command(writer, fields) do
    SourceOptions.check!(writer.given, writer.provider, [])

    always = [
      input: writer.frame.plan,
      table_name: writer.table,
      options: writer.options,
      table_properties: writer.table_properties,
      partitioning_columns: writer.partitioned_by,
      clustering_columns: writer.cluster_by
    ]

    provider = if writer.provider, do: [provider: writer.provider], else: []
    evolution = if writer.schema_evolution, do: [with_schema_evolution: true], else: []
    %{write_operation_v2: Map.new(always ++ provider ++ evolution ++ fields)}
  end

  # Helpers

  defp run(writer, build) do
    %{frame: frame, action: options} = writer!(writer)
    Commands.run(frame, options, "write_to/3", build)
  end

  defp put_options(writer, options, context) do
    writer = writer |> writer!() |> merge(options, context)
    %{writer | given: writer.given ++ SourceOptions.keys(options)}
  end

  defp writer!(writer), do: Receiver.expect!(writer, __MODULE__)

  defp merge(writer, options, context) do
    %{writer | options: SourceOptions.merge(writer.options, options, writer.provider, context)}
  end

  defimpl Inspect do
    def inspect(writer, _opts) do
      outline = SparkEx.DataFrame.Formatter.format(writer.frame.plan)
      "#SparkEx.WriterV2<#{outline} to #{writer.table}>"
    end
  end
end
