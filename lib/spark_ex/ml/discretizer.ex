defmodule SparkEx.ML.Discretizer do
  @moduledoc false
  # The model of a QuantileDiscretizer is a Bucketizer with the splits that the server has found.

  alias SparkEx.ML.{Attribute, Model, Operator}

  @bucketizer "org.apache.spark.ml.feature.Bucketizer"

  @doc "The bucketizer that a fitted discretizer stands for."
  @spec bucketizer(Model.t(), Operator.t(), keyword) ::
          {:ok, Operator.t()} | {:error, Exception.t()}
  def bucketizer(model, %{params: params} = discretizer, options) do
    {method, splits} =
      if params["inputCol"], do: {"getSplits", "splits"}, else: {"getSplitsArray", "splitsArray"}

    with {:ok, values} <- Attribute.fetch(model, [%{method: method}], options) do
      given =
        %{"outputCol" => discretizer.uid <> "__output", "handleInvalid" => "error"}
        |> Map.merge(params)
        |> Map.take(["inputCol", "inputCols", "outputCol", "outputCols", "handleInvalid"])

      given = if params["inputCol"], do: given, else: Map.delete(given, "outputCol")
      {:ok, Operator.new(@bucketizer, :transformer, Map.put(given, splits, values))}
    end
  end
end
