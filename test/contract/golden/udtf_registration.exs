# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "register" => %{
    register_table_function: %{
      function_name: "f",
      python_udtf: %{
        command: <<112, 105, 99, 107, 108, 101, 100>>,
        eval_type: 300,
        python_ver: "3.11",
        return_type: %{struct: %{fields: [%{data_type: %{long: %{}}, name: "n", nullable: true}]}}
      }
    }
  },
  "register what is deterministic" => %{
    register_table_function: %{
      deterministic: true,
      function_name: "f",
      python_udtf: %{
        command: <<112, 105, 99, 107, 108, 101, 100>>,
        eval_type: 301,
        python_ver: "3.11",
        return_type: %{struct: %{fields: [%{data_type: %{long: %{}}, name: "n", nullable: true}]}}
      }
    }
  }
}
