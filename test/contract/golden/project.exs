# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "select names" => %{
    common: %{plan_id: 0},
    project: %{
      expressions: [
        %{unresolved_attribute: %{unparsed_identifier: "id"}},
        %{unresolved_attribute: %{unparsed_identifier: "name"}}
      ],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "select one column" => %{
    common: %{plan_id: 0},
    project: %{
      expressions: [%{unresolved_attribute: %{unparsed_identifier: "id"}}],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "select nothing" => %{
    common: %{plan_id: 0},
    project: %{input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}}
  },
  "select all" => %{
    common: %{plan_id: 0},
    project: %{
      expressions: [%{unresolved_star: %{}}],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "select the fields of a struct" => %{
    common: %{plan_id: 0},
    project: %{
      expressions: [%{unresolved_star: %{unparsed_target: "address.*"}}],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "select an alias" => %{
    common: %{plan_id: 0},
    project: %{
      expressions: [
        %{alias: %{expr: %{unresolved_attribute: %{unparsed_identifier: "id"}}, name: ["key"]}},
        %{unresolved_attribute: %{unparsed_identifier: "name"}}
      ],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "select a column of the frame" => %{
    common: %{plan_id: 0},
    project: %{
      expressions: [%{unresolved_attribute: %{plan_id: 1, unparsed_identifier: "id"}}],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "select all columns of the frame" => %{
    common: %{plan_id: 0},
    project: %{
      expressions: [%{unresolved_star: %{plan_id: 1}}],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "select by regular expression" => %{
    common: %{plan_id: 0},
    project: %{
      expressions: [%{unresolved_regex: %{col_name: "`a.*`", plan_id: 1}}],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "select a metadata column" => %{
    common: %{plan_id: 0},
    project: %{
      expressions: [
        %{
          unresolved_attribute: %{
            is_metadata_column: true,
            plan_id: 1,
            unparsed_identifier: "_metadata"
          }
        }
      ],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "select_expr" => %{
    common: %{plan_id: 0},
    project: %{
      expressions: [
        %{expression_string: %{expression: "id + 1 AS next"}},
        %{expression_string: %{expression: "name"}}
      ],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "with_column" => %{
    common: %{plan_id: 0},
    with_columns: %{
      aliases: [
        %{
          expr: %{
            unresolved_function: %{
              arguments: [
                %{unresolved_attribute: %{unparsed_identifier: "id"}},
                %{literal: %{integer: 1}}
              ],
              function_name: "+"
            }
          },
          name: ["next"]
        }
      ],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "with_columns" => %{
    common: %{plan_id: 0},
    with_columns: %{
      aliases: [
        %{expr: %{unresolved_attribute: %{unparsed_identifier: "x"}}, name: ["b"]},
        %{expr: %{literal: %{integer: 1}}, name: ["a"]}
      ],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "with_columns in a row" => %{
    common: %{plan_id: 0},
    with_columns: %{
      aliases: [%{expr: %{unresolved_attribute: %{unparsed_identifier: "a"}}, name: ["b"]}],
      input: %{
        common: %{plan_id: 1},
        with_columns: %{
          aliases: [%{expr: %{literal: %{integer: 1}}, name: ["a"]}],
          input: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "t"}}}
        }
      }
    }
  },
  "with_column_renamed" => %{
    common: %{plan_id: 0},
    with_columns_renamed: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      renames: [%{col_name: "id", new_col_name: "key"}]
    }
  },
  "with_columns_renamed" => %{
    common: %{plan_id: 0},
    with_columns_renamed: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      renames: [
        %{col_name: "id", new_col_name: "key"},
        %{col_name: "name", new_col_name: "label"}
      ]
    }
  },
  "with_metadata" => %{
    common: %{plan_id: 0},
    with_columns: %{
      aliases: [
        %{
          expr: %{unresolved_attribute: %{plan_id: 1, unparsed_identifier: "id"}},
          metadata: "{\"unit\": \"mile\", \"tags\": [1, 2.5, true, null]}",
          name: ["id"]
        }
      ],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "drop names" => %{
    common: %{plan_id: 0},
    drop: %{
      column_names: ["id", "name"],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "drop a column" => %{
    common: %{plan_id: 0},
    drop: %{
      columns: [%{unresolved_attribute: %{plan_id: 1, unparsed_identifier: "id"}}],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "drop names and columns" => %{
    common: %{plan_id: 0},
    drop: %{
      column_names: ["id"],
      columns: [%{unresolved_attribute: %{unparsed_identifier: "name"}}],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "to_df" => %{
    common: %{plan_id: 0},
    to_df: %{
      column_names: ["a", "b"],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "to" => %{
    common: %{plan_id: 0},
    to_schema: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      schema: %{
        struct: %{
          fields: [
            %{data_type: %{long: %{}}, name: "id", nullable: true},
            %{data_type: %{string: %{}}, name: "n"}
          ]
        }
      }
    }
  }
}
