if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.Livebook.SchemaTree do
    @moduledoc false
    # A tree of catalogs, databases, tables and columns. A level is fetched when it is opened, in
    # SQL with full names: SparkEx.Catalog lists the session's current catalog only, and the tree
    # must not change it.

    use Kino.JS, assets_path: "lib/assets", entrypoint: "schema_tree.js"
    use Kino.JS.Live

    alias SparkEx.{DataFrame, Session, Types}
    alias SparkEx.Livebook.{ErrorHTML, Job}

    @typedoc "The names from the catalog downwards."
    @type path :: [String.t()]

    @typedoc "The `path` of a leaf is `nil`."
    @type tree_node :: %{name: String.t(), detail: String.t(), path: path | nil}

    @spec new(Session.t()) :: Kino.JS.Live.t()
    def new(session), do: Kino.JS.Live.new(__MODULE__, session)

    @impl true
    def init(session, ctx), do: {:ok, assign(ctx, session: session, jobs: %{})}

    @impl true
    def handle_connect(ctx), do: {:ok, %{}, ctx}

    @impl true
    def handle_event("open", %{"path" => path}, ctx) when is_list(path) and length(path) <= 3 do
      session = ctx.assigns.session
      job = Job.start(fn -> children(session, path) end)
      {:noreply, update(ctx, :jobs, &Map.put(&1, job.ref, {path, ctx.origin}))}
    end

    def handle_event(_event, _payload, ctx), do: {:noreply, ctx}

    @impl true
    def handle_info({ref, result}, %{assigns: %{jobs: jobs}} = ctx) when is_map_key(jobs, ref) do
      {{path, client}, jobs} = Map.pop(jobs, ref)
      send_event(ctx, client, "children", Map.put(content(result), :path, path))
      {:noreply, assign(ctx, jobs: jobs)}
    end

    def handle_info(_message, ctx), do: {:noreply, ctx}

    defp content({:ok, nodes}), do: %{nodes: nodes}
    defp content({:error, exception}), do: %{error: ErrorHTML.of(exception)}

    @doc "Returns the nodes below a path: catalogs below `[]`, columns below a table."
    @spec children(Session.t(), path) :: {:ok, [tree_node]} | {:error, Exception.t()}
    def children(session, []) do
      names(session, "SHOW CATALOGS", fn [catalog] -> branch([catalog], "") end)
    end

    def children(session, [_catalog] = path) do
      names(session, "SHOW DATABASES IN #{quoted(path)}", fn [database] ->
        branch(path ++ [database], "")
      end)
    end

    def children(session, [_catalog, _database] = path) do
      names(session, "SHOW TABLES IN #{quoted(path)}", fn
        [_database, view, true] -> %{branch([view], "temporary view") | path: ["", "", view]}
        [_database, table, false] -> branch(path ++ [table], "")
      end)
    end

    def children(session, ["", "", view]), do: columns(session, [view])
    def children(session, [_catalog, _database, _table] = path), do: columns(session, path)

    defp names(session, statement, tree_node) do
      with {:ok, frame} <- SparkEx.execute(session, statement),
           {:ok, rows} <- DataFrame.collect(frame, as: :lists, max_rows: :infinity),
           do: {:ok, Enum.map(rows, tree_node)}
    end

    defp columns(session, path) do
      with {:ok, {:struct, fields}} <-
             session |> SparkEx.table(quoted(path)) |> DataFrame.schema() do
        {:ok, for(field <- fields, do: leaf(field.name, Types.Formatter.simple(field.type)))}
      end
    end

    defp branch(path, detail), do: %{name: List.last(path), detail: detail, path: path}
    defp leaf(name, detail), do: %{name: name, detail: detail, path: nil}

    defp quoted(path), do: Enum.map_join(path, ".", &"`#{String.replace(&1, "`", "``")}`")
  end
end
