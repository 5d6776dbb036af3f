# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "materialized_view: define_output" => %{
    pipeline_command: %{
      define_output: %{
        dataflow_graph_id: "g",
        output_name: "m",
        output_type: :MATERIALIZED_VIEW,
        table_details: %{}
      }
    }
  },
  "materialized_view: define_flow" => %{
    pipeline_command: %{
      define_flow: %{
        dataflow_graph_id: "g",
        flow_name: "m",
        relation_flow_details: %{
          relation: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}
        },
        target_dataset_name: "m"
      }
    }
  },
  "materialized_view with everything: define_output" => %{
    pipeline_command: %{
      define_output: %{
        comment: "c",
        dataflow_graph_id: "g",
        output_name: "m",
        output_type: :MATERIALIZED_VIEW,
        table_details: %{
          clustering_columns: ["y"],
          format: "parquet",
          partition_cols: ["x"],
          schema_string: "x INT",
          table_properties: %{"p" => "2"}
        }
      }
    }
  },
  "materialized_view with everything: define_flow" => %{
    pipeline_command: %{
      define_flow: %{
        dataflow_graph_id: "g",
        flow_name: "m",
        relation_flow_details: %{
          relation: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}
        },
        sql_conf: %{"a" => "1"},
        target_dataset_name: "m"
      }
    }
  },
  "table: define_output" => %{
    pipeline_command: %{
      define_output: %{
        dataflow_graph_id: "g",
        output_name: "s",
        output_type: :TABLE,
        table_details: %{}
      }
    }
  },
  "table: define_flow" => %{
    pipeline_command: %{
      define_flow: %{
        dataflow_graph_id: "g",
        flow_name: "s",
        relation_flow_details: %{
          relation: %{
            common: %{plan_id: 0},
            read: %{is_streaming: true, named_table: %{unparsed_identifier: "t"}}
          }
        },
        target_dataset_name: "s"
      }
    }
  },
  "table with everything: define_output" => %{
    pipeline_command: %{
      define_output: %{
        comment: "c",
        dataflow_graph_id: "g",
        output_name: "s",
        output_type: :TABLE,
        table_details: %{
          clustering_columns: ["y"],
          format: "parquet",
          partition_cols: ["x"],
          schema_string: "x INT",
          table_properties: %{"p" => "2"}
        }
      }
    }
  },
  "table with everything: define_flow" => %{
    pipeline_command: %{
      define_flow: %{
        dataflow_graph_id: "g",
        flow_name: "s",
        relation_flow_details: %{
          relation: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}
        },
        sql_conf: %{"a" => "1"},
        target_dataset_name: "s"
      }
    }
  },
  "create_streaming_table: define_output" => %{
    pipeline_command: %{
      define_output: %{
        comment: "c",
        dataflow_graph_id: "g",
        output_name: "s",
        output_type: :TABLE,
        table_details: %{
          clustering_columns: ["y"],
          format: "parquet",
          partition_cols: ["x"],
          schema_string: "x INT",
          table_properties: %{"p" => "2"}
        }
      }
    }
  },
  "schema as a type: define_output" => %{
    pipeline_command: %{
      define_output: %{
        dataflow_graph_id: "g",
        output_name: "s",
        output_type: :TABLE,
        table_details: %{
          schema_data_type: %{
            struct: %{fields: [%{data_type: %{long: %{}}, name: "id", nullable: true}]}
          }
        }
      }
    }
  },
  "temporary_view: define_output" => %{
    pipeline_command: %{
      define_output: %{
        comment: "c",
        dataflow_graph_id: "g",
        output_name: "v",
        output_type: :TEMPORARY_VIEW
      }
    }
  },
  "temporary_view: define_flow" => %{
    pipeline_command: %{
      define_flow: %{
        dataflow_graph_id: "g",
        flow_name: "v",
        relation_flow_details: %{
          relation: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}
        },
        sql_conf: %{"a" => "1"},
        target_dataset_name: "v"
      }
    }
  },
  "append_flow: define_flow" => %{
    pipeline_command: %{
      define_flow: %{
        dataflow_graph_id: "g",
        flow_name: "f",
        relation_flow_details: %{
          relation: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}
        },
        sql_conf: %{"a" => "1"},
        target_dataset_name: "s"
      }
    }
  },
  "create_sink: define_output" => %{
    pipeline_command: %{
      define_output: %{
        dataflow_graph_id: "g",
        output_name: "k",
        output_type: :SINK,
        sink_details: %{format: "csv", options: %{"path" => "/out"}}
      }
    }
  },
  "sql: define_sql_graph_elements" => %{
    pipeline_command: %{
      define_sql_graph_elements: %{
        dataflow_graph_id: "g",
        sql_file_path: "a.sql",
        sql_text: "CREATE STREAMING TABLE s"
      }
    }
  }
}
