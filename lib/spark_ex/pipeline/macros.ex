defmodule SparkEx.Pipeline.Macros do
  @moduledoc """
  Macros that define a pipeline in a module, imported by `use SparkEx.Pipeline`.

  Each macro has the name, options and meaning of a function of `SparkEx.Pipeline`. The block is
  the query: a frame, or the text of a SQL query. A variable before the options names the session.
  Definitions have the file and line of the macro.
  """

  @doc """
  Defines a table that each run recomputes, see `SparkEx.Pipeline.materialized_view/4`.

      materialized_view "daily", session, comment: "Orders a day" do
        session |> SparkEx.table("orders") |> DataFrame.group_by("day") |> GroupedData.count()
      end

      materialized_view "total" do
        "SELECT sum(count) AS n FROM daily"
      end
  """
  defmacro materialized_view(name, session \\ [], options \\ [], block \\ []),
    do: dataset(:materialized_view, name, [session, options, block], __CALLER__)

  @doc """
  Defines a streaming table, see `SparkEx.Pipeline.table/4`. Without a block, flows of
  `append_flow/4` fill it.

      table "orders", session, format: :delta do
        StreamReader.json(session, "/landing/orders", schema: "day DATE, price DOUBLE")
      end

      table "all_orders", schema: "day DATE, price DOUBLE"
  """
  defmacro table(name, session \\ [], options \\ [], block \\ []),
    do: dataset(:table, name, [session, options, block], __CALLER__)

  @doc """
  Defines a view of the pipeline, see `SparkEx.Pipeline.temporary_view/4`.

      temporary_view "recent" do
        "SELECT * FROM orders WHERE day > current_date() - INTERVAL 7 DAYS"
      end
  """
  defmacro temporary_view(name, session \\ [], options \\ [], block \\ []),
    do: dataset(:temporary_view, name, [session, options, block], __CALLER__)

  @doc """
  Defines a query that appends to a streaming table or a sink, see
  `SparkEx.Pipeline.append_flow/4`.

      append_flow "all_orders", session, name: "from_north" do
        StreamReader.table(session, "north.orders")
      end
  """
  defmacro append_flow(target, session \\ [], options \\ [], block \\ []),
    do: dataset(:append_flow, target, [session, options, block], __CALLER__)

  @doc """
  Defines a target outside the catalog, see `SparkEx.Pipeline.sink/4`.

      sink "alerts", :kafka, topic: "alerts", "kafka.bootstrap.servers": "broker:9092"
  """
  defmacro sink(name, format, options \\ []) do
    env = place(__CALLER__)

    step(__CALLER__, fn pipeline ->
      quote do
        options = [{:env, unquote(env)} | Enum.to_list(unquote(options))]
        SparkEx.Pipeline.sink(unquote(pipeline), unquote(name), unquote(format), options)
      end
    end)
  end

  @doc """
  Adds the definitions of a SQL text, see `SparkEx.Pipeline.sql/3`.

      sql "CREATE MATERIALIZED VIEW daily AS SELECT day, count(*) FROM orders GROUP BY day"
  """
  defmacro sql(text, options \\ []) do
    env = place(__CALLER__)

    step(__CALLER__, fn pipeline ->
      quote do
        options = Keyword.put_new(unquote(options), :env, unquote(env))
        SparkEx.Pipeline.sql(unquote(pipeline), unquote(text), options)
      end
    end)
  end

  @doc """
  Adds the definitions of SQL files, see `SparkEx.Pipeline.sql_files/3`.

      sql_files "transformations/**/*.sql"

  The path is relative to the folder of the module's file. The files are read when the module is
  compiled, and the module is compiled again when one of them changes.
  """
  defmacro sql_files(wildcard) when is_binary(wildcard) do
    folder = Path.dirname(__CALLER__.file)
    files = wildcard |> Path.expand(folder) |> SparkEx.Pipeline.Definition.files("sql_files/1")
    for file <- files, do: Module.put_attribute(__CALLER__.module, :external_resource, file)

    for file <- files do
      options = [file: Path.relative_to_cwd(file)]
      quote do: sql(unquote(File.read!(file)), unquote(options))
    end
    |> then(&{:__block__, [], &1})
  end

  @doc false
  defmacro __before_compile__(env) do
    options = Module.get_attribute(env.module, :spark_pipeline_options)
    steps = env.module |> Module.get_attribute(:spark_pipeline_steps) |> Enum.reverse()
    given = Macro.var(:pipeline, __MODULE__)

    quote do
      @doc "The pipeline that the module defines, a `SparkEx.Pipeline`."
      @spec pipeline() :: SparkEx.Pipeline.t()
      def pipeline, do: pipeline(SparkEx.Pipeline.new(unquote(options)))

      @doc "A pipeline with the definitions of the module added."
      @spec pipeline(SparkEx.Pipeline.t()) :: SparkEx.Pipeline.t()
      def pipeline(unquote(given)) do
        unquote(
          Enum.reduce(steps, given, fn step, pipeline ->
            quote do: unquote(step)(unquote(pipeline))
          end)
        )
      end
    end
  end

  defp dataset(function, name, arguments, caller) do
    {session, options, block} = parse(arguments, function, caller)
    query = query(session, block)
    env = place(caller)

    step(caller, fn pipeline ->
      quote do
        options = Keyword.put_new(unquote(options), :env, unquote(env))

        SparkEx.Pipeline.unquote(function)(
          unquote(pipeline),
          unquote(name),
          unquote(query),
          options
        )
      end
    end)
  end

  # A variable, keyword lists, and a block as the last of them, each of which may be left out.
  defp parse(arguments, function, caller) do
    {options, sessions} = Enum.split_with(arguments, &is_list/1)
    {block, options} = options |> Enum.concat() |> Keyword.split([:do])

    case {sessions, block} do
      {[], block} ->
        {nil, options, block[:do]}

      {[{name, _, context} = session], [do: block]} when is_atom(name) and is_atom(context) ->
        {session, options, block}

      _other ->
        raise CompileError,
          file: caller.file,
          line: caller.line,
          description:
            "#{function}/4 takes a name, then a variable for the session, options as a keyword " <>
              "list and a do block"
    end
  end

  defp query(_session, nil), do: nil
  defp query(nil, block), do: quote(do: fn _session -> unquote(block) end)
  defp query(session, block), do: quote(do: fn unquote(session) -> unquote(block) end)

  # A private function of the module that adds the definition.
  defp step(caller, build) do
    steps = Module.get_attribute(caller.module, :spark_pipeline_steps)
    name = :"__pipeline_step_#{length(steps)}__"
    Module.put_attribute(caller.module, :spark_pipeline_steps, [name | steps])
    pipeline = Macro.var(:pipeline, __MODULE__)

    quote do
      defp unquote(name)(unquote(pipeline)), do: unquote(build.(pipeline))
    end
  end

  defp place(caller), do: Macro.escape(%{file: caller.file, line: caller.line})
end
