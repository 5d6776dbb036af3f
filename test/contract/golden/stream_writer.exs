# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "start" => %{
    write_stream_operation_start: %{
      input: %{
        common: %{plan_id: 0},
        read: %{is_streaming: true, named_table: %{unparsed_identifier: "t"}}
      },
      path: "p"
    }
  },
  "start without a path" => %{
    write_stream_operation_start: %{
      format: "console",
      input: %{
        common: %{plan_id: 0},
        read: %{is_streaming: true, named_table: %{unparsed_identifier: "t"}}
      }
    }
  },
  "to_table" => %{
    write_stream_operation_start: %{
      input: %{
        common: %{plan_id: 0},
        read: %{is_streaming: true, named_table: %{unparsed_identifier: "t"}}
      },
      table_name: "db.t"
    }
  },
  "start with everything" => %{
    write_stream_operation_start: %{
      format: "csv",
      input: %{
        common: %{plan_id: 0},
        read: %{is_streaming: true, named_table: %{unparsed_identifier: "t"}}
      },
      options: %{"checkpointLocation" => "c", "header" => "true"},
      output_mode: "append",
      partitioning_column_names: ["a", "b"],
      path: "p",
      query_name: "q"
    }
  },
  "to_table with everything" => %{
    write_stream_operation_start: %{
      format: "parquet",
      input: %{
        common: %{plan_id: 0},
        read: %{is_streaming: true, named_table: %{unparsed_identifier: "t"}}
      },
      options: %{"checkpointLocation" => "c"},
      output_mode: "append",
      partitioning_column_names: ["a"],
      query_name: "q",
      table_name: "t"
    }
  },
  "output mode append" => %{
    write_stream_operation_start: %{
      input: %{
        common: %{plan_id: 0},
        read: %{is_streaming: true, named_table: %{unparsed_identifier: "t"}}
      },
      output_mode: "append"
    }
  },
  "output mode update" => %{
    write_stream_operation_start: %{
      input: %{
        common: %{plan_id: 0},
        read: %{is_streaming: true, named_table: %{unparsed_identifier: "t"}}
      },
      output_mode: "update"
    }
  },
  "output mode complete" => %{
    write_stream_operation_start: %{
      input: %{
        common: %{plan_id: 0},
        read: %{is_streaming: true, named_table: %{unparsed_identifier: "t"}}
      },
      output_mode: "complete"
    }
  },
  "processing time" => %{
    write_stream_operation_start: %{
      input: %{
        common: %{plan_id: 0},
        read: %{is_streaming: true, named_table: %{unparsed_identifier: "t"}}
      },
      processing_time_interval: "5 seconds"
    }
  },
  "available now" => %{
    write_stream_operation_start: %{
      available_now: true,
      input: %{
        common: %{plan_id: 0},
        read: %{is_streaming: true, named_table: %{unparsed_identifier: "t"}}
      }
    }
  },
  "once" => %{
    write_stream_operation_start: %{
      input: %{
        common: %{plan_id: 0},
        read: %{is_streaming: true, named_table: %{unparsed_identifier: "t"}}
      },
      once: true
    }
  },
  "continuous" => %{
    write_stream_operation_start: %{
      continuous_checkpoint_interval: "1 second",
      input: %{
        common: %{plan_id: 0},
        read: %{is_streaming: true, named_table: %{unparsed_identifier: "t"}}
      }
    }
  },
  "query_name" => %{
    write_stream_operation_start: %{
      input: %{
        common: %{plan_id: 0},
        read: %{is_streaming: true, named_table: %{unparsed_identifier: "t"}}
      },
      query_name: "q"
    }
  },
  "partition_by" => %{
    write_stream_operation_start: %{
      input: %{
        common: %{plan_id: 0},
        read: %{is_streaming: true, named_table: %{unparsed_identifier: "t"}}
      },
      partitioning_column_names: ["a", "b"],
      path: "p"
    }
  },
  "cluster_by" => %{
    write_stream_operation_start: %{
      clustering_column_names: ["a", "b"],
      input: %{
        common: %{plan_id: 0},
        read: %{is_streaming: true, named_table: %{unparsed_identifier: "t"}}
      },
      table_name: "t"
    }
  },
  "options" => %{
    write_stream_operation_start: %{
      input: %{
        common: %{plan_id: 0},
        read: %{is_streaming: true, named_table: %{unparsed_identifier: "t"}}
      },
      options: %{"a" => "1", "b" => "true"}
    }
  }
}
