defmodule SparkEx.Query.Across do
  @moduledoc false
  # Comprehensions over columns: `for column <- across(names), filter, do: {column.name, ...}`.
  #
  # Filters, names of new columns and pins are Elixir code, in which `column.name` and
  # `column.dtype` are the name and the type. The rest is a query, in which `column` is a column.

  alias SparkEx.Arguments.Options
  alias SparkEx.DataFrame.Names
  alias SparkEx.{Column, DataFrame, Error, Functions, GroupedData, Types}
  alias SparkEx.Query.Expression

  @shape "`for column <- across(...), filter, do: ...`"

  # The selector of `across()`. A name is never a tuple.
  @all {__MODULE__, :all}

  @typep state :: Expression.state()

  @doc "The variables of a comprehension that is a whole argument."
  @spec variables(Macro.t()) :: [{atom, atom}]
  def variables({:for, _, clauses}) when is_list(clauses),
    do: for({:<-, _, [{name, _, context}, _]} <- clauses, is_atom(context), do: {name, context})

  def variables(_argument), do: []

  @doc "Whether code has one of the variables."
  @spec uses?(Macro.t(), [{atom, atom}]) :: boolean
  def uses?(code, variables) do
    {_code, found?} =
      Macro.prewalk(code, false, fn
        {name, _, context} = node, found? when is_atom(name) and is_atom(context) ->
          {node, found? or {name, context} in variables}

        node, found? ->
          {node, found?}
      end)

    found?
  end

  @doc "The code of a comprehension: a list of what `compile` makes of each body."
  @spec comprehension(Macro.t(), state, (Macro.t(), state -> Macro.t())) :: Macro.t()
  def comprehension(_code, %{frame: nil} = state, _compile),
    do: Expression.error(state, "a comprehension over columns needs a frame; write it in select")

  def comprehension({:for, _, parts} = code, state, compile) do
    {clauses, [options]} = Enum.split(parts, -1)
    columns = Map.new(variables(code), &{&1, described()})

    body =
      case {clauses, options} do
        {[{:<-, _, _} | _], [do: body]} -> body
        _other -> wrong(code, state)
      end

    clauses = Enum.map(clauses, &clause(&1, code, columns, state))
    state = %{state | bound: Map.keys(columns) ++ state.bound}
    body = body |> in_pins(columns) |> named(columns, state) |> compile.(state)
    {:for, [], clauses ++ [[do: used(body, columns)]]}
  end

  # Not every body uses all variables of the generator.
  defp used(body, columns) do
    variables =
      for {{name, context}, {text, dtype}} <- columns, do: [{name, [], context}, text, dtype]

    quote do
      _ = unquote(Enum.concat(variables))
      unquote(body)
    end
  end

  defp described, do: {Macro.unique_var(:name, __MODULE__), Macro.unique_var(:dtype, __MODULE__)}

  defp clause(
         {:<-, _, [{name, _, context} = column, {:across, _, arguments}]},
         code,
         columns,
         state
       )
       when is_map_key(columns, {name, context}) and is_list(arguments) do
    {text, dtype} = columns[{name, context}]
    types? = dtypes?(code, {name, context})
    selector = selector(arguments, columns, state)

    quote do
      {unquote(text), unquote(dtype), unquote(column)} <-
        unquote(__MODULE__).columns!(unquote(state.frame), unquote(selector), unquote(types?))
    end
  end

  defp clause({:<-, _, _}, code, _columns, state), do: wrong(code, state)
  defp clause(filter, _code, columns, state), do: elixir(filter, columns, state)

  @spec wrong(Macro.t(), state) :: no_return
  defp wrong(code, state) do
    Expression.error(
      state,
      "a comprehension in a query is #{@shape} with a plain variable, got: " <>
        Expression.source(code)
    )
  end

  defp selector([], _columns, _state), do: @all

  defp selector([code], columns, state) do
    case Enum.find(
           List.wrap(code),
           &match?({name, _, context} when is_atom(name) and is_atom(context), &1)
         ) do
      nil ->
        elixir(code, columns, state)

      {name, _, _} ->
        Expression.error(
          state,
          "across takes names, such as across([:#{name}]); pin a variable: ^#{name}"
        )
    end
  end

  defp selector(arguments, _columns, state) do
    Expression.error(
      state,
      "across takes one argument, got #{length(arguments)}; write a list of names"
    )
  end

  # In a pair of a name and a column, or of an order and a column.
  defp named({name, code}, columns, state) when not is_atom(name),
    do: {{:^, [], [elixir(name, columns, state)]}, code}

  defp named(code, _columns, _state), do: code

  defp in_pins(code, columns) do
    Macro.prewalk(code, fn
      {:^, meta, [pinned]} -> {:^, meta, [described(pinned, columns)]}
      other -> other
    end)
  end

  defp elixir(code, columns, state) do
    described = described(code, columns)

    if uses?(described, Map.keys(columns)) do
      Expression.error(
        state,
        "#{Expression.source(code)} is Elixir code, which knows the name and the dtype of a " <>
          "column, but not its values"
      )
    end

    described
  end

  defp described(code, columns) do
    Macro.prewalk(code, fn
      {:^, _, [pinned]} ->
        pinned

      {{:., _, [{name, _, context}, field]}, _, []} = other when field in [:name, :dtype] ->
        case columns do
          %{{^name, ^context} => {text, dtype}} -> if(field == :name, do: text, else: dtype)
          _other -> other
        end

      other ->
        other
    end)
  end

  defp dtypes?(code, {name, context}) do
    {_code, found?} =
      Macro.prewalk(code, false, fn
        {{:., _, [{^name, _, ^context}, :dtype]}, _, []} = node, _found? -> {node, true}
        node, found? -> {node, found?}
      end)

    found?
  end

  ## At run time

  @doc """
  The name, the type and the column of each column that an argument of `across` selects.

  The schema is fetched unless the names are given and the types are not needed.
  """
  @spec columns!(DataFrame.t() | GroupedData.t(), term, boolean) ::
          [{String.t(), Types.t() | :unknown, Column.t()}]
  def columns!(frame, selector, types?) do
    names = names(selector)

    if types? or names == :error do
      fields = fields!(frame)
      for field <- selected(names, selector, fields), do: entry(field.name, field.type)
    else
      for name <- names, do: entry(name, :unknown)
    end
  end

  defp entry(name, type),
    do: {name, type, name |> Names.quoted() |> Functions.col()}

  defp names(nil), do: :error

  defp names(selector) do
    list = List.wrap(selector)
    name? = &((is_atom(&1) and &1 not in [nil, true, false]) or is_binary(&1))

    if Enum.all?(list, name?), do: Names.names!(list, "across/1"), else: :error
  end

  defp selected(:error, @all, fields), do: fields

  defp selected(:error, %Regex{} = regex, fields),
    do: Enum.filter(fields, &Regex.match?(regex, &1.name))

  defp selected(:error, _.._//step = range, fields) when step > 0 do
    with [] <- Enum.slice(fields, range) do
      raise Error.Argument,
            "across/1: no columns at #{inspect(range)}: the frame has #{length(fields)}, " <>
              "the first at 0"
    end
  end

  defp selected(:error, selector, fields) when is_list(selector),
    do: Enum.map(selector, &field!(&1, fields))

  defp selected(:error, selector, fields), do: [field!(selector, fields)]

  defp selected(names, _selector, fields), do: Enum.map(names, &field!(&1, fields))

  defp field!(index, fields) when is_integer(index) do
    Enum.at(fields, index) ||
      raise Error.Argument,
            "across/1: no column at index #{index}: the frame has #{length(fields)}, " <>
              "the first at 0"
  end

  defp field!(name, fields)
       when is_binary(name) or (is_atom(name) and name not in [nil, true, false]) do
    name = Names.name!(name, "across/1")

    Enum.find(fields, &(&1.name == name)) ||
      raise Error.Argument,
            "across/1: the frame has no column #{inspect(name)}" <>
              Options.did_you_mean(name, Enum.map(fields, & &1.name))
  end

  defp field!(other, _fields) do
    raise Error.Argument,
          "across/1 takes names, indexes, a range or a regex, got: #{inspect(other)}"
  end

  # Without the columns of the groups.
  defp fields!(%GroupedData{frame: frame, grouping: grouping}) do
    groups = for %{unresolved_attribute: %{unparsed_identifier: name}} <- grouping, do: name
    Enum.reject(fields!(frame), &(Names.quoted(&1.name) in groups))
  end

  defp fields!(frame) do
    {:struct, fields} = DataFrame.schema!(frame)
    fields
  end
end
