defmodule SparkEx.Pipeline do
  @moduledoc """
  Declarative pipelines (PySpark's `pyspark.pipelines`): datasets and the queries that fill them,
  which Spark runs in the order of their dependencies. They need Spark 4.1 or later.

      pipeline =
        Pipeline.new(storage: "file:///pipelines/sales", database: "sales")
        |> Pipeline.table("orders", fn session ->
          StreamReader.json(session, "/landing/orders", schema: "day DATE, price DOUBLE")
        end)
        |> Pipeline.materialized_view("daily", fn session ->
          session
          |> SparkEx.table("orders")
          |> DataFrame.group_by("day")
          |> DataFrame.agg(total: F.sum("price"))
        end)

      {:ok, events} = Pipeline.run(session, pipeline)

  | Function              | Defines                                                               |
  |-----------------------|-----------------------------------------------------------------------|
  | `materialized_view/4` | a table that each run recomputes                                      |
  | `table/4`             | a streaming table, to which each run appends new rows                 |
  | `temporary_view/4`    | a view that only the pipeline sees                                    |
  | `append_flow/4`       | a query that appends to a streaming table or a sink                   |
  | `auto_cdc/4`          | a feed of changes to apply to a streaming table (Spark 4.2)           |
  | `sink/4`              | a target outside the catalog, such as Kafka                           |
  | `sql/3`, `sql_files/3` | datasets and flows in SQL, such as `CREATE MATERIALIZED VIEW`         |

  A pipeline is plain data. Each run sends it as a whole, and the server drops it afterwards.
  Tables and the checkpoints below `:storage` remain. A query is a frame, the text of a SQL query,
  or a function that takes a session and returns either. It reads another dataset of the pipeline
  as a table (`SparkEx.table/2`), or as a stream of its new rows (`SparkEx.StreamReader.table/3`,
  `STREAM orders` in SQL).

  The option `:env` of a definition adds its file and line to error messages:

      Pipeline.table(pipeline, "orders", query, env: __ENV__)

  ## In a module

  `use SparkEx.Pipeline` takes the options of `new/1`, which are evaluated at each run. It imports
  the macros of `SparkEx.Pipeline.Macros`. It defines `pipeline/0`, and `pipeline/1`, which adds
  the definitions to another pipeline:

      defmodule Sales do
        use SparkEx.Pipeline, storage: Application.fetch_env!(:sales, :storage)

        alias SparkEx.{GroupedData, StreamReader}

        table "orders", session do
          StreamReader.json(session, "/landing/orders", schema: "day DATE, price DOUBLE")
        end

        materialized_view "daily" do
          "SELECT day, sum(price) AS total FROM orders GROUP BY day"
        end

        sql_files "sales/*.sql"
      end

      {:ok, events} = Pipeline.run(session, Sales)
  """

  alias SparkEx.Arguments.{Options, Receiver}
  alias SparkEx.Connect.Errors
  alias SparkEx.DataFrame.Names
  alias SparkEx.{DataFrame, Error}
  alias SparkEx.Pipeline.{Definition, Event, Graph, Mermaid, Run, Spec}

  @options [
    storage: [
      type: :string,
      required: true,
      doc: "An absolute URI, such as `\"s3://bucket/sales\"`, where Spark keeps checkpoints."
    ],
    catalog: [type: {:or, [:string, :atom]}, doc: "The catalog of names without one."],
    database: [
      type: {:or, [:string, :atom]},
      pyspark: :schema,
      doc: "The database of names without one."
    ],
    configuration: [
      type: {:or, [:keyword, :map]},
      default: %{},
      doc: "Spark's configuration for all flows, as a map."
    ]
  ]

  @enforce_keys [:storage]
  defstruct [:storage, :catalog, :database, configuration: %{}, definitions: []]

  @typedoc "A pipeline. The fields are private; definitions are kept in reverse order."
  @type t :: %__MODULE__{
          storage: String.t(),
          catalog: String.t() | nil,
          database: String.t() | nil,
          configuration: %{String.t() => String.t()},
          definitions: [{atom, map}]
        }

  @typedoc "The query of a flow."
  @type query ::
          DataFrame.t() | String.t() | (SparkEx.Session.t() -> DataFrame.t() | String.t())

  @typedoc "The name of a dataset, a flow or a sink."
  @type name :: DataFrame.name()

  @doc false
  defmacro __using__(options) do
    Module.put_attribute(__CALLER__.module, :spark_pipeline_options, options)
    Module.put_attribute(__CALLER__.module, :spark_pipeline_steps, [])

    quote do
      import SparkEx.Pipeline.Macros
      @before_compile SparkEx.Pipeline.Macros
    end
  end

  @doc """
  Returns a pipeline without definitions.

      iex> SparkEx.Pipeline.new(storage: "file:///pipelines/sales", database: :sales)
      #SparkEx.Pipeline<storage: "file:///pipelines/sales", datasets: []>

  ## Options

  #{Options.docs(@options)}

  Source: PySpark's `spark-pipeline.yml`, `spark.connect.PipelineCommand.CreateDataflowGraph`.
  """
  @spec new(keyword) :: t
  def new(options) do
    options = Options.validate!(options, @options, "new/1")

    %__MODULE__{
      storage: Names.text!(options[:storage], "the option :storage"),
      catalog: options[:catalog] && Names.name!(options[:catalog], "the option :catalog"),
      database: options[:database] && Names.name!(options[:database], "the option :database"),
      configuration: Definition.strings(options[:configuration], "the option :configuration")
    }
  end

  @doc """
  Reads a pipeline from a `spark-pipeline.yml`, the file of Spark's `spark-pipelines`.

      Pipeline.from_spec("pipelines/sales/spark-pipeline.yml")

  The libraries in the file are SQL files and Elixir files with modules that
  `use SparkEx.Pipeline`. Needs the library `yaml_elixir`. Raises `SparkEx.Error.Argument` for an
  invalid file. Source: PySpark `pipelines.cli.load_pipeline_spec`.
  """
  @spec from_spec(Path.t()) :: t
  def from_spec(path), do: path |> Names.text!("from_spec/1") |> Path.expand() |> Spec.load()

  @doc """
  Adds a table that each run recomputes from its query.

      iex> SparkEx.Pipeline.new(storage: "file:///pipelines/sales")
      ...> |> SparkEx.Pipeline.materialized_view("daily", "SELECT day, count(*) FROM orders GROUP BY day")
      #SparkEx.Pipeline<storage: "file:///pipelines/sales", datasets: ["daily"]>

  ## Options

  #{Options.docs(Definition.options(:stored))}

  Source: PySpark `pipelines.materialized_view`.
  """
  @spec materialized_view(t, name, query, keyword) :: t
  def materialized_view(pipeline, name, query, options \\ []),
    do: dataset(pipeline, :MATERIALIZED_VIEW, name, query!(query), options, "materialized_view/4")

  @doc """
  Adds a streaming table, to which each run appends the new rows of the streams that its query
  reads.

      iex> rate = SparkEx.StreamReader.load(:spark, nil, format: :rate)
      iex> SparkEx.Pipeline.new(storage: "file:///pipelines/ticks")
      ...> |> SparkEx.Pipeline.table("ticks", rate, format: :parquet)
      #SparkEx.Pipeline<storage: "file:///pipelines/ticks", datasets: ["ticks"]>

  With `nil` in place of a query, only flows of `append_flow/4` fill the table.

  ## Options

  #{Options.docs(Definition.options(:stored))}

  Source: PySpark `pipelines.table`, `pipelines.create_streaming_table`.
  """
  @spec table(t, name, query | nil, keyword) :: t
  def table(pipeline, name, query, options \\ []),
    do: dataset(pipeline, :TABLE, name, query, options, "table/4")

  @doc """
  Adds a view that only the queries of the pipeline can read.

      iex> SparkEx.Pipeline.new(storage: "file:///pipelines/sales")
      ...> |> SparkEx.Pipeline.temporary_view("recent", "SELECT * FROM orders WHERE day > '2026-01-01'")
      #SparkEx.Pipeline<storage: "file:///pipelines/sales", datasets: ["recent"]>

  ## Options

  #{Options.docs(Definition.options(:view))}

  Source: PySpark `pipelines.temporary_view`.
  """
  @spec temporary_view(t, name, query, keyword) :: t
  def temporary_view(pipeline, name, query, options \\ []),
    do: dataset(pipeline, :TEMPORARY_VIEW, name, query!(query), options, "temporary_view/4")

  @doc """
  Adds a query that appends its rows to a streaming table or a sink.

      iex> north = SparkEx.StreamReader.table(:spark, "north")
      iex> south = SparkEx.StreamReader.table(:spark, "south")
      iex> SparkEx.Pipeline.new(storage: "file:///pipelines/sales")
      ...> |> SparkEx.Pipeline.table("orders", nil)
      ...> |> SparkEx.Pipeline.append_flow("orders", north, name: "from_north")
      ...> |> SparkEx.Pipeline.append_flow("orders", south, name: "from_south")
      #SparkEx.Pipeline<storage: "file:///pipelines/sales", datasets: ["orders"]>

  ## Options

  #{Options.docs(Definition.options(:flow))}

  Source: PySpark `pipelines.append_flow`, `spark.connect.PipelineCommand.DefineFlow`.
  """
  @spec append_flow(t, name, query, keyword) :: t
  def append_flow(pipeline, target, query, options \\ []) do
    definition = Definition.append_flow(target, query!(query), options, "append_flow/4")
    add(pipeline, [definition])
  end

  @doc """
  Adds a flow that applies a feed of changes to a streaming table: inserts, updates and deletes of
  rows that are identified by keys. It needs Spark 4.2.

      iex> SparkEx.Pipeline.new(storage: "file:///pipelines/sales")
      ...> |> SparkEx.Pipeline.table("customers", nil)
      ...> |> SparkEx.Pipeline.auto_cdc("customers", "changes",
      ...>   keys: "id",
      ...>   sequence_by: "changed_at",
      ...>   apply_as_deletes: "operation = 'DELETE'",
      ...>   except_columns: ["operation", "changed_at"]
      ...> )
      #SparkEx.Pipeline<storage: "file:///pipelines/sales", datasets: ["customers"]>

  `source` is the name of a dataset or a table, which is read as a stream. The table's format must
  support `MERGE`.

  ## Options

  #{Options.docs(Definition.options(:auto_cdc))}

  Source: PySpark 4.3 `pipelines.create_auto_cdc_flow`.
  """
  @spec auto_cdc(t, name, name, keyword) :: t
  def auto_cdc(pipeline, target, source, options),
    do: add(pipeline, [Definition.auto_cdc(target, source, options, "auto_cdc/4")])

  @doc """
  Adds a target outside the catalog, to which flows of `append_flow/4` write.

      iex> SparkEx.Pipeline.new(storage: "file:///pipelines/sales")
      ...> |> SparkEx.Pipeline.sink("alerts", :kafka, "kafka.bootstrap.servers": "broker:9092", topic: "alerts")
      #SparkEx.Pipeline<storage: "file:///pipelines/sales", datasets: ["alerts"]>

  The options are those of the format, see `SparkEx.StreamWriter`, and `:env`. Source: PySpark
  `pipelines.create_sink`.
  """
  @spec sink(t, name, name, keyword | map) :: t
  def sink(pipeline, name, format, options \\ []),
    do: add(pipeline, [Definition.sink(name, format, options, "sink/4")])

  @doc """
  Adds the definitions of a SQL text: `CREATE MATERIALIZED VIEW`, `CREATE STREAMING TABLE`,
  `CREATE TEMPORARY VIEW` and `CREATE FLOW`.

      iex> SparkEx.Pipeline.new(storage: "file:///pipelines/sales")
      ...> |> SparkEx.Pipeline.sql("CREATE MATERIALIZED VIEW daily AS SELECT * FROM orders;")
      #SparkEx.Pipeline<storage: "file:///pipelines/sales", datasets: ["daily"]>

  ## Options

  #{Options.docs(Definition.options(:sql))}

  Source: `spark.connect.PipelineCommand.DefineSqlGraphElements`.
  """
  @spec sql(t, String.t(), keyword) :: t
  def sql(pipeline, text, options \\ []),
    do: add(pipeline, [Definition.sql(text, options, "sql/3")])

  @doc """
  Adds the definitions of SQL files, which it reads at once.

      Pipeline.sql_files(pipeline, "transformations/**/*.sql")

  The argument is a path or a wildcard of `Path.wildcard/2`. Raises `SparkEx.Error.Argument` if no
  file matches.
  """
  @spec sql_files(t, Path.t(), keyword) :: t
  def sql_files(pipeline, wildcard, options \\ []) do
    [] = Options.validate!(options, [], "sql_files/3")

    wildcard
    |> Definition.files("sql_files/3")
    |> Enum.reduce(pipeline, &sql(&2, File.read!(&1), file: Path.relative_to_cwd(&1)))
  end

  @doc """
  Runs a pipeline and waits for it to end.

      {:ok, events} =
        Pipeline.run(session, pipeline, on_event: &IO.puts(&1.message), full_refresh: ["daily"])

  By default, the run updates all datasets: it recomputes materialized views, and appends new rows
  to streaming tables. The pipeline may be a module with `use SparkEx.Pipeline`. Returns the
  events of the run.

  A failed run returns `SparkEx.Error.Pipeline`, which names the failed flows, their errors, and
  the file and line of their definitions. Spark retries a failed flow twice, after a few seconds,
  unless `spark.sql.pipelines.maxFlowRetryAttempts` is 0.

  If the caller dies, the timeout passes or `:on_event` raises, the run is interrupted. In every
  case, the server drops the pipeline. Spark stops the streams of an interrupted run and starts no
  further flow, but it may finish a running query of a materialized view.

  ## Options

  #{Options.docs(Run.options())}

  Each event is also a telemetry event, see `SparkEx.Telemetry`. Source: PySpark's
  `spark-pipelines run`, `spark.connect.PipelineCommand.StartRun`.
  """
  @spec run(SparkEx.Session.t(), t | module, keyword) ::
          {:ok, [Event.t()]} | {:error, Exception.t()}
  def run(session, pipeline, options \\ []),
    do: Run.run(session, of!(pipeline), options, "run/3")

  @doc "As `run/3`, but raises."
  @spec run!(SparkEx.Session.t(), t | module, keyword) :: [Event.t()]
  def run!(session, pipeline, options \\ []),
    do: session |> run(pipeline, options) |> Errors.unwrap!()

  @doc """
  Checks a pipeline without running its flows: names, dependencies and the analysis of all
  queries.

      {:ok, _events} = Pipeline.dry_run(session, pipeline)

  Takes the options of `run/3`, and returns the same errors. Source: PySpark's
  `spark-pipelines dry-run`.
  """
  @spec dry_run(SparkEx.Session.t(), t | module, keyword) ::
          {:ok, [Event.t()]} | {:error, Exception.t()}
  def dry_run(session, pipeline, options \\ []),
    do: Run.dry_run(session, of!(pipeline), options, "dry_run/3")

  @doc "As `dry_run/3`, but raises."
  @spec dry_run!(SparkEx.Session.t(), t | module, keyword) :: [Event.t()]
  def dry_run!(session, pipeline, options \\ []),
    do: session |> dry_run(pipeline, options) |> Errors.unwrap!()

  @doc """
  Returns the graph of a pipeline as the text of a [Mermaid](https://mermaid.js.org) flowchart.

      iex> pipeline =
      ...>   SparkEx.Pipeline.new(storage: "file:///pipelines/sales")
      ...>   |> SparkEx.Pipeline.table("orders", &SparkEx.StreamReader.table(&1, "landing.raw"))
      ...>   |> SparkEx.Pipeline.materialized_view("daily", "SELECT DISTINCT day FROM orders")
      iex> pipeline |> SparkEx.Pipeline.to_mermaid() |> String.split("\\n", trim: true)
      [
        "flowchart LR",
        ~s|  n0[["landing.raw<br/>table"]]|,
        ~s|  n1[("orders<br/>streaming table")]|,
        ~s|  n2["daily<br/>materialized view"]|,
        "  n0 --> n1",
        "  n1 --> n2"
      ]

  With the events of a run, each dataset has its last state:

      {:ok, events} = Pipeline.run(session, pipeline)
      Pipeline.to_mermaid(pipeline, events)

  The arrows are the tables that plans and SQL texts name. Calls query functions with a session
  that is not open. A function that needs an open one has no arrows, and other exceptions of a
  function are raised. In Livebook, a pipeline as the last line of a cell shows the picture.
  """
  @spec to_mermaid(t | module, [Event.t()]) :: String.t()
  def to_mermaid(pipeline, events \\ []) do
    pipeline = of!(pipeline)
    graph = Graph.new(pipeline)
    Mermaid.text(graph, Graph.states(graph, pipeline, events))
  end

  defp dataset(pipeline, type, name, query, options, context),
    do: add(pipeline, Definition.dataset(type, name, query, options, context))

  defp query!(nil), do: raise(Error.Argument, "expected a query, got: nil")
  defp query!(query), do: query

  defp add(pipeline, definitions) do
    pipeline = pipeline!(pipeline)
    %{pipeline | definitions: Enum.reverse(definitions, pipeline.definitions)}
  end

  @doc false
  # A pipeline, or the pipeline of a module.
  @spec of!(t | module) :: t
  def of!(module) when is_atom(module) and module != nil do
    if Code.ensure_loaded?(module) and function_exported?(module, :pipeline, 0),
      do: pipeline!(module.pipeline()),
      else:
        raise(Error.Argument, "#{inspect(module)} is not a module with `use SparkEx.Pipeline`")
  end

  def of!(pipeline), do: pipeline!(pipeline)

  defp pipeline!(%__MODULE__{} = pipeline), do: pipeline
  defp pipeline!(other), do: raise(Receiver.error(other, "a SparkEx.Pipeline"))

  # The configuration may hold secrets.
  defimpl Inspect do
    alias SparkEx.Pipeline.Datasets

    def inspect(pipeline, _opts) do
      names = pipeline |> Datasets.list() |> Enum.map(& &1.name)

      "#SparkEx.Pipeline<storage: #{Kernel.inspect(pipeline.storage)}, " <>
        "datasets: #{Kernel.inspect(names)}>"
    end
  end
end
