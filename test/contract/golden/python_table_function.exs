# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "call" => %{
    common: %{plan_id: 0},
    common_inline_user_defined_table_function: %{
      arguments: [%{literal: %{integer: 1}}],
      function_name: "Rows",
      python_udtf: %{
        command: <<112, 105, 99, 107, 108, 101, 100>>,
        eval_type: 300,
        python_ver: "3.11",
        return_type: %{
          struct: %{
            fields: [
              %{data_type: %{long: %{}}, name: "n", nullable: true},
              %{data_type: %{string: %{}}, name: "s", nullable: true}
            ]
          }
        }
      }
    }
  },
  "call with names" => %{
    common: %{plan_id: 0},
    common_inline_user_defined_table_function: %{
      arguments: [%{named_argument_expression: %{key: "n", value: %{literal: %{integer: 1}}}}],
      function_name: "Rows",
      python_udtf: %{
        command: <<112, 105, 99, 107, 108, 101, 100>>,
        eval_type: 300,
        python_ver: "3.11",
        return_type: %{
          struct: %{
            fields: [
              %{data_type: %{long: %{}}, name: "n", nullable: true},
              %{data_type: %{string: %{}}, name: "s", nullable: true}
            ]
          }
        }
      }
    }
  },
  "call of a deterministic one" => %{
    common: %{plan_id: 0},
    common_inline_user_defined_table_function: %{
      arguments: [%{literal: %{integer: 1}}],
      deterministic: true,
      function_name: "Rows",
      python_udtf: %{
        command: <<112, 105, 99, 107, 108, 101, 100>>,
        eval_type: 300,
        python_ver: "3.11",
        return_type: %{
          struct: %{
            fields: [
              %{data_type: %{long: %{}}, name: "n", nullable: true},
              %{data_type: %{string: %{}}, name: "s", nullable: true}
            ]
          }
        }
      }
    }
  },
  "call with Arrow" => %{
    common: %{plan_id: 0},
    common_inline_user_defined_table_function: %{
      arguments: [%{literal: %{integer: 1}}],
      function_name: "Rows",
      python_udtf: %{
        command: <<112, 105, 99, 107, 108, 101, 100>>,
        eval_type: 301,
        python_ver: "3.11",
        return_type: %{
          struct: %{
            fields: [
              %{data_type: %{long: %{}}, name: "n", nullable: true},
              %{data_type: %{string: %{}}, name: "s", nullable: true}
            ]
          }
        }
      }
    }
  },
  "call over Arrow" => %{
    common: %{plan_id: 0},
    common_inline_user_defined_table_function: %{
      arguments: [%{literal: %{integer: 1}}],
      function_name: "Rows",
      python_udtf: %{
        command: <<112, 105, 99, 107, 108, 101, 100>>,
        eval_type: 302,
        python_ver: "3.11",
        return_type: %{
          struct: %{
            fields: [
              %{data_type: %{long: %{}}, name: "n", nullable: true},
              %{data_type: %{string: %{}}, name: "s", nullable: true}
            ]
          }
        }
      }
    }
  },
  "call with a table" => %{
    common: %{plan_id: 0},
    with_relations: %{
      references: [%{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}],
      root: %{
        common: %{plan_id: 2},
        common_inline_user_defined_table_function: %{
          arguments: [
            %{
              subquery_expression: %{
                plan_id: 1,
                subquery_type: :SUBQUERY_TYPE_TABLE_ARG,
                table_arg_options: %{
                  order_spec: [
                    %{
                      child: %{unresolved_attribute: %{unparsed_identifier: "id"}},
                      direction: :SORT_DIRECTION_ASCENDING,
                      null_ordering: :SORT_NULLS_FIRST
                    }
                  ],
                  partition_spec: [%{unresolved_attribute: %{unparsed_identifier: "id"}}]
                }
              }
            }
          ],
          function_name: "Rows",
          python_udtf: %{
            command: <<112, 105, 99, 107, 108, 101, 100>>,
            eval_type: 300,
            python_ver: "3.11",
            return_type: %{
              struct: %{
                fields: [
                  %{data_type: %{long: %{}}, name: "n", nullable: true},
                  %{data_type: %{string: %{}}, name: "s", nullable: true}
                ]
              }
            }
          }
        }
      }
    }
  },
  "call of a polymorphic one" => %{
    common: %{plan_id: 0},
    with_relations: %{
      references: [%{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}],
      root: %{
        common: %{plan_id: 2},
        common_inline_user_defined_table_function: %{
          arguments: [
            %{subquery_expression: %{plan_id: 1, subquery_type: :SUBQUERY_TYPE_TABLE_ARG}}
          ],
          function_name: "Analyzed",
          python_udtf: %{
            command: <<112, 105, 99, 107, 108, 101, 100>>,
            eval_type: 300,
            python_ver: "3.11"
          }
        }
      }
    }
  },
  "lateral join" => %{
    common: %{plan_id: 0},
    lateral_join: %{
      join_type: :JOIN_TYPE_INNER,
      left: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      right: %{
        common: %{plan_id: 2},
        common_inline_user_defined_table_function: %{
          arguments: [%{unresolved_attribute: %{unparsed_identifier: "id"}}],
          function_name: "Rows",
          python_udtf: %{
            command: <<112, 105, 99, 107, 108, 101, 100>>,
            eval_type: 300,
            python_ver: "3.11",
            return_type: %{
              struct: %{
                fields: [
                  %{data_type: %{long: %{}}, name: "n", nullable: true},
                  %{data_type: %{string: %{}}, name: "s", nullable: true}
                ]
              }
            }
          }
        }
      }
    }
  },
  "register over Arrow" => %{
    register_table_function: %{
      function_name: "f",
      python_udtf: %{
        command: <<112, 105, 99, 107, 108, 101, 100>>,
        eval_type: 302,
        python_ver: "3.11",
        return_type: %{
          struct: %{
            fields: [
              %{data_type: %{long: %{}}, name: "n", nullable: true},
              %{data_type: %{string: %{}}, name: "s", nullable: true}
            ]
          }
        }
      }
    }
  }
}
