defmodule SparkEx.ML.Tuning do
  @moduledoc false
  # Fitting and evaluation of the candidates of a grid, several at a time over one session.

  alias SparkEx.{Column, DataFrame, Error}
  alias SparkEx.Functions, as: F
  alias SparkEx.ML.{Evaluation, Grid, Operator, Params, Stage, Table, Tuner}

  @type result :: %{fold: non_neg_integer, candidate: non_neg_integer, metric: term, model: term}

  @smaller_is_better %{
    "RegressionEvaluator" => ["rmse", "mse", "mae"],
    "MulticlassClassificationEvaluator" => [
      "logLoss",
      "hammingLoss",
      "falsePositiveRateByLabel",
      "weightedFalsePositiveRate"
    ],
    "MultilabelClassificationEvaluator" => ["hammingLoss"]
  }
  @default_metrics %{"RegressionEvaluator" => "rmse"}

  @doc """
  The metrics of all candidates in all folds. The rows are kept by the server meanwhile, with the
  random numbers that split them.
  """
  @spec run(Tuner.t(), DataFrame.t(), keyword) :: {:ok, [result]} | {:error, Exception.t()}
  def run(tuner, frame, options) do
    {frame, folds} = folds(tuner, frame)

    with {:ok, _frame} <- DataFrame.persist(frame) do
      try do
        jobs = jobs(tuner, folds.(frame))
        collect(jobs, tuner, options)
      after
        DataFrame.unpersist(frame)
      end
    end
  rescue
    error in Error.Argument -> {:error, error}
  end

  # Folds: pairs of rows to fit and rows to evaluate.

  defp folds(%{class: "org.apache.spark.ml.tuning.CrossValidator"} = tuner, frame) do
    params = Params.with_defaults(tuner.params, tuner.class)

    case params["foldCol"] do
      "" -> {random(tuner, frame), &random_folds(&1, tuner, params["numFolds"])}
      column -> {checked(frame, column, params), &given_folds(&1, column, params["numFolds"])}
    end
  end

  defp folds(tuner, frame) do
    ratio = Params.with_defaults(tuner.params, tuner.class)["trainRatio"]

    {random(tuner, frame),
     fn frame -> [split(frame, Column.gte(number(frame, tuner), ratio))] end}
  end

  defp random(tuner, frame) do
    number = tuner.params["seed"] |> F.rand() |> Column.alias_(column(tuner))
    DataFrame.select(frame, ["*", number])
  end

  defp column(tuner), do: tuner.uid <> "_rand"
  defp number(frame, tuner), do: DataFrame.col(frame, column(tuner))

  defp random_folds(frame, tuner, count) do
    for fold <- 0..(count - 1) do
      number = number(frame, tuner)
      share = 1.0 / count
      from = Column.gte(number, fold * share)
      split(frame, Column.and_(from, Column.lt(number, (fold + 1) * share)))
    end
  end

  # A row of another fold would be in all rows to fit.
  defp checked(frame, column, %{"numFolds" => count}) do
    fold = F.col(column)
    text = "the fold number must be in the range [0, #{count}), but it is %s"
    in_range = Column.and_(Column.gte(fold, 0), Column.lt(fold, count))
    error = F.raise_error(F.printf(F.lit(text), [fold]))
    DataFrame.with_column(frame, column, in_range |> F.when_(fold) |> Column.otherwise(error))
  end

  defp given_folds(frame, column, count) do
    for fold <- 0..(count - 1), do: split(frame, Column.eq(F.col(column), fold))
  end

  defp split(frame, validation) do
    {DataFrame.filter(frame, Column.not_(validation)), DataFrame.filter(frame, validation)}
  end

  # Jobs

  defp jobs(%{params: params}, folds) do
    for {{train, validation}, fold} <- Enum.with_index(folds),
        {candidate, at} <- Enum.with_index(params["estimatorParamMaps"]) do
      %{
        fold: fold,
        candidate: at,
        estimator: Grid.apply_to(candidate, params["estimator"]),
        evaluator: params["evaluator"],
        train: train,
        validation: validation
      }
    end
  end

  defp collect(jobs, tuner, options) do
    run = Keyword.take(options, [:timeout])
    keep = tuner.params["collectSubModels"] == true
    total = length(jobs)

    jobs
    |> Task.async_stream(&job(&1, run, keep),
      max_concurrency: Map.get(tuner.params, "parallelism", 1),
      ordered: false,
      timeout: :infinity
    )
    |> Enum.reduce_while({:ok, []}, fn {:ok, answer}, {:ok, results} ->
      with {:ok, result} <- answer,
           results = [result | results],
           :ok <- report(options[:progress], result, length(results), total) do
        {:cont, {:ok, results}}
      else
        {:error, error} -> {:halt, {:error, error}}
      end
    end)
  end

  defp job(job, options, keep) do
    with {:ok, model} <- Stage.fit(job.estimator, job.train, options),
         predictions = Stage.transform(model, job.validation),
         {:ok, metric} <- Evaluation.evaluate(predictions, job.evaluator, options) do
      result = %{fold: job.fold, candidate: job.candidate, metric: metric}
      {:ok, Map.put(result, :model, if(keep, do: model))}
    end
  rescue
    error in Error.Argument -> {:error, error}
  end

  defp report(nil, _result, _done, _total), do: :ok

  defp report(progress, result, done, total) do
    event =
      result |> Map.take([:fold, :candidate, :metric]) |> Map.merge(%{done: done, total: total})

    case progress.(event) do
      :cancel ->
        text = "the tuning was cancelled after #{done} of #{total} fits"
        {:error, %Error.Transport{reason: :cancelled, text: text}}

      _go_on ->
        :ok
    end
  end

  # Results

  @doc "The mean and the standard deviation of the metrics of each candidate."
  @spec averages([result], pos_integer) :: {[float], [float]}
  def averages(results, count) do
    by_candidate = Enum.group_by(results, & &1.candidate)

    0..(count - 1)
    |> Enum.map(fn at -> by_candidate[at] |> Enum.sort_by(& &1.fold) |> Enum.map(& &1.metric) end)
    |> Enum.map(&average/1)
    |> Enum.unzip()
  end

  defp average(metrics) do
    if Enum.all?(metrics, &is_number/1) do
      count = length(metrics)
      mean = Enum.sum(metrics) / count
      squares = Enum.map(metrics, &((&1 - mean) * (&1 - mean)))
      {mean, :math.sqrt(Enum.sum(squares) / count)}
    else
      {:nan, :nan}
    end
  end

  @doc "The place of the best metric."
  @spec best([float | :nan], Operator.t()) :: non_neg_integer
  def best(metrics, evaluator) do
    sign = if larger_is_better?(evaluator), do: -1, else: 1

    metrics
    |> Enum.with_index()
    |> Enum.min_by(fn {metric, at} ->
      {not is_number(metric), is_number(metric) && metric * sign, at}
    end)
    |> elem(1)
  end

  defp larger_is_better?(%{class: class, params: params}) do
    short = Table.short(class)
    metric = Map.get(params, "metricName", @default_metrics[short])
    metric not in Map.get(@smaller_is_better, short, [])
  end

  @doc "The models by fold and candidate."
  @spec models([result]) :: [[Stage.t()]]
  def models(results) do
    results
    |> Enum.sort_by(&{&1.fold, &1.candidate})
    |> Enum.chunk_by(& &1.fold)
    |> Enum.map(fn fold -> Enum.map(fold, & &1.model) end)
  end
end
