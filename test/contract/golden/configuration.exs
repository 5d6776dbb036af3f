# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "get" => %{operation: %{get: %{keys: ["a"]}}},
  "get with a default" => %{operation: %{get_with_default: %{pairs: [%{key: "a", value: "b"}]}}},
  "get without a default" => %{operation: %{get_with_default: %{pairs: [%{key: "a"}]}}},
  "get_all" => %{operation: %{get_all: %{}}},
  "set" => %{operation: %{set: %{pairs: [%{key: "a", value: "b"}]}}},
  "set a number" => %{operation: %{set: %{pairs: [%{key: "a", value: "1"}]}}},
  "set a boolean" => %{operation: %{set: %{pairs: [%{key: "a", value: "true"}]}}},
  "unset" => %{operation: %{unset: %{keys: ["a"]}}},
  "is_modifiable" => %{operation: %{is_modifiable: %{keys: ["a"]}}}
}
