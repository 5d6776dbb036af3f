# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "rows" => %{
    common: %{plan_id: 0},
    group_map: %{
      func: %{
        arguments: [
          %{unresolved_attribute: %{unparsed_identifier: "id"}},
          %{unresolved_attribute: %{unparsed_identifier: "name"}}
        ],
        deterministic: true,
        function_name: "transformWithStateUDF",
        python_udf: %{
          command: <<112, 105, 99, 107, 108, 101, 100>>,
          eval_type: 213,
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
      grouping_expressions: [%{unresolved_attribute: %{unparsed_identifier: "id"}}],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      output_mode: "Update",
      transform_with_state_info: %{
        output_schema: %{
          struct: %{
            fields: [
              %{data_type: %{long: %{}}, name: "n", nullable: true},
              %{data_type: %{string: %{}}, name: "s", nullable: true}
            ]
          }
        },
        time_mode: "None"
      }
    }
  },
  "rows by event time" => %{
    common: %{plan_id: 0},
    group_map: %{
      func: %{
        arguments: [
          %{unresolved_attribute: %{unparsed_identifier: "id"}},
          %{unresolved_attribute: %{unparsed_identifier: "name"}}
        ],
        deterministic: true,
        function_name: "transformWithStateUDF",
        python_udf: %{
          command: <<112, 105, 99, 107, 108, 101, 100>>,
          eval_type: 213,
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
      grouping_expressions: [%{unresolved_attribute: %{unparsed_identifier: "id"}}],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      output_mode: "Append",
      transform_with_state_info: %{
        event_time_column_name: "at",
        output_schema: %{
          struct: %{
            fields: [
              %{data_type: %{long: %{}}, name: "n", nullable: true},
              %{data_type: %{string: %{}}, name: "s", nullable: true}
            ]
          }
        },
        time_mode: "EventTime"
      }
    }
  },
  "rows with initial state" => %{
    common: %{plan_id: 0},
    group_map: %{
      func: %{
        arguments: [
          %{unresolved_attribute: %{unparsed_identifier: "id"}},
          %{unresolved_attribute: %{unparsed_identifier: "name"}}
        ],
        deterministic: true,
        function_name: "transformWithStateWithInitStateUDF",
        python_udf: %{
          command: <<112, 105, 99, 107, 108, 101, 100>>,
          eval_type: 214,
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
      grouping_expressions: [%{unresolved_attribute: %{unparsed_identifier: "id"}}],
      initial_grouping_expressions: [%{unresolved_attribute: %{unparsed_identifier: "id"}}],
      initial_input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "u"}}},
      input: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "t"}}},
      output_mode: "Update",
      transform_with_state_info: %{
        output_schema: %{
          struct: %{
            fields: [
              %{data_type: %{long: %{}}, name: "n", nullable: true},
              %{data_type: %{string: %{}}, name: "s", nullable: true}
            ]
          }
        },
        time_mode: "ProcessingTime"
      }
    }
  },
  "pandas" => %{
    common: %{plan_id: 0},
    group_map: %{
      func: %{
        arguments: [
          %{unresolved_attribute: %{unparsed_identifier: "id"}},
          %{unresolved_attribute: %{unparsed_identifier: "name"}}
        ],
        deterministic: true,
        function_name: "transformWithStateUDF",
        python_udf: %{
          command: <<112, 105, 99, 107, 108, 101, 100>>,
          eval_type: 211,
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
      grouping_expressions: [%{unresolved_attribute: %{unparsed_identifier: "id"}}],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      output_mode: "Update",
      transform_with_state_info: %{
        output_schema: %{
          struct: %{
            fields: [
              %{data_type: %{long: %{}}, name: "n", nullable: true},
              %{data_type: %{string: %{}}, name: "s", nullable: true}
            ]
          }
        },
        time_mode: "None"
      }
    }
  },
  "pandas by event time" => %{
    common: %{plan_id: 0},
    group_map: %{
      func: %{
        arguments: [
          %{unresolved_attribute: %{unparsed_identifier: "id"}},
          %{unresolved_attribute: %{unparsed_identifier: "name"}}
        ],
        deterministic: true,
        function_name: "transformWithStateUDF",
        python_udf: %{
          command: <<112, 105, 99, 107, 108, 101, 100>>,
          eval_type: 211,
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
      grouping_expressions: [%{unresolved_attribute: %{unparsed_identifier: "id"}}],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      output_mode: "Append",
      transform_with_state_info: %{
        event_time_column_name: "at",
        output_schema: %{
          struct: %{
            fields: [
              %{data_type: %{long: %{}}, name: "n", nullable: true},
              %{data_type: %{string: %{}}, name: "s", nullable: true}
            ]
          }
        },
        time_mode: "EventTime"
      }
    }
  },
  "pandas with initial state" => %{
    common: %{plan_id: 0},
    group_map: %{
      func: %{
        arguments: [
          %{unresolved_attribute: %{unparsed_identifier: "id"}},
          %{unresolved_attribute: %{unparsed_identifier: "name"}}
        ],
        deterministic: true,
        function_name: "transformWithStateWithInitStateUDF",
        python_udf: %{
          command: <<112, 105, 99, 107, 108, 101, 100>>,
          eval_type: 212,
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
      grouping_expressions: [%{unresolved_attribute: %{unparsed_identifier: "id"}}],
      initial_grouping_expressions: [%{unresolved_attribute: %{unparsed_identifier: "id"}}],
      initial_input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "u"}}},
      input: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "t"}}},
      output_mode: "Update",
      transform_with_state_info: %{
        output_schema: %{
          struct: %{
            fields: [
              %{data_type: %{long: %{}}, name: "n", nullable: true},
              %{data_type: %{string: %{}}, name: "s", nullable: true}
            ]
          }
        },
        time_mode: "ProcessingTime"
      }
    }
  }
}
