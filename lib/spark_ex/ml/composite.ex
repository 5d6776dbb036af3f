defmodule SparkEx.ML.Composite do
  @moduledoc false
  # Stages that run here and hold others.

  alias SparkEx.ML.{Model, Pipeline, PipelineModel, Stage}

  @readers %{"Pipeline" => Pipeline, "PipelineModel" => PipelineModel}
  @packages ["pyspark.ml.", "org.apache.spark.ml."]

  @doc "The module that reads a saved stage of the class, `nil` where the server does."
  @spec reader(String.t()) :: module | nil
  def reader(class) do
    if String.starts_with?(class, @packages),
      do: @readers[class |> String.split(".") |> List.last()]
  end

  @doc "The session of a stage or of one that it holds."
  @spec session(Stage.t()) :: SparkEx.Session.t() | nil
  def session(%Model{session: session}), do: session
  def session(stage), do: stage |> children() |> Enum.find_value(&session/1)

  @doc "The stages that a stage holds."
  @spec children(Stage.t()) :: [Stage.t()]
  def children(%{stages: stages}), do: stages
  def children(_stage), do: []
end
