defmodule SparkEx.Pipeline.Run do
  @moduledoc false
  # A run of a pipeline: the graph is created, defined, started and dropped.

  alias SparkEx.Arguments.Options
  alias SparkEx.Connect.{Client, PlanEncoder, SessionHandle}
  alias SparkEx.DataFrame.Names
  alias SparkEx.{Error, Pipeline, Telemetry}
  alias SparkEx.Pipeline.{Definition, Event, Failure}

  # The server drops an idle graph at once, but waits for the flows of a running one.
  @drop_timeout 60_000

  @watch [
    on_event: [type: {:fun, 1}, doc: "A function that the caller calls with each event."],
    subscriber: [
      type: :any,
      doc: "A process that gets each event as a message `{:spark_pipeline, event}`."
    ],
    timeout: [
      type: :timeout,
      default: :infinity,
      doc: "Milliseconds after which the run is interrupted."
    ]
  ]
  @names {:or, [:string, :atom, {:list, {:or, [:string, :atom]}}]}
  @refresh [
    refresh: [type: @names, doc: "The names of the datasets to update; by default all of them."],
    full_refresh: [
      type: @names,
      doc:
        "The names of the datasets to reset and compute from all data, or `:all`. The others " <>
          "are not updated unless `:refresh` names them."
    ]
  ]

  @type result :: {:ok, [Event.t()]} | {:error, Exception.t()}

  @spec options() :: Options.schema()
  def options, do: @refresh ++ @watch

  @spec run(SparkEx.Session.t(), Pipeline.t(), keyword, String.t()) :: result
  def run(session, pipeline, options, context),
    do: run(session, pipeline, options, false, context)

  @spec dry_run(SparkEx.Session.t(), Pipeline.t(), keyword, String.t()) :: result
  def dry_run(session, pipeline, options, context),
    do: run(session, pipeline, options, true, context)

  defp run(session, pipeline, options, dry, context) do
    with {:ok, options} <- Options.validate(options, options(), context),
         {:ok, run} <- prepare(session, pipeline, options, dry),
         {:ok, handle} <- SessionHandle.fetch(session),
         {:ok, graph} <- create(handle, pipeline, run.deadline) do
      with_graph(handle, graph, fn ->
        with {:ok, names} <- define(handle, graph, run),
             do: start(handle, graph, run, Failure.places(pipeline, names))
      end)
    end
  end

  # Invalid arguments raise before any call to the server.
  defp prepare(session, pipeline, options, dry) do
    {:ok,
     %{
       definitions: definitions(pipeline, session),
       start: Map.merge(selection(options), %{dry: dry, storage: pipeline.storage}),
       watch: watch(options),
       deadline: deadline(options[:timeout])
     }}
  rescue
    error in Error.Argument -> {:error, error}
  end

  defp deadline(:infinity), do: :infinity
  defp deadline(timeout), do: now() + timeout

  # The shortest timeout is a millisecond.
  defp left(:infinity), do: :infinity
  defp left(deadline), do: max(deadline - now(), 1)

  defp now, do: System.monotonic_time(:millisecond)

  defp definitions(pipeline, session) do
    for {command, fields} <- Enum.reverse(pipeline.definitions),
        do: {command, fields, sent(fields, session)}
  end

  @doc "The commands that define a graph."
  @spec commands(Pipeline.t(), SparkEx.DataFrame.session(), String.t()) :: [map]
  def commands(pipeline, session, graph) do
    for {command, _fields, sent} <- definitions(pipeline, session),
        do: define_command(command, sent, graph)
  end

  defp define_command(command, sent, graph),
    do: %{pipeline_command: %{command => Map.put(sent, :dataflow_graph_id, graph)}}

  defp sent(%{query: query} = fields, session) do
    fields
    |> Map.delete(:query)
    |> Map.put(:relation_flow_details, %{relation: Definition.relation(query, session)})
  end

  defp sent(fields, _session), do: fields

  defp selection(options) do
    refresh = names(options[:refresh], "the option :refresh")

    case options[:full_refresh] do
      :all when refresh == [] ->
        %{full_refresh_all: true}

      :all ->
        raise Error.Argument, "full_refresh: :all allows no option :refresh"

      full ->
        %{
          refresh_selection: refresh,
          full_refresh_selection: names(full, "the option :full_refresh")
        }
    end
  end

  defp names(nil, _context), do: []
  defp names(names, context), do: Names.names!(names, context)

  defp watch(options) do
    subscriber = options[:subscriber]

    unless subscriber == nil or is_pid(subscriber) do
      raise Error.Argument, "option :subscriber must be a process, got: #{inspect(subscriber)}"
    end

    fn event ->
      if subscriber, do: send(subscriber, {:spark_pipeline, event})
      if options[:on_event], do: options[:on_event].(event)
    end
  end

  ## The graph on the server

  defp create(handle, pipeline, deadline) do
    create = %{
      default_catalog: pipeline.catalog,
      default_database: pipeline.database,
      sql_conf: pipeline.configuration
    }

    command = %{pipeline_command: %{create_dataflow_graph: create}}

    with {:ok, result} <- command(handle, command, deadline) do
      case result do
        %{create_dataflow_graph_result: %{dataflow_graph_id: graph}} -> {:ok, graph}
        _other -> {:error, %Error.Decode{text: "the server returned no id of the pipeline"}}
      end
    end
  end

  # If the caller is killed or this fails, the finalizer drops the graph.
  defp with_graph(handle, graph, function) do
    drop = %{pipeline_command: %{drop_dataflow_graph: %{dataflow_graph_id: graph}}}
    finalizer = Client.finalizer(handle, drop)

    try do
      function.()
    after
      _result = Client.command(handle, drop, timeout: @drop_timeout)
      PlanEncoder.keepalive([{:finalizer, finalizer}])
    end
  end

  # The names that the server gives the definitions, by the names that they have here.
  defp define(handle, graph, %{definitions: definitions, deadline: deadline}) do
    Enum.reduce_while(definitions, {:ok, %{}}, fn {command, fields, sent}, {:ok, names} ->
      case command(handle, define_command(command, sent, graph), deadline) do
        {:ok, result} -> {:cont, {:ok, resolve(names, command, fields, result)}}
        {:error, error} -> {:halt, {:error, Failure.definition(error, command, fields)}}
      end
    end)
  end

  defp resolve(names, command, fields, result) do
    case result do
      %{define_output_result: %{resolved_identifier: identifier}} ->
        Map.put(names, name(command, fields), full_name(identifier))

      %{define_flow_result: %{resolved_identifier: identifier}} ->
        Map.put(names, name(command, fields), full_name(identifier))

      _other ->
        names
    end
  end

  defp name(:define_output, %{output_name: name}), do: name
  defp name(:define_flow, %{flow_name: name}), do: name

  defp full_name(identifier) do
    [
      List.wrap(identifier[:catalog_name]),
      Map.get(identifier, :namespace, []),
      List.wrap(identifier[:table_name])
    ]
    |> Enum.concat()
    |> Enum.reject(&(&1 == ""))
    |> Enum.join(".")
  end

  ## The run

  defp start(handle, graph, run, places) do
    command = %{pipeline_command: %{start_run: Map.put(run.start, :dataflow_graph_id, graph)}}

    keep = fn
      {:response, %{pipeline_event_result: %{event: event}}}, events ->
        event = Event.from_proto(event)
        Telemetry.pipeline(event, %{session_id: handle.session_id, dry: run.start.dry})
        run.watch.(event)
        {:cont, [event | events]}

      _other, events ->
        {:cont, events}
    end

    on_error = fn error, events -> Failure.run(error, Enum.reverse(events), places) end
    options = [timeout: left(run.deadline), on_error: on_error]

    with {:ok, events} <- Client.reduce_command(handle, command, [], keep, options),
         do: {:ok, Enum.reverse(events)}
  end

  defp command(handle, command, deadline) do
    with {:ok, responses} <- Client.command(handle, command, timeout: left(deadline)),
         do: {:ok, Enum.find_value(responses, %{}, & &1[:pipeline_command_result])}
  end
end
