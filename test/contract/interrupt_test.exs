defmodule SparkEx.Contract.InterruptTest do
  use SparkEx.ContractCase, golden: "interrupt", async: true

  alias SparkEx.Session

  parity "interrupt_all", do: asked(fn -> Session.interrupt_all(:spark) end)
  parity "interrupt_tag", do: asked(fn -> Session.interrupt_tag(:spark, "a tag") end)
  parity "interrupt_operation", do: asked(fn -> Session.interrupt_operation(:spark, "an id") end)
end
