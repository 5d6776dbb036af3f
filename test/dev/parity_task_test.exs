defmodule Mix.Tasks.SparkEx.ParityTest do
  use ExUnit.Case

  import ExUnit.CaptureIO

  alias Mix.Tasks.SparkEx.Parity

  test "prints the coverage of each area" do
    text = capture_io(fn -> Parity.run([]) end)
    assert text =~ ~r/^area +covered +not applicable +later +missing$/m
    assert text =~ ~r/^catalog +\d+ +\d+ +0 +0$/m
    assert text =~ ~r/^all +\d+ +\d+ +\d+ +0$/m
  end

  test "lists the methods of an area with their equivalents" do
    text = capture_io(fn -> Parity.run(["--area", "observation", "--area", "types"]) end)
    assert text =~ "+ Observation.get: SparkEx.Observation.get\n"
    assert text =~ ~r/^- DataType\.needConversion: internal of PySpark/m
  end

  test "reports on another version of PySpark" do
    text = capture_io(fn -> Parity.run(["--spark", "4.3.0", "--area", "context"]) end)
    assert text =~ "- SQLContext.sql: the old name of the session"

    assert_raise Mix.Error, ~r/no table of PySpark 3.5.0 \(there are 4.0.5, /, fn ->
      Parity.run(["--spark", "3.5.0"])
    end
  end

  test "refuses an unknown area" do
    assert_raise Mix.Error, ~r/unknown area nothing \(allowed: catalog, /, fn ->
      Parity.run(["--area", "nothing"])
    end
  end

  test "does not build the native core" do
    steps = Mix.Project.config()[:aliases][:"spark_ex.parity"]
    assert "compile.elixir" in steps
    refute "compile" in steps
  end

  test "is not part of the Hex package" do
    files = Mix.Project.config()[:package][:files]
    assert "lib" in files
    refute Enum.any?(files, &(&1 =~ "dev" or &1 =~ "parity"))
  end
end
