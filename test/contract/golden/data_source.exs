# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "register" => %{
    register_data_source: %{
      name: "numbers",
      python_data_source: %{command: <<112, 105, 99, 107, 108, 101, 100>>, python_ver: "3.11"}
    }
  }
}
