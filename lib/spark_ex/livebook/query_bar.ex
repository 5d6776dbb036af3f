if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.Livebook.QueryBar do
    @moduledoc false
    # How far a query is, with a button that cancels it. Progress comes in a process of its own (see
    # SparkEx.Progress) and is drawn by the browser, so neither ever holds up the query.

    use Kino.JS, assets_path: "lib/assets", entrypoint: "query_bar.js"
    use Kino.JS.Live

    alias SparkEx.{DataFrame, Progress, Session}
    alias SparkEx.Connect.UUID
    alias SparkEx.Livebook.Job

    @doc """
    Draws a bar in a Kino frame, runs `action` in the calling process, and takes the bar away again.
    """
    @spec run(Kino.Frame.t(), DataFrame.t(), SparkEx.Livebook.action()) ::
            SparkEx.Livebook.result()
    def run(kino_frame, frame, action) do
      tag = "livebook-" <> UUID.generate()

      with :ok <- Session.add_tag(frame.session, tag) do
        bar = Kino.JS.Live.new(__MODULE__, fn -> Session.interrupt_tag(frame.session, tag) end)
        Kino.Frame.render(kino_frame, bar)

        try do
          action.(frame, progress: &Kino.JS.Live.cast(bar, &1))
        after
          Session.remove_tag(frame.session, tag)
          Kino.Frame.clear(kino_frame)
          Kino.terminate_child(bar.pid)
        end
      end
    end

    @impl true
    def init(interrupt, ctx) do
      started = System.monotonic_time(:millisecond)

      {:ok,
       assign(ctx, interrupt: interrupt, started: started, progress: %Progress{}, cancel: nil)}
    end

    @impl true
    def handle_connect(ctx), do: {:ok, content(ctx.assigns), ctx}

    @impl true
    def handle_cast(%Progress{} = progress, ctx),
      do: {:noreply, ctx |> assign(progress: progress) |> show()}

    @impl true
    def handle_event("cancel", _payload, %{assigns: %{cancel: nil}} = ctx),
      do: {:noreply, ctx |> assign(cancel: Job.start(ctx.assigns.interrupt)) |> show()}

    def handle_event(_event, _payload, ctx), do: {:noreply, ctx}

    # Where the query had not reached the server yet, nothing was interrupted: ask again on a click.
    @impl true
    def handle_info({ref, result}, %{assigns: %{cancel: %{ref: ref}}} = ctx) do
      ctx = if match?({:ok, [_ | _]}, result), do: ctx, else: assign(ctx, cancel: nil)
      {:noreply, show(ctx)}
    end

    def handle_info(_message, ctx), do: {:noreply, ctx}

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
        cancelling: assigns.cancel != nil
      }
    end
  end
end
