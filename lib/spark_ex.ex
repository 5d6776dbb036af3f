defmodule SparkEx do
  @moduledoc """
  Apache Spark from Elixir: a client for Spark Connect.

      {:ok, session} = SparkEx.connect(url: "sc://localhost:15002")

      session
      |> SparkEx.sql("SELECT * FROM range(10)")
      |> SparkEx.DataFrame.filter("id > 6")
      |> SparkEx.DataFrame.collect!()
      #=> [%{"id" => 7}, %{"id" => 8}, %{"id" => 9}]

  Frames are lazy: a `SparkEx.DataFrame` is a plan, plain data, and nothing is sent before an
  action such as `SparkEx.DataFrame.collect/2`.

  ## The map

    * `SparkEx` (you are here) - opens sessions, makes frames from SQL, tables, ranges and Elixir's own data
    * `SparkEx.Session` - the life of a session, its configuration, tags and interrupts
    * `SparkEx.DataFrame`, `SparkEx.GroupedData` - transforms and actions
    * `SparkEx.Column`, `SparkEx.Functions`, `SparkEx.Window` - expressions
    * `SparkEx.Query` - the same, written with Elixir's operators
    * `SparkEx.Reader`, `SparkEx.Writer` - files and tables
    * `SparkEx.Catalog` - what tables, views, functions and databases there are
    * `SparkEx.Observation`, `SparkEx.ExecutionInfo` - what a query saw, and what Spark counted
    * `SparkEx.UDFRegistration`, `SparkEx.UDTFRegistration` - functions in Java and Python
    * `SparkEx.Types`, `SparkEx.Interval` - Spark's types and their values here
    * `SparkEx.Batch`, `SparkEx.Explorer` - results as Arrow data and as Explorer frames
    * `SparkEx.Livebook` - frames in notebooks
    * `SparkEx.LocalServer` - a Spark (or Sail) on this machine
    * `SparkEx.Telemetry`, `SparkEx.NativeLog` - what happens on the way
    * `SparkEx.Error.Remote` and the other errors

  Functions that only build a plan raise `SparkEx.Error.Argument` on bad input. Functions that ask
  the server return `{:ok, value}` or `{:error, exception}`, and have a twin with `!` that raises.
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

  It also defines the aliases `DataFrame`, `Column` and `F` (`SparkEx.Functions`). The operators of
  `SparkEx.Query` work inside of its macros only.

  Where two modules have a function of the same name and arity, only one is imported:

    * Elixir's own are kept: call `F.abs/1`, `F.ceil/1`, `F.floor/1`, `F.length/1`, `F.quote/1`,
      `F.round/1`, `F.struct/1`, and `Column.and_/2`, `or_/2`, `not_/1`
    * the macros of `SparkEx.Query` are kept: `column/1` and `filter/2`, not those of `F`
    * the functions of `SparkEx.Column` are kept, such as `contains/2`, `like/2` and `substr/3`, whose
      strings are literals; call `F.contains/2` for columns
    * `transform/2` is that of `SparkEx.Functions`
  """
  defmacro __using__(_options), do: SparkEx.Imports.quoted()

  alias SparkEx.{DataFrame, LocalData, Options, Reader, Session, SQLText}
  alias SparkEx.Connect.{Errors, ResultDecoder}

  @doc """
  Opens a session and makes sure that the server answers.

      {:ok, session} = SparkEx.connect(url: "sc://localhost:15002")
      {:ok, session} = SparkEx.connect(url: "sc://spark.example.com:443/;use_ssl=true", token: &MyApp.token/0)
      {:ok, session} = SparkEx.connect(url: "local[*]")

  `local[*]` starts a Spark of this session's own, see `SparkEx.LocalServer`. Without `:url` the
  environment variable `SPARK_REMOTE` counts. All options are those of `SparkEx.Session`; `:conf` is
  set once connected, and a key that can't be set is an error.

  The session is linked to the calling process and ends with it. In an application put
  `{SparkEx.Session, options}` under a supervisor.

  Returns `SparkEx.Error.Argument` for wrong options, `SparkEx.Error.Transport` where the server
  can't be reached or refuses the caller, `SparkEx.Error.LocalServer` where no server could be
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

  @doc "As `stop/1`, but raises where the server could not be told."
  @spec stop!(Session.t()) :: :ok
  defdelegate stop!(session), to: Session

  @doc """
  A frame from SQL text.

      SparkEx.sql(session, "SELECT * FROM flights WHERE carrier = ? AND month = ?", ["UA", 1])
      SparkEx.sql(session, "SELECT * FROM flights WHERE carrier = :carrier", carrier: "UA")

  A list gives the values of `?`, a map or keyword list those of `:name`. Values are literals (see
  `SparkEx.Functions.lit/1`) or columns; they are never pasted into the text here. Spark 4.1 itself
  writes them into it, which shows in one place: a `DateTime` in the hour that is repeated when summer time ends is
  taken for the first of the two where the session's time zone has one. In a frame, `lit/1` is exact. Parameters that are
  themselves named `:binary` or `:struct` need a map: `[binary: bytes]` is one value for a `?`.

  A frame that is given by name stands in the text as `{name}`, wherever a table may stand:

      late = DataFrame.filter(flights, "dep_delay > 60")
      SparkEx.sql(session, "SELECT carrier, count(*) FROM {late} WHERE month = :month GROUP BY carrier",
        late: late, month: 1)

  To Spark it is a view that lasts for as long as the text is analyzed, so a view that the text itself creates can't
  use it.

  The frame is lazy. Text that is a command (INSERT, CREATE, DROP …) is therefore run at every
  action that contains the frame: use `execute/4` for those. (PySpark `SparkSession.sql`,
  `spark.connect.SQL`, and `WithRelations` for frames.)
  """
  @spec sql(Session.t(), String.t(), list | map) :: DataFrame.t()
  def sql(session, query, arguments \\ []),
    do: %DataFrame{
      session: Session.Reference.session!(session),
      plan: SQLText.relation(session, query, arguments)
    }

  @doc """
  Runs a SQL statement exactly once, and returns the frame of its result.

      {:ok, _result} = SparkEx.execute(session, "CREATE TABLE t (id BIGINT) USING parquet")
      {:ok, result} = SparkEx.execute(session, "SHOW TABLES")
      SparkEx.DataFrame.collect(result)

  A command has been run when this returns, and its result is kept in the frame: nothing that is
  done with the frame runs it again. A query is not run, only checked; its frame is lazy.

  Arguments are as for `sql/3`.

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
  A frame of data from here.

      {:ok, people} = SparkEx.create_dataframe(session, [%{name: "Ann", age: 31}, %{name: "Bob", age: nil}])
      {:ok, people} = SparkEx.create_dataframe(session, [{"Ann", 31}], schema: "name STRING, age INT")
      {:ok, people} = SparkEx.create_dataframe(session, name: ["Ann", "Bob"], age: [31, nil])

  The data is one of:

    * rows, a list of maps (keys are strings or atoms), of keyword lists, of tuples or lists (values in the
      order of the columns), or of single values
    * columns, a map, a keyword list, or a list of pairs, of a name and a list of values each; it is what
      `collect(frame, as: :columns)` gives. (`as: :rows` for rows of a text and an array)
    * `{:arrow, ipc}`, a stream of Arrow IPC as bytes, or a `SparkEx.Batch`
    * an Explorer frame, columns that are all Explorer's series, or whatever implements `Table.Reader`, where
      these libraries are there

  Small data stands in the plan. Larger data (from 1 MiB on, see Spark's
  `spark.sql.session.localRelationCacheThreshold`) is sent to the server, which keeps it for as long as
  the session lasts; what it has already is not sent again. Data is converted some thousand rows at a
  time, and never held twice.

  Arrow data and Explorer's frames keep the types that they have (unsigned integers get a wider one,
  `{:u, 64}` is `DECIMAL(20,0)`, durations are `INTERVAL DAY TO SECOND`, categories `STRING`) and never
  become Elixir terms: they are cast natively, by the rules below. A type that Spark has not, and a moment
  or an interval that is no whole microsecond, is an error that names the column.

  ## Values

  Values are those of `SparkEx.Literal`, and whatever `SparkEx.DataFrame.collect/2` gives out. Each is
  checked: one that its column can't hold without loss is an error that names its row (counted from 0) and
  column, as is a row of other columns than the schema has. What a row does not name is `nil`.

  | Type                       | Elixir                                                            |
  |----------------------------|-------------------------------------------------------------------|
  | `BINARY`                   | a binary, or `{:binary, bytes}`                                   |
  | `DECIMAL`                  | `Decimal`, an integer, or digits in a string                      |
  | `FLOAT` `DOUBLE`           | a float (for `FLOAT` the nearest one), an integer that the type holds exactly, `:nan` `:infinity` `:neg_infinity` |
  | `STRUCT`                   | a map, a keyword list, `{:struct, pairs}`, or values in order     |
  | `MAP`                      | a map; `nil`, `%{}` and a map of `nil` are three different values |
  | `VARIANT`                  | numbers, strings, booleans, dates, times, lists, maps             |

  ## Inference

  Without a schema all values are looked at. Integers are `BIGINT`, floats `DOUBLE`, both together `DOUBLE`;
  decimals get the digits that they need together; `DateTime` is `TIMESTAMP`, `NaiveDateTime`
  `TIMESTAMP_NTZ`; binaries are `STRING`, `{:binary, bytes}` is `BINARY`; lists are `ARRAY`. A map whose keys
  are all atoms is a `STRUCT`, as is `{:struct, pairs}`; any other map is a `MAP`, as PySpark's dictionaries
  are, so structs that were collected go up again as structs with the frame's schema
  (`schema: SparkEx.DataFrame.schema!(frame)`). Columns of rows that are maps
  are sorted by name, as PySpark does; those of keyword lists keep their order; rows without names have
  the columns `_1`, `_2` and so on. Every column may be null. A column without any value, and one of values
  that share no type, is an error: give the schema.

  ## Options

  #{SparkEx.Options.docs(SparkEx.LocalData.options())}

  Returns `SparkEx.Error.Argument` for data that can't be sent, and whatever the server says. (PySpark
  `SparkSession.createDataFrame`, `spark.connect.LocalRelation`, `ChunkedCachedLocalRelation`.)
  """
  @spec create_dataframe(Session.t(), term, keyword) ::
          {:ok, DataFrame.t()} | {:error, Exception.t()}
  defdelegate create_dataframe(session, data, options \\ []), to: LocalData

  @doc "As `create_dataframe/3`, but raises."
  @spec create_dataframe!(Session.t(), term, keyword) :: DataFrame.t()
  def create_dataframe!(session, data, options \\ []),
    do: session |> create_dataframe(data, options) |> Errors.unwrap!()

  @doc """
  A reader of files and tables, see `SparkEx.Reader`.

      session |> SparkEx.read() |> SparkEx.Reader.option("header", true) |> SparkEx.Reader.csv("a.csv")

  (PySpark `SparkSession.read`.)
  """
  @spec read(Session.t()) :: Reader.t()
  def read(session), do: Reader.new(session)

  @doc """
  The frame of a table or view.

      SparkEx.table(session, "flights")

  (PySpark `SparkSession.table`, `spark.connect.Read.NamedTable`.)
  """
  @spec table(Session.t(), String.t() | atom) :: DataFrame.t()
  def table(session, name), do: Reader.table(session, name)

  @doc """
  The version of Spark that the server runs.

      {:ok, "4.1.1"} = SparkEx.spark_version(session)
  """
  @spec spark_version(Session.t()) :: {:ok, String.t()} | {:error, Exception.t()}
  defdelegate spark_version(session), to: Session

  @doc "As `spark_version/1`, but raises."
  @spec spark_version!(Session.t()) :: String.t()
  defdelegate spark_version!(session), to: Session
end
