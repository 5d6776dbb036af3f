defmodule Mix.Tasks.SparkEx.ParityTest do
  use ExUnit.Case

  import ExUnit.CaptureIO

  alias Mix.Tasks.SparkEx.Parity

  test "prints each area, covered or not" do
    text = capture_io(fn -> Parity.run([]) end)
    assert text =~ ~r/^area +covered +not applicable +later +missing$/m
    assert text =~ ~r/^catalog +\d+ +\d+ +0 +0$/m
    assert text =~ ~r/^all +\d+ +\d+ +\d+ +0$/m
  end

  test "lists the methods of an area, and what stands for them" do
    text = capture_io(fn -> Parity.run(["--area", "observation", "--area", "udf"]) end)
    assert text =~ "+ Observation.get: SparkEx.Observation.get\n"
    assert text =~ ~r/^- UserDefinedFunction\.__call__: .*pickled/m
  end

  test "an area that is none is an error" do
    assert_raise Mix.Error, ~r/there are session, /, fn -> Parity.run(["--area", "nothing"]) end
  end
end
