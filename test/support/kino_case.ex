if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.KinoCase do
    @moduledoc """
    Tests of what Livebook is told, by the conveniences of Kino for that: the test stands in for
    Livebook.
    """

    use ExUnit.CaseTemplate

    # What a busy machine may take to answer; nothing is measured.
    @patience 30_000

    using do
      quote do
        @moduletag :kino

        import Kino.Test
        import SparkEx.KinoCase

        setup :configure_livebook_bridge
      end
    end

    @doc "The first content that a widget sends its clients from now on that matches."
    defmacro assert_content(kino, content) do
      quote do
        Kino.Test.assert_broadcast_event(
          unquote(kino),
          "content",
          unquote(content),
          unquote(@patience)
        )
      end
    end

    @doc "The widget behind an output of Livebook."
    def widget(%{type: :js, js_view: view}), do: %Kino.JS.Live{pid: view.pid, ref: view.ref}

    @doc "Connects a client and waits."
    def connected(kino), do: Kino.Test.connect(kino, nil, @patience)

    @doc "How long to wait for what must come."
    def patience, do: @patience
  end
end
