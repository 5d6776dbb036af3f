# Recorded by test/contract/record.py from PySpark 4.3.0. Not to be edited.
%{
  "drop_table" => %{catalog: %{drop_table: %{table_name: "d.t"}}, common: %{plan_id: 0}},
  "drop_table with everything" => %{
    catalog: %{drop_table: %{if_exists: true, purge: true, table_name: "t"}},
    common: %{plan_id: 0}
  },
  "drop_view" => %{catalog: %{drop_view: %{view_name: "v"}}, common: %{plan_id: 0}},
  "drop_view if it exists" => %{
    catalog: %{drop_view: %{if_exists: true, view_name: "v"}},
    common: %{plan_id: 0}
  },
  "create_database" => %{catalog: %{create_database: %{db_name: "d"}}, common: %{plan_id: 0}},
  "create_database with everything" => %{
    catalog: %{
      create_database: %{
        db_name: "d",
        if_not_exists: true,
        properties: %{"a" => "1", "b" => "x'y"}
      }
    },
    common: %{plan_id: 0}
  },
  "drop_database" => %{catalog: %{drop_database: %{db_name: "d"}}, common: %{plan_id: 0}},
  "drop_database with everything" => %{
    catalog: %{drop_database: %{cascade: true, db_name: "d", if_exists: true}},
    common: %{plan_id: 0}
  },
  "list_partitions" => %{catalog: %{list_partitions: %{table_name: "t"}}, common: %{plan_id: 0}},
  "list_views" => %{catalog: %{list_views: %{}}, common: %{plan_id: 0}},
  "list_views of a database" => %{
    catalog: %{list_views: %{db_name: "d", pattern: "v*"}},
    common: %{plan_id: 0}
  },
  "get_table_properties" => %{
    catalog: %{get_table_properties: %{table_name: "t"}},
    common: %{plan_id: 0}
  },
  "get_create_table_string" => %{
    catalog: %{get_create_table_string: %{table_name: "t"}},
    common: %{plan_id: 0}
  },
  "get_create_table_string for Hive" => %{
    catalog: %{get_create_table_string: %{as_serde: true, table_name: "t"}},
    common: %{plan_id: 0}
  },
  "truncate_table" => %{catalog: %{truncate_table: %{table_name: "t"}}, common: %{plan_id: 0}},
  "analyze_table" => %{catalog: %{analyze_table: %{table_name: "t"}}, common: %{plan_id: 0}},
  "analyze_table without a scan" => %{
    catalog: %{analyze_table: %{no_scan: true, table_name: "t"}},
    common: %{plan_id: 0}
  }
}
