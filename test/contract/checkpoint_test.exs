defmodule SparkEx.Contract.CheckpointTest do
  use SparkEx.ContractCase, golden: "checkpoint", async: true

  parity "checkpoint", do: capture_request(fn -> DataFrame.checkpoint(df()) end)

  parity "checkpoint when asked for",
    do: capture_request(fn -> DataFrame.checkpoint(df(), eager: false) end)

  parity "local_checkpoint", do: capture_request(fn -> DataFrame.local_checkpoint(df()) end)

  parity "local_checkpoint at a level" do
    options = [eager: false, storage_level: :disk_only]
    capture_request(fn -> DataFrame.local_checkpoint(df(), options) end)
  end

  defp df, do: %{Reader.table(:spark, "t") | session: handle()}
end
