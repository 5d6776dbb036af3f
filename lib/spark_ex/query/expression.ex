defmodule SparkEx.Query.Expression do
  @moduledoc false
  # The compiler of queries: Elixir code becomes calls of SparkEx.Functions and SparkEx.Column.
  #
  # A part compiles to `{:column, code}`, or to `{:literal, code}` if the code returns a plain
  # value. The state is the caller's file and line, the variables of the surrounding functions and
  # comprehensions, and the variables of the frame and of the window of aggregates, if any.

  alias SparkEx.Arguments.Options
  alias SparkEx.{Column, Error, Functions, Literal}
  alias SparkEx.DataFrame.Names
  alias SparkEx.Query.{Across, Argument, Callable, ExplorerFunctions}

  @comparisons %{==: :eq, !=: :neq, <: :lt, <=: :lte, >: :gt, >=: :gte}
  @operators %{
    and: :and_,
    or: :or_,
    +: :plus,
    -: :minus,
    *: :multiply,
    /: :divide,
    **: :pow,
    rem: :mod
  }

  @sigils ~w(sigil_D sigil_N sigil_T sigil_U sigil_s sigil_S)a

  # Elixir code that queries do not have, and what to write instead.
  @instead %{
    &&: "write `and`",
    ||: "write `or`",
    !: "write `not`",
    ===: "write `==`",
    !==: "write `!=`",
    =: "write `==` to compare",
    ++: "write concat(...)",
    =~: "write rlike(column, pattern)",
    ..: "write between(column, first, last)",
    is_nil: "write `column == nil`, or is_null(column)",
    div: "write call_function(\"div\", a, b)",
    for: "a comprehension over columns is a whole argument: select(frame, for ...)",
    across: "write `for column <- across(...), do: ...`",
    case: "write `cond`, or `if`",
    unless: "write `if not ...`",
    &: "write fn x -> ... end, or pin a function: ^&...",
    fn: "only functions over arrays and maps, such as transform, take one",
    @: "pin it: ^@name"
  }

  @type state :: %{
          file: String.t(),
          line: pos_integer,
          bound: [{atom, atom}],
          frame: Macro.t() | nil,
          window: Macro.t() | nil
        }
  @type compiler :: (Macro.t(), state -> term)

  @doc """
  The code of a macro: `compile` compiles its argument, `call` puts the result into a call.

  Pins are evaluated first, outside of the functions of the query, so that they refer to the
  variables of the caller. Those that use the column of a comprehension stay in it.
  """
  @spec compile(Macro.t(), Macro.Env.t(), compiler, (term -> Macro.t()), keyword) :: Macro.t()
  def compile(argument, env, compile, call, variables \\ []) do
    inner = Across.variables(argument)
    {argument, pins} = Macro.prewalk(argument, [], &hoist(&1, &2, inner))

    state = %{
      file: env.file,
      line: env.line,
      bound: [],
      frame: variables[:frame],
      window: variables[:window]
    }

    code = argument |> compile.(state) |> call.()

    quote do
      unquote_splicing(Enum.reverse(pins))
      unquote(code)
    end
  end

  defp hoist({:^, meta, [pinned]} = pin, pins, inner) do
    if Across.uses?(pinned, inner) do
      {pin, pins}
    else
      variable = Macro.unique_var(:pinned, __MODULE__)
      {{:^, meta, [variable]}, [quote(do: unquote(variable) = unquote(pinned)) | pins]}
    end
  end

  defp hoist(other, pins, _inner), do: {other, pins}

  ## Parts of an expression

  @doc "Code that yields a column."
  @spec column(Macro.t(), state) :: Macro.t()
  def column(code, state), do: code |> part(state) |> as_column()

  @doc "Code that yields a column, or a pair `{name, column}` for `name: column`."
  @spec named(Macro.t(), state) :: Macro.t()
  def named({name, code}, state), do: {term(name, state), column(code, state)}
  def named(code, state), do: column(code, state)

  defp as_column({:column, code}), do: code
  defp as_column({:literal, code}), do: call(Functions, :lit, [code])

  defp value(code, state), do: code |> part(state) |> elem(1)

  defp part({:__block__, _, [code]}, state), do: part(code, state)
  defp part({:^, _, [variable]}, _state), do: {:literal, variable}

  defp part(code, _state) when is_number(code) or is_binary(code), do: {:literal, code}

  defp part(code, _state) when code in [nil, true, false, :nan, :infinity, :neg_infinity],
    do: {:literal, code}

  defp part({:-, _, [number]}, _state) when is_number(number), do: {:literal, -number}

  defp part(atom, state) when is_atom(atom) do
    error(state, "#{inspect(atom)} is not a value; write col(#{inspect(atom)}) or \"#{atom}\"")
  end

  defp part(list, state) when is_list(list), do: {:literal, Enum.map(list, &value(&1, state))}
  defp part({tag, code}, state), do: {:literal, {term(tag, state), value(code, state)}}

  defp part({sigil, _, [{:<<>>, _, [text]}, _]} = code, _state)
       when sigil in @sigils and is_binary(text),
       do: {:literal, code}

  defp part({:sigil_d, meta, [{:<<>>, _, [text]}, _]}, state) when is_binary(text),
    do: {:column, decimal(text, at(state, meta))}

  defp part({sigil, meta, [{:<<>>, _, [text]}, modifiers]} = code, state)
       when sigil in [:sigil_w, :sigil_W] and is_binary(text),
       do: {:literal, words(code, modifiers, at(state, meta))}

  defp part({:__aliases__, meta, names}, state), do: capitalised(names, at(state, meta))

  defp part({:<<>>, _, _} = code, state) do
    error(
      state,
      "#{source(code)} is Elixir code; pin it: ^(#{source(code)}), or join columns with `<>`"
    )
  end

  defp part({name, meta, context} = variable, state) when is_atom(name) and is_atom(context) do
    if {name, context} in state.bound,
      do: {:column, variable},
      else: {:column, reference(name, at(state, meta))}
  end

  defp part({{:., _, [Access, :get]}, meta, [code, key]}, state) do
    state = at(state, meta)
    {:column, call(Column, :get_item, [column(code, state), value(key, state)], state)}
  end

  defp part({{:., _, [_, _]}, meta, []} = code, state), do: field(code, at(state, meta))
  defp part({{:., _, _}, meta, _} = code, state), do: remote(code, at(state, meta))

  defp part({shape, _, _} = code, state) when shape in [:{}, :%{}, :%],
    do: error(state, "#{source(code)} is not part of a query; pin it: ^(#{source(code)})")

  defp part({name, meta, arguments}, state) when is_atom(name) and is_list(arguments),
    do: {:column, expression(name, arguments, at(state, meta))}

  defp part(code, state),
    do: error(state, "#{source(code)} is not part of a query; pin it: ^(...)")

  # Names of columns

  defp reference(name, state) do
    case Atom.to_string(name) do
      "_" -> error(state, "_ is not a column")
      "__" <> _ = text -> error(state, "#{text} is not a column; pin it: ^#{text}")
      text -> call(Functions, :col, [text], state)
    end
  end

  # The name of a module in Elixir, also after a dot: `st.Inner`.
  @spec capitalised([Macro.t()], state) :: no_return
  defp capitalised([first | rest] = names, state) do
    {text, instead} =
      if is_atom(first) do
        text = Enum.join(names, ".")
        {text, "col(#{inspect(text)})"}
      else
        text = Enum.join([source(first) | rest], ".")
        {text, source(first) <> Enum.map_join(rest, &"[#{inspect(Atom.to_string(&1))}]")}
      end

    error(state, "#{text} is a module in Elixir; write #{instead} for the column")
  end

  # As SQL reads the digits.
  defp decimal(text, state) do
    case Literal.decimal_type(text) do
      {:ok, type} -> call(Functions, :lit, [text, Macro.escape(type)], state)
      :error -> error(state, "~d\"#{text}\" is not a decimal of at most 38 digits")
    end
  end

  defp words(code, modifiers, _state) when modifiers in [[], [?s]], do: code

  defp words(code, _modifiers, state),
    do: error(state, "#{source(code)} is not a list of strings; write ~w without a modifier")

  # A dotted name may be a field, or a column of a frame with an alias, which Spark decides.
  defp field({{:., _, [code, name]}, _, []} = whole, state) do
    case path(whole, state) do
      {:ok, names} ->
        # `a."b.c"` has two parts.
        text = Enum.map_join(names, ".", &(&1 |> Atom.to_string() |> Names.quoted()))
        {:column, call(Functions, :col, [text], state)}

      :error ->
        if match?({:__aliases__, _, _}, code), do: remote_field(whole, state)
        {:column, call(Column, :get_field, [column(code, state), name], state)}
    end
  end

  defp path({{:., _, [code, name]}, _, []}, state) when is_atom(name) do
    with {:ok, names} <- path(code, state), do: {:ok, names ++ [name]}
  end

  defp path({name, _, context}, state) when is_atom(name) and is_atom(context),
    do: if({name, context} in state.bound, do: :error, else: {:ok, [name]})

  defp path(_code, _state), do: :error

  @spec remote(Macro.t(), state) :: no_return
  defp remote(code, state), do: error(state, remote_text(code))

  @spec remote_field(Macro.t(), state) :: no_return
  defp remote_field(code, state) do
    column = "col(#{inspect(code |> source() |> String.trim_trailing("()"))})"
    error(state, remote_text(code) <> "; write #{column} for a column")
  end

  defp remote_text(code) do
    "#{source(code)} is a call of Elixir; pin it: ^#{source(code)} " <>
      "(functions of SparkEx.Functions need no module in a query)"
  end

  # Operators, conditionals and calls

  defp expression(name, [_, _] = operands, state) when is_map_key(@comparisons, name),
    do: comparison(name, operands, state)

  # Column.and_/2 and or_/2 refuse bare booleans.
  defp expression(name, [left, right], state) when name in [:and, :or] do
    operands = [column(left, state), column(right, state)]
    call(Column, Map.fetch!(@operators, name), operands, state)
  end

  defp expression(name, [_, _] = operands, state) when is_map_key(@operators, name),
    do: operator(Map.fetch!(@operators, name), Enum.map(operands, &part(&1, state)), state)

  defp expression(:not, [code], state), do: call(Column, :not_, [column(code, state)], state)

  defp expression(:-, [code], state), do: call(Column, :negate, [column(code, state)], state)
  defp expression(:+, [code], state), do: column(code, state)

  defp expression(:in, [code, values], state),
    do: call(Column, :isin, [column(code, state), members(values, state)], state)

  defp expression(:<>, [_, _] = parts, state) do
    parts = parts |> Enum.flat_map(&concatenated/1) |> Enum.map(&column(&1, state))
    call(Functions, :concat, [parts], state)
  end

  defp expression(:|>, [left, right], state) do
    piped =
      try do
        Macro.pipe(left, right, 0)
      rescue
        ArgumentError -> error(state, "cannot pipe into #{source(right)}")
      end

    column(piped, state)
  end

  defp expression(:if, [condition, [do: value]], state), do: branches([{condition, value}], state)

  defp expression(:if, [condition, [do: value, else: other]], state),
    do: branches([{condition, value}, {true, other}], state)

  defp expression(:cond, [[do: clauses]], state),
    do: branches(for({:->, _, [[condition], value]} <- clauses, do: {condition, value}), state)

  defp expression(name, _arguments, state) when is_map_key(@instead, name),
    do: error(state, "`#{name}` is not part of a query; #{@instead[name]}")

  defp expression(:count, [], state), do: expression(:count, [1], state)

  defp expression(name, arguments, state) do
    case Callable.fetch(name, length(arguments)) do
      {:ok, callable} -> called(callable, arguments, state)
      {:error, problem} -> error(state, ExplorerFunctions.instead(name) || elixir(problem))
    end
  end

  defp elixir(problem), do: "#{problem} (Elixir code needs a pin: ^(...))"

  # In `mutate`, an aggregate is that of the groups or of the frame.
  defp called(%{aggregate?: true} = callable, arguments, %{window: window} = state)
       when window != nil do
    aggregate = called(callable, arguments, %{state | window: nil})
    call(Column, :over, [aggregate, window], state)
  end

  defp called(%{name: name, module: module} = callable, arguments, state) do
    state = if name == :over, do: %{state | window: nil}, else: state
    call(module, name, arguments(callable, arguments, state), state)
  end

  defp comparison(:==, [code, nil], state), do: null_test(:is_null, code, state)
  defp comparison(:==, [nil, code], state), do: null_test(:is_null, code, state)
  defp comparison(:!=, [code, nil], state), do: null_test(:is_not_null, code, state)
  defp comparison(:!=, [nil, code], state), do: null_test(:is_not_null, code, state)

  defp comparison(name, operands, state) do
    if nil in operands, do: error(state, "a comparison with nil is never true; write `== nil`")
    operands = Enum.map(operands, &comparable(&1, state))
    operator(Map.fetch!(@comparisons, name), operands, state)
  end

  defp null_test(name, code, state), do: call(Column, name, [column(code, state)], state)

  defp comparable({:^, _, [variable]}, state),
    do: {:literal, call(__MODULE__, :not_nil!, [variable], state)}

  defp comparable(code, state), do: part(code, state)

  # One side of an operator must be a column.
  defp operator(name, [{:literal, _} = left, {:literal, right}], state),
    do: call(Column, name, [as_column(left), right], state)

  defp operator(name, [{_, left}, {_, right}], state),
    do: call(Column, name, [left, right], state)

  defp members({:^, _, [variable]}, _state), do: variable
  defp members(list, state) when is_list(list), do: Enum.map(list, &value(&1, state))

  defp members({sigil, _, _} = code, state) when sigil in [:sigil_w, :sigil_W],
    do: value(code, state)

  defp members({:.., _, _}, state),
    do: error(state, "`in` takes a list; write between(column, first, last)")

  defp members(code, state), do: error(state, "`in` takes a list or a pin, got: #{source(code)}")

  defp concatenated({:<>, _, [left, right]}), do: concatenated(left) ++ concatenated(right)
  defp concatenated(code), do: [code]

  defp branches([{true, _value}], state),
    do: error(state, "`cond` needs a condition before `true`")

  defp branches([{condition, value} | rest], state) do
    first = call(Functions, :when_, [column(condition, state), value(value, state)], state)
    branches(first, rest, state)
  end

  defp branches(column, [], _state), do: column

  defp branches(column, [{true, value}], state),
    do: call(Column, :otherwise, [column, value(value, state)], state)

  defp branches(column, [{condition, value} | rest], state) do
    arguments = [column, column(condition, state), value(value, state)]
    Column |> call(:when_, arguments, state) |> branches(rest, state)
  end

  # Arguments

  defp arguments(%{named?: true} = callable, [[{_, _} | _] = arguments], state),
    do: [Enum.map(arguments, &named_argument(callable, &1, state))]

  defp arguments(callable, arguments, state),
    do: positional(callable.parameters, arguments, state)

  defp named_argument(%{name: function, parameters: parameters}, {name, code}, state) do
    case Enum.find(parameters, &(&1.name == name)) do
      nil ->
        hint = Options.did_you_mean(name, Enum.map(parameters, & &1.name))
        error(state, "#{function} has no argument #{inspect(name)}#{hint}")

      parameter ->
        {name, argument(parameter, code, state)}
    end
  end

  defp positional(_parameters, [], _state), do: []

  defp positional([%{many?: true} = parameter], arguments, state),
    do: [many(parameter, arguments, state)]

  defp positional([parameter | parameters], [code | codes], state),
    do: [argument(parameter, code, state) | positional(parameters, codes, state)]

  defp many(_parameter, [{:^, _, [variable]}], state),
    do: call(__MODULE__, :columns!, [variable], state)

  # `struct(a, b: c)` ends in a keyword list.
  defp many(parameter, arguments, state) do
    for code <- Enum.flat_map(arguments, &if(is_list(&1), do: &1, else: [&1])),
        do: argument(parameter, code, state)
  end

  defp argument(%{optional?: true, many?: false}, nil, _state), do: nil
  defp argument(%{kind: :column}, code, state), do: column(code, state)
  defp argument(%{kind: :field}, code, state), do: named(code, state)
  defp argument(%{kind: :value}, atom, _state) when is_atom(atom), do: atom
  defp argument(%{kind: :value}, code, state), do: value(code, state)
  defp argument(%{kind: :term}, code, state), do: term(code, state)
  defp argument(%{kind: :window}, code, state), do: window(code, state)
  defp argument(%{kind: :lambda}, code, state), do: lambda(code, state)

  defp window({:^, _, [variable]}, _state), do: variable

  defp window([{_, _} | _] = options, state) do
    for {name, code} <- options do
      case name do
        :partition_by -> {name, Argument.columns(code, state)}
        :order_by -> {name, Argument.orders(code, state)}
        _boundaries -> {name, term(code, state)}
      end
    end
  end

  defp window(code, state) do
    error(
      state,
      "expected a window, got: #{source(code)}; write partition_by: ..., order_by: ..., " <>
        "or pin a SparkEx.Window: ^window"
    )
  end

  @doc "An Elixir term such as a name or a type."
  @spec term(Macro.t(), state) :: Macro.t()
  def term({:^, _, [variable]}, _state), do: variable
  def term(code, _state) when is_atom(code) or is_number(code) or is_binary(code), do: code
  def term({:-, _, [number]}, _state) when is_number(number), do: -number
  def term(list, state) when is_list(list), do: Enum.map(list, &term(&1, state))
  def term({left, right}, state), do: {term(left, state), term(right, state)}

  def term({shape, meta, terms}, state) when shape in [:{}, :%{}],
    do: {shape, meta, term(terms, state)}

  def term({name, _, context}, state) when is_atom(name) and is_atom(context),
    do: error(state, "a column is not a name or a type; pin a variable: ^#{name}")

  def term(code, state), do: column(code, state)

  defp lambda({:^, _, [variable]}, _state), do: variable

  defp lambda({:fn, meta, [{:->, arrow, [variables, body]}]} = code, state) do
    names =
      for {name, _, context} <- variables, is_atom(name) and is_atom(context), do: {name, context}

    if length(names) != length(variables), do: no_lambda(code, state)
    {:fn, meta, [{:->, arrow, [variables, column(body, %{state | bound: names ++ state.bound})]}]}
  end

  defp lambda(code, state), do: no_lambda(code, state)

  @spec no_lambda(Macro.t(), state) :: no_return
  defp no_lambda(code, state),
    do: error(state, "expected fn x -> ... end with plain variables, got: #{source(code)}")

  ## At run time

  @doc "A pinned operand of a comparison, which must not be `nil`, as SQL's null equals nothing."
  @spec not_nil!(term) :: term
  def not_nil!(nil) do
    raise Error.Argument,
          "a pinned value is nil, and a comparison with nil is never true in SQL; write " <>
            "`column == nil` to find nulls, or eq_null_safe(column, ^value) where it may be either"
  end

  def not_nil!(value), do: value

  @doc "The columns of a pinned list, or of one column or value."
  @spec columns!(term) :: [Column.t()]
  def columns!(values) when is_list(values), do: Enum.map(values, &Functions.lit/1)
  def columns!(value), do: [Functions.lit(value)]

  ## Code

  defp call(module, name, arguments, state \\ %{line: nil}) do
    meta = if state.line, do: [line: state.line], else: []
    {{:., meta, [module, name]}, meta, arguments}
  end

  defp at(state, meta), do: %{state | line: meta[:line] || state.line}

  @doc "The source of code for an error message."
  @spec source(Macro.t()) :: String.t()
  def source(code), do: code |> unpinned() |> Macro.to_string()

  # The variables of pins have generated names.
  defp unpinned(code) do
    Macro.prewalk(code, fn
      {:pinned, meta, __MODULE__} -> {:..., meta, []}
      other -> other
    end)
  end

  @doc "Raises the `CompileError` of a query."
  @spec error(state, String.t()) :: no_return
  def error(state, description),
    do: raise(CompileError, file: state.file, line: state.line, description: description)
end
