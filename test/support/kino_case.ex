if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.KinoCase do
    @moduledoc """
    Tests of widgets and smart cells with `Kino.Test`, where the test stands in for Livebook.
    """

    use ExUnit.CaseTemplate

    # Long enough for a busy machine, where Spark may need several attempts to start a Python.
    @patience 120_000

    using do
      quote do
        @moduletag :kino

        import Kino.Test
        import SparkEx.KinoCase

        setup :configure_livebook_bridge
      end
    end

    @doc "Asserts that a widget sends its clients content that matches, and returns the content."
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

    @doc "Returns the widget behind an output of Livebook."
    def widget(%{type: :js, js_view: view}), do: %Kino.JS.Live{pid: view.pid, ref: view.ref}

    @doc "Connects a client and returns its initial content."
    def connect_client(kino), do: Kino.Test.connect(kino, nil, @patience)

    @doc "Lists the remote calls in source, with pipes resolved, as `{module, function, arity}`."
    def list_calls(source) do
      {_ast, calls} =
        source
        |> Code.string_to_quoted!()
        |> Macro.prewalk(&resolve_pipes/1)
        |> Macro.prewalk([], &call/2)

      calls
    end

    defp resolve_pipes({:|>, _, [value, call]}),
      do: resolve_pipes(Macro.pipe(resolve_pipes(value), call, 0))

    defp resolve_pipes(ast), do: ast

    defp call({{:., _, [{:__aliases__, _, module}, name]}, _, arguments} = ast, calls),
      do: {ast, [{Module.concat(module), name, length(arguments)} | calls]}

    defp call(ast, calls), do: {ast, calls}

    @doc "Returns all combinations of the values given for each name."
    def combinations(choices) do
      Enum.reduce(choices, [%{}], fn {name, values}, combinations ->
        for combination <- combinations, value <- values, do: Map.put(combination, name, value)
      end)
    end

    @doc "Returns the milliseconds to wait for an expected message."
    def patience, do: @patience
  end
end
