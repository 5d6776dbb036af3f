defmodule SparkEx.Functions.Signature do
  @moduledoc false
  # A row of priv/functions.tsv, which describes one function of SparkEx.Functions.
  #
  # The columns are name, wire_name, parameters, pyspark, group, since, usage.
  #
  #   * wire_name: the name in the protocol, if it differs. `trim(trim, col)` also sets the order of
  #     the arguments, `count(DISTINCT cols)` makes the call distinct.
  #   * parameters: `name: kind`, separated by `; `. SparkEx.Functions.Argument has the kinds.
  #     `kind?` is optional and not sent by default; `kind = x` sends the literal x by default, and
  #     `random` a new seed. `kind? or x` sends x only before an argument that is given. `kind*`,
  #     `kind+` and `kind{2}` take a list of at least 0, 1 or 2 elements. `@4.2.0` after all that
  #     is the version of Spark that the argument needs.
  #     Parameters in square brackets are given by name, as a keyword list.
  #   * pyspark: the names in pyspark.sql.functions, if they differ.
  #   * since: the version of Spark's server that has the function.

  alias SparkEx.Functions.Argument

  @enforce_keys [:name, :wire_name, :parameters, :order]
  defstruct @enforce_keys ++
              [
                distinct: false,
                form: :positional,
                pyspark: [],
                group: nil,
                since: nil,
                usage: nil
              ]

  @type parameter :: %{
          name: atom,
          kind: Argument.kind(),
          min_count: nil | non_neg_integer,
          default: :required | :omitted | :random | {:literal, map} | {:or, map},
          since: String.t() | nil
        }
  @type t :: %__MODULE__{
          name: atom,
          wire_name: String.t(),
          parameters: [parameter],
          order: [atom],
          distinct: boolean,
          form: :positional | :keyword,
          pyspark: [String.t()],
          group: String.t(),
          since: String.t(),
          usage: String.t()
        }

  @doc "The rows of the table."
  @spec table(Path.t()) :: [t]
  def table(path) do
    [_head | rows] = path |> File.read!() |> String.split("\n", trim: true)
    Enum.map(rows, &parse/1)
  end

  @spec parse(String.t()) :: t
  def parse(row) do
    [name, wire_name, parameters, pyspark, group, since, usage] = String.split(row, "\t")
    {form, parameters} = parameters(parameters)
    {wire_name, distinct, order} = wire_name(wire_name, name, Enum.map(parameters, & &1.name))

    %__MODULE__{
      name: String.to_atom(name),
      wire_name: wire_name,
      parameters: parameters,
      order: order,
      distinct: distinct,
      form: form,
      pyspark: if(pyspark == "", do: [name], else: String.split(pyspark, ", ")),
      group: group,
      since: since,
      usage: usage
    }
  end

  @doc "The fewest and the most arguments of a call."
  @spec arity(t) :: {non_neg_integer, non_neg_integer}
  def arity(%{form: :keyword}), do: {1, 1}

  def arity(%{parameters: parameters}),
    do: {Enum.count(parameters, &(head_default(&1) == :none)), length(parameters)}

  @doc "Whether the arguments may be given by name: if there are several and all are optional."
  @spec by_name?(t) :: boolean
  def by_name?(%{form: :keyword}), do: true

  def by_name?(%{parameters: parameters}),
    do: match?([_, _ | _], parameters) and Enum.all?(parameters, &(&1.default != :required))

  @doc "The default of a parameter in the head of the generated function."
  @spec head_default(parameter) :: :none | {:default, term}
  def head_default(%{min_count: 0}), do: {:default, []}
  def head_default(%{default: :required}), do: :none

  def head_default(%{default: {:literal, literal}, kind: kind}) when kind != :column,
    do: {:default, literal |> Map.values() |> hd()}

  def head_default(_parameter), do: {:default, nil}

  defp parameters(""), do: {:positional, []}

  defp parameters("[" <> text),
    do: {:keyword, text |> String.trim_trailing("]") |> split() |> Enum.map(&parameter/1)}

  defp parameters(text), do: {:positional, text |> split() |> Enum.map(&parameter/1)}

  defp split(text), do: String.split(text, "; ")

  defp parameter(text) do
    [name, rest] = String.split(text, ": ", parts: 2)
    {rest, since} = since(rest)
    {kind, default} = default(rest)
    {kind, min_count} = min_count(kind)

    %{
      name: String.to_atom(name),
      kind: Argument.kind!(kind),
      min_count: min_count,
      default: default,
      since: since
    }
  end

  defp since(text) do
    case String.split(text, " @", parts: 2) do
      [text, version] -> {text, version}
      [text] -> {text, nil}
    end
  end

  defp default(text) do
    case Regex.split(~r{ = |\? or }, text, parts: 2, include_captures: true) do
      [kind, " = ", value] ->
        {kind, constant(value)}

      [kind, "? or ", value] ->
        {:literal, literal} = constant(value)
        {kind, {:or, literal}}

      [kind] ->
        if String.ends_with?(kind, "?"), do: {chop(kind), :omitted}, else: {kind, :required}
    end
  end

  defp chop(text), do: binary_part(text, 0, byte_size(text) - 1)

  defp min_count(kind) do
    cond do
      String.ends_with?(kind, "*") -> {chop(kind), 0}
      String.ends_with?(kind, "+") -> {chop(kind), 1}
      String.ends_with?(kind, "{2}") -> {String.replace_suffix(kind, "{2}", ""), 2}
      true -> {kind, nil}
    end
  end

  defp constant("random"), do: :random
  defp constant("null"), do: {:literal, %{null: %{null: %{}}}}
  defp constant("true"), do: {:literal, %{boolean: true}}
  defp constant("false"), do: {:literal, %{boolean: false}}
  defp constant("\"" <> text), do: {:literal, %{string: chop(text)}}

  # PySpark wire_name lit(Decimal(0)) with its default precision.
  defp constant("decimal " <> digits),
    do: {:literal, %{decimal: %{value: digits, precision: 10, scale: 0}}}

  defp constant(digits), do: {:literal, %{integer: String.to_integer(digits)}}

  defp wire_name("", name, order), do: {name, false, order}

  defp wire_name(text, _name, order) do
    case String.split(text, ["(", ")"], trim: true) do
      [sent] -> {sent, false, order}
      [sent, "DISTINCT " <> names] -> {sent, true, names(names)}
      [sent, names] -> {sent, false, names(names)}
    end
  end

  defp names(text), do: text |> String.split(", ") |> Enum.map(&String.to_atom/1)
end
