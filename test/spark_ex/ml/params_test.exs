defmodule SparkEx.ML.ParamsTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Error, ML}
  alias SparkEx.ML.{Table, Vector}

  doctest SparkEx.ML.Table

  test "the table has PySpark's classes and parameters" do
    assert length(Table.classes()) == 71
    assert Table.classes() |> Enum.map(&length(&1.params)) |> Enum.sum() == 569
  end

  test "values are converted to the kind of the parameter" do
    assert ML.logistic_regression(reg_param: 1, label_col: :late).params == %{
             "regParam" => 1.0,
             "labelCol" => "late"
           }

    assert ML.elementwise_product(scaling_vec: [1, 2]).params["scalingVec"] ==
             Vector.dense([1, 2])

    assert ML.bucketizer(splits: [:neg_infinity, 0, :infinity]).params["splits"] |> Enum.at(1) ==
             0.0

    assert ML.binary_classification_evaluator(metric_name: :area_under_pr).params ==
             %{"metricName" => "areaUnderPR"}
  end

  test "an unknown parameter is refused with a suggestion" do
    for {name, suggestion} <- [
          max_itre: ":max_iter",
          maxIter: ":max_iter",
          lable_col: ":label_col"
        ] do
      error = assert_raise Error.Argument, fn -> ML.logistic_regression([{name, 1}]) end
      assert error.message =~ "unknown parameter #{inspect(name)} of LogisticRegression"
      assert error.message =~ "did you mean #{suggestion}?"
    end
  end

  test "a value of another kind is refused" do
    for {param, value} <- [
          max_iter: "a",
          max_iter: 1.5,
          reg_param: "a",
          fit_intercept: 1,
          label_col: 1,
          thresholds: 1,
          thresholds: [:a],
          lower_bounds_on_intercepts: "a",
          lower_bounds_on_coefficients: [1]
        ] do
      error = assert_raise Error.Argument, fn -> ML.logistic_regression([{param, value}]) end
      assert error.message =~ "parameter #{inspect(param)} of LogisticRegression"
    end
  end

  test "a value out of range is refused" do
    assert_raise Error.Argument, ~r/must be in the range \[0, 1\], got: 1.5/, fn ->
      ML.logistic_regression(elastic_net_param: 1.5)
    end

    assert_raise Error.Argument, ~r/must be >= 0, got: -1.0/, fn ->
      ML.logistic_regression(reg_param: -1)
    end

    assert_raise Error.Argument, ~r/must be one of .*; did you mean "binomial"\?/, fn ->
      ML.logistic_regression(family: "binomal")
    end
  end

  test "every default is a value of its parameter" do
    for class <- Table.classes(), class.kind in [:estimator, :transformer, :evaluator] do
      for param <- class.params, {:ok, value} <- [default(param)] do
        assert %ML.Operator{} = apply(ML, class.function, [[{param.option, value}]])
      end
    end
  end

  defp default(%{default: ""}), do: :none
  defp default(%{default: default}) when default in ["random", "nan"], do: :none
  defp default(%{default: "[" <> _list}), do: :none
  defp default(%{default: "\"" <> text}), do: {:ok, String.trim_trailing(text, "\"")}

  defp default(%{default: default}) when default in ["true", "false"],
    do: {:ok, default == "true"}

  defp default(%{kind: :integer, default: text}), do: {:ok, String.to_integer(text)}

  defp default(%{kind: :float, default: text}) do
    {number, ""} = Float.parse(text)
    {:ok, number}
  end

  test "third parties take any parameter" do
    assert ML.estimator("com.example.X", max_iter: 3).params == %{"maxIter" => 3}
    assert ML.estimator("com.example.X", %{"MaxIter" => 3}).params == %{"MaxIter" => 3}
    assert_raise Error.Argument, fn -> ML.estimator(:x) end
  end
end
