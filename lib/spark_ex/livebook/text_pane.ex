if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.Livebook.TextPane do
    @moduledoc false
    # A text that is fetched when its pane is first shown. Livebook loads a widget's JavaScript
    # only once the widget is visible, as when its tab is opened, and the JavaScript asks for the
    # text.

    use Kino.JS, assets_path: "lib/assets", entrypoint: "text_pane.js"
    use Kino.JS.Live

    alias SparkEx.Arguments.Thunk
    alias SparkEx.Livebook.{ErrorHTML, Job}

    @typedoc "Returns the text; called in a job."
    @type source :: Thunk.t({:ok, String.t()} | {:error, Exception.t()})

    @doc "Returns a pane that shows the text of `source`; screen readers announce it by its label."
    @spec new(String.t(), source) :: Kino.JS.Live.t()
    def new(label, source), do: Kino.JS.Live.new(__MODULE__, {label, source})

    @impl true
    def init({label, source}, ctx),
      do: {:ok, assign(ctx, label: label, source: source, job: nil, content: nil)}

    @impl true
    def handle_connect(ctx), do: {:ok, Map.take(ctx.assigns, [:label, :content]), ctx}

    @impl true
    def handle_event("open", _payload, %{assigns: %{job: nil}} = ctx),
      do: {:noreply, assign(ctx, job: Job.start(ctx.assigns.source))}

    def handle_event("open", _payload, ctx), do: {:noreply, ctx}

    @impl true
    def handle_info({ref, result}, %{assigns: %{job: %{ref: ref}}} = ctx) do
      content = content(result)
      broadcast_event(ctx, "content", content)
      {:noreply, assign(ctx, content: content)}
    end

    def handle_info(_message, ctx), do: {:noreply, ctx}

    defp content({:ok, text}), do: %{text: text}
    defp content({:error, exception}), do: %{error: ErrorHTML.of(exception)}
  end
end
