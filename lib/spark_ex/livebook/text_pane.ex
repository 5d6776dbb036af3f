if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.Livebook.TextPane do
    @moduledoc false
    # A text that is fetched when the pane is first looked at: Livebook loads the JavaScript of a
    # widget only once it is visible, as when its tab is opened, and that is what asks.

    use Kino.JS, assets_path: "lib/assets", entrypoint: "text_pane.js"
    use Kino.JS.Live

    alias SparkEx.Livebook.{ErrorHTML, Job}

    @doc "A pane of the text that `function` gives as `{:ok, text}` or `{:error, exception}`."
    @spec new((() -> {:ok, String.t()} | {:error, Exception.t()})) :: Kino.JS.Live.t()
    def new(function), do: Kino.JS.Live.new(__MODULE__, function)

    @impl true
    def init(function, ctx), do: {:ok, assign(ctx, function: function, job: nil, content: nil)}

    @impl true
    def handle_connect(ctx), do: {:ok, ctx.assigns.content, ctx}

    @impl true
    def handle_event("open", _payload, %{assigns: %{job: nil}} = ctx),
      do: {:noreply, assign(ctx, job: Job.start(ctx.assigns.function))}

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
