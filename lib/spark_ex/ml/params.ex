defmodule SparkEx.ML.Params do
  @moduledoc false
  # Parameters of ML classes: checked by the table, and as the literals that are sent.

  import SparkEx.Types.Inference, only: [is_nonfinite: 1]

  alias SparkEx.Arguments.Options
  alias SparkEx.{Error, Literal}
  alias SparkEx.ML.{Linalg, Matrix, Numbers, Stage, Table, Vector}

  @longs -9_223_372_036_854_775_808..9_223_372_036_854_775_807

  @kinds %{
    string: "a string or an atom",
    column: "the name of a column",
    strings: "a list of strings",
    columns: "a list of column names",
    integer: "an integer",
    integers: "a list of integers",
    float: "a number",
    floats: "a list of numbers",
    float_lists: "a list of lists of numbers",
    boolean: "true or false",
    vector: "a SparkEx.ML.Vector or a list of numbers",
    matrix: "a SparkEx.ML.Matrix or a list of rows",
    stage: "an estimator or an evaluator of SparkEx.ML",
    grid: "a result of SparkEx.ML.param_grid"
  }

  @typedoc "Values by the server's names."
  @type t :: %{String.t() => term}

  @doc "What a kind of parameters takes, in words."
  @spec describe(atom) :: String.t()
  def describe(kind), do: Map.fetch!(@kinds, kind)

  @doc "Options as parameters. Any are taken where the table does not have the class."
  @spec new!(keyword | map, [Table.param()] | nil, String.t()) :: t
  def new!(options, params, context) do
    for {name, value} <- pairs!(options, params, context), value != nil, into: %{} do
      param = find!(name, params, context)
      {param.name, value!(value, param, context)}
    end
  end

  defp pairs!(options, _params, _context) when is_map(options) and not is_struct(options),
    do: options

  defp pairs!(options, params, context) do
    if Keyword.keyword?(options),
      do: options,
      else:
        raise(
          Error.Argument,
          "#{context} takes parameters as a keyword list#{allowed(params)}, got: " <>
            inspect(options, limit: 8)
        )
  end

  # The server's own names are fine for third parties, whose parameters are unknown here.
  defp find!(name, nil, context) do
    cond do
      is_binary(name) -> %{name: name, kind: :any, option: name}
      name in [nil, true, false] -> unknown!(name, [], context)
      is_atom(name) -> %{name: camel(name), kind: :any, option: name}
      true -> unknown!(name, [], context)
    end
  end

  defp find!(name, params, context) do
    Enum.find(params, &(&1.option == name or &1.name == name)) || unknown!(name, params, context)
  end

  @spec unknown!(term, [Table.param()], String.t()) :: no_return
  defp unknown!(name, params, context) do
    options = Enum.map(params, & &1.option)
    same = Enum.find(params, &(is_atom(name) and &1.name == Atom.to_string(name)))

    hint =
      cond do
        same -> "; did you mean #{inspect(same.option)}?"
        is_atom(name) or is_binary(name) -> Options.did_you_mean(name, options)
        true -> ""
      end

    raise Error.Argument,
          "unknown parameter #{inspect(name)} of #{context}#{hint}#{allowed(params)}"
  end

  defp allowed(params) when params in [nil, []], do: ""
  defp allowed(params), do: " (allowed: #{Enum.map_join(params, ", ", &inspect(&1.option))})"

  defp camel(name) do
    [first | rest] = name |> Atom.to_string() |> String.split("_")
    Enum.join([first | Enum.map(rest, &String.capitalize/1)])
  end

  defp value!(value, param, context) do
    case cast(value, param.kind) do
      {:ok, value} -> in_range!(value, param, context)
      :error -> bad!(value, param, context)
    end
  rescue
    error in Error.Argument -> reraise at(error, param, context), __STACKTRACE__
  end

  defp at(%{message: message}, param, context) do
    prefix = "parameter #{inspect(param.option)} of #{context}"

    if String.starts_with?(message, prefix),
      do: %Error.Argument{message: message},
      else: %Error.Argument{message: "#{prefix}: #{message}"}
  end

  @spec bad!(term, Table.param(), String.t()) :: no_return
  defp bad!(value, param, context) do
    raise Error.Argument,
          "parameter #{inspect(param.option)} of #{context} must be #{@kinds[param.kind]}, got: " <>
            inspect(value, limit: 8)
  end

  # The literal of a value that cannot be sent raises.
  defp cast(value, :any) do
    value = plain(value)
    _sendable = literal(value)
    {:ok, value}
  end

  defp cast(value, kind) when kind in [:string, :column], do: text(value)
  defp cast(values, kind) when kind in [:strings, :columns], do: list(values, &text/1)
  defp cast(value, :integer) when is_integer(value) and value in @longs, do: {:ok, value}
  defp cast(values, :integers), do: list(values, &cast(&1, :integer))
  defp cast(value, :float) when is_float(value) or is_nonfinite(value), do: {:ok, value}

  defp cast(value, :float) when is_integer(value) do
    [float] = Numbers.floats!([value], "the number")
    {:ok, float}
  end

  defp cast(values, :floats), do: list(values, &cast(&1, :float))
  defp cast(values, :float_lists), do: list(values, &cast(&1, :floats))
  defp cast(value, :boolean) when is_boolean(value), do: {:ok, value}
  defp cast(value, :vector), do: {:ok, Vector.new(value)}
  defp cast(value, :matrix), do: {:ok, Matrix.new(value)}

  defp cast(%_struct{} = stage, :stage),
    do: if(Stage.impl_for(stage), do: {:ok, stage}, else: :error)

  defp cast([_ | _] = grid, :grid),
    do: if(Enum.all?(grid, &(is_map(&1) and not is_struct(&1))), do: {:ok, grid}, else: :error)

  defp cast(_value, _kind), do: :error

  defp plain(value) when is_atom(value) and value not in [nil, true, false], do: "#{value}"
  defp plain(values) when is_list(values), do: Enum.map(values, &plain/1)
  defp plain(value), do: value

  defp text(value) when is_binary(value),
    do: if(String.valid?(value), do: {:ok, value}, else: :error)

  defp text(value) when is_atom(value) and value not in [nil, true, false],
    do: {:ok, Atom.to_string(value)}

  defp text(_value), do: :error

  defp list(values, cast) when is_list(values) and length(values) >= 0 do
    cast_values = Enum.map(values, cast)

    if :error in cast_values,
      do: :error,
      else: {:ok, Enum.map(cast_values, &elem(&1, 1))}
  end

  defp list(_values, _cast), do: :error

  defp in_range!(value, %{allowed: allowed} = param, context) when allowed != "" do
    if param.kind == :string,
      do: one_of!(value, String.split(allowed, ", "), param, context),
      else: within!(value, allowed, param, context)
  end

  defp in_range!(value, _param, _context), do: value

  # Spark compares most of these without regard to case; :area_under_pr is "areaUnderPR".
  defp one_of!(value, words, param, context) do
    case Enum.find(words, &(fold(&1) == fold(value))) do
      nil ->
        hint = Options.did_you_mean(value, words)
        words = Enum.map_join(words, ", ", &inspect/1)

        raise Error.Argument,
              "parameter #{inspect(param.option)} of #{context} must be one of #{words}, got: " <>
                inspect(value) <> hint

      word ->
        word
    end
  end

  defp fold(text), do: text |> String.downcase() |> String.replace("_", "")

  defp within!(value, range, param, context) do
    if within?(value, range),
      do: value,
      else:
        raise(
          Error.Argument,
          "parameter #{inspect(param.option)} of #{context} must be #{range(range)}, got: " <>
            inspect(value)
        )
  end

  defp range("(" <> _bounds = range), do: "in the range " <> range
  defp range("[" <> _bounds = range), do: "in the range " <> range
  defp range(bound), do: bound

  defp within?(value, ">= " <> bound), do: compare(value, number(bound)) in [:gt, :eq]
  defp within?(value, "> " <> bound), do: compare(value, number(bound)) == :gt

  defp within?(value, <<open, bounds::binary>>) do
    [low, high] = bounds |> String.slice(0..-2//1) |> String.split(", ")

    compare(value, number(low)) in if(open == ?[, do: [:gt, :eq], else: [:gt]) and
      compare(value, number(high)) in if(String.ends_with?(bounds, "]"),
        do: [:lt, :eq],
        else: [:lt]
      )
  end

  defp compare(:infinity, _bound), do: :gt
  defp compare(value, _bound) when is_atom(value), do: :none
  defp compare(value, bound) when value > bound, do: :gt
  defp compare(value, bound) when value < bound, do: :lt
  defp compare(_value, _bound), do: :eq

  defp number(text) do
    {number, ""} = Float.parse(text)
    number
  end

  @doc "Parameters as the message `MlParams`."
  @spec message(t) :: map
  def message(params),
    do: %{params: Map.new(params, fn {name, value} -> {name, literal(value)} end)}

  @doc "A value as the literal that PySpark's client sends."
  @spec literal(term) :: map
  def literal(%Vector{} = vector), do: Linalg.to_literal(vector)
  def literal(%Matrix{} = matrix), do: Linalg.to_literal(matrix)
  def literal([]), do: literal([], {:array, :string})
  def literal(value), do: value |> Literal.encode() |> Map.delete(:data_type)

  @doc "A value of the type as a literal."
  @spec literal(term, SparkEx.Types.input()) :: map
  def literal(value, type), do: value |> Literal.encode(type) |> Map.delete(:data_type)

  @doc "A stage with its parameters, for inspection."
  @spec inspect(String.t(), t, Inspect.Opts.t()) :: Inspect.Algebra.t()
  def inspect(class, params, options) do
    params =
      for {name, value} <- Enum.sort(params),
          do: [Macro.underscore(name), ": ", Inspect.Algebra.to_doc(value, options)]

    params = params |> Enum.intersperse([", "]) |> Enum.concat()
    Inspect.Algebra.concat(["#SparkEx.ML.", class, "<"] ++ params ++ [">"])
  end

  @doc "The parameters with the defaults of the others."
  @spec with_defaults(map, String.t()) :: map
  def with_defaults(params, class) do
    class = String.replace_suffix(class, "Model", "")

    defaults =
      for %{name: name, default: default} = param <- Table.params(class),
          default not in ["", "random"],
          into: %{},
          do: {name, default(param.kind, default)}

    Map.merge(defaults, params)
  end

  defp default(:integer, text), do: String.to_integer(text)
  defp default(:float, text), do: String.to_float(text)
  defp default(:boolean, text), do: text == "true"
  defp default(_text, text), do: String.trim(text, "\"")

  @doc "The parameters that a model of the class has."
  @spec of_model(t, String.t() | nil) :: t
  def of_model(params, model) do
    case Table.params(model) do
      nil -> if model, do: %{}, else: params
      table -> Map.take(params, Enum.map(table, & &1.name))
    end
  end
end
