defmodule SparkEx.ML.MatrixTest do
  use ExUnit.Case, async: true

  alias SparkEx.Error
  alias SparkEx.ML.Matrix

  doctest Matrix

  test "a transposed matrix has its values by rows" do
    matrix = %{Matrix.dense(2, 3, [1, 2, 3, 4, 5, 6]) | transposed: true}
    assert Matrix.to_lists(matrix) == [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]
  end

  test "a sparse matrix may have empty columns" do
    matrix = Matrix.sparse(2, 3, [0, 0, 1, 1], [1], [5.0])
    assert Matrix.to_lists(matrix) == [[0.0, 0.0, 0.0], [0.0, 5.0, 0.0]]
  end

  test "refuses rows of several lengths and wrong counts" do
    assert_raise Error.Argument, ~r/rows of one length/, fn -> Matrix.dense([[1], [1, 2]]) end
    assert_raise Error.Argument, ~r/expected 4 values/, fn -> Matrix.dense(2, 2, [1]) end
    assert_raise Error.Argument, fn -> Matrix.sparse(2, 1, [0, 2], [0, 2], [1, 1]) end
  end
end
