if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.Livebook.QueryBar do
    @moduledoc false
    # The progress of a query, with a button that cancels it. Reports arrive in their own process
    # (see SparkEx.Progress) and the browser draws them, so the query never waits for either.

    use Kino.JS, assets_path: "lib/assets", entrypoint: "query_bar.js"
    use Kino.JS.Live

    alias SparkEx.{DataFrame, Progress, Session}
    alias SparkEx.Connect.UUID
    alias SparkEx.Livebook.Job

    @typedoc "The widget and the tag with which it interrupts the query."
    @type t :: {Kino.JS.Live.t(), String.t()}

    @doc "Returns a bar for a query of a session."
    @spec new(Session.t()) :: t
    def new(session) do
      tag = "livebook-" <> UUID.generate()
      {Kino.JS.Live.new(__MODULE__, {session, tag}), tag}
    end

    @doc "Draws a bar in a Kino frame, runs `action` in the calling process and removes the bar."
    @spec run(Kino.Frame.t(), DataFrame.t(), SparkEx.Livebook.action()) ::
            SparkEx.Livebook.result()
    def run(kino_frame, frame, action) do
      {kino, _tag} = bar = new(frame.session)
      Kino.Frame.render(kino_frame, kino)

      try do
        watch(bar, frame, action)
      after
        Kino.Frame.clear(kino_frame)
        Kino.terminate_child(kino.pid)
      end
    end

    @doc "Runs `action` in the calling process and reports its progress to a bar."
    @spec watch(t, DataFrame.t(), SparkEx.Livebook.action()) :: SparkEx.Livebook.result()
    def watch({kino, tag}, frame, action) do
      with :ok <- Session.add_tag(frame.session, tag) do
        try do
          action.(frame, progress: &Kino.JS.Live.cast(kino, &1))
        after
          Session.remove_tag(frame.session, tag)
        end
      end
    end

    @doc """
    Blocks until a browser has loaded the bar.

    Livebook ignores a change of a Kino frame that it is about to draw. Once the bar inside has
    been loaded, the frame has been drawn.
    """
    @spec await_seen(t) :: :ok
    def await_seen({kino, _tag}), do: Kino.JS.Live.call(kino, :await_seen, :infinity)

    @impl true
    def init({session, tag}, ctx) do
      started = System.monotonic_time(:millisecond)

      {:ok,
       assign(ctx,
         session: session,
         tag: tag,
         started: started,
         progress: %Progress{},
         cancel: nil,
         ui: nil,
         ui_job: nil,
         seen: false,
         waiting: []
       )}
    end

    @impl true
    def handle_connect(ctx) do
      Enum.each(ctx.assigns.waiting, &Kino.JS.Live.reply(&1, :ok))
      {:ok, content(ctx.assigns), assign(ctx, seen: true, waiting: [])}
    end

    @impl true
    def handle_call(:await_seen, _from, %{assigns: %{seen: true}} = ctx), do: {:reply, :ok, ctx}

    def handle_call(:await_seen, from, ctx),
      do: {:noreply, update(ctx, :waiting, &[from | &1])}

    @impl true
    def handle_cast(%Progress{} = progress, ctx),
      do: {:noreply, ctx |> assign(progress: progress) |> find_ui() |> show()}

    @impl true
    def handle_event("cancel", _payload, %{assigns: %{cancel: nil} = assigns} = ctx) do
      job = Job.start(fn -> Session.interrupt_tag(assigns.session, assigns.tag) end)
      {:noreply, ctx |> assign(cancel: job) |> show()}
    end

    def handle_event(_event, _payload, ctx), do: {:noreply, ctx}

    # Nothing is interrupted if the query has not reached the server yet; the next click asks
    # again.
    @impl true
    def handle_info({ref, result}, %{assigns: %{cancel: %{ref: ref}}} = ctx) do
      ctx = if match?({:ok, [_ | _]}, result), do: ctx, else: assign(ctx, cancel: nil)
      {:noreply, show(ctx)}
    end

    def handle_info({ref, result}, %{assigns: %{ui_job: %{ref: ref}}} = ctx) do
      ui = with {:ok, url} <- result, do: url, else: (_error -> nil)
      {:noreply, ctx |> assign(ui: ui) |> show()}
    end

    def handle_info(_message, ctx), do: {:noreply, ctx}

    # A session knows its local server once it is open, as it is when a query runs.
    defp find_ui(%{assigns: %{ui_job: nil, session: session}} = ctx),
      do: assign(ctx, ui_job: Job.start(fn -> Session.ui_url(session) end))

    defp find_ui(ctx), do: ctx

    defp show(ctx) do
      broadcast_event(ctx, "content", content(ctx.assigns))
      ctx
    end

    defp content(%{progress: progress} = assigns) do
      %{
        stages: length(progress.stages),
        stages_done: Enum.count(progress.stages, & &1.done),
        tasks: progress.tasks_total,
        tasks_done: progress.tasks_done,
        running: progress.inflight_tasks,
        bytes: progress.bytes_read,
        elapsed: System.monotonic_time(:millisecond) - assigns.started,
        cancelling: assigns.cancel != nil,
        ui: assigns.ui
      }
    end
  end
end
