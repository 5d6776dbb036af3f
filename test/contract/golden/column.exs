# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "col" => %{unresolved_attribute: %{unparsed_identifier: "a"}},
  "col of a qualified name" => %{unresolved_attribute: %{unparsed_identifier: "t.`a b`"}},
  "star" => %{unresolved_star: %{}},
  "star of a struct" => %{unresolved_star: %{unparsed_target: "a.*"}},
  "expr" => %{expression_string: %{expression: "a + 1"}},
  "eq" => %{
    unresolved_function: %{
      arguments: [
        %{unresolved_attribute: %{unparsed_identifier: "a"}},
        %{unresolved_attribute: %{unparsed_identifier: "b"}}
      ],
      function_name: "=="
    }
  },
  "eq with a value" => %{
    unresolved_function: %{
      arguments: [
        %{unresolved_attribute: %{unparsed_identifier: "a"}},
        %{literal: %{string: "x"}}
      ],
      function_name: "=="
    }
  },
  "neq" => %{
    unresolved_function: %{
      arguments: [
        %{
          unresolved_function: %{
            arguments: [
              %{unresolved_attribute: %{unparsed_identifier: "a"}},
              %{unresolved_attribute: %{unparsed_identifier: "b"}}
            ],
            function_name: "=="
          }
        }
      ],
      function_name: "not"
    }
  },
  "gt" => %{
    unresolved_function: %{
      arguments: [%{unresolved_attribute: %{unparsed_identifier: "a"}}, %{literal: %{integer: 1}}],
      function_name: ">"
    }
  },
  "gte" => %{
    unresolved_function: %{
      arguments: [%{unresolved_attribute: %{unparsed_identifier: "a"}}, %{literal: %{integer: 1}}],
      function_name: ">="
    }
  },
  "lt" => %{
    unresolved_function: %{
      arguments: [%{unresolved_attribute: %{unparsed_identifier: "a"}}, %{literal: %{integer: 1}}],
      function_name: "<"
    }
  },
  "lte" => %{
    unresolved_function: %{
      arguments: [%{unresolved_attribute: %{unparsed_identifier: "a"}}, %{literal: %{integer: 1}}],
      function_name: "<="
    }
  },
  "eq_null_safe" => %{
    unresolved_function: %{
      arguments: [
        %{unresolved_attribute: %{unparsed_identifier: "a"}},
        %{literal: %{null: %{null: %{}}}}
      ],
      function_name: "<=>"
    }
  },
  "and" => %{
    unresolved_function: %{
      arguments: [
        %{unresolved_attribute: %{unparsed_identifier: "a"}},
        %{unresolved_attribute: %{unparsed_identifier: "b"}}
      ],
      function_name: "and"
    }
  },
  "or" => %{
    unresolved_function: %{
      arguments: [
        %{unresolved_attribute: %{unparsed_identifier: "a"}},
        %{unresolved_attribute: %{unparsed_identifier: "b"}}
      ],
      function_name: "or"
    }
  },
  "not" => %{
    unresolved_function: %{
      arguments: [%{unresolved_attribute: %{unparsed_identifier: "a"}}],
      function_name: "not"
    }
  },
  "plus" => %{
    unresolved_function: %{
      arguments: [%{unresolved_attribute: %{unparsed_identifier: "a"}}, %{literal: %{integer: 1}}],
      function_name: "+"
    }
  },
  "plus on the left" => %{
    unresolved_function: %{
      arguments: [%{literal: %{integer: 1}}, %{unresolved_attribute: %{unparsed_identifier: "a"}}],
      function_name: "+"
    }
  },
  "minus" => %{
    unresolved_function: %{
      arguments: [
        %{unresolved_attribute: %{unparsed_identifier: "a"}},
        %{unresolved_attribute: %{unparsed_identifier: "b"}}
      ],
      function_name: "-"
    }
  },
  "minus on the left" => %{
    unresolved_function: %{
      arguments: [%{literal: %{integer: 1}}, %{unresolved_attribute: %{unparsed_identifier: "a"}}],
      function_name: "-"
    }
  },
  "multiply" => %{
    unresolved_function: %{
      arguments: [%{unresolved_attribute: %{unparsed_identifier: "a"}}, %{literal: %{integer: 2}}],
      function_name: "*"
    }
  },
  "divide" => %{
    unresolved_function: %{
      arguments: [%{unresolved_attribute: %{unparsed_identifier: "a"}}, %{literal: %{integer: 2}}],
      function_name: "/"
    }
  },
  "divide on the left" => %{
    unresolved_function: %{
      arguments: [%{literal: %{integer: 1}}, %{unresolved_attribute: %{unparsed_identifier: "a"}}],
      function_name: "/"
    }
  },
  "mod" => %{
    unresolved_function: %{
      arguments: [%{unresolved_attribute: %{unparsed_identifier: "a"}}, %{literal: %{integer: 2}}],
      function_name: "%"
    }
  },
  "negate" => %{
    unresolved_function: %{
      arguments: [%{unresolved_attribute: %{unparsed_identifier: "a"}}],
      function_name: "negative"
    }
  },
  "bitwise_and" => %{
    unresolved_function: %{
      arguments: [%{unresolved_attribute: %{unparsed_identifier: "a"}}, %{literal: %{integer: 1}}],
      function_name: "&"
    }
  },
  "bitwise_or" => %{
    unresolved_function: %{
      arguments: [%{unresolved_attribute: %{unparsed_identifier: "a"}}, %{literal: %{integer: 1}}],
      function_name: "|"
    }
  },
  "bitwise_xor" => %{
    unresolved_function: %{
      arguments: [
        %{unresolved_attribute: %{unparsed_identifier: "a"}},
        %{unresolved_attribute: %{unparsed_identifier: "b"}}
      ],
      function_name: "^"
    }
  },
  "is_null" => %{
    unresolved_function: %{
      arguments: [%{unresolved_attribute: %{unparsed_identifier: "a"}}],
      function_name: "isNull"
    }
  },
  "is_not_null" => %{
    unresolved_function: %{
      arguments: [%{unresolved_attribute: %{unparsed_identifier: "a"}}],
      function_name: "isNotNull"
    }
  },
  "is_nan" => %{
    unresolved_function: %{
      arguments: [%{unresolved_attribute: %{unparsed_identifier: "a"}}],
      function_name: "isNaN"
    }
  },
  "contains" => %{
    unresolved_function: %{
      arguments: [
        %{unresolved_attribute: %{unparsed_identifier: "a"}},
        %{literal: %{string: "x"}}
      ],
      function_name: "contains"
    }
  },
  "starts_with" => %{
    unresolved_function: %{
      arguments: [
        %{unresolved_attribute: %{unparsed_identifier: "a"}},
        %{literal: %{string: "x"}}
      ],
      function_name: "startsWith"
    }
  },
  "ends_with" => %{
    unresolved_function: %{
      arguments: [
        %{unresolved_attribute: %{unparsed_identifier: "a"}},
        %{unresolved_attribute: %{unparsed_identifier: "b"}}
      ],
      function_name: "endsWith"
    }
  },
  "like" => %{
    unresolved_function: %{
      arguments: [
        %{unresolved_attribute: %{unparsed_identifier: "a"}},
        %{literal: %{string: "x%"}}
      ],
      function_name: "like"
    }
  },
  "ilike" => %{
    unresolved_function: %{
      arguments: [
        %{unresolved_attribute: %{unparsed_identifier: "a"}},
        %{literal: %{string: "x%"}}
      ],
      function_name: "ilike"
    }
  },
  "rlike" => %{
    unresolved_function: %{
      arguments: [
        %{unresolved_attribute: %{unparsed_identifier: "a"}},
        %{literal: %{string: "^x"}}
      ],
      function_name: "rlike"
    }
  },
  "isin" => %{
    unresolved_function: %{
      arguments: [
        %{unresolved_attribute: %{unparsed_identifier: "a"}},
        %{literal: %{integer: 1}},
        %{literal: %{integer: 2}},
        %{literal: %{integer: 3}}
      ],
      function_name: "in"
    }
  },
  "isin nothing" => %{
    unresolved_function: %{
      arguments: [%{unresolved_attribute: %{unparsed_identifier: "a"}}],
      function_name: "in"
    }
  },
  "between" => %{
    unresolved_function: %{
      arguments: [
        %{
          unresolved_function: %{
            arguments: [
              %{unresolved_attribute: %{unparsed_identifier: "a"}},
              %{literal: %{integer: 1}}
            ],
            function_name: ">="
          }
        },
        %{
          unresolved_function: %{
            arguments: [
              %{unresolved_attribute: %{unparsed_identifier: "a"}},
              %{unresolved_attribute: %{unparsed_identifier: "b"}}
            ],
            function_name: "<="
          }
        }
      ],
      function_name: "and"
    }
  },
  "substr" => %{
    unresolved_function: %{
      arguments: [
        %{unresolved_attribute: %{unparsed_identifier: "a"}},
        %{literal: %{integer: 1}},
        %{literal: %{integer: 3}}
      ],
      function_name: "substr"
    }
  },
  "cast to a name" => %{
    cast: %{expr: %{unresolved_attribute: %{unparsed_identifier: "a"}}, type_str: "string"}
  },
  "cast to a type" => %{
    cast: %{expr: %{unresolved_attribute: %{unparsed_identifier: "a"}}, type: %{long: %{}}}
  },
  "try_cast" => %{
    cast: %{
      eval_mode: :EVAL_MODE_TRY,
      expr: %{unresolved_attribute: %{unparsed_identifier: "a"}},
      type_str: "int"
    }
  },
  "asc" => %{
    sort_order: %{
      child: %{unresolved_attribute: %{unparsed_identifier: "a"}},
      direction: :SORT_DIRECTION_ASCENDING,
      null_ordering: :SORT_NULLS_FIRST
    }
  },
  "asc_nulls_first" => %{
    sort_order: %{
      child: %{unresolved_attribute: %{unparsed_identifier: "a"}},
      direction: :SORT_DIRECTION_ASCENDING,
      null_ordering: :SORT_NULLS_FIRST
    }
  },
  "asc_nulls_last" => %{
    sort_order: %{
      child: %{unresolved_attribute: %{unparsed_identifier: "a"}},
      direction: :SORT_DIRECTION_ASCENDING,
      null_ordering: :SORT_NULLS_LAST
    }
  },
  "desc" => %{
    sort_order: %{
      child: %{unresolved_attribute: %{unparsed_identifier: "a"}},
      direction: :SORT_DIRECTION_DESCENDING,
      null_ordering: :SORT_NULLS_LAST
    }
  },
  "desc_nulls_first" => %{
    sort_order: %{
      child: %{unresolved_attribute: %{unparsed_identifier: "a"}},
      direction: :SORT_DIRECTION_DESCENDING,
      null_ordering: :SORT_NULLS_FIRST
    }
  },
  "desc_nulls_last" => %{
    sort_order: %{
      child: %{unresolved_attribute: %{unparsed_identifier: "a"}},
      direction: :SORT_DIRECTION_DESCENDING,
      null_ordering: :SORT_NULLS_LAST
    }
  },
  "alias" => %{alias: %{expr: %{unresolved_attribute: %{unparsed_identifier: "a"}}, name: ["x"]}},
  "alias with several names" => %{
    alias: %{expr: %{unresolved_attribute: %{unparsed_identifier: "a"}}, name: ["x", "y"]}
  },
  "alias with metadata" => %{
    alias: %{
      expr: %{unresolved_attribute: %{unparsed_identifier: "a"}},
      metadata: "{\"unit\": \"mile\"}",
      name: ["x"]
    }
  },
  "when and otherwise" => %{
    unresolved_function: %{
      arguments: [
        %{
          unresolved_function: %{
            arguments: [
              %{unresolved_attribute: %{unparsed_identifier: "a"}},
              %{literal: %{integer: 1}}
            ],
            function_name: ">"
          }
        },
        %{literal: %{string: "x"}},
        %{
          unresolved_function: %{
            arguments: [
              %{unresolved_attribute: %{unparsed_identifier: "a"}},
              %{literal: %{integer: 0}}
            ],
            function_name: ">"
          }
        },
        %{unresolved_attribute: %{unparsed_identifier: "b"}},
        %{literal: %{null: %{null: %{}}}}
      ],
      function_name: "when"
    }
  },
  "when without otherwise" => %{
    unresolved_function: %{
      arguments: [%{unresolved_attribute: %{unparsed_identifier: "a"}}, %{literal: %{integer: 1}}],
      function_name: "when"
    }
  },
  "get_item by key" => %{
    unresolved_extract_value: %{
      child: %{unresolved_attribute: %{unparsed_identifier: "a"}},
      extraction: %{literal: %{string: "x"}}
    }
  },
  "get_item by index" => %{
    unresolved_extract_value: %{
      child: %{unresolved_attribute: %{unparsed_identifier: "a"}},
      extraction: %{literal: %{integer: 0}}
    }
  },
  "get_item by column" => %{
    unresolved_extract_value: %{
      child: %{unresolved_attribute: %{unparsed_identifier: "a"}},
      extraction: %{unresolved_attribute: %{unparsed_identifier: "b"}}
    }
  },
  "get_field" => %{
    unresolved_extract_value: %{
      child: %{unresolved_attribute: %{unparsed_identifier: "a"}},
      extraction: %{literal: %{string: "x"}}
    }
  },
  "with_field" => %{
    update_fields: %{
      field_name: "x",
      struct_expression: %{unresolved_attribute: %{unparsed_identifier: "a"}},
      value_expression: %{literal: %{integer: 1}}
    }
  },
  "drop_fields" => %{
    update_fields: %{
      field_name: "y",
      struct_expression: %{
        update_fields: %{
          field_name: "x",
          struct_expression: %{unresolved_attribute: %{unparsed_identifier: "a"}}
        }
      }
    }
  }
}
