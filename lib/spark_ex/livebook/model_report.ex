defmodule SparkEx.Livebook.ModelReport do
  @moduledoc false
  # A model as Markdown: its parameters, the metrics of its summary, and its importances or
  # coefficients by the names of the features. Values that the server does not return are omitted.

  alias SparkEx.ML
  alias SparkEx.ML.{Model, PipelineModel, Table, Vector}

  @bar_max 24
  @features_max 30
  @metrics [:accuracy, :area_under_roc, :r2, :root_mean_squared_error, :training_cost]
  @weights [feature_importances: "Importance", coefficients: "Coefficient"]

  @typedoc "Markdown, or numbers by the names of features with a title, the largest first."
  @type section :: String.t() | {:weights, String.t(), [{String.t() | non_neg_integer, float}]}

  @doc "The report of a model or of the last model of a pipeline, with weights as bars of text."
  @spec markdown(Model.t() | PipelineModel.t()) :: String.t()
  def markdown(model) do
    Enum.map_join(sections(model), "\n", fn
      {:weights, title, weights} -> bars(weights, title)
      text -> text
    end)
  end

  @doc "The report of a model or of the last model of a pipeline."
  @spec sections(Model.t() | PipelineModel.t()) :: [section]
  def sections(%PipelineModel{stages: stages}) do
    list = for stage <- stages, do: "1. `#{inspect(stage)}`\n"
    models = Enum.filter(stages, &is_struct(&1, Model))
    last = models |> Enum.take(-1) |> Enum.flat_map(&sections/1)
    [Enum.join(["### PipelineModel\n\n" | list]) | last]
  end

  def sections(%Model{} = model) do
    parameters = for {name, value} <- model.params, do: [name, inspect(value)]

    [
      "### #{Table.short(model.class || "Model")}\n",
      table(["Parameter", "Value"], parameters),
      table(["Metric", "Value"], metrics(model)),
      weights(model)
    ]
    |> Enum.reject(&(&1 == nil))
  end

  defp metrics(model) do
    with {:ok, summary} <- ML.summary(model) do
      for metric <- @metrics, {:ok, value} <- [apply(ML, metric, [summary])], is_number(value) do
        [metric, inspect(value)]
      end
    else
      _none -> []
    end
  end

  defp weights(model) do
    Enum.find_value(@weights, fn {attribute, title} ->
      with {:ok, %Vector{} = vector} <- apply(ML, attribute, [model]),
           [_ | _] = weights <- vector |> Vector.to_list() |> weights(names(model)),
           do: {:weights, title, weights},
           else: (_none -> nil)
    end)
  end

  defp names(model) do
    case ML.feature_names(model) do
      {:ok, names} -> names
      {:error, _error} -> []
    end
  end

  @doc """
  Numbers with the names of their features, the largest first. A feature without a name has its
  index.

      iex> SparkEx.Livebook.ModelReport.weights([1.0, -2.0, :nan], ["hour"])
      [{1, -2.0}, {"hour", 1.0}]
  """
  @spec weights([float | atom], [String.t()]) :: [{String.t() | non_neg_integer, float}]
  def weights(values, names) do
    weights =
      for {value, at} <- Enum.with_index(values),
          is_number(value),
          do: {Enum.at(names, at, at), value}

    weights |> Enum.sort_by(fn {_name, value} -> -abs(value) end) |> Enum.take(@features_max)
  end

  @doc """
  Weights as a table with bars.

      iex> SparkEx.Livebook.ModelReport.bars([{1, -2.0}, {"hour", 1.0}], "Coefficient")
      "| Feature | Coefficient |  |\\n|---|---|---|\\n| 1 | -2.0 | ████████████████████████ |\\n" <>
        "| hour | 1.0 | ████████████ |\\n"
  """
  @spec bars([{String.t() | non_neg_integer, float}], String.t()) :: String.t()
  def bars([{_name, largest} | _rest] = weights, title) do
    rows = for {name, value} <- weights, do: [name, Float.round(value, 6), bar(value, largest)]
    table(["Feature", title, ""], rows)
  end

  defp bar(_value, largest) when largest == 0, do: ""
  defp bar(value, largest), do: String.duplicate("█", round(abs(value / largest) * @bar_max))

  defp table(_heads, []), do: nil

  defp table(heads, rows) do
    line = fn cells -> "| " <> Enum.map_join(cells, " | ", &cell/1) <> " |\n" end
    rule = "|" <> String.duplicate("---|", length(heads)) <> "\n"
    Enum.join([line.(heads), rule | Enum.map(rows, line)])
  end

  # A bar would end the cell.
  defp cell(value), do: value |> to_string() |> String.replace("|", "\\|")
end
