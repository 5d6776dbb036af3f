defmodule SparkEx.Contract.StreamingTest do
  use SparkEx.ContractCase, golden: "streaming", async: true

  alias SparkEx.Streaming

  parity "active", do: capture_request(fn -> Streaming.active(:spark) end)
  parity "get", do: capture_request(fn -> Streaming.get(:spark, "the-id") end)

  parity "await_any with a timeout",
    do: capture_request(fn -> Streaming.await_any(:spark, timeout: 2_000) end)

  parity "reset_terminated", do: capture_request(fn -> Streaming.reset_terminated(:spark) end)
end
