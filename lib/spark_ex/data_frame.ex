defmodule SparkEx.DataFrame do
  @moduledoc """
  A lazy table on Spark: a session and a plan, both plain data.

  A **transform** adds a step to the plan and returns a new frame. It contacts no process and no
  server, and raises `SparkEx.Error.Argument` for invalid arguments. An **action** runs the plan.
  It returns `{:ok, value}` or `{:error, exception}`, and has a twin with `!` that returns the
  value or raises.

      flights
      |> DataFrame.filter(Column.gt(F.col(:dep_delay), 60))
      |> DataFrame.group_by([:carrier, hour: F.hour("time_hour")])
      |> DataFrame.agg(flights: F.count("*"), worst: F.max("dep_delay"))
      |> DataFrame.order_by(desc: :flights)
      |> DataFrame.show!()

  A frame is cheap to copy and can be sent to other processes and nodes. `inspect/1` shows its
  plan in one line, without contacting the server.

  The examples below use `alias SparkEx.{Column, DataFrame, Reader}` and `alias SparkEx.Functions,
  as: F`. Their session is the name `:spark`, which need not exist, since building a plan does not
  use the session.

  ## Columns

  A column is a `SparkEx.Column` or a name, as a string or an atom. Functions that take several
  columns accept one column or a list. In `select/2`, `group_by/2` and `agg/2`, a pair
  `name: column` names the result. Strings are SQL only where the function says so, as in
  `filter/2` and `select_expr/2`.

  `frame["x"]` is the column `x` of this frame, which distinguishes the two sides of a join.
  `SparkEx.Functions.col("x")` is the column `x` of whatever frame it is used in. `frame[0]` is a
  column by position.

      iex> flights = SparkEx.Reader.table(:spark, "flights")
      iex> flights["carrier"] == SparkEx.DataFrame.col(flights, :carrier)
      true

  ## Groups

  `group_by/2`, `rollup/2`, `cube/2` and `grouping_sets/3` return a `SparkEx.GroupedData`. The
  functions of that module turn it into a frame again:

    * `agg/2` (also here) - any aggregates
    * `SparkEx.GroupedData.count/1` - the number of rows
    * `SparkEx.GroupedData.sum/2`, `SparkEx.GroupedData.avg/2` (`mean/2`),
      `SparkEx.GroupedData.min/2`, `SparkEx.GroupedData.max/2` - one aggregate of some columns
    * `SparkEx.GroupedData.pivot/3` - the values of a column as columns, before the aggregates

  ## Subqueries

  A frame can be used in the columns of another frame, as a subquery in SQL. These examples use
  two small frames:

      flights =
        SparkEx.create_dataframe!(
          session,
          [{"AA", 12}, {"AA", 90}, {"UA", 45}],
          schema: "carrier STRING, delay INT"
        )

      airlines =
        SparkEx.create_dataframe!(
          session,
          [{"AA", "American"}, {"DL", "Delta"}, {"UA", "United"}],
          schema: "code STRING, name STRING"
        )

  `scalar/1` is the value of a frame with one column and at most one row:

      longest = flights |> DataFrame.agg(F.max("delay")) |> DataFrame.scalar()
      flights |> DataFrame.filter(Column.eq(F.col("delay"), longest)) |> DataFrame.collect!()
      #=> [%{"carrier" => "AA", "delay" => 90}]

  `SparkEx.Column.isin/2` tests whether a value is a row of a frame:

      late = flights |> DataFrame.filter("delay > 60") |> DataFrame.select("carrier")
      airlines |> DataFrame.filter(Column.isin("code", late)) |> DataFrame.collect!()
      #=> [%{"code" => "AA", "name" => "American"}]

  A subquery is correlated if it refers to the frame around it. `SparkEx.Column.outer/1` marks
  such columns. `exists/1` tests whether the subquery has rows:

      of_airline = Column.eq(F.col("carrier"), Column.outer(F.col("code")))
      flies = flights |> DataFrame.filter(of_airline) |> DataFrame.exists()
      airlines |> DataFrame.filter(Column.not_(flies)) |> DataFrame.collect!()
      #=> [%{"code" => "DL", "name" => "Delta"}]

  A correlated scalar has one value for each row of the frame around it:

      of_airline = Column.eq(F.col("carrier"), Column.outer(F.col("code")))
      worst = flights |> DataFrame.filter(of_airline) |> DataFrame.agg(F.max("delay"))

      airlines
      |> DataFrame.select(["code", worst: DataFrame.scalar(worst)])
      |> DataFrame.order_by("code")
      |> DataFrame.collect!(as: :lists)
      #=> [["AA", 90], ["DL", nil], ["UA", 45]]

  `lateral_join/4` joins each row with the rows that a correlated frame has for it:

      of_airline = Column.eq(F.col("carrier"), Column.outer(F.col("code")))

      worst =
        flights
        |> DataFrame.filter(of_airline)
        |> DataFrame.order_by(desc: "delay")
        |> DataFrame.limit(1)

      airlines
      |> DataFrame.lateral_join(worst)
      |> DataFrame.select(["name", "delay"])
      |> DataFrame.order_by("name")
      |> DataFrame.collect!(as: :lists)
      #=> [["American", 90], ["United", 45]]
  """

  alias SparkEx.{Column, Error, GroupedData, MergeIntoWriter, Plan, StorageLevel, Types}
  alias SparkEx.Arguments.Receiver
  alias SparkEx.{Observation, Python, StreamWriter, TableArg, Writer, WriterV2}
  alias SparkEx.Session.Reference
  alias SparkEx.Types.SessionTimestamp
  alias SparkEx.Connect.{Errors, ResultDecoder}

  alias SparkEx.DataFrame.{
    Actions,
    Caching,
    Checkpoint,
    Commands,
    Foreach,
    Join,
    MapPartitions,
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
  @type t :: %__MODULE__{session: session, plan: map}

  @typedoc "A session: its pid, its registered name, or its name on another node."
  @type session :: pid | atom | {atom, node}

  @typedoc "The name of a column, a table or a view."
  @type name :: String.t() | atom

  @typedoc "A column, or the name of one."
  @type column :: Column.t() | name

  @typedoc "A column or a list of columns, each possibly named as in `name: column`."
  @type columns :: column | [column | {name, column}]

  @typedoc "The sort keys of `order_by/3`."
  @type order :: column | integer | {atom, column} | [column | integer | {atom, column}]

  @typedoc "A boolean column, a SQL expression, or a list of these that must all hold."
  @type condition :: Column.t() | String.t() | [Column.t() | String.t()]

  @typedoc "What two frames are joined on: names, `left: right` pairs of names, or conditions."
  @type join_on ::
          nil | column | [column] | [{name, name}] | %{name => name}

  @typedoc "A row: a map by default, see the option `:as` of `collect/2`."
  @type row :: %{String.t() => term} | [term] | struct

  @typedoc "What `explain/3` prints."
  @type explain_mode :: :simple | :extended | :codegen | :cost | :formatted

  @max_int 0x7FFF_FFFF

  # Frames

  @doc """
  A frame with a given relation, a `spark.connect.Relation` with proto field names as keys.

      iex> DataFrame.new(:spark, %{range: %{start: 0, end: 10, step: 1}})
      #SparkEx.DataFrame<range(0, 10)>
  """
  @doc group: "Schemas and plans"
  @spec new(session, map) :: t
  def new(session, relation) do
    session = Reference.session!(session)
    %__MODULE__{session: session, plan: Subquery.plan(relation, session)}
  end

  @doc false
  # One more step on top of a frame: a relation whose `input` is the frame's plan.
  @spec step(t, atom, keyword) :: t
  def step(frame, relation, fields) do
    %{session: session, plan: plan} = frame!(frame)
    new(session, %{relation => Map.new([input: plan] ++ fields)})
  end

  @doc false
  @spec frame!(term) :: t
  def frame!(%GroupedData{} = grouped) do
    raise Error.Argument,
          "expected a SparkEx.DataFrame, got: #{inspect(grouped)}; " <>
            "aggregate the groups with agg/2 or a function of SparkEx.GroupedData, such as count/1"
  end

  def frame!(frame), do: Receiver.expect!(frame, __MODULE__)

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
  Returns the session of the frame.

      iex> :spark |> Reader.table("flights") |> DataFrame.spark_session()
      :spark

  Source: PySpark `DataFrame.sparkSession`.
  """
  @doc group: "Schemas and plans"
  @spec spark_session(t) :: session
  def spark_session(frame), do: frame!(frame).session

  # Columns

  @doc """
  A column of this frame. `frame["x"]` is the same.

  The column carries the frame's plan id, so Spark finds it even if two frames have a column of
  that name. `"*"` is all columns. An integer is a position, from 0, or from the end if it is
  negative: `frame[0]`, `frame[-1]`. A position fetches the schema, as `schema/2` does, and
  returns the column of that name, without a plan id. Raises `SparkEx.Error.Argument` if there is
  no such position.

  PySpark's `frame[[…]]` is `select/2` here, and its `frame[condition]` is `filter/2`. Source:
  PySpark `DataFrame.__getitem__`.

      iex> a = Reader.table(:spark, "a")
      iex> b = Reader.table(:spark, "b")
      iex> a["id"] == b["id"]
      false
      iex> a["id"].expr.unresolved_attribute.plan_id == a.plan.common.plan_id
      true
  """
  @doc group: "Columns and subqueries"
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
  All columns whose names match a regular expression, which Spark expects in backticks.

      iex> flights = Reader.table(:spark, "flights")
      iex> DataFrame.select(flights, DataFrame.col_regex(flights, "`.*_delay`"))
      #SparkEx.DataFrame<table("flights") |> select(`.*_delay`)>

  Source: PySpark `DataFrame.colRegex`, `Expression.UnresolvedRegex`.
  """
  @doc group: "Columns and subqueries"
  @spec col_regex(t, name) :: Column.t()
  def col_regex(frame, regex) do
    name = Names.name!(regex, "col_regex/2")
    %Column{expr: %{unresolved_regex: %{col_name: name, plan_id: plan_id(frame)}}}
  end

  @doc """
  A metadata column of a data source, such as `_metadata` of files.

      iex> files = Reader.csv(:spark, "flights.csv")
      iex> column = DataFrame.metadata_column(files, "_metadata")
      iex> column.expr.unresolved_attribute.is_metadata_column
      true

  Source: PySpark `DataFrame.metadataColumn`.
  """
  @doc group: "Columns and subqueries"
  @spec metadata_column(t, name) :: Column.t()
  def metadata_column(frame, name) do
    attribute = Plan.attribute(Names.name!(name, "metadata_column/2"), plan_id(frame))
    %Column{expr: put_in(attribute, [:unresolved_attribute, :is_metadata_column], true)}
  end

  @doc """
  The frame as a value in the columns of another frame.

  The frame has one column and at most one row; without a row the value is null. See
  [Subqueries](#module-subqueries).

      iex> flights = Reader.table(:spark, "flights")
      iex> longest = flights |> DataFrame.agg(F.max("distance")) |> DataFrame.scalar()
      iex> DataFrame.filter(flights, Column.eq(F.col("distance"), longest)).plan |> Map.keys()
      [:common, :with_relations]

  Source: PySpark `DataFrame.scalar`, `Expression.SubqueryExpression`.
  """
  @doc group: "Columns and subqueries"
  @spec scalar(t) :: Column.t()
  def scalar(frame), do: Subquery.column(frame, :scalar)

  @doc """
  Whether the frame has any row, as a column of another frame. See
  [Subqueries](#module-subqueries).

      iex> flights = Reader.table(:spark, "flights")
      iex> late = DataFrame.filter(flights, "dep_delay > 600")
      iex> frame = :spark |> Reader.table("airports") |> DataFrame.filter(DataFrame.exists(late))
      iex> length(frame.plan.with_relations.references)
      1

  Source: PySpark `DataFrame.exists`.
  """
  @doc group: "Columns and subqueries"
  @spec exists(t) :: Column.t()
  def exists(frame), do: Subquery.column(frame, :exists)

  @doc """
  The frame as an argument of a table-valued function, see `SparkEx.TableArg`.

      iex> :spark |> Reader.table("flights") |> DataFrame.as_table()
      #SparkEx.TableArg<table("flights")>

  Source: PySpark `DataFrame.asTable`.
  """
  @doc group: "Columns and subqueries"
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
  Selects columns, in the given order.

      iex> flights = Reader.table(:spark, "flights")
      iex> far = Column.gt(F.col(:distance), 1000)
      iex> DataFrame.select(flights, [:carrier, "origin", far: far])
      #SparkEx.DataFrame<table("flights") |> select(carrier, origin, distance > 1000 AS far)>

  Source: PySpark `DataFrame.select`, `spark.connect.Project`.
  """
  @doc group: "Selecting columns"
  @spec select(t, columns) :: t
  def select(frame, columns),
    do: step(frame, :project, expressions: Projection.exprs(columns))

  @doc """
  As `select/2`, with SQL expressions.

      iex> flights = Reader.table(:spark, "flights")
      iex> DataFrame.select_expr(flights, ["carrier", "distance * 1.609 AS km"])
      #SparkEx.DataFrame<table("flights") |> select(carrier, distance * 1.609 AS km)>

  Source: PySpark `DataFrame.selectExpr`.
  """
  @doc group: "Selecting columns"
  @spec select_expr(t, String.t() | [String.t()]) :: t
  def select_expr(frame, expressions),
    do: step(frame, :project, expressions: Projection.sql_exprs(expressions, "select_expr/2"))

  @doc """
  Adds a column, or replaces the column of that name.

      iex> flights = Reader.table(:spark, "flights")
      iex> DataFrame.with_column(flights, :late, Column.gt(F.col(:dep_delay), 15))
      #SparkEx.DataFrame<table("flights") |> with_columns(dep_delay > 15 AS late)>

  Many calls make a deep plan; prefer one call of `with_columns/2` for several columns. Source:
  PySpark `DataFrame.withColumn`, `spark.connect.WithColumns`.
  """
  @doc group: "Selecting columns"
  @spec with_column(t, name, Column.t()) :: t
  def with_column(frame, name, column) do
    aliases = Projection.aliases([{name, column}], "with_column/3")
    step(frame, :with_columns, aliases: aliases)
  end

  @doc """
  As `with_column/3`, for several columns: a keyword list, a list of pairs, or a map.

  The new columns can use the columns of the frame, but not each other.

      iex> flights = Reader.table(:spark, "flights")
      iex> late = Column.gt(F.col(:dep_delay), 15)
      iex> frame = DataFrame.with_columns(flights, one: F.lit(1), late: late)
      iex> for %{name: [name]} <- frame.plan.with_columns.aliases, do: name
      ["one", "late"]

  Source: PySpark `DataFrame.withColumns`.
  """
  @doc group: "Selecting columns"
  @spec with_columns(t, [{name, Column.t()}] | %{name => Column.t()}) :: t
  def with_columns(frame, columns),
    do: step(frame, :with_columns, aliases: Projection.aliases(columns, "with_columns/2"))

  @doc """
  Renames a column. Nothing happens if the frame does not have it.

      iex> flights = Reader.table(:spark, "flights")
      iex> DataFrame.with_column_renamed(flights, :dest, :destination)
      #SparkEx.DataFrame<table("flights") |> with_columns_renamed>

  Source: PySpark `DataFrame.withColumnRenamed`, `spark.connect.WithColumnsRenamed`.
  """
  @doc group: "Selecting columns"
  @spec with_column_renamed(t, name, name) :: t
  def with_column_renamed(frame, existing, new),
    do: with_columns_renamed(frame, [{existing, new}])

  @doc """
  Renames several columns: a keyword list, a list of pairs, or a map, from old to new names.

      iex> flights = Reader.table(:spark, "flights")
      iex> frame = DataFrame.with_columns_renamed(flights, dest: "to", origin: "from")
      iex> frame.plan.with_columns_renamed.renames
      [%{col_name: "dest", new_col_name: "to"}, %{col_name: "origin", new_col_name: "from"}]

  Source: PySpark `DataFrame.withColumnsRenamed`.
  """
  @doc group: "Selecting columns"
  @spec with_columns_renamed(t, [{name, name}] | %{name => name}) :: t
  def with_columns_renamed(frame, names) do
    step(frame, :with_columns_renamed,
      renames: Projection.renames(names, "with_columns_renamed/2")
    )
  end

  @doc """
  Sets the metadata of a column, which is part of the schema.

      iex> flights = Reader.table(:spark, "flights")
      iex> DataFrame.with_metadata(flights, :distance, %{unit: "mile"})
      #SparkEx.DataFrame<table("flights") |> with_columns(distance AS distance)>

  Source: PySpark `DataFrame.withMetadata`, which sends it as the JSON of an `Expression.Alias`.
  """
  @doc group: "Selecting columns"
  @spec with_metadata(t, name, map) :: t
  def with_metadata(frame, name, metadata) do
    aliased = Projection.with_metadata(col(frame, name), name, metadata)
    step(frame, :with_columns, aliases: [aliased])
  end

  @doc """
  Removes columns. Names that the frame does not have are ignored.

      iex> flights = Reader.table(:spark, "flights")
      iex> frame = DataFrame.drop(flights, [:year, flights["month"]])
      iex> {frame.plan.drop.column_names, length(frame.plan.drop.columns)}
      {["year"], 1}

  Source: PySpark `DataFrame.drop`, `spark.connect.Drop`.
  """
  @doc group: "Selecting columns"
  @spec drop(t, column | [column]) :: t
  def drop(frame, columns) do
    {columns, names} = columns |> list() |> Enum.split_with(&is_struct(&1, Column))
    names = Names.names!(names, "drop/2")
    step(frame, :drop, columns: Enum.map(columns, & &1.expr), column_names: names)
  end

  @doc """
  Renames all columns, in order.

      iex> :spark |> Reader.table("pairs") |> DataFrame.to_df([:left, :right])
      #SparkEx.DataFrame<table("pairs") |> to_df>

  Source: PySpark `DataFrame.toDF`, `spark.connect.ToDF`.
  """
  @doc group: "Selecting columns"
  @spec to_df(t, [name]) :: t
  def to_df(frame, names), do: step(frame, :to_df, column_names: Names.names!(names, "to_df/2"))

  @doc """
  Reorders the columns by name, and casts them where that loses nothing, to match a schema.

      iex> :spark |> Reader.table("flights") |> DataFrame.to("carrier STRING, distance BIGINT")
      #SparkEx.DataFrame<table("flights") |> to>

  The schema is a struct type of `SparkEx.Types` or a DDL string. Source: PySpark `DataFrame.to`,
  `spark.connect.ToSchema`.
  """
  @doc group: "Selecting columns"
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
  @doc group: "Selecting rows"
  @spec filter(t, condition) :: t
  def filter(frame, []), do: frame!(frame)

  def filter(frame, condition),
    do: step(frame, :filter, condition: Projection.condition(condition, "filter/2"))

  @doc """
  The same as `filter/2`, by its name in SQL.

      iex> :spark |> Reader.table("flights") |> DataFrame.where("month = 1")
      #SparkEx.DataFrame<table("flights") |> filter(month = 1)>
  """
  @doc group: "Selecting rows"
  @spec where(t, condition) :: t
  def where(frame, condition), do: filter(frame, condition)

  @doc """
  Keeps at most the first `number` rows.

      iex> :spark |> Reader.table("flights") |> DataFrame.limit(5)
      #SparkEx.DataFrame<table("flights") |> limit(5)>

  Source: PySpark `DataFrame.limit`, `spark.connect.Limit`.
  """
  @doc group: "Selecting rows"
  @spec limit(t, non_neg_integer) :: t
  def limit(frame, number), do: step(frame, :limit, limit: rows!(number, "limit/2"))

  @doc """
  Skips the first `number` rows.

      iex> :spark |> Reader.table("flights") |> DataFrame.offset(5)
      #SparkEx.DataFrame<table("flights") |> offset(5)>

  Source: PySpark `DataFrame.offset`, `spark.connect.Offset`.
  """
  @doc group: "Selecting rows"
  @spec offset(t, non_neg_integer) :: t
  def offset(frame, number), do: step(frame, :offset, offset: rows!(number, "offset/2"))

  @doc """
  Removes duplicate rows.

      iex> :spark |> Reader.table("flights") |> DataFrame.select(:carrier) |> DataFrame.distinct()
      #SparkEx.DataFrame<table("flights") |> select(carrier) |> distinct>

  Source: PySpark `DataFrame.distinct`, `spark.connect.Deduplicate`.
  """
  @doc group: "Selecting rows"
  @spec distinct(t) :: t
  def distinct(frame), do: step(frame, :deduplicate, all_columns_as_keys: true)

  @doc """
  Keeps one row for each combination of values of the named columns, or of all columns without
  names.

      iex> :spark |> Reader.table("flights") |> DataFrame.drop_duplicates([:carrier, :origin])
      #SparkEx.DataFrame<table("flights") |> distinct(carrier, origin)>

  Source: PySpark `DataFrame.dropDuplicates`.
  """
  @doc group: "Selecting rows"
  @spec drop_duplicates(t, name | [name] | nil) :: t
  def drop_duplicates(frame, names \\ nil),
    do: step(frame, :deduplicate, duplicate_keys(names, "drop_duplicates/2"))

  @doc """
  As `drop_duplicates/2`, for streaming frames: only within the watermark.

      iex> :spark
      ...> |> Reader.table("events")
      ...> |> DataFrame.with_watermark(:time, "10 minutes")
      ...> |> DataFrame.drop_duplicates_within_watermark(:id)
      #SparkEx.DataFrame<table("events") |> with_watermark |> distinct(id)>

  Source: PySpark `DataFrame.dropDuplicatesWithinWatermark`.
  """
  @doc group: "Selecting rows"
  @spec drop_duplicates_within_watermark(t, name | [name] | nil) :: t
  def drop_duplicates_within_watermark(frame, names \\ nil) do
    keys = duplicate_keys(names, "drop_duplicates_within_watermark/2")
    step(frame, :deduplicate, [within_watermark: true] ++ keys)
  end

  @doc """
  Keeps a random sample of the rows, of about `fraction` of them.

      iex> :spark |> Reader.table("flights") |> DataFrame.sample(0.1, seed: 42)
      #SparkEx.DataFrame<table("flights") |> sample>

  ## Options

  #{Sample.docs()}

  Source: PySpark `DataFrame.sample`, `spark.connect.Sample`.
  """
  @doc group: "Selecting rows"
  @spec sample(t, number | keyword, keyword) :: t
  def sample(frame, fraction, options \\ []), do: Sample.sample(frame, fraction, options)

  @doc """
  Keeps a random sample of the rows of each stratum.

  `fractions` is a map or a list of pairs, from a value of `column` to the fraction of its rows.
  Takes the option `:seed` of `sample/3`.

      iex> flights = Reader.table(:spark, "flights")
      iex> DataFrame.sample_by(flights, :origin, %{"JFK" => 0.1, "EWR" => 0.2}, seed: 42)
      #SparkEx.DataFrame<table("flights") |> sample_by>

  Source: PySpark `DataFrame.sampleBy`, `spark.connect.StatSampleBy`.
  """
  @doc group: "Selecting rows"
  @spec sample_by(t, column, %{term => number} | [{term, number}], keyword) :: t
  def sample_by(frame, column, fractions, options \\ []),
    do: Sample.sample_by(frame, column, fractions, options)

  @doc """
  Splits the rows at random into frames with about the given weights.

  Takes the option `:seed` of `sample/3`.

      iex> flights = Reader.table(:spark, "flights")
      iex> [train, test] = DataFrame.random_split(flights, [3, 1], seed: 42)
      iex> {train.plan.sample.upper_bound, test.plan.sample.upper_bound}
      {0.75, 1.0}

  Source: PySpark `DataFrame.randomSplit`.
  """
  @doc group: "Selecting rows"
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

  #{SparkEx.Arguments.Options.docs(Sort.options())}

  Source: PySpark `DataFrame.orderBy`, `spark.connect.Sort`.
  """
  @doc group: "Order and groups"
  @spec order_by(t, order, keyword) :: t
  def order_by(frame, columns, options \\ []), do: Sort.sort(frame, columns, options, true)

  @doc """
  The same as `order_by/3`, by another name.

      iex> :spark |> Reader.table("flights") |> DataFrame.sort(desc: :dep_delay)
      #SparkEx.DataFrame<table("flights") |> sort(dep_delay DESC)>
  """
  @doc group: "Order and groups"
  @spec sort(t, order, keyword) :: t
  def sort(frame, columns, options \\ []), do: order_by(frame, columns, options)

  @doc """
  As `order_by/3`, but sorts each partition on its own.

      iex> :spark |> Reader.table("flights") |> DataFrame.sort_within_partitions(:carrier)
      #SparkEx.DataFrame<table("flights") |> sort(carrier)>

  Source: PySpark `DataFrame.sortWithinPartitions`.
  """
  @doc group: "Order and groups"
  @spec sort_within_partitions(t, order, keyword) :: t
  def sort_within_partitions(frame, columns, options \\ []),
    do: Sort.sort(frame, columns, options, false)

  # Groups

  @doc """
  Groups the rows by columns.

  Aggregate the groups with `agg/2`, or with `count/1`, `sum/2`, `avg/2`, `min/2`, `max/2` or
  `pivot/3` of `SparkEx.GroupedData`.

      iex> :spark |> Reader.table("flights") |> DataFrame.group_by([:carrier, :origin])
      #SparkEx.GroupedData<table("flights") |> group_by(carrier, origin)>

  An integer is the position of a column, from 1, for which the schema is fetched. Source: PySpark
  `DataFrame.groupBy`, `spark.connect.Aggregate`.
  """
  @doc group: "Order and groups"
  @spec group_by(t, columns | integer | [integer]) :: GroupedData.t()
  def group_by(frame, columns \\ []), do: grouped(frame, :GROUP_TYPE_GROUPBY, columns)

  @doc "The same as `group_by/2`, by another name."
  @doc group: "Order and groups"
  @spec groupby(t, columns | integer | [integer]) :: GroupedData.t()
  def groupby(frame, columns \\ []), do: group_by(frame, columns)

  @doc """
  As `group_by/2`, with subtotals: by all columns, by all but the last, and so on down to all
  rows.

      iex> :spark |> Reader.table("flights") |> DataFrame.rollup([:origin, :carrier])
      #SparkEx.GroupedData<table("flights") |> rollup(origin, carrier)>

  Source: PySpark `DataFrame.rollup`.
  """
  @doc group: "Order and groups"
  @spec rollup(t, columns | integer | [integer]) :: GroupedData.t()
  def rollup(frame, columns), do: grouped(frame, :GROUP_TYPE_ROLLUP, columns)

  @doc """
  As `group_by/2`, with subtotals by every subset of the columns.

      iex> :spark |> Reader.table("flights") |> DataFrame.cube([:origin, :carrier])
      #SparkEx.GroupedData<table("flights") |> cube(origin, carrier)>

  Source: PySpark `DataFrame.cube`.
  """
  @doc group: "Order and groups"
  @spec cube(t, columns | integer | [integer]) :: GroupedData.t()
  def cube(frame, columns), do: grouped(frame, :GROUP_TYPE_CUBE, columns)

  @doc """
  As `group_by/2`, by each of the given sets of columns. `columns` are those of the result.

      iex> :spark
      ...> |> Reader.table("flights")
      ...> |> DataFrame.grouping_sets([[:origin], [:carrier], []], [:origin, :carrier])
      #SparkEx.GroupedData<table("flights") |> grouping_sets(origin, carrier)>

  Source: PySpark `DataFrame.groupingSets`.
  """
  @doc group: "Order and groups"
  @spec grouping_sets(t, [[column]], columns) :: GroupedData.t()
  def grouping_sets(frame, sets, columns \\ []) do
    frame!(frame)
    sets = Projection.sets(sets, "grouping_sets/3")
    columns = Projection.exprs(columns)
    GroupedData.new(frame, :GROUP_TYPE_GROUPING_SETS, columns, grouping_sets: sets)
  end

  @doc """
  Aggregates groups, or all rows of a frame into one row. See `SparkEx.GroupedData.agg/2`.

      iex> :spark |> Reader.table("flights") |> DataFrame.agg(rows: F.count("*"))
      #SparkEx.DataFrame<table("flights") |> agg(count(*) AS rows)>
      iex> grouped = :spark |> Reader.table("flights") |> DataFrame.group_by(:carrier)
      iex> DataFrame.agg(grouped, F.sum("distance"))
      #SparkEx.DataFrame<table("flights") |> group_by(carrier) |> agg(sum(distance))>

  Source: PySpark `DataFrame.agg`.
  """
  @doc group: "Order and groups"
  @spec agg(t | GroupedData.t(), GroupedData.aggregates()) :: t
  def agg(%GroupedData{} = grouped, aggregates), do: GroupedData.agg(grouped, aggregates)
  def agg(frame, aggregates), do: frame |> group_by() |> GroupedData.agg(aggregates)

  # Joins

  @doc """
  Joins two frames.

  `on` says which rows belong together:

    * a name, or a list of names, that both frames have; the result has these columns once
    * pairs `left: right` of names, for keys with different names; the result has both columns
    * a condition or a list of conditions: boolean columns, or SQL expressions in strings. A
      string is an expression if it contains a comparison or a logical operator; put backticks
      around such a name.

  `how` is `:inner` (the default), `:left`, `:right`, `:full`, `:semi`, `:anti` or `:cross`, or
  any other name that PySpark has for these types. `on` and `how` may also be given as options.

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
      iex> DataFrame.join(flights, airports, "dest = faa AND alt > 1000")
      #SparkEx.DataFrame<table("flights") |> join(table("airports"), dest = faa AND alt > 1000)>

  Keys named `on` or `how` need strings: `[{"on", "id"}]`. Raises `SparkEx.Error.Argument` for an
  unknown join type and for frames of different sessions. Source: PySpark `DataFrame.join`,
  `spark.connect.Join`.
  """
  @doc group: "Joins"
  @spec join(t, t, join_on | keyword, name | nil | keyword) :: t
  def join(left, right, on \\ nil, how \\ nil), do: Join.join(left, right, on, how)

  @doc """
  Joins every row of one frame with every row of the other.

      iex> :spark |> Reader.table("a") |> DataFrame.cross_join(Reader.table(:spark, "b"))
      #SparkEx.DataFrame<table("a") |> join(table("b"))>

  Source: PySpark `DataFrame.crossJoin`.
  """
  @doc group: "Joins"
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
  @doc group: "Joins"
  @spec lateral_join(t, t, condition | keyword | nil, name | nil | keyword) :: t
  def lateral_join(left, right, on \\ nil, how \\ nil), do: Join.lateral(left, right, on, how)

  @doc """
  Joins each row with the row of the right frame that is nearest in an ordered column, such as a
  time.

      iex> trades = Reader.table(:spark, "trades")
      iex> quotes = Reader.table(:spark, "quotes")
      iex> DataFrame.as_of_join(trades, quotes, :time, :time, on: :ticker)
      #SparkEx.DataFrame<table("trades") |> as_of_join(table("quotes"))>

  ## Options

  #{Join.as_of_docs()}

  Source: PySpark `DataFrame._joinAsOf`, `spark.connect.AsOfJoin`.
  """
  @doc group: "Joins"
  @spec as_of_join(t, t, column, column, keyword) :: t
  def as_of_join(left, right, left_as_of, right_as_of, options \\ []),
    do: Join.as_of(left, right, left_as_of, right_as_of, options)

  @doc """
  Joins each row with the rows of the right frame that rank nearest to it (Spark 4.2).

  The ranking is an expression of columns of both frames. At most `number` rows of the right frame
  are joined to a row of the left one.

      iex> users = Reader.table(:spark, "users")
      iex> products = Reader.table(:spark, "products")
      iex> ranking = F.abs(Column.minus(users["score"], products["score"]))
      iex> options = [mode: :exact, direction: :distance]
      iex> DataFrame.nearest_by_join(users, products, ranking, 3, options)
      #SparkEx.DataFrame<table("users") |> nearest_by_join(table("products"))>

  ## Options

  #{Join.nearest_docs()}

  Raises `SparkEx.Error.Argument` for other options and numbers. Source: PySpark
  `DataFrame.nearestByJoin`, `spark.connect.NearestByJoin`.
  """
  @doc group: "Joins"
  @spec nearest_by_join(t, t, column, pos_integer, keyword) :: t
  def nearest_by_join(left, right, ranking, number, options),
    do: Join.nearest(left, right, ranking, number, options)

  @doc """
  Appends the columns of another frame to those of this one, row by row (Spark 4.3).

  Both frames must select columns from the same frame and keep all of its rows.

      iex> flights = Reader.table(:spark, "flights")
      iex> DataFrame.zip(DataFrame.select(flights, "dest"), DataFrame.select(flights, "origin"))
      #SparkEx.DataFrame<table("flights") |> select(dest) |> zip(table("flights") |> select(origin))>

  Source: PySpark `DataFrame.zip`, `spark.connect.Zip`.
  """
  @doc group: "Joins"
  @spec zip(t, t) :: t
  def zip(left, right), do: Join.zip(left, right)

  @doc """
  Adds a column that numbers the rows from 0, in the order of the partitions.

      iex> :spark |> Reader.table("flights") |> DataFrame.zip_with_index("number")
      #SparkEx.DataFrame<table("flights") |> select(*, distributed_sequence_id() AS number)>

  Spark runs the query an additional time to count the rows of each partition. Source: PySpark
  `DataFrame.zipWithIndex`.
  """
  @doc group: "Joins"
  @spec zip_with_index(t, name) :: t
  def zip_with_index(frame, name \\ "index"),
    do: step(frame, :project, expressions: Projection.with_index(name))

  # Sets

  @doc """
  Appends the rows of another frame, with columns matched by position. Duplicates are kept; SQL's
  `UNION` is `union/2` with `distinct/1`.

      iex> :spark |> Reader.table("a") |> DataFrame.union(Reader.table(:spark, "b"))
      #SparkEx.DataFrame<table("a") |> union(table("b"))>

  Source: PySpark `DataFrame.union`, `spark.connect.SetOperation`.
  """
  @doc group: "Sets"
  @spec union(t, t) :: t
  def union(left, right),
    do: SetOperation.combine(left, right, :SET_OP_TYPE_UNION, is_all: true)

  @doc "The same as `union/2`, by another name."
  @doc group: "Sets"
  @spec union_all(t, t) :: t
  def union_all(left, right), do: union(left, right)

  @doc """
  As `union/2`, with columns matched by name.

      iex> a = Reader.table(:spark, "a")
      iex> DataFrame.union_by_name(a, Reader.table(:spark, "b"), allow_missing_columns: true)
      #SparkEx.DataFrame<table("a") |> union(table("b"))>

  ## Options

  #{SparkEx.Arguments.Options.docs(SetOperation.options())}

  Source: PySpark `DataFrame.unionByName`.
  """
  @doc group: "Sets"
  @spec union_by_name(t, t, keyword) :: t
  def union_by_name(left, right, options \\ []),
    do: SetOperation.union_by_name(left, right, options)

  @doc """
  Keeps the distinct rows that are in both frames.

      iex> :spark |> Reader.table("a") |> DataFrame.intersect(Reader.table(:spark, "b"))
      #SparkEx.DataFrame<table("a") |> intersect(table("b"))>

  Source: PySpark `DataFrame.intersect`.
  """
  @doc group: "Sets"
  @spec intersect(t, t) :: t
  def intersect(left, right),
    do: SetOperation.combine(left, right, :SET_OP_TYPE_INTERSECT, is_all: false)

  @doc """
  As `intersect/2`, but keeps duplicates, as SQL's `INTERSECT ALL` does.

      iex> :spark |> Reader.table("a") |> DataFrame.intersect_all(Reader.table(:spark, "b"))
      #SparkEx.DataFrame<table("a") |> intersect(table("b"))>
  """
  @doc group: "Sets"
  @spec intersect_all(t, t) :: t
  def intersect_all(left, right),
    do: SetOperation.combine(left, right, :SET_OP_TYPE_INTERSECT, is_all: true)

  @doc """
  Keeps the distinct rows of the left frame that are not in the right one, as SQL's `EXCEPT` does.

      iex> :spark |> Reader.table("a") |> DataFrame.except(Reader.table(:spark, "b"))
      #SparkEx.DataFrame<table("a") |> except(table("b"))>

  Source: PySpark `DataFrame.subtract`.
  """
  @doc group: "Sets"
  @spec except(t, t) :: t
  def except(left, right),
    do: SetOperation.combine(left, right, :SET_OP_TYPE_EXCEPT, is_all: false)

  @doc "The same as `except/2`, by the name in PySpark."
  @doc group: "Sets"
  @spec subtract(t, t) :: t
  def subtract(left, right), do: except(left, right)

  @doc """
  As `except/2`, but keeps duplicates, as SQL's `EXCEPT ALL` does.

      iex> :spark |> Reader.table("a") |> DataFrame.except_all(Reader.table(:spark, "b"))
      #SparkEx.DataFrame<table("a") |> except(table("b"))>

  Source: PySpark `DataFrame.exceptAll`.
  """
  @doc group: "Sets"
  @spec except_all(t, t) :: t
  def except_all(left, right),
    do: SetOperation.combine(left, right, :SET_OP_TYPE_EXCEPT, is_all: true)

  # Missing values

  @doc """
  Replaces nulls.

  A number, a boolean or a string fills all columns of its type. A keyword list or a map fills
  each named column with its value.

      iex> flights = Reader.table(:spark, "flights")
      iex> DataFrame.fillna(flights, 0, subset: [:dep_delay, :arr_delay])
      #SparkEx.DataFrame<table("flights") |> fillna>
      iex> DataFrame.fillna(flights, dep_delay: 0, tailnum: "?")
      #SparkEx.DataFrame<table("flights") |> fillna>

  ## Options

  #{MissingValues.subset_docs()}

  Source: PySpark `DataFrame.fillna`, `spark.connect.NAFill`.
  """
  @doc group: "Missing values"
  @spec fillna(t, number | boolean | String.t() | keyword | map, keyword) :: t
  def fillna(frame, value, options \\ []), do: MissingValues.fill(frame, value, options)

  @doc """
  Removes rows with nulls or NaN.

      iex> flights = Reader.table(:spark, "flights")
      iex> DataFrame.dropna(flights, how: :all, subset: [:dep_delay, :arr_delay])
      #SparkEx.DataFrame<table("flights") |> dropna>

  ## Options

  #{MissingValues.drop_docs()}

  Source: PySpark `DataFrame.dropna`, `spark.connect.NADrop`.
  """
  @doc group: "Missing values"
  @spec dropna(t, keyword) :: t
  def dropna(frame, options \\ []), do: MissingValues.drop(frame, options)

  @doc """
  Replaces values, given as a map from old to new values.

  The values are numbers, also `:nan`, `:infinity` and `:neg_infinity`, or booleans, or strings;
  new values may be `nil`. The option `:subset` names the columns to consider.

      iex> flights = Reader.table(:spark, "flights")
      iex> DataFrame.replace(flights, %{"UA" => "United"}, subset: :carrier)
      #SparkEx.DataFrame<table("flights") |> replace>

  Source: PySpark `DataFrame.replace`, `spark.connect.NAReplace`.
  """
  @doc group: "Missing values"
  @spec replace(t, map) :: t
  def replace(frame, replacements) when is_map(replacements) and not is_struct(replacements),
    do: replace(frame, replacements, [])

  def replace(frame, other) do
    frame!(frame)
    raise Error.Argument, "replace/2 takes a map of old and new values, got: #{inspect(other)}"
  end

  @doc """
  As `replace/2`, with options; or replaces one value or a list of values with one value or with a
  list of the same length.

      iex> flights = Reader.table(:spark, "flights")
      iex> DataFrame.replace(flights, ["EWR", "LGA"], ["Newark", "LaGuardia"])
      #SparkEx.DataFrame<table("flights") |> replace>
  """
  @doc group: "Missing values"
  @spec replace(t, term, term) :: t
  def replace(frame, replacements, options)
      when is_map(replacements) and not is_struct(replacements),
      do: MissingValues.replace(frame, Map.to_list(replacements), options)

  def replace(frame, old, new), do: replace(frame, old, new, [])

  @doc "As `replace/3`, with the option `:subset`."
  @doc group: "Missing values"
  @spec replace(t, term, term, keyword) :: t
  def replace(frame, old, new, options),
    do: MissingValues.replace(frame, MissingValues.pairs(old, new), options)

  # Statistics

  @doc """
  The count, mean, standard deviation, minimum and maximum of the named columns, or of all numeric
  and string columns.

      iex> :spark |> Reader.table("flights") |> DataFrame.describe([:dep_delay, :distance])
      #SparkEx.DataFrame<table("flights") |> describe>

  Source: PySpark `DataFrame.describe`, `spark.connect.StatDescribe`.
  """
  @doc group: "Statistics"
  @spec describe(t, name | [name]) :: t
  def describe(frame, names \\ []),
    do: step(frame, :describe, cols: Names.names!(names, "describe/2"))

  @doc """
  As `describe/2`, of all columns and with the given statistics: `count`, `mean`, `stddev`, `min`,
  `max`, `count_distinct`, `approx_count_distinct`, and percentiles such as `25%`.

      iex> :spark |> Reader.table("flights") |> DataFrame.summary(["count", "50%", "max"])
      #SparkEx.DataFrame<table("flights") |> summary>

  Source: PySpark `DataFrame.summary`, `spark.connect.StatSummary`.
  """
  @doc group: "Statistics"
  @spec summary(t, name | [name]) :: t
  def summary(frame, statistics \\ []),
    do: step(frame, :summary, statistics: Names.names!(statistics, "summary/2"))

  @doc """
  Counts the rows for each pair of values of two columns, as a table.

      iex> :spark |> Reader.table("flights") |> DataFrame.crosstab(:carrier, :origin)
      #SparkEx.DataFrame<table("flights") |> crosstab>

  Source: PySpark `DataFrame.crosstab`, `spark.connect.StatCrosstab`.
  """
  @doc group: "Statistics"
  @spec crosstab(t, name, name) :: t
  def crosstab(frame, column1, column2) do
    [col1, col2] = Names.names!([column1, column2], "crosstab/3")
    step(frame, :crosstab, col1: col1, col2: col2)
  end

  @doc """
  Finds frequent values of the named columns: those in more than `support` of the rows, possibly
  with some that are less frequent.

      iex> :spark |> Reader.table("flights") |> DataFrame.freq_items([:carrier, :dest], 0.1)
      #SparkEx.DataFrame<table("flights") |> freq_items>

  Source: PySpark `DataFrame.freqItems`, `spark.connect.StatFreqItems`.
  """
  @doc group: "Statistics"
  @spec freq_items(t, name | [name], number) :: t
  def freq_items(frame, names, support \\ 0.01) do
    fields = [cols: Names.names!(names, "freq_items/3"), support: Statistics.support!(support)]
    step(frame, :freq_items, fields)
  end

  # Shape

  @doc """
  Converts each row to a JSON string, in the column `value`.

      iex> :spark |> Reader.table("flights") |> DataFrame.to_json()
      #SparkEx.DataFrame<table("flights") |> select(to_json(struct(*)) AS value)>

  Nulls are left out, as Spark's `to_json` does. Source: Spark's `Dataset.toJSON`; PySpark's
  `DataFrame.toJSON` returns an RDD, which Spark Connect does not have.
  """
  @doc group: "Shape"
  @spec to_json(t) :: t
  def to_json(frame), do: step(frame, :project, expressions: Projection.json("value"))

  @doc """
  Turns columns into rows.

  For each of the columns `values`, a row of the frame becomes a row with the columns `ids`, the
  name of the column and its value. `values: nil` means all columns that are not in `ids`.

      iex> flights = Reader.table(:spark, "flights")
      iex> DataFrame.unpivot(flights, :flight, [:dep_delay, :arr_delay], "which", "minutes")
      #SparkEx.DataFrame<table("flights") |> unpivot>

  Source: PySpark `DataFrame.unpivot`, `spark.connect.Unpivot`.
  """
  @doc group: "Shape"
  @spec unpivot(t, columns, columns | nil, name, name) :: t
  def unpivot(frame, ids, values, variable_name, value_name),
    do: step(frame, :unpivot, Projection.unpivot(ids, values, variable_name, value_name))

  @doc "The same as `unpivot/5`, by the name in pandas."
  @doc group: "Shape"
  @spec melt(t, columns, columns | nil, name, name) :: t
  def melt(frame, ids, values, variable_name, value_name),
    do: unpivot(frame, ids, values, variable_name, value_name)

  @doc """
  Swaps rows and columns. The values of the index column, by default the first, become the names
  of the columns.

      iex> :spark |> Reader.table("small") |> DataFrame.transpose(:id)
      #SparkEx.DataFrame<table("small") |> transpose>

  Source: PySpark `DataFrame.transpose`, `spark.connect.Transpose`.
  """
  @doc group: "Shape"
  @spec transpose(t, column | nil | keyword) :: t
  def transpose(frame, index \\ nil)
  def transpose(frame, nil), do: step(frame, :transpose, index_columns: [])

  def transpose(frame, [{key, index}]) when key in [:index_column, :indexColumn],
    do: transpose(frame, index)

  def transpose(frame, index),
    do: step(frame, :transpose, index_columns: [Column.to_expr(index)])

  @doc """
  Calls a function with the frame, to keep a pipeline going.

      iex> late = fn frame -> DataFrame.filter(frame, "dep_delay > 60") end
      iex> :spark |> Reader.table("flights") |> DataFrame.transform(late)
      #SparkEx.DataFrame<table("flights") |> filter(dep_delay > 60)>

  Raises `SparkEx.Error.Argument` if the function does not return a frame. Source: PySpark
  `DataFrame.transform`.
  """
  @doc group: "Shape"
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
  Calls a Python function with the rows of each partition, as an iterator over `pandas.DataFrame`,
  and makes a frame of those that it yields.

      scored = \"""
      def scored(batches):
          import joblib
          model = joblib.load("/models/delay.joblib")
          for rows in batches:
              yield rows[["id"]].assign(score=model.predict(rows.drop(columns="id")))
      \"""

      DataFrame.map_in_pandas(flights, scored, "id BIGINT, score DOUBLE")

  The function may yield any number of rows. `schema` names and types the columns of the result;
  those of the frames that it yields are found by name. As in PySpark, the schema of the frame is
  fetched, since Spark reads no other columns than those that are named.

  ## Options

  #{MapPartitions.docs()}

  Raises `SparkEx.Error.Argument`, and the server's error if the schema of the frame can't be
  fetched. See `SparkEx.Python` for sources and their safety. Source: PySpark
  `DataFrame.mapInPandas`, `spark.connect.MapPartitions`.
  """
  @doc group: "Shape"
  @spec map_in_pandas(t, Python.source(), Types.input(), keyword) :: t
  def map_in_pandas(frame, function, schema, options \\ []),
    do: MapPartitions.map(frame!(frame), function, schema, options, :map_in_pandas)

  @doc """
  Calls a Python function with the rows of each partition, as an iterator over
  `pyarrow.RecordBatch`, as `map_in_pandas/4` does with `pandas.DataFrame`.

      positive = \"""
      import pyarrow.compute as pc

      def positive(batches):
          for batch in batches:
              yield batch.filter(pc.field("delay") > 0)
      \"""

      DataFrame.map_in_arrow(flights, positive, "id BIGINT, delay DOUBLE")

  Options and errors are those of `map_in_pandas/4`. Source: PySpark `DataFrame.mapInArrow`.
  """
  @doc group: "Shape"
  @spec map_in_arrow(t, Python.source(), Types.input(), keyword) :: t
  def map_in_arrow(frame, function, schema, options \\ []),
    do: MapPartitions.map(frame!(frame), function, schema, options, :map_in_arrow)

  @doc """
  Computes aggregates of the rows while an action runs.

      iex> flights = Reader.table(:spark, "flights")
      iex> DataFrame.observe(flights, "quality", rows: F.count("*"), late: F.max("dep_delay"))
      #SparkEx.DataFrame<table("flights") |> observe(quality)>

  With a `SparkEx.Observation`, its functions return the aggregates after the action. With only a
  name, they are in the `SparkEx.ExecutionInfo` of the action. Raises `SparkEx.Error.Argument`
  without aggregates, and for an observation that is already used or has ended.

  Source: PySpark `DataFrame.observe`, `spark.connect.CollectMetrics`.
  """
  @doc group: "Shape"
  @spec observe(t, Observation.t() | name, columns) :: t
  def observe(frame, observation, metrics) do
    fields = [input: frame!(frame).plan, metrics: Projection.metrics(metrics)]
    # Last, since an observation can be used only once.
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
  Names the frame, so that its columns can be qualified, as in `col("f.carrier")`.

      iex> :spark |> Reader.table("flights") |> DataFrame.alias_("f")
      #SparkEx.DataFrame<table("flights") |> alias_(f)>

  Source: PySpark `DataFrame.alias`, `spark.connect.SubqueryAlias`.
  """
  @doc group: "Names, hints and partitions"
  @spec alias_(t, name) :: t
  def alias_(frame, name), do: step(frame, :subquery_alias, alias: Names.name!(name, "alias_/2"))

  @doc """
  Gives Spark's optimizer a hint, with a parameter or a list of them.

      iex> :spark |> Reader.table("airlines") |> DataFrame.hint("broadcast")
      #SparkEx.DataFrame<table("airlines") |> hint(broadcast)>

  Source: PySpark `DataFrame.hint`, `spark.connect.Hint`.
  """
  @doc group: "Names, hints and partitions"
  @spec hint(t, name, term) :: t
  def hint(frame, name, parameters \\ []) do
    parameters = parameters |> List.wrap() |> Enum.map(&Column.value_expr/1)
    step(frame, :hint, name: Names.name!(name, "hint/3"), parameters: parameters)
  end

  @doc """
  Sets how late rows of a streaming frame may arrive.

      iex> :spark |> Reader.table("events") |> DataFrame.with_watermark(:time, "10 minutes")
      #SparkEx.DataFrame<table("events") |> with_watermark>

  Source: PySpark `DataFrame.withWatermark`, `spark.connect.WithWatermark`.
  """
  @doc group: "Names, hints and partitions"
  @spec with_watermark(t, name, String.t()) :: t
  def with_watermark(frame, event_time, delay_threshold) do
    [event_time, delay] = Names.names!([event_time, delay_threshold], "with_watermark/3")
    step(frame, :with_watermark, event_time: event_time, delay_threshold: delay)
  end

  @doc """
  Redistributes the rows: over a number of partitions, by the values of columns, or both.

      iex> flights = Reader.table(:spark, "flights")
      iex> DataFrame.repartition(flights, 8)
      #SparkEx.DataFrame<table("flights") |> repartition>
      iex> DataFrame.repartition(flights, 8, [:carrier, :origin])
      #SparkEx.DataFrame<table("flights") |> repartition>
      iex> DataFrame.repartition(flights, :carrier)
      #SparkEx.DataFrame<table("flights") |> repartition>

  Source: PySpark `DataFrame.repartition`, `spark.connect.Repartition` and
  `RepartitionByExpression`.
  """
  @doc group: "Names, hints and partitions"
  @spec repartition(t, pos_integer | columns, columns) :: t
  def repartition(frame, number_or_columns, columns \\ []),
    do: Repartition.repartition(frame, number_or_columns, columns)

  @doc """
  As `repartition/3`, with ranges of values of the columns in the same partition.

      iex> :spark |> Reader.table("flights") |> DataFrame.repartition_by_range(8, desc: :distance)
      #SparkEx.DataFrame<table("flights") |> repartition>

  Source: PySpark `DataFrame.repartitionByRange`.
  """
  @doc group: "Names, hints and partitions"
  @spec repartition_by_range(t, pos_integer | order, order) :: t
  def repartition_by_range(frame, number_or_columns, columns \\ []),
    do: Repartition.by_range(frame, number_or_columns, columns)

  @doc """
  Redistributes the rows over `number` partitions. The column holds the partition of each row.

      iex> :spark |> Reader.table("flights") |> DataFrame.repartition_by_id(12, :month)
      #SparkEx.DataFrame<table("flights") |> repartition>

  Source: PySpark `DataFrame.repartitionById` (Spark 4.1).
  """
  @doc group: "Names, hints and partitions"
  @spec repartition_by_id(t, pos_integer, column) :: t
  def repartition_by_id(frame, number, column), do: Repartition.by_id(frame, number, column)

  @doc """
  Merges partitions into at most `number`, without a shuffle.

      iex> :spark |> Reader.table("flights") |> DataFrame.coalesce(1)
      #SparkEx.DataFrame<table("flights") |> repartition>

  Source: PySpark `DataFrame.coalesce`.
  """
  @doc group: "Names, hints and partitions"
  @spec coalesce(t, pos_integer) :: t
  def coalesce(frame, number), do: Repartition.coalesce(frame, number)

  # Writing and views

  @doc """
  Returns a `SparkEx.Writer` for the frame. The options are those of the action that writes.

      iex> :spark |> Reader.table("flights") |> DataFrame.write()
      #SparkEx.Writer<table("flights")>

  ## Options

  #{Commands.docs()}

  Source: PySpark `DataFrame.write`.
  """
  @doc group: "Writing and views"
  @spec write(t, keyword) :: Writer.t()
  def write(frame, options \\ []), do: Writer.new(frame, options)

  @doc """
  Returns a `SparkEx.StreamWriter` for a streaming frame. The options are those of the action that
  starts the query.

      iex> :spark |> SparkEx.StreamReader.load(nil, format: :rate) |> DataFrame.write_stream()
      #SparkEx.StreamWriter<stream(rate)>

  ## Options

  #{Commands.docs()}

  Source: PySpark `DataFrame.writeStream`.
  """
  @doc group: "Writing and views"
  @spec write_stream(t, keyword) :: StreamWriter.t()
  def write_stream(frame, options \\ []), do: StreamWriter.new(frame, options)

  @doc """
  Returns a `SparkEx.WriterV2` that writes the frame to a table of a catalog.

      iex> :spark |> Reader.table("flights") |> DataFrame.write_to("lake.flights")
      #SparkEx.WriterV2<table("flights") to lake.flights>

  Takes the options of `write/2`. Source: PySpark `DataFrame.writeTo`.
  """
  @doc group: "Writing and views"
  @spec write_to(t, name, keyword) :: WriterV2.t()
  def write_to(frame, table, options \\ []), do: WriterV2.new(frame, table, options)

  @doc """
  Returns a `SparkEx.MergeIntoWriter` that merges the frame into a table. The condition matches
  their rows.

      iex> flights = Reader.table(:spark, "flights")
      iex> DataFrame.merge_into(flights, "lake.flights", F.expr("source.id = target.id"))
      #SparkEx.MergeIntoWriter<table("flights") into lake.flights>

  Takes the options of `write/2`. Source: PySpark `DataFrame.mergeInto`.
  """
  @doc group: "Writing and views"
  @spec merge_into(t, name, Column.t(), keyword) :: MergeIntoWriter.t()
  def merge_into(frame, table, condition, options \\ []),
    do: MergeIntoWriter.new(frame, table, condition, options)

  for {name, replace, global, method, doc} <- [
        {:create_temp_view, false, false, "createTempView",
         "Creates a temporary view of the frame. Fails if the view exists."},
        {:create_or_replace_temp_view, true, false, "createOrReplaceTempView",
         "Creates or replaces a temporary view of the frame."},
        {:create_global_temp_view, false, true, "createGlobalTempView",
         "Creates a temporary view for all sessions, in the database `global_temp`. Fails if " <>
           "the view exists."},
        {:create_or_replace_global_temp_view, true, true, "createOrReplaceGlobalTempView",
         "Creates or replaces a temporary view for all sessions, in the database `global_temp`."}
      ] do
    bang = :"#{name}!"

    @doc """
    #{doc}

        :ok = DataFrame.#{name}(flights, "late_flights")

    Takes the options of `write/2`. Source: PySpark `DataFrame.#{method}`,
    `spark.connect.CreateDataFrameViewCommand`.
    """
    @doc group: "Writing and views"
    @spec unquote(name)(t, name, keyword) :: :ok | {:error, Exception.t()}
    def unquote(name)(frame, view, options \\ []) do
      flags = [replace: unquote(replace), is_global: unquote(global)]
      TempView.create(frame, view, flags, options)
    end

    @doc "As `#{name}/3`, but raises."
    @doc group: "Writing and views"
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

  #{SparkEx.Arguments.Options.docs(ResultDecoder.options())}

  ## Structs

  With `as: MyApp.Flight` each row is a struct of that module:

      defmodule MyApp.Flight do
        defstruct [:carrier, :dep_delay, note: ""]
      end

      {:ok, [%MyApp.Flight{carrier: "UA", dep_delay: 75, note: ""} | _]} =
        flights |> DataFrame.select(["carrier", "dep_delay"]) |> DataFrame.collect(as: MyApp.Flight)

  A column without a key in the struct is a `SparkEx.Error.Decode`. A key without a column keeps
  its default. If `@enforce_keys` contains the key, it is the same error. Nested values stay maps
  and lists. Ecto schemas, including embedded ones, load their values with `Ecto.embedded_load/3`,
  which converts embeds to structs and each field to its type.

  ## Limits

  Results are never truncated: a result above a limit is `SparkEx.Error.LimitExceeded`. Rows are
  counted as they arrive, and the query is interrupted when there are too many, so a limit does
  not change the order of the rows.

  What an interrupted query costs depends on its plan. An interrupt saves the partitions that
  Spark has not begun, and the first rows arrive when the first partition is complete:

    * A scan of 400 partitions, on two cores, took from a thirtieth to a half of the time of the
      whole scan. `limit/2` took from a tenth to two fifths.
    * A scan of fewer partitions than cores costs as much as the whole scan.
    * An aggregation, a join or a sort reads its input before it returns rows, which costs nearly
      as much as the whole query.

  Executors and the driver hold the rows of the partitions that run, and a driver without memory
  for them ends. For a look at large partitions use `take/3` or `limit/2`. Spark is given the
  limit only where it keeps the order of the rows and saves work: after a sort, after a larger
  `limit/2`, and for ranges that are too long.

  ## Errors

  If column names repeat, rows as maps or structs would lose values, so the error is
  `SparkEx.Error.Decode` with the names of the columns. Other errors are `SparkEx.Error.Remote`,
  `SparkEx.Error.Transport`, `SparkEx.Error.Session` and `SparkEx.Error.Argument`. `SparkEx.Types`
  lists the values of each type. Source: PySpark `DataFrame.collect`.
  """
  @doc group: "Actions"
  @spec collect(t, keyword) :: {:ok, [row] | [{String.t(), [term]}]} | {:error, Exception.t()}
  def collect(frame, options \\ []), do: Actions.collect(frame, options)

  @doc "As `collect/2`, but raises."
  @doc group: "Actions"
  @spec collect!(t, keyword) :: [row] | [{String.t(), [term]}]
  def collect!(frame, options \\ []), do: frame |> collect(options) |> Errors.unwrap!()

  @doc """
  Returns the rows as a lazy enumerable, for results of any size.

      flights
      |> DataFrame.filter("dep_delay > 600")
      |> DataFrame.stream()
      |> Stream.map(& &1["carrier"])
      |> Enum.take(10)

  Filter with `filter/2` rather than in Elixir: Spark then sends fewer rows, and comparisons such
  as `row["dep_delay"] > 600` are true for `nil`, since in Elixir an atom is greater than a
  number.

  Each enumeration runs the query. Rows are received as the consumer asks for them, plus a bounded
  number of bytes, so memory use does not grow with the result. The consumer may pause for any
  time. If it stops early, raises or dies, the query is interrupted.

  ## Options

  #{SparkEx.Arguments.Options.docs(ResultDecoder.stream_options())}

  Errors are raised during the enumeration; they are those of `collect/2`. Source: PySpark
  `DataFrame.toLocalIterator`.
  """
  @doc group: "Actions"
  @spec stream(t, keyword) :: Enumerable.t()
  def stream(frame, options \\ []), do: Actions.stream(frame, options)

  @doc """
  As `stream/2`, with whole Arrow batches, see `SparkEx.Batch`. Rows are decoded only on demand.

      flights |> DataFrame.stream_batches() |> Enum.map(& &1.num_rows) |> Enum.sum()

  ## Options

  #{SparkEx.Arguments.Options.docs(ResultDecoder.stream_batches_options())}
  """
  @doc group: "Actions"
  @spec stream_batches(t, keyword) :: Enumerable.t()
  def stream_batches(frame, options \\ []), do: Actions.stream_batches(frame, options)

  @doc """
  Runs the plan and returns the rows as one binary, a complete
  [Arrow IPC stream](https://arrow.apache.org/docs/format/Columnar.html#ipc-streaming-format).

      {:ok, ipc} = DataFrame.to_arrow(flights)
      File.write!("flights.arrows", ipc)

  Columns have the Arrow types, and record batches the sizes, that Spark chose. An empty result
  keeps its schema. Where results are compressed on the way (option `:compression` of
  `SparkEx.connect/1`), the batches are as well, with zstd; the option `:compression` of this
  function inflates them. Values are not looked at: a string that is not valid UTF-8 stays as it
  is, as in PySpark. Names are those of the schema, also where Spark renames fields of a struct
  in Arrow because they are equal. Any Arrow library can read the binary; for Explorer use
  `to_explorer/2`, which converts types that Explorer does not have.

  ## Options

  #{SparkEx.Arguments.Options.docs(ResultDecoder.arrow_options())}

  A result above a limit is `SparkEx.Error.LimitExceeded`; other errors are those of `collect/2`.
  Source: PySpark `DataFrame.toArrow`.
  """
  @doc group: "Actions"
  @spec to_arrow(t, keyword) :: {:ok, binary} | {:error, Exception.t()}
  def to_arrow(frame, options \\ []), do: Actions.to_arrow(frame, options)

  @doc "As `to_arrow/2`, but raises."
  @doc group: "Actions"
  @spec to_arrow!(t, keyword) :: binary
  def to_arrow!(frame, options \\ []), do: frame |> to_arrow(options) |> Errors.unwrap!()

  @doc """
  Runs the plan and returns the rows as an `Explorer.DataFrame`.

      {:ok, frame} = flights |> DataFrame.filter("dep_delay > 60") |> DataFrame.to_explorer()
      frame = DataFrame.to_explorer!(flights, max_rows: 1_000_000)

  The result is complete, or an error. `SparkEx.Explorer` lists the Explorer type of each Spark
  type. An empty result keeps its columns.

  ## Options

  #{SparkEx.Arguments.Options.docs(SparkEx.Explorer.options())}

  A result above a limit is `SparkEx.Error.LimitExceeded`. Repeated column names, and values that
  Explorer does not support, are `SparkEx.Error.Decode`. Other errors are those of `collect/2`.
  Source: PySpark `DataFrame.toPandas`.
  """
  @doc group: "Actions"
  @spec to_explorer(t, keyword) :: {:ok, struct} | {:error, Exception.t()}
  def to_explorer(frame, options \\ []), do: SparkEx.Explorer.to_explorer(frame, options)

  @doc "As `to_explorer/2`, but raises."
  @doc group: "Actions"
  @spec to_explorer!(t, keyword) :: struct
  def to_explorer!(frame, options \\ []), do: frame |> to_explorer(options) |> Errors.unwrap!()

  @doc """
  Runs the plan and returns the columns of numbers as Nx tensors, by column name.

      {:ok, %{"distance" => distance}} = DataFrame.to_nx(flights, columns: ["distance"])

  The result is complete or an error. `SparkEx.Nx` lists the tensor of each Spark type.

  ## Options

  #{SparkEx.Arguments.Options.docs(SparkEx.Nx.options())}

  A result above a limit is `SparkEx.Error.LimitExceeded`. Nulls, arrays of different lengths,
  unknown columns and an empty result are `SparkEx.Error.Decode`. Other errors are those of
  `collect/2`.
  """
  @doc group: "Actions"
  @spec to_nx(t, keyword) :: {:ok, SparkEx.Nx.tensors()} | {:error, Exception.t()}
  def to_nx(frame, options \\ []), do: SparkEx.Nx.to_nx(frame, options)

  @doc "As `to_nx/2`, but raises."
  @doc group: "Actions"
  @spec to_nx!(t, keyword) :: SparkEx.Nx.tensors()
  def to_nx!(frame, options \\ []), do: frame |> to_nx(options) |> Errors.unwrap!()

  @doc """
  Returns the rows as a stream of tensors, each map with the same number of rows.

      for %{"features" => x, "label" => y} <-
            DataFrame.stream_tensors(points, batch_size: 512, remainder: :drop),
          do: train(x, y)

  Each enumeration runs the plan. Rows are fetched on demand, in bounded memory. Raises the errors
  of `to_nx/2`. An empty result is an empty stream.

  ## Options

  #{SparkEx.Arguments.Options.docs(SparkEx.Nx.stream_options())}
  """
  @doc group: "Actions"
  @spec stream_tensors(t, keyword) :: Enumerable.t()
  def stream_tensors(frame, options \\ []), do: SparkEx.Nx.stream(frame, options)

  @doc """
  Returns the first `number` rows. Takes the options of `collect/2`; the session's limit of rows
  does not apply.

      {:ok, rows} = DataFrame.take(flights, 5)

  Spark computes the rows as it does `limit/2`. If the frame is made from a sort or a checkpoint
  whose order this would lose, the whole plan runs and is interrupted after the rows.

  Source: PySpark `DataFrame.take`.
  """
  @doc group: "Actions"
  @spec take(t, non_neg_integer, keyword) :: {:ok, [row]} | {:error, Exception.t()}
  def take(frame, number, options \\ []), do: Actions.take(frame, number, options)

  @doc "As `take/3`, but raises."
  @doc group: "Actions"
  @spec take!(t, non_neg_integer, keyword) :: [row]
  def take!(frame, number, options \\ []), do: frame |> take(number, options) |> Errors.unwrap!()

  @doc """
  Returns the last `number` rows. Takes the options of `collect/2`; the session's limit of rows
  does not apply.

      {:ok, rows} = DataFrame.tail(flights, 5)

  Spark reads the whole frame. If the frame is made from a sort or a checkpoint, all rows are
  received, in bounded memory, as Spark's tail loses their order on several executors.
  `order_by/2` in descending order and `take/3` cost less.

  Source: PySpark `DataFrame.tail`, `spark.connect.Tail`.
  """
  @doc group: "Actions"
  @spec tail(t, non_neg_integer, keyword) :: {:ok, [row]} | {:error, Exception.t()}
  def tail(frame, number, options \\ []), do: Actions.tail(frame, number, options)

  @doc "As `tail/3`, but raises."
  @doc group: "Actions"
  @spec tail!(t, non_neg_integer, keyword) :: [row]
  def tail!(frame, number, options \\ []), do: frame |> tail(number, options) |> Errors.unwrap!()

  @doc """
  Returns the first row, or `nil` if there is none. Takes the options of `collect/2`, except
  `as: :columns`.

      {:ok, %{"id" => 0}} = session |> SparkEx.range(2) |> DataFrame.first()

  Source: PySpark `DataFrame.first`.
  """
  @doc group: "Actions"
  @spec first(t, keyword) :: {:ok, row | nil} | {:error, Exception.t()}
  def first(frame, options \\ []), do: Actions.first(frame, options)

  @doc "As `first/2`, but raises."
  @doc group: "Actions"
  @spec first!(t, keyword) :: row | nil
  def first!(frame, options \\ []), do: frame |> first(options) |> Errors.unwrap!()

  @doc """
  Returns the first row, as `first/2`.

      {:ok, row} = DataFrame.head(flights)

  Source: PySpark `DataFrame.head`.
  """
  @doc group: "Actions"
  @spec head(t) :: {:ok, row | nil} | {:error, Exception.t()}
  def head(frame), do: first(frame)

  @doc """
  Returns the first rows, as `take/3`.

      {:ok, [%{"id" => 0}, %{"id" => 1}]} = session |> SparkEx.range(9) |> DataFrame.head(2)
  """
  @doc group: "Actions"
  @spec head(t, non_neg_integer, keyword) :: {:ok, [row]} | {:error, Exception.t()}
  def head(frame, number, options \\ []), do: take(frame, number, options)

  @doc "As `head/1`, but raises."
  @doc group: "Actions"
  @spec head!(t) :: row | nil
  def head!(frame), do: first!(frame)

  @doc "As `head/3`, but raises."
  @doc group: "Actions"
  @spec head!(t, non_neg_integer, keyword) :: [row]
  def head!(frame, number, options \\ []), do: take!(frame, number, options)

  @doc """
  Returns the number of rows, which Spark counts.

      {:ok, 336_776} = DataFrame.count(flights)

  ## Options

  #{SparkEx.Arguments.Options.docs(Actions.timeout_options())}

  Source: PySpark `DataFrame.count`. For the number of rows of each group see
  `SparkEx.GroupedData.count/1`.
  """
  @doc group: "Actions"
  @spec count(t, keyword) :: {:ok, non_neg_integer} | {:error, Exception.t()}
  def count(frame, options \\ []), do: Actions.count(frame, options)

  @doc "As `count/2`, but raises."
  @doc group: "Actions"
  @spec count!(t, keyword) :: non_neg_integer
  def count!(frame, options \\ []), do: frame |> count(options) |> Errors.unwrap!()

  @doc """
  Whether the frame has no rows. The twin that raises is `empty?/2`. Takes the options of
  `count/2`.

      {:ok, false} = session |> SparkEx.range(2) |> DataFrame.is_empty()

  Source: PySpark `DataFrame.isEmpty`.
  """
  @doc group: "Actions"
  @spec is_empty(t, keyword) :: {:ok, boolean} | {:error, Exception.t()}
  def is_empty(frame, options \\ []), do: Actions.is_empty(frame, options)

  @doc """
  As `is_empty/2`, but returns a boolean and raises.

      if DataFrame.empty?(late), do: :on_time
  """
  @doc group: "Actions"
  @spec empty?(t, keyword) :: boolean
  def empty?(frame, options \\ []), do: frame |> is_empty(options) |> Errors.unwrap!()

  @doc """
  Prints the first rows as a table, as Spark draws it.

      DataFrame.show!(flights)
      DataFrame.show!(flights, rows: 5, truncate: false)
      DataFrame.show!(flights, 5, truncate: false)

  ## Options

  #{SparkEx.Arguments.Options.docs(Actions.show_options())}

  As in PySpark, the number of rows and then `truncate` may be given without their keys. Source:
  PySpark `DataFrame.show`, `spark.connect.ShowString`.
  """
  @doc group: "Actions"
  @spec show(t, keyword | non_neg_integer, keyword | boolean | non_neg_integer) ::
          :ok | {:error, Exception.t()}
  def show(frame, rows \\ [], options \\ []),
    do: frame |> show_string(rows, options) |> Actions.print()

  @doc "As `show/3`, but raises."
  @doc group: "Actions"
  @spec show!(t, keyword | non_neg_integer, keyword | boolean | non_neg_integer) :: :ok
  def show!(frame, rows \\ [], options \\ []),
    do: frame |> show(rows, options) |> Errors.unwrap!()

  @doc """
  Returns the table that `show/3` prints, with the same arguments.

      {:ok, table} = DataFrame.show_string(flights, rows: 5)
  """
  @doc group: "Actions"
  @spec show_string(t, keyword | non_neg_integer, keyword | boolean | non_neg_integer) ::
          {:ok, String.t()} | {:error, Exception.t()}
  def show_string(frame, rows \\ [], options \\ []),
    do: Actions.show_string(frame, rows, options)

  @doc "As `show_string/3`, but raises."
  @doc group: "Actions"
  @spec show_string!(t, keyword | non_neg_integer, keyword | boolean | non_neg_integer) ::
          String.t()
  def show_string!(frame, rows \\ [], options \\ []),
    do: frame |> show_string(rows, options) |> Errors.unwrap!()

  @doc """
  Returns the first rows as an HTML table, as Spark draws it.

      {:ok, html} = DataFrame.html_string(flights, rows: 5)

  ## Options

  #{SparkEx.Arguments.Options.docs(Actions.html_options())}

  Source: PySpark `DataFrame._repr_html_`, `spark.connect.HtmlString`.
  """
  @doc group: "Actions"
  @spec html_string(t, keyword) :: {:ok, String.t()} | {:error, Exception.t()}
  def html_string(frame, options \\ []), do: Actions.html_string(frame, options)

  @doc "As `html_string/2`, but raises."
  @doc group: "Actions"
  @spec html_string!(t, keyword) :: String.t()
  def html_string!(frame, options \\ []), do: frame |> html_string(options) |> Errors.unwrap!()

  @doc """
  Returns the sample covariance of two numeric columns.

      {:ok, covariance} = DataFrame.cov(flights, :dep_delay, :arr_delay)

  Takes the options of `count/2`. Source: PySpark `DataFrame.cov`, `spark.connect.StatCov`.
  """
  @doc group: "Actions"
  @spec cov(t, name, name, keyword) :: {:ok, float} | {:error, Exception.t()}
  def cov(frame, column1, column2, options \\ []),
    do: Statistics.cov(frame, column1, column2, options)

  @doc "As `cov/4`, but raises."
  @doc group: "Actions"
  @spec cov!(t, name, name, keyword) :: float
  def cov!(frame, column1, column2, options \\ []),
    do: frame |> cov(column1, column2, options) |> Errors.unwrap!()

  @doc """
  Returns the correlation of two numeric columns, from -1 to 1.

      {:ok, correlation} = DataFrame.corr(flights, :dep_delay, :arr_delay)

  ## Options

  #{SparkEx.Arguments.Options.docs(Statistics.correlation_options())}

  Source: PySpark `DataFrame.corr`, `spark.connect.StatCorr`.
  """
  @doc group: "Actions"
  @spec corr(t, name, name, keyword) :: {:ok, float} | {:error, Exception.t()}
  def corr(frame, column1, column2, options \\ []),
    do: Statistics.corr(frame, column1, column2, options)

  @doc "As `corr/4`, but raises."
  @doc group: "Actions"
  @spec corr!(t, name, name, keyword) :: float
  def corr!(frame, column1, column2, options \\ []),
    do: frame |> corr(column1, column2, options) |> Errors.unwrap!()

  @doc """
  Returns quantiles of numeric columns: for one column a list with a value for each probability,
  for a list of columns a list of such lists.

      {:ok, [median, late]} = DataFrame.approx_quantile(flights, :dep_delay, [0.5, 0.95], 0.01)
      {:ok, [[1.0], [2.0]]} = DataFrame.approx_quantile(frame, [:a, :b], [0.5])

  `relative_error` is the largest error of the rank of a value, relative to the number of rows; 0
  is exact and expensive. Nulls and NaN are ignored; a column without other values has the
  quantiles `[]`. Takes the options of `count/2`. Source: PySpark `DataFrame.approxQuantile`,
  `spark.connect.StatApproxQuantile`.
  """
  @doc group: "Actions"
  @spec approx_quantile(t, name | [name], [number], number, keyword) ::
          {:ok, [float] | [[float]]} | {:error, Exception.t()}
  def approx_quantile(frame, columns, probabilities, relative_error \\ 0.0, options \\ []),
    do: Statistics.approx_quantile(frame, columns, probabilities, relative_error, options)

  @doc "As `approx_quantile/5`, but raises."
  @doc group: "Actions"
  @spec approx_quantile!(t, name | [name], [number], number, keyword) :: [float] | [[float]]
  def approx_quantile!(frame, columns, probabilities, relative_error \\ 0.0, options \\ []) do
    frame
    |> approx_quantile(columns, probabilities, relative_error, options)
    |> Errors.unwrap!()
  end

  @doc """
  Calls a Python function on the executors with each row, for its effects there.

      send = \"""
      def send(row):
          import urllib.request
          urllib.request.urlopen("http://hooks.example.com/" + row.id, timeout=5)
      \"""

      DataFrame.foreach(alerts, send)

  A row is PySpark's `Row`. What the function returns is dropped. `stream/2` brings the rows to
  Elixir instead.

  ## Options

  #{Foreach.docs()}

  Returns `:ok`, or the error of the function or the server. Source: PySpark `DataFrame.foreach`.
  """
  @doc group: "Actions"
  @spec foreach(t, Python.source(), keyword) :: :ok | {:error, Exception.t()}
  def foreach(frame, function, options \\ []),
    do: Foreach.run(frame, function, options, "foreach")

  @doc "As `foreach/3`, but raises."
  @doc group: "Actions"
  @spec foreach!(t, Python.source(), keyword) :: :ok
  def foreach!(frame, function, options \\ []),
    do: frame |> foreach(function, options) |> Errors.unwrap!()

  @doc """
  Calls a Python function on the executors with an iterator over the rows of each partition, for
  its effects there.

      store = \"""
      def store(rows):
          import psycopg
          with psycopg.connect("host=db") as connection:
              for row in rows:
                  connection.execute("INSERT INTO delays VALUES (%s, %s)", (row.id, row.delay))
      \"""

      DataFrame.foreach_partition(flights, store)

  Options and errors are those of `foreach/3`. Source: PySpark `DataFrame.foreachPartition`.
  """
  @doc group: "Actions"
  @spec foreach_partition(t, Python.source(), keyword) :: :ok | {:error, Exception.t()}
  def foreach_partition(frame, function, options \\ []),
    do: Foreach.run(frame, function, options, "foreach_partition")

  @doc "As `foreach_partition/3`, but raises."
  @doc group: "Actions"
  @spec foreach_partition!(t, Python.source(), keyword) :: :ok
  def foreach_partition!(frame, function, options \\ []),
    do: frame |> foreach_partition(function, options) |> Errors.unwrap!()

  # Caching and checkpoints

  @doc """
  Caches the rows when an action first computes them: `persist/3` at its default level.

      flights = flights |> DataFrame.filter("month = 1") |> DataFrame.cache!()

  Returns the frame. Source: PySpark `DataFrame.cache`.
  """
  @doc group: "Caching and checkpoints"
  @spec cache(t, keyword) :: {:ok, t} | {:error, Exception.t()}
  def cache(frame, options \\ []), do: persist(frame, :memory_and_disk_deser, options)

  @doc "As `cache/2`, but raises."
  @doc group: "Caching and checkpoints"
  @spec cache!(t, keyword) :: t
  def cache!(frame, options \\ []), do: frame |> cache(options) |> Errors.unwrap!()

  @doc """
  Caches the rows, when an action first computes them, at a `SparkEx.StorageLevel`.

      {:ok, flights} = DataFrame.persist(flights, :disk_only)

  All frames with the same plan use the cached rows, those of other sessions too, until
  `unpersist/2` or until the server stops. Returns the frame. Takes the options of `count/2`.
  Source: PySpark `DataFrame.persist`, `AnalyzePlanRequest.Persist`.
  """
  @doc group: "Caching and checkpoints"
  @spec persist(t, StorageLevel.input(), keyword) :: {:ok, t} | {:error, Exception.t()}
  def persist(frame, level \\ :memory_and_disk_deser, options \\ []),
    do: Caching.persist(frame, level, options)

  @doc "As `persist/3`, but raises."
  @doc group: "Caching and checkpoints"
  @spec persist!(t, StorageLevel.input(), keyword) :: t
  def persist!(frame, level \\ :memory_and_disk_deser, options \\ []),
    do: frame |> persist(level, options) |> Errors.unwrap!()

  @doc """
  Removes the rows from the cache. Nothing happens if they are not cached. Returns the frame.

      {:ok, flights} = DataFrame.unpersist(flights)

  ## Options

  #{SparkEx.Arguments.Options.docs(Caching.unpersist_options())}

  Source: PySpark `DataFrame.unpersist`, `AnalyzePlanRequest.Unpersist`.
  """
  @doc group: "Caching and checkpoints"
  @spec unpersist(t, keyword) :: {:ok, t} | {:error, Exception.t()}
  def unpersist(frame, options \\ []), do: Caching.unpersist(frame, options)

  @doc "As `unpersist/2`, but raises."
  @doc group: "Caching and checkpoints"
  @spec unpersist!(t, keyword) :: t
  def unpersist!(frame, options \\ []), do: frame |> unpersist(options) |> Errors.unwrap!()

  @doc """
  Returns the `SparkEx.StorageLevel` of the frame, `SparkEx.StorageLevel.none/0` if it is not
  cached.

      {:ok, %SparkEx.StorageLevel{use_memory: true}} = DataFrame.storage_level(flights)

  Takes the options of `count/2`. Source: PySpark `DataFrame.storageLevel`,
  `AnalyzePlanRequest.GetStorageLevel`.
  """
  @doc group: "Caching and checkpoints"
  @spec storage_level(t, keyword) :: {:ok, StorageLevel.t()} | {:error, Exception.t()}
  def storage_level(frame, options \\ []), do: Caching.storage_level(frame, options)

  @doc "As `storage_level/2`, but raises."
  @doc group: "Caching and checkpoints"
  @spec storage_level!(t, keyword) :: StorageLevel.t()
  def storage_level!(frame, options \\ []),
    do: frame |> storage_level(options) |> Errors.unwrap!()

  for {name, plain, module, title, method} <- [
        {:is_cached, :cached?, Caching, "Whether the frame is cached or marked to be cached.",
         "is_cached"},
        {:is_local, :local?, nil,
         "Whether the rows are available without executors, such as those of `SHOW TABLES`.",
         "isLocal"},
        {:is_streaming, :streaming?, nil, "Whether the frame reads a stream.", "isStreaming"}
      ] do
    @doc """
    #{title}

        {:ok, false} = DataFrame.#{name}(flights)

    Takes the options of `count/2`. Source: PySpark `DataFrame.#{method}`.
    """
    @doc group: "Caching and checkpoints"
    @spec unquote(name)(t, keyword) :: {:ok, boolean} | {:error, Exception.t()}
    if module do
      def unquote(name)(frame, options \\ []), do: unquote(module).unquote(name)(frame, options)
    else
      def unquote(name)(frame, options \\ []), do: Actions.flag(frame, unquote(name), options)
    end

    @doc "As `#{name}/2`, but returns a boolean and raises."
    @doc group: "Caching and checkpoints"
    @spec unquote(plain)(t, keyword) :: boolean
    def unquote(plain)(frame, options \\ []),
      do: frame |> unquote(name)(options) |> Errors.unwrap!()
  end

  @doc """
  Computes the rows and stores them in the server's checkpoint directory. The returned frame reads
  them, without the plan that led to them: for plans that grow with each iteration of a loop.

      {:ok, ranks} = DataFrame.checkpoint(ranks)

  The checkpoint directory is set when the server starts: `SparkEx.LocalServer.start_link(conf:
  %{"spark.checkpoint.dir" => "/data/checkpoints"})`. The server forgets the rows as
  `local_checkpoint/2` says, but deletes the files only with
  `spark.cleaner.referenceTracking.cleanCheckpoints`. With `eager: false` the first write of the
  frame stores the rows; Spark does not store them while it sends rows to a client.

  ## Options

  #{SparkEx.Arguments.Options.docs(Checkpoint.options())}

  Source: PySpark `DataFrame.checkpoint`, `spark.connect.CheckpointCommand`.
  """
  @doc group: "Caching and checkpoints"
  @spec checkpoint(t, keyword) :: {:ok, t} | {:error, Exception.t()}
  def checkpoint(frame, options \\ []), do: Checkpoint.checkpoint(frame, options)

  @doc "As `checkpoint/2`, but raises."
  @doc group: "Caching and checkpoints"
  @spec checkpoint!(t, keyword) :: t
  def checkpoint!(frame, options \\ []), do: frame |> checkpoint(options) |> Errors.unwrap!()

  @doc """
  As `checkpoint/2`, with the rows stored by the executors: faster, but lost with an executor.

      {:ok, ranks} = DataFrame.local_checkpoint(ranks)

  The server keeps the rows while this VM holds the frame or a frame derived from it. It forgets
  them soon after the VM has garbage-collected the last of these, immediately after `release/2`,
  and in any case when the session ends. A frame that is sent to another node or stored as a
  binary does not keep the rows.

  ## Options

  #{SparkEx.Arguments.Options.docs(Checkpoint.local_options())}

  Source: PySpark `DataFrame.localCheckpoint`.
  """
  @doc group: "Caching and checkpoints"
  @spec local_checkpoint(t, keyword) :: {:ok, t} | {:error, Exception.t()}
  def local_checkpoint(frame, options \\ []), do: Checkpoint.local_checkpoint(frame, options)

  @doc "As `local_checkpoint/2`, but raises."
  @doc group: "Caching and checkpoints"
  @spec local_checkpoint!(t, keyword) :: t
  def local_checkpoint!(frame, options \\ []),
    do: frame |> local_checkpoint(options) |> Errors.unwrap!()

  @doc """
  Removes the rows of `checkpoint/2` or `local_checkpoint/2` from the server. Frames that use them
  no longer run.

      :ok = DataFrame.release(ranks)

  Takes the options of `count/2`. Source: `spark.connect.RemoveCachedRemoteRelationCommand`, which
  PySpark sends when the frame is garbage-collected.
  """
  @doc group: "Caching and checkpoints"
  @spec release(t, keyword) :: :ok | {:error, Exception.t()}
  def release(frame, options \\ []), do: Checkpoint.release(frame, options)

  @doc "As `release/2`, but raises."
  @doc group: "Caching and checkpoints"
  @spec release!(t, keyword) :: :ok
  def release!(frame, options \\ []), do: frame |> release(options) |> Errors.unwrap!()

  # Schemas and plans

  @doc """
  Returns the files that the frame reads, as far as Spark knows them.

      {:ok, ["file:///data/flights.parquet"]} = DataFrame.input_files(flights)

  Takes the options of `count/2`. Source: PySpark `DataFrame.inputFiles`,
  `AnalyzePlanRequest.InputFiles`.
  """
  @doc group: "Schemas and plans"
  @spec input_files(t, keyword) :: {:ok, [String.t()]} | {:error, Exception.t()}
  def input_files(frame, options \\ []), do: Actions.input_files(frame, options)

  @doc "As `input_files/2`, but raises."
  @doc group: "Schemas and plans"
  @spec input_files!(t, keyword) :: [String.t()]
  def input_files!(frame, options \\ []), do: frame |> input_files(options) |> Errors.unwrap!()

  @doc """
  Whether two frames are the same computation, whatever the names of their columns. Frames with
  the same rows may still be different computations.

      {:ok, true} = DataFrame.same_semantics(flights, flights)

  Takes the options of `count/2`. Source: PySpark `DataFrame.sameSemantics`,
  `AnalyzePlanRequest.SameSemantics`.
  """
  @doc group: "Schemas and plans"
  @spec same_semantics(t, t, keyword) :: {:ok, boolean} | {:error, Exception.t()}
  def same_semantics(frame, other, options \\ []),
    do: Actions.same_semantics(frame, other, options)

  @doc "As `same_semantics/3`, but returns a boolean and raises."
  @doc group: "Schemas and plans"
  @spec same_semantics?(t, t, keyword) :: boolean
  def same_semantics?(frame, other, options \\ []),
    do: frame |> same_semantics(other, options) |> Errors.unwrap!()

  @doc """
  Returns a hash that is equal for frames with `same_semantics/3`.

      {:ok, hash} = DataFrame.semantic_hash(flights)

  Takes the options of `count/2`. Source: PySpark `DataFrame.semanticHash`,
  `AnalyzePlanRequest.SemanticHash`.
  """
  @doc group: "Schemas and plans"
  @spec semantic_hash(t, keyword) :: {:ok, integer} | {:error, Exception.t()}
  def semantic_hash(frame, options \\ []), do: Actions.semantic_hash(frame, options)

  @doc "As `semantic_hash/2`, but raises."
  @doc group: "Schemas and plans"
  @spec semantic_hash!(t, keyword) :: integer
  def semantic_hash!(frame, options \\ []),
    do: frame |> semantic_hash(options) |> Errors.unwrap!()

  @doc """
  Returns the schema, a struct type of `SparkEx.Types`. The plan is analyzed, not run.

      {:ok, schema} = DataFrame.schema(flights)
      SparkEx.Types.to_ddl(schema)

  The session caches schemas: the schema of this frame, which is also the schema of frames made
  from it by steps that do not change columns (`filter/2`, `order_by/3`, `limit/2`, `distinct/1`,
  `repartition/2`, `alias_/2` and the like). So `columns/2` in a loop is cheap, and an error in
  such a step appears in the first action, or in `analyze/2`. The cache is cleared when the
  session runs a command (a write, a view, `SparkEx.execute/4`) or changes its configuration. As
  in PySpark, other changes of tables and views are not noticed: `refresh: true` asks Spark again.
  Since Spark caches plans for some time, too, the surest way is to make the frame again.

  ## Options

  #{SparkEx.Arguments.Options.docs(SchemaLookup.options())}

  Source: PySpark `DataFrame.schema`, `AnalyzePlanRequest.Schema`.
  """
  @doc group: "Schemas and plans"
  @spec schema(t, keyword) :: {:ok, Types.t()} | {:error, Exception.t()}
  def schema(frame, options \\ []), do: Actions.schema(frame, options)

  @doc "As `schema/2`, but raises."
  @doc group: "Schemas and plans"
  @spec schema!(t, keyword) :: Types.t()
  def schema!(frame, options \\ []), do: frame |> schema(options) |> Errors.unwrap!()

  @doc """
  Lets Spark check the plan and returns the frame.

  Unknown tables, columns or functions and incompatible types are found here rather than in a
  later action. The plan is not run. Takes the options of `count/2`.

      flights
      |> DataFrame.filter("dep_delay > 60")
      |> DataFrame.analyze!()
      |> DataFrame.group_by(:carrier)

  The cached schema is refreshed, see `schema/2`.
  """
  @doc group: "Schemas and plans"
  @spec analyze(t, keyword) :: {:ok, t} | {:error, Exception.t()}
  def analyze(frame, options \\ []), do: Actions.checked(frame, options)

  @doc "As `analyze/2`, but raises."
  @doc group: "Schemas and plans"
  @spec analyze!(t, keyword) :: t
  def analyze!(frame, options \\ []), do: frame |> analyze(options) |> Errors.unwrap!()

  @doc """
  Returns the names of the columns.

      {:ok, ["id"]} = session |> SparkEx.range(2) |> DataFrame.columns()

  Uses `schema/2`, and takes its options. Source: PySpark `DataFrame.columns`.
  """
  @doc group: "Schemas and plans"
  @spec columns(t, keyword) :: {:ok, [String.t()]} | {:error, Exception.t()}
  def columns(frame, options \\ []) do
    with {:ok, {:struct, fields}} <- schema(frame, options),
         do: {:ok, Enum.map(fields, & &1.name)}
  end

  @doc "As `columns/2`, but raises."
  @doc group: "Schemas and plans"
  @spec columns!(t, keyword) :: [String.t()]
  def columns!(frame, options \\ []), do: frame |> columns(options) |> Errors.unwrap!()

  @doc """
  Returns the names of the columns with their types, as Spark writes types.

      {:ok, [{"id", "bigint"}]} = session |> SparkEx.range(2) |> DataFrame.dtypes()

  Uses `schema/2`, and takes its options. Source: PySpark `DataFrame.dtypes`.
  """
  @doc group: "Schemas and plans"
  @spec dtypes(t, keyword) :: {:ok, [{String.t(), String.t()}]} | {:error, Exception.t()}
  def dtypes(frame, options \\ []) do
    with {:ok, {:struct, fields}} <- schema(frame, options),
         do: {:ok, Enum.map(fields, &{&1.name, Types.simple_string(&1.type)})}
  end

  @doc "As `dtypes/2`, but raises."
  @doc group: "Schemas and plans"
  @spec dtypes!(t, keyword) :: [{String.t(), String.t()}]
  def dtypes!(frame, options \\ []), do: frame |> dtypes(options) |> Errors.unwrap!()

  @doc """
  Prints the schema as a tree.

      DataFrame.print_schema!(flights)
      DataFrame.print_schema!(flights, level: 1)

  ## Options

  #{SparkEx.Arguments.Options.docs(Actions.tree_options())}

  Source: PySpark `DataFrame.printSchema`, `AnalyzePlanRequest.TreeString`.
  """
  @doc group: "Schemas and plans"
  @spec print_schema(t, keyword) :: :ok | {:error, Exception.t()}
  def print_schema(frame, options \\ []), do: frame |> tree_string(options) |> Actions.print()

  @doc "As `print_schema/2`, but raises."
  @doc group: "Schemas and plans"
  @spec print_schema!(t, keyword) :: :ok
  def print_schema!(frame, options \\ []), do: frame |> print_schema(options) |> Errors.unwrap!()

  @doc """
  Returns the tree that `print_schema/2` prints.

      {:ok, tree} = DataFrame.tree_string(flights)
  """
  @doc group: "Schemas and plans"
  @spec tree_string(t, keyword) :: {:ok, String.t()} | {:error, Exception.t()}
  def tree_string(frame, options \\ []), do: Actions.tree_string(frame, options)

  @doc "As `tree_string/2`, but raises."
  @doc group: "Schemas and plans"
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
  @doc group: "Schemas and plans"
  @spec explain(t, explain_mode | boolean | String.t() | keyword, keyword) ::
          :ok | {:error, Exception.t()}
  def explain(frame, mode \\ :simple, options \\ []),
    do: frame |> explain_string(mode, options) |> Actions.print()

  @doc "As `explain/3`, but raises."
  @doc group: "Schemas and plans"
  @spec explain!(t, explain_mode | boolean | String.t() | keyword, keyword) :: :ok
  def explain!(frame, mode \\ :simple, options \\ []),
    do: frame |> explain(mode, options) |> Errors.unwrap!()

  @doc """
  Returns the text that `explain/3` prints.

      {:ok, text} = DataFrame.explain_string(flights, :cost)
  """
  @doc group: "Schemas and plans"
  @spec explain_string(t, explain_mode | boolean | String.t() | keyword, keyword) ::
          {:ok, String.t()} | {:error, Exception.t()}
  def explain_string(frame, mode \\ :simple, options \\ []),
    do: Actions.explain_string(frame, mode, options)

  @doc "As `explain_string/3`, but raises."
  @doc group: "Schemas and plans"
  @spec explain_string!(t, explain_mode | boolean | String.t() | keyword, keyword) :: String.t()
  def explain_string!(frame, mode \\ :simple, options \\ []),
    do: frame |> explain_string(mode, options) |> Errors.unwrap!()

  # Helpers

  defp plan_id(frame), do: Plan.id(frame!(frame).plan)

  defp rows!(number, _context) when is_integer(number) and number in 0..@max_int, do: number

  defp rows!(other, context) do
    raise Error.Argument,
          "#{context} takes a number of rows from 0 to #{@max_int}, got: #{inspect(other)}"
  end

  # Unlike List.wrap/1, this keeps `nil`, which is not a column.
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
