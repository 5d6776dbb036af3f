defmodule SparkEx.Query.Callable do
  @moduledoc false
  # The functions of a query: those of SparkEx.Functions that return a column, and those of
  # SparkEx.Column without an operator. The kind of a parameter decides how an argument is
  # compiled:
  #
  #   * :column - a column; a literal becomes one
  #   * :field  - the same, or `name: column`
  #   * :value  - a column, or a literal
  #   * :term   - an Elixir term such as a name or a type, not an expression
  #   * :window - a pinned window, or a keyword list such as `partition_by: a`
  #   * :lambda - a function

  alias SparkEx.Arguments.Options
  alias SparkEx.{Column, Functions, Python}
  alias SparkEx.Functions.Signature

  @table Path.join([__DIR__, "..", "..", "..", "priv", "functions.tsv"])
  @external_resource @table

  # A kind in a list is a parameter with any number of arguments.
  @by_hand [
    {Functions, :col, [:term]},
    {Functions, :column, [:term]},
    {Functions, :star, []},
    {Functions, :lit, [:value, optional: :term]},
    {Functions, :expr, [:term]},
    {Functions, :when_, [:column, :value]},
    {Functions, :asc, [:column]},
    {Functions, :asc_nulls_first, [:column]},
    {Functions, :asc_nulls_last, [:column]},
    {Functions, :desc, [:column]},
    {Functions, :desc_nulls_first, [:column]},
    {Functions, :desc_nulls_last, [:column]},
    {Functions, :call_function, [:term, [:column]]},
    {Functions, :call_udf, [:term, [:column]]},
    {Python, :call, [:term, [:column]]},
    {Functions, :count, [:column]},
    {Functions, :window, [:column, :term, optional: :term, optional: :term]},
    {Functions, :from_protobuf, [:column, :term, optional: :term]},
    {Functions, :to_protobuf, [:column, :term, optional: :term]},
    {Functions, :vector_to_array, [:column, optional: :term]},
    {Functions, :array_to_vector, [:column]},
    {Column, :eq_null_safe, [:value, :value]},
    {Column, :mod, [:value, :value]},
    {Column, :bitwise_and, [:value, :value]},
    {Column, :bitwise_or, [:value, :value]},
    {Column, :bitwise_xor, [:value, :value]},
    {Column, :is_null, [:column]},
    {Column, :is_not_null, [:column]},
    {Column, :is_nan, [:column]},
    {Column, :isin, [:column, :value]},
    {Column, :between, [:column, :value, :value]},
    {Column, :starts_with, [:column, :value]},
    {Column, :ends_with, [:column, :value]},
    {Column, :when_, [:column, :column, :value]},
    {Column, :otherwise, [:column, :value]},
    {Column, :alias_, [:column, :term, optional: :term]},
    {Column, :name, [:column, :term, optional: :term]},
    {Column, :cast, [:column, :term]},
    {Column, :astype, [:column, :term]},
    {Column, :try_cast, [:column, :term]},
    {Column, :over, [:column, :window]},
    {Column, :outer, [:column]},
    {Column, :get_item, [:column, :value]},
    {Column, :get_field, [:column, :term]},
    {Column, :with_field, [:column, :term, :column]},
    {Column, :drop_fields, [:column, :term]}
  ]

  @typedoc "How an argument is compiled."
  @type kind :: :column | :field | :value | :term | :window | :lambda

  @typedoc "A parameter; `:many?` means any number of arguments, as the last parameter only."
  @type parameter :: %{name: atom, kind: kind, many?: boolean, optional?: boolean}

  @typedoc "A function; `:named?` means that its arguments may be a keyword list."
  @type t :: %{
          module: module,
          name: atom,
          parameters: [parameter],
          named?: boolean,
          aggregate?: boolean
        }

  parameter = fn
    {:optional, kind} -> %{name: nil, kind: kind, many?: false, optional?: true}
    [kind] -> %{name: nil, kind: kind, many?: true, optional?: true}
    kind -> %{name: nil, kind: kind, many?: false, optional?: false}
  end

  by_hand =
    for {module, name, kinds} <- @by_hand do
      %{
        module: module,
        name: name,
        parameters: Enum.map(kinds, parameter),
        named?: false,
        aggregate?: name == :count
      }
    end

  kind = fn
    {:lambda, _arities} -> :lambda
    :field -> :field
    kind when kind in [:column, :expression, :column_or_integer, :column_or_number] -> :column
    {:options, _source} -> :term
    kind when kind in [:schema, :ddl] -> :term
    _a_literal -> :value
  end

  generated =
    for signature <- Signature.table(@table) do
      parameters =
        for %{name: name, min_count: min_count, default: default} = parameter <-
              signature.parameters do
          %{
            name: name,
            kind: kind.(parameter.kind),
            many?: min_count != nil,
            optional?: default != :required or min_count == 0
          }
        end

      %{
        module: Functions,
        name: signature.name,
        parameters: parameters,
        named?: Signature.by_name?(signature),
        aggregate?: signature.group == "aggregate"
      }
    end

  @callables Enum.group_by(generated ++ by_hand, & &1.name)

  @doc """
  The function of the given name and number of arguments, or an error message.

      iex> {:ok, callable} = SparkEx.Query.Callable.fetch(:upper, 1)
      iex> {callable.module, Enum.map(callable.parameters, & &1.kind)}
      {SparkEx.Functions, [:column]}

      iex> SparkEx.Query.Callable.fetch(:uper, 1)
      {:error, ~s(there is no function uper/1; did you mean "upper"?)}

      iex> SparkEx.Query.Callable.fetch(:upper, 2)
      {:error, "upper takes 1 argument, not 2"}
  """
  @spec fetch(atom, non_neg_integer) :: {:ok, t} | {:error, String.t()}
  def fetch(name, count) do
    callables = Map.get(@callables, name, [])

    case Enum.find(callables, &takes?(&1, count)) do
      nil -> {:error, problem(name, count, callables)}
      callable -> {:ok, callable}
    end
  end

  @doc "The names of all functions."
  @spec names() :: [atom]
  def names, do: Map.keys(@callables)

  defp takes?(callable, count) do
    {fewest, most} = arity(callable)
    count >= fewest and count <= most
  end

  # `:any` is greater than any integer in term order.
  defp arity(%{parameters: parameters, named?: named?}) do
    required = Enum.count(parameters, &(not &1.optional?))
    most = if Enum.any?(parameters, & &1.many?), do: :any, else: length(parameters)
    {if(named?, do: min(required, 1), else: required), most}
  end

  defp problem(name, count, []),
    do: "there is no function #{name}/#{count}" <> Options.did_you_mean(name, texts())

  defp problem(name, count, callables) do
    counts = callables |> Enum.map(&arity/1) |> Enum.sort() |> Enum.map_join(" or ", &counted/1)
    "#{name} takes #{counts}, not #{count}"
  end

  defp texts, do: Enum.map(names(), &Atom.to_string/1)

  defp counted({fewest, :any}), do: "#{fewest} or more arguments"
  defp counted({1, 1}), do: "1 argument"
  defp counted({count, count}), do: "#{count} arguments"
  defp counted({fewest, most}), do: "#{fewest} to #{most} arguments"
end
