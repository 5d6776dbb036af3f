defmodule SparkEx.ML.OneVsRestModel do
  @moduledoc """
  A fitted `SparkEx.ML.OneVsRest`. `:models` are the binary models, by class.
  """

  alias SparkEx.{Column, DataFrame}
  alias SparkEx.Functions, as: F
  alias SparkEx.ML.{OneVsRest, Params, Stage, Stages, Table}

  @class "org.apache.spark.ml.classification.OneVsRestModel"

  @enforce_keys [:uid, :params, :models]
  defstruct [:uid, :params, :models, class: @class]

  @type t :: %__MODULE__{
          class: String.t(),
          uid: String.t(),
          params: %{String.t() => term},
          models: [SparkEx.ML.stage()]
        }

  # Each model adds its raw prediction, whose second element is the confidence of its class.
  @doc false
  @spec transform(t, DataFrame.t()) :: DataFrame.t()
  def transform(model, frame) do
    params = Params.with_defaults(model.params, @class)
    columns = for at <- 0..(length(model.models) - 1), do: "#{model.uid}_raw#{at}"

    scores = for column <- columns, do: Column.get_item(F.vector_to_array(column), 1)
    scored = "#{model.uid}_scores"

    model.models
    |> Enum.zip(columns)
    |> Enum.reduce(frame, fn {binary, column}, frame -> raw(binary, column, params, frame) end)
    |> DataFrame.with_column(scored, F.array(scores))
    |> with_column(params["rawPredictionCol"], F.array_to_vector(scored))
    |> with_column(params["predictionCol"], prediction(scored))
    |> DataFrame.drop([scored | columns])
  end

  defp raw(model, column, params, frame) do
    known = for %{name: name} <- Table.params(model.class) || [], do: name

    outputs =
      %{"rawPredictionCol" => column, "predictionCol" => "", "probabilityCol" => ""}
      |> Map.filter(fn {name, _column} -> known == [] or name in known end)
      |> Map.put("featuresCol", params["featuresCol"])

    Stage.transform(%{model | params: Map.merge(model.params, outputs)}, frame)
  end

  defp with_column(frame, name, _column) when name in [nil, ""], do: frame
  defp with_column(frame, name, column), do: DataFrame.with_column(frame, name, column)

  defp prediction(scored) do
    scored
    |> F.array_position(F.array_max(scored))
    |> Column.minus(1)
    |> Column.cast("double")
  end

  @doc false
  @spec write(t, SparkEx.Session.t(), String.t(), keyword) :: :ok | {:error, Exception.t()}
  def write(model, session, path, options) do
    extra = %{numClasses: length(model.models)}

    with :ok <- OneVsRest.write(model, session, path, extra, ["parallelism"], options),
         do: model.models |> Enum.zip(paths(path)) |> Stages.write(session, options)
  end

  defp paths(path), do: Stream.map(Stream.iterate(0, &(&1 + 1)), &"#{path}/model_#{&1}")

  @doc false
  @spec read(SparkEx.Session.t(), String.t(), map, keyword) :: {:ok, t} | {:error, Exception.t()}
  def read(session, path, metadata, options) do
    paths = path |> paths() |> Enum.take(metadata["numClasses"])

    with {:ok, models} <- Stages.read(paths, session, options),
         {:ok, %{params: params}} <- OneVsRest.read(session, path, metadata, options),
         do: {:ok, %__MODULE__{uid: metadata["uid"], params: params, models: models}}
  end

  defimpl Inspect do
    def inspect(model, options) do
      models = Inspect.Algebra.to_doc(model.models, options)
      Inspect.Algebra.concat(["#SparkEx.ML.OneVsRestModel<", models, ">"])
    end
  end

  defimpl Stage do
    alias SparkEx.ML.{OneVsRestModel, Stages}

    def estimator?(_model), do: false

    def fit(model, _frame, _options),
      do: {:error, Stages.refuse(model, "fit/3", "is fitted already")}

    def transform(model, frame), do: OneVsRestModel.transform(model, frame)

    def write(model, session, path, options),
      do: OneVsRestModel.write(model, session, path, options)

    def put(model, _params),
      do: raise(Stages.refuse(model, "put/2", "has no parameters; set those of its models"))
  end
end
