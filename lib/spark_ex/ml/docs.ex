defmodule SparkEx.ML.Docs do
  @moduledoc false
  # Documentation of the generated functions of SparkEx.ML.

  alias SparkEx.ML.{Params, Table}

  # Longer defaults say nothing that the server's documentation does not.
  @default_max 60

  @roles %{
    estimator: "An estimator for `fit/3`",
    transformer: "A transformer for `transform/2`",
    evaluator: "An evaluator for `evaluate/3`"
  }

  @doc "The documentation of a class."
  @spec class(Table.class()) :: String.t()
  def class(class) do
    [module, name] = class.class |> String.split(".") |> Enum.take(-2)

    """
    #{@roles[class.kind]} (PySpark `ml.#{module}.#{name}`).

        iex> SparkEx.ML.#{class.function}()
        #SparkEx.ML.#{name}<>

    Raises `SparkEx.Error.Argument` for unknown parameters and wrong values.

    ## Parameters

    #{Enum.map_join(class.params, "\n", &param/1)}
    """
  end

  @doc "A parameter as an item of a list."
  @spec param(Table.param()) :: String.t()
  def param(param) do
    "  * `#{inspect(param.option)}` - #{escape(param.doc)} Takes #{Params.describe(param.kind)}" <>
      "#{allowed(param)}.#{default(param)}"
  end

  # Stars and brackets of prose are no Markdown.
  defp escape(text), do: String.replace(text, ~r/([*_\[\]<>|])/, "\\\\\\1")

  defp allowed(%{allowed: ""}), do: ""

  defp allowed(%{kind: :string, allowed: allowed}),
    do: ", " <> (allowed |> String.split(", ") |> Enum.map_join(", ", &"`\"#{&1}\"`"))

  defp allowed(%{allowed: allowed}), do: ", `#{allowed}`"

  defp default(%{default: default}) when default == "" or byte_size(default) > @default_max,
    do: ""

  defp default(%{default: default}), do: " Default: `#{default}`."

  @doc "The documentation of an attribute."
  @spec attribute(Table.attribute()) :: String.t()
  def attribute(attribute) do
    call = Enum.join(["model" | Enum.map(attribute.arguments, & &1.name)], ", ")

    """
    #{attribute.doc}

    #{result(attribute)} of #{classes(attribute)}. A model of another class has none, which
    is a `SparkEx.Error.Argument`. On the server the method is `#{attribute.method}`.

        SparkEx.ML.#{attribute.function}#{if attribute.result == :value, do: "!"}(#{call})
    """
  end

  defp result(%{result: :value}), do: "A value"
  defp result(%{result: :frame}), do: "A frame, which is computed when it is used,"

  defp classes(%{classes: classes}), do: Enum.map_join(classes, ", ", &owner/1)

  defp owner(class) do
    case String.split(class, ".") do
      [model] -> "`#{model}`"
      [model, "summary"] -> "the summaries of `#{model}`"
      [model, "training"] -> "the training summary of `#{model}`"
    end
  end
end
