# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "of rows" => %{
    common_inline_user_defined_function: %{
      arguments: [%{unresolved_attribute: %{unparsed_identifier: "id"}}],
      deterministic: true,
      function_name: "plus_one",
      python_udf: %{
        command: <<112, 105, 99, 107, 108, 101, 100>>,
        eval_type: 100,
        output_type: %{long: %{}},
        python_ver: "3.11"
      }
    }
  },
  "of rows by Arrow" => %{
    common_inline_user_defined_function: %{
      arguments: [%{unresolved_attribute: %{unparsed_identifier: "id"}}],
      deterministic: true,
      function_name: "plus_one",
      python_udf: %{
        command: <<112, 105, 99, 107, 108, 101, 100>>,
        eval_type: 101,
        output_type: %{long: %{}},
        python_ver: "3.11"
      }
    }
  },
  "lambda" => %{
    common_inline_user_defined_function: %{
      arguments: [%{unresolved_attribute: %{unparsed_identifier: "id"}}],
      deterministic: true,
      function_name: "<lambda>",
      python_udf: %{
        command: <<112, 105, 99, 107, 108, 101, 100>>,
        eval_type: 100,
        output_type: %{string: %{}},
        python_ver: "3.11"
      }
    }
  },
  "of no arguments" => %{
    common_inline_user_defined_function: %{
      deterministic: true,
      function_name: "plus_one",
      python_udf: %{
        command: <<112, 105, 99, 107, 108, 101, 100>>,
        eval_type: 100,
        output_type: %{long: %{}},
        python_ver: "3.11"
      }
    }
  },
  "of columns and names" => %{
    common_inline_user_defined_function: %{
      arguments: [
        %{
          unresolved_function: %{
            arguments: [
              %{unresolved_attribute: %{unparsed_identifier: "id"}},
              %{literal: %{integer: 1}}
            ],
            function_name: "+"
          }
        },
        %{named_argument_expression: %{key: "x", value: %{literal: %{integer: 2}}}},
        %{
          named_argument_expression: %{
            key: "y",
            value: %{unresolved_attribute: %{unparsed_identifier: "z"}}
          }
        }
      ],
      deterministic: true,
      function_name: "plus_one",
      python_udf: %{
        command: <<112, 105, 99, 107, 108, 101, 100>>,
        eval_type: 100,
        output_type: %{long: %{}},
        python_ver: "3.11"
      }
    }
  },
  "nondeterministic" => %{
    common_inline_user_defined_function: %{
      arguments: [%{unresolved_attribute: %{unparsed_identifier: "id"}}],
      function_name: "plus_one",
      python_udf: %{
        command: <<112, 105, 99, 107, 108, 101, 100>>,
        eval_type: 100,
        output_type: %{long: %{}},
        python_ver: "3.11"
      }
    }
  },
  "of pandas" => %{
    common_inline_user_defined_function: %{
      arguments: [%{unresolved_attribute: %{unparsed_identifier: "id"}}],
      deterministic: true,
      function_name: "series",
      python_udf: %{
        command: <<112, 105, 99, 107, 108, 101, 100>>,
        eval_type: 200,
        output_type: %{long: %{}},
        python_ver: "3.11"
      }
    }
  },
  "of iterators of pandas" => %{
    common_inline_user_defined_function: %{
      arguments: [%{unresolved_attribute: %{unparsed_identifier: "id"}}],
      deterministic: true,
      function_name: "series_iterator",
      python_udf: %{
        command: <<112, 105, 99, 107, 108, 101, 100>>,
        eval_type: 204,
        output_type: %{long: %{}},
        python_ver: "3.11"
      }
    }
  },
  "aggregate of pandas" => %{
    common_inline_user_defined_function: %{
      arguments: [%{unresolved_attribute: %{unparsed_identifier: "id"}}],
      deterministic: true,
      function_name: "series_aggregate",
      python_udf: %{
        command: <<112, 105, 99, 107, 108, 101, 100>>,
        eval_type: 202,
        output_type: %{long: %{}},
        python_ver: "3.11"
      }
    }
  },
  "of Arrow" => %{
    common_inline_user_defined_function: %{
      arguments: [%{unresolved_attribute: %{unparsed_identifier: "id"}}],
      deterministic: true,
      function_name: "array",
      python_udf: %{
        command: <<112, 105, 99, 107, 108, 101, 100>>,
        eval_type: 250,
        output_type: %{long: %{}},
        python_ver: "3.11"
      }
    }
  },
  "of iterators of Arrow" => %{
    common_inline_user_defined_function: %{
      arguments: [%{unresolved_attribute: %{unparsed_identifier: "id"}}],
      deterministic: true,
      function_name: "array_iterator",
      python_udf: %{
        command: <<112, 105, 99, 107, 108, 101, 100>>,
        eval_type: 251,
        output_type: %{long: %{}},
        python_ver: "3.11"
      }
    }
  },
  "aggregate of Arrow" => %{
    common_inline_user_defined_function: %{
      arguments: [%{unresolved_attribute: %{unparsed_identifier: "id"}}],
      deterministic: true,
      function_name: "array_aggregate",
      python_udf: %{
        command: <<112, 105, 99, 107, 108, 101, 100>>,
        eval_type: 252,
        output_type: %{long: %{}},
        python_ver: "3.11"
      }
    }
  },
  "over a window" => %{
    window: %{
      partition_spec: [%{unresolved_attribute: %{unparsed_identifier: "k"}}],
      window_function: %{
        common_inline_user_defined_function: %{
          arguments: [%{unresolved_attribute: %{unparsed_identifier: "id"}}],
          deterministic: true,
          function_name: "series_aggregate",
          python_udf: %{
            command: <<112, 105, 99, 107, 108, 101, 100>>,
            eval_type: 202,
            output_type: %{long: %{}},
            python_ver: "3.11"
          }
        }
      }
    }
  },
  "of a nested type" => %{
    common_inline_user_defined_function: %{
      arguments: [%{unresolved_attribute: %{unparsed_identifier: "id"}}],
      deterministic: true,
      function_name: "plus_one",
      python_udf: %{
        command: <<112, 105, 99, 107, 108, 101, 100>>,
        eval_type: 100,
        output_type: %{
          array: %{contains_null: true, element_type: %{decimal: %{precision: 10, scale: 2}}}
        },
        python_ver: "3.11"
      }
    }
  }
}
