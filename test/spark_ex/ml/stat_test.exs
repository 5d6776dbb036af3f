defmodule SparkEx.ML.StatTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Error, Reader}
  alias SparkEx.ML.Stat

  doctest Stat

  test "refuses unknown methods, metrics and distributions" do
    frame = Reader.table(:spark, "t")
    assert_raise Error.Argument, fn -> Stat.correlation(frame, "v", "kendall") end
    assert_raise Error.Argument, fn -> Stat.chi_square_test(frame, "v", "l", 1) end
    assert_raise Error.Argument, fn -> Stat.kolmogorov_smirnov_test(frame, "v", "uniform") end
    assert_raise Error.Argument, fn -> Stat.kolmogorov_smirnov_test(frame, "v", "norm", [:a]) end

    for metrics <- [[], [:meen], :mean],
        do: assert_raise(Error.Argument, fn -> Stat.summary("v", metrics) end)

    assert_raise Error.Argument, fn -> Stat.correlation({:ok, frame}, "v") end
  end
end
