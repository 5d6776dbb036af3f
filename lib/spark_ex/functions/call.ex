defmodule SparkEx.Functions.Call do
  @moduledoc false
  # The calls of all generated functions: a signature and arguments become a column.

  alias SparkEx.Arguments.Options
  alias SparkEx.{Column, Error, Plan}
  alias SparkEx.Column.Hint
  alias SparkEx.Functions.{Argument, Signature}

  # The largest seed of PySpark's client: sys.maxsize.
  @seed_max 9_223_372_036_854_775_807

  @spec column(Signature.t(), [term]) :: Column.t()
  def column(%Signature{form: :keyword} = signature, [arguments]),
    do: by_name(signature, arguments)

  def column(%Signature{} = signature, arguments) do
    if named?(signature, arguments),
      do: by_name(signature, hd(arguments)),
      else: positional(signature, arguments)
  end

  @doc "A random seed, drawn as PySpark's client does."
  @spec random_seed :: map
  def random_seed, do: %{literal: %{long: :rand.uniform(@seed_max)}}

  defp named?(signature, [[_ | _] = first | rest]) do
    Signature.by_name?(signature) and Keyword.keyword?(first) and Enum.all?(rest, &is_nil/1)
  end

  defp named?(_signature, _arguments), do: false

  defp by_name(signature, arguments) do
    names = Enum.map(signature.parameters, & &1.name)

    if not Keyword.keyword?(arguments),
      do:
        bad(signature, "expected a keyword list of #{inspect(names)}, got: #{inspect(arguments)}")

    case Keyword.keys(arguments) -- names do
      [] ->
        positional(signature, Enum.map(names, &arguments[&1]))

      [name | _rest] ->
        hint = Options.did_you_mean(name, names)
        bad(signature, "unknown argument #{inspect(name)}#{hint} (allowed: #{inspect(names)})")
    end
  end

  defp positional(signature, arguments) do
    arguments = fill_gaps(signature.parameters, arguments)

    expressions =
      Map.new(Enum.zip(signature.parameters, arguments), fn {parameter, argument} ->
        {parameter.name, expressions(parameter, argument, signature)}
      end)

    fields = if signature.distinct, do: [is_distinct: true], else: []
    sent = Enum.flat_map(signature.order, &Map.fetch!(expressions, &1))
    %Column{expr: Plan.function(signature.wire_name, sent, fields)}
  end

  # Arguments are sent by position: what is omitted before another needs its value.
  defp fill_gaps([%{default: {:or, literal}} | parameters], [nil | arguments]) do
    given? = Enum.any?(arguments, &(&1 != nil))
    filled = if given?, do: %Column{expr: %{literal: literal}}
    [filled | fill_gaps(parameters, arguments)]
  end

  defp fill_gaps([_parameter | parameters], [argument | arguments]),
    do: [argument | fill_gaps(parameters, arguments)]

  defp fill_gaps([], []), do: []

  defp expressions(%{min_count: nil, default: :omitted}, nil, _signature), do: []
  defp expressions(%{min_count: nil, default: {:or, _literal}}, nil, _signature), do: []
  defp expressions(%{min_count: nil, default: :random}, nil, _signature), do: [random_seed()]

  defp expressions(%{min_count: nil, default: {:literal, literal}}, nil, _signature),
    do: [%{literal: literal}]

  defp expressions(%{min_count: nil} = parameter, argument, signature),
    do: [expression(parameter, argument, signature)]

  defp expressions(%{min_count: min_count} = parameter, arguments, signature) do
    arguments = if is_list(arguments), do: arguments, else: [arguments]

    if length(arguments) < min_count do
      bad(
        signature,
        "expected at least #{min_count} #{parameter.name}, got: #{inspect(arguments)}"
      )
    end

    Enum.map(arguments, &expression(parameter, &1, signature))
  end

  defp expression(%{kind: kind, name: name}, argument, signature) do
    case Argument.expr(kind, argument) do
      {:ok, expr} -> expr
      :error -> bad(signature, unexpected(kind, name, argument))
    end
  end

  defp unexpected(kind, name, argument) do
    "expected #{name} to be #{Argument.describe(kind)}, got: #{inspect(argument)}" <>
      if(Argument.column?(kind), do: Hint.for_column(argument), else: Hint.for_value(argument))
  end

  @spec bad(Signature.t(), String.t()) :: no_return
  defp bad(%{name: name}, problem),
    do: raise(Error.Argument, "SparkEx.Functions.#{name}: #{problem}")
end
