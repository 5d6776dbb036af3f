defmodule SparkEx.Catalog.Query do
  @moduledoc false
  # A question to the catalog: a relation (`spark.connect.Catalog`) whose one run is the question,
  # and its rows as structs.

  alias SparkEx.Catalog.{CatalogMetadata, Column, Database, Function, Table}
  alias SparkEx.{DataFrame, Error, Options, Plan, SourceOptions, StorageLevel, Types}
  alias SparkEx.Connect.ResultDecoder
  alias SparkEx.DataFrame.{Actions, Names}

  @of_named [:name, :catalog, :namespace, :description]

  # The server's columns, in their order.
  @columns %{
    CatalogMetadata => [:name, :description],
    Database => [:name, :catalog, :description, :location_uri],
    Table => @of_named ++ [:table_type, :is_temporary],
    Function => @of_named ++ [:class_name, :is_temporary],
    Column => [:name, :description, :data_type, :nullable, :is_partition, :is_bucket, :is_cluster]
  }

  @pattern [
    pattern: [type: :string, doc: "What the names must match: `*` is any text, `|` an or."]
  ]
  @database [database: [type: :any, doc: "The database to look in; the current one by default."]]
  @create [
    path: [type: :string, doc: "Where the data is; the table is then external."],
    source: [
      type: :string,
      doc: "The format of the data; Spark's `spark.sql.sources.default` if left out."
    ],
    schema: [type: :any, doc: "The columns: a type of `SparkEx.Types` or a DDL text."],
    description: [type: :string, doc: "A comment that is kept with the table."],
    options: [type: {:or, [:keyword, :map]}, default: [], doc: "Options of the data source."]
  ]

  @optional @pattern ++ @database ++ @create

  @type answer :: :none | :value | {:row, module} | {:rows, module}

  @doc "The options of a question, by what it is about."
  @spec options(:list | :list_in_database | :in_database | :create | :name) :: Options.schema()
  def options(:list), do: @pattern ++ Actions.timeout_options()
  def options(:list_in_database), do: @database ++ options(:list)
  def options(:in_database), do: @database ++ Actions.timeout_options()
  def options(:create), do: @create ++ Actions.timeout_options()
  def options(:name), do: Actions.timeout_options()

  @doc """
  The relation that asks a question. Raises `SparkEx.Error.Argument` for what is no name.

      iex> SparkEx.Catalog.Query.relation(:list_tables, database: :db, pattern: "a*", timeout: nil)
      %{catalog: %{list_tables: %{db_name: "db", pattern: "a*"}}}
  """
  @spec relation(atom, keyword) :: map
  def relation(question, fields) do
    said = Enum.reject(fields, fn {key, value} -> key == :timeout or optional?(key, value) end)
    source = fields[:source]
    %{catalog: %{question => Map.new(said, fn {key, value} -> field(key, value, source) end)}}
  end

  # Of what a question is about, `nil` is a mistake.
  defp optional?(key, nil), do: key == :storage_level or Keyword.has_key?(@optional, key)
  defp optional?(_key, _value), do: false

  defp field(:options, options, source) do
    converted = SourceOptions.merge(%{}, options, source, ":options")
    options |> SourceOptions.keys() |> SourceOptions.check!(source, [])
    {:options, converted}
  end

  defp field(key, value, _source), do: field(key, value)

  defp field(:database, name), do: {:db_name, Names.name!(name, "the option :database")}
  defp field(:schema, schema), do: {:schema, Types.to_proto(schema)}
  defp field(:storage_level, level), do: {:storage_level, StorageLevel.to_proto(level)}
  defp field(key, value), do: {key, Names.name!(value, "the catalog's #{key}")}

  @doc "Asks a question, once, and reads its answer."
  @spec ask(DataFrame.session(), atom, keyword, answer, {keyword, Options.schema(), String.t()}) ::
          :ok | {:ok, term} | {:error, Exception.t()}
  def ask(session, question, fields, answer, {options, schema, context}) do
    with {:ok, options} <- Options.validate(options, schema, context),
         relation = Plan.relation(relation(question, fields ++ options)),
         # A catalog may have any number of tables.
         run = [as: :lists, max_rows: :infinity, timeout: options[:timeout] || :infinity],
         {:ok, rows} <- ResultDecoder.collect(session, relation, run, context),
         do: read(answer, rows)
  rescue
    error in Error.Argument -> {:error, error}
  end

  defp read(:none, _rows), do: :ok
  defp read(:value, [[value]]), do: {:ok, value}
  defp read({:rows, module}, rows), do: {:ok, Enum.map(rows, &row(module, &1))}
  defp read({:row, module}, [row]), do: {:ok, row(module, row)}

  defp read(_answer, rows) do
    text = "the catalog answered with #{length(rows)} rows where one was expected"
    {:error, %Error.Decode{text: text}}
  end

  # A newer server may tell more of a table than is known here.
  defp row(module, values), do: struct!(module, Enum.zip(Map.fetch!(@columns, module), values))
end
