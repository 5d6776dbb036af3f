defmodule SparkEx.ML.PipelineModel do
  @moduledoc """
  A fitted pipeline. `:stages` are its transformers and models, in their order.
  """

  alias SparkEx.ML.{Pipeline, Stage}

  @enforce_keys [:uid, :stages]
  defstruct [:uid, :stages]

  @type t :: %__MODULE__{uid: String.t(), stages: [SparkEx.ML.stage()]}

  @doc false
  @spec read(SparkEx.Session.t(), String.t(), map, keyword) :: {:ok, t} | {:error, Exception.t()}
  def read(session, path, metadata, options) do
    with {:ok, stages} <- Pipeline.read_stages(session, path, metadata, options),
         do: {:ok, %__MODULE__{uid: metadata["uid"], stages: stages}}
  end

  defimpl Inspect do
    def inspect(%{stages: stages}, options) do
      stages = Inspect.Algebra.to_doc(stages, options)
      Inspect.Algebra.concat(["#SparkEx.ML.PipelineModel<", stages, ">"])
    end
  end

  defimpl Stage do
    alias SparkEx.ML.{Pipeline, Stages}

    def estimator?(_model), do: false

    def fit(model, _frame, _options),
      do: {:error, Stages.refuse(model, "fit/3", "is fitted already")}

    def transform(%{stages: stages}, frame), do: Enum.reduce(stages, frame, &Stage.transform/2)

    def write(model, session, path, options),
      do: Pipeline.write(model, "pyspark.ml.pipeline.PipelineModel", session, path, options)

    def put(model, _params),
      do: raise(Stages.refuse(model, "put/2", "has no parameters; set those of its stages"))
  end
end
