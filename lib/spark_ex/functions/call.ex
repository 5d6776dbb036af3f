defmodule SparkEx.Functions.Call do
  @moduledoc false
  # The one body of all generated functions: a signature and arguments in, a column out.

  alias SparkEx.{Column, Error, Options, Plan}
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

  @doc "A seed for a function that was given none, as PySpark's client draws it."
  @spec random_seed :: map
  def random_seed, do: %{literal: %{long: :rand.uniform(@seed_max)}}

  defp named?(signature, [[_ | _] = first | rest]) do
    Signature.by_name?(signature) and Keyword.keyword?(first) and Enum.all?(rest, &is_nil/1)
  end

  defp named?(_signature, _arguments), do: false

  defp by_name(signature, arguments) do
    names = Enum.map(signature.parameters, & &1.name)

    if not Keyword.keyword?(arguments),
      do: bad(signature, "takes a keyword list of #{inspect(names)}, got: #{inspect(arguments)}")

    case Keyword.keys(arguments) -- names do
      [] ->
        positional(signature, Enum.map(names, &arguments[&1]))

      [name | _rest] ->
        hint = Options.did_you_mean(name, names)
        bad(signature, "has no #{inspect(name)}#{hint} (allowed: #{inspect(names)})")
    end
  end

  defp positional(signature, arguments) do
    expressions =
      Map.new(Enum.zip(signature.parameters, arguments), fn {parameter, argument} ->
        {parameter.name, expressions(parameter, argument, signature)}
      end)

    fields = if signature.distinct, do: [is_distinct: true], else: []
    sent = Enum.flat_map(signature.order, &Map.fetch!(expressions, &1))
    %Column{expr: Plan.function(signature.sends, sent, fields)}
  end

  defp expressions(%{least: nil, default: :omitted}, nil, _signature), do: []
  defp expressions(%{least: nil, default: :random}, nil, _signature), do: [random_seed()]

  defp expressions(%{least: nil, default: {:literal, literal}}, nil, _signature),
    do: [%{literal: literal}]

  defp expressions(%{least: nil} = parameter, argument, signature),
    do: [expression(parameter, argument, signature)]

  defp expressions(%{least: least} = parameter, arguments, signature) do
    arguments = if is_list(arguments), do: arguments, else: [arguments]

    if length(arguments) < least do
      bad(signature, "needs at least #{least} #{parameter.name}, got: #{inspect(arguments)}")
    end

    Enum.map(arguments, &expression(parameter, &1, signature))
  end

  defp expression(%{kind: kind, name: name}, argument, signature) do
    case Argument.expr(kind, argument) do
      {:ok, expr} -> expr
      :error -> bad(signature, "#{name} is #{Argument.describe(kind)}, got: #{inspect(argument)}")
    end
  end

  @spec bad(Signature.t(), String.t()) :: no_return
  defp bad(%{name: name}, problem),
    do: raise(Error.Argument, "SparkEx.Functions.#{name}: #{problem}")
end
