defmodule SparkEx.Contract.PipelineAutoCDCTest do
  use SparkEx.ContractCase, golden: "pipeline_auto_cdc", async: true

  alias SparkEx.Pipeline

  parity "auto_cdc: define_flow", do: sent(keys: "id", sequence_by: "at")

  parity "auto_cdc with everything: define_flow" do
    sent(
      keys: [:id, F.col("region")],
      sequence_by: F.expr("at"),
      apply_as_deletes: "kind = 'D'",
      except_columns: [:kind, "at"],
      scd_type: 2,
      name: "f",
      track_history_columns: :price,
      conf: [a: 1]
    )
  end

  parity "auto_cdc with columns: define_flow",
    do: sent(keys: ["id"], sequence_by: "at", columns: [:id, :x], scd_type: 1)

  defp sent(options) do
    [command] =
      Pipeline.new(storage: "file:///storage")
      |> Pipeline.auto_cdc("t", "s", options)
      |> Pipeline.Run.commands(:spark, "g")

    command
  end
end
