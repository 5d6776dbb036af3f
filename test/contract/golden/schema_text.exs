# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "version" => %{spark_version: %{}},
  "parse_ddl" => %{ddl_parse: %{ddl_string: "id INT"}},
  "json_to_ddl" => %{json_to_ddl: %{json_string: "{}"}}
}
