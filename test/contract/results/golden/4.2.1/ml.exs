# Recorded by test/contract/record_ml_results.py from PySpark 4.2.1. Not to be edited.
%{
  "CountVectorizer" => %{
    "vocabulary" => ["spark", "v0", "v1", "v2", "w0", "w1", "w2", "w3"],
    "hash" => 8_440_356_811_778_713_196
  }
}
