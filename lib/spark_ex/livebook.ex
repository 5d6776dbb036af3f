if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.Livebook do
    @preview [
      name: [type: :string, default: "Preview", doc: "What the table is called."],
      rows: [
        type: :pos_integer,
        doc: "Rows to fetch at most. Default: the session's `preview_rows_default`, 100."
      ],
      num_rows: [type: :pos_integer, doc: "Rows on a page."],
      sorting_enabled: [type: :boolean, default: true, doc: "Whether it sorts the fetched rows."],
      formatter: [type: {:fun, 2}, doc: "As for `Kino.DataTable.new/2`."]
    ]

    @sample [
              fraction: [type: :number, default: 0.01, doc: "The share of all rows, from 0 to 1."],
              seed: [type: :integer, doc: "The same seed draws the same rows."]
            ] ++ Keyword.update!(@preview, :name, &Keyword.put(&1, :default, "Sample"))

    @explain [
      mode: [
        type: {:in, [:simple, :extended, :codegen, :cost, :formatted]},
        default: :extended,
        doc: "How much it tells, see `SparkEx.DataFrame.explain/3`."
      ]
    ]

    @chart [
      max_rows: [
        type: {:or, [:pos_integer, {:in, [:infinity]}]},
        default: SparkEx.Livebook.ChartData.rows_max(),
        doc: "Error above so many rows."
      ]
    ]

    @moduledoc """
    Frames in Livebook. It is there where [Kino](https://github.com/livebook-dev/kino) is.

    A frame as the last line of a cell shows itself: tabs with a preview, its schema, the plans and the
    frame as a term. They appear at once and fill in on their own, by queries that are bounded and
    that end when the cell is run again. In the preview a click on a column sorts on Spark, and "Count
    rows" counts; binaries are hexadecimal, and what is nested is the JSON that `SparkEx.Explorer`
    describes. A SQL command in the frame (INSERT, DROP …) is run by that, once for all tabs; what
    you then do with the frame runs it again, see `SparkEx.sql/3`.

    The functions here give Kino terms, and never render by themselves: they are for the last line of a
    cell, `Kino.render/1`, `Kino.Layout` and `Kino.Frame`. They raise what goes wrong.

        Kino.Layout.grid([
          SparkEx.Livebook.preview(flights, name: "Flights"),
          SparkEx.Livebook.schema(flights)
        ])

    Two smart cells, *Spark connection* and *Spark SQL*, write code that is plain SparkEx.

    ## What reads tables

    `Kino.DataTable.new/2`, `VegaLite.data_from_values/3` and `Explorer.DataFrame.new/2` read whatever
    implements `Table.Reader`. A frame does not: Livebook's chart and transform cells read every table
    among the variables of a notebook each time a cell has run, so each of them would be fetched from
    Spark again and again. Give them what you have fetched:

    | For                        | give                                                                           |
    |----------------------------|--------------------------------------------------------------------------------|
    | a table                    | the frame as the last line of a cell, or `preview/2`                           |
    | VegaLite, the chart cell   | `chart_data/2`                                                                 |
    | Explorer, the transform cell | `SparkEx.DataFrame.to_explorer/2`                                            |
    | anything else              | `SparkEx.DataFrame.collect/2` with `as: :columns`, or a `SparkEx.Batch` |
    """

    alias SparkEx.Connect.Errors
    alias SparkEx.{DataFrame, Options, Session}
    alias SparkEx.DataFrame.Statement
    alias SparkEx.Livebook.{Cell, ChartData, ErrorHTML, Job, Lazy, Preview, QueryBar, SchemaTree}

    @typedoc "Runs the query of a frame with the options that it is given."
    @type action :: (DataFrame.t(), keyword -> result)

    @typedoc "What an action gives."
    @type result :: {:ok, term} | :ok | {:error, Exception.t()}

    @css Path.expand("../assets/spark_ex.css", __DIR__)
    @external_resource @css
    @style File.read!(@css)

    @doc """
    Opens a session as `SparkEx.connect/1` does, for a notebook: it ends, on the server as well, when the
    cell is run again or deleted.

        {:ok, spark} = SparkEx.Livebook.connect(url: "local[*]")
    """
    @spec connect(keyword) :: {:ok, pid} | {:error, Exception.t()}
    def connect(options \\ []), do: Lazy.value(Lazy.start(fn -> SparkEx.connect(options) end))

    @doc "As `connect/1`, but raises."
    @spec connect!(keyword) :: pid
    def connect!(options \\ []), do: options |> connect() |> Errors.unwrap!()

    @doc """
    The first rows, as a `Kino.DataTable`.

        SparkEx.Livebook.preview(flights, name: "Flights", rows: 500)

    #{Options.docs(@preview)}

    The name says when there are more rows than are shown. Unlike the preview of a rendered frame, this
    is fetched before it returns, and sorts the rows that it has.
    """
    @spec preview(DataFrame.t(), keyword) :: Kino.DataTable.t()
    def preview(frame, options \\ []) do
      options = Options.validate!(options, @preview, "preview/2")
      frame |> settle!() |> table(options)
    end

    @doc """
    A random sample, as a `Kino.DataTable`.

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

    # Formatters are given values, and know nothing of cells.
    defp format(key, %Cell{value: value}, formatter), do: formatter.(key, value)
    defp format(key, value, formatter), do: formatter.(key, value)

    @doc """
    The plans that Spark makes of a frame, as text.

        SparkEx.Livebook.explain(flights, mode: :formatted)

    #{Options.docs(@explain)}
    """
    @spec explain(DataFrame.t(), keyword) :: Kino.Text.t()
    def explain(frame, options \\ []) do
      options = Options.validate!(options, @explain, "explain/2")
      frame |> DataFrame.explain_string!(options[:mode]) |> Kino.Text.new(terminal: true)
    end

    @doc """
    The schema of a frame as a tree, as text.

        SparkEx.Livebook.schema(flights)
    """
    @spec schema(DataFrame.t()) :: Kino.Text.t()
    def schema(frame), do: frame |> DataFrame.tree_string!() |> Kino.Text.new(terminal: true)

    @doc """
    Runs an action beside the cell, and gives at once a Kino frame with its progress: stages, tasks, bytes
    read, time, and a button that cancels.

        SparkEx.Livebook.run_with_progress(by_carrier)
        SparkEx.Livebook.run_with_progress(flights, fn flights, options ->
          DataFrame.collect(flights, [max_rows: 100_000] ++ options)
        end)

    The action is given the frame and options to pass on; by default it is
    `SparkEx.DataFrame.collect/2`. In the end the bar goes, and what the action gave takes its place:
    the value of `{:ok, value}`, or the error. The query ends when the cell is run again. Where the
    value is wanted in a variable, use `with_progress/3`.
    """
    @spec run_with_progress(DataFrame.t(), action) :: Kino.Frame.t()
    def run_with_progress(frame, action \\ &DataFrame.collect/2) when is_function(action, 2) do
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
    As `run_with_progress/2`, but waits for the action and returns what it gave. The progress is drawn in a
    Kino frame of yours, which is empty in the end.

        bar = Kino.Frame.new(placeholder: false) |> Kino.render()
        {:ok, rows} = SparkEx.Livebook.with_progress(bar, flights, &DataFrame.collect/2)
    """
    @spec with_progress(Kino.Frame.t(), DataFrame.t(), action) :: result
    def with_progress(kino_frame, frame, action) when is_function(action, 2),
      do: QueryBar.run(kino_frame, frame, action)

    @doc "As `with_progress/3`, but gives the value of `{:ok, value}`, and raises what went wrong."
    @spec with_progress!(Kino.Frame.t(), DataFrame.t(), action) :: term
    def with_progress!(kino_frame, frame, action) when is_function(action, 2),
      do: kino_frame |> with_progress(frame, action) |> Errors.unwrap!()

    @doc """
    The catalogs of a session as a tree: catalogs, databases, tables, columns. Each is asked for when
    its parent is opened.

        SparkEx.Livebook.schema_tree(session)
    """
    @spec schema_tree(Session.t()) :: Kino.JS.Live.t()
    def schema_tree(session), do: SchemaTree.new(session)

    @doc """
    The rows of a frame as data for a chart: a map of columns, which `VegaLite.data_from_values/2` and
    everything else that reads tables takes.

        VegaLite.new()
        |> VegaLite.data_from_values(SparkEx.Livebook.chart_data(by_hour))
        |> VegaLite.mark(:bar)
        |> VegaLite.encode_field(:x, "hour")
        |> VegaLite.encode_field(:y, "mean_delay", type: :quantitative)

    #{Options.docs(@chart)}

    Decimals become floats, dates and times ISO 8601 strings, what is nested JSON; NaN and the infinities
    are `nil`. Raises `SparkEx.Error.Argument` where there are too many rows: aggregate on Spark, or
    draw a sample.
    """
    @spec chart_data(DataFrame.t(), keyword) :: %{String.t() => list}
    def chart_data(frame, options \\ []) do
      options = Options.validate!(options, @chart, "chart_data/2")
      frame |> ChartData.load(options[:max_rows]) |> Errors.unwrap!()
    end

    @doc """
    An exception to be read in a notebook: what Spark calls it, the place in the SQL text, what helps;
    the server's stack is folded. The errors of SparkEx show themselves so as the last line of a cell.

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
