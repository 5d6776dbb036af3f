if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.Livebook.Rendering do
    @moduledoc false
    # What Livebook shows of a frame: at once, and filled in by jobs beside the cell. All that asks the
    # server is bounded, and a SQL command in the frame is run once for all tabs.

    alias SparkEx.DataFrame
    alias SparkEx.DataFrame.Statement
    alias SparkEx.Livebook.{Once, PreviewTable, TextPane}

    @doc "The tabs of a frame."
    @spec tabs(DataFrame.t()) :: Kino.Layout.t()
    def tabs(frame) do
      settled = Once.start(fn -> Statement.settle(frame) end)

      Kino.Layout.tabs(
        Preview: PreviewTable.new(fn -> Once.value(settled) end),
        Schema: pane(settled, &DataFrame.tree_string/1),
        Explain: pane(settled, &DataFrame.explain_string(&1, :extended)),
        Raw: Kino.Inspect.new(frame)
      )
    end

    defp pane(settled, text) do
      TextPane.new(fn -> with {:ok, frame} <- Once.value(settled), do: text.(frame) end)
    end
  end
end
