defmodule SparkEx.Query do
  @moduledoc """
  Transforms written with Elixir's own operators, as optional sugar.

      iex> require SparkEx.Query, as: Q
      iex> flights = SparkEx.Reader.table(:spark, "flights")
      iex> airport = "JFK"
      iex> flights
      ...> |> Q.filter(dep_delay > 60 and origin == ^airport)
      ...> |> Q.group_by([carrier, hour: hour(time_hour)])
      ...> |> Q.agg(flights: count(1), worst: max(dep_delay))
      ...> |> Q.order_by(desc: flights)
      #SparkEx.DataFrame<table("flights") |> filter((dep_delay > 60) and (origin == 'JFK')) |> group_by(carrier, hour(time_hour) AS hour) |> agg(count(1) AS flights, max(dep_delay) AS worst) |> sort(flights DESC)>

  A query is rewritten, when your code is compiled, into calls of `SparkEx.DataFrame`,
  `SparkEx.Functions` and `SparkEx.Column`, and builds the very plan that those build. They remain the
  canonical interface: whatever a query cannot say, they can, and both mix freely in one pipe. `require`
  this module, with `:as` if you like, or `import` it.

  ## What may stand in a query

    * **A name is a column**: `dep_delay`. Other names are written `col("dep delay")`. `a.b` is the
      field of a struct, or a column of a frame that has the alias `a`; `a["b"]` and `a[0]` are the
      values of maps and the elements of arrays.
    * **Everything else is a value**: numbers, strings, booleans, `nil`, lists, sigils such as `~D[2013-01-31]`.
      Unlike in `SparkEx.Functions`, a string never is the name of a column: `coalesce(name, "nobody")`.
    * **`^` pins what Elixir computes**, a variable or any other code: `^limit`, `^(limit * 2)`. It is a
      value, or a `SparkEx.Column` and then that column: `^frame["id"]`, `col(^name)`. Where it is the
      whole argument of a transform, or one of its list, it is handed over as it is, so that it may be
      a name: `select(frame, ^names)`, `group_by(frame, [carrier, ^name])`, `order_by(frame, desc: ^name)`.
    * **Operators**: `==` `!=` `<` `<=` `>` `>=`, `and` `or` `not`, `+` `-` `*` `/` `**` and `rem`,
      `in` and `not in` with a list or a pinned list, set or frame, `<>` for `concat`, and `|>`.
    * **Calls** of every function of `SparkEx.Functions`, and of those of `SparkEx.Column` that no
      operator stands for: `cast(x, :long)`, `between(x, 1, 9)`, `over(rank(), ^window)`,
      `alias_(x, "y")`. Where a function takes a list of columns they may be written
      one by one: `coalesce(a, b)`. Functions over arrays and maps take `fn`:
      `transform(xs, fn x -> x + 1 end)`.
    * **Conditionals**: `if` with or without `else`, and `cond`.

  Anything else is a `CompileError` that says what to write instead.

  ## nil

  SQL's null equals nothing, not even itself. `x == nil` and `x != nil` are therefore `is_null(x)` and
  `is_not_null(x)`. A pinned value that turns out to be `nil` raises `SparkEx.Error.Argument` in a
  comparison, since no row would ever match; `eq_null_safe(x, ^value)` is for values that may be `nil`.

      iex> require SparkEx.Query, as: Q
      iex> Q.column(dep_time == nil or dep_delay > 60)
      #SparkEx.Column<((dep_time IS NULL) or (dep_delay > 60))>

      iex> require SparkEx.Query, as: Q
      iex> carrier = Enum.find(["UA", "AA"], &(&1 == "XX"))
      iex> Q.column(carrier == ^carrier)
      ** (SparkEx.Error.Argument) a pinned value is nil, and a comparison with nil is never true in SQL; write `column == nil` to find nulls, or eq_null_safe(column, ^value) where it may be either
  """

  alias SparkEx.DataFrame
  alias SparkEx.Query.Expression

  @doc """
  An expression as a `SparkEx.Column`, for wherever one is taken.

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
  """
  defmacro column(expression),
    do: Expression.compile(expression, __CALLER__, &Expression.column/2, & &1)

  @doc """
  The rows for which a condition holds, see `SparkEx.DataFrame.filter/2`.

      iex> require SparkEx.Query, as: Q
      iex> Q.filter(SparkEx.Reader.table(:spark, "flights"), carrier in ["UA", "AA"] and not is_null(dep_time))
      #SparkEx.DataFrame<table("flights") |> filter((carrier IN ('UA', 'AA')) and (NOT (dep_time IS NULL)))>
  """
  defmacro filter(frame, condition),
    do: transform(:filter, frame, condition, &Expression.condition/2, __CALLER__)

  @doc """
  The same as `filter/2`, by SQL's name.

      iex> require SparkEx.Query, as: Q
      iex> Q.where(SparkEx.Reader.table(:spark, "flights"), month == 1)
      #SparkEx.DataFrame<table("flights") |> filter(month == 1)>
  """
  defmacro where(frame, condition),
    do: transform(:where, frame, condition, &Expression.condition/2, __CALLER__)

  @doc """
  A column or a list of columns, see `SparkEx.DataFrame.select/2`.

      iex> require SparkEx.Query, as: Q
      iex> Q.select(SparkEx.Reader.table(:spark, "flights"), [carrier, km: distance * 1.609])
      #SparkEx.DataFrame<table("flights") |> select(carrier, distance * 1.609 AS km)>
  """
  defmacro select(frame, columns),
    do: transform(:select, frame, columns, &Expression.columns/2, __CALLER__)

  @doc """
  The frame with more columns, or others, see `SparkEx.DataFrame.with_columns/2`.

      iex> require SparkEx.Query, as: Q
      iex> Q.with_columns(SparkEx.Reader.table(:spark, "flights"), late: dep_delay > 15, one: 1)
      #SparkEx.DataFrame<table("flights") |> with_columns(dep_delay > 15 AS late, 1 AS one)>
  """
  defmacro with_columns(frame, columns),
    do: transform(:with_columns, frame, columns, &Expression.pairs/2, __CALLER__)

  @doc """
  Groups of rows, see `SparkEx.DataFrame.group_by/2`.

      iex> require SparkEx.Query, as: Q
      iex> Q.group_by(SparkEx.Reader.table(:spark, "flights"), [origin, late: dep_delay > 15])
      #SparkEx.GroupedData<table("flights") |> group_by(origin, dep_delay > 15 AS late)>
  """
  defmacro group_by(frame, columns),
    do: transform(:group_by, frame, columns, &Expression.columns/2, __CALLER__)

  @doc """
  Aggregates of groups, or of all rows, see `SparkEx.DataFrame.agg/2`.

      iex> require SparkEx.Query, as: Q
      iex> Q.agg(SparkEx.Reader.table(:spark, "flights"), late: count_if(dep_delay > 15), worst: max(dep_delay))
      #SparkEx.DataFrame<table("flights") |> agg(count_if((dep_delay > 15)) AS late, max(dep_delay) AS worst)>
  """
  defmacro agg(grouped, aggregates),
    do: transform(:agg, grouped, aggregates, &Expression.columns/2, __CALLER__)

  @doc """
  The rows sorted, see `SparkEx.DataFrame.order_by/2`.

      iex> require SparkEx.Query, as: Q
      iex> Q.order_by(SparkEx.Reader.table(:spark, "flights"), [carrier, desc: dep_delay + arr_delay])
      #SparkEx.DataFrame<table("flights") |> sort(carrier, (dep_delay + arr_delay) DESC)>
  """
  defmacro order_by(frame, columns),
    do: transform(:order_by, frame, columns, &Expression.orders/2, __CALLER__)

  # The frame is evaluated before the pins, in the order of reading.
  defp transform(function, frame, argument, compile, env) do
    variable = Macro.unique_var(:frame, __MODULE__)

    query =
      Expression.compile(argument, env, compile, fn code ->
        quote(do: DataFrame.unquote(function)(unquote(variable), unquote(code)))
      end)

    quote do
      unquote(variable) = unquote(frame)
      unquote(query)
    end
  end
end
