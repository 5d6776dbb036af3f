defmodule SparkEx.Contract.CatalogTest do
  use SparkEx.ContractCase, golden: "catalog", async: true

  alias SparkEx.Catalog

  parity "current_catalog", do: capture_request(fn -> Catalog.current_catalog(:spark) end)

  parity "set_current_catalog",
    do: capture_request(fn -> Catalog.set_current_catalog(:spark, "c") end)

  parity "list_catalogs", do: capture_request(fn -> Catalog.list_catalogs(:spark) end)

  parity "list_catalogs by pattern",
    do: capture_request(fn -> Catalog.list_catalogs(:spark, pattern: "c*") end)

  parity "current_database", do: capture_request(fn -> Catalog.current_database(:spark) end)

  parity "set_current_database",
    do: capture_request(fn -> Catalog.set_current_database(:spark, :d) end)

  parity "list_databases", do: capture_request(fn -> Catalog.list_databases(:spark) end)

  parity "list_databases by pattern" do
    capture_request(fn -> Catalog.list_databases(:spark, pattern: "d*") end)
  end

  parity "get_database", do: capture_request(fn -> Catalog.get_database(:spark, "c.d") end)
  parity "database_exists", do: capture_request(fn -> Catalog.database_exists(:spark, "d") end)
  parity "list_tables", do: capture_request(fn -> Catalog.list_tables(:spark) end)

  parity "list_tables of a database" do
    capture_request(fn -> Catalog.list_tables(:spark, database: :d, pattern: "t*") end)
  end

  parity "get_table", do: capture_request(fn -> Catalog.get_table(:spark, "d.t") end)
  parity "list_functions", do: capture_request(fn -> Catalog.list_functions(:spark) end)

  parity "list_functions of a database" do
    capture_request(fn -> Catalog.list_functions(:spark, database: "d", pattern: "f*") end)
  end

  parity "function_exists", do: capture_request(fn -> Catalog.function_exists(:spark, "f") end)

  parity "function_exists in a database" do
    capture_request(fn -> Catalog.function_exists(:spark, "f", database: "d") end)
  end

  parity "get_function", do: capture_request(fn -> Catalog.get_function(:spark, "f") end)
  parity "list_columns", do: capture_request(fn -> Catalog.list_columns(:spark, "d.t") end)

  parity "list_columns in a database" do
    capture_request(fn -> Catalog.list_columns(:spark, "t", database: "d") end)
  end

  parity "table_exists", do: capture_request(fn -> Catalog.table_exists(:spark, "t") end)

  parity "table_exists in a database" do
    capture_request(fn -> Catalog.table_exists(:spark, "t", database: "d") end)
  end

  parity "create_table", do: capture_request(fn -> Catalog.create_table(:spark, "t") end)

  parity "create_table with everything" do
    schema = {:struct, [{"id", :long, nullable: false}, {"n", :string}]}
    options = [path: "/p", source: "csv", schema: schema, description: "a table"]

    capture_request(fn ->
      Catalog.create_table(:spark, "t", options ++ [options: [header: true]])
    end)
  end

  parity "create_external_table" do
    capture_request(fn ->
      Catalog.create_external_table(:spark, "t", path: "/p", source: "parquet")
    end)
  end

  parity "drop_temp_view", do: capture_request(fn -> Catalog.drop_temp_view(:spark, "v") end)

  parity "drop_global_temp_view",
    do: capture_request(fn -> Catalog.drop_global_temp_view(:spark, "v") end)

  parity "is_cached", do: capture_request(fn -> Catalog.is_cached(:spark, "t") end)
  parity "cache_table", do: capture_request(fn -> Catalog.cache_table(:spark, "t") end)

  parity "cache_table at a level",
    do: capture_request(fn -> Catalog.cache_table(:spark, "t", :off_heap) end)

  parity "uncache_table", do: capture_request(fn -> Catalog.uncache_table(:spark, "t") end)
  parity "clear_cache", do: capture_request(fn -> Catalog.clear_cache(:spark) end)
  parity "refresh_table", do: capture_request(fn -> Catalog.refresh_table(:spark, "t") end)

  parity "recover_partitions",
    do: capture_request(fn -> Catalog.recover_partitions(:spark, "t") end)

  parity "refresh_by_path", do: capture_request(fn -> Catalog.refresh_by_path(:spark, "/p") end)
end
