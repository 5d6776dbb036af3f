defmodule SparkEx.Livebook.ModelReport do
  @moduledoc false
  # A model as Markdown: its parameters, the metrics of its summary, and its importances or
  # coefficients by the names of the features, as bars. What the server does not give is left out.

  alias SparkEx.ML
  alias SparkEx.ML.{Model, PipelineModel, Table, Vector}

  @bar_max 24
  @features_max 30
  @metrics [:accuracy, :area_under_roc, :r2, :root_mean_squared_error, :training_cost]
  @weights [feature_importances: "Importance", coefficients: "Coefficient"]

  @doc "The report of a model or of the last model of a pipeline."
  @spec markdown(Model.t() | PipelineModel.t()) :: String.t()
  def markdown(%PipelineModel{stages: stages}) do
    list = for stage <- stages, do: "1. `#{inspect(stage)}`\n"
    models = Enum.filter(stages, &is_struct(&1, Model))
    last = models |> Enum.take(-1) |> Enum.map(&markdown/1)
    Enum.join(["### PipelineModel\n\n", list, "\n", last])
  end

  def markdown(%Model{} = model) do
    [
      "### #{Table.short(model.class || "Model")}\n",
      table(
        ["Parameter", "Value"],
        for({name, value} <- model.params, do: [name, inspect(value)])
      ),
      table(["Metric", "Value"], metrics(model)),
      weights(model)
    ]
    |> Enum.reject(&(&1 == nil))
    |> Enum.join("\n")
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
      with {:ok, %Vector{} = weights} <- apply(ML, attribute, [model]),
           do: weights |> Vector.to_list() |> chart(names(model), title),
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
  Numbers by name as a table with bars, the largest first.

      iex> SparkEx.Livebook.ModelReport.chart([1.0, -2.0], ["hour"], "Coefficient")
      "| Feature | Coefficient |  |\\n|---|---|---|\\n| 1 | -2.0 | ████████████████████████ |\\n" <>
        "| hour | 1.0 | ████████████ |\\n"
  """
  @spec chart([float | atom], [String.t()], String.t()) :: String.t() | nil
  def chart(values, names, title) do
    values =
      for {value, at} <- Enum.with_index(values),
          is_number(value),
          do: {Enum.at(names, at, at), value}

    largest = values |> Enum.map(fn {_name, value} -> abs(value) end) |> Enum.max(fn -> 0.0 end)

    rows =
      for {name, value} <- Enum.sort_by(values, fn {_name, value} -> -abs(value) end),
          do: [name, Float.round(value, 6), bar(value, largest)]

    table(["Feature", title, ""], Enum.take(rows, @features_max))
  end

  defp bar(_value, largest) when largest == 0, do: ""
  defp bar(value, largest), do: String.duplicate("█", round(abs(value) / largest * @bar_max))

  defp table(_heads, []), do: nil

  defp table(heads, rows) do
    line = fn cells -> "| " <> Enum.map_join(cells, " | ", &cell/1) <> " |\n" end
    rule = "|" <> String.duplicate("---|", length(heads)) <> "\n"
    Enum.join([line.(heads), rule | Enum.map(rows, line)])
  end

  # A bar would end the cell.
  defp cell(value), do: value |> to_string() |> String.replace("|", "\\|")
end
