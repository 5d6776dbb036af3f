if Code.ensure_loaded?(Nx) do
  defmodule SparkEx.ML.TensorTest do
    # Tensors of Nx where vectors and matrices are expected.
    use ExUnit.Case, async: true

    alias SparkEx.{Error, ML}
    alias SparkEx.Functions, as: F
    alias SparkEx.LocalData.Relation
    alias SparkEx.ML.{Matrix, Vector}

    @moduletag :nx

    setup_all do
      {:ok, _started} = Application.ensure_all_started(:nx)
      :ok
    end

    test "are vectors and matrices with the same values" do
      assert Vector.new(Nx.tensor([1, 2])) == Vector.dense([1.0, 2.0])
      assert Vector.new(Nx.tensor([0.1], type: :f32)).values == [0.10000000149011612]

      assert Vector.new(Nx.tensor([:nan, :infinity, :neg_infinity])).values ==
               [:nan, :infinity, :neg_infinity]

      assert Matrix.new(Nx.tensor([[1, 2], [3, 4]])) == Matrix.dense([[1, 2], [3, 4]])
    end

    test "of another shape or with a value that is not exact are refused" do
      for {new, tensor, message} <- [
            {&Vector.new/1, Nx.tensor([[1]]), ~r/one dimension, got the shape {1, 1}/},
            {&Vector.new/1, Nx.tensor(1), ~r/one dimension, got the shape {}/},
            {&Matrix.new/1, Nx.tensor([1]), ~r/two dimensions, got the shape {1}/},
            {&Vector.new/1, Nx.tensor([9_007_199_254_740_993]), ~r/9007199254740993 exactly/}
          ],
          do: assert_raise(Error.Argument, message, fn -> new.(tensor) end)
    end

    test "are vectors and matrices of local data" do
      tensors = [%{v: Nx.tensor([1, 2]), m: Nx.tensor([[1, 2]])}, %{v: nil, m: nil}]
      values = [%{v: Vector.dense([1, 2]), m: Matrix.dense([[1, 2]])}, %{v: nil, m: nil}]
      assert {:ok, %{local_relation: _relation} = relation} = Relation.inline(tensors)
      assert Relation.inline(values) == {:ok, relation}

      columns = [v: [Nx.tensor([1.5]), Nx.tensor([2.5])]]
      assert Relation.inline(columns) == Relation.inline(v: Enum.map(columns[:v], &Vector.new/1))
    end

    test "are literals and parameters" do
      assert F.lit(Nx.tensor([1, 2])).expr == F.lit(Vector.dense([1, 2])).expr
      lower = [lower_bounds_on_coefficients: Nx.tensor([[0.5]])]
      assert %{params: params} = ML.logistic_regression(lower)
      assert params == %{"lowerBoundsOnCoefficients" => Matrix.dense([[0.5]])}
      product = ML.elementwise_product(scaling_vec: Nx.tensor([2]))
      assert product.params == %{"scalingVec" => Vector.dense([2.0])}
    end
  end
end
