defmodule SparkEx.Contract.CatalogTest do
  use SparkEx.ContractCase, golden: "catalog", async: true

  alias SparkEx.Catalog

  parity "current_catalog", do: asked(fn -> Catalog.current_catalog(:spark) end)
  parity "set_current_catalog", do: asked(fn -> Catalog.set_current_catalog(:spark, "c") end)
  parity "list_catalogs", do: asked(fn -> Catalog.list_catalogs(:spark) end)

  parity "list_catalogs by pattern",
    do: asked(fn -> Catalog.list_catalogs(:spark, pattern: "c*") end)

  parity "current_database", do: asked(fn -> Catalog.current_database(:spark) end)
  parity "set_current_database", do: asked(fn -> Catalog.set_current_database(:spark, :d) end)
  parity "list_databases", do: asked(fn -> Catalog.list_databases(:spark) end)

  parity "list_databases by pattern" do
    asked(fn -> Catalog.list_databases(:spark, pattern: "d*") end)
  end

  parity "get_database", do: asked(fn -> Catalog.get_database(:spark, "c.d") end)
  parity "database_exists", do: asked(fn -> Catalog.database_exists(:spark, "d") end)
  parity "list_tables", do: asked(fn -> Catalog.list_tables(:spark) end)

  parity "list_tables of a database" do
    asked(fn -> Catalog.list_tables(:spark, database: :d, pattern: "t*") end)
  end

  parity "get_table", do: asked(fn -> Catalog.get_table(:spark, "d.t") end)
  parity "list_functions", do: asked(fn -> Catalog.list_functions(:spark) end)

  parity "list_functions of a database" do
    asked(fn -> Catalog.list_functions(:spark, database: "d", pattern: "f*") end)
  end

  parity "function_exists", do: asked(fn -> Catalog.function_exists(:spark, "f") end)

  parity "function_exists in a database" do
    asked(fn -> Catalog.function_exists(:spark, "f", database: "d") end)
  end

  parity "get_function", do: asked(fn -> Catalog.get_function(:spark, "f") end)
  parity "list_columns", do: asked(fn -> Catalog.list_columns(:spark, "d.t") end)

  parity "list_columns in a database" do
    asked(fn -> Catalog.list_columns(:spark, "t", database: "d") end)
  end

  parity "table_exists", do: asked(fn -> Catalog.table_exists(:spark, "t") end)

  parity "table_exists in a database" do
    asked(fn -> Catalog.table_exists(:spark, "t", database: "d") end)
  end

  parity "create_table", do: asked(fn -> Catalog.create_table(:spark, "t") end)

  parity "create_table with everything" do
    schema = {:struct, [{"id", :long, nullable: false}, {"n", :string}]}
    options = [path: "/p", source: "csv", schema: schema, description: "a table"]
    asked(fn -> Catalog.create_table(:spark, "t", options ++ [options: [header: true]]) end)
  end

  parity "create_external_table" do
    asked(fn -> Catalog.create_external_table(:spark, "t", path: "/p", source: "parquet") end)
  end

  parity "drop_temp_view", do: asked(fn -> Catalog.drop_temp_view(:spark, "v") end)
  parity "drop_global_temp_view", do: asked(fn -> Catalog.drop_global_temp_view(:spark, "v") end)
  parity "is_cached", do: asked(fn -> Catalog.is_cached(:spark, "t") end)
  parity "cache_table", do: asked(fn -> Catalog.cache_table(:spark, "t") end)

  parity "cache_table at a level",
    do: asked(fn -> Catalog.cache_table(:spark, "t", :off_heap) end)

  parity "uncache_table", do: asked(fn -> Catalog.uncache_table(:spark, "t") end)
  parity "clear_cache", do: asked(fn -> Catalog.clear_cache(:spark) end)
  parity "refresh_table", do: asked(fn -> Catalog.refresh_table(:spark, "t") end)
  parity "recover_partitions", do: asked(fn -> Catalog.recover_partitions(:spark, "t") end)
  parity "refresh_by_path", do: asked(fn -> Catalog.refresh_by_path(:spark, "/p") end)
end
