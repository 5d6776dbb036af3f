defmodule SparkEx.Contract.ResourceProfileTest do
  use SparkEx.ContractCase, golden: "resource_profile", async: true

  alias SparkEx.ResourceProfile

  parity "create" do
    gpu = [amount: 2, discovery_script: "/find", vendor: "nvidia.com"]
    create(executor: [cores: 4, memory: "2g", gpu: gpu], task: [cpus: 2, gpu: 0.5])
  end

  parity "create for tasks", do: create(task: [cpus: 2, gpu: 0.5])

  defp create(requests), do: capture_request(fn -> ResourceProfile.create(:spark, requests) end)
end
