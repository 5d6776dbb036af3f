# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "active" => %{streaming_query_manager_command: %{active: true}},
  "get" => %{streaming_query_manager_command: %{get_query: "the-id"}},
  "await_any with a timeout" => %{
    streaming_query_manager_command: %{await_any_termination: %{timeout_ms: 2000}}
  },
  "reset_terminated" => %{streaming_query_manager_command: %{reset_terminated: true}}
}
