# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "register_java_function" => %{
    register_function: %{function_name: "f", java_udf: %{class_name: "com.example.F"}}
  },
  "register_java_function of a type" => %{
    register_function: %{
      function_name: "f",
      java_udf: %{class_name: "com.example.F", output_type: %{long: %{}}}
    }
  },
  "register_java_udaf" => %{
    register_function: %{
      function_name: "f",
      java_udf: %{aggregate: true, class_name: "com.example.F"}
    }
  },
  "register" => %{
    register_function: %{
      deterministic: true,
      function_name: "f",
      python_udf: %{
        command: <<112, 105, 99, 107, 108, 101, 100>>,
        eval_type: 100,
        output_type: %{string: %{}},
        python_ver: "3.11"
      }
    }
  },
  "register with a type" => %{
    register_function: %{
      deterministic: true,
      function_name: "f",
      python_udf: %{
        command: <<112, 105, 99, 107, 108, 101, 100>>,
        eval_type: 100,
        output_type: %{long: %{}},
        python_ver: "3.11"
      }
    }
  },
  "register with everything" => %{
    register_function: %{
      function_name: "f",
      python_udf: %{
        command: <<112, 105, 99, 107, 108, 101, 100>>,
        eval_type: 100,
        output_type: %{long: %{}},
        python_ver: "3.11"
      }
    }
  }
}
