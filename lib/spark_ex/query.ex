defmodule SparkEx.Query do
  @moduledoc """
  Transforms with Elixir's own operators, as macros.

      iex> require SparkEx.Query, as: Q
      iex> flights = SparkEx.Reader.table(:spark, "flights")
      iex> airport = "JFK"
      iex> flights
      ...> |> Q.filter(dep_delay > 60 and origin == ^airport)
      ...> |> Q.group_by([carrier, hour: hour(time_hour)])
      ...> |> Q.agg(flights: count(1), worst: max(dep_delay))
      ...> |> Q.order_by(desc: flights)
      #SparkEx.DataFrame<table("flights") |> filter((dep_delay > 60) and (origin == 'JFK')) |> group_by(carrier, hour(time_hour) AS hour) |> agg(count(1) AS flights, max(dep_delay) AS worst) |> sort(flights DESC)>

  A query compiles to calls of `SparkEx.DataFrame`, `SparkEx.Functions` and `SparkEx.Column` and
  builds the same plan as they do. Those remain the complete interface, and both mix freely in a
  pipeline. `require` this module, with `:as` if you like, `import` it, or `use SparkEx`.

  ## Syntax

    * **A name is a column**: `dep_delay`. Write `col("dep delay")` or `col("Delay")` for a name
      that is not a variable in Elixir. `a.b` is the field of a struct, or a column of a frame
      with the alias `a`; `a["b"]` and `a[0]` are values of maps and elements of arrays.
    * **Everything else is a value**: numbers, strings, booleans, `nil`, lists, and sigils such as
      `~D[2013-01-31]` and `~w(UA AA)`. Unlike in `SparkEx.Functions`, a string in an expression
      is never the name of a column: `coalesce(name, "nobody")`. Strings and atoms are names where
      a value has no use, as whole elements of a list of columns, groups or sort keys:
      `select(frame, ["dep delay", :carrier])`, `group_by(frame, "carrier")`,
      `order_by(frame, desc: "Delay")`.
    * **`0.06` is a double**, as in Elixir, where SQL reads a decimal. `~d"0.06"` is the decimal,
      as is a pinned `Decimal`. Sums of doubles are inexact: `0.06 + 0.01` is 0.06999999999999999.
    * **`^` pins Elixir code**, a variable or any other expression: `^limit`, `^(limit * 2)`. It
      is a value, or a `SparkEx.Column` and then that column: `^frame["id"]`, `col(^name)`. As the
      whole argument of a transform, or as an element of its list, it may also be a name:
      `select(frame, ^names)`, `group_by(frame, [carrier, ^name])`,
      `order_by(frame, desc: ^name)`.
    * **Operators**: `==` `!=` `<` `<=` `>` `>=`, `and` `or` `not`, `+` `-` `*` `/` `**` and
      `rem`, `in` and `not in` with a list or a pinned list, set or frame, `<>` for `concat`, and
      `|>`.
    * **Calls** of all functions of `SparkEx.Functions`, of `count()` for `count(1)`, and of those
      of `SparkEx.Column` without an operator: `cast(x, :long)`, `between(x, 1, 9)`,
      `alias_(x, "y")`, `outer(f.id)`. A list of columns may be written as arguments:
      `coalesce(a, b)`. Functions over arrays and maps take `fn`:
      `transform(xs, fn x -> x + 1 end)`. `call(^double, x)` calls a `SparkEx.Python.UDF`.
    * **Windows** are pinned, `over(rank(), ^window)`, or given as options:
      `over(sum(x), partition_by: k, order_by: [desc: t], rows_between: {-1, 0})`.
    * **Conditionals**: `if` with or without `else`, and `cond`.

  Anything else is a `CompileError` that says what to write instead. So are `&&`, `||`, `!`,
  `===`: write `and`, `or`, `not`, `==`. Outside of a query, Elixir's operators do not work on
  columns, see `SparkEx.Column`.

  ## Several columns

  A comprehension with `across` writes an argument for each of several columns. The variable is
  the column; `column.name` is its name, a string, and `column.dtype` its type, as in
  `SparkEx.Types`:

      iex> require SparkEx.Query, as: Q
      iex> SparkEx.Reader.table(:spark, "flights")
      ...> |> Q.group_by(carrier)
      ...> |> Q.agg(
      ...>   for delay <- across([:dep_delay, :arr_delay]) do
      ...>     {delay.name <> "_max", max(delay)}
      ...>   end
      ...> )
      #SparkEx.DataFrame<table("flights") |> group_by(carrier) |> agg(max(dep_delay) AS dep_delay_max, max(arr_delay) AS arr_delay_max)>

  The body is what the transform takes for one column: a condition in `filter/2` (all must hold),
  a pair in `with_columns/2` and `mutate/3`, and so on. `across` takes:

    * names: an atom, a string or a list of them
    * a regex that the names match
    * indexes from 0, negative ones from the end, or a range of them
    * nothing, for all columns; in `agg/2`, those that are not groups

  Filters select columns by name and type:

      for c <- across(), c.dtype == :double, not String.ends_with?(c.name, "_id") do
        {c.name, round(c, 2)}
      end

  Beside other arguments, a comprehension with `, do:` is written in parentheses:
  `select(frame, for(c <- across(), do: c))`.

  The names of new columns and the filters are Elixir code, as is what is pinned: `^prefix` and
  `^String.upcase(c.name)`. The schema of the frame is fetched when the query is built, unless the
  columns are given by name and `dtype` is not used.

  ## From Explorer

  `mutate/3`, `summarise/2`, `sort_by/3`, `arrange/3`, `rename/2` and `ungroup/1` are named as
  in Explorer. The guide *From Explorer and Dux* compares both. A function
  that Spark has by another name is a compile error that says which.

  ## nil

  In SQL, null equals nothing, not even itself. `x == nil` and `x != nil` are therefore
  `is_null(x)` and `is_not_null(x)`. A pinned `nil` raises `SparkEx.Error.Argument` in a
  comparison, since no row would ever match; use `eq_null_safe(x, ^value)` for values that may be
  `nil`.

      iex> require SparkEx.Query, as: Q
      iex> Q.column(dep_time == nil or dep_delay > 60)
      #SparkEx.Column<((dep_time IS NULL) or (dep_delay > 60))>

      iex> require SparkEx.Query, as: Q
      iex> carrier = Enum.find(["UA", "AA"], &(&1 == "XX"))
      iex> Q.column(carrier == ^carrier)
      ** (SparkEx.Error.Argument) a pinned value is nil, and a comparison with nil is never true in SQL; write `column == nil` to find nulls, or eq_null_safe(column, ^value) where it may be either
  """

  alias SparkEx.Arguments.Options
  alias SparkEx.{DataFrame, GroupedData}
  alias SparkEx.Query.{Argument, Expression, Verbs}

  @doc """
  An expression as a `SparkEx.Column`.

      iex> require SparkEx.Query, as: Q
      iex> Q.column(upper(name) <> "-" <> cast(year, :string))
      #SparkEx.Column<concat(upper(name), '-', CAST(year AS STRING))>

      iex> require SparkEx.Query, as: Q
      iex> Q.column(if distance > 1000, do: "far", else: "near")
      #SparkEx.Column<CASE WHEN (distance > 1000) THEN 'far' ELSE 'near' END>

      iex> require SparkEx.Query, as: Q
      iex> [left, right] = for name <- ["flights", "airlines"], do: SparkEx.Reader.table(:spark, name)
      iex> SparkEx.DataFrame.join(left, right, Q.column(^left["carrier"] == ^right["carrier"]))
      #SparkEx.DataFrame<table("flights") |> join(table("airlines"), carrier == carrier)>

      iex> require SparkEx.Query, as: Q
      iex> Q.column(price * (1 - ~d"0.06"))
      #SparkEx.Column<(price * (1 - 0.06))>
  """
  defmacro column(expression),
    do: Expression.compile(expression, __CALLER__, &Expression.column/2, & &1)

  @doc """
  The rows for which a condition holds, or all conditions of a list, see
  `SparkEx.DataFrame.filter/2`.

      iex> require SparkEx.Query, as: Q
      iex> Q.filter(SparkEx.Reader.table(:spark, "flights"), carrier in ["UA", "AA"] and not is_null(dep_time))
      #SparkEx.DataFrame<table("flights") |> filter((carrier IN ('UA', 'AA')) and (NOT (dep_time IS NULL)))>

      iex> require SparkEx.Query, as: Q
      iex> Q.filter(SparkEx.Reader.table(:spark, "flights"), [carrier in ~w(UA AA), month == 1])
      #SparkEx.DataFrame<table("flights") |> filter((carrier IN ('UA', 'AA')) and (month == 1))>
  """
  defmacro filter(frame, condition),
    do: transform(:filter, frame, condition, &Argument.condition/2, __CALLER__)

  @doc """
  The same as `filter/2`, under SQL's name.

      iex> require SparkEx.Query, as: Q
      iex> Q.where(SparkEx.Reader.table(:spark, "flights"), month == 1)
      #SparkEx.DataFrame<table("flights") |> filter(month == 1)>
  """
  defmacro where(frame, condition),
    do: transform(:where, frame, condition, &Argument.condition/2, __CALLER__)

  @doc """
  A column or a list of columns, see `SparkEx.DataFrame.select/2`.

      iex> require SparkEx.Query, as: Q
      iex> Q.select(SparkEx.Reader.table(:spark, "flights"), [carrier, km: distance * 1.609])
      #SparkEx.DataFrame<table("flights") |> select(carrier, distance * 1.609 AS km)>
  """
  defmacro select(frame, columns),
    do: transform(:select, frame, columns, &Argument.columns/2, __CALLER__)

  @doc """
  The frame with one column added or replaced, see `SparkEx.DataFrame.with_column/3`.

      iex> require SparkEx.Query, as: Q
      iex> Q.with_column(SparkEx.Reader.table(:spark, "flights"), :late, dep_delay > 15)
      #SparkEx.DataFrame<table("flights") |> with_columns(dep_delay > 15 AS late)>
  """
  defmacro with_column(frame, name, column) do
    pair = {name, column}

    transform(frame, pair, __CALLER__, fn {name, column}, state ->
      {:with_column, [Argument.new_name(name, state), Expression.column(column, state)]}
    end)
  end

  @doc """
  The frame with columns added or replaced, see `SparkEx.DataFrame.with_columns/2`.

      iex> require SparkEx.Query, as: Q
      iex> Q.with_columns(SparkEx.Reader.table(:spark, "flights"), late: dep_delay > 15, one: 1)
      #SparkEx.DataFrame<table("flights") |> with_columns(dep_delay > 15 AS late, 1 AS one)>
  """
  defmacro with_columns(frame, columns),
    do: transform(:with_columns, frame, columns, &Argument.pairs/2, __CALLER__)

  @doc """
  Groups of rows, see `SparkEx.DataFrame.group_by/2`.

      iex> require SparkEx.Query, as: Q
      iex> Q.group_by(SparkEx.Reader.table(:spark, "flights"), [origin, late: dep_delay > 15])
      #SparkEx.GroupedData<table("flights") |> group_by(origin, dep_delay > 15 AS late)>
  """
  defmacro group_by(frame, columns),
    do: transform(:group_by, frame, columns, &Argument.columns/2, __CALLER__)

  @doc """
  Aggregates groups, or all rows, see `SparkEx.DataFrame.agg/2`.

      iex> require SparkEx.Query, as: Q
      iex> Q.agg(SparkEx.Reader.table(:spark, "flights"), late: count_if(dep_delay > 15), worst: max(dep_delay))
      #SparkEx.DataFrame<table("flights") |> agg(count_if((dep_delay > 15)) AS late, max(dep_delay) AS worst)>
  """
  defmacro agg(grouped, aggregates),
    do: transform(:agg, grouped, aggregates, &Argument.aggregates/2, __CALLER__)

  @doc """
  The rows in order, see `SparkEx.DataFrame.order_by/2`.

      iex> require SparkEx.Query, as: Q
      iex> Q.order_by(SparkEx.Reader.table(:spark, "flights"), [carrier, desc: dep_delay + arr_delay])
      #SparkEx.DataFrame<table("flights") |> sort(carrier, (dep_delay + arr_delay) DESC)>

  A pair before a plain name is written in braces:

      iex> require SparkEx.Query, as: Q
      iex> Q.order_by(SparkEx.Reader.table(:spark, "orders"), [{:desc, revenue}, o_orderdate])
      #SparkEx.DataFrame<table("orders") |> sort(revenue DESC, o_orderdate)>
  """
  defmacro order_by(frame, columns),
    do: transform(:order_by, frame, columns, &Argument.orders/2, __CALLER__)

  @doc """
  The first rows, see `SparkEx.DataFrame.limit/2`. The number is an integer or a pin.

      iex> require SparkEx.Query, as: Q
      iex> number = 3
      iex> Q.limit(SparkEx.Reader.table(:spark, "flights"), ^number)
      #SparkEx.DataFrame<table("flights") |> limit(3)>
  """
  defmacro limit(frame, number),
    do: transform(:limit, frame, number, &Argument.number/2, __CALLER__)

  @doc """
  A join, see `SparkEx.DataFrame.join/4`.

  `on` is a condition, or names: `:carrier` or `[:year, :month]` of both frames, `id: other_id` of
  the left and the right frame. Columns of equal names need the frames, pinned, or their aliases.

      iex> require SparkEx.Query, as: Q
      iex> flights = :spark |> SparkEx.Reader.table("flights") |> SparkEx.DataFrame.alias_("f")
      iex> planes = :spark |> SparkEx.Reader.table("planes") |> SparkEx.DataFrame.alias_("p")
      iex> Q.join(flights, planes, f.tailnum == p.tailnum and seats > 100, :left)
      #SparkEx.DataFrame<table("flights") |> alias_(f) |> join(table("planes") |> alias_(p), (f.tailnum == p.tailnum) and (seats > 100))>

      iex> require SparkEx.Query, as: Q
      iex> [left, right] = for name <- ["flights", "planes"], do: SparkEx.Reader.table(:spark, name)
      iex> Q.join(left, right, on: ^left["tailnum"] == ^right["tailnum"], how: :anti).plan.join.join_type
      :JOIN_TYPE_LEFT_ANTI
  """
  defmacro join(left, right, on, how \\ nil) do
    variable = Macro.unique_var(:right, __MODULE__)

    joined =
      transform(left, on, __CALLER__, fn on, state ->
        {:join, [variable, Argument.on(on, state), how]}
      end)

    quote_in_order(joined, variable, right)
  end

  ## Verbs of Explorer

  @doc """
  The frame with columns added or replaced, by Explorer's name.

      iex> require SparkEx.Query, as: Q
      iex> Q.mutate(SparkEx.Reader.table(:spark, "flights"), late: dep_delay > 15, one: 1)
      #SparkEx.DataFrame<table("flights") |> with_columns(dep_delay > 15 AS late, 1 AS one)>

  Unlike in `with_columns/2`, an aggregate is that of the row's group, or of the whole frame
  without groups. It becomes a window, so Spark computes one of a whole frame in a single task.

      iex> require SparkEx.Query, as: Q
      iex> SparkEx.Reader.table(:spark, "flights")
      ...> |> Q.group_by(carrier)
      ...> |> Q.mutate(more: dep_delay - mean(dep_delay))
      ...> |> Q.ungroup()
      #SparkEx.DataFrame<table("flights") |> with_columns(dep_delay - avg(dep_delay) OVER (PARTITION BY carrier) AS more)>

  The columns are pairs, a map, or a comprehension (see *Several columns* in `SparkEx.Query`). A
  name means the column of the frame or, if there is none, a new one earlier in the list. Returns
  groups for groups, whose keys must be columns.

  ## Options

  #{Options.docs(Verbs.mutate_options())}

  With options, the columns are written in brackets: `mutate(frame, [a: b + 1], keep: :none)`.
  """
  defmacro mutate(frame, columns, options \\ []) do
    window = Macro.unique_var(:window, __MODULE__)

    call = fn variable, pairs ->
      quote do
        Verbs.mutate(
          unquote(variable),
          fn unquote(window) ->
            _ = unquote(window)
            unquote(pairs)
          end,
          unquote(options)
        )
      end
    end

    query(frame, columns, __CALLER__, &Argument.pairs/2, call, window: window)
  end

  @doc """
  Aggregates groups, or all rows, by Explorer's name. Each aggregate has a name.

      iex> require SparkEx.Query, as: Q
      iex> SparkEx.Reader.table(:spark, "flights")
      ...> |> Q.group_by("carrier")
      ...> |> Q.summarise(flights: count(1), worst: max(dep_delay))
      #SparkEx.DataFrame<table("flights") |> group_by(carrier) |> agg(count(1) AS flights, max(dep_delay) AS worst)>

  `agg/2` also takes aggregates without names.
  """
  defmacro summarise(grouped, aggregates),
    do: transform(:agg, grouped, aggregates, &Argument.pairs/2, __CALLER__)

  @doc """
  The same as `summarise/2`, in American spelling.

      iex> require SparkEx.Query, as: Q
      iex> Q.summarize(SparkEx.Reader.table(:spark, "flights"), worst: max(dep_delay))
      #SparkEx.DataFrame<table("flights") |> agg(max(dep_delay) AS worst)>
  """
  defmacro summarize(grouped, aggregates),
    do: transform(:agg, grouped, aggregates, &Argument.pairs/2, __CALLER__)

  @doc """
  The rows in order, with nulls last in any order, as in Explorer and Dux.

      iex> require SparkEx.Query, as: Q
      iex> Q.sort_by(SparkEx.Reader.table(:spark, "flights"), asc: carrier, desc: dep_delay)
      #SparkEx.DataFrame<table("flights") |> sort(carrier ASC NULLS LAST, dep_delay DESC)>

      iex> require SparkEx.Query, as: Q
      iex> Q.sort_by(SparkEx.Reader.table(:spark, "flights"), [desc: dep_delay], nils: :first)
      #SparkEx.DataFrame<table("flights") |> sort(dep_delay DESC NULLS FIRST)>

  `order_by/2` has Spark's order, in which nulls are smaller than all values.

  ## Options

  #{Options.docs(Verbs.sort_by_options())}
  """
  defmacro sort_by(frame, columns, options \\ []),
    do: sort(frame, columns, options, __CALLER__)

  @doc """
  The same as `sort_by/3`, by dplyr's name.

      iex> require SparkEx.Query, as: Q
      iex> Q.arrange(SparkEx.Reader.table(:spark, "flights"), desc: dep_delay)
      #SparkEx.DataFrame<table("flights") |> sort(dep_delay DESC)>
  """
  defmacro arrange(frame, columns, options \\ []),
    do: sort(frame, columns, options, __CALLER__)

  @doc """
  The frame with columns renamed: from old names to new ones, or all of them.

      iex> frame = SparkEx.Query.rename(SparkEx.Reader.table(:spark, "flights"), carrier: "airline")
      iex> frame.plan.with_columns_renamed.renames
      [%{col_name: "carrier", new_col_name: "airline"}]

      iex> frame = SparkEx.Query.rename(SparkEx.Reader.table(:spark, "pairs"), ["left", "right"])
      iex> frame.plan.to_df.column_names
      ["left", "right"]

  This is a function, whose arguments are Elixir code. An old name that the frame does not have is
  ignored, as in Spark. See `SparkEx.DataFrame.with_columns_renamed/2` and
  `SparkEx.DataFrame.to_df/2`. Raises `SparkEx.Error.Argument` for anything but names.
  """
  @spec rename(DataFrame.t(), keyword | map | [DataFrame.name()]) :: DataFrame.t()
  defdelegate rename(frame, names), to: Verbs

  @doc """
  The frame of groups, such as those that `mutate/3` returns.

      iex> require SparkEx.Query, as: Q
      iex> SparkEx.Reader.table(:spark, "flights") |> Q.group_by(carrier) |> Q.ungroup()
      #SparkEx.DataFrame<table("flights")>

  Raises `SparkEx.Error.Argument` for anything but groups or a frame.
  """
  @spec ungroup(GroupedData.t() | DataFrame.t()) :: DataFrame.t()
  defdelegate ungroup(grouped), to: Verbs

  ## Code

  defp sort(frame, keys, options, env) do
    query(frame, keys, env, &Argument.orders/2, fn variable, keys ->
      quote(do: Verbs.sort_by(unquote(variable), unquote(keys), unquote(options)))
    end)
  end

  defp transform(function, frame, argument, compile, env),
    do: transform(frame, argument, env, &{function, [compile.(&1, &2)]})

  defp transform(frame, argument, env, compile) do
    query(frame, argument, env, compile, fn variable, {function, arguments} ->
      quote(do: DataFrame.unquote(function)(unquote_splicing([variable | arguments])))
    end)
  end

  # The frame is evaluated before the pins, in the order of reading.
  defp query(frame, argument, env, compile, call, variables \\ []) do
    variable = Macro.unique_var(:frame, __MODULE__)
    variables = [frame: variable] ++ variables

    quote do
      unquote(variable) = unquote(frame)
      unquote(Expression.compile(argument, env, compile, &call.(variable, &1), variables))
    end
  end

  defp quote_in_order({:__block__, meta, [frame | query]}, variable, right),
    do: {:__block__, meta, [frame, quote(do: unquote(variable) = unquote(right)) | query]}
end
