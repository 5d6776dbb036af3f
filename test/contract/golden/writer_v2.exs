# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "create" => %{
    write_operation_v2: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      mode: :MODE_CREATE,
      table_name: "db.t"
    }
  },
  "replace" => %{
    write_operation_v2: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      mode: :MODE_REPLACE,
      table_name: "t"
    }
  },
  "create_or_replace" => %{
    write_operation_v2: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      mode: :MODE_CREATE_OR_REPLACE,
      table_name: "t"
    }
  },
  "append" => %{
    write_operation_v2: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      mode: :MODE_APPEND,
      table_name: "t"
    }
  },
  "overwrite" => %{
    write_operation_v2: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      mode: :MODE_OVERWRITE,
      overwrite_condition: %{
        unresolved_function: %{
          arguments: [
            %{unresolved_attribute: %{unparsed_identifier: "year"}},
            %{literal: %{integer: 2013}}
          ],
          function_name: "=="
        }
      },
      table_name: "t"
    }
  },
  "overwrite by a column" => %{
    write_operation_v2: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      mode: :MODE_OVERWRITE,
      overwrite_condition: %{unresolved_attribute: %{unparsed_identifier: "flag"}},
      table_name: "t"
    }
  },
  "overwrite_partitions" => %{
    write_operation_v2: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      mode: :MODE_OVERWRITE_PARTITIONS,
      table_name: "t"
    }
  },
  "using" => %{
    write_operation_v2: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      mode: :MODE_CREATE,
      provider: "parquet",
      table_name: "t"
    }
  },
  "options" => %{
    write_operation_v2: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      mode: :MODE_APPEND,
      options: %{"a" => "1", "b" => "true"},
      table_name: "t"
    }
  },
  "table_property" => %{
    write_operation_v2: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      mode: :MODE_CREATE,
      table_name: "t",
      table_properties: %{"p" => "v"}
    }
  },
  "partitioned_by" => %{
    write_operation_v2: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      mode: :MODE_CREATE,
      partitioning_columns: [
        %{unresolved_attribute: %{unparsed_identifier: "a"}},
        %{
          unresolved_function: %{
            arguments: [%{unresolved_attribute: %{unparsed_identifier: "b"}}],
            function_name: "years"
          }
        }
      ],
      table_name: "t"
    }
  },
  "cluster_by" => %{
    write_operation_v2: %{
      clustering_columns: ["a", "b"],
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      mode: :MODE_CREATE,
      table_name: "t"
    }
  }
}
