defmodule SparkEx.Streaming.Runs do
  @moduledoc false
  # What a listener bus knows of the runs of queries. It drops events that arrive twice and puts
  # the start of a run before its other events.
  #
  # The start arrives with the result of the command that starts the query, all other events
  # arrive from the server's bus, and each way may be the faster one. So while a query starts,
  # events of unknown runs wait.

  alias SparkEx.Streaming.Event
  alias SparkEx.StreamingQuery
  alias SparkEx.StreamingQuery.{Idle, Progress, Started, Terminated}

  # More ended runs are forgotten.
  @max_ended 1_000

  defstruct known: %{}, starting: MapSet.new(), held: []

  @typep run :: %{
           id: String.t() | nil,
           batch_id: integer,
           started: boolean,
           ended: boolean
         }
  @type t :: %__MODULE__{
          known: %{String.t() => run},
          starting: MapSet.t(pid),
          held: [Event.t()]
        }

  @doc "Returns the events that subscribers have not received yet, in their order."
  @spec receive_events(t, [Event.t()]) :: {[Event.t()], t}
  def receive_events(runs, events), do: Enum.flat_map_reduce(events, runs, &receive_event/2)

  defp receive_event(event, runs) do
    cond do
      hold?(event, runs) -> {[], %{runs | held: [event | runs.held]}}
      new?(event, run(runs, event.run_id)) -> {[event], observe(event, runs)}
      true -> {[], runs}
    end
  end

  defp hold?(%Started{}, _runs), do: false

  defp hold?(event, runs),
    do: MapSet.size(runs.starting) > 0 and not is_map_key(runs.known, event.run_id)

  # A missed event may arrive twice, from the bus and from the query.
  defp new?(%Progress{batch_id: batch_id}, run), do: batch_id > run.batch_id
  defp new?(%Started{}, run), do: not run.started
  defp new?(%Terminated{}, run), do: not run.ended
  defp new?(%Idle{}, _run), do: true

  defp observe(event, runs) do
    run = event |> update(run(runs, event.run_id)) |> Map.put(:id, event.id)
    %{runs | known: runs.known |> Map.put(event.run_id, run) |> forget()}
  end

  defp update(%Started{}, run), do: %{run | started: true}
  defp update(%Terminated{}, run), do: %{run | ended: true}
  defp update(%Progress{batch_id: id}, run), do: %{run | batch_id: id}
  defp update(%Idle{}, run), do: run

  defp forget(known) when map_size(known) <= 2 * @max_ended, do: known

  defp forget(known) do
    {ended, running} = Enum.split_with(known, fn {_id, run} -> run.ended end)
    Map.new(running ++ Enum.take(ended, @max_ended))
  end

  defp run(runs, run_id),
    do: Map.get(runs.known, run_id, %{id: nil, batch_id: -1, started: false, ended: false})

  @doc "Notes that a process starts a query."
  @spec begin_start(t, pid) :: t
  def begin_start(runs, pid), do: %{runs | starting: MapSet.put(runs.starting, pid)}

  @doc "Notes the end of a start, with its event if it succeeded. Returns events as `receive_events/2`."
  @spec end_start(t, pid, [Event.t()]) :: {[Event.t()], t}
  def end_start(runs, pid, events) do
    held = Enum.reverse(runs.held)

    receive_events(
      %{runs | starting: MapSet.delete(runs.starting, pid), held: []},
      events ++ held
    )
  end

  @doc "Adds active queries without events, so that their ends are found after a lost stream."
  @spec put_active(t, [StreamingQuery.t()]) :: t
  def put_active(runs, queries) do
    known = Map.new(queries, &{&1.run_id, %{run(runs, &1.run_id) | id: &1.id}})
    %{runs | known: Map.merge(runs.known, known)}
  end

  @doc "Returns the ids and run ids of the runs whose ends are not known."
  @spec running(t) :: [{String.t(), String.t()}]
  def running(runs), do: for({run_id, %{ended: false, id: id}} <- runs.known, do: {id, run_id})
end
