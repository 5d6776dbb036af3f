defprotocol SparkEx.ML.Stage do
  @moduledoc false
  # What estimators, transformers, evaluators and models can do, on the server or here.

  @doc "Whether the stage is fitted to rows before it transforms any."
  @spec estimator?(t) :: boolean
  def estimator?(stage)

  @doc "Fits a model to the rows of a frame."
  @spec fit(t, SparkEx.DataFrame.t(), keyword) :: {:ok, t} | {:error, Exception.t()}
  def fit(stage, frame, options)

  @doc "The frame with the columns that the stage adds. Raises where the stage adds none."
  @spec transform(t, SparkEx.DataFrame.t()) :: SparkEx.DataFrame.t()
  def transform(stage, frame)

  @doc "Writes the stage to a path."
  @spec write(t, SparkEx.Session.t(), String.t(), keyword) :: :ok | {:error, Exception.t()}
  def write(stage, session, path, options)

  @doc "The stage with other parameters."
  @spec put(t, keyword) :: t
  def put(stage, params)
end
