defmodule SparkEx.Catalog do
  @moduledoc """
  Tables, views, functions and databases (PySpark's `spark.catalog`).

      tables = SparkEx.Catalog.list_tables!(session, pattern: "flights*")
      for %SparkEx.Catalog.Table{is_temporary: false} = table <- tables, do: table.name

      if SparkEx.Catalog.table_exists?(session, "lake.flights"), do: …

  Each function takes the session first and sends one query. It returns `{:ok, value}`, or `:ok`
  without a value, or `{:error, exception}`. Its twin that raises ends in `?` for a boolean, in
  `!` otherwise. All functions take the option `:timeout` in milliseconds.

  Names may have parts, as in `"catalog.database.table"`. A missing table, database or function is
  `SparkEx.Error.Remote` with the `error_class` `TABLE_OR_VIEW_NOT_FOUND`, `SCHEMA_NOT_FOUND` and
  so on; an invalid name is `SparkEx.Error.Argument`.
  """

  alias SparkEx.Catalog.{CatalogMetadata, Column, Database, Function, Query}
  alias SparkEx.Catalog.{Table, TablePartition}
  alias SparkEx.Connect.Errors
  alias SparkEx.{DataFrame, Reader, StorageLevel}

  @typedoc "The name of a table, a database or a function."
  @type name :: DataFrame.name()

  @typedoc "What an action returns."
  @type result(value) :: {:ok, value} | {:error, Exception.t()}

  for {name, example, method, title} <- [
        {:current_catalog, "spark_catalog", "currentCatalog",
         "Returns the current catalog, in which names are resolved."},
        {:current_database, "default", "currentDatabase",
         "Returns the current database, in which names are resolved."}
      ] do
    bang = :"#{name}!"

    @doc """
    #{title}

        {:ok, "#{example}"} = Catalog.#{name}(session)

    Source: PySpark `Catalog.#{method}`.
    """
    @spec unquote(name)(DataFrame.session(), keyword) :: result(String.t())
    def unquote(name)(session, options \\ []),
      do: ask(session, unquote(name), [], :value, :name, options, unquote("#{name}/2"))

    @doc "As `#{name}/2`, but raises."
    @spec unquote(bang)(DataFrame.session(), keyword) :: String.t()
    def unquote(bang)(session, options \\ []),
      do: session |> unquote(name)(options) |> Errors.unwrap!()
  end

  for {name, field, example, method, title} <- [
        {:set_current_catalog, :catalog_name, "lake", "setCurrentCatalog",
         "Sets the current catalog of the session."},
        {:set_current_database, :db_name, "sales", "setCurrentDatabase",
         "Sets the current database of the session."},
        {:uncache_table, :table_name, "flights", "uncacheTable",
         "Removes a table from the cache."},
        {:refresh_table, :table_name, "flights", "refreshTable",
         "Invalidates the metadata and the cache of a table whose files have changed."},
        {:recover_partitions, :table_name, "flights", "recoverPartitions",
         "Adds partitions in a table's folder that the catalog does not have yet."},
        {:refresh_by_path, :path, "/data/flights", "refreshByPath",
         "Invalidates the cache of all data below a path."}
      ] do
    bang = :"#{name}!"

    @doc """
    #{title}

        :ok = Catalog.#{name}(session, "#{example}")

    Source: PySpark `Catalog.#{method}`.
    """
    @spec unquote(name)(DataFrame.session(), name, keyword) :: :ok | {:error, Exception.t()}
    def unquote(name)(session, name, options \\ []),
      do:
        ask(
          session,
          unquote(name),
          [{unquote(field), name}],
          :none,
          :name,
          options,
          unquote("#{name}/3")
        )

    @doc "As `#{name}/3`, but raises."
    @spec unquote(bang)(DataFrame.session(), name, keyword) :: :ok
    def unquote(bang)(session, name, options \\ []),
      do: session |> unquote(name)(name, options) |> Errors.unwrap!()
  end

  for {name, field, module, example, method, title} <- [
        {:get_database, :db_name, Database, "default", "getDatabase", "Returns a database."},
        {:get_table, :table_name, Table, "lake.flights", "getTable",
         "Returns a table or a view."},
        {:get_function, :function_name, Function, "len", "getFunction", "Returns a function."}
      ] do
    bang = :"#{name}!"

    @doc """
    #{title}

        {:ok, %#{inspect(module)}{}} = Catalog.#{name}(session, "#{example}")

    Source: PySpark `Catalog.#{method}`.
    """
    @spec unquote(name)(DataFrame.session(), name, keyword) :: result(unquote(module).t())
    def unquote(name)(session, name, options \\ []) do
      answer = {:row, unquote(module)}

      ask(
        session,
        unquote(name),
        [{unquote(field), name}],
        answer,
        :name,
        options,
        unquote("#{name}/3")
      )
    end

    @doc "As `#{name}/3`, but raises."
    @spec unquote(bang)(DataFrame.session(), name, keyword) :: unquote(module).t()
    def unquote(bang)(session, name, options \\ []),
      do: session |> unquote(name)(name, options) |> Errors.unwrap!()
  end

  for {name, plain, field, takes, example, method, title} <- [
        {:database_exists, :database_exists?, :db_name, :name, "sales", "databaseExists",
         "Whether a database exists."},
        {:table_exists, :table_exists?, :table_name, :in_database, "flights", "tableExists",
         "Whether a table or a view, also a temporary one, exists."},
        {:function_exists, :function_exists?, :function_name, :in_database, "len",
         "functionExists", "Whether a function exists."},
        {:is_cached, :cached?, :table_name, :name, "flights", "isCached",
         "Whether a table is cached or marked to be cached."},
        {:drop_temp_view, :drop_temp_view!, :view_name, :name, "flights", "dropTempView",
         "Drops a temporary view of the session. Returns whether it existed."},
        {:drop_global_temp_view, :drop_global_temp_view!, :view_name, :name, "flights",
         "dropGlobalTempView",
         "Drops a global temporary view, named without its database `global_temp`. Returns " <>
           "whether it existed."}
      ] do
    @doc """
    #{title}

        {:ok, true} = Catalog.#{name}(session, "#{example}")

    ## Options

    #{SparkEx.Arguments.Options.docs(Query.options(takes))}

    Source: PySpark `Catalog.#{method}`.
    """
    @spec unquote(name)(DataFrame.session(), name, keyword) :: result(boolean)
    def unquote(name)(session, name, options \\ []) do
      fields = [{unquote(field), name}]
      ask(session, unquote(name), fields, :value, unquote(takes), options, unquote("#{name}/3"))
    end

    @doc "As `#{name}/3`, but returns a boolean and raises."
    @spec unquote(plain)(DataFrame.session(), name, keyword) :: boolean
    def unquote(plain)(session, name, options \\ []),
      do: session |> unquote(name)(name, options) |> Errors.unwrap!()
  end

  for {name, module, takes, method, title} <- [
        {:list_catalogs, CatalogMetadata, :list, "listCatalogs",
         "Returns the catalogs that the session has used."},
        {:list_databases, Database, :list, "listDatabases",
         "Returns the databases of the current catalog."},
        {:list_tables, Table, :list_in_database, "listTables",
         "Returns the tables and views of a database, and the session's temporary views."},
        {:list_views, Table, :list_in_database, "listViews",
         "Returns the views of a database, and the session's temporary views."},
        {:list_functions, Function, :list_in_database, "listFunctions",
         "Returns the functions that SQL can call, including Spark's own."}
      ] do
    bang = :"#{name}!"

    @doc """
    #{title}

        {:ok, [%#{inspect(module)}{} | _]} = Catalog.#{name}(session)

    ## Options

    #{SparkEx.Arguments.Options.docs(Query.options(takes))}

    Source: PySpark `Catalog.#{method}`.
    """
    @spec unquote(name)(DataFrame.session(), keyword) :: result([unquote(module).t()])
    def unquote(name)(session, options \\ []) do
      answer = {:rows, unquote(module)}
      ask(session, unquote(name), [], answer, unquote(takes), options, unquote("#{name}/2"))
    end

    @doc "As `#{name}/2`, but raises."
    @spec unquote(bang)(DataFrame.session(), keyword) :: [unquote(module).t()]
    def unquote(bang)(session, options \\ []),
      do: session |> unquote(name)(options) |> Errors.unwrap!()
  end

  for {name, field, takes, example, method, title} <- [
        {:drop_table, :table_name, :drop_table, "lake.flights", "dropTable",
         "Drops a table. Before Spark 4.2, a temporary view of that name is dropped in its place."},
        {:drop_view, :view_name, :drop, "sales.late", "dropView",
         "Drops a view of a database. Before Spark 4.2, a temporary view of that name is dropped in " <>
           "its place."},
        {:create_database, :db_name, :create_database, "sales", "createDatabase",
         "Creates a database."},
        {:drop_database, :db_name, :drop_database, "sales", "dropDatabase",
         "Drops a database, which must be empty unless `:cascade` is set."},
        {:truncate_table, :table_name, :name, "lake.flights", "truncateTable",
         "Removes all rows of a table."},
        {:analyze_table, :table_name, :analyze, "lake.flights", "analyzeTable",
         "Computes the statistics of a table, which Spark's optimizer uses."}
      ] do
    bang = :"#{name}!"

    @doc """
    #{title}

        :ok = Catalog.#{name}(session, "#{example}")

    ## Options

    #{SparkEx.Arguments.Options.docs(Query.options(takes))}

    Source: PySpark `Catalog.#{method}` of Spark 4.2; older servers run the SQL statement.
    """
    @spec unquote(name)(DataFrame.session(), name, keyword) :: :ok | {:error, Exception.t()}
    def unquote(name)(session, name, options \\ []) do
      fields = [{unquote(field), name}]
      ask(session, unquote(name), fields, :none, unquote(takes), options, unquote("#{name}/3"))
    end

    @doc "As `#{name}/3`, but raises."
    @spec unquote(bang)(DataFrame.session(), name, keyword) :: :ok
    def unquote(bang)(session, name, options \\ []),
      do: session |> unquote(name)(name, options) |> Errors.unwrap!()
  end

  for {name, answer, type, takes, example, method, title} <- [
        {:list_partitions, {:rows, TablePartition}, quote(do: [TablePartition.t()]), :name,
         ~s([%Catalog.TablePartition{partition: "year=2013"} | _]), "listPartitions",
         "Returns the partitions of a table."},
        {:get_table_properties, :pairs, quote(do: %{String.t() => String.t()}), :name,
         ~s(%{"owner" => "me"}), "getTableProperties", "Returns the properties of a table."},
        {:get_create_table_string, :value, quote(do: String.t()), :create_table_string,
         ~s("CREATE TABLE " <> _), "getCreateTableString",
         "Returns the statement that creates a table."}
      ] do
    bang = :"#{name}!"

    @doc """
    #{title}

        {:ok, #{example}} = Catalog.#{name}(session, "lake.flights")

    ## Options

    #{SparkEx.Arguments.Options.docs(Query.options(takes))}

    Source: PySpark `Catalog.#{method}` of Spark 4.2; older servers run the SQL statement.
    """
    @spec unquote(name)(DataFrame.session(), name, keyword) :: result(unquote(type))
    def unquote(name)(session, table, options \\ []) do
      answer = unquote(Macro.escape(answer))
      fields = [table_name: table]
      ask(session, unquote(name), fields, answer, unquote(takes), options, unquote("#{name}/3"))
    end

    @doc "As `#{name}/3`, but raises."
    @spec unquote(bang)(DataFrame.session(), name, keyword) :: unquote(type)
    def unquote(bang)(session, table, options \\ []),
      do: session |> unquote(name)(table, options) |> Errors.unwrap!()
  end

  @doc """
  Returns the columns of a table or a view.

      columns = Catalog.list_columns!(session, "lake.flights")
      for %Catalog.Column{is_partition: true} = column <- columns, do: column.name

  ## Options

  #{SparkEx.Arguments.Options.docs(Query.options(:in_database))}

  Source: PySpark `Catalog.listColumns`.
  """
  @spec list_columns(DataFrame.session(), name, keyword) :: result([Column.t()])
  def list_columns(session, table, options \\ []) do
    fields = [table_name: table]
    ask(session, :list_columns, fields, {:rows, Column}, :in_database, options, "list_columns/3")
  end

  @doc "As `list_columns/3`, but raises."
  @spec list_columns!(DataFrame.session(), name, keyword) :: [Column.t()]
  def list_columns!(session, table, options \\ []),
    do: session |> list_columns(table, options) |> Errors.unwrap!()

  @doc """
  Creates a table: of the files at a path, or an empty one with a schema.

      {:ok, flights} =
        Catalog.create_table(session, "flights", path: "/data/flights", source: "parquet")

  Returns a frame that reads the table. (PySpark returns a frame that creates it, again in each
  action.)

  ## Options

  #{SparkEx.Arguments.Options.docs(Query.options(:create))}

  Source: PySpark `Catalog.createTable`.
  """
  @spec create_table(DataFrame.session(), name, keyword) :: result(DataFrame.t())
  def create_table(session, table, options \\ []) do
    fields = [table_name: table]

    with :ok <- ask(session, :create_table, fields, :none, :create, options, "create_table/3"),
         do: {:ok, Reader.table(session, table)}
  end

  @doc "As `create_table/3`, but raises."
  @spec create_table!(DataFrame.session(), name, keyword) :: DataFrame.t()
  def create_table!(session, table, options \\ []),
    do: session |> create_table(table, options) |> Errors.unwrap!()

  @doc """
  The same as `create_table/3`, by a name that Spark has deprecated. Any table with a `:path` is
  external.

      {:ok, flights} = Catalog.create_external_table(session, "flights", path: "/data/flights")

  Source: PySpark `Catalog.createExternalTable`.
  """
  @spec create_external_table(DataFrame.session(), name, keyword) :: result(DataFrame.t())
  def create_external_table(session, table, options \\ []),
    do: create_table(session, table, options)

  @doc "As `create_external_table/3`, but raises."
  @spec create_external_table!(DataFrame.session(), name, keyword) :: DataFrame.t()
  def create_external_table!(session, table, options \\ []),
    do: create_table!(session, table, options)

  @doc """
  Caches a table when it is first read, optionally at a `SparkEx.StorageLevel`.

      :ok = Catalog.cache_table(session, "flights")
      :ok = Catalog.cache_table(session, "flights", :memory_only)

  Source: PySpark `Catalog.cacheTable`.
  """
  @spec cache_table(DataFrame.session(), name, StorageLevel.input() | nil, keyword) ::
          :ok | {:error, Exception.t()}
  def cache_table(session, table, level \\ nil, options \\ []) do
    fields = [table_name: table, storage_level: level]
    ask(session, :cache_table, fields, :none, :name, options, "cache_table/4")
  end

  @doc "As `cache_table/4`, but raises."
  @spec cache_table!(DataFrame.session(), name, StorageLevel.input() | nil, keyword) :: :ok
  def cache_table!(session, table, level \\ nil, options \\ []),
    do: session |> cache_table(table, level, options) |> Errors.unwrap!()

  @doc """
  Removes all tables and frames from the cache.

      :ok = Catalog.clear_cache(session)

  Source: PySpark `Catalog.clearCache`.
  """
  @spec clear_cache(DataFrame.session(), keyword) :: :ok | {:error, Exception.t()}
  def clear_cache(session, options \\ []),
    do: ask(session, :clear_cache, [], :none, :name, options, "clear_cache/2")

  @doc "As `clear_cache/2`, but raises."
  @spec clear_cache!(DataFrame.session(), keyword) :: :ok
  def clear_cache!(session, options \\ []),
    do: session |> clear_cache(options) |> Errors.unwrap!()

  defp ask(session, question, fields, answer, takes, options, context),
    do: Query.ask(session, question, fields, answer, {options, Query.options(takes), context})
end
