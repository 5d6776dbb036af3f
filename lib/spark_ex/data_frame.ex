defmodule SparkEx.DataFrame do
  @moduledoc """
  A lazy table on Spark: a session and a plan, both plain data.

  *You are here:* API → plan → `SparkEx.Connect` → native core → Spark. A **transform** puts one more
  step on top of a plan and returns a new frame; it asks no process and no server, and raises
  `SparkEx.Error.Argument` when it is given what no server could take. An **action** runs the plan and
  returns `{:ok, value}` or `{:error, exception}`, with a twin that ends in `!` and raises.

      flights
      |> DataFrame.filter(Column.gt(F.col(:dep_delay), 60))
      |> DataFrame.group_by([:carrier, hour: F.hour("time_hour")])
      |> DataFrame.agg(flights: F.count("*"), worst: F.max("dep_delay"))
      |> DataFrame.order_by(desc: :flights)
      |> DataFrame.show()

  A frame is cheap to copy, may be sent to other processes and nodes, and inspects as its plan in one
  line, again without asking a server.

  ## Columns

  Wherever a column is taken it may be a `SparkEx.Column`, or a name as a string or an atom; where
  several are taken, one of these or a list of them. In `select/2`, `group_by/2` and `agg/2` a pair
  `name: column` gives the column that name. Texts are SQL only where the function says so
  (`filter/2`, `select_expr/2`).

  `frame["x"]` is the column `x` of this very frame, which tells the two sides of a join apart;
  `SparkEx.Functions.col("x")` is whatever is called `x` where it is used. `frame[0]` is a column by its position.

      iex> flights = SparkEx.Reader.table(:spark, "flights")
      iex> flights["carrier"] == SparkEx.DataFrame.col(flights, :carrier)
      true

  The examples below have `alias SparkEx.{Column, DataFrame, Reader}` and
  `alias SparkEx.Functions, as: F`. Their session is the name `:spark`, which need not run, since
  building a plan asks nobody.
  """

  alias SparkEx.{Column, Error, GroupedData, MergeIntoWriter, Plan, StorageLevel, Types}
  alias SparkEx.{Observation, Receiver, TableArg, Writer, WriterV2}
  alias SparkEx.Session.Reference
  alias SparkEx.Types.SessionTimestamp
  alias SparkEx.Connect.{Errors, ResultDecoder}

  alias SparkEx.DataFrame.{
    Actions,
    Caching,
    Checkpoint,
    Commands,
    Join,
    MissingValues,
    Names,
    Projection,
    Repartition,
    Sample,
    SchemaLookup,
    SetOperation,
    Sort,
    Statistics,
    Subquery,
    TempView
  }

  @behaviour Access

  @enforce_keys [:session, :plan]
  defstruct [:session, :plan]

  @typedoc "A lazy frame."
  @type t :: %__MODULE__{session: session, plan: Plan.relation()}

  @typedoc "A session: its pid, its registered name, or its name on another node."
  @type session :: pid | atom | {atom, node}

  @typedoc "The plain name of a column, a table or a view."
  @type name :: String.t() | atom

  @typedoc "A column, or the name of one."
  @type column :: Column.t() | name

  @typedoc "One column or several, with `name: column` for an alias."
  @type columns :: column | [column | {name, column}]

  @typedoc "One column or several to sort by: `:x`, `{:desc, :x}`, `desc: :x`, `Column.desc(x)`, or an ordinal."
  @type order :: column | integer | {atom, column} | [column | integer | {atom, column}]

  @typedoc "A boolean column, a SQL expression, or a list of these that must all hold."
  @type condition :: Column.t() | String.t() | [Column.t() | String.t()]

  @typedoc "What two frames are joined on: names, `left: right` pairs of names, or conditions."
  @type join_on ::
          nil | column | [column] | [{name, name}] | %{name => name}

  @typedoc "One row: a map by default, see the option `:as` of `collect/2`."
  @type row :: %{String.t() => term} | [term]

  @typedoc "What `explain/3` prints."
  @type explain_mode :: :simple | :extended | :codegen | :cost | :formatted

  @max_int 0x7FFF_FFFF

  # Frames

  @doc """
  A frame of a relation that you build yourself: proto field names as keys, as in
  `spark.connect.Relation`.

      iex> DataFrame.new(:spark, %{range: %{start: 0, end: 10, step: 1}})
      #SparkEx.DataFrame<range(0, 10)>
  """
  @spec new(session, map) :: t
  def new(session, relation),
    do: %__MODULE__{session: Reference.session!(session), plan: Subquery.plan(relation, session)}

  @doc false
  # One more step on top of a frame: a relation whose `input` is the frame's plan.
  @spec step(t, atom, keyword) :: t
  def step(frame, relation, fields) do
    %{session: session, plan: plan} = frame!(frame)
    new(session, %{relation => Map.new([input: plan] ++ fields)})
  end

  @doc false
  # Raises for anything but a frame, with advice about common mistakes in a pipe.
  @spec frame!(term) :: t
  def frame!(%__MODULE__{} = frame), do: frame

  def frame!(%GroupedData{} = grouped) do
    raise Error.Argument,
          "expected a SparkEx.DataFrame, got: #{inspect(grouped)}; its groups are aggregated first, " <>
            "with agg/2 or one of SparkEx.GroupedData, such as count/1"
  end

  def frame!(other), do: raise(Receiver.error(other, "a SparkEx.DataFrame"))

  @doc false
  @spec same_session!(t, t) :: :ok
  def same_session!(left, right), do: in_session!(right, frame!(left).session)

  @doc false
  # Tables and views belong to one session, so a plan must not combine two.
  @spec in_session!(t, session) :: :ok
  def in_session!(frame, session) do
    unless same_session?(frame!(frame).session, session) do
      raise Error.Argument, "the two frames belong to different sessions and cannot be combined"
    end

    :ok
  end

  # A name and a pid may mean the same process. An unregistered name is equal only to itself.
  defp same_session?(session, session), do: true

  defp same_session?(left, right) do
    pid = GenServer.whereis(left)
    pid != nil and pid == GenServer.whereis(right)
  end

  @doc """
  The session of a frame.

      iex> :spark |> Reader.table("flights") |> DataFrame.spark_session()
      :spark

  Source: PySpark `DataFrame.sparkSession`.
  """
  @spec spark_session(t) :: session
  def spark_session(frame), do: frame!(frame).session

  # Columns

  @doc """
  A column of this very frame; `"*"` is all of them. `frame["x"]` is the same.

  The column carries the frame's plan id, so that Spark knows which frame is meant even where two have
  a column of that name. An integer is a position, from 0 or, where it is negative, from the end:
  `frame[0]`, `frame[-1]`. For that the schema is fetched, as by `schema/2`, and the column is then
  the one of that name wherever it is used. Raises `SparkEx.Error.Argument` where there is none at the position.

  PySpark's `frame[[…]]` is `select/2` here, and its `frame[condition]` is `filter/2`. Source: PySpark
  `DataFrame.__getitem__`.

      iex> a = Reader.table(:spark, "a")
      iex> b = Reader.table(:spark, "b")
      iex> a["id"] == b["id"]
      false
      iex> a["id"].expr.unresolved_attribute.plan_id == a.plan.common.plan_id
      true
  """
  @spec col(t, name | integer) :: Column.t()
  def col(frame, position) when is_integer(position),
    do: %Column{expr: Plan.attribute(SchemaLookup.column_at!(frame, position))}

  def col(_frame, columns) when is_list(columns),
    do: raise(Error.Argument, "col/2 takes one column; use select/2 for several")

  def col(_frame, %Column{}),
    do: raise(Error.Argument, "col/2 takes a name; use filter/2 for a condition")

  def col(frame, name) do
    case Names.name!(name, "col/2") do
      "*" -> %Column{expr: %{unresolved_star: %{plan_id: plan_id(frame)}}}
      name -> %Column{expr: Plan.attribute(name, plan_id(frame))}
    end
  end

  @doc """
  All columns whose name matches a regular expression, written in backticks as Spark wants it.

      iex> flights = Reader.table(:spark, "flights")
      iex> DataFrame.select(flights, DataFrame.col_regex(flights, "`.*_delay`"))
      #SparkEx.DataFrame<table("flights") |> select(`.*_delay`)>

  Source: PySpark `DataFrame.colRegex`, `Expression.UnresolvedRegex`.
  """
  @spec col_regex(t, name) :: Column.t()
  def col_regex(frame, regex) do
    name = Names.name!(regex, "col_regex/2")
    %Column{expr: %{unresolved_regex: %{col_name: name, plan_id: plan_id(frame)}}}
  end

  @doc """
  A metadata column of a data source, such as `_metadata` of files.

      iex> files = Reader.csv(:spark, "flights.csv")
      iex> DataFrame.metadata_column(files, "_metadata").expr.unresolved_attribute.is_metadata_column
      true

  Source: PySpark `DataFrame.metadataColumn`.
  """
  @spec metadata_column(t, name) :: Column.t()
  def metadata_column(frame, name) do
    attribute = Plan.attribute(Names.name!(name, "metadata_column/2"), plan_id(frame))
    %Column{expr: put_in(attribute, [:unresolved_attribute, :is_metadata_column], true)}
  end

  @doc """
  A frame of one column and at most one row, as a value in another frame's columns.

      iex> flights = Reader.table(:spark, "flights")
      iex> longest = flights |> DataFrame.agg(F.max("distance")) |> DataFrame.scalar()
      iex> DataFrame.filter(flights, Column.eq(F.col("distance"), longest)).plan |> Map.keys()
      [:common, :with_relations]

  Source: PySpark `DataFrame.scalar`, `Expression.SubqueryExpression`.
  """
  @spec scalar(t) :: Column.t()
  def scalar(frame), do: Subquery.column(frame, :scalar)

  @doc """
  Whether a frame has any row, as a column of another frame.

      iex> flights = Reader.table(:spark, "flights")
      iex> late = DataFrame.filter(flights, "dep_delay > 600")
      iex> frame = :spark |> Reader.table("airports") |> DataFrame.filter(DataFrame.exists(late))
      iex> length(frame.plan.with_relations.references)
      1

  Source: PySpark `DataFrame.exists`.
  """
  @spec exists(t) :: Column.t()
  def exists(frame), do: Subquery.column(frame, :exists)

  @doc """
  The frame as an argument of a function that takes tables, see `SparkEx.TableArg`.

      iex> :spark |> Reader.table("flights") |> DataFrame.as_table()
      #SparkEx.TableArg<table("flights")>

  Source: PySpark `DataFrame.asTable`.
  """
  @spec as_table(t) :: TableArg.t()
  def as_table(frame), do: TableArg.new(frame)

  @impl Access
  @doc false
  def fetch(frame, name_or_position), do: {:ok, col(frame, name_or_position)}

  @impl Access
  @doc false
  def get_and_update(_frame, _name, _function),
    do: raise(Error.Argument, "a frame cannot be updated in place; use with_column/3")

  @impl Access
  @doc false
  def pop(_frame, _name),
    do: raise(Error.Argument, "a frame cannot be updated in place; use drop/2")

  # Selecting columns

  @doc """
  The given columns, in this order.

      iex> flights = Reader.table(:spark, "flights")
      iex> frame = DataFrame.select(flights, [:carrier, "origin", far: Column.gt(F.col(:distance), 1000)])
      iex> length(frame.plan.project.expressions)
      3

  Source: PySpark `DataFrame.select`, `spark.connect.Project`.
  """
  @spec select(t, columns) :: t
  def select(frame, columns),
    do: step(frame, :project, expressions: Projection.exprs(columns))

  @doc """
  As `select/2`, each column a SQL expression.

      iex> flights = Reader.table(:spark, "flights")
      iex> DataFrame.select_expr(flights, ["carrier", "distance * 1.609 AS km"])
      #SparkEx.DataFrame<table("flights") |> select(carrier, distance * 1.609 AS km)>

  Source: PySpark `DataFrame.selectExpr`.
  """
  @spec select_expr(t, String.t() | [String.t()]) :: t
  def select_expr(frame, expressions),
    do: step(frame, :project, expressions: Projection.sql_exprs(expressions, "select_expr/2"))

  @doc """
  The frame with one column more, or with another column under a name that it has already.

      iex> flights = Reader.table(:spark, "flights")
      iex> DataFrame.with_column(flights, :late, Column.gt(F.col(:dep_delay), 15))
      #SparkEx.DataFrame<table("flights") |> with_columns(dep_delay > 15 AS late)>

  Source: PySpark `DataFrame.withColumn`, `spark.connect.WithColumns`. For several columns
  `with_columns/2` is much cheaper than many calls of this.
  """
  @spec with_column(t, name, Column.t()) :: t
  def with_column(frame, name, column) do
    aliases = Projection.aliases([{name, column}], "with_column/3")
    step(frame, :with_columns, aliases: aliases)
  end

  @doc """
  As `with_column/3`, several at once: a keyword list, a list of pairs, or a map.

  All of them see the columns of the frame, not each other.

      iex> flights = Reader.table(:spark, "flights")
      iex> frame = DataFrame.with_columns(flights, one: F.lit(1), late: Column.gt(F.col(:dep_delay), 15))
      iex> for %{name: [name]} <- frame.plan.with_columns.aliases, do: name
      ["one", "late"]

  Source: PySpark `DataFrame.withColumns`.
  """
  @spec with_columns(t, [{name, Column.t()}] | %{name => Column.t()}) :: t
  def with_columns(frame, columns),
    do: step(frame, :with_columns, aliases: Projection.aliases(columns, "with_columns/2"))

  @doc """
  Renames a column; a frame without it stays as it is.

      iex> flights = Reader.table(:spark, "flights")
      iex> DataFrame.with_column_renamed(flights, :dest, :destination)
      #SparkEx.DataFrame<table("flights") |> with_columns_renamed>

  Source: PySpark `DataFrame.withColumnRenamed`, `spark.connect.WithColumnsRenamed`.
  """
  @spec with_column_renamed(t, name, name) :: t
  def with_column_renamed(frame, existing, new),
    do: with_columns_renamed(frame, [{existing, new}])

  @doc """
  Renames several columns: a keyword list, a list of pairs, or a map from old to new name.

      iex> flights = Reader.table(:spark, "flights")
      iex> frame = DataFrame.with_columns_renamed(flights, dest: "to", origin: "from")
      iex> frame.plan.with_columns_renamed.renames
      [%{col_name: "dest", new_col_name: "to"}, %{col_name: "origin", new_col_name: "from"}]

  Source: PySpark `DataFrame.withColumnsRenamed`.
  """
  @spec with_columns_renamed(t, [{name, name}] | %{name => name}) :: t
  def with_columns_renamed(frame, names) do
    step(frame, :with_columns_renamed,
      renames: Projection.renames(names, "with_columns_renamed/2")
    )
  end

  @doc """
  Gives a column metadata, which travels with the schema.

      iex> flights = Reader.table(:spark, "flights")
      iex> DataFrame.with_metadata(flights, :distance, %{unit: "mile"})
      #SparkEx.DataFrame<table("flights") |> with_columns(distance AS distance)>

  Source: PySpark `DataFrame.withMetadata`, which sends it as the JSON of an `Expression.Alias`.
  """
  @spec with_metadata(t, name, map) :: t
  def with_metadata(frame, name, metadata) do
    aliased = Projection.with_metadata(col(frame, name), name, metadata)
    step(frame, :with_columns, aliases: [aliased])
  end

  @doc """
  The frame without the given columns; names that it does not have are no error.

      iex> flights = Reader.table(:spark, "flights")
      iex> frame = DataFrame.drop(flights, [:year, flights["month"]])
      iex> {frame.plan.drop.column_names, length(frame.plan.drop.columns)}
      {["year"], 1}

  Source: PySpark `DataFrame.drop`, `spark.connect.Drop`.
  """
  @spec drop(t, column | [column]) :: t
  def drop(frame, columns) do
    {columns, names} = columns |> list() |> Enum.split_with(&is_struct(&1, Column))
    names = Names.names!(names, "drop/2")
    step(frame, :drop, columns: Enum.map(columns, & &1.expr), column_names: names)
  end

  @doc """
  The frame with new names for all its columns, in order.

      iex> :spark |> Reader.table("pairs") |> DataFrame.to_df([:left, :right])
      #SparkEx.DataFrame<table("pairs") |> to_df>

  Source: PySpark `DataFrame.toDF`, `spark.connect.ToDF`.
  """
  @spec to_df(t, [name]) :: t
  def to_df(frame, names), do: step(frame, :to_df, column_names: Names.names!(names, "to_df/2"))

  @doc """
  The frame brought to a schema: columns reordered by name and cast where that loses nothing.

      iex> :spark |> Reader.table("flights") |> DataFrame.to("carrier STRING, distance BIGINT")
      #SparkEx.DataFrame<table("flights") |> to>

  Source: PySpark `DataFrame.to`, `spark.connect.ToSchema`. The schema is a `SparkEx.Types` struct type
  or a DDL text.
  """
  @spec to(t, Types.input()) :: t
  def to(frame, schema), do: step(frame, :to_schema, schema: SessionTimestamp.to_proto(schema))

  # Selecting rows

  @doc """
  Keeps the rows for which a condition holds.

  The condition is a boolean column, a SQL expression in a string, or a list of these, which must
  all hold. An empty list keeps all rows.

      iex> flights = Reader.table(:spark, "flights")
      iex> DataFrame.filter(flights, Column.gt(F.col(:dep_delay), 60))
      #SparkEx.DataFrame<table("flights") |> filter(dep_delay > 60)>
      iex> DataFrame.filter(flights, "dep_delay > 60 AND origin = 'JFK'")
      #SparkEx.DataFrame<table("flights") |> filter(dep_delay > 60 AND origin = 'JFK')>
      iex> DataFrame.filter(flights, [Column.gt(F.col(:dep_delay), 60), F.col(:cancelled)])
      #SparkEx.DataFrame<table("flights") |> filter((dep_delay > 60) and cancelled)>

  Source: PySpark `DataFrame.filter`, `spark.connect.Filter`.
  """
  @spec filter(t, condition) :: t
  def filter(frame, []), do: frame!(frame)

  def filter(frame, condition),
    do: step(frame, :filter, condition: Projection.condition(condition, "filter/2"))

  @doc """
  The same as `filter/2`, by SQL's name.

      iex> :spark |> Reader.table("flights") |> DataFrame.where("month = 1")
      #SparkEx.DataFrame<table("flights") |> filter(month = 1)>
  """
  @spec where(t, condition) :: t
  def where(frame, condition), do: filter(frame, condition)

  @doc """
  At most the first `number` rows.

      iex> :spark |> Reader.table("flights") |> DataFrame.limit(5)
      #SparkEx.DataFrame<table("flights") |> limit(5)>

  Source: PySpark `DataFrame.limit`, `spark.connect.Limit`.
  """
  @spec limit(t, non_neg_integer) :: t
  def limit(frame, number), do: step(frame, :limit, limit: rows!(number, "limit/2"))

  @doc """
  All but the first `number` rows.

      iex> :spark |> Reader.table("flights") |> DataFrame.offset(5)
      #SparkEx.DataFrame<table("flights") |> offset(5)>

  Source: PySpark `DataFrame.offset`, `spark.connect.Offset`.
  """
  @spec offset(t, non_neg_integer) :: t
  def offset(frame, number), do: step(frame, :offset, offset: rows!(number, "offset/2"))

  @doc """
  Each different row once.

      iex> :spark |> Reader.table("flights") |> DataFrame.select(:carrier) |> DataFrame.distinct()
      #SparkEx.DataFrame<table("flights") |> select(carrier) |> distinct>

  Source: PySpark `DataFrame.distinct`, `spark.connect.Deduplicate`.
  """
  @spec distinct(t) :: t
  def distinct(frame), do: step(frame, :deduplicate, all_columns_as_keys: true)

  @doc """
  One row for each different value of the named columns; of all columns when none are named.

      iex> :spark |> Reader.table("flights") |> DataFrame.drop_duplicates([:carrier, :origin])
      #SparkEx.DataFrame<table("flights") |> distinct(carrier, origin)>

  Source: PySpark `DataFrame.dropDuplicates`.
  """
  @spec drop_duplicates(t, name | [name] | nil) :: t
  def drop_duplicates(frame, names \\ nil),
    do: step(frame, :deduplicate, duplicate_keys(names, "drop_duplicates/2"))

  @doc """
  As `drop_duplicates/2`, forgetting rows that are older than the watermark (streaming frames).

      iex> :spark
      ...> |> Reader.table("events")
      ...> |> DataFrame.with_watermark(:time, "10 minutes")
      ...> |> DataFrame.drop_duplicates_within_watermark(:id)
      #SparkEx.DataFrame<table("events") |> with_watermark |> distinct(id)>

  Source: PySpark `DataFrame.dropDuplicatesWithinWatermark`.
  """
  @spec drop_duplicates_within_watermark(t, name | [name] | nil) :: t
  def drop_duplicates_within_watermark(frame, names \\ nil) do
    keys = duplicate_keys(names, "drop_duplicates_within_watermark/2")
    step(frame, :deduplicate, [within_watermark: true] ++ keys)
  end

  @doc """
  A random part of the rows, `fraction` being about how much of them.

      iex> :spark |> Reader.table("flights") |> DataFrame.sample(0.1, seed: 42)
      #SparkEx.DataFrame<table("flights") |> sample>

  ## Options

  #{Sample.docs()}

  Source: PySpark `DataFrame.sample`, `spark.connect.Sample`.
  """
  @spec sample(t, number | keyword, keyword) :: t
  def sample(frame, fraction, options \\ []), do: Sample.sample(frame, fraction, options)

  @doc """
  A random part of the rows of each stratum: a map or a list of pairs from a value of `column` to the
  fraction to keep. Takes `:seed` as `sample/3` does.

      iex> flights = Reader.table(:spark, "flights")
      iex> DataFrame.sample_by(flights, :origin, %{"JFK" => 0.1, "EWR" => 0.2}, seed: 42)
      #SparkEx.DataFrame<table("flights") |> sample_by>

  Source: PySpark `DataFrame.sampleBy`, `spark.connect.StatSampleBy`.
  """
  @spec sample_by(t, column, %{term => number} | [{term, number}], keyword) :: t
  def sample_by(frame, column, fractions, options \\ []),
    do: Sample.sample_by(frame, column, fractions, options)

  @doc """
  Splits the rows at random into frames of about the given weights. Takes `:seed` as `sample/3` does.

      iex> [train, test] = :spark |> Reader.table("flights") |> DataFrame.random_split([3, 1], seed: 42)
      iex> {train.plan.sample.upper_bound, test.plan.sample.upper_bound}
      {0.75, 1.0}

  Source: PySpark `DataFrame.randomSplit`.
  """
  @spec random_split(t, [number], keyword) :: [t]
  def random_split(frame, weights, options \\ []),
    do: Sample.random_split(frame, weights, options)

  # Order

  @doc """
  Sorts the rows, by default in ascending order with nulls first.

      iex> flights = Reader.table(:spark, "flights")
      iex> DataFrame.order_by(flights, [:carrier, desc: :dep_delay])
      #SparkEx.DataFrame<table("flights") |> sort(carrier, dep_delay DESC)>

  Each column is a name, a column, also one with an order such as `Column.desc_nulls_first/1`, or
  a pair of an order and a column. Elixir allows `desc: :x` only at the end of a list; elsewhere
  the pair is written as a tuple:

      iex> flights = Reader.table(:spark, "flights")
      iex> DataFrame.order_by(flights, [{:desc, :dep_delay}, :carrier])
      #SparkEx.DataFrame<table("flights") |> sort(dep_delay DESC, carrier)>

  The orders are `:asc`, `:asc_nulls_first`, `:asc_nulls_last`, `:desc`, `:desc_nulls_first` and
  `:desc_nulls_last`. An integer is the position of a column, from 1; a negative one sorts in
  descending order. Positions fetch the schema of the frame.

  ## Options

  #{SparkEx.Options.docs(Sort.options())}

  Source: PySpark `DataFrame.orderBy`, `spark.connect.Sort`.
  """
  @spec order_by(t, order, keyword) :: t
  def order_by(frame, columns, options \\ []), do: Sort.sort(frame, columns, options, true)

  @doc """
  The same as `order_by/3`, by PySpark's other name.

      iex> :spark |> Reader.table("flights") |> DataFrame.sort(desc: :dep_delay)
      #SparkEx.DataFrame<table("flights") |> sort(dep_delay DESC)>
  """
  @spec sort(t, order, keyword) :: t
  def sort(frame, columns, options \\ []), do: order_by(frame, columns, options)

  @doc """
  As `order_by/3`, but sorts each partition on its own.

      iex> :spark |> Reader.table("flights") |> DataFrame.sort_within_partitions(:carrier)
      #SparkEx.DataFrame<table("flights") |> sort(carrier)>

  Source: PySpark `DataFrame.sortWithinPartitions`.
  """
  @spec sort_within_partitions(t, order, keyword) :: t
  def sort_within_partitions(frame, columns, options \\ []),
    do: Sort.sort(frame, columns, options, false)

  # Groups

  @doc """
  Groups the rows by columns, for `agg/2` and the short forms in `SparkEx.GroupedData`.

      iex> :spark |> Reader.table("flights") |> DataFrame.group_by([:carrier, :origin])
      #SparkEx.GroupedData<table("flights") |> group_by(carrier, origin)>

  Source: PySpark `DataFrame.groupBy`, `spark.connect.Aggregate`. An integer is the position of a column
  from 1, for which the schema is fetched.
  """
  @spec group_by(t, columns | integer | [integer]) :: GroupedData.t()
  def group_by(frame, columns \\ []), do: grouped(frame, :GROUP_TYPE_GROUPBY, columns)

  @doc "The same as `group_by/2`, by PySpark's other name."
  @spec groupby(t, columns | integer | [integer]) :: GroupedData.t()
  def groupby(frame, columns \\ []), do: group_by(frame, columns)

  @doc """
  Groups by the columns, by all but the last, and so on down to all rows together.

      iex> :spark |> Reader.table("flights") |> DataFrame.rollup([:origin, :carrier])
      #SparkEx.GroupedData<table("flights") |> rollup(origin, carrier)>

  Source: PySpark `DataFrame.rollup`.
  """
  @spec rollup(t, columns | integer | [integer]) :: GroupedData.t()
  def rollup(frame, columns), do: grouped(frame, :GROUP_TYPE_ROLLUP, columns)

  @doc """
  Groups by every subset of the columns.

      iex> :spark |> Reader.table("flights") |> DataFrame.cube([:origin, :carrier])
      #SparkEx.GroupedData<table("flights") |> cube(origin, carrier)>

  Source: PySpark `DataFrame.cube`.
  """
  @spec cube(t, columns | integer | [integer]) :: GroupedData.t()
  def cube(frame, columns), do: grouped(frame, :GROUP_TYPE_CUBE, columns)

  @doc """
  Groups by each of the given sets of columns. `columns` are those that the result shows.

      iex> :spark
      ...> |> Reader.table("flights")
      ...> |> DataFrame.grouping_sets([[:origin], [:carrier], []], [:origin, :carrier])
      #SparkEx.GroupedData<table("flights") |> grouping_sets(origin, carrier)>

  Source: PySpark `DataFrame.groupingSets`.
  """
  @spec grouping_sets(t, [[column]], columns) :: GroupedData.t()
  def grouping_sets(frame, sets, columns \\ []) do
    frame!(frame)
    sets = Projection.sets(sets, "grouping_sets/3")
    columns = Projection.exprs(columns)
    GroupedData.new(frame, :GROUP_TYPE_GROUPING_SETS, columns, grouping_sets: sets)
  end

  @doc """
  Aggregates groups, or all rows of a frame into one row. Takes what `SparkEx.GroupedData.agg/2` takes.

      iex> :spark |> Reader.table("flights") |> DataFrame.agg(rows: F.count("*"))
      #SparkEx.DataFrame<table("flights") |> agg(count(*) AS rows)>
      iex> :spark |> Reader.table("flights") |> DataFrame.group_by(:carrier) |> DataFrame.agg(F.sum("distance"))
      #SparkEx.DataFrame<table("flights") |> group_by(carrier) |> agg(sum(distance))>

  Source: PySpark `DataFrame.agg`.
  """
  @spec agg(t | GroupedData.t(), GroupedData.aggregates()) :: t
  def agg(%GroupedData{} = grouped, aggregates), do: GroupedData.agg(grouped, aggregates)
  def agg(frame, aggregates), do: frame |> group_by() |> GroupedData.agg(aggregates)

  # Joins

  @doc """
  Joins two frames.

  `on` says which rows belong together:

    * a name, or a list of names, that both frames have; the result has these columns once
    * pairs `left: right` of names, for keys with different names; the result has both columns
    * a condition or a list of conditions: boolean columns, or SQL expressions in strings. A string
      is an expression if it contains a comparison or a logical operator; put backticks around
      such a name.

  `how` is `:inner` (the default), `:left`, `:right`, `:full`, `:semi`, `:anti` or `:cross`, or any
  other name that PySpark has for these types. `on` and `how` may also be given as options.

      iex> flights = Reader.table(:spark, "flights")
      iex> airlines = Reader.table(:spark, "airlines")
      iex> DataFrame.join(flights, airlines, :carrier, :left)
      #SparkEx.DataFrame<table("flights") |> join(table("airlines"), carrier)>
      iex> same = Column.eq(flights["carrier"], airlines["carrier"])
      iex> DataFrame.join(flights, airlines, on: same, how: :anti)
      #SparkEx.DataFrame<table("flights") |> join(table("airlines"), carrier == carrier)>
      iex> airports = Reader.table(:spark, "airports")
      iex> DataFrame.join(flights, airports, dest: :faa)
      #SparkEx.DataFrame<table("flights") |> join(table("airports"), dest == faa)>
      iex> DataFrame.join(flights, airports, [dest: :faa], :left)
      #SparkEx.DataFrame<table("flights") |> join(table("airports"), dest == faa)>
      iex> DataFrame.join(flights, airports, "dest = faa AND distance > 1000")
      #SparkEx.DataFrame<table("flights") |> join(table("airports"), dest = faa AND distance > 1000)>

  Keys named `on` or `how` need strings: `[{"on", "id"}]`. Raises `SparkEx.Error.Argument` for an
  unknown join type and for frames of different sessions. Source: PySpark `DataFrame.join`,
  `spark.connect.Join`.
  """
  @spec join(t, t, join_on | keyword, name | nil | keyword) :: t
  def join(left, right, on \\ nil, how \\ nil), do: Join.join(left, right, on, how)

  @doc """
  Every row of one frame with every row of the other.

      iex> :spark |> Reader.table("a") |> DataFrame.cross_join(Reader.table(:spark, "b"))
      #SparkEx.DataFrame<table("a") |> join(table("b"))>

  Source: PySpark `DataFrame.crossJoin`.
  """
  @spec cross_join(t, t) :: t
  def cross_join(left, right), do: Join.join(left, right, nil, :cross)

  @doc """
  As `join/4`, but columns of the left frame can be used in the right frame.

  The right frame refers to them with `SparkEx.Column.outer/1`. `how` is `:inner`, `:left` or
  `:cross`, `on` a condition.

      iex> DataFrame.lateral_join(Reader.table(:spark, "a"), Reader.table(:spark, "b"))
      #SparkEx.DataFrame<table("a") |> lateral_join(table("b"))>

  Source: PySpark `DataFrame.lateralJoin`, `spark.connect.LateralJoin`.
  """
  @spec lateral_join(t, t, condition | keyword | nil, name | nil | keyword) :: t
  def lateral_join(left, right, on \\ nil, how \\ nil), do: Join.lateral(left, right, on, how)

  @doc """
  Joins each row with the one of the right frame that is nearest in an ordered column, such as a time.

      iex> trades = Reader.table(:spark, "trades")
      iex> quotes = Reader.table(:spark, "quotes")
      iex> DataFrame.as_of_join(trades, quotes, :time, :time, on: :ticker)
      #SparkEx.DataFrame<table("trades") |> as_of_join(table("quotes"))>

  ## Options

  #{Join.as_of_docs()}

  Source: PySpark `DataFrame._joinAsOf`, `spark.connect.AsOfJoin`.
  """
  @spec as_of_join(t, t, column, column, keyword) :: t
  def as_of_join(left, right, left_as_of, right_as_of, options \\ []),
    do: Join.as_of(left, right, left_as_of, right_as_of, options)

  # Sets

  @doc """
  The rows of both frames, columns matched by position; `distinct/1` afterwards gives SQL's `UNION`.

      iex> :spark |> Reader.table("a") |> DataFrame.union(Reader.table(:spark, "b"))
      #SparkEx.DataFrame<table("a") |> union(table("b"))>

  Source: PySpark `DataFrame.union`, `spark.connect.SetOperation`.
  """
  @spec union(t, t) :: t
  def union(left, right),
    do: SetOperation.combine(left, right, :SET_OP_TYPE_UNION, is_all: true)

  @doc "The same as `union/2`, by PySpark's other name."
  @spec union_all(t, t) :: t
  def union_all(left, right), do: union(left, right)

  @doc """
  As `union/2`, columns matched by name. With `allow_missing_columns: true` a column that one side lacks
  is null there.

      iex> a = Reader.table(:spark, "a")
      iex> DataFrame.union_by_name(a, Reader.table(:spark, "b"), allow_missing_columns: true)
      #SparkEx.DataFrame<table("a") |> union(table("b"))>

  Source: PySpark `DataFrame.unionByName`.
  """
  @spec union_by_name(t, t, keyword) :: t
  def union_by_name(left, right, options \\ []),
    do: SetOperation.union_by_name(left, right, options)

  @doc """
  The different rows that are in both frames.

      iex> :spark |> Reader.table("a") |> DataFrame.intersect(Reader.table(:spark, "b"))
      #SparkEx.DataFrame<table("a") |> intersect(table("b"))>

  Source: PySpark `DataFrame.intersect`.
  """
  @spec intersect(t, t) :: t
  def intersect(left, right),
    do: SetOperation.combine(left, right, :SET_OP_TYPE_INTERSECT, is_all: false)

  @doc """
  As `intersect/2`, keeping duplicates as SQL's `INTERSECT ALL` does.

      iex> :spark |> Reader.table("a") |> DataFrame.intersect_all(Reader.table(:spark, "b"))
      #SparkEx.DataFrame<table("a") |> intersect(table("b"))>
  """
  @spec intersect_all(t, t) :: t
  def intersect_all(left, right),
    do: SetOperation.combine(left, right, :SET_OP_TYPE_INTERSECT, is_all: true)

  @doc """
  The different rows of the left frame that are not in the right one, as SQL's `EXCEPT`.

      iex> :spark |> Reader.table("a") |> DataFrame.except(Reader.table(:spark, "b"))
      #SparkEx.DataFrame<table("a") |> except(table("b"))>

  Source: PySpark `DataFrame.subtract`.
  """
  @spec except(t, t) :: t
  def except(left, right),
    do: SetOperation.combine(left, right, :SET_OP_TYPE_EXCEPT, is_all: false)

  @doc "The same as `except/2`, by PySpark's name."
  @spec subtract(t, t) :: t
  def subtract(left, right), do: except(left, right)

  @doc """
  As `except/2`, keeping duplicates as SQL's `EXCEPT ALL` does.

      iex> :spark |> Reader.table("a") |> DataFrame.except_all(Reader.table(:spark, "b"))
      #SparkEx.DataFrame<table("a") |> except(table("b"))>

  Source: PySpark `DataFrame.exceptAll`.
  """
  @spec except_all(t, t) :: t
  def except_all(left, right),
    do: SetOperation.combine(left, right, :SET_OP_TYPE_EXCEPT, is_all: true)

  # Missing values

  @doc """
  The frame with nulls replaced by a value: a number, a boolean or a string, each filling the columns of
  its kind; or a keyword list or a map from column name to value.

      iex> flights = Reader.table(:spark, "flights")
      iex> DataFrame.fillna(flights, 0, subset: [:dep_delay, :arr_delay])
      #SparkEx.DataFrame<table("flights") |> fillna>
      iex> DataFrame.fillna(flights, dep_delay: 0, tailnum: "?")
      #SparkEx.DataFrame<table("flights") |> fillna>

  ## Options

  #{MissingValues.subset_docs()}

  Source: PySpark `DataFrame.fillna`, `spark.connect.NAFill`.
  """
  @spec fillna(t, number | boolean | String.t() | keyword | map, keyword) :: t
  def fillna(frame, value, options \\ []), do: MissingValues.fill(frame, value, options)

  @doc """
  The frame without the rows that have nulls or NaN.

      iex> :spark |> Reader.table("flights") |> DataFrame.dropna(how: :all, subset: [:dep_delay, :arr_delay])
      #SparkEx.DataFrame<table("flights") |> dropna>

  ## Options

  #{MissingValues.drop_docs()}

  Source: PySpark `DataFrame.dropna`, `spark.connect.NADrop`.
  """
  @spec dropna(t, keyword) :: t
  def dropna(frame, options \\ []), do: MissingValues.drop(frame, options)

  @doc """
  The frame with values replaced, as a map from old to new value. New values may be `nil`; all others
  must be numbers (`:nan` and the infinities are), all booleans, or all strings. The option `:subset` names the
  columns to look at.

      iex> :spark |> Reader.table("flights") |> DataFrame.replace(%{"UA" => "United"}, subset: :carrier)
      #SparkEx.DataFrame<table("flights") |> replace>

  Source: PySpark `DataFrame.replace`, `spark.connect.NAReplace`.
  """
  @spec replace(t, map) :: t
  def replace(frame, replacements) when is_map(replacements) and not is_struct(replacements),
    do: replace(frame, replacements, [])

  def replace(frame, other) do
    frame!(frame)
    raise Error.Argument, "replace/2 takes a map of old and new values, got: #{inspect(other)}"
  end

  @doc """
  As `replace/2` with options; or one value, or each of a list, replaced by one value or by the one at
  the same place of a list.

      iex> :spark |> Reader.table("flights") |> DataFrame.replace(["EWR", "LGA"], ["Newark", "LaGuardia"])
      #SparkEx.DataFrame<table("flights") |> replace>
  """
  @spec replace(t, term, term) :: t
  def replace(frame, replacements, options)
      when is_map(replacements) and not is_struct(replacements),
      do: MissingValues.replace(frame, Map.to_list(replacements), options)

  def replace(frame, old, new), do: replace(frame, old, new, [])

  @doc "As `replace/3`, with the option `:subset`."
  @spec replace(t, term, term, keyword) :: t
  def replace(frame, old, new, options),
    do: MissingValues.replace(frame, MissingValues.pairs(old, new), options)

  # Statistics

  @doc """
  Count, mean, standard deviation, least and greatest value of the named columns, or of all numeric and
  string columns.

      iex> :spark |> Reader.table("flights") |> DataFrame.describe([:dep_delay, :distance])
      #SparkEx.DataFrame<table("flights") |> describe>

  Source: PySpark `DataFrame.describe`, `spark.connect.StatDescribe`.
  """
  @spec describe(t, name | [name]) :: t
  def describe(frame, names \\ []),
    do: step(frame, :describe, cols: Names.names!(names, "describe/2"))

  @doc """
  As `describe/2`, of all columns, with the statistics named: `count`, `mean`, `stddev`, `min`, `max`,
  `count_distinct`, `approx_count_distinct` and percentiles such as `25%`.

      iex> :spark |> Reader.table("flights") |> DataFrame.summary(["count", "50%", "max"])
      #SparkEx.DataFrame<table("flights") |> summary>

  Source: PySpark `DataFrame.summary`, `spark.connect.StatSummary`.
  """
  @spec summary(t, name | [name]) :: t
  def summary(frame, statistics \\ []),
    do: step(frame, :summary, statistics: Names.names!(statistics, "summary/2"))

  @doc """
  How often the values of two columns come together, as a table.

      iex> :spark |> Reader.table("flights") |> DataFrame.crosstab(:carrier, :origin)
      #SparkEx.DataFrame<table("flights") |> crosstab>

  Source: PySpark `DataFrame.crosstab`, `spark.connect.StatCrosstab`.
  """
  @spec crosstab(t, name, name) :: t
  def crosstab(frame, column1, column2) do
    [col1, col2] = Names.names!([column1, column2], "crosstab/3")
    step(frame, :crosstab, col1: col1, col2: col2)
  end

  @doc """
  Values that are frequent in the named columns: in more than `support` of the rows, and perhaps some
  that are not.

      iex> :spark |> Reader.table("flights") |> DataFrame.freq_items([:carrier, :dest], 0.1)
      #SparkEx.DataFrame<table("flights") |> freq_items>

  Source: PySpark `DataFrame.freqItems`, `spark.connect.StatFreqItems`.
  """
  @spec freq_items(t, name | [name], number) :: t
  def freq_items(frame, names, support \\ 0.01) do
    fields = [cols: Names.names!(names, "freq_items/3"), support: Statistics.support!(support)]
    step(frame, :freq_items, fields)
  end

  # Shape

  @doc """
  Each row as one JSON text, in a column `value`.

      iex> :spark |> Reader.table("flights") |> DataFrame.to_json()
      #SparkEx.DataFrame<table("flights") |> select(to_json(struct(*)) AS value)>

  Nulls are left out, as Spark's `to_json` does. Source: Spark's `Dataset.toJSON`; PySpark's `DataFrame.toJSON`
  makes an RDD, which Spark Connect does not have.
  """
  @spec to_json(t) :: t
  def to_json(frame), do: step(frame, :project, expressions: Projection.json("value"))

  @doc """
  Turns columns into rows: of each of `values` a row with the column's name and its value, beside `ids`.
  `values: nil` means all columns that are not in `ids`.

      iex> flights = Reader.table(:spark, "flights")
      iex> DataFrame.unpivot(flights, :flight, [:dep_delay, :arr_delay], "which", "minutes")
      #SparkEx.DataFrame<table("flights") |> unpivot>

  Source: PySpark `DataFrame.unpivot`, `spark.connect.Unpivot`.
  """
  @spec unpivot(t, columns, columns | nil, name, name) :: t
  def unpivot(frame, ids, values, variable_name, value_name),
    do: step(frame, :unpivot, Projection.unpivot(ids, values, variable_name, value_name))

  @doc "The same as `unpivot/5`, by pandas' name."
  @spec melt(t, columns, columns | nil, name, name) :: t
  def melt(frame, ids, values, variable_name, value_name),
    do: unpivot(frame, ids, values, variable_name, value_name)

  @doc """
  Rows as columns and columns as rows; the values of the index column, by default the first, become the
  names of the columns.

      iex> :spark |> Reader.table("small") |> DataFrame.transpose(:id)
      #SparkEx.DataFrame<table("small") |> transpose>

  Source: PySpark `DataFrame.transpose`, `spark.connect.Transpose`.
  """
  @spec transpose(t, column | nil | keyword) :: t
  def transpose(frame, index \\ nil)
  def transpose(frame, nil), do: step(frame, :transpose, index_columns: [])

  def transpose(frame, [{key, index}]) when key in [:index_column, :indexColumn],
    do: transpose(frame, index)

  def transpose(frame, index),
    do: step(frame, :transpose, index_columns: [Column.to_expr(index)])

  @doc """
  Passes the frame through a function of your own, within a pipe.

      iex> late = fn frame -> DataFrame.filter(frame, "dep_delay > 60") end
      iex> :spark |> Reader.table("flights") |> DataFrame.transform(late)
      #SparkEx.DataFrame<table("flights") |> filter(dep_delay > 60)>

  Source: PySpark `DataFrame.transform`. Raises `SparkEx.Error.Argument` if the function returns anything
  but a frame.
  """
  @spec transform(t, (t -> t)) :: t
  def transform(frame, function) when is_function(function, 1) do
    with other when not is_struct(other, __MODULE__) <- function.(frame) do
      raise Error.Argument,
            "transform/2: the function must return a frame, got: #{inspect(other)}"
    end
  end

  def transform(_frame, other) do
    raise Error.Argument,
          "transform/2 takes a function of one argument, got: #{inspect(other)}"
  end

  @doc """
  The same frame, of whose rows some aggregates are computed on the side while an action runs.

      iex> flights = Reader.table(:spark, "flights")
      iex> DataFrame.observe(flights, "quality", rows: F.count("*"), late: F.max("dep_delay"))
      #SparkEx.DataFrame<table("flights") |> observe(quality)>

  The aggregates go to a `SparkEx.Observation`, which is asked for them afterwards; those that are only given a
  name are in the `SparkEx.ExecutionInfo` of the action. Raises `SparkEx.Error.Argument` where there is no
  aggregate, and for an observation that has been used before or has ended.

  Source: PySpark `DataFrame.observe`, `spark.connect.CollectMetrics`.
  """
  @spec observe(t, Observation.t() | name, columns) :: t
  def observe(frame, observation, metrics) do
    fields = [input: frame!(frame).plan, metrics: Projection.metrics(metrics)]
    # Last, for an observation may be used once.
    {name, attached} = observer(observation)
    attached(new(frame.session, %{collect_metrics: Map.new([name: name] ++ fields)}), attached)
  end

  defp observer(%Observation{} = observation) do
    :ok = Observation.use!(observation)
    {observation.name, {:observation, observation.name, observation.pid}}
  end

  defp observer(name), do: {Names.name!(name, "observe/3"), nil}

  defp attached(frame, nil), do: frame
  defp attached(frame, attached), do: %{frame | plan: Plan.attach(frame.plan, attached)}

  # Names, hints and partitions

  @doc """
  The frame under a name that its columns can be qualified with, as in `col("f.carrier")`.

      iex> :spark |> Reader.table("flights") |> DataFrame.alias_("f")
      #SparkEx.DataFrame<table("flights") |> alias_(f)>

  Source: PySpark `DataFrame.alias`, `spark.connect.SubqueryAlias`.
  """
  @spec alias_(t, name) :: t
  def alias_(frame, name), do: step(frame, :subquery_alias, alias: Names.name!(name, "alias_/2"))

  @doc """
  Gives Spark's optimizer a hint, with its parameters: one, or a list.

      iex> :spark |> Reader.table("airlines") |> DataFrame.hint("broadcast")
      #SparkEx.DataFrame<table("airlines") |> hint(broadcast)>

  Source: PySpark `DataFrame.hint`, `spark.connect.Hint`.
  """
  @spec hint(t, name, term) :: t
  def hint(frame, name, parameters \\ []) do
    parameters = parameters |> List.wrap() |> Enum.map(&Column.value_expr/1)
    step(frame, :hint, name: Names.name!(name, "hint/3"), parameters: parameters)
  end

  @doc """
  Says how late rows may come, for the state of a streaming query.

      iex> :spark |> Reader.table("events") |> DataFrame.with_watermark(:time, "10 minutes")
      #SparkEx.DataFrame<table("events") |> with_watermark>

  Source: PySpark `DataFrame.withWatermark`, `spark.connect.WithWatermark`.
  """
  @spec with_watermark(t, name, String.t()) :: t
  def with_watermark(frame, event_time, delay_threshold) do
    [event_time, delay] = Names.names!([event_time, delay_threshold], "with_watermark/3")
    step(frame, :with_watermark, event_time: event_time, delay_threshold: delay)
  end

  @doc """
  Spreads the rows over partitions anew: over a number of them, by the values of columns, or both.

      iex> flights = Reader.table(:spark, "flights")
      iex> DataFrame.repartition(flights, 8)
      #SparkEx.DataFrame<table("flights") |> repartition>
      iex> DataFrame.repartition(flights, 8, [:carrier, :origin])
      #SparkEx.DataFrame<table("flights") |> repartition>
      iex> DataFrame.repartition(flights, :carrier)
      #SparkEx.DataFrame<table("flights") |> repartition>

  Source: PySpark `DataFrame.repartition`, `spark.connect.Repartition` and `RepartitionByExpression`.
  """
  @spec repartition(t, pos_integer | columns, columns) :: t
  def repartition(frame, number_or_columns, columns \\ []),
    do: Repartition.repartition(frame, number_or_columns, columns)

  @doc """
  As `repartition/3`, rows with neighbouring values of the columns going to the same partition.

      iex> :spark |> Reader.table("flights") |> DataFrame.repartition_by_range(8, desc: :distance)
      #SparkEx.DataFrame<table("flights") |> repartition>

  Source: PySpark `DataFrame.repartitionByRange`.
  """
  @spec repartition_by_range(t, pos_integer | order, order) :: t
  def repartition_by_range(frame, number_or_columns, columns \\ []),
    do: Repartition.by_range(frame, number_or_columns, columns)

  @doc """
  Spreads the rows over `number` partitions, a column saying to which one each goes.

      iex> :spark |> Reader.table("flights") |> DataFrame.repartition_by_id(12, :month)
      #SparkEx.DataFrame<table("flights") |> repartition>

  Source: PySpark `DataFrame.repartitionById` (Spark 4.1).
  """
  @spec repartition_by_id(t, pos_integer, column) :: t
  def repartition_by_id(frame, number, column), do: Repartition.by_id(frame, number, column)

  @doc """
  Brings the rows together in at most `number` partitions, without shuffling them.

      iex> :spark |> Reader.table("flights") |> DataFrame.coalesce(1)
      #SparkEx.DataFrame<table("flights") |> repartition>

  Source: PySpark `DataFrame.coalesce`.
  """
  @spec coalesce(t, pos_integer) :: t
  def coalesce(frame, number), do: Repartition.coalesce(frame, number)

  # Writing and views

  @doc """
  A `SparkEx.Writer` for the frame. Options go to the action that runs the write.

      iex> :spark |> Reader.table("flights") |> DataFrame.write()
      #SparkEx.Writer<table("flights")>

  ## Options

  #{Commands.docs()}

  Source: PySpark `DataFrame.write`.
  """
  @spec write(t, keyword) :: Writer.t()
  def write(frame, options \\ []), do: Writer.new(frame, options)

  @doc """
  A `SparkEx.WriterV2` that writes the frame to a table of a catalog.

      iex> :spark |> Reader.table("flights") |> DataFrame.write_to("lake.flights")
      #SparkEx.WriterV2<table("flights") to lake.flights>

  Takes the options of `write/2`. Source: PySpark `DataFrame.writeTo`.
  """
  @spec write_to(t, name, keyword) :: WriterV2.t()
  def write_to(frame, table, options \\ []), do: WriterV2.new(frame, table, options)

  @doc """
  A `SparkEx.MergeIntoWriter` that merges the frame into a table, its rows matched by a condition.

      iex> flights = Reader.table(:spark, "flights")
      iex> DataFrame.merge_into(flights, "lake.flights", F.expr("source.id = target.id"))
      #SparkEx.MergeIntoWriter<table("flights") into lake.flights>

  Takes the options of `write/2`. Source: PySpark `DataFrame.mergeInto`.
  """
  @spec merge_into(t, name, Column.t(), keyword) :: MergeIntoWriter.t()
  def merge_into(frame, table, condition, options \\ []),
    do: MergeIntoWriter.new(frame, table, condition, options)

  for {name, replace, global, method, doc} <- [
        {:create_temp_view, false, false, "createTempView", "fails when the name is taken"},
        {:create_or_replace_temp_view, true, false, "createOrReplaceTempView",
         "takes the place of one of that name"},
        {:create_global_temp_view, false, true, "createGlobalTempView",
         "in the database `global_temp`, for all sessions; fails when the name is taken"},
        {:create_or_replace_global_temp_view, true, true, "createOrReplaceGlobalTempView",
         "in the database `global_temp`, for all sessions; takes the place of one of that name"}
      ] do
    bang = :"#{name}!"

    @doc """
    Gives the frame a name for SQL: a temporary view, which #{doc}.

        :ok = DataFrame.#{name}(flights, "late_flights")

    Returns `:ok` or `{:error, exception}`. Takes the options of `write/2`. Source: PySpark
    `DataFrame.#{method}`,
    `spark.connect.CreateDataFrameViewCommand`.
    """
    @spec unquote(name)(t, name, keyword) :: :ok | {:error, Exception.t()}
    def unquote(name)(frame, view, options \\ []) do
      flags = [replace: unquote(replace), is_global: unquote(global)]
      TempView.create(frame, view, flags, options)
    end

    @doc "As `#{name}/3`, raising the error."
    @spec unquote(bang)(t, name, keyword) :: :ok
    def unquote(bang)(frame, view, options \\ []),
      do: frame |> unquote(name)(view, options) |> Errors.unwrap!()
  end

  # Actions

  @doc """
  Runs the plan and returns its rows.

      {:ok, [%{"id" => 0}, %{"id" => 1}]} = session |> SparkEx.range(2) |> DataFrame.collect()
      {:ok, [[0], [1]]} = session |> SparkEx.range(2) |> DataFrame.collect(as: :lists)
      {:ok, [{"id", [0, 1]}]} = session |> SparkEx.range(2) |> DataFrame.collect(as: :columns)

  ## Options

  #{SparkEx.Options.docs(ResultDecoder.options())}

  A result above a limit is `SparkEx.Error.LimitExceeded`: nothing is cut silently. Values are as
  `SparkEx.Types` says. Where column names repeat, rows as maps would lose values: that is
  `SparkEx.Error.Decode`, which names the columns. Other errors: `SparkEx.Error.Remote`,
  `SparkEx.Error.Transport`, `SparkEx.Error.Session`, `SparkEx.Error.Argument`. Source: PySpark
  `DataFrame.collect`.
  """
  @doc group: :actions
  @spec collect(t, keyword) :: {:ok, [row] | [{String.t(), [term]}]} | {:error, Exception.t()}
  def collect(frame, options \\ []), do: Actions.collect(frame, options)

  @doc "As `collect/2`, but raises."
  @doc group: :actions
  @spec collect!(t, keyword) :: [row] | [{String.t(), [term]}]
  def collect!(frame, options \\ []), do: frame |> collect(options) |> Errors.unwrap!()

  @doc """
  The rows as an enumerable, for results of any size.

      flights
      |> DataFrame.stream()
      |> Stream.filter(&(&1["dep_delay"] > 600))
      |> Enum.take(10)

  The query runs anew for each enumeration, and its rows are received as the consumer asks for
  them, a bounded number of bytes ahead: memory does not grow with the result. The consumer may
  pause for as long as it likes. When it stops early, raises or dies, the query is interrupted.

  ## Options

  #{SparkEx.Options.docs(ResultDecoder.stream_options())}

  What goes wrong while the rows are enumerated is raised: the exceptions of `collect/2`. Source:
  PySpark `DataFrame.toLocalIterator`.
  """
  @doc group: :actions
  @spec stream(t, keyword) :: Enumerable.t()
  def stream(frame, options \\ []), do: Actions.stream(frame, options)

  @doc """
  As `stream/2`, with whole Arrow batches, see `SparkEx.Batch`: their rows are not decoded unless
  asked for.

      flights |> DataFrame.stream_batches() |> Enum.map(& &1.num_rows) |> Enum.sum()

  ## Options

  #{SparkEx.Options.docs(ResultDecoder.stream_batches_options())}
  """
  @doc group: :actions
  @spec stream_batches(t, keyword) :: Enumerable.t()
  def stream_batches(frame, options \\ []), do: Actions.stream_batches(frame, options)

  @doc """
  Runs the plan and returns its rows as one binary, a complete
  [Arrow IPC stream](https://arrow.apache.org/docs/format/Columnar.html#ipc-streaming-format).

      {:ok, ipc} = DataFrame.to_arrow(flights)
      File.write!("flights.arrows", ipc)

  The columns are in the Arrow types that Spark gives them, in record batches of the size that it
  chose, and an empty result keeps its schema. Any Arrow library reads it; for Explorer there is
  `to_explorer/2`, which takes care of the types that Explorer does not know.

  ## Options

  #{SparkEx.Options.docs(ResultDecoder.arrow_options())}

  A result above a limit is `SparkEx.Error.LimitExceeded`; other errors are those of `collect/2`.
  Source: PySpark `DataFrame.toArrow`.
  """
  @doc group: :actions
  @spec to_arrow(t, keyword) :: {:ok, binary} | {:error, Exception.t()}
  def to_arrow(frame, options \\ []), do: Actions.to_arrow(frame, options)

  @doc "As `to_arrow/2`, but raises."
  @doc group: :actions
  @spec to_arrow!(t, keyword) :: binary
  def to_arrow!(frame, options \\ []), do: frame |> to_arrow(options) |> Errors.unwrap!()

  @doc """
  Runs the plan and returns its rows as an `Explorer.DataFrame`.

      {:ok, frame} = flights |> DataFrame.filter("dep_delay > 60") |> DataFrame.to_explorer()
      frame = DataFrame.to_explorer!(flights, max_rows: 1_000_000)

  All of the result, or an error: never a part of it. Spark is told how many rows may come, so it
  does not compute many more. What Spark's types become is said in `SparkEx.Explorer`; an empty
  result keeps its columns.

  ## Options

  #{SparkEx.Options.docs(SparkEx.Explorer.options())}

  A result above a limit is `SparkEx.Error.LimitExceeded`. Where column names repeat, or Explorer
  does not take a value, it is `SparkEx.Error.Decode`; other errors are those of `collect/2`. Source:
  PySpark `DataFrame.toPandas`.
  """
  @doc group: :actions
  @spec to_explorer(t, keyword) :: {:ok, struct} | {:error, Exception.t()}
  def to_explorer(frame, options \\ []), do: SparkEx.Explorer.to_explorer(frame, options)

  @doc "As `to_explorer/2`, but raises."
  @doc group: :actions
  @spec to_explorer!(t, keyword) :: struct
  def to_explorer!(frame, options \\ []), do: frame |> to_explorer(options) |> Errors.unwrap!()

  @doc """
  The first rows. Takes the options of `collect/2`; the session's limit on rows does not count.

      {:ok, rows} = DataFrame.take(flights, 5)

  Source: PySpark `DataFrame.take`.
  """
  @doc group: :actions
  @spec take(t, non_neg_integer, keyword) :: {:ok, [row]} | {:error, Exception.t()}
  def take(frame, number, options \\ []), do: Actions.take(frame, number, options)

  @doc "As `take/3`, but raises."
  @doc group: :actions
  @spec take!(t, non_neg_integer, keyword) :: [row]
  def take!(frame, number, options \\ []), do: frame |> take(number, options) |> Errors.unwrap!()

  @doc """
  The last rows, which Spark brings to the driver to find. Takes the options of `collect/2`.

      {:ok, rows} = DataFrame.tail(flights, 5)

  Source: PySpark `DataFrame.tail`, `spark.connect.Tail`.
  """
  @doc group: :actions
  @spec tail(t, non_neg_integer, keyword) :: {:ok, [row]} | {:error, Exception.t()}
  def tail(frame, number, options \\ []), do: Actions.tail(frame, number, options)

  @doc "As `tail/3`, but raises."
  @doc group: :actions
  @spec tail!(t, non_neg_integer, keyword) :: [row]
  def tail!(frame, number, options \\ []), do: frame |> tail(number, options) |> Errors.unwrap!()

  @doc """
  The first row, or `nil` where there is none. Takes the options of `collect/2`, but not
  `as: :columns`.

      {:ok, %{"id" => 0}} = session |> SparkEx.range(2) |> DataFrame.first()

  Source: PySpark `DataFrame.first`.
  """
  @doc group: :actions
  @spec first(t, keyword) :: {:ok, row | nil} | {:error, Exception.t()}
  def first(frame, options \\ []), do: Actions.first(frame, options)

  @doc "As `first/2`, but raises."
  @doc group: :actions
  @spec first!(t, keyword) :: row | nil
  def first!(frame, options \\ []), do: frame |> first(options) |> Errors.unwrap!()

  @doc """
  The first row, as `first/2`; with a number that many rows, as `take/3`.

      {:ok, row} = DataFrame.head(flights)
      {:ok, rows} = DataFrame.head(flights, 5)

  Source: PySpark `DataFrame.head`.
  """
  @doc group: :actions
  @spec head(t) :: {:ok, row | nil} | {:error, Exception.t()}
  def head(frame), do: first(frame)

  @doc """
  The first rows, as `take/3`.

      {:ok, [%{"id" => 0}, %{"id" => 1}]} = session |> SparkEx.range(9) |> DataFrame.head(2)
  """
  @doc group: :actions
  @spec head(t, non_neg_integer, keyword) :: {:ok, [row]} | {:error, Exception.t()}
  def head(frame, number, options \\ []), do: take(frame, number, options)

  @doc "As `head/1`, but raises."
  @doc group: :actions
  @spec head!(t) :: row | nil
  def head!(frame), do: first!(frame)

  @doc "As `head/3`, but raises."
  @doc group: :actions
  @spec head!(t, non_neg_integer, keyword) :: [row]
  def head!(frame, number, options \\ []), do: take!(frame, number, options)

  @doc """
  The number of rows, counted by Spark.

      {:ok, 336_776} = DataFrame.count(flights)

  ## Options

  #{SparkEx.Options.docs(Actions.timeout_options())}

  Source: PySpark `DataFrame.count`.
  """
  @doc group: :actions
  @spec count(t, keyword) :: {:ok, non_neg_integer} | {:error, Exception.t()}
  def count(frame, options \\ []), do: Actions.count(frame, options)

  @doc "As `count/2`, but raises."
  @doc group: :actions
  @spec count!(t, keyword) :: non_neg_integer
  def count!(frame, options \\ []), do: frame |> count(options) |> Errors.unwrap!()

  @doc """
  Whether the frame has no row. `empty?/2` is its twin that raises. Takes the options of `count/2`.

      {:ok, false} = session |> SparkEx.range(2) |> DataFrame.is_empty()

  Source: PySpark `DataFrame.isEmpty`.
  """
  @doc group: :actions
  @spec is_empty(t, keyword) :: {:ok, boolean} | {:error, Exception.t()}
  def is_empty(frame, options \\ []), do: Actions.is_empty(frame, options)

  @doc """
  As `is_empty/2`, with a plain boolean; raises.

      if DataFrame.empty?(late), do: :on_time
  """
  @doc group: :actions
  @spec empty?(t, keyword) :: boolean
  def empty?(frame, options \\ []), do: frame |> is_empty(options) |> Errors.unwrap!()

  @doc """
  Prints the first rows as a table, as Spark draws it.

      DataFrame.show!(flights)
      DataFrame.show!(flights, rows: 5, truncate: false)
      DataFrame.show!(flights, 5, truncate: false)

  ## Options

  #{SparkEx.Options.docs(Actions.show_options())}

  Source: PySpark `DataFrame.show`, `spark.connect.ShowString`.
  """
  @doc group: :actions
  @spec show(t, keyword | non_neg_integer, keyword | boolean | non_neg_integer) ::
          :ok | {:error, Exception.t()}
  def show(frame, rows \\ [], options \\ []),
    do: frame |> show_string(rows, options) |> Actions.print()

  @doc "As `show/3`, but raises."
  @doc group: :actions
  @spec show!(t, keyword | non_neg_integer, keyword | boolean | non_neg_integer) :: :ok
  def show!(frame, rows \\ [], options \\ []),
    do: frame |> show(rows, options) |> Errors.unwrap!()

  @doc """
  Returns the table that `show/3` prints, with the same arguments.

      {:ok, table} = DataFrame.show_string(flights, rows: 5)
  """
  @doc group: :actions
  @spec show_string(t, keyword | non_neg_integer, keyword | boolean | non_neg_integer) ::
          {:ok, String.t()} | {:error, Exception.t()}
  def show_string(frame, rows \\ [], options \\ []),
    do: Actions.show_string(frame, rows, options)

  @doc "As `show_string/3`, but raises."
  @doc group: :actions
  @spec show_string!(t, keyword | non_neg_integer, keyword | boolean | non_neg_integer) ::
          String.t()
  def show_string!(frame, rows \\ [], options \\ []),
    do: frame |> show_string(rows, options) |> Errors.unwrap!()

  @doc """
  The first rows as a table in HTML, as Spark draws it.

      {:ok, html} = DataFrame.html_string(flights, rows: 5)

  ## Options

  #{SparkEx.Options.docs(Actions.html_options())}

  Source: PySpark `DataFrame._repr_html_`, `spark.connect.HtmlString`.
  """
  @doc group: :actions
  @spec html_string(t, keyword) :: {:ok, String.t()} | {:error, Exception.t()}
  def html_string(frame, options \\ []), do: Actions.html_string(frame, options)

  @doc "As `html_string/2`, but raises."
  @doc group: :actions
  @spec html_string!(t, keyword) :: String.t()
  def html_string!(frame, options \\ []), do: frame |> html_string(options) |> Errors.unwrap!()

  @doc """
  The sample covariance of two numeric columns.

      {:ok, covariance} = DataFrame.cov(flights, :dep_delay, :arr_delay)

  Takes the options of `count/2`. Source: PySpark `DataFrame.cov`, `spark.connect.StatCov`.
  """
  @doc group: :actions
  @spec cov(t, name, name, keyword) :: {:ok, float} | {:error, Exception.t()}
  def cov(frame, column1, column2, options \\ []),
    do: Statistics.cov(frame, column1, column2, options)

  @doc "As `cov/4`, but raises."
  @doc group: :actions
  @spec cov!(t, name, name, keyword) :: float
  def cov!(frame, column1, column2, options \\ []),
    do: frame |> cov(column1, column2, options) |> Errors.unwrap!()

  @doc """
  The correlation of two numeric columns, from -1 to 1.

      {:ok, correlation} = DataFrame.corr(flights, :dep_delay, :arr_delay)

  ## Options

  #{SparkEx.Options.docs(Statistics.correlation_options())}

  Source: PySpark `DataFrame.corr`, `spark.connect.StatCorr`.
  """
  @doc group: :actions
  @spec corr(t, name, name, keyword) :: {:ok, float} | {:error, Exception.t()}
  def corr(frame, column1, column2, options \\ []),
    do: Statistics.corr(frame, column1, column2, options)

  @doc "As `corr/4`, but raises."
  @doc group: :actions
  @spec corr!(t, name, name, keyword) :: float
  def corr!(frame, column1, column2, options \\ []),
    do: frame |> corr(column1, column2, options) |> Errors.unwrap!()

  @doc """
  Quantiles of numeric columns: for one column a list of values, one for each probability; for a list of
  columns a list of such lists.

      {:ok, [median, late]} = DataFrame.approx_quantile(flights, :dep_delay, [0.5, 0.95], 0.01)
      {:ok, [[1.0], [2.0]]} = DataFrame.approx_quantile(frame, [:a, :b], [0.5])

  `relative_error` is how far the rank of a value may be off, as a part of the number of rows; 0 is
  exact, and expensive. Nulls and NaN are left out; a column that has nothing else gives `[]`. Takes
  the options of `count/2`. Source: PySpark `DataFrame.approxQuantile`,
  `spark.connect.StatApproxQuantile`.
  """
  @doc group: :actions
  @spec approx_quantile(t, name | [name], [number], number, keyword) ::
          {:ok, [float] | [[float]]} | {:error, Exception.t()}
  def approx_quantile(frame, columns, probabilities, relative_error \\ 0.0, options \\ []),
    do: Statistics.approx_quantile(frame, columns, probabilities, relative_error, options)

  @doc "As `approx_quantile/5`, but raises."
  @doc group: :actions
  @spec approx_quantile!(t, name | [name], [number], number, keyword) :: [float] | [[float]]
  def approx_quantile!(frame, columns, probabilities, relative_error \\ 0.0, options \\ []) do
    frame
    |> approx_quantile(columns, probabilities, relative_error, options)
    |> Errors.unwrap!()
  end

  # What Spark keeps

  @doc """
  Has Spark keep the rows once they have been computed: `persist/3` at its default level.

      flights = flights |> DataFrame.filter("month = 1") |> DataFrame.cache!()

  Returns the frame. Source: PySpark `DataFrame.cache`.
  """
  @doc group: :actions
  @spec cache(t, keyword) :: {:ok, t} | {:error, Exception.t()}
  def cache(frame, options \\ []), do: persist(frame, :memory_and_disk_deser, options)

  @doc "As `cache/2`, but raises."
  @doc group: :actions
  @spec cache!(t, keyword) :: t
  def cache!(frame, options \\ []), do: frame |> cache(options) |> Errors.unwrap!()

  @doc """
  Has Spark keep the rows, once an action has computed them, at a `SparkEx.StorageLevel` or its name.

      {:ok, flights} = DataFrame.persist(flights, :disk_only)

  Every frame that means the same then uses them, until `unpersist/2` or the end of the server: they are not
  this session's alone. Returns the frame. Takes the options of `count/2`. Source: PySpark
  `DataFrame.persist`, `AnalyzePlanRequest.Persist`.
  """
  @doc group: :actions
  @spec persist(t, StorageLevel.input(), keyword) :: {:ok, t} | {:error, Exception.t()}
  def persist(frame, level \\ :memory_and_disk_deser, options \\ []),
    do: Caching.persist(frame, level, options)

  @doc "As `persist/3`, but raises."
  @doc group: :actions
  @spec persist!(t, StorageLevel.input(), keyword) :: t
  def persist!(frame, level \\ :memory_and_disk_deser, options \\ []),
    do: frame |> persist(level, options) |> Errors.unwrap!()

  @doc """
  Has Spark keep the rows no longer; no error where it does not. Returns the frame.

      {:ok, flights} = DataFrame.unpersist(flights)

  ## Options

  #{SparkEx.Options.docs(Caching.unpersist_options())}

  Source: PySpark `DataFrame.unpersist`, `AnalyzePlanRequest.Unpersist`.
  """
  @doc group: :actions
  @spec unpersist(t, keyword) :: {:ok, t} | {:error, Exception.t()}
  def unpersist(frame, options \\ []), do: Caching.unpersist(frame, options)

  @doc "As `unpersist/2`, but raises."
  @doc group: :actions
  @spec unpersist!(t, keyword) :: t
  def unpersist!(frame, options \\ []), do: frame |> unpersist(options) |> Errors.unwrap!()

  @doc """
  How Spark keeps the rows, a `SparkEx.StorageLevel`; `SparkEx.StorageLevel.none/0` where it does not.

      {:ok, %SparkEx.StorageLevel{use_memory: true}} = DataFrame.storage_level(flights)

  Takes the options of `count/2`. Source: PySpark `DataFrame.storageLevel`,
  `AnalyzePlanRequest.GetStorageLevel`.
  """
  @doc group: :actions
  @spec storage_level(t, keyword) :: {:ok, StorageLevel.t()} | {:error, Exception.t()}
  def storage_level(frame, options \\ []), do: Caching.storage_level(frame, options)

  @doc "As `storage_level/2`, but raises."
  @doc group: :actions
  @spec storage_level!(t, keyword) :: StorageLevel.t()
  def storage_level!(frame, options \\ []),
    do: frame |> storage_level(options) |> Errors.unwrap!()

  for {name, plain, module, title, method} <- [
        {:is_cached, :cached?, Caching, "Whether Spark keeps the rows, or will once it has them.",
         "is_cached"},
        {:is_local, :local?, nil,
         "Whether the rows need no executor, such as those of `SHOW TABLES`.", "isLocal"},
        {:is_streaming, :streaming?, nil, "Whether the frame reads a stream.", "isStreaming"}
      ] do
    @doc """
    #{title}

        {:ok, false} = DataFrame.#{name}(flights)

    Takes the options of `count/2`. Source: PySpark `DataFrame.#{method}`.
    """
    @doc group: :actions
    @spec unquote(name)(t, keyword) :: {:ok, boolean} | {:error, Exception.t()}
    if module do
      def unquote(name)(frame, options \\ []), do: unquote(module).unquote(name)(frame, options)
    else
      def unquote(name)(frame, options \\ []), do: Actions.flag(frame, unquote(name), options)
    end

    @doc "As `#{name}/2`, with a plain boolean; raises."
    @doc group: :actions
    @spec unquote(plain)(t, keyword) :: boolean
    def unquote(plain)(frame, options \\ []),
      do: frame |> unquote(name)(options) |> Errors.unwrap!()
  end

  @doc """
  The frame with its rows computed and kept in the server's checkpoint directory, and its plan forgotten: for
  plans that grow with each round of a loop.

      {:ok, ranks} = DataFrame.checkpoint(ranks)

  The server must have a directory for it, which is set when it starts:
  `SparkEx.LocalServer.start_link(conf: %{"spark.checkpoint.dir" => "/data/checkpoints"})`. See `local_checkpoint/2`
  for how long the server knows the rows; their files it removes only with
  `spark.cleaner.referenceTracking.cleanCheckpoints`. With `eager: false` it is the first write of the frame that
  makes them: Spark makes no checkpoint while it sends rows to a client.

  ## Options

  #{SparkEx.Options.docs(Checkpoint.options())}

  Source: PySpark `DataFrame.checkpoint`, `spark.connect.CheckpointCommand`.
  """
  @doc group: :actions
  @spec checkpoint(t, keyword) :: {:ok, t} | {:error, Exception.t()}
  def checkpoint(frame, options \\ []), do: Checkpoint.checkpoint(frame, options)

  @doc "As `checkpoint/2`, but raises."
  @doc group: :actions
  @spec checkpoint!(t, keyword) :: t
  def checkpoint!(frame, options \\ []), do: frame |> checkpoint(options) |> Errors.unwrap!()

  @doc """
  As `checkpoint/2`, the rows kept by the executors: faster, but gone when an executor is lost.

      {:ok, ranks} = DataFrame.local_checkpoint(ranks)

  The server keeps what the frame names for as long as something here holds the frame, or another that was made
  from it, and forgets it when the VM has collected the last of them: soon after, not at once. With
  `release/2` it goes at once, and with the session at the latest. What holds it is a term of this VM: a frame
  that was sent to another node, or stored as a binary, does not keep the rows by itself.

  ## Options

  #{SparkEx.Options.docs(Checkpoint.local_options())}

  Source: PySpark `DataFrame.localCheckpoint`.
  """
  @doc group: :actions
  @spec local_checkpoint(t, keyword) :: {:ok, t} | {:error, Exception.t()}
  def local_checkpoint(frame, options \\ []), do: Checkpoint.local_checkpoint(frame, options)

  @doc "As `local_checkpoint/2`, but raises."
  @doc group: :actions
  @spec local_checkpoint!(t, keyword) :: t
  def local_checkpoint!(frame, options \\ []),
    do: frame |> local_checkpoint(options) |> Errors.unwrap!()

  @doc """
  Has the server forget a frame of `checkpoint/2` or `local_checkpoint/2` now. What was made from it can't be
  run any more.

      :ok = DataFrame.release(ranks)

  Takes the options of `count/2`. Source: `spark.connect.RemoveCachedRemoteRelationCommand`, which PySpark sends
  when the frame is collected.
  """
  @doc group: :actions
  @spec release(t, keyword) :: :ok | {:error, Exception.t()}
  def release(frame, options \\ []), do: Checkpoint.release(frame, options)

  @doc "As `release/2`, but raises."
  @doc group: :actions
  @spec release!(t, keyword) :: :ok
  def release!(frame, options \\ []), do: frame |> release(options) |> Errors.unwrap!()

  # What a plan means

  @doc """
  The files that the frame reads, as far as Spark can tell.

      {:ok, ["file:///data/flights.parquet"]} = DataFrame.input_files(flights)

  Takes the options of `count/2`. Source: PySpark `DataFrame.inputFiles`,
  `AnalyzePlanRequest.InputFiles`.
  """
  @doc group: :actions
  @spec input_files(t, keyword) :: {:ok, [String.t()]} | {:error, Exception.t()}
  def input_files(frame, options \\ []), do: Actions.input_files(frame, options)

  @doc "As `input_files/2`, but raises."
  @doc group: :actions
  @spec input_files!(t, keyword) :: [String.t()]
  def input_files!(frame, options \\ []), do: frame |> input_files(options) |> Errors.unwrap!()

  @doc """
  Whether two frames are the same computation, whatever their columns are called. `false` does not say
  that their rows differ.

      {:ok, true} = DataFrame.same_semantics(flights, flights)

  Takes the options of `count/2`. Source: PySpark `DataFrame.sameSemantics`,
  `AnalyzePlanRequest.SameSemantics`.
  """
  @doc group: :actions
  @spec same_semantics(t, t, keyword) :: {:ok, boolean} | {:error, Exception.t()}
  def same_semantics(frame, other, options \\ []),
    do: Actions.same_semantics(frame, other, options)

  @doc "As `same_semantics/3`, with a plain boolean; raises."
  @doc group: :actions
  @spec same_semantics?(t, t, keyword) :: boolean
  def same_semantics?(frame, other, options \\ []),
    do: frame |> same_semantics(other, options) |> Errors.unwrap!()

  @doc """
  A hash that is equal for frames of which `same_semantics/3` is true.

      {:ok, hash} = DataFrame.semantic_hash(flights)

  Takes the options of `count/2`. Source: PySpark `DataFrame.semanticHash`,
  `AnalyzePlanRequest.SemanticHash`.
  """
  @doc group: :actions
  @spec semantic_hash(t, keyword) :: {:ok, integer} | {:error, Exception.t()}
  def semantic_hash(frame, options \\ []), do: Actions.semantic_hash(frame, options)

  @doc "As `semantic_hash/2`, but raises."
  @doc group: :actions
  @spec semantic_hash!(t, keyword) :: integer
  def semantic_hash!(frame, options \\ []),
    do: frame |> semantic_hash(options) |> Errors.unwrap!()

  @doc """
  The schema, a struct type of `SparkEx.Types`; the plan is analyzed, not run.

      {:ok, schema} = DataFrame.schema(flights)
      SparkEx.Types.to_ddl(schema)

  Spark is asked once: the session keeps the schema for this frame and for those made of it by steps that
  leave the columns as they are (`filter/2`, `order_by/2`, `limit/2`, `distinct/1`, `repartition/2`,
  `alias_/2` …), so that `columns/2` in a loop costs nothing, and a mistake in such a step shows in the
  first action that runs it, or in `analyze/2`. It forgets all schemas when it runs a command (a write, a view,
  `SparkEx.execute/4`) or its configuration changes. What changes a table or a view otherwise is not noticed, as
  in PySpark: `refresh: true` asks Spark again. Spark keeps plans of its own for some time, so the surest way is to
  make the frame anew.

  ## Options

  #{SparkEx.Options.docs(SchemaLookup.options())}

  Source: PySpark `DataFrame.schema`, `AnalyzePlanRequest.Schema`.
  """
  @doc group: :actions
  @spec schema(t, keyword) :: {:ok, Types.t()} | {:error, Exception.t()}
  def schema(frame, options \\ []), do: Actions.schema(frame, options)

  @doc "As `schema/2`, but raises."
  @doc group: :actions
  @spec schema!(t, keyword) :: Types.t()
  def schema!(frame, options \\ []), do: frame |> schema(options) |> Errors.unwrap!()

  @doc """
  Has Spark check the plan now, and returns the frame: an unknown table, column or function, or types that
  do not go together, is found here and not in a later action. Nothing is run. Takes the options of `count/2`.

      flights
      |> DataFrame.filter("dep_delay > 60")
      |> DataFrame.analyze!()
      |> DataFrame.group_by(:carrier)

  The session's knowledge of the schema is fresh afterwards, see `schema/2`.
  """
  @doc group: :actions
  @spec analyze(t, keyword) :: {:ok, t} | {:error, Exception.t()}
  def analyze(frame, options \\ []), do: Actions.checked(frame, options)

  @doc "As `analyze/2`, but raises."
  @doc group: :actions
  @spec analyze!(t, keyword) :: t
  def analyze!(frame, options \\ []), do: frame |> analyze(options) |> Errors.unwrap!()

  @doc """
  The names of the columns.

      {:ok, ["id"]} = session |> SparkEx.range(2) |> DataFrame.columns()

  Asks as `schema/2` does, with its options. Source: PySpark `DataFrame.columns`.
  """
  @doc group: :actions
  @spec columns(t, keyword) :: {:ok, [String.t()]} | {:error, Exception.t()}
  def columns(frame, options \\ []) do
    with {:ok, {:struct, fields}} <- schema(frame, options),
         do: {:ok, Enum.map(fields, & &1.name)}
  end

  @doc "As `columns/2`, but raises."
  @doc group: :actions
  @spec columns!(t, keyword) :: [String.t()]
  def columns!(frame, options \\ []), do: frame |> columns(options) |> Errors.unwrap!()

  @doc """
  The names of the columns with their types, as Spark writes types.

      {:ok, [{"id", "bigint"}]} = session |> SparkEx.range(2) |> DataFrame.dtypes()

  Asks as `schema/2` does, with its options. Source: PySpark `DataFrame.dtypes`.
  """
  @doc group: :actions
  @spec dtypes(t, keyword) :: {:ok, [{String.t(), String.t()}]} | {:error, Exception.t()}
  def dtypes(frame, options \\ []) do
    with {:ok, {:struct, fields}} <- schema(frame, options),
         do: {:ok, Enum.map(fields, &{&1.name, Types.simple_string(&1.type)})}
  end

  @doc "As `dtypes/2`, but raises."
  @doc group: :actions
  @spec dtypes!(t, keyword) :: [{String.t(), String.t()}]
  def dtypes!(frame, options \\ []), do: frame |> dtypes(options) |> Errors.unwrap!()

  @doc """
  Prints the schema as a tree.

      DataFrame.print_schema!(flights)
      DataFrame.print_schema!(flights, level: 1)

  ## Options

  #{SparkEx.Options.docs(Actions.tree_options())}

  Source: PySpark `DataFrame.printSchema`, `AnalyzePlanRequest.TreeString`.
  """
  @doc group: :actions
  @spec print_schema(t, keyword) :: :ok | {:error, Exception.t()}
  def print_schema(frame, options \\ []), do: frame |> tree_string(options) |> Actions.print()

  @doc "As `print_schema/2`, but raises."
  @doc group: :actions
  @spec print_schema!(t, keyword) :: :ok
  def print_schema!(frame, options \\ []), do: frame |> print_schema(options) |> Errors.unwrap!()

  @doc """
  What `print_schema/2` prints.

      {:ok, tree} = DataFrame.tree_string(flights)
  """
  @doc group: :actions
  @spec tree_string(t, keyword) :: {:ok, String.t()} | {:error, Exception.t()}
  def tree_string(frame, options \\ []), do: Actions.tree_string(frame, options)

  @doc "As `tree_string/2`, but raises."
  @doc group: :actions
  @spec tree_string!(t, keyword) :: String.t()
  def tree_string!(frame, options \\ []), do: frame |> tree_string(options) |> Errors.unwrap!()

  @doc """
  Prints the plans that Spark makes for the frame, without running it.

      DataFrame.explain!(flights)
      DataFrame.explain!(flights, :formatted)

  The modes are `:simple` (the physical plan), `:extended` (the parsed, analyzed, optimized and
  physical plans), `:codegen`, `:cost` and `:formatted`. As in PySpark, a mode may be a string,
  and `true` means `:extended`. Takes the options of `count/2`. Source: PySpark
  `DataFrame.explain`, `AnalyzePlanRequest.Explain`.
  """
  @doc group: :actions
  @spec explain(t, explain_mode | boolean | String.t() | keyword, keyword) ::
          :ok | {:error, Exception.t()}
  def explain(frame, mode \\ :simple, options \\ []),
    do: frame |> explain_string(mode, options) |> Actions.print()

  @doc "As `explain/3`, but raises."
  @doc group: :actions
  @spec explain!(t, explain_mode | boolean | String.t() | keyword, keyword) :: :ok
  def explain!(frame, mode \\ :simple, options \\ []),
    do: frame |> explain(mode, options) |> Errors.unwrap!()

  @doc """
  What `explain/3` prints.

      {:ok, text} = DataFrame.explain_string(flights, :cost)
  """
  @doc group: :actions
  @spec explain_string(t, explain_mode | boolean | String.t() | keyword, keyword) ::
          {:ok, String.t()} | {:error, Exception.t()}
  def explain_string(frame, mode \\ :simple, options \\ []),
    do: Actions.explain_string(frame, mode, options)

  @doc "As `explain_string/3`, but raises."
  @doc group: :actions
  @spec explain_string!(t, explain_mode | boolean | String.t() | keyword, keyword) :: String.t()
  def explain_string!(frame, mode \\ :simple, options \\ []),
    do: frame |> explain_string(mode, options) |> Errors.unwrap!()

  # Private

  defp plan_id(frame), do: Plan.id(frame!(frame).plan)

  defp rows!(number, _context) when is_integer(number) and number in 0..@max_int, do: number

  defp rows!(other, context) do
    raise Error.Argument,
          "#{context} takes a number of rows from 0 to #{@max_int}, got: #{inspect(other)}"
  end

  # Not List.wrap/1: a `nil` is a mistake here, not an empty list.
  defp list(columns) when is_list(columns), do: columns
  defp list(column), do: [column]

  defp duplicate_keys(nil, _context), do: [all_columns_as_keys: true]
  defp duplicate_keys([subset: names], context), do: duplicate_keys(names, context)

  defp duplicate_keys([], context),
    do:
      raise(Error.Argument, "#{context} needs at least one name, or none at all for all columns")

  defp duplicate_keys(names, context), do: [column_names: Names.names!(names, context)]

  defp grouped(frame, type, columns) do
    frame!(frame)
    columns = for column <- list(columns), do: SchemaLookup.ordinal(frame, column)
    GroupedData.new(frame, type, Projection.exprs(columns))
  end

  defimpl Inspect do
    def inspect(frame, _opts),
      do: "#SparkEx.DataFrame<#{SparkEx.DataFrame.Formatter.format(frame.plan)}>"
  end
end
