if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.Livebook.SQLCell do
    @moduledoc false
    # The smart cell "Spark SQL". It writes SparkEx.execute!/3, which runs a command exactly once
    # and leaves a query lazy, so no later use of the variable repeats an INSERT.

    use Kino.JS, assets_path: "lib/assets", entrypoint: "form.js"
    use Kino.JS.Live
    use Kino.SmartCell, name: "Spark SQL"

    alias SparkEx.Livebook.{SessionChoice, SessionNames, SQLTemplate}

    @fields [
      %{name: "session", type: :variable, label: "Connection", default: "spark"},
      %{name: "variable", type: :variable, label: "Assign to", default: "result"},
      %{
        name: "result",
        type: :select,
        label: "Result",
        default: "frame",
        options: [
          %{value: "frame", label: "Lazy frame"},
          %{value: "table", label: "Table"},
          %{value: "explorer", label: "Explorer"}
        ]
      },
      %{
        name: "limit",
        type: :number,
        label: "Rows at most",
        default: nil,
        placeholder: "no limit"
      }
    ]

    @default_query "SELECT * FROM range(10)"

    @impl true
    def init(attrs, ctx) do
      name = Kino.SmartCell.prefixed_var_name("result", attrs["variable"])
      query = attrs["query"] || @default_query

      ctx = SessionChoice.init(ctx, @fields, Map.put(attrs, "variable", name))
      {:ok, assign(ctx, query: query), editor: [source: query, language: "sql"]}
    end

    @impl true
    def handle_connect(ctx), do: {:ok, SessionChoice.payload(ctx, @fields, "Spark SQL"), ctx}

    @impl true
    def handle_event("change", %{"name" => name, "value" => value}, ctx),
      do: {:noreply, SessionChoice.change(ctx, @fields, name, value)}

    @impl true
    def handle_editor_change(query, ctx), do: {:ok, assign(ctx, query: query)}

    @impl true
    def scan_binding(server, binding, _env),
      do: send(server, {:sessions, SessionNames.list(binding)})

    @impl true
    def handle_info({:sessions, sessions}, ctx),
      do: {:noreply, SessionChoice.put_sessions(ctx, sessions)}

    def handle_info(_message, ctx), do: {:noreply, ctx}

    @impl true
    def to_attrs(ctx), do: Map.put(ctx.assigns.values, "query", ctx.assigns.query)

    @impl true
    def to_source(attrs) do
      variable = variable(attrs["variable"])

      lines = [quote(do: unquote(variable) = unquote(value(attrs))) | shown(attrs, variable)]
      Kino.SmartCell.quoted_to_string({:__block__, [], lines})
    end

    defp value(attrs) do
      session = variable(attrs["session"])

      case steps(attrs) do
        [] ->
          quote(do: SparkEx.execute!(unquote(session), unquote_splicing(statement(attrs))))

        steps ->
          executed = quote(do: SparkEx.execute!(unquote_splicing(statement(attrs))))
          pipe([session, executed | steps])
      end
    end

    defp pipe(steps), do: Enum.reduce(steps, fn step, piped -> {:|>, [], [piped, step]} end)

    defp statement(attrs) do
      case SQLTemplate.parse(attrs["query"]) do
        {sql, []} -> [text(sql)]
        {sql, parameters} -> [text(sql), parameters]
      end
    end

    # preview/2 has its own limit.
    defp steps(%{"result" => "table"}), do: []
    defp steps(%{"result" => "frame", "limit" => nil}), do: []
    defp steps(%{"result" => "frame", "limit" => limit}), do: [limit(limit)]

    defp steps(%{"result" => "explorer", "limit" => nil}),
      do: [quote(do: SparkEx.DataFrame.to_explorer!())]

    defp steps(%{"result" => "explorer", "limit" => limit}),
      do: [limit(limit), quote(do: SparkEx.DataFrame.to_explorer!(max_rows: unquote(limit)))]

    defp limit(limit), do: quote(do: SparkEx.DataFrame.limit(unquote(limit)))

    defp shown(%{"result" => "table", "limit" => nil}, variable),
      do: [quote(do: SparkEx.Livebook.preview(unquote(variable)))]

    defp shown(%{"result" => "table", "limit" => limit}, variable),
      do: [quote(do: SparkEx.Livebook.preview(unquote(variable), rows: unquote(limit)))]

    defp shown(_attrs, _variable), do: []

    # A text of several lines is a heredoc, unless that would change its meaning.
    defp text(sql) do
      sql = String.trim_trailing(sql)

      if String.contains?(sql, "\n") and not String.contains?(sql, ["\\", "\#{", ~s(""")]),
        do: {:<<>>, [delimiter: ~s(""")], [sql <> "\n"]},
        else: sql
    end

    defp variable(name), do: {String.to_atom(name), [], nil}
  end
end
