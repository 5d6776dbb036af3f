if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.Livebook.PreviewTable do
    @moduledoc false
    # The preview of a frame, with the look of Kino.DataTable. It is not a Kino.Table, whose
    # callbacks run in the widget's process, where a slow query blocks the widget and cannot be
    # cancelled, and which cannot show an error or that a frame has more rows.

    use Kino.JS, assets_path: "lib/assets", entrypoint: "preview_table.js"
    use Kino.JS.Live

    alias SparkEx.Arguments.Thunk
    alias SparkEx.DataFrame
    alias SparkEx.Livebook.{ErrorHTML, Job, Preview}

    @page_size 10
    @page_sizes [10, 20, 50, 100]
    @directions %{"asc" => :asc, "desc" => :desc}

    @typedoc "Returns the frame to show; called in a job."
    @type source :: Thunk.t({:ok, DataFrame.t()} | {:error, Exception.t()})

    @doc "Returns a table named `:name` of at most `:rows` rows, by default the session's number."
    @spec new(source, name: String.t(), rows: pos_integer) :: Kino.JS.Live.t()
    def new(source, options \\ []), do: Kino.JS.Live.new(__MODULE__, {source, options})

    @impl true
    def init({source, options}, ctx) do
      {:ok,
       assign(ctx,
         source: source,
         started: false,
         name: options[:name],
         limit: options[:rows],
         page: 1,
         page_size: @page_size,
         order: nil,
         shown_order: nil,
         preview: nil,
         error: nil,
         notice: nil,
         count: nil,
         load: nil,
         counting: nil
       )}
    end

    @impl true
    def handle_connect(ctx) do
      ctx = if ctx.assigns.started, do: ctx, else: load(ctx, nil)
      {:ok, content(ctx.assigns), ctx}
    end

    @impl true
    def handle_event("page", %{"page" => page}, ctx) when is_integer(page),
      do: {:noreply, ctx |> assign(page: page) |> show()}

    def handle_event("page_size", %{"size" => size}, ctx) when size in @page_sizes,
      do: {:noreply, ctx |> assign(page_size: size, page: 1) |> show()}

    def handle_event("order", %{"column" => column, "direction" => direction}, ctx),
      do: {:noreply, ctx |> load(order(ctx.assigns, column, direction)) |> show()}

    def handle_event("reload", _payload, ctx),
      do: {:noreply, ctx |> assign(count: nil) |> load(ctx.assigns.order) |> show()}

    def handle_event("count", _payload, %{assigns: %{counting: nil}} = ctx) do
      source = ctx.assigns.source
      job = Job.start(fn -> with {:ok, frame} <- source.(), do: DataFrame.count(frame) end)
      {:noreply, ctx |> assign(counting: job) |> show()}
    end

    # The rows stay as they are.
    def handle_event("cancel", _payload, %{assigns: assigns} = ctx)
        when assigns.load != nil or assigns.counting != nil do
      Job.stop(ctx.assigns.load)
      Job.stop(ctx.assigns.counting)

      {:noreply,
       ctx
       |> assign(load: nil, counting: nil, order: ctx.assigns.shown_order, notice: "Cancelled")
       |> show()}
    end

    def handle_event(_event, _payload, ctx), do: {:noreply, ctx}

    @impl true
    def handle_info({ref, result}, %{assigns: %{load: %{ref: ref}}} = ctx) do
      ctx =
        case result do
          {:ok, preview} ->
            assign(ctx, preview: preview, shown_order: ctx.assigns.order, page: 1)

          {:error, exception} ->
            assign(ctx, error: exception, order: ctx.assigns.shown_order)
        end

      {:noreply, ctx |> assign(load: nil) |> show()}
    end

    def handle_info({ref, result}, %{assigns: %{counting: %{ref: ref}}} = ctx) do
      ctx =
        case result do
          {:ok, count} -> assign(ctx, count: count)
          {:error, exception} -> assign(ctx, error: exception)
        end

      {:noreply, ctx |> assign(counting: nil) |> show()}
    end

    def handle_info(_message, ctx), do: {:noreply, ctx}

    defp load(ctx, order) do
      %{source: source, limit: limit} = ctx.assigns
      Job.stop(ctx.assigns.load)

      job =
        Job.start(fn ->
          with {:ok, frame} <- source.(),
               {:ok, schema} <- DataFrame.schema(frame),
               {:ok, limit} <- Preview.rows(frame.session, limit),
               do: Preview.load(frame, schema, limit, order)
        end)

      assign(ctx, started: true, load: job, order: order, error: nil, notice: nil)
    end

    # A browser may send anything, so only sortable columns count.
    defp order(%{preview: %Preview{} = preview}, column, direction)
         when is_integer(column) and column >= 0 and is_map_key(@directions, direction) do
      if match?(%{sortable: true}, preview |> Preview.columns() |> Enum.at(column)),
        do: {column, @directions[direction]},
        else: nil
    end

    defp order(_assigns, _column, _direction), do: nil

    defp show(ctx) do
      ctx = assign(ctx, page: ctx.assigns.page |> max(1) |> min(pages(ctx.assigns)))
      broadcast_event(ctx, "content", content(ctx.assigns))
      ctx
    end

    defp content(assigns) do
      preview = assigns.preview || %Preview{fields: [], rows: [], more: false}
      offset = (assigns.page - 1) * assigns.page_size

      %{
        name: assigns.name,
        loading: assigns.load != nil,
        counting: assigns.counting != nil,
        notice: assigns.notice,
        error: assigns.error && ErrorHTML.of(assigns.error),
        columns: Preview.columns(preview),
        rows: Preview.texts(preview, offset, assigns.page_size),
        offset: offset,
        total: total(assigns.preview, assigns.count),
        more: preview.more and assigns.count == nil,
        shown: length(preview.rows),
        page: assigns.page,
        pages: pages(assigns),
        page_size: assigns.page_size,
        page_sizes: @page_sizes,
        order: order_content(assigns.shown_order),
        requested: order_content(assigns.order)
      }
    end

    defp total(nil, _count), do: nil
    defp total(%{more: true}, count) when is_integer(count), do: count
    defp total(%{rows: rows}, _count), do: length(rows)

    defp pages(%{preview: nil}), do: 1

    defp pages(%{preview: preview, page_size: size}),
      do: max(ceil(length(preview.rows) / size), 1)

    defp order_content(nil), do: nil
    defp order_content({column, direction}), do: %{column: column, direction: direction}
  end
end
