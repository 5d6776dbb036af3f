defmodule SparkEx.ML.Composite do
  @moduledoc false
  # Stages that run here and hold others.

  alias SparkEx.ML.{OneVsRest, OneVsRestModel, Pipeline, PipelineModel}
  alias SparkEx.ML.{Stage, TunedModel, Tuner}

  @readers %{
    "Pipeline" => Pipeline,
    "PipelineModel" => PipelineModel,
    "CrossValidator" => Tuner,
    "CrossValidatorModel" => TunedModel,
    "TrainValidationSplit" => Tuner,
    "TrainValidationSplitModel" => TunedModel,
    "OneVsRest" => OneVsRest,
    "OneVsRestModel" => OneVsRestModel
  }
  @packages ["pyspark.ml.", "org.apache.spark.ml."]

  @doc "The module that reads a saved stage of the class, `nil` where the server does."
  @spec reader(String.t()) :: module | nil
  def reader(class) do
    if String.starts_with?(class, @packages),
      do: @readers[class |> String.split(".") |> List.last()]
  end

  @doc "The session of a stage or of one that it holds."
  @spec session(Stage.t()) :: SparkEx.Session.t() | nil
  def session(stage), do: stage |> all() |> Enum.find_value(&Map.get(&1, :session))

  @doc "A stage and all that it holds."
  @spec all(Stage.t()) :: [Stage.t()]
  def all(stage), do: [stage | stage |> children() |> Enum.flat_map(&all/1)]

  defp children(%{stages: stages}), do: stages
  defp children(%TunedModel{best_model: model}), do: [model]
  defp children(%OneVsRestModel{models: models}), do: models
  defp children(%Tuner{params: %{"estimator" => estimator}}), do: [estimator]
  defp children(%OneVsRest{params: %{"classifier" => classifier}}), do: [classifier]
  defp children(_stage), do: []
end
