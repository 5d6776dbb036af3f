# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "status" => %{
    streaming_query_command: %{query_id: %{id: "the-id", run_id: "the-run"}, status: true}
  },
  "active" => %{
    streaming_query_command: %{query_id: %{id: "the-id", run_id: "the-run"}, status: true}
  },
  "last_progress" => %{
    streaming_query_command: %{last_progress: true, query_id: %{id: "the-id", run_id: "the-run"}}
  },
  "recent_progress" => %{
    streaming_query_command: %{
      query_id: %{id: "the-id", run_id: "the-run"},
      recent_progress: true
    }
  },
  "exception" => %{
    streaming_query_command: %{exception: true, query_id: %{id: "the-id", run_id: "the-run"}}
  },
  "await with a timeout" => %{
    streaming_query_command: %{
      await_termination: %{timeout_ms: 2000},
      query_id: %{id: "the-id", run_id: "the-run"}
    }
  },
  "process_all_available" => %{
    streaming_query_command: %{
      process_all_available: true,
      query_id: %{id: "the-id", run_id: "the-run"}
    }
  },
  "stop" => %{
    streaming_query_command: %{query_id: %{id: "the-id", run_id: "the-run"}, stop: true}
  },
  "explain" => %{
    streaming_query_command: %{explain: %{}, query_id: %{id: "the-id", run_id: "the-run"}}
  },
  "explain extended" => %{
    streaming_query_command: %{
      explain: %{extended: true},
      query_id: %{id: "the-id", run_id: "the-run"}
    }
  }
}
