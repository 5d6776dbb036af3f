defmodule SparkEx.ML.Evaluation do
  @moduledoc false
  # Metrics of evaluators, summaries of models, and the trees of ensembles.

  alias SparkEx.Arguments.Receiver
  alias SparkEx.{DataFrame, Error}
  alias SparkEx.Connect.SessionHandle
  alias SparkEx.ML.{Attribute, Command, Model, Operator, Params, Stages, Summary, Table}

  # Classes whose training summary is about the transformed rows.
  @clustering "org.apache.spark.ml.clustering."

  @doc "See `SparkEx.ML.evaluate/3`."
  @spec evaluate(term, term, keyword) :: {:ok, number | Summary.t()} | {:error, Exception.t()}
  def evaluate(%DataFrame{} = frame, %Operator{kind: :evaluator} = evaluator, options) do
    evaluate = %{
      evaluator: Operator.message(evaluator),
      params: Params.message(evaluator.params),
      dataset: frame.plan
    }

    with {:ok, {:value, metric}} <- Command.run(frame.session, %{evaluate: evaluate}, options),
         do: {:ok, metric}
  end

  def evaluate(%DataFrame{}, other, _options),
    do: {:error, Receiver.error(other, "an evaluator, such as SparkEx.ML.regression_evaluator/1")}

  def evaluate(%Model{} = model, %DataFrame{} = frame, options) do
    DataFrame.in_session!(frame, model.session)
    methods = [%{method: "evaluate", args: [%{input: frame.plan}]}]

    with {:ok, {:summary, id}} <- Attribute.fetch(model, methods, options),
         {:ok, finalizer} <- Command.finalizer(model.session, id),
         do: {:ok, %Summary{model: model, id: id, finalizer: finalizer}}
  rescue
    error in Error.Argument -> {:error, error}
  end

  def evaluate(%Model{}, other, _options), do: {:error, Receiver.error(other, "a frame")}
  def evaluate(other, _frame, _options), do: {:error, Receiver.error(other, "a frame or a model")}

  @doc "See `SparkEx.ML.summary/1`."
  @spec summary(term) :: {:ok, Summary.t()} | {:error, Exception.t()}
  def summary(%Model{dataset: nil} = model),
    do: no_summary("#{Model.name(model)} was not fitted here, so it has no summary")

  def summary(%Model{class: class} = model) do
    case Table.fitted_by(class) do
      %{summary: false} -> no_summary("a #{Table.short(class)} has no summary")
      _has_one -> {:ok, %Summary{model: model, dataset: dataset(model)}}
    end
  end

  def summary(other), do: {:error, Receiver.error(other, "a model")}

  # What the server makes the summary of, when it has forgotten it.
  defp dataset(%{class: @clustering <> _name} = model) do
    relation = %{
      transform: %{
        obj_ref: %{id: model.id},
        input: model.dataset,
        params: Params.message(model.params)
      }
    }

    SparkEx.Plan.relation(%{ml_relation: relation})
  end

  defp dataset(model), do: model.dataset

  defp no_summary(text), do: {:error, %Error.Argument{message: text}}

  @local_lda "org.apache.spark.ml.clustering.LocalLDAModel"
  @trees %{
    "RandomForestClassificationModel" =>
      "org.apache.spark.ml.classification.DecisionTreeClassificationModel",
    "RandomForestRegressionModel" => "org.apache.spark.ml.regression.DecisionTreeRegressionModel",
    "GBTClassificationModel" => "org.apache.spark.ml.regression.DecisionTreeRegressionModel",
    "GBTRegressionModel" => "org.apache.spark.ml.regression.DecisionTreeRegressionModel"
  }
  @ensembles Map.keys(@trees)

  @doc "See `SparkEx.ML.to_local/1`."
  @spec to_local(term) :: {:ok, Model.t()} | {:error, Exception.t()}
  def to_local(model) do
    attribute = attribute(:to_local, "toLocal", ["DistributedLDAModel"])

    with {:ok, {:info, %{obj_ref: %{id: id}}}} <- Attribute.value(model, attribute, []),
         {:ok, handle} <- SessionHandle.fetch(model.session) do
      fields = %{id: id, class: @local_lda, uid: model.uid, params: model.params}
      Model.new(handle, model.session, fields)
    end
  end

  defp attribute(function, method, classes) do
    %{
      function: function,
      method: method,
      result: :value,
      arguments: [],
      classes: classes,
      doc: ""
    }
  end

  @doc "See `SparkEx.ML.trees/1`."
  @spec trees(term) :: {:ok, [Model.t()]} | {:error, Exception.t()}
  def trees(model) do
    attribute = attribute(:trees, "trees", @ensembles)

    with {:ok, {:info, %{obj_ref: %{id: ids}}}} <- Attribute.value(model, attribute, []),
         {:ok, handle} <- SessionHandle.fetch(model.session),
         do: ids |> String.split(",", trim: true) |> tree_models(model, handle)
  end

  defp tree_models(ids, model, handle) do
    class = @trees[Table.short(model.class)]

    ids
    |> Stream.map(&Model.new(handle, model.session, %{id: &1, class: class, uid: model.uid}))
    |> Stages.collect()
  end
end
