defmodule SparkEx.Catalog do
  @moduledoc """
  What tables, views, functions and databases there are (PySpark's `spark.catalog`).

      {:ok, tables} = SparkEx.Catalog.list_tables(session, pattern: "flights*")
      for %SparkEx.Catalog.Table{is_temporary: false} = table <- tables, do: table.name

      if SparkEx.Catalog.table_exists?(session, "lake.flights"), do: …

  The session comes first. Each function asks the server, once, and returns `{:ok, value}` (`:ok` where
  there is nothing to tell) or `{:error, exception}`; each has a twin that raises, which ends in `?`
  where the value is a boolean and in `!` otherwise. All take the option `:timeout` in milliseconds.

  Names may have parts, as in `"catalog.database.table"`. What is not there is
  `SparkEx.Error.Remote`, whose `error_class` is `TABLE_OR_VIEW_NOT_FOUND`, `SCHEMA_NOT_FOUND` and so
  on; what is no name is `SparkEx.Error.Argument`.
  """

  alias SparkEx.Catalog.{CatalogMetadata, Column, Database, Function, Query, Table}
  alias SparkEx.Connect.Errors
  alias SparkEx.{DataFrame, Reader, StorageLevel}

  @typedoc "The name of a table, a database, a function."
  @type name :: DataFrame.name()

  @typedoc "What an action returns."
  @type result(value) :: {:ok, value} | {:error, Exception.t()}

  for {name, example, method, title} <- [
        {:current_catalog, "spark_catalog", "currentCatalog",
         "The catalog in which names are looked up."},
        {:current_database, "default", "currentDatabase",
         "The database in which names are looked up."}
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
         "Looks names up in this catalog from now on, in this session."},
        {:set_current_database, :db_name, "sales", "setCurrentDatabase",
         "Looks names up in this database from now on, in this session."},
        {:uncache_table, :table_name, "flights", "uncacheTable",
         "Keeps a table no longer in memory."},
        {:refresh_table, :table_name, "flights", "refreshTable",
         "Forgets what is known and cached of a table whose files have changed."},
        {:recover_partitions, :table_name, "flights", "recoverPartitions",
         "Finds the partitions in a table's folder that the catalog does not know yet."},
        {:refresh_by_path, :path, "/data/flights", "refreshByPath",
         "Forgets what is cached of all data below a path."}
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
        {:get_database, :db_name, Database, "default", "getDatabase", "One database."},
        {:get_table, :table_name, Table, "lake.flights", "getTable", "One table or view."},
        {:get_function, :function_name, Function, "len", "getFunction", "One function."}
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
         "Whether there is a database of this name."},
        {:table_exists, :table_exists?, :table_name, :in_database, "flights", "tableExists",
         "Whether there is a table or view of this name, temporary ones included."},
        {:function_exists, :function_exists?, :function_name, :in_database, "len",
         "functionExists", "Whether SQL can call a function of this name."},
        {:is_cached, :cached?, :table_name, :name, "flights", "isCached",
         "Whether Spark keeps a table in memory, or will once it has read it."},
        {:drop_temp_view, :drop_temp_view!, :view_name, :name, "flights", "dropTempView",
         "Drops a temporary view of the session; `false` where there is none."},
        {:drop_global_temp_view, :drop_global_temp_view!, :view_name, :name, "flights",
         "dropGlobalTempView",
         "Drops a temporary view of all sessions, named without its database `global_temp`; `false` where there is none."}
      ] do
    @doc """
    #{title}

        {:ok, true} = Catalog.#{name}(session, "#{example}")

    ## Options

    #{SparkEx.Options.docs(Query.options(takes))}

    Source: PySpark `Catalog.#{method}`.
    """
    @spec unquote(name)(DataFrame.session(), name, keyword) :: result(boolean)
    def unquote(name)(session, name, options \\ []) do
      fields = [{unquote(field), name}]
      ask(session, unquote(name), fields, :value, unquote(takes), options, unquote("#{name}/3"))
    end

    @doc "As `#{name}/3`, with a plain boolean; raises."
    @spec unquote(plain)(DataFrame.session(), name, keyword) :: boolean
    def unquote(plain)(session, name, options \\ []),
      do: session |> unquote(name)(name, options) |> Errors.unwrap!()
  end

  for {name, module, takes, method, title} <- [
        {:list_catalogs, CatalogMetadata, :list, "listCatalogs",
         "The catalogs that the session has used."},
        {:list_databases, Database, :list, "listDatabases",
         "The databases of the current catalog."},
        {:list_tables, Table, :list_in_database, "listTables",
         "The tables and views of a database, and the session's temporary views."},
        {:list_functions, Function, :list_in_database, "listFunctions",
         "The functions that SQL can call, Spark's own included."}
      ] do
    bang = :"#{name}!"

    @doc """
    #{title}

        {:ok, [%#{inspect(module)}{} | _]} = Catalog.#{name}(session)

    ## Options

    #{SparkEx.Options.docs(Query.options(takes))}

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

  @doc """
  The columns of a table or view.

      {:ok, columns} = Catalog.list_columns(session, "lake.flights")
      for %Catalog.Column{is_partition: true} = column <- columns, do: column.name

  ## Options

  #{SparkEx.Options.docs(Query.options(:in_database))}

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
  Makes a table in the catalog: of the files at a path, or an empty one of a schema.

      {:ok, flights} =
        Catalog.create_table(session, "flights", path: "/data/flights", source: "parquet")

  Returns the frame of the table. PySpark's own is the statement itself, which an action on it would run
  again.

  ## Options

  #{SparkEx.Options.docs(Query.options(:create))}

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
  The same as `create_table/3`, by a name that Spark has given up: any table with a `:path` is external.

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
  Keeps a table in memory once it has been read, at a `SparkEx.StorageLevel` if one is given.

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
  Keeps no table and no frame in memory any longer.

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
