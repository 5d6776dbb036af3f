defmodule SparkEx.Contract.InterruptTest do
  use SparkEx.ContractCase, golden: "interrupt", async: true

  alias SparkEx.Session

  parity "interrupt_all", do: capture_request(fn -> Session.interrupt_all(:spark) end)
  parity "interrupt_tag", do: capture_request(fn -> Session.interrupt_tag(:spark, "a tag") end)

  parity "interrupt_operation",
    do: capture_request(fn -> Session.interrupt_operation(:spark, "an id") end)
end
