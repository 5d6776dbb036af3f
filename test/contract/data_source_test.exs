defmodule SparkEx.Contract.DataSourceTest do
  use SparkEx.ContractCase, golden: "data_source", async: true

  alias SparkEx.DataSource

  parity "register",
    do: capture_request(fn -> DataSource.register(:spark, "numbers", "class Numbers: pass") end)
end
