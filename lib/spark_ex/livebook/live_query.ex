if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.Livebook.LiveQuery do
    @moduledoc false
    # The state of a streaming query, its rows per second and a button that stops it. The query of
    # a frame belongs to the widget, which may show its latest rows; it starts when the widget is
    # first shown. All changes come from the session's listener bus.

    use Kino.JS, assets_path: "lib/assets", entrypoint: "live_query.js"
    use Kino.JS.Live

    alias SparkEx.{DataFrame, Streaming, StreamingQuery, StreamWriter}
    alias SparkEx.Livebook.{ErrorHTML, Job, LiveFrame, OwnedQuery, Preview, QueryFacts}
    alias SparkEx.Streaming.Await
    alias SparkEx.StreamingQuery.{Idle, Progress, Started, Terminated}

    # The number of micro-batches in the chart.
    @rates_max 120

    @typedoc "Starts the query of a frame for the process of a widget."
    @type start :: (pid -> StreamWriter.result())

    @doc "Returns a widget of a query, which it does not start."
    @spec new(StreamingQuery.t()) :: Kino.JS.Live.t()
    def new(query), do: Kino.JS.Live.new(__MODULE__, %{query: query, start: nil, rows: 0})

    @doc "Returns a widget that starts its query on a frame, and shows up to `:rows` of its rows."
    @spec new(DataFrame.t(), start, rows: non_neg_integer) :: Kino.JS.Live.t()
    def new(frame, start, options) do
      session = frame.session

      subscribed = fn widget ->
        with :ok <- Streaming.subscribe(session, widget), do: start.(widget)
      end

      rows = Keyword.get(options, :rows, 0)
      Kino.JS.Live.new(__MODULE__, %{query: nil, start: subscribed, rows: rows})
    end

    @doc "Returns a widget with the latest rows of a frame."
    @spec table(DataFrame.t(), keyword) :: Kino.JS.Live.t()
    def table(frame, options) do
      start = &LiveFrame.start_table(frame, options, &1)
      new(frame, start, rows: options[:rows] || LiveFrame.rows())
    end

    @impl true
    def init(source, ctx) do
      {:ok,
       assign(ctx,
         query: source.query,
         start: source.start,
         rows: source.rows,
         state: nil,
         progress: nil,
         rates: [],
         preview: nil,
         error: nil,
         # Events that arrive before the query that they are of.
         early: [],
         starting: nil,
         job: nil
       )}
    end

    @impl true
    def handle_connect(ctx) do
      ctx = if ctx.assigns.state, do: ctx, else: start(ctx)
      {:ok, content(ctx.assigns), ctx}
    end

    @impl true
    def handle_event("stop", _payload, %{assigns: %{state: state}} = ctx)
        when state in [:running, :waiting] do
      query = ctx.assigns.query

      job =
        Job.start(fn ->
          with :ok <- StreamingQuery.stop(query), do: StreamingQuery.exception(query)
        end)

      {:noreply, ctx |> assign(state: :stopping, job: job) |> show()}
    end

    def handle_event("start", _payload, %{assigns: %{start: start, state: state}} = ctx)
        when start != nil and state in [:stopped, :failed],
        do: {:noreply, ctx |> start() |> show()}

    def handle_event(_event, _payload, ctx), do: {:noreply, ctx}

    defp start(%{assigns: %{start: nil, query: query}} = ctx) do
      widget = self()
      assign(ctx, state: :starting, job: Job.start(fn -> watch(query, widget) end))
    end

    defp start(%{assigns: %{start: start}} = ctx) do
      widget = self()

      assign(ctx,
        state: :starting,
        starting: OwnedQuery.start(widget, fn -> start.(widget) end),
        query: nil,
        progress: nil,
        rates: [],
        preview: nil,
        error: nil,
        early: []
      )
    end

    # Progress may come twice, from here and from the bus.
    defp watch(query, widget) do
      with :ok <- Streaming.subscribe(query.session, widget),
           {:ok, status} <- StreamingQuery.status(query),
           :ok <- if(status.active, do: :ok, else: Await.settle(query)),
           {:ok, progress} <- StreamingQuery.recent_progress(query),
           {:ok, exception} <- StreamingQuery.exception(query) do
        unless status.active, do: Streaming.unsubscribe(query.session, widget)
        {:ok, {status, progress, exception}}
      end
    end

    @impl true
    def handle_info({:spark_streaming, event}, ctx),
      do: {:noreply, ctx |> observe(event) |> show()}

    def handle_info({:rows, preview, mode}, ctx),
      do: {:noreply, ctx |> assign(preview: merge(ctx.assigns, preview, mode)) |> show()}

    def handle_info({ref, {:ok, query}}, %{assigns: %{starting: ref}} = ctx) do
      early = Enum.reverse(ctx.assigns.early)
      ctx = assign(ctx, starting: nil, query: query, state: :running, early: [])
      {:noreply, early |> Enum.reduce(ctx, &observe(&2, &1)) |> show()}
    end

    def handle_info({ref, {:error, exception}}, %{assigns: %{starting: ref}} = ctx),
      do: {:noreply, ctx |> assign(starting: nil) |> fail(exception) |> show()}

    def handle_info({ref, result}, %{assigns: %{job: %{ref: ref}}} = ctx),
      do: {:noreply, ctx |> assign(job: nil) |> found(result) |> show()}

    def handle_info(_message, ctx), do: {:noreply, ctx}

    # What the server knows of a query, at the beginning and at its end.
    defp found(ctx, {:ok, {status, progress, nil}}) do
      state = if status.active, do: :running, else: :stopped
      progress |> Enum.reduce(ctx, &progressed(&2, &1)) |> assign(state: state)
    end

    defp found(ctx, {:ok, {_status, progress, exception}}),
      do: progress |> Enum.reduce(ctx, &progressed(&2, &1)) |> fail(exception)

    defp found(ctx, {:ok, nil}), do: assign(ctx, state: :stopped)
    defp found(ctx, {:ok, exception}), do: fail(ctx, exception)
    defp found(ctx, {:error, exception}), do: fail(ctx, exception)

    defp fail(ctx, exception), do: assign(ctx, state: :failed, error: exception)

    # A session has one bus, so the events of its other queries come too.
    defp observe(ctx, {:error, exception}), do: fail(ctx, exception)

    defp observe(%{assigns: %{query: nil}} = ctx, event),
      do: update(ctx, :early, &[event | &1])

    defp observe(%{assigns: %{query: %{run_id: run}}} = ctx, %{run_id: other}) when run != other,
      do: ctx

    defp observe(ctx, %Started{}), do: ctx
    defp observe(ctx, %Progress{} = progress), do: ctx |> awake(:running) |> progressed(progress)
    defp observe(ctx, %Idle{}), do: awake(ctx, :waiting)

    defp observe(ctx, %Terminated{exception: nil}), do: assign(ctx, state: :stopped)

    defp observe(%{assigns: %{query: query}} = ctx, %Terminated{}) do
      # The event has the text only.
      assign(ctx, state: :failed, job: Job.start(fn -> StreamingQuery.exception(query) end))
    end

    defp awake(%{assigns: %{state: state}} = ctx, new) when state in [:running, :waiting],
      do: assign(ctx, state: new)

    defp awake(ctx, _new), do: ctx

    defp progressed(%{assigns: %{progress: %{batch_id: last}}} = ctx, %{batch_id: id})
         when id <= last,
         do: ctx

    defp progressed(ctx, progress) do
      rates = Enum.take([QueryFacts.rate(progress) | ctx.assigns.rates], @rates_max)
      assign(ctx, progress: progress, rates: rates)
    end

    # A complete result replaces the one before; other rows come on top of earlier ones.
    defp merge(_assigns, preview, :complete), do: preview
    defp merge(%{preview: nil}, preview, _mode), do: preview

    defp merge(%{preview: old, rows: limit}, preview, _mode) do
      {rows, further} = Enum.split(preview.rows ++ old.rows, limit)
      %{preview | rows: rows, more: preview.more or old.more or further != []}
    end

    defp show(ctx) do
      broadcast_event(ctx, "content", content(ctx.assigns))
      ctx
    end

    defp content(assigns) do
      preview = assigns.preview || %Preview{fields: [], rows: [], more: false}

      %{
        name: assigns.query && assigns.query.name,
        state: assigns.state,
        restartable: assigns.start != nil,
        table: assigns.rows > 0,
        error: assigns.error && ErrorHTML.of(assigns.error),
        facts: QueryFacts.of(assigns.progress),
        rates: Enum.reverse(assigns.rates),
        # What the table of a preview has, which cannot be sorted here.
        loading: assigns.state == :starting,
        columns: preview |> Preview.columns() |> Enum.map(&%{&1 | sortable: false}),
        rows: Preview.texts(preview, 0, max(assigns.rows, 1)),
        more: preview.more,
        offset: 0,
        order: nil,
        requested: nil
      }
    end
  end
end
