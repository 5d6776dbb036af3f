defmodule SparkEx.ML.Attribute do
  @moduledoc false
  # Attributes of models and summaries: methods that the server calls. Those with a frame as the
  # result are relations, which run when the frame is used.

  alias SparkEx.{DataFrame, Error, Literal, Plan}
  alias SparkEx.Arguments.{Options, Receiver}
  alias SparkEx.ML.{Command, Model, Params, Summary, Table, Vector}

  @type object :: Model.t() | Summary.t()

  # As PySpark's client: it sends the defaults of values, and none of frames.
  @doc "The default of an argument in the head of the generated function."
  @spec head_default(Table.attribute(), map) :: :none | {:default, term}
  def head_default(_attribute, %{default: nil}), do: :none
  def head_default(%{result: :frame}, _argument), do: {:default, nil}
  def head_default(_attribute, %{default: default}), do: {:default, default}

  @doc "The value of an attribute, which the server is asked for."
  @spec value(object, Table.attribute(), [term], keyword) :: {:ok, term} | {:error, Exception.t()}
  def value(object, attribute, arguments, options \\ []) do
    with {:ok, object} <- check(object, attribute),
         {:ok, methods} <- methods(object, attribute, arguments),
         do: fetch(object, methods, options)
  end

  @doc "The frame of an attribute. Nothing is sent yet."
  @spec frame(object, Table.attribute(), [term]) :: DataFrame.t()
  def frame(object, attribute, arguments) do
    with {:ok, object} <- check(object, attribute),
         {:ok, methods} <- methods(object, attribute, arguments) do
      relation(object, methods)
    else
      {:error, error} -> raise error
    end
  end

  @doc "Fetches the result of methods by their names, without a check of the class."
  @spec fetch(object, [map], keyword) :: {:ok, term} | {:error, Exception.t()}
  def fetch(object, methods, options) do
    model = model(object)
    command = %{fetch: %{obj_ref: %{id: id(object)}, methods: chain(object, methods)}}

    case Command.run_on(model, Model.name(model), command, options) do
      {:ok, {:value, value}} -> {:ok, value}
      {:ok, other} -> {:ok, other}
      {:error, error} -> retry(error, object, command, options)
    end
  end

  # The server forgets the summary of a model that it has moved to its disk.
  defp retry(
         %Error.Remote{error_class: "CONNECT_ML.MODEL_SUMMARY_LOST"},
         object,
         command,
         options
       ) do
    model = model(object)
    create = %{model_ref: %{id: model.id}, dataset: object.dataset}

    with {:ok, _done} <-
           Command.run_on(model, Model.name(model), %{create_summary: create}, options),
         {:ok, {:value, value}} <- Command.run_on(model, Model.name(model), command, options),
         do: {:ok, value}
  end

  defp retry(error, _object, _command, _options), do: {:error, error}

  defp relation(object, methods) do
    model = model(object)
    fetch = %{obj_ref: %{id: id(object)}, methods: chain(object, methods)}
    dataset = if training?(object), do: %{model_summary_dataset: object.dataset}, else: %{}
    frame = DataFrame.new(model.session, %{ml_relation: Map.put(dataset, :fetch, fetch)})
    %{frame | plan: Plan.attach(frame.plan, {:finalizer, {finalizer(object), model.finalizer}})}
  end

  defp model(%Model{} = model), do: model
  defp model(%Summary{model: model}), do: model

  defp id(%Model{id: id}), do: id
  defp id(%Summary{id: nil, model: model}), do: model.id
  defp id(%Summary{id: id}), do: id

  defp finalizer(%{finalizer: finalizer}), do: finalizer

  defp training?(object), do: match?(%Summary{id: nil}, object)

  defp chain(object, methods),
    do: if(training?(object), do: [%{method: "summary"} | methods], else: methods)

  # Whether the class has the attribute.

  defp check(%Model{class: nil} = model, _attribute), do: {:ok, model}
  defp check(%Summary{model: %{class: nil}} = summary, _attribute), do: {:ok, summary}

  defp check(%kind{} = object, attribute) when kind in [Model, Summary] do
    if Enum.any?(keys(object), &(&1 in attribute.classes)),
      do: {:ok, object},
      else: {:error, missing(object, attribute)}
  end

  defp check(other, attribute) do
    expected = "a model or a summary of #{Enum.join(owners(attribute), ", ")}"
    {:error, Receiver.error(other, expected)}
  end

  defp owners(attribute),
    do: attribute.classes |> Enum.map(&hd(String.split(&1, "."))) |> Enum.uniq()

  defp keys(%Model{class: class}), do: [Table.short(class)]

  defp keys(%Summary{model: model, id: nil}),
    do: [Table.short(model.class) <> ".summary", Table.short(model.class) <> ".training"]

  defp keys(%Summary{model: model}), do: [Table.short(model.class) <> ".summary"]

  defp missing(object, attribute) do
    keys = keys(object)

    names =
      for other <- Table.attributes(), Enum.any?(keys, &(&1 in other.classes)), do: other.function

    %Error.Argument{
      message:
        "#{what(object)} has no #{attribute.function}" <>
          Options.did_you_mean(attribute.function, names) <>
          elsewhere(object, attribute) <> " (it has #{Enum.map_join(names, ", ", &inspect/1)})"
    }
  end

  defp what(%Model{class: class}), do: "a #{Table.short(class)}"
  defp what(%Summary{model: model}), do: "the summary of a #{Table.short(model.class)}"

  defp elsewhere(%Model{class: class}, %{classes: classes}) do
    short = Table.short(class)

    if Enum.any?([".summary", ".training"], &((short <> &1) in classes)),
      do: "; its summary has, see SparkEx.ML.summary/1",
      else: ""
  end

  defp elsewhere(%Summary{model: %{class: class}}, %{classes: classes}) do
    if Table.short(class) in classes, do: "; the model has", else: ""
  end

  # Arguments

  defp methods(object, attribute, arguments) do
    args =
      attribute.arguments
      |> Enum.zip(arguments)
      |> Enum.reject(fn {argument, value} -> value == nil and argument.default != nil end)
      |> Enum.map(fn {argument, value} -> argument(argument, value, object, attribute) end)

    {:ok,
     [
       if(args == [],
         do: %{method: attribute.method},
         else: %{method: attribute.method, args: args}
       )
     ]}
  rescue
    error in Error.Argument -> {:error, error}
  end

  defp argument(%{kind: :frame}, value, object, _attribute) do
    frame = DataFrame.frame!(value)
    DataFrame.in_session!(frame, model(object).session)
    %{input: frame.plan}
  end

  defp argument(argument, value, _object, attribute) do
    case literal(argument.kind, value) do
      {:ok, literal} ->
        %{param: literal}

      :error ->
        raise Error.Argument,
              "#{attribute.function}: expected #{argument.name} to be #{kind(argument.kind)}, " <>
                "got: #{inspect(value)}"
    end
  end

  defp literal(:vector, value), do: {:ok, value |> Vector.new() |> Params.literal()}
  defp literal(:integer, value) when is_integer(value), do: {:ok, Params.literal(value)}
  defp literal(:float, value) when is_number(value), do: {:ok, Literal.encode(value, :double)}
  defp literal(:string, value) when is_binary(value), do: {:ok, Params.literal(value)}
  defp literal(:word, value) when is_binary(value), do: {:ok, Params.literal(value)}
  defp literal(:word, value), do: literal(:vector, value)
  defp literal(_kind, _value), do: :error

  defp kind(:word), do: "a word or a vector"
  defp kind(kind), do: Params.describe(kind)
end
