defmodule SparkEx.Pipeline.GraphTest do
  use ExUnit.Case, async: true

  alias SparkEx.{DataFrame, Error, Pipeline, StreamReader}
  alias SparkEx.Pipeline.{Event, Graph, SQLTables}

  doctest SQLTables

  defmodule Sales do
    use SparkEx.Pipeline, storage: "file:///storage"

    table "orders", session do
      StreamReader.table(session, "landing")
    end
  end

  defp new(options \\ []), do: Pipeline.new([storage: "file:///storage"] ++ options)
  defp view(pipeline, name, query), do: Pipeline.materialized_view(pipeline, name, query)

  # The arrows of a pipeline by names.
  defp arrows(pipeline) do
    graph = Graph.new(pipeline)
    names = Map.new(graph.nodes, &{&1.id, &1.name})
    for {from, to} <- graph.edges, do: {names[from], names[to]}
  end

  defp events(states),
    do: for({flow, state} <- states, do: %Event{message: "", flow: flow, state: state})

  defp states(pipeline, events) do
    graph = Graph.new(pipeline)
    states = Graph.states(graph, pipeline, events)
    for %{id: id, name: name} <- graph.nodes, states[id], into: %{}, do: {name, states[id]}
  end

  test "the arrows are the tables that frames, functions and SQL texts name" do
    frame = SparkEx.sql(:spark, "SELECT * FROM a JOIN {b}", b: SparkEx.table(:spark, "b"))

    pipeline =
      new()
      |> view("a", "SELECT 1 AS x")
      |> view("b", SparkEx.table(:spark, "a"))
      |> view("c", frame)
      |> Pipeline.temporary_view("d", fn session ->
        session |> SparkEx.table("a") |> DataFrame.join(SparkEx.table(session, "c"), "x")
      end)

    assert arrows(pipeline) == [{"a", "b"}, {"a", "c"}, {"b", "c"}, {"a", "d"}, {"c", "d"}]
  end

  test "names are compared in the default catalog and database, without case" do
    pipeline =
      new(database: "sales")
      |> view("orders", "SELECT 1 AS x")
      |> view("other.orders", "SELECT 1 AS x")
      |> view("daily", "SELECT * FROM Sales.ORDERS")
      |> view("total", "SELECT * FROM spark_catalog.sales.`daily`")

    assert arrows(pipeline) == [{"orders", "daily"}, {"daily", "total"}]
  end

  test "tables outside of the pipeline are nodes, other names of a text are not" do
    text = "WITH recent AS (SELECT * FROM raw.orders) SELECT * FROM recent, range(3)"
    pipeline = new() |> view("daily", text) |> view("total", "SELECT * FROM RAW.orders")
    assert arrows(pipeline) == [{"raw.orders", "daily"}, {"raw.orders", "total"}]
    assert [%{name: "raw.orders", kind: :source}, _, _] = Graph.new(pipeline).nodes

    # A name in WITH may be that of the dataset that it reads.
    text = "WITH daily AS (SELECT * FROM daily) SELECT * FROM daily"
    assert new() |> view("daily", "SELECT 1") |> view("b", text) |> arrows() == [{"daily", "b"}]
  end

  test "the clauses after FROM name no tables" do
    for clause <- [
          "GROUP BY a, b",
          "ORDER BY a, b",
          "SORT BY a, b",
          "CLUSTER BY a, b",
          "DISTRIBUTE BY a, b",
          "|> AGGREGATE sum(a) AS x, max(b) AS y GROUP BY c, d",
          "|> EXTEND a + 1 AS x, b",
          "|> SET a = 1, b = 2",
          "|> DROP a, b",
          "|> WHERE a IN (b, c) |> SELECT a, b"
        ] do
      assert %{reads: [["t"], ["u"]]} = SQLTables.of("FROM t, u #{clause}")
      assert %{reads: [["t"]]} = SQLTables.of("SELECT * FROM (SELECT * FROM t #{clause})")
    end

    assert %{reads: [["sort"], ["u"], ["v"]]} = SQLTables.of("FROM sort, u |> JOIN v")
  end

  test "a text defines the tables of its WITH clauses" do
    for {text, defined} <- [
          {"WITH t(x) AS (SELECT * FROM a) SELECT * FROM t", ~w(t)},
          {"WITH t (x, y) AS (SELECT 1, 2), u AS (FROM t), v(z) AS (FROM u) FROM v", ~w(t u v)},
          {"WITH RECURSIVE t(n) MAX RECURSION LEVEL 9 AS (SELECT 1) FROM t", ~w(t)},
          {"WITH recursive AS (SELECT 1) FROM recursive", ~w(recursive)},
          {"WITH t AS (WITH u(x) AS (SELECT (1)) FROM u) SELECT * FROM t", ~w(t u)},
          {"SELECT * FROM (WITH t(x) AS (SELECT 1) FROM t) WHERE x IN (1)", ~w(t)},
          {"SELECT explode(m) AS (k, v), TIMESTAMP WITH TIME ZONE FROM a", []},
          {"WITH t(x", []}
        ] do
      assert SQLTables.of(text).defines == Enum.map(defined, &[&1]), text
    end

    text = "WITH t(x) AS (SELECT * FROM a) SELECT * FROM t"
    assert new() |> view("b", text) |> arrows() == [{"a", "b"}]
  end

  test "flows with names of their own are nodes" do
    pipeline =
      new()
      |> Pipeline.table("all", nil)
      |> Pipeline.append_flow("all", StreamReader.table(:spark, "north"), name: "from_north")
      |> Pipeline.auto_cdc("all", "changes", keys: "id", sequence_by: "at", name: "changed")
      |> Pipeline.sink("out", :noop)
      |> Pipeline.append_flow("out", "SELECT * FROM STREAM all")

    assert arrows(pipeline) == [
             {"north", "from_north"},
             {"from_north", "all"},
             {"changes", "changed"},
             {"changed", "all"},
             {"all", "out"}
           ]
  end

  test "the statements of a SQL text are datasets and flows" do
    pipeline =
      Pipeline.sql(new(), """
      CREATE TEMPORARY VIEW a AS SELECT 1 AS x; -- FROM no
      CREATE MATERIALIZED VIEW b AS SELECT * FROM a WHERE s = 'FROM c';
      CREATE STREAMING TABLE t;
      CREATE FLOW f AS INSERT INTO t BY NAME SELECT * FROM STREAM(src);
      """)

    assert arrows(pipeline) == [{"a", "b"}, {"src", "f"}, {"f", "t"}]
  end

  test "a function that needs the server has no arrows" do
    for query <- [
          fn session -> session |> SparkEx.table("a") |> DataFrame.collect!() end,
          fn session -> {:ok, _} = session |> SparkEx.table("a") |> DataFrame.columns() end,
          fn session -> session |> SparkEx.table("a") |> DataFrame.columns() end,
          fn session ->
            case session |> SparkEx.table("a") |> DataFrame.columns() do
              {:ok, columns} -> "SELECT #{hd(columns)} FROM a"
            end
          end,
          fn session -> GenServer.call(session, :none) end
        ] do
      assert new() |> view("a", "SELECT 1") |> view("b", query) |> arrows() == []
    end
  end

  test "any other error of a function is raised" do
    text = fn query -> new() |> view("a", query) |> Pipeline.to_mermaid() end
    raise_in = fn error -> assert_raise(error, fn -> text.(fn _ -> raise(error, []) end) end) end

    for error <- [ArgumentError, KeyError, RuntimeError], do: raise_in.(error)
    assert_raise MatchError, fn -> text.(fn _session -> {:ok, _} = Keyword.fetch([], :no) end) end
    assert_raise Error.Argument, fn -> text.(fn _session -> nil end) end
    assert catch_throw(text.(fn _session -> throw(:ball) end)) == :ball
    assert {:noproc, _} = catch_exit(text.(fn _session -> GenServer.call(:none, :call) end))
  end

  test "a dataset has the last state of its flow" do
    pipeline = new(database: "d") |> view("a", "SELECT 1") |> view("B", "SELECT 2")
    events = events([{"spark_catalog.d.a", :queued}, {"spark_catalog.d.B", :queued}, {nil, nil}])
    assert states(pipeline, events) == %{"a" => :queued, "B" => :queued}

    events = events ++ events([{"spark_catalog.d.a", :failed}, {"spark_catalog.d.a", :running}])
    assert states(pipeline, events) == %{"a" => :running, "B" => :queued}
  end

  test "a dataset with several flows has the state of the one that needs attention" do
    pipeline =
      new()
      |> Pipeline.table("t", nil)
      |> Pipeline.append_flow("t", "SELECT 1", name: "f")
      |> Pipeline.append_flow("t", "SELECT 2", name: "g")

    for {f, g, t} <- [
          {:completed, :running, :running},
          {:failed, :running, :failed},
          {:completed, :completed, :completed},
          {:excluded, :completed, :completed}
        ] do
      events = events([{"spark_catalog.default.f", f}, {"spark_catalog.default.g", g}])
      assert states(pipeline, events) == %{"f" => f, "g" => g, "t" => t}
    end
  end

  test "nodes are sorted by their dependencies, except in a cycle" do
    pipeline =
      new()
      |> view("c", "SELECT * FROM b")
      |> view("b", "SELECT * FROM a")
      |> view("x", "SELECT * FROM y")
      |> view("y", "SELECT * FROM x")

    assert for(node <- pipeline |> Graph.new() |> Graph.sorted(), do: node.name) ==
             ~w(a b c x y)
  end

  test "the text of a flowchart has the states" do
    pipeline =
      Pipeline.temporary_view(new(), ~s(a"<b>), "SELECT 1")
      |> view("v", "SELECT 1")
      |> view("w", "SELECT 1")
      |> Pipeline.sink("s", :noop)

    events = events([{"spark_catalog.default.v", :running}, {"spark_catalog.default.w", :failed}])

    assert Pipeline.to_mermaid(pipeline, events) == """
           flowchart LR
             n0("a#34;#60;b#62;<br/>temporary view")
             n1["v<br/>materialized view<br/>running"]
             n2["w<br/>materialized view<br/>failed"]
             n3[/"s<br/>sink"/]
             classDef active fill:#dbe6ff,stroke:#3454d8,color:#1a222c
             class n1 active
             classDef failed fill:#fbdcdd,stroke:#b3363b,color:#1a222c
             class n2 failed
           """
  end

  test "the pipeline may be a module" do
    assert Pipeline.to_mermaid(Sales) =~ ~s(n0[["landing<br/>table"]])
    assert_raise Error.Argument, fn -> Pipeline.to_mermaid(:none) end
  end
end
