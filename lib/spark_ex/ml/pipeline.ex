defmodule SparkEx.ML.Pipeline do
  @moduledoc """
  Stages that are fitted one after the other, see `SparkEx.ML.pipeline/1`. Fitting makes a
  `SparkEx.ML.PipelineModel`.
  """

  alias SparkEx.ML.{PipelineModel, Stage, Stages, Storage}

  @enforce_keys [:uid, :stages]
  defstruct [:uid, :stages]

  @type t :: %__MODULE__{uid: String.t(), stages: [SparkEx.ML.stage()]}

  @doc false
  @spec new([Stage.t()]) :: t
  def new(stages) when is_list(stages) do
    expected = "a list of estimators, transformers and models"
    for stage <- stages, do: Stages.stage!(stage, expected)
    %__MODULE__{uid: Stages.uid("Pipeline"), stages: stages}
  end

  def new(other),
    do: raise(SparkEx.Arguments.Receiver.error(other, "a list of estimators and transformers"))

  # Transforms happen up to the last estimator only, as in PySpark.
  @doc false
  @spec fit(t, SparkEx.DataFrame.t(), keyword) ::
          {:ok, PipelineModel.t()} | {:error, Exception.t()}
  def fit(%{stages: stages, uid: uid}, frame, options) do
    last = stages |> Enum.map(&Stage.estimator?/1) |> last_true()

    stages
    |> Enum.with_index()
    |> Enum.reduce_while({:ok, [], frame}, fn {stage, at}, {:ok, fitted, frame} ->
      with {:ok, model} <- fit_stage(stage, frame, options) do
        frame = if at < last, do: Stage.transform(model, frame), else: frame
        {:cont, {:ok, [model | fitted], frame}}
      else
        {:error, error} -> {:halt, {:error, error}}
      end
    end)
    |> case do
      {:ok, fitted, _frame} -> {:ok, %PipelineModel{uid: uid, stages: Enum.reverse(fitted)}}
      {:error, error} -> {:error, error}
    end
  end

  defp last_true(flags) do
    flags
    |> Enum.with_index()
    |> Enum.filter(&elem(&1, 0))
    |> Enum.map(&elem(&1, 1))
    |> Enum.max(fn -> -1 end)
  end

  defp fit_stage(stage, frame, options) do
    if Stage.estimator?(stage), do: Stage.fit(stage, frame, options), else: {:ok, stage}
  end

  @doc false
  @spec write(t | PipelineModel.t(), String.t(), SparkEx.Session.t(), String.t(), keyword) ::
          :ok | {:error, Exception.t()}
  def write(%{stages: stages, uid: uid}, class, session, path, options) do
    uids = Enum.map(stages, & &1.uid)

    metadata = %{
      class: class,
      uid: uid,
      paramMap: %{stageUids: uids, language: "Python"}
    }

    with :ok <- Storage.write_metadata(session, path, metadata, options),
         do: stages |> Enum.zip(paths(uids, path)) |> Stages.write(session, options)
  end

  @doc false
  @spec read_stages(SparkEx.Session.t(), String.t(), map, keyword) ::
          {:ok, [Stage.t()]} | {:error, Exception.t()}
  def read_stages(session, path, %{"paramMap" => %{"stageUids" => uids}}, options),
    do: uids |> paths(path) |> Stages.read(session, options)

  # The number of a stage has as many digits as the number of stages.
  defp paths(uids, path) do
    width = uids |> length() |> Integer.digits() |> length()

    for {uid, at} <- Enum.with_index(uids) do
      "#{path}/stages/#{at |> Integer.to_string() |> String.pad_leading(width, "0")}_#{uid}"
    end
  end

  @doc false
  @spec read(SparkEx.Session.t(), String.t(), map, keyword) :: {:ok, t} | {:error, Exception.t()}
  def read(session, path, metadata, options) do
    with {:ok, stages} <- read_stages(session, path, metadata, options),
         do: {:ok, %__MODULE__{uid: metadata["uid"], stages: stages}}
  end

  defimpl Inspect do
    def inspect(%{stages: stages}, options),
      do:
        Inspect.Algebra.concat([
          "#SparkEx.ML.Pipeline<",
          Inspect.Algebra.to_doc(stages, options),
          ">"
        ])
  end

  defimpl Stage do
    alias SparkEx.ML.{Pipeline, Stages}

    def estimator?(_pipeline), do: true
    def fit(pipeline, frame, options), do: Pipeline.fit(pipeline, frame, options)

    def transform(pipeline, _frame),
      do:
        raise(
          Stages.refuse(pipeline, "transform/2", "must be fitted first, with SparkEx.ML.fit/3")
        )

    def write(pipeline, session, path, options),
      do: Pipeline.write(pipeline, "pyspark.ml.pipeline.Pipeline", session, path, options)

    def put(pipeline, _params),
      do: raise(Stages.refuse(pipeline, "put/2", "has no parameters; set those of its stages"))
  end
end
