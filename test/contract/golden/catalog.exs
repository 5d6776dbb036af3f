# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "current_catalog" => %{catalog: %{current_catalog: %{}}, common: %{plan_id: 0}},
  "set_current_catalog" => %{
    catalog: %{set_current_catalog: %{catalog_name: "c"}},
    common: %{plan_id: 0}
  },
  "list_catalogs" => %{catalog: %{list_catalogs: %{}}, common: %{plan_id: 0}},
  "list_catalogs by pattern" => %{
    catalog: %{list_catalogs: %{pattern: "c*"}},
    common: %{plan_id: 0}
  },
  "current_database" => %{catalog: %{current_database: %{}}, common: %{plan_id: 0}},
  "set_current_database" => %{
    catalog: %{set_current_database: %{db_name: "d"}},
    common: %{plan_id: 0}
  },
  "list_databases" => %{catalog: %{list_databases: %{}}, common: %{plan_id: 0}},
  "list_databases by pattern" => %{
    catalog: %{list_databases: %{pattern: "d*"}},
    common: %{plan_id: 0}
  },
  "get_database" => %{catalog: %{get_database: %{db_name: "c.d"}}, common: %{plan_id: 0}},
  "database_exists" => %{catalog: %{database_exists: %{db_name: "d"}}, common: %{plan_id: 0}},
  "list_tables" => %{catalog: %{list_tables: %{}}, common: %{plan_id: 0}},
  "list_tables of a database" => %{
    catalog: %{list_tables: %{db_name: "d", pattern: "t*"}},
    common: %{plan_id: 0}
  },
  "get_table" => %{catalog: %{get_table: %{table_name: "d.t"}}, common: %{plan_id: 0}},
  "list_functions" => %{catalog: %{list_functions: %{}}, common: %{plan_id: 0}},
  "list_functions of a database" => %{
    catalog: %{list_functions: %{db_name: "d", pattern: "f*"}},
    common: %{plan_id: 0}
  },
  "function_exists" => %{
    catalog: %{function_exists: %{function_name: "f"}},
    common: %{plan_id: 0}
  },
  "function_exists in a database" => %{
    catalog: %{function_exists: %{db_name: "d", function_name: "f"}},
    common: %{plan_id: 0}
  },
  "get_function" => %{catalog: %{get_function: %{function_name: "f"}}, common: %{plan_id: 0}},
  "list_columns" => %{catalog: %{list_columns: %{table_name: "d.t"}}, common: %{plan_id: 0}},
  "list_columns in a database" => %{
    catalog: %{list_columns: %{db_name: "d", table_name: "t"}},
    common: %{plan_id: 0}
  },
  "table_exists" => %{catalog: %{table_exists: %{table_name: "t"}}, common: %{plan_id: 0}},
  "table_exists in a database" => %{
    catalog: %{table_exists: %{db_name: "d", table_name: "t"}},
    common: %{plan_id: 0}
  },
  "create_table" => %{catalog: %{create_table: %{table_name: "t"}}, common: %{plan_id: 0}},
  "create_table with everything" => %{
    catalog: %{
      create_table: %{
        description: "a table",
        options: %{"header" => "true"},
        path: "/p",
        schema: %{
          struct: %{
            fields: [
              %{data_type: %{long: %{}}, name: "id"},
              %{data_type: %{string: %{}}, name: "n", nullable: true}
            ]
          }
        },
        source: "csv",
        table_name: "t"
      }
    },
    common: %{plan_id: 0}
  },
  "create_external_table" => %{
    catalog: %{create_table: %{path: "/p", source: "parquet", table_name: "t"}},
    common: %{plan_id: 0}
  },
  "drop_temp_view" => %{catalog: %{drop_temp_view: %{view_name: "v"}}, common: %{plan_id: 0}},
  "drop_global_temp_view" => %{
    catalog: %{drop_global_temp_view: %{view_name: "v"}},
    common: %{plan_id: 0}
  },
  "is_cached" => %{catalog: %{is_cached: %{table_name: "t"}}, common: %{plan_id: 0}},
  "cache_table" => %{catalog: %{cache_table: %{table_name: "t"}}, common: %{plan_id: 0}},
  "cache_table at a level" => %{
    catalog: %{
      cache_table: %{
        storage_level: %{replication: 1, use_disk: true, use_memory: true, use_off_heap: true},
        table_name: "t"
      }
    },
    common: %{plan_id: 0}
  },
  "uncache_table" => %{catalog: %{uncache_table: %{table_name: "t"}}, common: %{plan_id: 0}},
  "clear_cache" => %{catalog: %{clear_cache: %{}}, common: %{plan_id: 0}},
  "refresh_table" => %{catalog: %{refresh_table: %{table_name: "t"}}, common: %{plan_id: 0}},
  "recover_partitions" => %{
    catalog: %{recover_partitions: %{table_name: "t"}},
    common: %{plan_id: 0}
  },
  "refresh_by_path" => %{catalog: %{refresh_by_path: %{path: "/p"}}, common: %{plan_id: 0}}
}
