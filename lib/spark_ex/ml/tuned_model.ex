defmodule SparkEx.ML.TunedModel do
  @moduledoc """
  The result of a `SparkEx.ML.Tuner`.

  | Field          | Holds                                                                  |
  |----------------|------------------------------------------------------------------------|
  | `:best_model`  | the model with the best parameters, fitted to all rows                 |
  | `:metrics`     | the metric of each candidate, the mean of the folds                    |
  | `:std_metrics` | the standard deviation of the folds, of a cross-validation             |
  | `:sub_models`  | the models of each fold, with `collect_sub_models: true`, else `nil`   |
  """

  alias SparkEx.ML.{Stage, Stages, Storage, Table, Tuner}

  @enforce_keys [:class, :uid, :params, :best_model, :metrics]
  defstruct [:class, :uid, :params, :best_model, :metrics, :std_metrics, :sub_models]

  @type t :: %__MODULE__{
          class: String.t(),
          uid: String.t(),
          params: %{String.t() => term},
          best_model: SparkEx.ML.stage(),
          metrics: [float | :nan],
          std_metrics: [float | :nan] | nil,
          sub_models: [[SparkEx.ML.stage()]] | nil
        }

  @cross "CrossValidatorModel"

  @doc false
  @spec write(t, SparkEx.Session.t(), String.t(), keyword) :: :ok | {:error, Exception.t()}
  def write(model, session, path, options) do
    extra = Map.put(metrics(model), :persistSubModels, model.sub_models != nil)
    without = ["parallelism", "collectSubModels"]

    with :ok <- Tuner.write(model, session, path, extra, without, options),
         do:
           Stages.write(
             [{model.best_model, path <> "/bestModel"} | sub_models(model, path)],
             session,
             options
           )
  end

  defp metrics(model) do
    if cross?(model),
      do: %{avgMetrics: model.metrics, stdMetrics: model.std_metrics},
      else: %{validationMetrics: model.metrics}
  end

  defp cross?(%{class: class}), do: Table.short(class) == @cross

  defp sub_models(%{sub_models: nil}, _path), do: []

  defp sub_models(model, path) do
    for {models, fold} <- Enum.with_index(model.sub_models),
        {sub_model, at} <- Enum.with_index(models),
        do: {sub_model, sub_path(cross?(model), path, fold, at)}
  end

  defp sub_path(true, path, fold, at), do: "#{path}/subModels/fold#{fold}/#{at}"
  defp sub_path(false, path, _fold, at), do: "#{path}/subModels/#{at}"

  @doc false
  @spec read(SparkEx.Session.t(), String.t(), map, keyword) :: {:ok, t} | {:error, Exception.t()}
  def read(session, path, metadata, options) do
    with {:ok, params} <- Tuner.read_params(session, path, metadata, options),
         {:ok, best} <- Storage.read(session, path <> "/bestModel", options),
         model = loaded(metadata, params, best),
         {:ok, sub_models} <- read_sub_models(model, metadata, session, path, options),
         do: {:ok, %{model | sub_models: sub_models}}
  end

  defp loaded(metadata, params, best) do
    %__MODULE__{
      class: Tuner.class(metadata),
      uid: metadata["uid"],
      params: params,
      best_model: best,
      metrics: metadata["avgMetrics"] || metadata["validationMetrics"],
      std_metrics: metadata["stdMetrics"]
    }
  end

  defp read_sub_models(model, %{"persistSubModels" => true}, session, path, options) do
    folds = if cross?(model), do: model.params["numFolds"], else: 1
    candidates = length(model.params["estimatorParamMaps"])

    read =
      for fold <- 0..(folds - 1) do
        for at <- 0..(candidates - 1),
            do: Storage.read(session, sub_path(cross?(model), path, fold, at), options)
      end

    case read |> Enum.concat() |> Enum.find(&match?({:error, _error}, &1)) do
      nil -> {:ok, Enum.map(read, fn fold -> Enum.map(fold, &elem(&1, 1)) end)}
      error -> error
    end
  end

  defp read_sub_models(_model, _metadata, _session, _path, _options), do: {:ok, nil}

  defimpl Inspect do
    def inspect(model, options) do
      fields = [best_model: model.best_model, metrics: model.metrics]
      fields = Inspect.Algebra.to_doc(fields, options)
      Inspect.Algebra.concat(["#SparkEx.ML.#{Table.short(model.class)}<", fields, ">"])
    end
  end

  defimpl Stage do
    alias SparkEx.ML.{Stages, TunedModel}

    def estimator?(_model), do: false

    def fit(model, _frame, _options),
      do: {:error, Stages.refuse(model, "fit/3", "is fitted already")}

    def transform(model, frame), do: Stage.transform(model.best_model, frame)
    def write(model, session, path, options), do: TunedModel.write(model, session, path, options)

    def put(model, _params),
      do: raise(Stages.refuse(model, "put/2", "has no parameters; set those of its best model"))
  end
end
