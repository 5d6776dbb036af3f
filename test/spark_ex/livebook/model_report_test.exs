defmodule SparkEx.Livebook.ModelReportTest do
  use ExUnit.Case, async: true

  alias SparkEx.Livebook.ModelReport

  doctest ModelReport

  test "weights are numbers, the largest of many" do
    assert ModelReport.weights([], []) == []
    assert ModelReport.weights([:nan, :infinity], ["a"]) == []
    many = ModelReport.weights(for(at <- 1..100, do: at / 1), [])
    assert {length(many), hd(many)} == {30, {99, 100.0}}
  end

  test "bars are cells of Markdown" do
    assert ModelReport.bars([{"a|b", 0.0}], "Importance") =~ "| a\\|b | 0.0 |  |"
  end
end
