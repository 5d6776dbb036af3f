# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "explode" => %{
    common: %{plan_id: 0},
    unresolved_table_valued_function: %{
      arguments: [
        %{
          unresolved_function: %{
            arguments: [%{literal: %{integer: 1}}, %{literal: %{integer: 2}}],
            function_name: "array"
          }
        }
      ],
      function_name: "explode"
    }
  },
  "explode_outer" => %{
    common: %{plan_id: 0},
    unresolved_table_valued_function: %{
      arguments: [
        %{
          unresolved_function: %{
            arguments: [%{literal: %{integer: 1}}, %{literal: %{integer: 2}}],
            function_name: "array"
          }
        }
      ],
      function_name: "explode_outer"
    }
  },
  "posexplode" => %{
    common: %{plan_id: 0},
    unresolved_table_valued_function: %{
      arguments: [
        %{
          unresolved_function: %{
            arguments: [%{literal: %{integer: 1}}, %{literal: %{integer: 2}}],
            function_name: "array"
          }
        }
      ],
      function_name: "posexplode"
    }
  },
  "posexplode_outer" => %{
    common: %{plan_id: 0},
    unresolved_table_valued_function: %{
      arguments: [
        %{
          unresolved_function: %{
            arguments: [%{literal: %{integer: 1}}, %{literal: %{integer: 2}}],
            function_name: "array"
          }
        }
      ],
      function_name: "posexplode_outer"
    }
  },
  "inline" => %{
    common: %{plan_id: 0},
    unresolved_table_valued_function: %{
      arguments: [%{unresolved_attribute: %{unparsed_identifier: "a"}}],
      function_name: "inline"
    }
  },
  "inline_outer" => %{
    common: %{plan_id: 0},
    unresolved_table_valued_function: %{
      arguments: [%{unresolved_attribute: %{unparsed_identifier: "a"}}],
      function_name: "inline_outer"
    }
  },
  "variant_explode" => %{
    common: %{plan_id: 0},
    unresolved_table_valued_function: %{
      arguments: [
        %{
          unresolved_function: %{
            arguments: [%{literal: %{string: "[1]"}}],
            function_name: "parse_json"
          }
        }
      ],
      function_name: "variant_explode"
    }
  },
  "variant_explode_outer" => %{
    common: %{plan_id: 0},
    unresolved_table_valued_function: %{
      arguments: [%{unresolved_attribute: %{unparsed_identifier: "a"}}],
      function_name: "variant_explode_outer"
    }
  },
  "collations" => %{
    common: %{plan_id: 0},
    unresolved_table_valued_function: %{function_name: "collations"}
  },
  "sql_keywords" => %{
    common: %{plan_id: 0},
    unresolved_table_valued_function: %{function_name: "sql_keywords"}
  },
  "python_worker_logs" => %{
    common: %{plan_id: 0},
    unresolved_table_valued_function: %{function_name: "python_worker_logs"}
  },
  "json_tuple" => %{
    common: %{plan_id: 0},
    unresolved_table_valued_function: %{
      arguments: [
        %{literal: %{string: "{}"}},
        %{literal: %{string: "a"}},
        %{literal: %{string: "b"}}
      ],
      function_name: "json_tuple"
    }
  },
  "stack" => %{
    common: %{plan_id: 0},
    unresolved_table_valued_function: %{
      arguments: [
        %{literal: %{integer: 2}},
        %{literal: %{integer: 1}},
        %{literal: %{integer: 2}},
        %{literal: %{integer: 3}},
        %{literal: %{integer: 4}}
      ],
      function_name: "stack"
    }
  },
  "range to" => %{common: %{plan_id: 0}, range: %{end: 10, start: 0, step: 1}},
  "range" => %{common: %{plan_id: 0}, range: %{end: 10, num_partitions: 4, start: 0, step: 2}}
}
