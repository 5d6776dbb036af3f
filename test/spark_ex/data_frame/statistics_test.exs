defmodule SparkEx.DataFrame.StatisticsTest do
  use SparkEx.SparkCase

  setup_all %{session: session} do
    {:ok,
     points:
       SparkEx.sql(session, """
       SELECT * FROM VALUES (1D, 2D), (2D, 4D), (3D, 6D), (4D, 8D), (NULL, NULL) AS points(x, y)
       """)}
  end

  test "returns the covariance and the correlation", %{points: points} do
    assert {:ok, covariance} = points |> DataFrame.dropna() |> DataFrame.cov(:x, "y")
    assert_in_delta covariance, 10 / 3, 1.0e-12
    assert_in_delta DataFrame.corr!(DataFrame.dropna(points), :x, :y), 1.0, 1.0e-12

    assert_in_delta DataFrame.corr!(DataFrame.dropna(points), :x, :y, method: :pearson),
                    1.0,
                    1.0e-12
  end

  test "returns the quantiles of one or more columns", %{points: points} do
    assert DataFrame.approx_quantile(points, :x, [0.5]) == {:ok, [2.0]}
    assert DataFrame.approx_quantile!(points, "x", [0, 0.25, 1]) == [1.0, 1.0, 4.0]

    assert DataFrame.approx_quantile!(points, [:x, :y], [0.0, 1.0], 0.01) == [
             [1.0, 4.0],
             [2.0, 8.0]
           ]

    none = DataFrame.filter(points, "false")
    assert DataFrame.approx_quantile!(none, [:x], [0.5]) == [[]]
  end

  test "returns errors", %{points: points} do
    for wrong <- [[], [1.5], [-0.1], 0.5, ["a"]] do
      assert {:error, %Error.Argument{}} = DataFrame.approx_quantile(points, :x, wrong)
    end

    assert {:error, %Error.Argument{}} = DataFrame.approx_quantile(points, :x, [0.5], -1)
    assert {:error, %Error.Argument{}} = DataFrame.cov(points, nil, :y)

    assert {:error, %Error.Argument{message: text}} =
             DataFrame.corr(points, :x, :y, method: :spearman)

    assert text =~ ":pearson"
    assert {:error, %Error.Remote{}} = DataFrame.cov(points, :x, :z)
    assert_raise Error.Remote, fn -> DataFrame.corr!(points, :x, :z) end
  end
end
