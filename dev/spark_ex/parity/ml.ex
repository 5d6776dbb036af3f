defmodule SparkEx.Parity.ML do
  @moduledoc false
  # Spark ML: what stands for the classes, parameters and attributes of `pyspark.ml`.

  alias SparkEx.ML.Table
  alias SparkEx.Parity

  @tuned ~w(CrossValidatorModel TrainValidationSplitModel)
  # Attributes of stages that run here are fields.
  @fields %{
    "bestModel" => "best_model",
    "avgMetrics" => "metrics",
    "validationMetrics" => "metrics",
    "stdMetrics" => "std_metrics",
    "subModels" => "sub_models"
  }

  @doc "The status of a method by the naming rule."
  @spec by_rule(Parity.row()) :: Parity.status()
  def by_rule(row) do
    case target(row) do
      nil -> :missing
      target -> {:covered, target}
    end
  end

  defp target(%{kind: "constructor", name: name}) do
    with %{function: function} <- class(name), do: "SparkEx.ML.#{function}"
  end

  defp target(%{kind: "param", class: class, name: name}) do
    with %{function: function, params: params} <- class(class),
         %{option: option} <- Enum.find(params, &(&1.name == name)),
         do: "SparkEx.ML.#{function}, #{inspect(option)}"
  end

  defp target(%{class: class, name: name}) when class in @tuned and is_map_key(@fields, name),
    do: "%SparkEx.ML.TunedModel{}.#{@fields[name]}"

  defp target(%{name: name}) when name in ["summary", "evaluate", "trees"],
    do: "SparkEx.ML.#{name}"

  defp target(%{name: "hasSummary"}), do: "SparkEx.ML.summary"

  defp target(%{class: class, name: name}) do
    with %{function: function} <- Enum.find(Table.attributes(), &attribute?(&1, class, name)),
         do: "SparkEx.ML.#{function}"
  end

  # The server has no class for pipelines.
  defp class("Pipeline"), do: %{function: :pipeline, params: [%{name: "stages", option: :stages}]}
  defp class(name), do: Enum.find(Table.classes(), &(python_name(&1.class) == name))

  defp python_name(class), do: class |> Table.short() |> String.replace_suffix("Wrapper", "")

  defp attribute?(attribute, class, name) do
    attribute.method in [name, python_method(name)] and
      Enum.any?(attribute.classes, &owner?(&1, class))
  end

  # PySpark takes the centers from a matrix.
  defp python_method("clusterCenters"), do: "clusterCenterMatrix"
  defp python_method(name), do: name

  defp owner?(_owner, "ClusteringSummary"), do: true
  defp owner?("LocalLDAModel", "LDAModel"), do: true

  defp owner?(owner, class) do
    case String.split(owner, ".") do
      [model] -> model == class
      [model, "summary"] -> summary?(model, class)
      [model, "training"] -> summary?(model, class) and class =~ "Training"
    end
  end

  defp summary?(model, class) do
    base = String.replace_suffix(model, "Model", "")

    String.ends_with?(class, "Summary") and
      class |> String.replace(["Binary", "Training", "Summary"], "") == base
  end
end
