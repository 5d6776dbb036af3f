defmodule SparkEx.Query.Argument do
  @moduledoc false
  # The arguments of transforms in a query: conditions, lists of columns, sort keys, names,
  # numbers.
  #
  # A pin that is a whole argument, or an element of a list, is passed on unchanged, so that it
  # may be a name.

  alias SparkEx.Arguments.Options
  alias SparkEx.Query.Expression

  @orders ~w(asc asc_nulls_first asc_nulls_last desc desc_nulls_first desc_nulls_last)a

  @typep state :: Expression.state()

  @doc "A condition, or a list of conditions that must all hold."
  @spec condition(Macro.t(), state) :: Macro.t()
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

  @doc "A column or a list of columns, each of which may be `name: column`; or their positions."
  @spec columns(Macro.t(), state) :: Macro.t()
  def columns({:^, _, [variable]}, _state), do: variable
  def columns(list, state) when is_list(list), do: Enum.map(list, &element(&1, state))
  def columns(code, state), do: element(code, state)

  @doc "Sort keys: columns, positions of columns, `desc: column`."
  @spec orders(Macro.t(), state) :: Macro.t()
  def orders({:^, _, [variable]}, _state), do: variable
  def orders(list, state) when is_list(list), do: Enum.map(list, &order(&1, state))
  def orders(code, state), do: order(code, state)

  @doc "Pairs of names and columns."
  @spec pairs(Macro.t(), state) :: Macro.t()
  def pairs({:^, _, [variable]}, _state), do: variable

  def pairs(list, state) when is_list(list) do
    for pair <- list do
      if match?({_name, _column}, pair),
        do: Expression.named(pair, state),
        else: no_pair(pair, state)
    end
  end

  def pairs(other, state), do: no_pair(other, state)

  @spec no_pair(Macro.t(), state) :: no_return
  defp no_pair(code, state),
    do: Expression.error(state, "expected `name: column`, got: #{Expression.source(code)}")

  defp element({:^, _, [variable]}, _state), do: variable
  defp element(code, state), do: with(:error <- position(code), do: Expression.named(code, state))

  defp order({order, {:^, _, [variable]}}, _state) when order in @orders, do: {order, variable}

  defp order({order, code}, state) when order in @orders,
    do: {order, Expression.column(code, state)}

  defp order({other, _code}, state) when is_atom(other) do
    hint = Options.did_you_mean(other, @orders)

    Expression.error(
      state,
      "unknown sort order #{inspect(other)}#{hint} (allowed: #{inspect(@orders)})"
    )
  end

  defp order(code, state), do: element(code, state)

  defp position(number) when is_integer(number), do: number
  defp position({:-, _, [number]}) when is_integer(number), do: -number
  defp position(_code), do: :error
end
