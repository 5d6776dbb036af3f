defmodule SparkEx.Catalog.Query do
  @moduledoc false
  # Catalog queries: a `spark.connect.Catalog` relation that runs once, and its rows as structs.

  alias SparkEx.Catalog.{CatalogMetadata, Column, Database, Function, Statement}
  alias SparkEx.Catalog.{Table, TablePartition}
  alias SparkEx.Arguments.{Options, SourceOptions}
  alias SparkEx.{DataFrame, Error, Plan, StorageLevel}
  alias SparkEx.Types.SessionTimestamp
  alias SparkEx.Connect.{Requirements, ResultDecoder, SessionHandle}
  alias SparkEx.DataFrame.{Actions, Names, SQLText}
  alias SparkEx.Session.SchemaCache

  @of_named [:name, :catalog, :namespace, :description]

  # The columns that the server returns, in order.
  @columns %{
    CatalogMetadata => [:name, :description],
    Database => [:name, :catalog, :description, :location_uri],
    Table => @of_named ++ [:table_type, :is_temporary],
    TablePartition => [:partition],
    Function => @of_named ++ [:class_name, :is_temporary],
    Column => [:name, :description, :data_type, :nullable, :is_partition, :is_bucket, :is_cluster]
  }

  @pattern [
    pattern: [
      type: :string,
      positional: true,
      doc: "The pattern of the names: `*` matches any text, `|` separates alternatives."
    ]
  ]
  @database [
    database: [
      type: {:or, [:string, :atom]},
      positional: true,
      pyspark: :dbName,
      doc: "The database. The current one by default."
    ]
  ]
  @create [
    path: [
      type: :string,
      positional: true,
      doc: "The path of the data. The table is then external."
    ],
    source: [
      type: :string,
      doc: "The format of the data. Spark's `spark.sql.sources.default` by default."
    ],
    schema: [type: :any, doc: "The columns: a type of `SparkEx.Types` or a DDL string."],
    description: [type: :string, doc: "A comment on the table."],
    options: [type: {:or, [:keyword, :map]}, default: [], doc: "Options of the data source."]
  ]

  @if_exists [
    if_exists: [
      type: :boolean,
      default: false,
      pyspark: :ifExists,
      doc: "Whether to ignore a missing object."
    ]
  ]
  @flags %{
    drop: @if_exists,
    drop_table:
      @if_exists ++
        [
          purge: [
            type: :boolean,
            default: false,
            doc: "Whether to skip the trash, if there is one."
          ]
        ],
    create_database: [
      if_not_exists: [
        type: :boolean,
        default: false,
        pyspark: :ifNotExists,
        doc: "Whether to ignore an existing database."
      ],
      properties: [
        type: {:or, [:map, :keyword]},
        default: %{},
        doc: "Properties of the database, as strings."
      ]
    ],
    drop_database:
      @if_exists ++
        [cascade: [type: :boolean, default: false, doc: "Whether to also drop its tables."]],
    create_table_string: [
      as_serde: [
        type: :boolean,
        default: false,
        pyspark: :asSerde,
        doc: "Whether to write the statement for Hive."
      ]
    ],
    analyze: [
      no_scan: [
        type: :boolean,
        default: false,
        pyspark: :noScan,
        doc: "Whether to compute the size in bytes only, without reading the table."
      ]
    ]
  }
  @flag_names for {_kind, schema} <- @flags, {name, _spec} <- schema, uniq: true, do: name

  @optional @pattern ++ @database ++ @create

  # Queries of Spark 4.2 that older servers run as SQL statements.
  @since_4_2 [
    :drop_table,
    :drop_view,
    :create_database,
    :drop_database,
    :list_partitions,
    :list_views,
    :get_table_properties,
    :get_create_table_string,
    :truncate_table,
    :analyze_table
  ]
  @view_types ["VIEW", "TEMPORARY"]

  @type answer :: :none | :value | :pairs | {:row, module} | {:rows, module}

  @doc "The options of a query, by the kind of its argument."
  @spec options(atom) :: Options.schema()
  def options(:list), do: @pattern ++ Actions.timeout_options()
  def options(:list_in_database), do: @database ++ options(:list)
  def options(:in_database), do: @database ++ Actions.timeout_options()
  def options(:create), do: @create ++ Actions.timeout_options()
  def options(:name), do: Actions.timeout_options()
  def options(kind), do: Map.fetch!(@flags, kind) ++ Actions.timeout_options()

  @doc """
  The relation of a query. Raises `SparkEx.Error.Argument` for an invalid name.

      iex> SparkEx.Catalog.Query.relation(:list_tables, database: :db, pattern: "a*", timeout: nil)
      %{catalog: %{list_tables: %{db_name: "db", pattern: "a*"}}}
  """
  @spec relation(atom, keyword) :: map
  def relation(question, fields) do
    said = Enum.reject(fields, fn {key, value} -> key == :timeout or optional?(key, value) end)
    source = fields[:source]
    %{catalog: %{question => Map.new(said, fn {key, value} -> field(key, value, source) end)}}
  end

  # `nil` leaves out an option, but is an invalid name.
  defp required(fields) do
    for {key, value} <- fields,
        do: if(key == :storage_level, do: {key, value}, else: field(key, value))
  end

  defp optional?(key, nil), do: key == :storage_level or Keyword.has_key?(@optional, key)
  defp optional?(_key, _value), do: false

  defp field(:options, options, source) do
    converted = SourceOptions.merge(%{}, options, source, ":options")
    options |> SourceOptions.keys() |> SourceOptions.check!(source, [])
    {:options, converted}
  end

  defp field(key, value, _source), do: field(key, value)

  defp field(:database, name), do: {:db_name, Names.name!(name, "the option :database")}
  defp field(:schema, schema), do: {:schema, SessionTimestamp.to_proto(schema)}
  defp field(:storage_level, level), do: {:storage_level, StorageLevel.to_proto(level)}
  defp field(flag, value) when flag in @flag_names and is_boolean(value), do: {flag, value}

  defp field(:properties, properties) do
    context = "the properties of a database"

    {:properties,
     Map.new(properties, fn {key, value} ->
       {Names.name!(key, context), Names.name!(value, context)}
     end)}
  end

  defp field(key, value), do: {key, Names.name!(value, "the catalog's #{key}")}

  @doc "Runs a query once and converts its rows."
  @spec ask(DataFrame.session(), atom, keyword, answer, {keyword, Options.schema(), String.t()}) ::
          :ok | {:ok, term} | {:error, Exception.t()}
  def ask(session, question, fields, answer, {options, schema, context}) do
    with {:ok, options} <- Options.validate(options, schema, context),
         query = relation(question, required(fields) ++ options),
         # The number of tables is not limited.
         run = [as: :lists, max_rows: :infinity, timeout: options[:timeout] || :infinity],
         {:ok, rows} <- rows(session, question, query, run, context),
         do: read(answer, rows)
  rescue
    error in Error.Argument -> {:error, error}
  end

  defp rows(session, question, query, run, context) when question in @since_4_2 do
    with {:ok, handle} <- SessionHandle.fetch(session),
         {:ok, new?} <- Requirements.at_least?(handle, "4.2.0") do
      result =
        if new?, do: run(handle, query, run, context), else: older(handle, query, run, context)

      SchemaCache.forget(handle.schemas)
      result
    end
  end

  defp rows(session, _question, query, run, context), do: run(session, query, run, context)

  defp run(session, query, run, context),
    do: ResultDecoder.collect(session, Plan.relation(query), run, context)

  # The types of tables are in the fifth column.
  defp older(handle, %{catalog: %{list_views: fields}}, run, context) do
    with {:ok, rows} <- run(handle, %{catalog: %{list_tables: fields}}, run, context),
         do: {:ok, Enum.filter(rows, &(Enum.at(&1, 4) in @view_types))}
  end

  defp older(handle, %{catalog: query}, run, context) do
    {text, arguments} = Statement.new(query)
    statement = SQLText.relation(handle.session, text, arguments)

    with {:ok, relation} <-
           DataFrame.Statement.run(handle, statement, Keyword.take(run, [:timeout])),
         do: run(handle, relation, run, context)
  end

  defp read(:none, _rows), do: :ok
  defp read(:pairs, rows), do: {:ok, Map.new(rows, fn [key, value] -> {key, value} end)}
  defp read(:value, [[value]]), do: {:ok, value}
  defp read({:rows, module}, rows), do: {:ok, Enum.map(rows, &row(module, &1))}
  defp read({:row, module}, [row]), do: {:ok, row(module, row)}

  defp read(_answer, rows) do
    text = "expected 1 row from the catalog, got #{length(rows)}"
    {:error, %Error.Decode{text: text}}
  end

  # Newer servers may return further columns.
  defp row(module, values), do: struct!(module, Enum.zip(Map.fetch!(@columns, module), values))
end
