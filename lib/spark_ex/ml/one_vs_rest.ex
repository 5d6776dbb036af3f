defmodule SparkEx.ML.OneVsRest do
  @moduledoc """
  A classifier of several classes made of one binary classifier for each, see
  `SparkEx.ML.one_vs_rest/1`. Fitting makes a `SparkEx.ML.OneVsRestModel`.
  """

  alias SparkEx.{Column, DataFrame, Error}
  alias SparkEx.Functions, as: F
  alias SparkEx.ML.{OneVsRestModel, Operator, Params, Stage, Stages, Storage, Table}

  @class "org.apache.spark.ml.classification.OneVsRest"

  @enforce_keys [:uid, :params]
  defstruct [:uid, :params, class: @class]

  @type t :: %__MODULE__{class: String.t(), uid: String.t(), params: %{String.t() => term}}

  @doc false
  @spec new(keyword) :: t
  def new(options) do
    params = Params.new!(options, Table.params(@class), "OneVsRest")

    unless match?(%{"classifier" => %Operator{kind: :estimator}}, params),
      do: raise(Error.Argument, "OneVsRest needs the parameter :classifier, an estimator")

    %__MODULE__{uid: Stages.uid("OneVsRest"), params: params}
  end

  @doc false
  @spec fit(t, DataFrame.t(), keyword) :: {:ok, OneVsRestModel.t()} | {:error, Exception.t()}
  def fit(stage, frame, options) do
    params = Params.with_defaults(stage.params, @class)
    columns = for name <- ~w(labelCol featuresCol weightCol), column = params[name], do: column
    rows = DataFrame.select(frame, columns)

    with {:ok, [[largest]]} <- largest(rows, params["labelCol"], options),
         {:ok, models} <- fit_classes(rows, 0..trunc(largest), params, options),
         do: {:ok, %OneVsRestModel{uid: stage.uid, params: stage.params, models: models}}
  end

  defp largest(rows, label, options) do
    rows |> DataFrame.agg([F.max(label)]) |> DataFrame.collect([as: :lists] ++ run(options))
  end

  defp run(options), do: Keyword.take(options, [:timeout])

  defp fit_classes(rows, classes, params, options) do
    classes
    |> Task.async_stream(&fit_class(rows, &1, params, run(options)),
      max_concurrency: params["parallelism"],
      timeout: :infinity
    )
    |> Stream.map(fn {:ok, result} -> result end)
    |> Stages.collect()
  end

  defp fit_class(rows, class, params, options) do
    label = "mc2b$#{class}"
    this_class = rows |> DataFrame.col(params["labelCol"]) |> Column.eq(class * 1.0)
    binary = this_class |> F.when_(1.0) |> Column.otherwise(0.0)

    columns =
      %{"labelCol" => label}
      |> Map.merge(Map.take(params, ["featuresCol", "predictionCol", "weightCol"]))

    classifier = params["classifier"]

    Stage.fit(
      %{classifier | params: Map.merge(classifier.params, columns)},
      DataFrame.with_column(rows, label, binary),
      options
    )
  end

  @doc false
  @spec write(t | OneVsRestModel.t(), SparkEx.Session.t(), String.t(), map, [String.t()], keyword) ::
          :ok | {:error, Exception.t()}
  def write(stage, session, path, extra, without, options) do
    "org.apache.spark." <> class = stage.class
    params = Params.with_defaults(stage.params, stage.class) |> Map.drop(["classifier" | without])
    metadata = Map.merge(extra, %{class: "pyspark." <> class, uid: stage.uid, paramMap: params})

    with :ok <- Storage.write_metadata(session, path, metadata, options),
         do: Stage.write(stage.params["classifier"], session, path <> "/classifier", options)
  end

  @doc false
  @spec read(SparkEx.Session.t(), String.t(), map, keyword) :: {:ok, t} | {:error, Exception.t()}
  def read(session, path, metadata, options) do
    with {:ok, classifier} <- Storage.read(session, path <> "/classifier", options) do
      params = Map.put(metadata["paramMap"], "classifier", classifier)
      {:ok, %__MODULE__{uid: metadata["uid"], params: params}}
    end
  end

  defimpl Inspect do
    def inspect(stage, options), do: SparkEx.ML.Params.inspect("OneVsRest", stage.params, options)
  end

  defimpl Stage do
    alias SparkEx.ML.{OneVsRest, Params, Stages, Table}

    def estimator?(_stage), do: true
    def fit(stage, frame, options), do: OneVsRest.fit(stage, frame, options)

    def transform(stage, _frame),
      do:
        raise(Stages.refuse(stage, "transform/2", "must be fitted first, with SparkEx.ML.fit/3"))

    def write(stage, session, path, options),
      do: OneVsRest.write(stage, session, path, %{}, [], options)

    def put(stage, params) do
      params = Params.new!(params, Table.params(stage.class), "OneVsRest")
      %{stage | params: Map.merge(stage.params, params)}
    end
  end
end
