# Recorded by test/contract/record_results.py from PySpark 4.0.5. Not to be edited.
%{
  "time" => %{error: "UNSUPPORTED_TYPED_LITERAL"},
  "time of whole seconds" => %{error: "UNSUPPORTED_DATATYPE"}
}
