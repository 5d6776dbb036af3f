defmodule SparkEx.Contract.StreamingTest do
  use SparkEx.ContractCase, golden: "streaming", async: true

  alias SparkEx.Streaming

  parity "active", do: asked(fn -> Streaming.active(:spark) end)
  parity "get", do: asked(fn -> Streaming.get(:spark, "the-id") end)

  parity "await_any with a timeout",
    do: asked(fn -> Streaming.await_any(:spark, timeout: 2_000) end)

  parity "reset_terminated", do: asked(fn -> Streaming.reset_terminated(:spark) end)
end
