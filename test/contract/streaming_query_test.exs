defmodule SparkEx.Contract.StreamingQueryTest do
  use SparkEx.ContractCase, golden: "streaming_query", async: true

  alias SparkEx.StreamingQuery

  parity "status", do: capture_request(fn -> StreamingQuery.status(query()) end)
  parity "active", do: capture_request(fn -> StreamingQuery.is_active(query()) end)
  parity "last_progress", do: capture_request(fn -> StreamingQuery.last_progress(query()) end)
  parity "recent_progress", do: capture_request(fn -> StreamingQuery.recent_progress(query()) end)
  parity "exception", do: capture_request(fn -> StreamingQuery.exception(query()) end)

  parity "await with a timeout",
    do: capture_request(fn -> StreamingQuery.await(query(), timeout: 2_000) end)

  parity "process_all_available",
    do: capture_request(fn -> StreamingQuery.process_all_available(query()) end)

  parity "stop", do: capture_request(fn -> StreamingQuery.stop(query()) end)
  parity "explain", do: capture_request(fn -> StreamingQuery.explain(query()) end)
  parity "explain extended", do: capture_request(fn -> StreamingQuery.explain(query(), true) end)

  defp query,
    do: %StreamingQuery{session: :spark, id: "the-id", run_id: "the-run", name: "q"}
end
