defmodule SparkEx.CatalogTest do
  use SparkEx.SparkCase

  alias SparkEx.Catalog
  alias SparkEx.Catalog.{CatalogMetadata, Database, Function, Table}

  @moduletag :tmp_dir

  # All tests share the server's catalog, so names are unique to this test.
  setup %{session: session} do
    database = "catalog_test_#{System.unique_integer([:positive])}"
    SparkEx.execute!(session, "CREATE DATABASE #{database} COMMENT 'for a test'")
    on_exit(fn -> drop(database) end)
    {:ok, database: database}
  end

  defp drop(database) do
    {:ok, session} = SparkEx.connect(url: SparkEx.TestSpark.url())
    SparkEx.execute!(session, "DROP DATABASE IF EXISTS #{database} CASCADE")
    Session.stop(session)
  end

  test "lists and selects catalogs", %{session: session} do
    assert Catalog.current_catalog(session) == {:ok, "spark_catalog"}
    assert Catalog.set_current_catalog(session, "spark_catalog") == :ok

    assert [%CatalogMetadata{name: "spark_catalog"}] =
             Catalog.list_catalogs!(session, pattern: "spark*")

    assert Catalog.list_catalogs!(session, pattern: "no_such*") == []

    assert {:error, %Error.Remote{}} = Catalog.set_current_catalog(session, "no_such")
    assert_raise Error.Remote, fn -> Catalog.set_current_catalog!(session, "no_such") end
  end

  test "lists and selects databases", %{session: session, database: database} do
    assert Catalog.current_database!(session) == "default"

    assert {:ok,
            %Database{name: ^database, catalog: "spark_catalog", description: "for a test"} = one} =
             Catalog.get_database(session, database)

    assert one.location_uri =~ database
    assert Catalog.list_databases!(session, pattern: database) == [one]
    assert Catalog.list_databases!(session, pattern: "default|#{database}") |> length() == 2

    assert Catalog.database_exists(session, database) == {:ok, true}
    refute Catalog.database_exists?(session, "no_such")
    assert {:error, %Error.Remote{} = error} = Catalog.get_database(session, "no_such")
    assert error.error_class == "SCHEMA_NOT_FOUND"

    assert Catalog.set_current_database(session, database) == :ok
    assert Catalog.current_database(session) == {:ok, database}
    Catalog.set_current_database!(session, "default")
  end

  test "lists tables, their columns and views", %{session: session, database: database} do
    table = "#{database}.flights"

    SparkEx.execute!(session, """
    CREATE TABLE #{table} (id BIGINT NOT NULL COMMENT 'the key', tags ARRAY<STRING>, day INT)
    USING parquet PARTITIONED BY (day) COMMENT 'all of them'
    """)

    assert Catalog.get_table!(session, table) == %Table{
             name: "flights",
             catalog: "spark_catalog",
             namespace: [database],
             description: "all of them",
             table_type: "MANAGED",
             is_temporary: false
           }

    assert [%Catalog.Column{} = id, tags, day] = Catalog.list_columns!(session, table)
    assert {id.name, id.data_type, id.description} == {"id", "bigint", "the key"}
    assert {tags.data_type, tags.is_partition, tags.nullable} == {"array<string>", false, true}
    assert {day.is_partition, day.is_bucket, day.is_cluster} == {true, false, false}
    assert Catalog.list_columns!(session, "flights", database: database) == [id, tags, day]

    :ok =
      session |> SparkEx.range(1) |> DataFrame.create_or_replace_temp_view("catalog_test_view")

    tables = Catalog.list_tables!(session, database: database)

    assert [%Table{name: "catalog_test_view", is_temporary: true, catalog: nil}] =
             tables -- [Catalog.get_table!(session, table)]

    assert [%Table{name: "flights"}] =
             Catalog.list_tables!(session, database: database, pattern: "fl*")

    assert Catalog.table_exists?(session, table)
    assert Catalog.table_exists?(session, :catalog_test_view)
    assert Catalog.table_exists(session, "flights", database: database) == {:ok, true}
    assert Catalog.table_exists(session, "no_such") == {:ok, false}

    assert Catalog.drop_temp_view(session, "catalog_test_view") == {:ok, true}
    assert Catalog.drop_temp_view!(session, "catalog_test_view") == false

    for function <- [&Catalog.get_table/2, &Catalog.list_columns/2] do
      assert {:error, %Error.Remote{error_class: "TABLE_OR_VIEW_NOT_FOUND"}} =
               function.(session, "no_such")
    end
  end

  test "drops global temporary views", %{session: session} do
    view = "global_#{System.unique_integer([:positive])}"
    :ok = session |> SparkEx.range(1) |> DataFrame.create_global_temp_view(view)
    assert Catalog.table_exists?(session, "global_temp.#{view}")
    assert Catalog.drop_global_temp_view!(session, view)
    refute Catalog.drop_global_temp_view!(session, view)
  end

  test "lists functions", %{session: session} do
    assert {:ok, %Function{name: "abs", is_temporary: true} = abs} =
             Catalog.get_function(session, "abs")

    assert abs.class_name =~ "Abs"
    assert abs in Catalog.list_functions!(session, pattern: "ab*")
    assert Catalog.function_exists?(session, "abs")
    assert Catalog.function_exists(session, "no_such") == {:ok, false}
    # The list exceeds the session's limit on rows.
    assert length(Catalog.list_functions!(session)) > 400
  end

  test "creates external and empty tables",
       %{session: session, database: database, tmp_dir: dir} do
    path = Path.join(dir, "numbers")
    :ok = session |> SparkEx.range(3) |> DataFrame.write() |> SparkEx.Writer.parquet(path)

    assert {:ok, frame} =
             Catalog.create_table(session, "#{database}.numbers", path: path, source: "parquet")

    assert DataFrame.count!(frame) == 3
    # Reading the frame does not create the table again.
    assert DataFrame.count!(frame) == 3
    assert Catalog.get_table!(session, "#{database}.numbers").table_type == "EXTERNAL"

    options = [
      schema: "id INT, name STRING",
      source: "csv",
      description: "none yet",
      options: [header: true]
    ]

    empty = Catalog.create_table!(session, "#{database}.empty", options)
    assert DataFrame.columns!(empty) == ["id", "name"]
    assert Catalog.get_table!(session, "#{database}.empty").description == "none yet"

    assert {:error, %Error.Remote{error_class: "TABLE_OR_VIEW_ALREADY_EXISTS"}} =
             Catalog.create_table(session, "#{database}.empty", options)

    assert frame |> DataFrame.collect!() |> length() == 3

    assert %DataFrame{} =
             Catalog.create_external_table!(session, "#{database}.again",
               path: path,
               source: "parquet"
             )
  end

  test "caches and uncaches tables", %{session: session, database: database} do
    table = "#{database}.kept"
    :ok = session |> SparkEx.range(3) |> DataFrame.write() |> SparkEx.Writer.save_as_table(table)
    assert Catalog.is_cached(session, table) == {:ok, false}
    assert Catalog.cache_table(session, table) == :ok
    assert Catalog.cached?(session, table)
    assert Catalog.uncache_table(session, table) == :ok
    refute Catalog.cached?(session, table)

    assert Catalog.cache_table(session, table, :disk_only) == :ok

    assert session |> SparkEx.table(table) |> DataFrame.storage_level!() ==
             SparkEx.StorageLevel.disk_only()

    assert Catalog.refresh_table(session, table) == :ok
    assert Catalog.refresh_by_path(session, "/no/such/path") == :ok
    assert Catalog.uncache_table!(session, table) == :ok

    assert {:error, %Error.Remote{}} = Catalog.cache_table(session, "no_such")
  end

  test "recovers partitions written by others", %{
    session: session,
    database: database,
    tmp_dir: dir
  } do
    rows = SparkEx.sql(session, "SELECT 1L AS id, 7 AS day")

    rows
    |> DataFrame.write()
    |> SparkEx.Writer.partition_by("day")
    |> SparkEx.Writer.parquet!(dir <> "/p")

    SparkEx.execute!(session, """
    CREATE TABLE #{database}.parted (id BIGINT, day INT) USING parquet
    PARTITIONED BY (day) LOCATION '#{dir}/p'
    """)

    parted = SparkEx.table(session, "#{database}.parted")
    assert DataFrame.count!(parted) == 0
    assert Catalog.recover_partitions(session, "#{database}.parted") == :ok
    assert DataFrame.count!(parted) == 1
  end

  test "returns an argument error for invalid arguments", %{session: session} do
    assert {:error, %Error.Argument{message: text}} = Catalog.list_tables(session, patern: "x")
    assert text =~ "did you mean"
    assert {:error, %Error.Argument{}} = Catalog.get_table(session, nil)
    assert {:error, %Error.Argument{}} = Catalog.table_exists(session, {:a, :b})
    assert {:error, %Error.Argument{}} = Catalog.cache_table(session, "t", :memory)
    assert {:error, %Error.Argument{}} = Catalog.create_table(session, "t", schema: "id NOTHING")
    assert {:error, %Error.Argument{}} = Catalog.list_tables(session, database: 1)
    assert {:error, %Error.Session{}} = Catalog.list_tables(:no_such_session)
    assert_raise Error.Argument, fn -> Catalog.table_exists?(session, nil) end
  end
end
