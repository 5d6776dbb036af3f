defmodule SparkEx.Query.Argument do
  @moduledoc false
  # The arguments of transforms in a query: conditions, lists of columns, sort keys, names,
  # numbers.
  #
  # A pin, a string or an atom that is a whole argument, or an element of a list, is passed on
  # unchanged, as the name of a column.

  alias SparkEx.Arguments.Options
  alias SparkEx.Query.{Across, Expression}

  @values [nil, true, false, :nan, :infinity, :neg_infinity]
  @orders ~w(asc asc_nulls_first asc_nulls_last desc desc_nulls_first desc_nulls_last)a

  @typep state :: Expression.state()

  @doc "A condition, or a list of conditions that must all hold."
  @spec condition(Macro.t(), state) :: Macro.t()
  def condition({:for, _, _} = code, state), do: Across.comprehension(code, state, &condition/2)
  def condition({:^, _, [variable]}, _state), do: variable

  def condition(text, state) when is_binary(text) do
    Expression.error(
      state,
      "a string is a value, not a condition; write expr(#{inspect(text)}) for SQL"
    )
  end

  def condition(list, state) when is_list(list), do: Enum.map(list, &condition(&1, state))

  def condition(code, state), do: Expression.column(code, state)

  @doc "The `on` of a join: a condition, names, `left: right` pairs, or `:on` and `:how`."
  @spec on(Macro.t(), state) :: Macro.t()
  def on([{key, _} | _] = options, state) when key in [:on, :how] do
    for {key, code} <- options,
        do: {key, if(key == :on, do: on(code, state), else: Expression.term(code, state))}
  end

  def on(name, _state) when is_atom(name) or is_binary(name), do: name

  def on([{_, _} | _] = pairs, state),
    do: for({left, right} <- pairs, do: {left, name(right, state)})

  def on([_ | _] = list, state), do: Enum.map(list, &on(&1, state))
  def on(code, state), do: condition(code, state)

  defp name({name, _, context}, _state) when is_atom(name) and is_atom(context), do: name
  defp name(code, state), do: Expression.term(code, state)

  @doc "The name of a new column."
  @spec new_name(Macro.t(), state) :: Macro.t()
  def new_name({name, _, context}, state) when is_atom(name) and is_atom(context),
    do:
      Expression.error(
        state,
        "the name of a new column is :#{name}, \"#{name}\" or a pin, got: #{name}"
      )

  def new_name(code, state), do: Expression.term(code, state)

  @doc "A number of rows: an integer or a pin."
  @spec number(Macro.t(), state) :: Macro.t()
  def number({:^, _, [variable]}, _state), do: variable
  def number(number, _state) when is_integer(number), do: number

  def number(code, state),
    do:
      Expression.error(
        state,
        "expected an integer or a pin, got: #{Expression.source(code)}; pin it: ^#{Expression.source(code)}"
      )

  @doc "A column or a list of columns, each of which may be `name: column`, a name or a position."
  @spec columns(Macro.t(), state) :: Macro.t()
  def columns(code, state), do: list(code, state, &element/2)

  @doc "An aggregate or a list of aggregates, each of which may be `name: column`."
  @spec aggregates(Macro.t(), state) :: Macro.t()
  def aggregates(code, state), do: list(code, state, &aggregate/2)

  @doc "Sort keys: columns, names or positions of columns, `desc: column`."
  @spec orders(Macro.t(), state) :: Macro.t()
  def orders(code, state), do: list(code, state, &order/2)

  @doc "Pairs of names and columns, as a list or a map."
  @spec pairs(Macro.t(), state) :: Macro.t()
  def pairs({:%{}, _, pairs}, state), do: pairs(pairs, state)
  def pairs(code, state), do: list(code, state, &pair/2)

  defp list({:^, _, [variable]}, _state, _compile), do: variable
  defp list({:for, _, _} = code, state, compile), do: Across.comprehension(code, state, compile)
  defp list(list, state, compile) when is_list(list), do: Enum.map(list, &compile.(&1, state))
  defp list(code, state, compile), do: compile.(code, state)

  defp pair({_name, _column} = pair, state), do: Expression.named(pair, state)
  defp pair(other, state), do: no_pair(other, state)

  @spec no_pair(Macro.t(), state) :: no_return
  defp no_pair(code, state),
    do: Expression.error(state, "expected `name: column`, got: #{Expression.source(code)}")

  defp element(number, _state) when is_integer(number), do: number
  defp element({:-, _, [number]}, _state) when is_integer(number), do: -number
  defp element(code, state), do: with(:error <- name(code), do: Expression.named(code, state))

  defp aggregate({:^, _, [variable]}, _state), do: variable
  defp aggregate(code, state), do: Expression.named(code, state)

  defp order({order, code}, state) when order in @orders,
    do: {order, with(:error <- name(code), do: Expression.column(code, state))}

  defp order({other, _code}, state) when is_atom(other) do
    hint = Options.did_you_mean(other, @orders)

    Expression.error(
      state,
      "unknown sort order #{inspect(other)}#{hint} (allowed: #{inspect(@orders)})"
    )
  end

  defp order(code, state), do: element(code, state)

  defp name({:^, _, [variable]}), do: variable
  defp name(name) when is_binary(name), do: name
  defp name(name) when is_atom(name) and name not in @values, do: name
  defp name(_code), do: :error
end
