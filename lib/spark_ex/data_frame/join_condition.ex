defmodule SparkEx.DataFrame.JoinCondition do
  @moduledoc false
  # The argument `on` of a join: names that both frames have, `left: right` pairs of names, or
  # conditions.

  alias SparkEx.{Column, DataFrame, Error, Plan}
  alias SparkEx.DataFrame.{Names, Projection}

  # A text with a comparison or a logical operator outside of backticks is a SQL expression. Names
  # such as `count(1)` and `a + b` are common, so parentheses and arithmetic do not count.
  @operator ~r/[=<>!]|\s(?:and|or|not|in|is|like|ilike|rlike|between)\s/i
  @quoted ~r/`(?:[^`]|``)+`/
  @quoted_name ~r/\A`((?:[^`]|``)+)`\z/

  @doc """
  The frames of a join and its fields. `field` is the proto's name of the condition.

  A pair refers to the two frames by their plan ids, so a frame that is joined with itself gets
  a second plan id.
  """
  @spec put(DataFrame.t(), DataFrame.t(), term, atom, String.t()) ::
          {DataFrame.t(), DataFrame.t(), map}
  def put(left, right, on, field, context) do
    DataFrame.same_session!(left, right)

    if pairs?(on) do
      right = distinguish(right, left)
      {left, right, %{field => all(equalities(left, right, on, context))}}
    else
      {left, right, fields(on, field, context)}
    end
  end

  @doc "The field of a condition, where names are not allowed."
  @spec condition(term, atom, String.t()) :: map
  def condition(nil, _field, _context), do: %{}
  def condition([], _field, _context), do: %{}
  def condition(on, field, context), do: %{field => Projection.condition(on, context)}

  defp pairs?(on) when is_map(on), do: not is_struct(on)
  defp pairs?([_ | _] = on), do: Enum.all?(on, &match?({_left, _right}, &1))
  defp pairs?(_on), do: false

  defp distinguish(%{plan: plan} = right, left) do
    if Plan.id(plan) == Plan.id(left.plan),
      do: put_in(right.plan.common.plan_id, Plan.next_id()),
      else: right
  end

  defp equalities(_left, _right, on, context) when on == %{},
    do: raise(Error.Argument, "#{context} needs at least one pair of names, got: %{}")

  defp equalities(left, right, on, context) do
    for {name, other} <- Names.pairs!(on, context) do
      other = Names.name!(other, context)
      Plan.function("==", [DataFrame.col(left, name).expr, DataFrame.col(right, other).expr])
    end
  end

  defp fields(nil, _field, _context), do: %{}
  defp fields([], _field, _context), do: %{}

  defp fields(on, field, context) do
    on = List.wrap(on)

    case on |> Enum.map(&condition?/1) |> Enum.uniq() do
      [true] -> %{field => all(Enum.map(on, &Projection.condition(&1, context)))}
      [false] -> %{using_columns: Enum.map(on, &name(&1, context))}
      _both -> raise Error.Argument, "#{context}: `on` must not mix names and conditions"
    end
  end

  defp condition?(%Column{}), do: true
  # Refused by Projection, which explains where such a boolean comes from.
  defp condition?(value) when is_boolean(value), do: true
  defp condition?(text) when is_binary(text), do: Regex.replace(@quoted, text, "_") =~ @operator
  defp condition?(_name), do: false

  defp name(name, context) do
    case Regex.run(@quoted_name, Names.name!(name, context)) do
      [_all, quoted] -> String.replace(quoted, "``", "`")
      nil -> Names.name!(name, context)
    end
  end

  defp all(exprs), do: Enum.reduce(exprs, &Plan.function("and", [&2, &1]))
end
