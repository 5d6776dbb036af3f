defmodule SparkEx.ML.Tuner do
  @moduledoc """
  The choice of the best parameters from a grid, see `SparkEx.ML.cross_validator/1` and
  `SparkEx.ML.train_validation_split/1`. It runs here: the server fits and evaluates each
  candidate. Fitting makes a `SparkEx.ML.TunedModel`.
  """

  alias SparkEx.{DataFrame, Error}
  alias SparkEx.ML.{Grid, Operator, Params, Stage, Stages, Storage, Table, TunedModel, Tuning}

  @enforce_keys [:class, :uid, :params]
  defstruct [:class, :uid, :params]

  @type t :: %__MODULE__{class: String.t(), uid: String.t(), params: %{String.t() => term}}

  @needed ["estimator", "evaluator"]

  @doc false
  @spec new(String.t(), keyword) :: t
  def new(class, options) do
    name = Table.short(class)

    params =
      options
      |> Params.new!(Table.params(class), name)
      |> Map.put_new("estimatorParamMaps", [%{}])

    for needed <- @needed,
        not is_map_key(params, needed),
        do: raise(Error.Argument, "#{name} needs the parameter :#{needed}")

    %{"estimator" => estimator, "evaluator" => evaluator, "estimatorParamMaps" => grid} = params

    unless Stage.estimator?(estimator),
      do: raise(Stages.refuse(estimator, name, "is not an estimator"))

    unless match?(%Operator{kind: :evaluator}, evaluator),
      do: raise(Stages.refuse(evaluator, name, "is not an evaluator"))

    Grid.check!(grid, estimator)
    params = Map.put_new_lazy(params, "seed", fn -> :rand.uniform(0x7FFF_FFFF) end)
    %__MODULE__{class: class, uid: Stages.uid(class), params: params}
  end

  @doc false
  @spec fit(t, DataFrame.t(), keyword) :: {:ok, TunedModel.t()} | {:error, Exception.t()}
  def fit(tuner, frame, options) do
    %{"estimator" => estimator, "evaluator" => evaluator, "estimatorParamMaps" => grid} =
      tuner.params

    with {:ok, results} <- Tuning.run(tuner, frame, options),
         {means, deviations} = Tuning.averages(results, length(grid)),
         best = grid |> Enum.at(Tuning.best(means, evaluator)) |> Grid.apply_to(estimator),
         {:ok, model} <- Stage.fit(best, frame, Keyword.delete(options, :progress)) do
      {:ok,
       %TunedModel{
         class: tuner.class <> "Model",
         uid: tuner.uid,
         params: tuner.params,
         best_model: model,
         metrics: means,
         std_metrics: deviations,
         sub_models: if(tuner.params["collectSubModels"], do: Tuning.models(results))
       }}
    end
  end

  # What PySpark's writer has, with the defaults. Models have no parameters of the fitting.
  @doc false
  @spec write(t | TunedModel.t(), SparkEx.Session.t(), String.t(), map, [String.t()], keyword) ::
          :ok | {:error, Exception.t()}
  def write(stage, session, path, extra, without, options) do
    %{"estimator" => estimator, "evaluator" => evaluator, "estimatorParamMaps" => grid} =
      stage.params

    skipped = ["estimator", "evaluator", "estimatorParamMaps" | without]
    params = Params.with_defaults(stage.params, stage.class) |> Map.drop(skipped)
    "org.apache.spark." <> class = stage.class

    metadata =
      Map.merge(extra, %{
        class: "pyspark." <> class,
        uid: stage.uid,
        paramMap: Map.put(params, "estimatorParamMaps", Grid.to_json!(grid))
      })

    with :ok <- Storage.write_metadata(session, path, metadata, options),
         :ok <- Stage.write(evaluator, session, path <> "/evaluator", options),
         do: Stage.write(estimator, session, path <> "/estimator", options)
  rescue
    error in Error.Argument -> {:error, error}
  end

  @doc false
  @spec read_params(SparkEx.Session.t(), String.t(), map, keyword) ::
          {:ok, map} | {:error, Exception.t()}
  def read_params(session, path, %{"paramMap" => params} = metadata, options) do
    with {:ok, evaluator} <- Storage.read(session, path <> "/evaluator", options),
         {:ok, estimator} <- Storage.read(session, path <> "/estimator", options) do
      grid = Grid.from_json!(params["estimatorParamMaps"], estimator)
      defaults = Map.get(metadata, "defaultParamMap", %{})
      stages = %{"estimator" => estimator, "evaluator" => evaluator, "estimatorParamMaps" => grid}
      {:ok, defaults |> Map.merge(params) |> Map.merge(stages)}
    end
  rescue
    error in Error.Argument -> {:error, error}
  end

  @doc false
  @spec read(SparkEx.Session.t(), String.t(), map, keyword) :: {:ok, t} | {:error, Exception.t()}
  def read(session, path, metadata, options) do
    with {:ok, params} <- read_params(session, path, metadata, options),
         do: {:ok, %__MODULE__{class: class(metadata), uid: metadata["uid"], params: params}}
  end

  @doc false
  @spec class(map) :: String.t()
  def class(%{"class" => class}), do: "org.apache.spark.ml.tuning." <> Table.short(class)

  defimpl Inspect do
    def inspect(tuner, options) do
      params = Map.update!(tuner.params, "estimatorParamMaps", &length/1)
      SparkEx.ML.Params.inspect(Table.short(tuner.class), params, options)
    end
  end

  defimpl Stage do
    alias SparkEx.ML.{Params, Stages, Table, Tuner}

    def estimator?(_tuner), do: true
    def fit(tuner, frame, options), do: Tuner.fit(tuner, frame, options)

    def transform(tuner, _frame),
      do:
        raise(Stages.refuse(tuner, "transform/2", "must be fitted first, with SparkEx.ML.fit/3"))

    def write(tuner, session, path, options),
      do: Tuner.write(tuner, session, path, %{}, [], options)

    def put(tuner, params) do
      params = Params.new!(params, Table.params(tuner.class), Table.short(tuner.class))
      %{tuner | params: Map.merge(tuner.params, params)}
    end
  end
end
