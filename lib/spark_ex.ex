defmodule SparkEx do
  @moduledoc """
  A client for Apache Spark, over Spark Connect.

      session = SparkEx.connect!(url: "sc://localhost:15002")

      session
      |> SparkEx.sql("SELECT * FROM range(10)")
      |> SparkEx.DataFrame.filter("id > 6")
      |> SparkEx.DataFrame.collect!()
      #=> [%{"id" => 7}, %{"id" => 8}, %{"id" => 9}]

  Frames are lazy: a `SparkEx.DataFrame` is a plan, and nothing is sent before an action such as
  `SparkEx.DataFrame.collect/2`.

  ## Modules

    * `SparkEx` (you are here) - opens sessions, makes frames of SQL, tables, ranges and local
      data
    * `SparkEx.Session` - the lifecycle of a session, its configuration, tags and interrupts
    * `SparkEx.DataFrame`, `SparkEx.GroupedData` - transforms and actions
    * `SparkEx.Column`, `SparkEx.Functions`, `SparkEx.Window` - expressions
    * `SparkEx.Query` - the same as macros, with Elixir's operators
    * `SparkEx.Reader`, `SparkEx.Writer` - files and tables
    * `SparkEx.StreamReader`, `SparkEx.StreamWriter`, `SparkEx.Streaming` - streams
    * `SparkEx.Pipeline` - declarative pipelines
    * `SparkEx.ML` - machine learning
    * `SparkEx.Python` - functions in Python
    * `SparkEx.Catalog` - tables, views, functions and databases
    * `SparkEx.Observation`, `SparkEx.ExecutionInfo` - metrics of a query
    * `SparkEx.UDFRegistration`, `SparkEx.UDTFRegistration` - functions in Java and Python
    * `SparkEx.Types`, `SparkEx.Interval` - types and their values in Elixir
    * `SparkEx.Batch`, `SparkEx.Explorer` - results as Arrow data and as Explorer frames
    * `SparkEx.Livebook` - frames in notebooks
    * `SparkEx.LocalServer` - a Spark or Sail server on this machine
    * `SparkEx.Telemetry`, `SparkEx.NativeLog` - events and logs
    * `SparkEx.ExUnit` - tests
    * `SparkEx.Error.Remote` and the other errors

  Functions that only build a plan raise `SparkEx.Error.Argument` for invalid arguments. Functions
  that contact the server return `{:ok, value}` or `{:error, exception}`, and have a twin with `!`
  that returns the value or raises.
  """

  @doc """
  Imports `SparkEx.Query`, `SparkEx.Column` and `SparkEx.Functions` together.

      defmodule MyApp.Reports do
        use SparkEx

        def late(flights) do
          flights
          |> filter(dep_delay > 60 and carrier in ~w(UA AA))
          |> group_by([origin])
          |> agg(flights: count(1), mean: round(avg(dep_delay), 1))
        end

        def far(flights), do: DataFrame.filter(flights, gt(col("distance"), 1000))
      end

  It also defines the aliases `DataFrame`, `Column` and `F` (`SparkEx.Functions`). The operators
  of `SparkEx.Query` work inside of its macros only.

  Where two modules have a function of the same name and arity, only one is imported:

    * Elixir's own are kept: call `F.abs/1`, `F.ceil/1`, `F.floor/1`, `F.length/1`, `F.quote/1`,
      `F.round/1`, `F.struct/1`, and `Column.and_/2`, `or_/2`, `not_/1`
    * the macros of `SparkEx.Query` are kept: `column/1` and `filter/2`, not those of `F`
    * the functions of `SparkEx.Column` are kept, such as `contains/2`, `like/2` and `substr/3`,
      whose strings are literals; call `F.contains/2` for columns
    * `transform/2` is that of `SparkEx.Functions`
  """
  defmacro __using__(_options), do: SparkEx.Query.Imports.quoted()

  alias SparkEx.Arguments.Options
  alias SparkEx.DataFrame.SQLText
  alias SparkEx.{DataFrame, LocalData, Reader, Session, StreamReader}
  alias SparkEx.Connect.{Errors, ResultDecoder}

  @doc """
  Opens a session and connects to the server.

      {:ok, session} = SparkEx.connect(url: "sc://localhost:15002")
      {:ok, session} = SparkEx.connect(url: "local[*]")

      {:ok, session} =
        SparkEx.connect(
          url: "sc://spark.example.com:443/;use_ssl=true",
          token: &MyApp.token/0
        )

  `local[*]` starts a Spark server for this session, see `SparkEx.LocalServer`. The default of
  `:url` is the environment variable `SPARK_REMOTE`. `SparkEx.Session` lists all options.

  The session is linked to the calling process and ends with it. In an application, put
  `{SparkEx.Session, options}` under a supervisor.

  Returns `SparkEx.Error.Argument` for invalid options, `SparkEx.Error.Transport` if the server
  can't be reached or rejects the caller, and `SparkEx.Error.LocalServer` if no server could be
  started. (PySpark `SparkSession.builder.remote`.)
  """
  @spec connect(keyword) :: {:ok, pid} | {:error, Exception.t()}
  defdelegate connect(options \\ []), to: Session

  @doc "As `connect/1`, but raises."
  @spec connect!(keyword) :: pid
  def connect!(options \\ []), do: options |> connect() |> Errors.unwrap!()

  @doc """
  Ends a session, see `SparkEx.Session.stop/1`.

      :ok = SparkEx.stop(session)
  """
  @spec stop(Session.t()) :: :ok | {:error, Exception.t()}
  defdelegate stop(session), to: Session

  @doc "As `stop/1`, but raises if the server could not be informed."
  @spec stop!(Session.t()) :: :ok
  defdelegate stop!(session), to: Session

  @doc """
  Returns a frame of SQL text.

      SparkEx.sql(session, "SELECT * FROM flights WHERE carrier = ? AND month = ?", ["UA", 1])
      SparkEx.sql(session, "SELECT * FROM flights WHERE carrier = :carrier", carrier: "UA")

  A list has the values of `?`, a map or a keyword list those of `:name`; `args: arguments`, as in
  PySpark, is the same. Values are literals, see
  `SparkEx.Functions.lit/1`, or columns. They are sent beside the text, never inserted into it. A
  parameter named `:binary` or `:struct` needs a map, since `[binary: bytes]` is one value for a
  `?`.

  Frames are named in the text as `{name}`, wherever a table is allowed:

      late = DataFrame.filter(flights, "dep_delay > 60")

      SparkEx.sql(
        session,
        "SELECT carrier, count(*) FROM {late} WHERE month = :month GROUP BY carrier",
        late: late,
        month: 1
      )

  Such a frame is a view while Spark analyzes the text, so views that the text creates can't refer
  to it.

  The frame is lazy, so a command (INSERT, CREATE, DROP …) runs in every action that contains the
  frame. Use `execute/4` for commands, and for scripts (`BEGIN … END`), which Spark accepts only
  as the whole of a plan.

  Spark 4.1 itself converts a `DateTime` parameter to text: in the hour that repeats when summer
  time ends, it takes the first of the two instants, in the session's time zone. `lit/1` in a
  frame is exact. (PySpark `SparkSession.sql`, `spark.connect.SQL`, and `WithRelations` for
  frames.)
  """
  @spec sql(Session.t(), String.t(), list | map) :: DataFrame.t()
  def sql(session, query, arguments \\ []),
    do: %DataFrame{
      session: Session.Reference.session!(session),
      plan: SQLText.relation(session, query, arguments)
    }

  @doc """
  Runs a SQL statement exactly once, and returns a frame of its result.

      {:ok, _result} = SparkEx.execute(session, "CREATE TABLE t (id BIGINT) USING parquet")

      session |> SparkEx.execute!("SHOW TABLES") |> SparkEx.DataFrame.collect!()

  A command has run when this function returns, and the frame holds its result: using the frame
  does not run the command again. The same is true of a script (`BEGIN … END`), whose result is
  that of its last query. A query is only analyzed; its frame is lazy.

  Takes the arguments of `sql/3`.

  ## Options

  #{Options.docs(ResultDecoder.command_options())}

  (PySpark `SparkSession.sql`, `spark.connect.SqlCommand`.)
  """
  @spec execute(Session.t(), String.t(), list | map, keyword) ::
          {:ok, DataFrame.t()} | {:error, Exception.t()}
  def execute(session, query, arguments \\ [], options \\ []) do
    statement = SQLText.relation(session, query, arguments)
    allowed = ResultDecoder.command_options()

    with {:ok, options} <- Options.validate(options, allowed, "execute/4"),
         {:ok, relation} <- DataFrame.Statement.run(session, statement, options),
         do: {:ok, DataFrame.new(session, relation)}
  end

  @doc "As `execute/4`, but raises."
  @spec execute!(Session.t(), String.t(), list | map, keyword) :: DataFrame.t()
  def execute!(session, query, arguments \\ [], options \\ []),
    do: session |> execute(query, arguments, options) |> Errors.unwrap!()

  @doc """
  Returns a frame with one column, `id`, of integers.

      SparkEx.range(session, 10)
      SparkEx.range(session, 5, 10)
      SparkEx.range(session, 10, 0, -2)
      SparkEx.range(session, 10, nil, 2)
      SparkEx.range(session, 10, num_partitions: 4)

  With one number the range starts at 0 and ends before the number; with two it starts at the
  first and ends before the second. `step` is the difference between two integers.

  ## Options

  #{Options.docs(DataFrame.Range.options())}

  Raises `SparkEx.Error.Argument` if a bound or the step is not an integer of 64 bits, or the step
  is 0. (PySpark `SparkSession.range`, `spark.connect.Range`.)
  """
  @spec range(
          Session.t(),
          integer,
          integer | nil | keyword,
          integer | keyword,
          keyword | pos_integer | nil
        ) :: DataFrame.t()
  def range(session, start_or_end, last \\ nil, step \\ 1, options \\ []),
    do: DataFrame.Range.new(session, start_or_end, last, step, options)

  @doc """
  Returns a frame of local data.

      {:ok, people} =
        SparkEx.create_dataframe(session, [%{name: "Ann", age: 31}, %{name: "Bob", age: nil}])

      {:ok, people} =
        SparkEx.create_dataframe(session, [{"Ann", 31}], schema: "name STRING, age INT")

      {:ok, people} = SparkEx.create_dataframe(session, name: ["Ann", "Bob"], age: [31, nil])

  The data is one of:

    * rows: a list of maps with strings or atoms as keys, of keyword lists, of tuples or lists
      with values in the order of the columns, or of single values
    * columns: a map, a keyword list, or a list of pairs, from a name to a list of values, as
      `collect(frame, as: :columns)` returns them. (`as: :rows` marks rows of a string and a list,
      which look the same.)
    * `{:arrow, ipc}`, an Arrow IPC stream as a binary, or a `SparkEx.Batch`
    * an Explorer frame, columns that are all Explorer series, or any implementation of
      `Table.Reader`, if these libraries are available

  Small data is part of the plan. Larger data (from 1 MiB, see Spark's
  `spark.sql.session.localRelationCacheThreshold`) is uploaded to the server, which stores it
  until the session ends; data that is already there is not sent again. Data is converted in
  chunks of some thousand rows, and never held twice.

  Arrow data and Explorer frames keep their types, except that unsigned integers get a wider type
  (`{:u, 64}` is `DECIMAL(20,0)`), durations become `INTERVAL DAY TO SECOND` and categories
  `STRING`. They are cast natively, without Elixir terms, by the rules below. A type that Spark
  does not have, and a time or an interval that is not a whole number of microseconds, is an error
  that names the column.

  ## Values

  Values are those of `SparkEx.Literal` and those that `SparkEx.DataFrame.collect/2` returns. A
  value that its column can't hold without loss is an error that names the row, counted from 0,
  and the column. A row with other columns than the schema is an error, too; columns that a row
  does not name are `nil`.

  | Type               | Elixir                                                              |
  |--------------------|---------------------------------------------------------------------|
  | `BINARY`           | a binary, or `{:binary, bytes}`                                     |
  | `DECIMAL`          | `Decimal`, an integer, or digits in a string                        |
  | `FLOAT`            | a float, which is rounded to the nearest `FLOAT`; else as `DOUBLE`  |
  | `DOUBLE`           | a float, an exact integer, `:nan`, `:infinity`, `:neg_infinity`     |
  | `STRUCT`           | a map, a keyword list, `{:struct, pairs}`, or values in order       |
  | `MAP`              | a map; `nil`, `%{}` and a map of `nil` are three different values   |
  | `VARIANT`          | numbers, strings, booleans, dates, times, lists, maps               |

  ## Inference

  Without a schema the types are inferred from all values:

    * integers are `BIGINT`, floats `DOUBLE`, both together `DOUBLE`
    * decimals get a precision and a scale that hold all of them
    * `DateTime` is `TIMESTAMP`, `NaiveDateTime` is `TIMESTAMP_NTZ`
    * binaries are `STRING`, `{:binary, bytes}` is `BINARY`
    * lists are `ARRAY`
    * a map with only atoms as keys is a `STRUCT`, as is `{:struct, pairs}`. Any other map is a
      `MAP`, as PySpark's dictionaries are; to send collected structs again, give the frame's
      schema: `schema: SparkEx.DataFrame.schema!(frame)`

  As in PySpark, the columns of rows that are maps are sorted by name. Those of keyword lists keep
  their order, and rows without names have the columns `_1`, `_2` and so on. All columns are
  nullable. A column without values, or with values that have no common type, is an error and
  needs a schema.

  ## Options

  #{SparkEx.Arguments.Options.docs(SparkEx.LocalData.Relation.options())}

  Returns `SparkEx.Error.Argument` for data that can't be sent, and the server's errors. (PySpark
  `SparkSession.createDataFrame`, `spark.connect.LocalRelation`, `ChunkedCachedLocalRelation`.)
  """
  @spec create_dataframe(Session.t(), term, keyword) ::
          {:ok, DataFrame.t()} | {:error, Exception.t()}
  defdelegate create_dataframe(session, data, options \\ []), to: LocalData.Relation

  @doc "As `create_dataframe/3`, but raises."
  @spec create_dataframe!(Session.t(), term, keyword) :: DataFrame.t()
  def create_dataframe!(session, data, options \\ []),
    do: session |> create_dataframe(data, options) |> Errors.unwrap!()

  @doc """
  Returns a frame without rows.

      {:ok, people} = SparkEx.empty_dataframe(session, "name STRING, age INT")

  Takes a schema as `create_dataframe/3` does, and returns the same errors. (PySpark
  `SparkSession.emptyDataFrame`, `spark.connect.LocalRelation`.)
  """
  @spec empty_dataframe(Session.t(), SparkEx.Types.input()) ::
          {:ok, DataFrame.t()} | {:error, Exception.t()}
  def empty_dataframe(session, schema), do: create_dataframe(session, [], schema: schema)

  @doc "As `empty_dataframe/2`, but raises."
  @spec empty_dataframe!(Session.t(), SparkEx.Types.input()) :: DataFrame.t()
  def empty_dataframe!(session, schema),
    do: session |> empty_dataframe(schema) |> Errors.unwrap!()

  @doc """
  Returns a reader of files and tables, see `SparkEx.Reader`.

      session
      |> SparkEx.read()
      |> SparkEx.Reader.option("header", true)
      |> SparkEx.Reader.csv("a.csv")

  (PySpark `SparkSession.read`.)
  """
  @spec read(Session.t()) :: Reader.t()
  def read(session), do: Reader.new(session)

  @doc """
  Returns a reader of streams, see `SparkEx.StreamReader`.

      session
      |> SparkEx.read_stream()
      |> SparkEx.StreamReader.json("/landing", schema: "id BIGINT")

  (PySpark `SparkSession.readStream`.)
  """
  @spec read_stream(Session.t()) :: StreamReader.t()
  def read_stream(session), do: StreamReader.new(session)

  @doc """
  Returns a frame of a table or a view.

      SparkEx.table(session, "flights")

  (PySpark `SparkSession.table`, `spark.connect.Read.NamedTable`.)
  """
  @spec table(Session.t(), String.t() | atom) :: DataFrame.t()
  def table(session, name), do: Reader.table(session, name)

  @doc """
  Returns the server's version of Spark.

      {:ok, "4.1.1"} = SparkEx.spark_version(session)
  """
  @spec spark_version(Session.t()) :: {:ok, String.t()} | {:error, Exception.t()}
  defdelegate spark_version(session), to: Session

  @doc "As `spark_version/1`, but raises."
  @spec spark_version!(Session.t()) :: String.t()
  defdelegate spark_version!(session), to: Session
end
