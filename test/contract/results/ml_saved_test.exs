defmodule SparkEx.Contract.MLSavedTest do
  # Stages that SparkEx saved are loaded by PySpark, and the other way round.
  use SparkEx.SparkCase, async: true

  alias SparkEx.{ML, TestPython, TestSpark}
  alias SparkEx.Types.JSONCodec

  @moduletag :recorded_spark
  @moduletag timeout: 300_000
  @moduletag :tmp_dir
  @moduletag :long

  @program "test/contract/results/ml_saved.py"
  @query "SELECT CAST(id AS DOUBLE) a, CAST(id * id % 7 AS DOUBLE) b, " <>
           "CAST(id > 20 AS DOUBLE) label FROM range(0, 50, 1, 1)"

  unless TestPython.available?(), do: @moduletag(skip: "needs a Python with PySpark")

  test("a pipeline and a tuner", context, do: both_ways(context, ["pipeline"]))

  @tag :long
  test(
    "tuned models and one-vs-rest",
    context,
    do: both_ways(context, ~w(pipeline validator split rest))
  )

  defp both_ways(%{session: session, tmp_dir: folder}, names) do
    rows = SparkEx.sql(session, @query)
    ours = Path.join(folder, "ours")
    theirs = Path.join(folder, "theirs")
    stages = stages()

    for name <- ~w(pipeline validator),
        do: ML.save!(stages[name], "#{ours}/#{name}", session: session)

    models = for name <- names, into: %{}, do: {name, ML.fit!(stages[name], rows)}
    for {name, model} <- models, do: ML.save!(model, "#{ours}/#{name}_model")

    input = Enum.join([TestSpark.url(), ours, theirs, @query, Enum.join(names, " ")], "\n")
    printed = @program |> File.read!() |> TestPython.run!(input) |> printed()
    assert {printed["folds"], printed["stages"]} == {2, 2}
    for {name, model} <- models, do: assert(printed[name] == predictions(model, rows))
    assert printed["metrics"] == (models["validator"] && models["validator"].metrics)

    for name <- names do
      model = ML.load!(session, "#{theirs}/#{name}_model")
      assert predictions(model, rows) == printed["saved_" <> name]
      if name == "validator", do: assert(model.metrics == printed["saved_metrics"])
    end

    assert length(ML.load!(session, theirs <> "/pipeline").stages) == 2
    validator = ML.load!(session, theirs <> "/validator")

    assert {validator.params["numFolds"], length(validator.params["estimatorParamMaps"])} ==
             {2, 2}
  end

  defp stages do
    assembler = ML.vector_assembler(input_cols: [:a, :b], output_col: :features)
    regression = ML.logistic_regression(max_iter: 3)
    pipeline = ML.pipeline([assembler, regression])
    grid = ML.param_grid([{regression, reg_param: [0.01, 10.0]}])
    evaluator = ML.binary_classification_evaluator()
    tuned = [estimator: pipeline, estimator_param_maps: grid, evaluator: evaluator, seed: 7]

    %{
      "pipeline" => pipeline,
      "validator" => ML.cross_validator(tuned ++ [num_folds: 2, parallelism: 2]),
      "split" => ML.train_validation_split(tuned),
      "rest" => ML.pipeline([assembler, ML.one_vs_rest(classifier: regression)])
    }
  end

  defp predictions(model, rows) do
    frame = model |> ML.transform(rows) |> DataFrame.sort("a") |> DataFrame.select(["prediction"])
    for [prediction] <- DataFrame.collect!(frame, as: :lists), do: prediction
  end

  defp printed(output) do
    for line <- String.split(output, "\n"),
        [_all, name, value] <- [Regex.run(~r/\A([a-z_]+) (\[.*\]|\d+)\z/, line)],
        into: %{},
        do: {name, JSONCodec.decode!(value)}
  end
end
