defmodule SparkEx.GroupedData do
  @moduledoc """
  A frame with grouped rows (PySpark's `GroupedData`).

  `SparkEx.DataFrame.group_by/2`, `rollup/2`, `cube/2` and `grouping_sets/3` return one; `agg/2`
  and its short forms turn it into a frame. Nothing here contacts the server, except, as in
  PySpark, `sum/2`, `avg/2`, `min/2` and `max/2` without columns: they mean all numeric columns,
  for which the schema is fetched.
  """

  import Kernel, except: [min: 2, max: 2]

  alias SparkEx.Arguments.Receiver
  alias SparkEx.{Column, DataFrame, Error, Literal, Plan}
  alias SparkEx.Column.Hint
  alias SparkEx.DataFrame.{Names, SchemaLookup}

  @enforce_keys [:frame, :group_type]
  defstruct [:frame, :group_type, :pivot, grouping: [], grouping_sets: []]

  @typedoc "A grouped frame. The fields are private."
  @type t :: %__MODULE__{
          frame: DataFrame.t(),
          group_type: atom,
          grouping: [Plan.expression()],
          grouping_sets: [[Plan.expression()]],
          pivot: map | nil
        }

  @typedoc """
  The aggregates of `agg/2`: a column, or a list of columns and `name: column` pairs; or, as
  PySpark's dict, a map or a list of pairs from a column name to the name of an aggregate
  function.
  """
  @type aggregates ::
          Column.t() | [Column.t() | {DataFrame.name(), Column.t() | DataFrame.name()}] | map

  @doc false
  @spec new(DataFrame.t(), atom, [Plan.expression()], keyword) :: t
  def new(frame, group_type, grouping, fields \\ []),
    do: struct!(%__MODULE__{frame: frame, group_type: group_type, grouping: grouping}, fields)

  @doc """
  Aggregates each group. Returns a frame with one row for each group.

      iex> SparkEx.Reader.table(:spark, "flights")
      ...> |> SparkEx.DataFrame.group_by(:carrier)
      ...> |> SparkEx.GroupedData.agg(worst: SparkEx.Functions.max("dep_delay"))
      #SparkEx.DataFrame<table("flights") |> group_by(carrier) |> agg(max(dep_delay) AS worst)>

  As in PySpark's dict form, a string or an atom is the name of a function, and its key the name
  of **the column to aggregate**, not of the result: `dep_delay: "max"` is the maximum of
  `dep_delay`.

      iex> SparkEx.Reader.table(:spark, "flights")
      ...> |> SparkEx.DataFrame.group_by(:carrier)
      ...> |> SparkEx.GroupedData.agg(%{"dep_delay" => "max", "distance" => "sum"})
      #SparkEx.DataFrame<table("flights") |> group_by(carrier) |> agg(max(dep_delay), sum(distance))>

  Source: PySpark `GroupedData.agg`, `spark.connect.Aggregate`. Raises `SparkEx.Error.Argument`
  without aggregates.
  """
  @spec agg(t, aggregates) :: DataFrame.t()
  def agg(grouped, aggregates) do
    grouped = grouped!(grouped)

    case exprs(aggregates) do
      [] -> raise Error.Argument, "agg/2 needs at least one aggregate"
      exprs -> aggregate(grouped, exprs)
    end
  end

  @doc """
  The number of rows of each group, as a column named `count`.

      iex> frame =
      ...>   SparkEx.Reader.table(:spark, "flights")
      ...>   |> SparkEx.DataFrame.group_by(:carrier)
      ...>   |> SparkEx.GroupedData.count()
      iex> [%{alias: %{name: ["count"]}}] = frame.plan.aggregate.aggregate_expressions

  Source: PySpark `GroupedData.count`.
  """
  @spec count(t) :: DataFrame.t()
  def count(grouped) do
    grouped = grouped!(grouped)
    count = Plan.function("count", [%{literal: Literal.encode(1)}])
    aggregate(grouped, [%{alias: %{expr: count, name: ["count"]}}])
  end

  for {name, title} <- [
        sum: "sum",
        avg: "average",
        min: "smallest value",
        max: "largest value"
      ] do
    @doc """
    The #{title} of each of the named columns, by group.

    Without columns: of all numeric columns, for which the schema of the frame is fetched. Raises
    the server's error if that fails.

        iex> frame =
        ...>   SparkEx.Reader.table(:spark, "flights")
        ...>   |> SparkEx.DataFrame.group_by(:carrier)
        ...>   |> SparkEx.GroupedData.#{name}([:distance, :air_time])
        iex> length(frame.plan.aggregate.aggregate_expressions)
        2

    Source: PySpark `GroupedData.#{name}`.
    """
    @spec unquote(name)(t, DataFrame.name() | [DataFrame.name()]) :: DataFrame.t()
    def unquote(name)(grouped, columns \\ []),
      do: grouped |> grouped!() |> numeric(unquote(to_string(name)), columns)
  end

  @doc "The same as `avg/2`, by another name."
  @spec mean(t, DataFrame.name() | [DataFrame.name()]) :: DataFrame.t()
  def mean(grouped, columns \\ []), do: avg(grouped, columns)

  @doc """
  Turns the values of a column into columns.

  `values` are the values and their order; without them Spark first runs a job to find them.

      iex> frame =
      ...>   SparkEx.Reader.table(:spark, "flights")
      ...>   |> SparkEx.DataFrame.group_by(:carrier)
      ...>   |> SparkEx.GroupedData.pivot(:origin, ["EWR", "JFK"])
      ...>   |> SparkEx.GroupedData.count()
      iex> frame.plan.aggregate.pivot.values
      [%{string: "EWR"}, %{string: "JFK"}]

  Source: PySpark `GroupedData.pivot`, `spark.connect.Aggregate.Pivot`. Raises
  `SparkEx.Error.Argument` for groups that are not of `group_by/2`, or are pivoted already.
  """
  @spec pivot(t, DataFrame.name(), [term] | nil) :: t
  def pivot(grouped, column, values \\ nil)

  def pivot(%__MODULE__{group_type: :GROUP_TYPE_GROUPBY} = grouped, column, values)
      when is_list(values) or values == nil do
    column = DataFrame.col(grouped.frame, Names.name!(column, "pivot/3"))
    pivot = %{col: column.expr, values: Enum.map(values || [], &Literal.encode/1)}
    %{grouped | group_type: :GROUP_TYPE_PIVOT, pivot: pivot}
  end

  def pivot(%__MODULE__{group_type: :GROUP_TYPE_GROUPBY}, _column, values),
    do: raise(Error.Argument, "pivot/3 takes a list of values, got: #{inspect(values)}")

  def pivot(%__MODULE__{group_type: :GROUP_TYPE_PIVOT}, _column, _values),
    do: raise(Error.Argument, "pivot/3: the frame is pivoted already")

  def pivot(%__MODULE__{}, _column, _values),
    do: raise(Error.Argument, "pivot/3 follows group_by/2, not rollup, cube or grouping_sets")

  def pivot(other, _column, _values), do: grouped!(other)

  defp grouped!(grouped), do: Receiver.expect!(grouped, __MODULE__)

  defp exprs(aggregates) when is_list(aggregates), do: Enum.map(aggregates, &expr/1)
  defp exprs(%Column{} = column), do: [expr(column)]
  defp exprs(aggregates), do: aggregates |> Names.pairs!("agg/2") |> exprs()

  defp expr(%Column{expr: expr}), do: expr
  defp expr({_name, %Column{}} = aliased), do: Column.alias_expr(aliased)

  defp expr({name, value}) when is_boolean(value) do
    raise Error.Argument,
          "agg/2: expected a column for #{inspect(name)}, got: #{value}#{Hint.for_column(value)}"
  end

  defp expr({column, function}) do
    Plan.function(Names.name!(function, "agg/2"), [
      Column.to_expr(Names.name!(column, "agg/2"))
    ])
  end

  defp expr(other) do
    raise Error.Argument,
          "agg/2: expected a column, a name: column pair, or a pair of a column name and the name " <>
            "of an aggregate function, got: #{inspect(other)}"
  end

  defp numeric(grouped, function, []),
    do: numeric_agg(grouped, function, SchemaLookup.numeric_columns!(grouped.frame))

  defp numeric(grouped, function, columns),
    do: numeric_agg(grouped, function, Names.names!(columns, "#{function}/2"))

  defp numeric_agg(grouped, function, names),
    do:
      aggregate(grouped, for(name <- names, do: Plan.function(function, [Column.to_expr(name)])))

  defp aggregate(grouped, exprs) do
    fields = [
      group_type: grouped.group_type,
      grouping_expressions: grouped.grouping,
      aggregate_expressions: if(grouped.pivot, do: count_rows(exprs), else: exprs)
    ]

    DataFrame.step(grouped.frame, :aggregate, fields ++ pivot_fields(grouped))
  end

  # Spark refuses count(*) in a pivot, though not count(1), which is the same.
  defp count_rows(exprs) do
    Plan.prewalk(exprs, fn
      %{common: _} = relation ->
        {:halt, relation}

      %{unresolved_function: %{function_name: "count", arguments: [star]} = call}
      when star == %{unresolved_star: %{}} ->
        {:cont, %{unresolved_function: %{call | arguments: [%{literal: Literal.encode(1)}]}}}

      message ->
        {:cont, message}
    end)
  end

  defp pivot_fields(%{pivot: nil, grouping_sets: sets, group_type: :GROUP_TYPE_GROUPING_SETS}),
    do: [grouping_sets: for(set <- sets, do: %{grouping_set: set})]

  defp pivot_fields(%{pivot: nil}), do: []
  defp pivot_fields(%{pivot: pivot}), do: [pivot: pivot]

  defimpl Inspect do
    def inspect(grouped, _opts),
      do: "#SparkEx.GroupedData<#{SparkEx.DataFrame.Formatter.format(grouped)}>"
  end
end
