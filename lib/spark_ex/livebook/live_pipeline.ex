if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.Livebook.LivePipeline do
    @moduledoc false
    # A run of a pipeline: the states of its datasets and flows, and a button that cancels it. The
    # run starts with the widget and ends with it.

    use Kino.JS, assets_path: "lib/assets", entrypoint: "live_pipeline.js"
    use Kino.JS.Live

    alias SparkEx.Livebook.{ErrorHTML, Job}
    alias SparkEx.Pipeline
    alias SparkEx.Pipeline.{Event, Graph, Mermaid}

    @typedoc "Runs the pipeline, and calls the function with each event."
    @type run :: ((Event.t() -> term) -> {:ok, [Event.t()]} | {:error, Exception.t()})

    @doc "Returns the picture of a pipeline."
    @spec picture(Pipeline.t()) :: struct
    def picture(pipeline), do: pipeline |> Pipeline.to_mermaid() |> Kino.Mermaid.new()

    # The state of a flow that has not ended when the run does.
    @ended %{canceled: :canceled, failed: :stopped}

    @doc "Returns the widget of a run, which it starts."
    @spec new(Pipeline.t(), run) :: Kino.JS.Live.t()
    # The graph calls functions of the user, which may raise: in the cell, before the run starts.
    def new(pipeline, run),
      do: Kino.JS.Live.new(__MODULE__, {pipeline, Graph.new(pipeline), run})

    @impl true
    def init({pipeline, graph, run}, ctx),
      do: {:ok, ctx |> assign(pipeline: pipeline, graph: graph, run: run) |> start()}

    defp start(ctx) do
      widget = self()
      run = ctx.assigns.run
      # Events of a run that was canceled may come late.
      tag = make_ref()
      job = Job.start(fn -> run.(&send(widget, {:event, tag, &1})) end)
      assign(ctx, tag: tag, job: job, state: :running, events: [], error: nil)
    end

    @impl true
    def handle_connect(ctx), do: {:ok, content(ctx.assigns), ctx}

    # The run is interrupted when its process ends.
    @impl true
    def handle_event("stop", _payload, %{assigns: %{state: :running, job: job}} = ctx) do
      Job.stop(job)
      {:noreply, ctx |> assign(job: nil, tag: nil, state: :canceled) |> show()}
    end

    def handle_event("start", _payload, %{assigns: %{job: nil}} = ctx),
      do: {:noreply, ctx |> start() |> show()}

    def handle_event(_event, _payload, ctx), do: {:noreply, ctx}

    @impl true
    def handle_info({:event, tag, event}, %{assigns: %{tag: tag}} = ctx),
      do: {:noreply, ctx |> update(:events, &[event | &1]) |> show()}

    def handle_info({ref, result}, %{assigns: %{job: %{ref: ref}}} = ctx),
      do: {:noreply, ctx |> assign(job: nil) |> ended(result) |> show()}

    def handle_info(_message, ctx), do: {:noreply, ctx}

    defp ended(ctx, {:ok, _events}), do: assign(ctx, state: :completed)
    defp ended(ctx, {:error, exception}), do: assign(ctx, state: :failed, error: exception)

    defp show(ctx) do
      broadcast_event(ctx, "content", content(ctx.assigns))
      ctx
    end

    defp content(%{graph: graph} = assigns) do
      states = Graph.states(graph, assigns.pipeline, Enum.reverse(assigns.events))
      names = Map.new(graph.nodes, &{&1.id, &1.name})

      nodes =
        for %{kind: kind, id: id} = node <- Graph.sorted(graph), kind != :source do
          reads = for {from, ^id} <- graph.edges, do: names[from]
          kind = Mermaid.kind(kind)
          state = state(states[id], assigns.state)
          %{name: node.name, kind: kind, reads: Enum.join(reads, ", "), state: state}
        end

      error = assigns.error && ErrorHTML.of(assigns.error)
      %{state: assigns.state, error: error, nodes: nodes}
    end

    defp state(state, run) do
      if state in Graph.active(), do: Map.get(@ended, run, state), else: state
    end
  end
end
