defmodule SparkEx.GroupedData do
  @moduledoc """
  A frame with grouped rows (PySpark's `GroupedData`).

  `SparkEx.DataFrame.group_by/2`, `rollup/2`, `cube/2` and `grouping_sets/3` return one; `agg/2`
  and its short forms turn it into a frame, and so do functions in Python (`apply_in_pandas/4` and
  the like). Nothing here contacts the server, except, as in PySpark, the functions that fetch the
  schema of the frame: `sum/2`, `avg/2`, `min/2` and `max/2` without columns, which mean all
  numeric columns, and those that take a Python function, which gets all columns.
  """

  import Kernel, except: [min: 2, max: 2]

  alias SparkEx.Arguments.Receiver
  alias SparkEx.{CogroupedData, Column, DataFrame, Error, Literal, Plan, Python, Types}
  alias SparkEx.Column.Hint
  alias SparkEx.DataFrame.{Names, SchemaLookup}
  alias SparkEx.GroupedData.{Apply, State}

  @enforce_keys [:frame, :group_type]
  defstruct [:frame, :group_type, :pivot, grouping: [], grouping_sets: []]

  @typedoc "A grouped frame. The fields are private."
  @type t :: %__MODULE__{
          frame: DataFrame.t(),
          group_type: atom,
          grouping: [map],
          grouping_sets: [[map]],
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

  @doc """
  Calls a Python function with the rows of each group as a `pandas.DataFrame`, and makes a frame
  of those that it returns.

      centered = \"""
      def centered(rows):
          return rows.assign(delay=rows.delay - rows.delay.mean())
      \"""

      flights
      |> DataFrame.group_by(:carrier)
      |> GroupedData.apply_in_pandas(centered, "carrier STRING, delay DOUBLE")

  The function takes the rows, or the key as a tuple and the rows: `def centered(key, rows)`. The
  columns that it returns are found by name; `schema` types them. All rows of a group are in
  memory at once, unless the function works on an iterator:

      count = \"""
      def count(key, batches):
          yield pd.DataFrame({"carrier": [key[0]], "n": [sum(len(rows) for rows in batches)]})

      import pandas as pd
      \"""

      GroupedData.apply_in_pandas(grouped, count, "carrier STRING, n BIGINT", iterator: true)

  ## Options

  #{Apply.docs()}

  Raises `SparkEx.Error.Argument`, and the server's error if the schema of the frame can't be
  fetched. See `SparkEx.Python` for sources and their safety. Source: PySpark
  `GroupedData.applyInPandas`, `spark.connect.GroupMap`.
  """
  @spec apply_in_pandas(t, Python.source(), Types.input(), keyword) :: DataFrame.t()
  def apply_in_pandas(grouped, function, schema, options \\ []),
    do: grouped |> grouped!() |> Apply.groups(function, schema, options, :apply_in_pandas)

  @doc """
  Calls a Python function with the rows of each group as a `pyarrow.Table`, as `apply_in_pandas/4`
  does with a `pandas.DataFrame`.

      grouped
      |> GroupedData.apply_in_arrow(
        "lambda key, rows: rows.sort_by([('delay', 'descending')]).slice(0, 3)",
        "carrier STRING, delay DOUBLE"
      )

  The key is a tuple of `pyarrow.Scalar`. With `iterator: true` the function gets and yields
  `pyarrow.RecordBatch`. Options and errors are those of `apply_in_pandas/4`. Source: PySpark
  `GroupedData.applyInArrow`.
  """
  @spec apply_in_arrow(t, Python.source(), Types.input(), keyword) :: DataFrame.t()
  def apply_in_arrow(grouped, function, schema, options \\ []),
    do: grouped |> grouped!() |> Apply.groups(function, schema, options, :apply_in_arrow)

  @doc """
  Pairs the groups of two frames by their keys, for a function in Python.

      iex> flights = SparkEx.Reader.table(:spark, "flights")
      iex> weather = SparkEx.Reader.table(:spark, "weather")
      iex> SparkEx.GroupedData.cogroup(
      ...>   SparkEx.DataFrame.group_by(flights, :origin),
      ...>   SparkEx.DataFrame.group_by(weather, :airport)
      ...> )
      #SparkEx.CogroupedData<table("flights") |> group_by(origin), table("weather") |> group_by(airport)>

  Raises `SparkEx.Error.Argument` for groups that are not of `group_by/2`, or have different
  numbers of keys. Source: PySpark `GroupedData.cogroup`.
  """
  @spec cogroup(t, t) :: CogroupedData.t()
  def cogroup(grouped, other), do: CogroupedData.new(grouped, other)

  @doc """
  Calls a Python function with the new rows of each group and a state, in each micro-batch of a
  streaming query.

      count = \"""
      import pandas as pd

      def count(key, batches, state):
          before = state.get[0] if state.exists else 0
          n = before + sum(len(rows) for rows in batches)
          state.update((n,))
          yield pd.DataFrame({"user": [key[0]], "n": [n]})
      \"""

      clicks
      |> DataFrame.group_by(:user)
      |> GroupedData.apply_in_pandas_with_state(count, "user STRING, n BIGINT",
        state: "n BIGINT",
        output_mode: :update
      )

  The state is PySpark's `GroupState`. `transform_with_state/4` is newer and can do more. The keys
  are columns of the frame: Spark does not find expressions, which
  `SparkEx.DataFrame.with_column/3` makes columns.

  ## Options

  #{State.apply_docs()}

  Raises as `apply_in_pandas/4` does. Source: PySpark `GroupedData.applyInPandasWithState`,
  `spark.connect.ApplyInPandasWithState`.
  """
  @spec apply_in_pandas_with_state(t, Python.source(), Types.input(), keyword) :: DataFrame.t()
  def apply_in_pandas_with_state(grouped, function, schema, options),
    do: grouped |> grouped!() |> State.apply_in_pandas(function, schema, options)

  @doc """
  Calls a stateful processor with the rows of each group, in each micro-batch of a streaming query
  or once for a batch.

      processor = \"""
      from pyspark.sql import Row
      from pyspark.sql.streaming import StatefulProcessor

      class Count(StatefulProcessor):
          def init(self, handle):
              self.n = handle.getValueState("n", "n BIGINT")

          def handleInputRows(self, key, rows, timerValues):
              n = (self.n.get()[0] if self.n.exists() else 0) + sum(1 for _ in rows)
              self.n.update((n,))
              yield Row(user=key[0], n=n)

          def close(self):
              pass
      \"""

      clicks
      |> DataFrame.group_by(:user)
      |> GroupedData.transform_with_state(processor, "user STRING, n BIGINT", output_mode: :update)

  The source is a subclass of PySpark's `StatefulProcessor`, or a function without arguments that
  returns an instance of one. The keys are columns of the frame, as for
  `apply_in_pandas_with_state/4`. A processor has states of values, lists and maps, with a time to
  live, and timers. Spark keeps them in the RocksDB state store only
  (`spark.sql.streaming.stateStore.providerClass` =
  `org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider`).

  ## Options

  #{State.transform_docs()}

  Raises as `apply_in_pandas/4` does. Source: PySpark `GroupedData.transformWithState`,
  `spark.connect.TransformWithStateInfo`.
  """
  @spec transform_with_state(t, Python.source(), Types.input(), keyword) :: DataFrame.t()
  def transform_with_state(grouped, processor, schema, options) do
    grouped = grouped!(grouped)
    State.transform(grouped, processor, schema, options, :transform_with_state)
  end

  @doc """
  As `transform_with_state/4`, but the processor gets and yields `pandas.DataFrame`.

  Source: PySpark `GroupedData.transformWithStateInPandas`.
  """
  @spec transform_with_state_in_pandas(t, Python.source(), Types.input(), keyword) ::
          DataFrame.t()
  def transform_with_state_in_pandas(grouped, processor, schema, options) do
    grouped = grouped!(grouped)
    State.transform(grouped, processor, schema, options, :transform_with_state_in_pandas)
  end

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
      %{common: %{plan_id: _}} = relation ->
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
