# Recorded by test/contract/record_results.py from PySpark 4.0.5. Not to be edited.
%{
  "recursive" => %{error: nil}
}
