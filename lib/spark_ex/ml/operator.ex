defmodule SparkEx.ML.Operator do
  @moduledoc """
  An estimator, a transformer or an evaluator that runs on the server, with its parameters.

  `SparkEx.ML` has a function for each of Spark's, and `SparkEx.ML.estimator/2`,
  `SparkEx.ML.transformer/2` and `SparkEx.ML.evaluator/2` for those of third parties.

  | Field     | Holds                                                        |
  |-----------|--------------------------------------------------------------|
  | `:class`  | the name of the class on the server                          |
  | `:kind`   | `:estimator`, `:transformer` or `:evaluator`                 |
  | `:uid`    | the id, which models and saved files have as well            |
  | `:params` | the given parameters, by their names on the server           |
  """

  alias SparkEx.ML.{Params, Stages, Table}

  @enforce_keys [:class, :kind, :uid]
  defstruct [:class, :kind, :uid, params: %{}]

  @type kind :: :estimator | :transformer | :evaluator
  @type t :: %__MODULE__{
          class: String.t(),
          kind: kind,
          uid: String.t(),
          params: %{String.t() => term}
        }

  @doc false
  @spec new(String.t(), kind, keyword | map) :: t
  def new(class, kind, options) do
    params = Params.new!(options, Table.params(class), Table.short(class))
    %__MODULE__{class: class, kind: kind, uid: Stages.uid(class), params: params}
  end

  @doc false
  @spec message(t) :: map
  def message(operator),
    do: SparkEx.ML.Command.operator(operator.class, operator.uid, operator.kind)

  defimpl Inspect do
    def inspect(operator, options) do
      class = SparkEx.ML.Table.short(operator.class)
      SparkEx.ML.Params.inspect(class, operator.params, options)
    end
  end
end

defimpl SparkEx.ML.Stage, for: SparkEx.ML.Operator do
  alias SparkEx.DataFrame
  alias SparkEx.ML.{Command, Discretizer, Model, Operator, Params, Stages, Table}

  @bucketizer "org.apache.spark.ml.feature.Bucketizer"

  def estimator?(%{kind: kind}), do: kind == :estimator

  def fit(%{kind: :estimator} = estimator, frame, options) do
    fit = %{
      estimator: Operator.message(estimator),
      params: Params.message(estimator.params),
      dataset: frame.plan
    }

    class = estimator.class |> Table.class() |> Table.model(estimator.params)

    fitted =
      Model.run(frame.session, %{fit: fit}, options, fn id ->
        %{
          id: id,
          class: class,
          uid: estimator.uid,
          params: estimator.params,
          dataset: frame.plan
        }
      end)

    with {:ok, model} when class == @bucketizer <- fitted,
         do: Discretizer.bucketizer(model, estimator, options)
  end

  def fit(operator, _frame, _options),
    do: {:error, Stages.refuse(operator, "fit/3", "is not an estimator")}

  def transform(%{kind: :transformer} = transformer, frame) do
    DataFrame.new(frame.session, %{
      ml_relation: %{
        transform: %{
          transformer: Operator.message(transformer),
          input: frame.plan,
          params: Params.message(transformer.params)
        }
      }
    })
  end

  def transform(%{kind: :estimator} = estimator, _frame),
    do:
      raise(
        Stages.refuse(estimator, "transform/2", "must be fitted first, with SparkEx.ML.fit/3")
      )

  def transform(evaluator, _frame),
    do: raise(Stages.refuse(evaluator, "transform/2", "is not a transformer"))

  def write(operator, session, path, options) do
    write = %{
      operator: Operator.message(operator),
      params: Params.message(operator.params),
      path: path,
      should_overwrite: options[:overwrite],
      options: options[:options]
    }

    with {:ok, _done} <- Command.run(session, %{write: write}, options), do: :ok
  end

  def put(operator, params) do
    context = Table.short(operator.class)
    params = Params.new!(params, Table.params(operator.class), context)
    %{operator | params: Map.merge(operator.params, params)}
  end
end
