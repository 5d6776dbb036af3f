defmodule SparkEx.Streaming.ListenerBus do
  @moduledoc false
  # The single listener bus of a session. It receives the events of all streaming queries and
  # sends them to its subscribers.
  #
  # A second bus on one session hangs the server, so the process is registered under the
  # session's. A linked reader runs the command whose responses are the events. If the reader
  # loses its stream, a new reader adds the bus again and asks for the missed events.

  use GenServer, restart: :temporary

  alias SparkEx.Arguments.Thunk
  alias SparkEx.Connect.{Client, SessionHandle}
  alias SparkEx.{Error, Streaming, StreamingQuery, Telemetry}
  alias SparkEx.Streaming.{Await, Event, Runs}
  alias SparkEx.StreamingQuery.Terminated

  require Logger

  @registry SparkEx.Streaming.Registry
  @supervisor SparkEx.Streaming.Supervisor

  # The server confirms a bus immediately or never.
  @confirm_timeout 30_000
  @remove_timeout 10_000
  @backoff 500
  @max_backoff 30_000

  defstruct [
    :session,
    :session_monitor,
    # The process that reads events, and its state: `:adding`, `:on` or `:removing`.
    :reader,
    :reader_state,
    subscribers: %{},
    # Callers of `subscribe/2` that wait until the server has confirmed the bus, with the
    # subscriber if it is new.
    waiting: [],
    runs: %Runs{},
    # The monitors of processes that start a query.
    starting: %{},
    # Whether the server may still hold a bus whose stream is lost.
    lost: false,
    backoff: @backoff
  ]

  @doc "Sends the events of a session's queries to a process, until it ends or unsubscribes."
  @spec subscribe(SparkEx.Session.t(), pid) :: :ok | {:error, Exception.t()}
  def subscribe(session, subscriber) do
    with {:ok, handle} <- SessionHandle.fetch(session), do: subscribe_to(handle, subscriber, 2)
  end

  # A new subscriber may arrive while a bus without subscribers stops.
  defp subscribe_to(handle, subscriber, attempts) do
    with {:ok, bus} <- find_or_start(handle.session) do
      try do
        GenServer.call(bus, {:subscribe, subscriber}, :infinity)
      catch
        :exit, _reason when attempts > 1 ->
          subscribe_to(handle, subscriber, attempts - 1)

        :exit, _reason ->
          {:error, %Error.Session{reason: :stopped, text: "the session is stopped"}}
      end
    end
  end

  defp find_or_start(session) do
    case DynamicSupervisor.start_child(@supervisor, {__MODULE__, session}) do
      {:ok, pid} -> {:ok, pid}
      {:error, {:already_started, pid}} -> {:ok, pid}
    end
  end

  @doc "Ends the subscription of a process."
  @spec unsubscribe(SparkEx.Session.t(), pid) :: :ok | {:error, Exception.t()}
  def unsubscribe(session, subscriber) do
    with {:ok, handle} <- SessionHandle.fetch(session) do
      for {bus, _value} <- Registry.lookup(@registry, handle.session),
          do: GenServer.cast(bus, {:unsubscribe, subscriber})

      :ok
    end
  end

  @doc """
  Runs a function that starts a query in the calling process, and sends the event of its start,
  which does not come from the bus.

  The function returns its result and the event, or `nil` if there is none.
  """
  @spec start_query(SparkEx.Session.t(), Thunk.t({result, Event.t() | nil})) :: result
        when result: term
  def start_query(session, start) do
    notify(session, {:starting, self()})

    try do
      start.()
    catch
      kind, reason ->
        notify(session, {:started, self(), []})
        :erlang.raise(kind, reason, __STACKTRACE__)
    else
      {result, event} ->
        notify(session, {:started, self(), List.wrap(event)})
        result
    end
  end

  defp notify(session, message) do
    with {:ok, handle} <- SessionHandle.fetch(session) do
      for {bus, _value} <- Registry.lookup(@registry, handle.session), do: send(bus, message)
    end
  end

  @doc false
  @spec start_link(pid) :: GenServer.on_start()
  def start_link(session),
    do: GenServer.start_link(__MODULE__, session, name: {:via, Registry, {@registry, session}})

  @impl true
  def init(session) do
    # The reader's exit is a message.
    Process.flag(:trap_exit, true)
    {:ok, %__MODULE__{session: session, session_monitor: Process.monitor(session)}}
  end

  @impl true
  def handle_call({:subscribe, subscriber}, from, state) do
    known = is_map_key(state.subscribers, subscriber)
    state = put_subscriber(state, subscriber)

    case state.reader_state do
      :on ->
        {:reply, :ok, state}

      _other ->
        new = if known, do: [], else: [subscriber]
        {:noreply, start_reader(%{state | waiting: [{from, new} | state.waiting]})}
    end
  end

  def handle_call(:runs, _from, state), do: {:reply, state.runs, state}

  @impl true
  def handle_cast({:unsubscribe, subscriber}, state), do: drop_subscriber(state, subscriber)

  @impl true
  def handle_info({:added, reader, active, events}, %{reader: reader} = state) do
    for {from, _new} <- state.waiting, do: GenServer.reply(from, :ok)
    state = %{state | waiting: [], reader_state: :on, lost: false, backoff: @backoff}
    state = receive_events(events, %{state | runs: Runs.put_active(state.runs, active)})
    # The last subscriber may have left in the meantime.
    if state.subscribers == %{}, do: remove(state), else: {:noreply, state}
  end

  def handle_info({:events, reader, events}, %{reader: reader} = state),
    do: {:noreply, receive_events(events, state)}

  def handle_info({:starting, pid}, state) do
    starting = Map.put(state.starting, pid, Process.monitor(pid))
    {:noreply, %{state | starting: starting, runs: Runs.begin_start(state.runs, pid)}}
  end

  def handle_info({:started, pid, events}, state), do: {:noreply, end_start(pid, events, state)}

  def handle_info({:not_confirmed, reader}, %{reader: reader, reader_state: :adding} = state) do
    text = "the server did not confirm the listener bus within #{@confirm_timeout} ms"
    Process.exit(reader, {:shutdown, %Error.Transport{reason: :timeout, text: text}})
    {:noreply, state}
  end

  def handle_info({:not_removed, reader}, %{reader: reader, reader_state: :removing} = state) do
    Process.exit(reader, :kill)
    {:noreply, state}
  end

  def handle_info({:EXIT, reader, reason}, %{reader: reader} = state),
    do: reader_ended(reason, %{state | reader: nil})

  def handle_info(:start_reader, state), do: {:noreply, start_reader(state)}

  def handle_info({:DOWN, monitor, :process, _pid, _reason}, %{session_monitor: monitor} = state) do
    error = %Error.Session{reason: :stopped, text: "the session is stopped"}
    {:stop, :normal, fail(state, error)}
  end

  def handle_info({:DOWN, monitor, :process, pid, _reason}, state) do
    if state.starting[pid] == monitor,
      do: {:noreply, end_start(pid, [], state)},
      else: drop_subscriber(state, pid)
  end

  def handle_info(_message, state), do: {:noreply, state}

  ## Subscribers

  defp put_subscriber(%{subscribers: subscribers} = state, subscriber)
       when is_map_key(subscribers, subscriber),
       do: state

  defp put_subscriber(state, subscriber),
    do: put_in(state.subscribers[subscriber], Process.monitor(subscriber))

  defp drop_subscriber(state, subscriber) do
    {monitor, subscribers} = Map.pop(state.subscribers, subscriber)
    if monitor, do: Process.demonitor(monitor, [:flush])
    state = %{state | subscribers: subscribers}
    if subscribers == %{}, do: remove(state), else: {:noreply, state}
  end

  defp send_all(state, message),
    do: for({subscriber, _monitor} <- state.subscribers, do: send(subscriber, message))

  defp fail(state, error) do
    state = fail_waiting(state, error)
    send_all(state, {:spark_streaming, {:error, error}})
    state
  end

  # New subscribers get the error as a result and are none.
  defp fail_waiting(state, error) do
    for {from, _new} <- state.waiting, do: GenServer.reply(from, {:error, error})

    {failed, subscribers} =
      Map.split(state.subscribers, Enum.flat_map(state.waiting, &elem(&1, 1)))

    for {_subscriber, monitor} <- failed, do: Process.demonitor(monitor, [:flush])
    %{state | waiting: [], subscribers: subscribers}
  end

  ## Events

  defp receive_events(events, state),
    do: state.runs |> Runs.receive_events(events) |> deliver(state)

  defp end_start(pid, events, state) do
    {monitor, starting} = Map.pop(state.starting, pid)
    if monitor, do: Process.demonitor(monitor, [:flush])
    state.runs |> Runs.end_start(pid, events) |> deliver(%{state | starting: starting})
  end

  defp deliver({events, runs}, state) do
    for event <- events do
      send_all(state, {:spark_streaming, event})
      Telemetry.streaming(event, %{session: state.session})
    end

    %{state | runs: runs}
  end

  ## The reader

  defp start_reader(%{reader: nil} = state) do
    bus = self()
    reader = spawn_link(fn -> read(bus, state) end)
    Process.send_after(self(), {:not_confirmed, reader}, @confirm_timeout)
    %{state | reader: reader, reader_state: :adding}
  end

  defp start_reader(state), do: state

  # The session's queries continue without subscribers.
  defp remove(%{reader: nil} = state), do: {:stop, :normal, state}

  defp remove(%{reader_state: :on} = state) do
    session = state.session
    spawn(fn -> command(session, :remove_listener_bus_listener) end)
    Process.send_after(self(), {:not_removed, state.reader}, @remove_timeout)
    {:noreply, %{state | reader_state: :removing}}
  end

  defp remove(state), do: {:noreply, state}

  defp reader_ended(_reason, %{reader_state: :removing, waiting: []} = state),
    do: {:stop, :normal, state}

  defp reader_ended(_reason, %{reader_state: :removing} = state),
    do: {:noreply, start_reader(state)}

  # The session is no longer usable.
  defp reader_ended({:shutdown, %Error.Session{reopened: false} = error}, state),
    do: {:stop, :normal, fail(state, error)}

  defp reader_ended({:shutdown, error}, %{reader_state: :adding, waiting: [_ | _]} = state) do
    case fail_waiting(state, error) do
      %{subscribers: subscribers} = state when subscribers == %{} -> {:stop, :normal, state}
      state -> retry({:shutdown, error}, state)
    end
  end

  defp reader_ended(_reason, %{subscribers: subscribers} = state) when subscribers == %{},
    do: {:stop, :normal, state}

  defp reader_ended(reason, state), do: retry(reason, state)

  defp retry(reason, state) do
    Logger.warning("the streaming events of a session are lost (#{describe(reason)}); retrying")
    Process.send_after(self(), :start_reader, state.backoff)
    backoff = min(state.backoff * 2, @max_backoff)
    {:noreply, %{state | reader_state: nil, lost: true, backoff: backoff}}
  end

  defp describe({:shutdown, error}) when is_exception(error), do: inspect(error.__struct__)
  defp describe(_reason), do: "the stream has ended"

  ## In the reader's process

  defp read(bus, %{session: session, lost: lost}) do
    reader = self()
    # Adding a second bus would hang.
    if lost, do: command(session, :remove_listener_bus_listener)

    result =
      command(session, :add_listener_bus_listener, fn events ->
        if Map.get(events, :listener_bus_listener_added, false),
          do: send(bus, added(reader, session, GenServer.call(bus, :runs, :infinity)))

        send(bus, {:events, reader, decode(Map.get(events, :events, []))})
      end)

    case result do
      {:ok, _acc} -> exit(:normal)
      {:error, error} -> exit({:shutdown, error})
    end
  end

  defp added(reader, session, runs) do
    with {:ok, active} <- Streaming.active(session),
         {:ok, missed} <- missed(session, Runs.running(runs)) do
      {:added, reader, active, missed}
    else
      # The next attempt asks again.
      {:error, error} ->
        command(session, :remove_listener_bus_listener)
        exit({:shutdown, error})
    end
  end

  defp command(session, kind, observe \\ fn _events -> :ok end) do
    command = %{streaming_query_listener_bus_command: %{kind => true}}

    Client.reduce_command(session, command, nil, fn
      {:response, %{streaming_query_listener_events_result: events}}, acc ->
        observe.(events)
        {:cont, acc}

      _other, acc ->
        {:cont, acc}
    end)
  end

  defp decode(events) do
    for event <- events, {:ok, decoded} when decoded != nil <- [decode_event(event)], do: decoded
  end

  defp decode_event(event) do
    with {:error, error} <- Event.decode(event) do
      Logger.error(Exception.message(error))
      {:error, error}
    end
  end

  # The events of known runs since a stream was lost.
  defp missed(session, runs) do
    Enum.reduce_while(runs, {:ok, []}, fn {id, run_id}, {:ok, events} ->
      case missed_events(%StreamingQuery{session: session, id: id, run_id: run_id}) do
        {:ok, missed} -> {:cont, {:ok, events ++ missed}}
        {:error, error} -> {:halt, {:error, error}}
      end
    end)
  end

  # The progress of a query that has ended is complete.
  defp missed_events(query) do
    with {:ok, ended} <- missed_end(query),
         {:ok, progress} <- StreamingQuery.recent_progress(query) do
      {:ok, progress ++ ended}
    else
      # The server does not know the query.
      {:error, %Error.Remote{}} -> {:ok, [terminated(query, nil)]}
      {:error, error} -> {:error, error}
    end
  end

  defp missed_end(query) do
    case StreamingQuery.is_active(query) do
      {:ok, true} ->
        {:ok, []}

      {:ok, false} ->
        with :ok <- Await.settle(query),
             {:ok, failure} <- StreamingQuery.exception(query),
             do: {:ok, [terminated(query, failure)]}

      {:error, error} ->
        {:error, error}
    end
  end

  # A query that was stopped has no exception.
  defp terminated(query, nil), do: %Terminated{id: query.id, run_id: query.run_id}

  defp terminated(query, %{text: text, error_class: class}),
    do: %{terminated(query, nil) | exception: text, error_class: class}

  @doc "The children of the application that buses need."
  @spec children() :: [Supervisor.child_spec() | {module, term}]
  def children do
    [
      {Registry, keys: :unique, name: @registry},
      {DynamicSupervisor, name: @supervisor, strategy: :one_for_one}
    ]
  end
end
