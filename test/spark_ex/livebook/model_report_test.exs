defmodule SparkEx.Livebook.ModelReportTest do
  use ExUnit.Case, async: true

  alias SparkEx.Livebook.ModelReport

  doctest ModelReport

  test "a chart of no values is left out" do
    assert ModelReport.chart([], [], "Importance") == nil
    assert ModelReport.chart([:nan], ["a"], "Importance") == nil
    assert ModelReport.chart([0.0], ["a|b"], "Importance") =~ "| a\\|b | 0.0 |  |"
  end
end
