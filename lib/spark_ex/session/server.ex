defmodule SparkEx.Session.Server do
  @moduledoc false
  # The process that owns a session. It makes no RPC except the release when it ends.

  use GenServer

  alias SparkEx.{Error, LocalServer, Native, Telemetry}
  alias SparkEx.Connect.{Channel, Errors, SessionHandle, TokenServer, UUID}
  alias SparkEx.LocalData.RelationConf
  alias SparkEx.Session.{Config, Reference, SchemaCache}

  # How long to wait for the server to confirm the release.
  @release_timeout 5_000
  # Includes the time to stop a local server.
  @shutdown @release_timeout + 25_000

  # Configuration may hold passwords.
  @derive {Inspect, except: [:token, :conf]}
  @enforce_keys [:config, :native, :local_server, :token, :opened_at, :schemas]
  defstruct [
    :config,
    :native,
    :local_server,
    :token,
    :owner,
    :opened_at,
    :schemas,
    # The configuration of local relations, once a caller has fetched it.
    :relation_conf,
    # The version of the server, once a caller has asked for it.
    :spark_version,
    # The Python of the workers: what the option says, and more once a caller has asked.
    :python_workers,
    # The configuration to set whenever the session is opened, and how far that is: `:unset`,
    # `:set`, or `{:setting, monitor, waiting}` while a caller sets it and others wait.
    conf: %{},
    conf_state: :unset,
    progress_handlers: []
  ]

  @doc "The milliseconds that a supervisor gives the process to end."
  @spec shutdown() :: pos_integer
  def shutdown, do: @shutdown

  @doc "Starts the process, linked to the caller."
  @spec start_link(Config.t(), GenServer.options()) :: GenServer.on_start()
  def start_link(config, options), do: GenServer.start_link(__MODULE__, {config, nil}, options)

  @doc "Starts the process, which is not linked to its caller, but ends with it."
  @spec start(Config.t(), GenServer.options()) :: GenServer.on_start()
  def start(config, options), do: GenServer.start(__MODULE__, {config, self()}, options)

  @doc """
  Calls the process. Returns an error if there is none.

  There is no time limit: the process answers at once, unless another caller sets the
  configuration.
  """
  @spec call(GenServer.server(), term) :: term | {:error, Error.Session.t() | Error.Argument.t()}
  def call(session, request) do
    with :ok <- Reference.validate(session), do: call_process(session, request)
  end

  defp call_process(session, request) do
    GenServer.call(session, request, :infinity)
  catch
    :exit, _reason -> {:error, %Error.Session{reason: :stopped, text: stopped_text(session)}}
  end

  defp stopped_text(pid) when is_pid(pid), do: "the session is stopped"

  defp stopped_text({name, node}) when is_atom(name) and is_atom(node),
    do: "there is no session #{inspect(name)} on the node #{inspect(node)}"

  defp stopped_text(name) do
    "there is no session with the name #{inspect(name)}: the name is misspelled, or the session " <>
      "has not been started, or it is stopped"
  end

  @doc "Releases the session on the server, and waits for the server to confirm it."
  @spec release(Native.session()) :: :ok | {:error, Exception.t()}
  def release(native) do
    tag = make_ref()
    Native.session_close(native, tag)

    receive do
      {^tag, {:ok, nil}} -> :ok
      {^tag, {:error, native}} -> {:error, Errors.from_native(native)}
    after
      @release_timeout -> {:error, release_timeout()}
    end
  end

  defp release_timeout do
    %Error.Transport{reason: :timeout, text: "the server did not confirm the release"}
  end

  @impl true
  def init({config, owner}) do
    # Makes `terminate/2` run when a supervisor ends the session.
    Process.flag(:trap_exit, true)
    # Monitored before a local server starts, which takes some seconds.
    owner = owner && Process.monitor(owner)

    with {:ok, local_server, channel} <- local_server(config),
         token = token(channel),
         {:ok, native} <- open(config, channel, token) do
      state = %__MODULE__{
        config: %{config | channel: channel},
        native: native,
        local_server: local_server,
        token: token,
        owner: owner,
        opened_at: System.monotonic_time(),
        schemas: SchemaCache.new(),
        python_workers: config.python,
        conf: config.conf,
        conf_state: config.conf_state
      }

      Telemetry.session(:open, %{system_time: System.system_time()}, metadata(state))
      {:ok, state}
    else
      {:error, reason} -> {:stop, reason}
    end
  end

  defp local_server(%{local: nil, channel: channel}), do: {:ok, nil, channel}

  defp local_server(%{local: options, channel: channel}) do
    with {:ok, server} <- LocalServer.start_link(options) do
      %URI{host: host, port: port} = server |> LocalServer.url() |> URI.parse()
      {:ok, server, %{channel | host: host, port: port}}
    end
  end

  defp token(%{token: function, token_ttl: ttl}) when is_function(function),
    do: TokenServer.start_link(function, ttl)

  defp token(%{token: token}), do: token

  defp open(config, channel, token) do
    native_config =
      channel
      |> Channel.to_native(token)
      |> Map.put(:call_timeout, SessionHandle.milliseconds(config.rpc_timeout))
      |> Map.put(:rpc_observer, Telemetry.relay())
      |> Map.put(:release, config.release)

    with {:error, native} <- Native.session_open(native_config),
         do: {:error, Errors.from_native(native)}
  end

  @impl true
  def handle_call(:handle, _from, state), do: {:reply, {:ok, handle(state)}, state}

  # An empty configuration is set; what is set later is sent by itself.
  def handle_call(
        :configured_handle,
        _from,
        %{conf: conf, config: %{preferred_conf: preferred}, conf_state: :unset} = state
      )
      when conf == %{} and preferred == %{},
      do: {:reply, {:ok, handle(state)}, %{state | conf_state: :set}}

  def handle_call(:configured_handle, _from, %{conf_state: :set} = state),
    do: {:reply, {:ok, handle(state)}, state}

  def handle_call(:configured_handle, from, %{conf_state: {:setting, monitor, waiting}} = state),
    do: {:noreply, %{state | conf_state: {:setting, monitor, waiting ++ [from]}}}

  def handle_call(:configured_handle, from, %{conf_state: :unset} = state),
    do: {:noreply, let_set_conf(state, [from])}

  def handle_call({:conf_set, native, result}, _from, %{native: native} = state),
    do: {:reply, :ok, end_set_conf(state, result)}

  def handle_call({:conf_set, _other, _result}, _from, state), do: {:reply, :ok, state}

  def handle_call(:config, _from, state),
    do: {:reply, {:ok, %{state.config | conf: state.conf}}, state}

  def handle_call(:local_server, _from, state), do: {:reply, {:ok, state.local_server}, state}

  def handle_call({:progress_handlers, update}, _from, state),
    do: {:reply, :ok, Map.update!(state, :progress_handlers, update)}

  def handle_call({:conf, update}, _from, state) do
    SchemaCache.forget(state.schemas)
    {:reply, :ok, Map.update!(%{state | relation_conf: nil}, :conf, update)}
  end

  def handle_call(:relation_conf, _from, %{relation_conf: conf} = state),
    do: {:reply, {:ok, conf || RelationConf.unknown(state.conf)}, state}

  def handle_call({:relation_conf, conf}, _from, state),
    do: {:reply, :ok, %{state | relation_conf: conf}}

  def handle_call(:python_workers, _from, state), do: {:reply, {:ok, state.python_workers}, state}

  def handle_call({:python_workers, workers}, _from, state),
    do: {:reply, :ok, %{state | python_workers: workers}}

  def handle_call({:spark_version, native, version}, _from, %{native: native} = state),
    do: {:reply, :ok, %{state | spark_version: version}}

  # A response from before the session was reopened may be from another server.
  def handle_call({:spark_version, _other, _version}, _from, state), do: {:reply, :ok, state}

  # Several callers may find the session lost at once; only the first reopens it.
  def handle_call({:reopen, native}, _from, %{native: native} = state) do
    channel = Channel.with_session_id(state.config.channel, UUID.generate())

    case open(state.config, channel, state.token) do
      {:ok, native} ->
        # The garbage collector releases the old session.
        SchemaCache.forget(state.schemas)
        config = %{state.config | channel: channel}
        state = %{state | native: native, config: config, relation_conf: nil, spark_version: nil}
        {:reply, {:ok, :opened}, reset_conf(%{state | python_workers: config.python})}

      {:error, exception} ->
        {:reply, {:error, exception}, state}
    end
  end

  def handle_call({:reopen, _other}, _from, state), do: {:reply, {:ok, :already_open}, state}

  # The first of the callers sets the configuration; its end is noticed by a monitor.
  defp let_set_conf(state, []), do: %{state | conf_state: :unset}

  defp let_set_conf(state, [{pid, _tag} = from | waiting]) do
    GenServer.reply(from, {:set_conf, handle(state), state.conf, state.config.preferred_conf})
    %{state | conf_state: {:setting, Process.monitor(pid), waiting}}
  end

  # Waiting callers get the error, too; the next call tries again.
  defp end_set_conf(%{conf_state: {:setting, monitor, waiting}} = state, result) do
    Process.demonitor(monitor, [:flush])
    reply = with :ok <- result, do: {:ok, handle(state)}
    for from <- waiting, do: GenServer.reply(from, reply)
    %{state | conf_state: if(result == :ok, do: :set, else: :unset)}
  end

  defp end_set_conf(state, _result), do: state

  defp reset_conf(%{conf_state: {:setting, monitor, waiting}} = state) do
    Process.demonitor(monitor, [:flush])
    let_set_conf(state, waiting)
  end

  defp reset_conf(state), do: %{state | conf_state: :unset}

  defp handle(%{config: config} = state) do
    %SessionHandle{
      native: state.native,
      session: self(),
      session_id: config.channel.session_id,
      user_id: config.channel.user_id,
      spark_version: config.spark_version || state.spark_version,
      limits: config.limits,
      rpc_timeout: config.rpc_timeout,
      preferred_arrow_chunk_size: config.preferred_arrow_chunk_size,
      keep_alive: config.keep_alive,
      reconnect: config.reconnect,
      release: config.release,
      progress_handlers: state.progress_handlers,
      schemas: state.schemas
    }
  end

  # The session ends with its local server, its token process and the process that connected. OTP
  # handles the exit of a supervisor.
  @impl true
  def handle_info({:EXIT, _pid, :normal}, state), do: {:stop, :normal, state}
  def handle_info({:EXIT, _pid, reason}, state), do: {:stop, {:shutdown, reason}, state}

  def handle_info({:DOWN, owner, :process, _pid, _reason}, %{owner: owner} = state),
    do: {:stop, :normal, state}

  def handle_info({:DOWN, monitor, :process, _pid, _reason}, state) do
    case state.conf_state do
      {:setting, ^monitor, waiting} -> {:noreply, let_set_conf(state, waiting)}
      _other -> {:noreply, state}
    end
  end

  def handle_info(_message, state), do: {:noreply, state}

  @impl true
  def terminate(reason, state) do
    if state.config.release, do: release(state.native)
    if state.local_server, do: stop_local_server(state.local_server)
    duration = System.monotonic_time() - state.opened_at
    Telemetry.session(:close, %{duration: duration}, Map.put(metadata(state), :reason, reason))
  end

  defp stop_local_server(server) do
    LocalServer.stop(server)
  catch
    :exit, _already_gone -> :ok
  end

  defp metadata(%{config: %{channel: channel}}) do
    %{
      session_id: channel.session_id,
      session: self(),
      host: channel.host,
      port: channel.port
    }
  end
end
