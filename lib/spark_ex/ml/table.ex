defmodule SparkEx.ML.Table do
  @moduledoc false
  # Spark's own classes with their parameters and attributes: priv/ml_classes.tsv, ml_params.tsv
  # and ml_attributes.tsv.

  @priv Path.join([__DIR__, "..", "..", "..", "priv"])
  @files %{
    classes: Path.join(@priv, "ml_classes.tsv"),
    params: Path.join(@priv, "ml_params.tsv"),
    attributes: Path.join(@priv, "ml_attributes.tsv")
  }
  for {_name, file} <- @files, do: @external_resource(file)

  @typedoc "A parameter: its option here and its name on the server."
  @type param :: %{
          option: atom,
          name: String.t(),
          kind: atom,
          allowed: String.t(),
          default: String.t(),
          model: boolean,
          doc: String.t()
        }

  @typedoc "A class: its function here, and the class of the model that it fits."
  @type class :: %{
          function: atom,
          class: String.t(),
          kind: :estimator | :transformer | :evaluator | :function | :meta,
          model: String.t() | nil,
          summary: boolean,
          params: [param]
        }

  @typedoc "A method of models or summaries that the server allows to call."
  @type attribute :: %{
          function: atom,
          method: String.t(),
          result: :value | :frame,
          arguments: [%{name: atom, kind: atom, default: term}],
          classes: [String.t()],
          doc: String.t()
        }

  rows = fn file ->
    [head | rows] = file |> File.read!() |> String.split("\n", trim: true)
    keys = head |> String.split("\t") |> Enum.map(&String.to_atom/1)
    for row <- rows, do: keys |> Enum.zip(String.split(row, "\t")) |> Map.new()
  end

  params =
    for row <- rows.(@files.params) do
      {row.class,
       %{
         option: String.to_atom(row.option),
         name: row.param,
         kind: String.to_atom(row.kind),
         allowed: row.allowed,
         default: row.default,
         model: row.model == "yes",
         doc: row.doc
       }}
    end

  @params Enum.group_by(params, &elem(&1, 0), &elem(&1, 1))

  @classes (for row <- rows.(@files.classes) do
              %{
                function: String.to_atom(row.function),
                class: row.class,
                kind: String.to_atom(row.kind),
                model: if(row.model != "", do: row.model),
                summary: row.summary == "yes",
                params: Map.fetch!(@params, row.class)
              }
            end)

  default = fn
    "\"" <> text -> String.trim_trailing(text, "\"")
    number -> if number =~ ".", do: String.to_float(number), else: String.to_integer(number)
  end

  argument = fn text ->
    [name, rest] = String.split(text, ": ", parts: 2)

    case String.split(rest, " = ", parts: 2) do
      [kind, value] ->
        %{name: String.to_atom(name), kind: String.to_atom(kind), default: default.(value)}

      [kind] ->
        %{name: String.to_atom(name), kind: String.to_atom(kind), default: nil}
    end
  end

  @attributes (for row <- rows.(@files.attributes) do
                 %{
                   function: String.to_atom(row.function),
                   method: row.method,
                   result: String.to_atom(row.result),
                   arguments:
                     row.arguments |> String.split("; ", trim: true) |> Enum.map(argument),
                   classes: String.split(row.classes, ", "),
                   doc: row.doc
                 }
               end)

  @by_class Map.new(@classes, &{&1.class, &1})
  @by_model for %{model: model} = class <- @classes, model != nil, into: %{}, do: {model, class}
  # The model of an LDA with the optimizer "em".
  @distributed_lda "org.apache.spark.ml.clustering.DistributedLDAModel"
  @lda @by_class["org.apache.spark.ml.clustering.LDA"]
  @models Map.put(@by_model, @distributed_lda, @lda)

  @doc "All classes."
  @spec classes() :: [class]
  def classes, do: @classes

  @doc "All attributes."
  @spec attributes() :: [attribute]
  def attributes, do: @attributes

  @doc "A class by its name on the server; `nil` for a third party's."
  @spec class(String.t()) :: class | nil
  def class(name), do: @by_class[name]

  @doc "The class that fits a model, by the name of the model's class."
  @spec fitted_by(String.t() | nil) :: class | nil
  def fitted_by(model), do: @models[model]

  @doc "The class of the model that an estimator with the parameters fits."
  @spec model(class | nil, map) :: String.t() | nil
  def model(%{class: "org.apache.spark.ml.clustering.LDA"} = class, params) do
    if String.downcase(Map.get(params, "optimizer", "online")) == "em",
      do: @distributed_lda,
      else: class.model
  end

  def model(%{model: model}, _params), do: model
  def model(nil, _params), do: nil

  @doc "The parameters of a class, of an estimator, a transformer, an evaluator or a model."
  @spec params(String.t() | nil) :: [param] | nil
  def params(class) do
    case {@by_class[class], @models[class]} do
      {%{params: params}, _model} -> params
      {nil, %{params: params}} -> Enum.filter(params, & &1.model)
      {nil, nil} -> nil
    end
  end

  @doc """
  The last part of a class name.

      iex> SparkEx.ML.Table.short("org.apache.spark.ml.feature.PCA")
      "PCA"
  """
  @spec short(String.t()) :: String.t()
  def short(class), do: class |> String.split(".") |> List.last()
end
