defmodule SparkEx.Pipeline.Graph do
  @moduledoc false
  # The graph of a pipeline: its datasets, the tables that it reads, and which reads which.
  #
  # Spark resolves the names when a pipeline runs, and sends no dependencies. The client takes the
  # names in the plans and the SQL texts, and compares them as Spark does: in the default catalog
  # and database, without case.

  alias SparkEx.{Error, Pipeline, Plan}
  alias SparkEx.Pipeline.{Datasets, Definition, Event, SQLTables}

  # A session that does not exist. Functions of a session build plans, which needs none.
  @session SparkEx.Pipeline.Graph.NoSession

  @unknown %{reads: [], defines: []}

  @active ~w(running starting planning queued idle)a
  # The state of a dataset with several flows is the first that one of them has.
  @order [:failed | @active] ++ ~w(canceled stopped skipped completed excluded)a

  @enforce_keys [:nodes, :edges]
  defstruct @enforce_keys

  @typedoc "A flow is a node if its name is not its dataset's. A source is an outside table."
  @type kind :: :materialized_view | :table | :temporary_view | :sink | :flow | :source

  @typedoc "The full name of a node or a flow, in lower case."
  @type id :: [String.t()]

  @typedoc "A node with the flows that write to it."
  @type graph_node :: %{id: {:flow | :table, id}, name: String.t(), kind: kind, flows: [id]}

  @type t :: %__MODULE__{nodes: [graph_node], edges: [{term, term}]}

  @doc """
  The graph of a pipeline, without a call to the server.

  A function of a session is called with one that is not open. If it needs the session, the tables
  that it reads are not known. Any other exception of the function is raised.
  """
  @spec new(Pipeline.t()) :: t
  def new(%Pipeline{} = pipeline) do
    datasets = for dataset <- Datasets.list(pipeline), do: dataset_node(dataset, pipeline)
    known = MapSet.new(datasets, & &1.id)
    flows = pipeline |> flows() |> Enum.map(&resolve(&1, known, pipeline))

    sources = for %{reads: reads} <- flows, {id, name} <- reads, id not in known, do: {id, name}
    sources = for {id, name} <- Enum.uniq_by(sources, &elem(&1, 0)), do: source(id, name)
    named = for %{node: %{} = node} <- flows, do: node

    %__MODULE__{
      nodes:
        Enum.uniq_by(sources ++ Enum.map(datasets, &with_flows(&1, flows)) ++ named, & &1.id),
      edges: flows |> Enum.flat_map(&edges/1) |> Enum.uniq()
    }
  end

  defp dataset_node(%{name: name, kind: kind}, pipeline),
    do: %{id: {:table, id(name, pipeline)}, name: name, kind: kind, flows: []}

  defp source(id, name), do: %{id: id, name: name, kind: :source, flows: []}

  defp with_flows(node, flows),
    do: %{node | flows: for(%{target: target, id: id} <- flows, target == node.id, do: id)}

  # Flows: their names, targets, and the tables that they read.

  defp flows(%Pipeline{definitions: definitions}),
    do: definitions |> Enum.reverse() |> Enum.flat_map(&flow/1)

  defp flow({:define_flow, %{flow_name: name, target_dataset_name: target} = flow}),
    do: [Map.merge(%{name: name, target: target}, read(flow))]

  defp flow({:define_sql_graph_elements, %{sql_text: text}}) do
    for %{kind: kind, name: name, text: text} <- Datasets.statements(text) do
      tables = SQLTables.of(text)
      target = if kind == :flow and tables.into, do: Enum.join(tables.into, "."), else: name
      Map.merge(tables, %{name: name, target: target})
    end
  end

  defp flow(_output), do: []

  defp read(%{query: query}) do
    case query(query) do
      {:error, %Error.Session{}} -> @unknown
      query -> query |> Definition.relation(@session) |> tables()
    end
  rescue
    Error.Session ->
      @unknown

    # `{:ok, columns} = DataFrame.columns(frame)`
    error in [MatchError, CaseClauseError, WithClauseError] ->
      if match?({:error, %Error.Session{}}, error.term),
        do: @unknown,
        else: reraise(error, __STACKTRACE__)
  catch
    :exit, {:noproc, {_module, _function, [@session | _arguments]}} -> @unknown
  end

  defp read(%{auto_cdc_flow_details: %{source: source}}),
    do: %{reads: [SQLTables.name(source)], defines: []}

  defp query(function) when is_function(function), do: function.(@session)
  defp query(query), do: query

  defp tables(plan) do
    Plan.reduce(plan, @unknown, fn
      %{named_table: %{unparsed_identifier: name}}, tables ->
        {:cont, %{tables | reads: tables.reads ++ [SQLTables.name(name)]}}

      %{sql: %{query: text}}, tables ->
        found = SQLTables.of(text)
        merged = %{reads: tables.reads ++ found.reads, defines: tables.defines ++ found.defines}
        {:cont, merged}

      _other, tables ->
        {:cont, tables}
    end)
  end

  defp resolve(flow, known, pipeline) do
    defined = MapSet.new(flow.defines, &{:table, id(&1, pipeline)})

    # The order in which a plan is traversed depends on the version of OTP.
    reads =
      for parts <- Enum.sort(flow.reads),
          id = {:table, id(parts, pipeline)},
          id in known or id not in defined,
          do: {id, Enum.join(parts, ".")}

    target = {:table, id(flow.target, pipeline)}
    id = id(flow.name, pipeline)
    named = %{id: {:flow, id}, name: flow.name, kind: :flow, flows: [id]}
    %{id: id, target: target, reads: reads, node: if({:table, id} != target, do: named)}
  end

  defp edges(%{reads: reads, target: target, node: nil}),
    do: for({id, _name} <- reads, do: {id, target})

  defp edges(%{reads: reads, target: target, node: %{id: node}}),
    do: for({id, _name} <- reads, do: {id, node}) ++ [{node, target}]

  # Full names

  defp id(name, pipeline) when is_binary(name), do: name |> SQLTables.name() |> id(pipeline)

  defp id(parts, pipeline) do
    defaults = [pipeline.catalog || "spark_catalog", pipeline.database || "default"]
    missing = max(3 - length(parts), 0)
    Enum.map(Enum.take(defaults, missing) ++ parts, &String.downcase/1)
  end

  # States

  @doc "The states of the nodes that events name, by id. The last event of a flow counts."
  @spec states(t, Pipeline.t(), [Event.t()]) :: %{term => Event.state()}
  def states(%__MODULE__{nodes: nodes}, pipeline, events) do
    flows =
      for %Event{flow: flow, state: state} when flow != nil and state != nil <- events,
          into: %{},
          do: {id(flow, pipeline), state}

    for %{id: id, flows: ids} <- nodes,
        state = state(for(flow <- ids, do: flows[flow])),
        into: %{},
        do: {id, state}
  end

  defp state(states), do: Enum.find(@order, &(&1 in states))

  @doc "The states of a flow that has not ended."
  @spec active :: [Event.state()]
  def active, do: @active

  @doc "The nodes, each after those that it reads, except in a cycle."
  @spec sorted(t) :: [graph_node]
  def sorted(%__MODULE__{nodes: nodes, edges: edges}), do: sort(nodes, edges, MapSet.new())

  defp sort([], _edges, _done), do: []

  defp sort(nodes, edges, done) do
    ready = fn %{id: id} -> for({from, ^id} <- edges, from not in done, do: from) == [] end

    case Enum.split_with(nodes, ready) do
      {[], [node | rest]} -> [node | sort(rest, edges, MapSet.put(done, node.id))]
      {ready, rest} -> ready ++ sort(rest, edges, MapSet.union(done, MapSet.new(ready, & &1.id)))
    end
  end
end
