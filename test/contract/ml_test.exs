defmodule SparkEx.Contract.MLTest do
  use SparkEx.ContractCase, golden: "ml", async: true

  alias SparkEx.ML
  alias SparkEx.ML.{Matrix, Model, Stat, Vector}

  @package "org.apache.spark.ml."

  parity "coefficients", do: capture_request(fn -> ML.coefficients(regression()) end)
  parity "predict", do: capture_request(fn -> ML.predict(regression(), [1, 2]) end)

  parity "predict a sparse vector" do
    capture_request(fn -> ML.predict(regression(), Vector.sparse(3, [0, 2], [1, 2])) end)
  end

  parity "predict_probability",
    do: capture_request(fn -> ML.predict_probability(regression(), [1, 2]) end)

  parity "evaluate a model", do: capture_request(fn -> ML.evaluate(regression(), df()) end)

  parity "num_trees", do: capture_request(fn -> ML.num_trees(forest()) end)
  parity "trees", do: capture_request(fn -> ML.trees(forest()) end)

  parity "cluster_centers",
    do: capture_request(fn -> ML.cluster_centers(model("clustering.KMeansModel")) end)

  parity "log_likelihood" do
    capture_request(fn -> ML.log_likelihood(model("clustering.LocalLDAModel"), df()) end)
  end

  parity "describe_topics", do: ML.describe_topics(lazy("clustering.LocalLDAModel"), 5)
  parity "item_factors", do: ML.item_factors(lazy("recommendation.ALSModel"))

  parity "recommend_for_all_users",
    do: ML.recommend_for_all_users(lazy("recommendation.ALSModel"), 3)

  parity "recommend_for_user_subset",
    do: ML.recommend_for_user_subset(lazy("recommendation.ALSModel"), t(), 3)

  parity "approx_nearest_neighbors",
    do: ML.approx_nearest_neighbors(lazy("feature.MinHashLSHModel"), t(), [1, 2], 2)

  parity "approx_similarity_join" do
    t = t()
    ML.approx_similarity_join(lazy("feature.MinHashLSHModel"), t, t, 0.5, "d")
  end

  parity "find_synonyms", do: ML.find_synonyms(lazy("feature.Word2VecModel"), "a", 2)

  parity "correlation", do: Stat.correlation(t(), "v", "spearman")
  parity "chi_square_test", do: Stat.chi_square_test(t(), :v, :l, true)
  parity "kolmogorov_smirnov_test", do: Stat.kolmogorov_smirnov_test(t(), "x", "norm", [0, 1])

  parity "mean", do: Stat.mean("v")
  parity "summary", do: Stat.summary("v", [:mean, :count], "w")
  parity "vector_to_array", do: F.vector_to_array("v", "float32")
  parity "array_to_vector", do: F.array_to_vector("v")

  parity "power_iteration_clustering",
    do: ML.power_iteration_clustering(t(), k: 3, weight_col: :w)

  parity "prefix_span", do: ML.prefix_span(t(), min_support: 0.5)

  parity "fit with a sparse matrix" do
    matrix = Matrix.sparse(2, 2, [0, 1, 2], [1, 0], [3, 4])

    estimator =
      ML.logistic_regression(
        lower_bounds_on_coefficients: matrix,
        thresholds: [0.5, :infinity]
      )

    capture_request(fn -> ML.fit(%{estimator | uid: "uid"}, df()) end)
  end

  parity "clean_cache", do: capture_request(fn -> ML.clean_cache(handle()) end)
  parity "cache_info", do: capture_request(fn -> ML.cache_info(handle()) end)
  parity "delete", do: capture_request(fn -> ML.delete(regression()) end)

  defp t, do: Reader.table(:spark, "t")
  defp df, do: %{t() | session: handle()}
  defp regression, do: model("classification.LogisticRegressionModel")
  defp forest, do: model("classification.RandomForestClassificationModel")
  defp lazy(class), do: %{model(class) | session: :spark}

  defp model(class) do
    %Model{id: "id", class: @package <> class, session: handle(), session_id: "", finalizer: nil}
  end
end
