defmodule SparkEx.Contract.ServerCommandTest do
  use SparkEx.ContractCase, golden: "server_command", async: true

  alias SparkEx.Session

  parity "get_resources", do: capture_request(fn -> Session.get_resources(:spark) end)

  parity "execute_external_command" do
    capture_request(fn ->
      Session.execute_external_command(:spark, "example.Runner", "VACUUM t", dry_run: true)
    end)
  end
end
