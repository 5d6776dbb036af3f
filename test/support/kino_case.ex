if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.KinoCase do
    @moduledoc """
    Tests of what Livebook is told, by the conveniences of Kino for that: the test stands in for
    Livebook.
    """

    use ExUnit.CaseTemplate

    # Generous, since a busy machine is slow and nothing is measured.
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

    @doc "The calls of other modules' functions in source, pipes resolved, as `{module, function, arity}`."
    def calls(source) do
      {_ast, calls} =
        source
        |> Code.string_to_quoted!()
        |> Macro.prewalk(&unpiped/1)
        |> Macro.prewalk([], &call/2)

      calls
    end

    defp unpiped({:|>, _, [value, call]}), do: unpiped(Macro.pipe(unpiped(value), call, 0))
    defp unpiped(ast), do: ast

    defp call({{:., _, [{:__aliases__, _, module}, name]}, _, arguments} = ast, calls),
      do: {ast, [{Module.concat(module), name, length(arguments)} | calls]}

    defp call(ast, calls), do: {ast, calls}

    @doc "All combinations of the values given for each name."
    def combinations(choices) do
      Enum.reduce(choices, [%{}], fn {name, values}, combinations ->
        for combination <- combinations, value <- values, do: Map.put(combination, name, value)
      end)
    end

    @doc "How long to wait for what must come."
    def patience, do: @patience
  end
end
