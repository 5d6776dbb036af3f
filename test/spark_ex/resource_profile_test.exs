defmodule SparkEx.ResourceProfileTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Error, ResourceProfile}

  doctest ResourceProfile

  defp message(requests) do
    assert {:error, %Error.Argument{} = error} = ResourceProfile.create(:spark, requests)
    Exception.message(error)
  end

  test "refuses amounts that the protocol can't hold" do
    assert message(executor: [cores: 0]) ==
             "create/2: expected an integer above 0 for the resource cores, got: 0"

    assert message(executor: [cores: 1.5]) =~ "expected an integer above 0 for the resource cores"
    assert message(executor: [memory: "8 GX"]) =~ ~s(MiB or a text such as "8g")
    assert message(executor: [cores: "2g"]) =~ "expected an integer above 0"
    assert message(task: [cpus: -1]) =~ "expected a number above 0 for the resource cpus"
    assert message(executor: [gpu: [amout: 1]]) =~ "did you mean :amount?"
    assert message(executors: [cores: 1]) =~ "did you mean :executor?"
  end
end
