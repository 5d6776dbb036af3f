if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.Livebook.FrameTabs do
    @moduledoc false
    # The tabs that Livebook shows for a frame. They appear at once and are filled by jobs beside
    # the cell. Every query is bounded, and a SQL command in the frame runs once for all tabs. The
    # query of a stream ends with its cell.

    alias SparkEx.DataFrame
    alias SparkEx.DataFrame.Statement
    alias SparkEx.Livebook.{Lazy, LiveFrame, LiveQuery, PreviewTable, TextPane}

    @doc "Returns the tabs of a frame."
    @spec tabs(DataFrame.t()) :: Kino.Layout.t()
    def tabs(frame) do
      settled = Lazy.start(fn -> Statement.settle(frame) end)

      Kino.Layout.tabs([
        rows(frame, settled),
        {:Schema, pane("Schema", settled, &DataFrame.tree_string/1)},
        {:Explain, pane("Plans", settled, &DataFrame.explain_string(&1, :extended))},
        {:Raw, Kino.Inspect.new(frame)}
      ])
    end

    defp rows(frame, settled) do
      if LiveFrame.streaming?(frame),
        do: {:Live, LiveQuery.table(frame, [])},
        else: {:Preview, PreviewTable.new(fn -> Lazy.value(settled) end)}
    end

    defp pane(label, settled, text) do
      TextPane.new(label, fn ->
        with {:ok, frame} <- Lazy.value(settled), do: text.(frame)
      end)
    end
  end
end
