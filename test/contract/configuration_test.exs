defmodule SparkEx.Contract.ConfigurationTest do
  use SparkEx.ContractCase, golden: "configuration", async: true

  alias SparkEx.Session

  parity "get", do: capture_request(fn -> Session.config_get(:spark, "a") end)
  parity "get with a default", do: capture_request(fn -> Session.config_get(:spark, "a", "b") end)

  parity "get without a default",
    do: capture_request(fn -> Session.config_get(:spark, "a", nil) end)

  parity "get_all", do: capture_request(fn -> Session.config_get_all(:spark) end)
  parity "set", do: capture_request(fn -> Session.config_set(:spark, "a", "b") end)
  parity "set a number", do: capture_request(fn -> Session.config_set(:spark, "a", 1) end)
  parity "set a boolean", do: capture_request(fn -> Session.config_set(:spark, "a", true) end)
  parity "unset", do: capture_request(fn -> Session.config_unset(:spark, "a") end)
  parity "is_modifiable", do: capture_request(fn -> Session.config_is_modifiable(:spark, "a") end)
end
