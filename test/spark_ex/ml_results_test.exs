defmodule SparkEx.MLResultsTest do
  use SparkEx.SparkCase, async: true

  import SparkEx.Eventually

  alias SparkEx.Livebook.ModelReport
  alias SparkEx.ML
  alias SparkEx.ML.{Linalg, Matrix, PipelineModel, Stat, Vector}

  @rows for id <- 0..49, do: [id * 1.0, rem(id * id, 7) * 1.0, if(id > 20, do: 1.0, else: 0.0)]

  setup_all %{session: session} do
    frame = SparkEx.create_dataframe!(session, @rows, schema: "a DOUBLE, b DOUBLE, label DOUBLE")
    assembler = ML.vector_assembler(input_cols: [:a, :b], output_col: :features)
    {:ok, raw: frame, assembler: assembler, frame: ML.transform(assembler, frame)}
  end

  defp path(name) do
    path =
      Path.join(System.tmp_dir!(), "spark_ex_ml_#{System.unique_integer([:positive])}/#{name}")

    on_exit(fn -> File.rm_rf!(Path.dirname(path)) end)
    path
  end

  test "a model has attributes, predictions and summaries", %{frame: frame} do
    model = ML.fit!(ML.logistic_regression(max_iter: 5, reg_param: 0.1), frame)

    assert %Vector{size: 2, values: [a, _b]} = ML.coefficients!(model)
    assert a > 0
    assert %Matrix{rows: 1, cols: 2} = ML.coefficient_matrix!(model)
    assert ML.feature_names!(model) == ["a", "b"]
    assert ML.num_classes!(model) == 2
    assert ML.predict!(model, [40, 1]) == 1.0
    assert %Vector{values: [low, high]} = ML.predict_probability!(model, Vector.dense([40, 1]))
    assert_in_delta low + high, 1.0, 1.0e-12

    training = ML.summary!(model)
    assert ML.accuracy!(training) > 0.9
    assert length(ML.objective_history!(training)) > 1
    assert DataFrame.columns!(ML.roc(training)) == ["FPR", "TPR"]

    report = ModelReport.markdown(model)
    assert report =~ "### LogisticRegressionModel"

    for text <- ["| maxIter | 5 |", "| accuracy | ", "| Feature | Coefficient |", "| a | 0."],
        do: assert(report =~ text)

    summary = ML.evaluate!(model, frame)
    assert ML.accuracy!(summary) == ML.accuracy!(training)
    assert {:error, %Error.Argument{message: message}} = ML.objective_history(summary)
    assert message =~ "the summary of a LogisticRegressionModel has no objective_history"

    evaluator = ML.multiclass_classification_evaluator(metric_name: :accuracy)
    assert ML.evaluate!(ML.transform(model, frame), evaluator) == ML.accuracy!(training)
  end

  test "an attribute of another class is refused before anything is sent", %{frame: frame} do
    model = ML.fit!(ML.linear_regression(), frame)
    assert {:error, %Error.Argument{message: message}} = ML.feature_importances(model)
    assert message =~ "a LinearRegressionModel has no feature_importances"

    assert {:error, %Error.Argument{message: message}} = ML.r2(model)
    assert message =~ "its summary has, see SparkEx.ML.summary/1"
    assert ML.r2!(ML.summary!(model)) > 0.5
  end

  test "a class by its name is the server's, or an error says where it must be",
       %{frame: frame} do
    regression = "org.apache.spark.ml.classification.LogisticRegression"
    model = ML.fit!(ML.estimator(regression, max_iter: 5), frame)
    named = ML.fit!(ML.logistic_regression(max_iter: 5), frame)
    assert ML.coefficients!(model) == ML.coefficients!(named)

    normalizer = "org.apache.spark.ml.feature.Normalizer"
    columns = [input_col: :features, output_col: :normal]
    transformed = normalizer |> ML.transformer(columns) |> ML.transform(frame)
    assert "normal" in DataFrame.columns!(transformed)

    evaluator = "org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator"
    assert ML.evaluate!(ML.transform(model, frame), ML.evaluator(evaluator)) > 0.9

    missing = "com.example.Missing"

    for result <- [
          ML.fit(ML.estimator(missing, max_iter: 5), frame),
          missing |> ML.transformer(a: [1.5]) |> ML.transform(frame) |> DataFrame.collect(),
          ML.evaluate(frame, ML.evaluator(missing))
        ] do
      assert {:error, %Error.Remote{} = error} = result
      assert Exception.message(error) =~ "found #{missing}"
      assert Exception.message(error) =~ "in a jar of its class path when Spark starts"
    end
  end

  test "an ensemble has trees", %{frame: frame} do
    model = ML.fit!(ML.random_forest_classifier(num_trees: 3, seed: 1), frame)
    assert [_, _, _] = trees = ML.trees!(model)
    assert ML.total_num_nodes!(model) == trees |> Enum.map(&ML.num_nodes!/1) |> Enum.sum()
    assert ML.debug_string!(hd(trees)) =~ "DecisionTreeClassificationModel"
  end

  test "boosting tells of each iteration", %{frame: frame} do
    regressor = ML.fit!(ML.gbt_regressor(max_iter: 2, seed: 1), frame)
    assert [first, second] = ML.evaluate_each_iteration!(regressor, frame, "squared")
    assert second <= first
    classifier = ML.fit!(ML.gbt_classifier(max_iter: 2, seed: 1), frame)
    assert [_, _] = ML.evaluate_each_iteration!(classifier, frame)
  end

  test "a clustering has centers, clusters and a cost", %{frame: frame} do
    model = ML.fit!(ML.k_means(k: 2, seed: 1), frame)
    assert %Matrix{rows: 2, cols: 2} = ML.cluster_centers!(model)
    assert Enum.sum(ML.cluster_sizes!(ML.summary!(model))) == 50
    assert ML.evaluate!(ML.transform(model, frame), ML.clustering_evaluator()) > 0.5
  end

  test "a pipeline is saved and loaded", %{session: session, raw: raw, assembler: assembler} do
    forest = ML.random_forest_classifier(num_trees: 3, seed: 1)
    pipeline = ML.pipeline([assembler, forest])
    model = ML.fit!(pipeline, raw)
    predictions = model |> ML.transform(raw) |> DataFrame.select(["prediction"])

    {saved, fitted} = {path("pipeline"), path("model")}
    assert ML.save!(pipeline, saved, session: session) == :ok
    assert ML.save!(model, fitted) == :ok
    assert {:error, %Error.Remote{}} = ML.save(model, fitted)
    assert ML.save!(model, fitted, overwrite: true) == :ok

    loaded = ML.load!(session, saved)

    assert {loaded.uid, Enum.map(loaded.stages, & &1.uid)} ==
             {pipeline.uid, [assembler.uid, forest.uid]}

    assert Enum.at(loaded.stages, 1).params["numTrees"] == 3

    assert %PipelineModel{} = loaded = ML.load!(session, fitted)
    again = loaded |> ML.transform(raw) |> DataFrame.select(["prediction"])
    assert DataFrame.collect!(again) == DataFrame.collect!(predictions)
    assert {:error, %Error.Argument{message: message}} = ML.summary(List.last(loaded.stages))
    assert message =~ "was not fitted here"
  end

  describe "tuning" do
    setup %{assembler: assembler} do
      regression = ML.logistic_regression(max_iter: 3)
      pipeline = ML.pipeline([assembler, regression])
      grid = ML.param_grid([{regression, reg_param: [0.01, 10], elastic_net_param: [0, 1]}])
      evaluator = ML.binary_classification_evaluator()
      params = [estimator: pipeline, estimator_param_maps: grid, evaluator: evaluator, seed: 7]
      {:ok, params: params, regression: regression}
    end

    test "cross-validates candidates in parallel", %{raw: raw, session: session} = context do
      params = context.params ++ [num_folds: 2, parallelism: 2, collect_sub_models: true]
      validator = ML.cross_validator(params)
      test = self()
      model = ML.fit!(validator, raw, progress: &send(test, {:progress, &1}))

      assert length(model.metrics) == 4
      assert Enum.all?(model.metrics, &(&1 >= 0.0 and &1 <= 1.0))
      assert [[_, _, _, _], [_, _, _, _]] = model.sub_models
      for done <- 1..8, do: assert_received({:progress, %{done: ^done, total: 8, metric: _}})
      assert DataFrame.count!(ML.transform(model, raw)) == 50

      path = path("validator")
      assert ML.save!(model, path) == :ok
      loaded = ML.load!(session, path)
      assert {loaded.metrics, loaded.std_metrics} == {model.metrics, model.std_metrics}
      assert loaded.params["estimatorParamMaps"] == validator.params["estimatorParamMaps"]
      assert [[_, _, _, _], [_, _, _, _]] = loaded.sub_models
      assert ML.save!(validator, path, session: session, overwrite: true) == :ok
      assert ML.load!(session, path).params["numFolds"] == 2
    end

    test "takes folds from a column", %{raw: raw, params: params} do
      folds = DataFrame.with_column(raw, "fold", F.expr("CAST(a % 2 AS INT)"))
      validator = ML.cross_validator(params ++ [num_folds: 2, fold_col: :fold])
      assert length(ML.fit!(validator, folds).metrics) == 4

      wrong = DataFrame.with_column(raw, "fold", F.lit(2))
      assert {:error, %Error.Remote{} = error} = ML.fit(validator, wrong)
      assert Exception.message(error) =~ "the fold number must be in the range [0, 2)"
    end

    test "splits rows once", %{raw: raw, params: params, session: session} do
      split = ML.train_validation_split(params ++ [train_ratio: 0.6])
      model = ML.fit!(split, raw)
      assert length(model.metrics) == 4
      path = path("split")
      assert ML.save!(model, path) == :ok
      assert ML.load!(session, path).metrics == model.metrics
    end

    test "can be cancelled", %{raw: raw, params: params} do
      assert {:error, %Error.Transport{reason: :cancelled} = error} =
               ML.fit(ML.cross_validator(params), raw, progress: fn _event -> :cancel end)

      assert Exception.message(error) == "the tuning was cancelled after 1 of 12 fits"
    end

    test "refuses what does not fit together", %{params: params, regression: regression} do
      other = ML.param_grid([{ML.pca(), k: [1]}])

      assert_raise Error.Argument, ~r/the grid has a stage that the estimator lacks/, fn ->
        ML.cross_validator(Keyword.put(params, :estimator_param_maps, other))
      end

      assert_raise Error.Argument, ~r/needs the parameter :evaluator/, fn ->
        ML.cross_validator(Keyword.delete(params, :evaluator))
      end

      assert_raise Error.Argument, ~r/is not an estimator/, fn ->
        ML.cross_validator(Keyword.put(params, :estimator, ML.tokenizer()))
      end

      assert_raise Error.Argument, ~r/did you mean :reg_param/, fn ->
        ML.param_grid([{regression, reg_parm: [1]}])
      end
    end
  end

  test "one classifier against the rest", %{frame: frame, session: session} do
    rows = DataFrame.with_column(frame, "label", F.expr("CAST(a / 20 AS INT)"))
    classifier = ML.logistic_regression(max_iter: 20)
    stage = ML.one_vs_rest(classifier: classifier, parallelism: 2)
    model = ML.fit!(stage, rows)
    assert length(model.models) == 3

    predictions = ML.transform(model, rows)
    assert Enum.take(DataFrame.columns!(predictions), -2) == ["rawPrediction", "prediction"]
    evaluator = ML.multiclass_classification_evaluator(metric_name: :accuracy)
    assert ML.evaluate!(predictions, evaluator) > 0.5

    path = path("rest")
    assert ML.save!(model, path) == :ok
    again = session |> ML.load!(path) |> ML.transform(rows)
    assert DataFrame.collect!(again) == DataFrame.collect!(predictions)
  end

  test "a fitted discretizer is a bucketizer", %{raw: raw} do
    discretizer = ML.quantile_discretizer(input_col: :a, output_col: :bucket, num_buckets: 2)
    bucketizer = ML.fit!(discretizer, raw)
    assert [:neg_infinity, middle, :infinity] = bucketizer.params["splits"]
    assert_in_delta middle, 24, 2
    assert DataFrame.columns!(ML.transform(bucketizer, raw)) == ["a", "b", "label", "bucket"]
  end

  test "statistics of vectors", %{frame: frame} do
    assert [%{"pearson(features)" => %Matrix{rows: 2} = matrix}] =
             DataFrame.collect!(Stat.correlation(frame, "features"))

    assert [[1.0, b], [b, 1.0]] = Matrix.to_lists(matrix)
    assert DataFrame.count!(Stat.chi_square_test(frame, "features", "label", true)) == 2

    assert [%{"pValue" => p}] =
             DataFrame.collect!(Stat.kolmogorov_smirnov_test(frame, "a", "norm", [25, 10]))

    assert p > 0 and p < 1

    assert [%{"s" => %{"mean" => mean, "count" => 50}, "max" => max}] =
             frame
             |> DataFrame.agg(
               s: Stat.summary("features", [:mean, :count]),
               max: Stat.max("features")
             )
             |> DataFrame.collect!()

    assert %Vector{values: [24.5, _]} = mean
    assert max == Vector.dense([49, 4])
  end

  test "frequent items and sequences, and topics of a distributed model" do
    url = SparkEx.TestSpark.url()
    conf = %{"spark.connect.session.connectML.mlCache.memoryControl.enabled" => "false"}
    session = start_supervised!({Session, url: url, conf: conf}, id: :in_memory)
    baskets = SparkEx.create_dataframe!(session, items: [["a", "b"], ["a"], ["a", "b", "c"]])

    model =
      ML.fit!(ML.fp_growth(items_col: :items, min_support: 0.5, min_confidence: 0.5), baskets)

    counts =
      SparkEx.create_dataframe!(session, [[[1, 2]], [[3, 0]]],
        schema: [features: Linalg.vector_type()]
      )

    lda = ML.fit!(ML.lda(k: 2, max_iter: 2, optimizer: "em", seed: 1), counts)
    assert ML.is_distributed!(lda)
    refute ML.is_distributed!(ML.to_local!(lda))
    assert DataFrame.count!(ML.describe_topics(lda)) == 2

    sets = DataFrame.collect!(ML.freq_itemsets(model), as: :lists)

    assert Enum.sort(Enum.map(sets, fn [items, n] -> {Enum.sort(items), n} end)) ==
             [{["a"], 3}, {["a", "b"], 2}, {["b"], 2}]

    assert DataFrame.count!(ML.association_rules(model)) == 2

    rows = [[[["a"], ["b"]]], [[["a"], ["c"]]]]
    sequences = SparkEx.create_dataframe!(session, rows, schema: [:sequence])

    found = DataFrame.collect!(ML.prefix_span(sequences, min_support: 1.0), as: :lists)
    assert found == [[[["a"]], 2]]
  end

  test "clusters of a graph", %{session: session} do
    edges = SparkEx.create_dataframe!(session, src: [0, 1, 2, 3, 4], dst: [1, 2, 0, 4, 3])
    clusters = DataFrame.collect!(ML.power_iteration_clustering(edges, k: 2, max_iter: 10))
    assert length(clusters) == 5
  end

  test "recommendations", %{session: session} do
    rows =
      for user <- 0..3,
          item <- 0..3,
          rem(user + item, 3) != 0,
          do: [user, item, 1.0 + rem(user * item, 4)]

    ratings = SparkEx.create_dataframe!(session, rows, schema: "user INT, item INT, rating FLOAT")
    model = ML.fit!(ML.als(rank: 2, max_iter: 2, seed: 1), ratings)
    assert ML.rank!(model) == 2
    all = DataFrame.collect!(ML.recommend_for_all_users(model, 2))
    assert [%{"recommendations" => [%{"item" => _, "rating" => _}, _]} | _] = all
    some = DataFrame.limit(DataFrame.distinct(DataFrame.select(ratings, ["user"])), 1)
    assert DataFrame.count!(ML.recommend_for_user_subset(model, some, 2)) == 1
  end

  test "says how to fit what the server's offloading refuses", %{session: session} do
    baskets = SparkEx.create_dataframe!(session, items: [["a"]])
    assert {:error, error} = ML.fit(ML.fp_growth(), baskets)
    assert Exception.message(error) =~ "memoryControl.enabled to false"
  end

  test "nearest neighbors", %{frame: frame} do
    lsh =
      ML.bucketed_random_projection_lsh(
        input_col: :features,
        output_col: :h,
        bucket_length: 2,
        seed: 1
      )

    model = ML.fit!(lsh, frame)
    nearest = ML.approx_nearest_neighbors(model, frame, [3, 2], 2)
    assert %{"distCol" => 0.0, "a" => 3.0} = hd(DataFrame.collect!(nearest))
    pairs = ML.approx_similarity_join(model, frame, frame, 0.5, "distance")
    assert DataFrame.count!(pairs) >= 50
  end

  test "models from labels and words", %{session: session} do
    frame = SparkEx.create_dataframe!(session, c: ["UA", "AA"], w: [["a"], ["b", "b"]])
    indexer = ML.string_indexer_model!(session, ["AA", "UA"], input_col: :c, output_col: :i)
    assert ML.labels_array!(indexer) == [["AA", "UA"]]
    vectorizer = ML.count_vectorizer_model!(session, ["a", "b"], input_col: :w, output_col: :v)

    assert [%{"i" => 1.0, "v" => %Vector{values: [1.0]}}, %{"i" => 0.0}] =
             DataFrame.collect!(ML.transform(vectorizer, ML.transform(indexer, frame)))

    assert "der" in ML.default_stop_words!(session, "german")
    assert {:error, %Error.Argument{}} = ML.string_indexer_model(session, [1])
  end

  test "refuses terms that are not stages", %{session: session} do
    assert {:error, %Error.Remote{error_class: "PATH_NOT_FOUND"}} = ML.load(session, path("none"))
  end

  describe "the server's cache" do
    # Of a session of its own: the others use theirs at the same time.
    setup do
      session = start_supervised!({Session, url: SparkEx.TestSpark.url()}, id: :cache)

      frame =
        SparkEx.create_dataframe!(session, @rows, schema: "a DOUBLE, b DOUBLE, label DOUBLE")

      assembler = ML.vector_assembler(input_cols: [:a, :b], output_col: :features)
      {:ok, session: session, frame: ML.transform(assembler, frame)}
    end

    defp fit_and_drop(frame, count) do
      task =
        Task.async(fn ->
          for _number <- 1..count do
            model = ML.fit!(ML.linear_regression(max_iter: 1), frame)
            %Vector{} = ML.coefficients!(model)
            %{} = ML.evaluate!(model, frame)
          end

          :ok
        end)

      Task.await(task, :infinity)
    end

    test "forgets models and summaries that the VM has collected", %{
      session: session,
      frame: frame
    } do
      assert ML.cache_info!(session) == []
      assert fit_and_drop(frame, 3) == :ok
      assert eventually(fn -> ML.cache_info!(session) == [] end)
    end

    @tag :long
    @tag timeout: 600_000
    test "forgets 200 models", %{session: session, frame: frame} do
      assert fit_and_drop(frame, 200) == :ok
      assert eventually(fn -> ML.cache_info!(session) == [] end)
    end

    test "keeps a model while a frame uses it", %{session: session, frame: frame} do
      predictions =
        Task.await(
          Task.async(fn ->
            frame |> then(&ML.fit!(ML.linear_regression(max_iter: 1), &1)) |> ML.transform(frame)
          end),
          :infinity
        )

      :erlang.garbage_collect()
      assert DataFrame.count!(predictions) == 50
      assert [%{class: class}] = ML.cache_info!(session)
      assert class =~ "LinearRegressionModel"
    end

    test "is cleaned, and says which model is gone", %{session: session, frame: frame} do
      model = ML.fit!(ML.linear_regression(max_iter: 1), frame)
      assert ML.model_size!(model) > 0
      assert ML.delete!(model) == :ok
      assert {:error, %Error.Model{reason: :deleted} = error} = ML.coefficients(model)
      assert Exception.message(error) =~ "save models with SparkEx.ML.save/3"
      assert {:error, error} = model |> ML.transform(frame) |> DataFrame.collect()
      assert Exception.message(error) =~ "The server no longer has the model"

      model = ML.fit!(ML.linear_regression(max_iter: 1), frame)
      assert ML.clean_cache!(session) >= 1
      assert {:error, %Error.Model{reason: :deleted}} = ML.intercept(model)
    end

    test "is lost with the session", %{session: session, frame: frame} do
      model = ML.fit!(ML.linear_regression(max_iter: 1), frame)
      :ok = Session.reconnect(session)
      assert {:error, %Error.Model{reason: :lost} = error} = ML.coefficients(model)
      assert Exception.message(error) =~ "LinearRegressionModel"
      assert {:error, %Error.Model{reason: :lost}} = ML.save(model, path("lost"))
    end
  end
end
