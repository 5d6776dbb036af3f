defmodule SparkEx.ML.VectorTest do
  use ExUnit.Case, async: true

  alias SparkEx.Error
  alias SparkEx.ML.Vector

  doctest Vector

  test "takes floats that Elixir does not have" do
    assert Vector.dense([:nan, :infinity, 1]).values == [:nan, :infinity, 1.0]
  end

  test "refuses what is not exact or not a number" do
    assert_raise Error.Argument, ~r/9007199254740993 exactly/, fn ->
      Vector.dense([9_007_199_254_740_993])
    end

    for wrong <- [:a, "1", [1.0, nil], [1 | 2], %{}] do
      assert_raise Error.Argument, fn -> Vector.new(wrong) end
    end
  end

  test "refuses wrong places of a sparse vector" do
    for {size, indices, values} <- [{2, [2], [1.0]}, {2, [1, 0], [1.0, 1.0]}, {2, [0], []}] do
      assert_raise Error.Argument, fn -> Vector.sparse(size, indices, values) end
    end
  end
end
