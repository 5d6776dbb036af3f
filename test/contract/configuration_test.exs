defmodule SparkEx.Contract.ConfigurationTest do
  use SparkEx.ContractCase, golden: "configuration", async: true

  alias SparkEx.Session

  parity "get", do: asked(fn -> Session.config_get(:spark, "a") end)
  parity "get with a default", do: asked(fn -> Session.config_get(:spark, "a", "b") end)
  parity "get without a default", do: asked(fn -> Session.config_get(:spark, "a", nil) end)
  parity "get_all", do: asked(fn -> Session.config_get_all(:spark) end)
  parity "set", do: asked(fn -> Session.config_set(:spark, "a", "b") end)
  parity "set a number", do: asked(fn -> Session.config_set(:spark, "a", 1) end)
  parity "set a boolean", do: asked(fn -> Session.config_set(:spark, "a", true) end)
  parity "unset", do: asked(fn -> Session.config_unset(:spark, "a") end)
  parity "is_modifiable", do: asked(fn -> Session.config_is_modifiable(:spark, "a") end)
end
