if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.Livebook do
    @preview [
      name: [type: :string, default: "Preview", doc: "The name of the table."],
      rows: [
        type: :pos_integer,
        doc:
          "The maximum number of rows to fetch, by default `preview_rows_default` of the session."
      ],
      num_rows: [type: :pos_integer, doc: "The number of rows on a page."],
      sorting_enabled: [
        type: :boolean,
        default: true,
        doc: "Whether the fetched rows can be sorted."
      ],
      formatter: [type: {:fun, 2}, doc: "See `Kino.DataTable.new/2`."]
    ]

    @sample [
              fraction: [
                type: :number,
                default: 0.01,
                doc: "The fraction of all rows, from 0 to 1."
              ],
              seed: [type: :integer, doc: "The same seed samples the same rows."]
            ] ++ Keyword.update!(@preview, :name, &Keyword.put(&1, :default, "Sample"))

    @explain [
      mode: [
        type: {:in, [:simple, :extended, :codegen, :cost, :formatted]},
        default: :extended,
        doc: "The level of detail, see `SparkEx.DataFrame.explain/3`."
      ]
    ]

    @chart [
      max_rows: [
        type: {:or, [:pos_integer, {:in, [:infinity]}]},
        default: SparkEx.Livebook.ChartData.rows_max(),
        doc: "The maximum number of rows; more are an error."
      ]
    ]

    @live_table [
                  rows: [
                    type: :pos_integer,
                    default: SparkEx.Livebook.LiveFrame.rows(),
                    doc: "The maximum number of rows to show."
                  ]
                ] ++ SparkEx.Livebook.LiveFrame.options()

    @live_chart [
                  x: [type: {:or, [:string, :atom]}, doc: "The column of the horizontal axis."],
                  y: [type: {:or, [:string, :atom]}, doc: "The column of the vertical axis."],
                  color: [type: {:or, [:string, :atom]}, doc: "The column of the colors."],
                  mark: [
                    type: :atom,
                    default: :line,
                    doc: "The mark of VegaLite, such as `:point` or `:bar`."
                  ],
                  spec: [
                    type: :any,
                    doc: "A `VegaLite` of your own without data, instead of the options above."
                  ],
                  window: [
                    type: :pos_integer,
                    default: 1_000,
                    doc: "The number of latest rows to show, if rows are added."
                  ],
                  max_rows: [
                    type: :pos_integer,
                    default: SparkEx.Livebook.ChartData.rows_max(),
                    doc: "The maximum number of rows of a micro-batch; more are an error."
                  ]
                ] ++ SparkEx.Livebook.LiveFrame.options()

    # The widget takes the events by :on_event; others get them as messages.
    @pipeline [
                dry: [
                  type: :boolean,
                  default: false,
                  doc: "Whether to check the pipeline and run nothing."
                ]
              ] ++ Keyword.delete(SparkEx.Pipeline.Run.options(), :on_event)

    @moduledoc """
    Frames in Livebook. This module exists if [Kino](https://github.com/livebook-dev/kino) is
    loaded.

    A frame as the last line of a cell shows tabs with a preview, its schema, its query plans and
    the frame as a term. The tabs appear at once, and bounded queries fill them; these end when
    the cell runs again. In the preview, a click on a column sorts all rows on Spark, and "Count
    rows" counts them. Binaries are hexadecimal, and nested values are JSON as `SparkEx.Explorer`
    describes. If the frame contains a SQL command (INSERT, DROP …), showing it runs the command
    once for all tabs. Each action on the frame runs it again, see `SparkEx.sql/3`.

    A streaming frame shows its latest rows and its rows per second, with a button that stops the
    query, see `live_table/2`. A `SparkEx.StreamingQuery` shows its state and its progress. Both
    change with the events of the query, see `SparkEx.Streaming.subscribe/2`.

    A `SparkEx.Pipeline` shows its graph as a picture. `run_pipeline/3` shows the states of its
    datasets while it runs.

    A model of `SparkEx.ML` shows its parameters, the metrics of its training, and its importances
    or coefficients by the names of the features: as a chart if `kino_vega_lite` is installed.

    The functions of this module return Kino terms and never render them. Use them in the last
    line of a cell, in `Kino.render/1`, `Kino.Layout` and `Kino.Frame`. They raise errors.

        Kino.Layout.grid([
          SparkEx.Livebook.preview(flights, name: "Flights"),
          SparkEx.Livebook.schema(flights)
        ])

    The smart cells *Spark connection*, *Spark SQL*, *Spark chart* and *Spark stream* write plain
    SparkEx code. Charts need `kino_vega_lite`.

    The widgets have light and dark colors. Livebook does not pass its theme to widgets, so the
    color scheme that the browser prefers selects them.

    ## Tables for other libraries

    `Kino.DataTable.new/2`, `VegaLite.data_from_values/3` and `Explorer.DataFrame.new/2` read
    terms that implement `Table.Reader`. A frame does not implement it: Livebook's chart and
    transform cells read every table among the variables of a notebook each time a cell has run,
    and would fetch each frame again and again. Pass the fetched rows instead:

    | For                          | use                                                                    |
    |------------------------------|------------------------------------------------------------------------|
    | a table                      | the frame as the last line of a cell, or `preview/2`                   |
    | VegaLite, the chart cell     | `chart_data/2`                                                         |
    | Explorer, the transform cell | `SparkEx.DataFrame.to_explorer!/2`                                     |
    | other libraries              | `SparkEx.DataFrame.collect!/2` with `as: :columns`, or a `SparkEx.Batch` |
    """

    alias SparkEx.Connect.Errors
    alias SparkEx.Arguments.Options
    alias SparkEx.{DataFrame, Error, Pipeline, Session, StreamingQuery, StreamWriter}
    alias SparkEx.DataFrame.Statement
    alias SparkEx.Livebook.{Cell, ChartData, ErrorHTML, Job, Lazy, LiveChart}
    alias SparkEx.Livebook.{LivePipeline, LiveQuery}
    alias SparkEx.Livebook.{OwnedQuery, Preview, QueryBar, SchemaTree}

    @typedoc "Runs the query of a frame with the given options."
    @type action :: (DataFrame.t(), keyword -> result)

    @typedoc "The result of an action."
    @type result :: {:ok, term} | :ok | {:error, Exception.t()}

    @css Path.expand("../assets/spark_ex.css", __DIR__)
    @external_resource @css
    @style File.read!(@css)

    @doc """
    Opens a session as `SparkEx.connect/1` does. The session ends, here and on the server, when
    its cell runs again or is deleted.

        {:ok, spark} = SparkEx.Livebook.connect(url: "local[*]")
    """
    @spec connect(keyword) :: {:ok, pid} | {:error, Exception.t()}
    def connect(options \\ []), do: Lazy.value(Lazy.start(fn -> SparkEx.connect(options) end))

    @doc "As `connect/1`, but raises."
    @spec connect!(keyword) :: pid
    def connect!(options \\ []), do: options |> connect() |> Errors.unwrap!()

    @doc """
    Returns the first rows as a `Kino.DataTable`.

        SparkEx.Livebook.preview(flights, name: "Flights", rows: 500)

    #{Options.docs(@preview)}

    The name of the table tells if the frame has more rows. Unlike the preview of a rendered
    frame, this function blocks until the rows are there, and the table sorts only these.
    """
    @spec preview(DataFrame.t(), keyword) :: Kino.DataTable.t()
    def preview(frame, options \\ []) do
      options = Options.validate!(options, @preview, "preview/2")
      frame |> settle!() |> table(options)
    end

    @doc """
    Returns a random sample of the rows as a `Kino.DataTable`.

        SparkEx.Livebook.sample(flights, fraction: 0.001, seed: 42)

    #{Options.docs(@sample)}
    """
    @spec sample(DataFrame.t(), keyword) :: Kino.DataTable.t()
    def sample(frame, options \\ []) do
      options = Options.validate!(options, @sample, "sample/2")

      frame
      |> settle!()
      |> DataFrame.sample(options[:fraction], Keyword.take(options, [:seed]))
      |> table(options)
    end

    defp settle!(frame), do: frame |> Statement.settle() |> Errors.unwrap!()

    defp table(frame, options) do
      schema = DataFrame.schema!(frame)
      limit = frame.session |> Preview.rows(options[:rows]) |> Errors.unwrap!()
      preview = frame |> Preview.load(schema, limit, nil) |> Errors.unwrap!()
      name = if preview.more, do: "#{options[:name]} (first #{limit} rows)", else: options[:name]

      table = Keyword.take(options, [:num_rows, :sorting_enabled])
      formatter = options[:formatter] && (&format(&1, &2, options[:formatter]))

      preview
      |> Preview.tabular()
      |> Kino.DataTable.new([name: name, formatter: formatter] ++ table)
    end

    # The formatter of a user takes values, not cells.
    defp format(key, %Cell{value: value}, formatter), do: formatter.(key, value)
    defp format(key, value, formatter), do: formatter.(key, value)

    @doc """
    Returns the query plans of a frame as text.

        SparkEx.Livebook.explain(flights, mode: :formatted)

    #{Options.docs(@explain)}
    """
    @spec explain(DataFrame.t(), keyword) :: Kino.Text.t()
    def explain(frame, options \\ []) do
      options = Options.validate!(options, @explain, "explain/2")
      frame |> DataFrame.explain_string!(options[:mode]) |> Kino.Text.new(terminal: true)
    end

    @doc """
    Returns the schema of a frame as a tree in text.

        SparkEx.Livebook.schema(flights)
    """
    @spec schema(DataFrame.t()) :: Kino.Text.t()
    def schema(frame), do: frame |> DataFrame.tree_string!() |> Kino.Text.new(terminal: true)

    @doc """
    Runs an action beside the cell and returns a Kino frame at once. The frame shows the progress:
    stages, tasks, bytes read, time, a button that cancels, and a link to Spark's web UI if the
    session has started a local server with one.

        SparkEx.Livebook.run_with_progress(by_carrier)
        SparkEx.Livebook.run_with_progress(flights, max_rows: 100_000)
        SparkEx.Livebook.run_with_progress(flights, fn flights, options ->
          DataFrame.to_explorer(flights, options)
        end)

    The action is a function of the frame and options, which it must pass to the query. Options
    instead of a function are those of `SparkEx.DataFrame.collect/2`, which is the default action.
    When the action ends, the frame shows the value of `{:ok, value}` or the error. The query ends
    when the cell runs again. To bind the value to a variable, use `with_progress!/3`.

    Raises `SparkEx.Error.Argument` for any other action.
    """
    @spec run_with_progress(DataFrame.t(), action | keyword) :: Kino.Frame.t()
    def run_with_progress(frame, action \\ []) do
      action = action!(action, "run_with_progress/2")
      kino_frame = Kino.Frame.new(placeholder: false)
      {kino, _tag} = bar = QueryBar.new(frame.session)
      Kino.Frame.render(kino_frame, kino)

      Kino.start_child!(
        {Task,
         fn ->
           result = Job.result(fn -> QueryBar.watch(bar, frame, action) end)
           QueryBar.await_seen(bar)
           show_result(kino_frame, result)
           Kino.terminate_child(kino.pid)
         end}
      )

      kino_frame
    end

    defp show_result(kino_frame, :ok), do: Kino.Frame.clear(kino_frame)
    defp show_result(kino_frame, {:ok, value}), do: Kino.Frame.render(kino_frame, value)

    defp show_result(kino_frame, {:error, exception}),
      do: Kino.Frame.render(kino_frame, error(exception))

    @doc """
    Runs an action and returns its result. A Kino frame of yours shows the progress meanwhile, and
    is empty afterwards.

        bar = Kino.Frame.new(placeholder: false) |> Kino.render()
        {:ok, rows} = SparkEx.Livebook.with_progress(bar, flights, &DataFrame.collect/2)

    The action is a function or options, as in `run_with_progress/2`.
    """
    @spec with_progress(Kino.Frame.t(), DataFrame.t(), action | keyword) :: result
    def with_progress(kino_frame, frame, action \\ []),
      do: QueryBar.run(kino_frame, frame, action!(action, "with_progress/3"))

    @doc "As `with_progress/3`, but returns the value of `{:ok, value}` or raises the error."
    @spec with_progress!(Kino.Frame.t(), DataFrame.t(), action | keyword) :: term
    def with_progress!(kino_frame, frame, action \\ []),
      do: kino_frame |> with_progress(frame, action) |> Errors.unwrap!()

    defp action!(function, _context) when is_function(function, 2), do: function

    defp action!(options, context) do
      unless Keyword.keyword?(options),
        do: raise(Error.Argument, message: expected(options, context))

      if options[:progress],
        do: raise(Error.Argument, message: "the bar uses the option :progress")

      fn frame, progress -> DataFrame.collect(frame, options ++ progress) end
    end

    defp expected(action, context) do
      "#{context} expects a function of a frame and options such as &SparkEx.DataFrame.collect/2, or " <>
        "options of SparkEx.DataFrame.collect/2, got: #{inspect(action)}"
    end

    @doc """
    Returns the catalogs of a session as a tree of databases, tables and columns. A level is
    fetched when its parent is opened.

        SparkEx.Livebook.schema_tree(session)
    """
    @spec schema_tree(Session.t()) :: Kino.JS.Live.t()
    def schema_tree(session), do: SchemaTree.new(session)

    @doc """
    Returns the rows of a frame as data for a chart: a map of columns, for
    `VegaLite.data_from_values/2` and other libraries that read tables.

        VegaLite.new()
        |> VegaLite.data_from_values(SparkEx.Livebook.chart_data(by_hour))
        |> VegaLite.mark(:bar)
        |> VegaLite.encode_field(:x, "hour")
        |> VegaLite.encode_field(:y, "mean_delay", type: :quantitative)

    #{Options.docs(@chart)}

    Decimals become floats, dates and times become ISO 8601 strings, nested values become JSON,
    and NaN and the infinities become `nil`. Raises `SparkEx.Error.Argument` if there are too many
    rows: aggregate them on Spark, or take a sample.
    """
    @spec chart_data(DataFrame.t(), keyword) :: %{String.t() => list}
    def chart_data(frame, options \\ []) do
      options = Options.validate!(options, @chart, "chart_data/2")
      frame |> ChartData.load(options[:max_rows]) |> Errors.unwrap!()
    end

    @doc """
    Returns the latest rows of a streaming frame as a widget, with its rows per second and a
    button that stops its query.

        SparkEx.Livebook.live_table(orders, rows: 20, trigger: [processing_time: "5 seconds"])

    #{Options.docs(@live_table)}

    The query starts when the widget is first shown. It fetches the first rows of each
    micro-batch, so the memory that it takes does not grow, and it stops when its cell runs again.
    It has a checkpoint of its own, so it reads the stream from its start or as the source's
    options say. A streaming frame as the last line of a cell shows this widget. The server needs
    a Python, see `SparkEx.StreamWriter.foreach_batch/3`.
    """
    @spec live_table(DataFrame.t(), keyword) :: Kino.JS.Live.t()
    def live_table(frame, options \\ []) do
      options = Options.validate!(options, @live_table, "live_table/2")
      frame |> DataFrame.frame!() |> LiveQuery.table(options)
    end

    @doc """
    Returns a chart that follows a streaming frame or query.

    A `SparkEx.StreamingQuery` becomes a chart of its rows per second, and takes no options:

        SparkEx.Livebook.live_chart(query)

    A streaming frame becomes a VegaLite chart of its rows, under the state of its query, which
    starts and ends as that of `live_table/2`. It needs the library `kino_vega_lite`:

        orders
        |> DataFrame.group_by([F.window("at", "1 minute"), F.col("shop")])
        |> DataFrame.agg(revenue: F.sum("price"))
        |> DataFrame.select([F.col("window.start") |> Column.alias_("from"), "shop", "revenue"])
        |> SparkEx.Livebook.live_chart(x: :from, y: :revenue, color: :shop)

    #{Options.docs(@live_chart)}

    In the output mode `:complete` each micro-batch replaces the rows of the previous one. In the
    others its rows are added, and only the latest `:window` rows stay. The values are those of
    `chart_data/2`, except that dates and timestamps are milliseconds, as VegaLite wants them.
    """
    @spec live_chart(DataFrame.t() | StreamingQuery.t(), keyword) ::
            Kino.JS.Live.t() | Kino.Layout.t()
    def live_chart(frame_or_query, options \\ [])

    def live_chart(%StreamingQuery{} = query, options) do
      Options.validate!(options, [], "live_chart/2 of a query")
      LiveQuery.new(query)
    end

    def live_chart(frame, options) do
      options = Options.validate!(options, @live_chart, "live_chart/2")
      frame = DataFrame.frame!(frame)
      Errors.unwrap!(LiveChart.check_libraries())
      LiveChart.new(frame, options)
    end

    @doc """
    Runs a pipeline beside the cell, and returns its picture and a table with the states of its
    datasets and flows.

        SparkEx.Livebook.run_pipeline(session, pipeline, full_refresh: ["daily"])

    #{Options.docs(@pipeline)}

    The run starts at once. A button cancels it, as does running the cell again. The pipeline may
    be a module with `use SparkEx.Pipeline`, see `SparkEx.Pipeline.run/3`.
    """
    @spec run_pipeline(Session.t(), Pipeline.t() | module, keyword) :: Kino.Layout.t()
    def run_pipeline(session, pipeline, options \\ []) do
      options = Options.validate!(options, @pipeline, "run_pipeline/3")
      pipeline = Pipeline.of!(pipeline)
      {dry, options} = Keyword.pop(options, :dry)
      run = if dry, do: &Pipeline.dry_run/3, else: &Pipeline.run/3

      widget =
        LivePipeline.new(pipeline, &run.(session, pipeline, Keyword.put(options, :on_event, &1)))

      Kino.Layout.grid([LivePipeline.picture(pipeline), widget])
    end

    @doc """
    Starts a streaming query as `SparkEx.StreamWriter.start/3` does. The query stops when its cell
    runs again or is deleted, or when the notebook ends.

        query =
          SparkEx.Livebook.start_query!(orders, "/data/orders",
            format: :parquet,
            checkpoint_location: "/checkpoints/orders"
          )

    The option `:table` writes to a table of the catalog, as `SparkEx.StreamWriter.to_table/3`
    does.
    """
    @spec start_query(StreamWriter.source(), String.t() | nil, keyword) :: StreamWriter.result()
    def start_query(source, path \\ nil, options \\ []) do
      {table, options} = Keyword.pop(options, :table)
      cell = Kino.start_child!({Task, fn -> Process.sleep(:infinity) end})

      start = fn ->
        case {path, table} do
          {path, nil} -> StreamWriter.start(source, path, options)
          {nil, table} -> StreamWriter.to_table(source, table, options)
          _both -> {:error, %Error.Argument{message: "start_query/3 takes a path or a :table"}}
        end
      end

      ref = OwnedQuery.start(cell, start)

      receive do
        {^ref, result} -> result
      end
    end

    @doc "As `start_query/3`, but raises."
    @spec start_query!(StreamWriter.source(), String.t() | nil, keyword) :: StreamingQuery.t()
    def start_query!(source, path \\ nil, options \\ []),
      do: source |> start_query(path, options) |> Errors.unwrap!()

    @doc """
    Returns an exception as HTML: its error class, its message, the place in the SQL text and a
    hint. The stack trace of the server is folded away. SparkEx errors as the last line of a cell
    are shown this way.

        case DataFrame.collect(frame) do
          {:ok, rows} -> rows
          {:error, exception} -> SparkEx.Livebook.error(exception)
        end
    """
    @spec error(Exception.t()) :: Kino.HTML.t()
    def error(exception) when is_exception(exception),
      do: Kino.HTML.new("<style>#{@style}</style>" <> ErrorHTML.of(exception))
  end
end
