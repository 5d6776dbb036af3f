# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "map_in_pandas" => %{
    common: %{plan_id: 0},
    map_partitions: %{
      func: %{
        arguments: [
          %{unresolved_attribute: %{unparsed_identifier: "id"}},
          %{unresolved_attribute: %{unparsed_identifier: "name"}}
        ],
        deterministic: true,
        function_name: "batches",
        python_udf: %{
          command: <<112, 105, 99, 107, 108, 101, 100>>,
          eval_type: 205,
          output_type: %{
            struct: %{
              fields: [
                %{data_type: %{long: %{}}, name: "n", nullable: true},
                %{data_type: %{string: %{}}, name: "s", nullable: true}
              ]
            }
          },
          python_ver: "3.11"
        }
      },
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "map_in_arrow" => %{
    common: %{plan_id: 0},
    map_partitions: %{
      func: %{
        arguments: [
          %{unresolved_attribute: %{unparsed_identifier: "id"}},
          %{unresolved_attribute: %{unparsed_identifier: "name"}}
        ],
        deterministic: true,
        function_name: "batches",
        python_udf: %{
          command: <<112, 105, 99, 107, 108, 101, 100>>,
          eval_type: 207,
          output_type: %{
            struct: %{
              fields: [
                %{data_type: %{long: %{}}, name: "n", nullable: true},
                %{data_type: %{string: %{}}, name: "s", nullable: true}
              ]
            }
          },
          python_ver: "3.11"
        }
      },
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "map_in_pandas as a barrier" => %{
    common: %{plan_id: 0},
    map_partitions: %{
      func: %{
        arguments: [
          %{unresolved_attribute: %{unparsed_identifier: "id"}},
          %{unresolved_attribute: %{unparsed_identifier: "name"}}
        ],
        deterministic: true,
        function_name: "batches",
        python_udf: %{
          command: <<112, 105, 99, 107, 108, 101, 100>>,
          eval_type: 205,
          output_type: %{
            struct: %{
              fields: [
                %{data_type: %{long: %{}}, name: "n", nullable: true},
                %{data_type: %{string: %{}}, name: "s", nullable: true}
              ]
            }
          },
          python_ver: "3.11"
        }
      },
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      is_barrier: true
    }
  },
  "map_in_arrow with a profile" => %{
    common: %{plan_id: 0},
    map_partitions: %{
      func: %{
        arguments: [
          %{unresolved_attribute: %{unparsed_identifier: "id"}},
          %{unresolved_attribute: %{unparsed_identifier: "name"}}
        ],
        deterministic: true,
        function_name: "batches",
        python_udf: %{
          command: <<112, 105, 99, 107, 108, 101, 100>>,
          eval_type: 207,
          output_type: %{
            struct: %{
              fields: [
                %{data_type: %{long: %{}}, name: "n", nullable: true},
                %{data_type: %{string: %{}}, name: "s", nullable: true}
              ]
            }
          },
          python_ver: "3.11"
        }
      },
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      profile_id: 7
    }
  }
}
