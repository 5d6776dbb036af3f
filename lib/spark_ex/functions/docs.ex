defmodule SparkEx.Functions.Docs do
  @moduledoc false
  # The documentation of a generated function, from its row of the table.

  alias SparkEx.Column
  alias SparkEx.Functions.{Argument, Call, Signature}

  @spec text(Signature.t()) :: String.t()
  def text(signature) do
    """
    #{usage(signature)}

    #{example(signature)}

    #{source(signature)}
    """
  end

  @doc "The types of the arguments of every arity, fewest first."
  @spec specs(Signature.t()) :: [[Macro.t()]]
  def specs(%{form: :keyword}), do: [[by_name()]]

  def specs(%{parameters: parameters} = signature) do
    {fewest, most} = Signature.arity(signature)

    for arity <- fewest..most do
      # Elixir fills in defaults from the left, once every required parameter has its argument.
      {kept, _left} =
        Enum.flat_map_reduce(parameters, arity - fewest, fn parameter, spare ->
          case {Signature.head_default(parameter), spare} do
            {:none, _} -> {[type(parameter)], spare}
            {_default, 0} -> {[], 0}
            {_default, _} -> {[type(parameter)], spare - 1}
          end
        end)

      if arity == 1 and Signature.by_name?(signature),
        do: [quote(do: unquote(hd(kept)) | unquote(by_name()))],
        else: kept
    end
  end

  defp by_name, do: quote(do: keyword(Column.name_or_column()))

  defp type(%{min_count: nil, default: :required, kind: kind}), do: Argument.typespec(kind)
  defp type(%{min_count: nil, kind: kind}), do: quote(do: unquote(Argument.typespec(kind)) | nil)

  defp type(%{kind: kind}) do
    type = Argument.typespec(kind)
    quote(do: unquote(type) | [unquote(type)])
  end

  # The text is the server's: `name(args) - Description.`
  defp usage(%{usage: usage}) do
    case String.split(usage, " - ", parts: 2) do
      [call, text] -> "#{text}\n\nIn SQL: `#{String.replace(call, "`", "")}`."
      [text] -> text
    end
  end

  defp example(%{parameters: parameters} = signature) do
    shown = Enum.filter(parameters, &(&1.default in [:required, :random] and &1.min_count != 0))
    form = if Signature.by_name?(signature), do: :keyword, else: :positional
    shown = if shown == [], do: Enum.take(parameters, 2), else: shown
    call = "SparkEx.Functions.#{signature.name}(#{arguments(form, shown)})"

    if Enum.any?(shown, &match?({:lambda, _}, &1.kind)),
      do: "    #{call}",
      else: "    iex> #{call}\n    #{inspect(result(form, signature, shown))}"
  end

  defp arguments(:positional, shown), do: Enum.map_join(shown, ", ", &source_of/1)

  defp arguments(:keyword, shown),
    do: Enum.map_join(shown, ", ", &"#{&1.name}: #{source_of(&1)}")

  defp result(:keyword, signature, shown),
    do: Call.column(signature, [Enum.map(shown, &{&1.name, sample(&1)})])

  defp result(:positional, %{parameters: parameters} = signature, shown) do
    arguments =
      for parameter <- parameters do
        cond do
          parameter in shown -> sample(parameter)
          match?({:default, _}, Signature.head_default(parameter)) -> default(parameter)
        end
      end

    Call.column(signature, arguments)
  end

  defp default(parameter), do: parameter |> Signature.head_default() |> elem(1)

  defp source_of(%{kind: :expression, min_count: nil, name: name}),
    do: ~s|SparkEx.Functions.col("#{name}")|

  defp source_of(%{kind: {:lambda, [1]}}), do: "fn x -> SparkEx.Column.gt(x, 0) end"
  defp source_of(%{kind: {:lambda, [1, 2]}}), do: "fn x -> SparkEx.Column.gt(x, 0) end"
  defp source_of(%{kind: {:lambda, [2]}}), do: "fn x, y -> SparkEx.Column.plus(x, y) end"
  defp source_of(%{kind: {:lambda, [3]}}), do: "fn _key, a, b -> SparkEx.Column.plus(a, b) end"
  defp source_of(parameter), do: parameter |> sample() |> inspect()

  defp sample(%{min_count: min_count}) when is_integer(min_count), do: ["a", "b"]
  defp sample(%{kind: :expression, name: name}), do: Column.column(name)
  defp sample(%{kind: kind}) when kind in [:value, :integer], do: 1
  defp sample(%{kind: :number}), do: 0.5
  defp sample(%{kind: :boolean}), do: true
  defp sample(%{kind: :percentage}), do: [0.25, 0.75]
  defp sample(%{kind: {:options, _source}}), do: [mode: "FAILFAST"]
  defp sample(%{kind: kind}) when kind in [:schema, :ddl], do: "a INT"
  defp sample(%{name: name}), do: Atom.to_string(name)

  defp source(%{pyspark: names} = signature) do
    names = Enum.map_join(names, ", ", &"`functions.#{&1}`")

    sent =
      if signature.wire_name == "#{signature.name}",
        do: "",
        else: " Sends `#{signature.wire_name}`."

    "PySpark #{names}#{since(signature.since)}.#{sent}#{newer_arguments(signature)}"
  end

  # Every server has what Spark 4.0 has.
  defp since(version) do
    if newer?(version),
      do: ". Needs Spark #{short(version)}",
      else: "; since Spark #{version}"
  end

  defp newer_arguments(%{parameters: parameters}) do
    for %{name: name, since: version} <- parameters, version != nil, into: "" do
      " The argument `#{name}` needs Spark #{short(version)}."
    end
  end

  defp newer?(version), do: Version.compare(version, "4.0.999") == :gt
  defp short(version), do: String.replace_suffix(version, ".0", "")
end
