defmodule SparkEx.ML.FeatureNames do
  @moduledoc false
  # The names of the elements of a vector column, from the metadata of the column (`ml_attr`).

  alias SparkEx.Arguments.Receiver
  alias SparkEx.{DataFrame, Error, Types}
  alias SparkEx.ML.{Model, Table}

  @doc "See `SparkEx.ML.feature_names/1`."
  @spec of(Model.t()) :: {:ok, [String.t()]} | {:error, Exception.t()}
  def of(%Model{dataset: nil} = model),
    do: refuse("#{Model.name(model)} was not fitted here, so its features have no names")

  def of(%Model{} = model) do
    column = model.params["featuresCol"] || "features"

    with {:ok, {:struct, fields}} <-
           DataFrame.schema(%DataFrame{session: model.session, plan: model.dataset}) do
      case Enum.find(fields, &(&1.name == column)) do
        nil -> refuse("a #{Table.short(model.class || "Model")} has no column of features")
        field -> {:ok, names(field)}
      end
    end
  end

  def of(other), do: {:error, Receiver.error(other, "a model")}

  defp refuse(text), do: {:error, %Error.Argument{message: text}}

  @doc """
  The names that a column's metadata tells, in the order of the elements.

      iex> attrs = %{"numeric" => [%{"idx" => 1, "name" => "b"}], "binary" => [%{"idx" => 0}]}
      iex> metadata = %{"ml_attr" => %{"attrs" => attrs, "num_attrs" => 3}}
      iex> field = %SparkEx.Types.Field{name: "v", type: :null, metadata: metadata}
      iex> SparkEx.ML.FeatureNames.names(field)
      ["v[0]", "b", "v[2]"]
  """
  @spec names(Types.Field.t()) :: [String.t()]
  def names(%{name: column, metadata: %{"ml_attr" => %{"num_attrs" => count} = attributes}}) do
    known =
      for {_kind, list} <- Map.get(attributes, "attrs", %{}),
          %{"idx" => at, "name" => name} <- list,
          into: %{},
          do: {at, name}

    for at <- 0..(count - 1)//1, do: Map.get(known, at, "#{column}[#{at}]")
  end

  def names(_field), do: []
end
