# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "save" => %{
    write_operation: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      path: "p"
    }
  },
  "save without a path" => %{
    write_operation: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      mode: :SAVE_MODE_OVERWRITE,
      source: "noop"
    }
  },
  "save with everything" => %{
    write_operation: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      mode: :SAVE_MODE_APPEND,
      options: %{"header" => "true"},
      partitioning_columns: ["a", "b"],
      path: "p",
      source: "csv"
    }
  },
  "mode append" => %{
    write_operation: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      mode: :SAVE_MODE_APPEND,
      path: "p"
    }
  },
  "mode overwrite" => %{
    write_operation: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      mode: :SAVE_MODE_OVERWRITE,
      path: "p"
    }
  },
  "mode error" => %{
    write_operation: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      mode: :SAVE_MODE_ERROR_IF_EXISTS,
      path: "p"
    }
  },
  "mode ignore" => %{
    write_operation: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      mode: :SAVE_MODE_IGNORE,
      path: "p"
    }
  },
  "option" => %{
    write_operation: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      options: %{"a" => "1", "b" => "false"},
      path: "p"
    }
  },
  "options" => %{
    write_operation: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      options: %{"a" => "x", "b" => "2.5"},
      path: "p"
    }
  },
  "partition_by" => %{
    write_operation: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      partitioning_columns: ["a", "b"],
      path: "p"
    }
  },
  "bucket_by and sort_by" => %{
    write_operation: %{
      bucket_by: %{bucket_column_names: ["a", "b"], num_buckets: 4},
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      sort_column_names: ["c"],
      table: %{save_method: :TABLE_SAVE_METHOD_SAVE_AS_TABLE, table_name: "t"}
    }
  },
  "cluster_by" => %{
    write_operation: %{
      clustering_columns: ["a", "b"],
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      table: %{save_method: :TABLE_SAVE_METHOD_SAVE_AS_TABLE, table_name: "t"}
    }
  },
  "save_as_table" => %{
    write_operation: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      table: %{save_method: :TABLE_SAVE_METHOD_SAVE_AS_TABLE, table_name: "db.t"}
    }
  },
  "save_as_table with everything" => %{
    write_operation: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      mode: :SAVE_MODE_IGNORE,
      options: %{"path" => "/p"},
      partitioning_columns: ["a"],
      source: "orc",
      table: %{save_method: :TABLE_SAVE_METHOD_SAVE_AS_TABLE, table_name: "t"}
    }
  },
  "insert_into" => %{
    write_operation: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      table: %{save_method: :TABLE_SAVE_METHOD_INSERT_INTO, table_name: "t"}
    }
  },
  "insert_into overwriting" => %{
    write_operation: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      mode: :SAVE_MODE_OVERWRITE,
      table: %{save_method: :TABLE_SAVE_METHOD_INSERT_INTO, table_name: "t"}
    }
  },
  "insert_into appending" => %{
    write_operation: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      mode: :SAVE_MODE_APPEND,
      table: %{save_method: :TABLE_SAVE_METHOD_INSERT_INTO, table_name: "t"}
    }
  },
  "csv" => %{
    write_operation: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      mode: :SAVE_MODE_OVERWRITE,
      options: %{"header" => "true", "sep" => ";"},
      path: "p",
      source: "csv"
    }
  },
  "json" => %{
    write_operation: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      options: %{"compression" => "gzip"},
      path: "p",
      source: "json"
    }
  },
  "parquet" => %{
    write_operation: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      mode: :SAVE_MODE_APPEND,
      options: %{"compression" => "zstd"},
      partitioning_columns: ["a"],
      path: "p",
      source: "parquet"
    }
  },
  "orc" => %{
    write_operation: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      path: "p",
      source: "orc"
    }
  },
  "text" => %{
    write_operation: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      options: %{"lineSep" => "\n"},
      path: "p",
      source: "text"
    }
  },
  "xml" => %{
    write_operation: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      options: %{"rowTag" => "row"},
      path: "p",
      source: "xml"
    }
  },
  "jdbc" => %{
    write_operation: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      mode: :SAVE_MODE_APPEND,
      options: %{"dbtable" => "t", "url" => "jdbc:x", "user" => "me"},
      source: "jdbc"
    }
  }
}
