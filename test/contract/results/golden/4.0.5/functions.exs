# Recorded by test/contract/record_results.py from PySpark 4.0.5. Not to be edited.
%{
  "more strings" => %{error: "UNRESOLVED_ROUTINE"}
}
