defmodule SparkEx.Session.Server do
  @moduledoc false
  # The process of a session: it keeps what belongs to the session and ends it in time. It makes no
  # RPC but the release at its own end.

  use GenServer

  alias SparkEx.{Error, LocalServer, Native, Telemetry}
  alias SparkEx.Connect.{Channel, Errors, Handle, TokenServer, UUID}
  alias SparkEx.Session.{Config, SchemaCache}

  # How long a supervisor may have to wait for the server to be told.
  @release_timeout 5_000
  # A local server is stopped as well.
  @shutdown @release_timeout + 25_000

  @derive {Inspect, except: [:token]}
  @enforce_keys [:config, :native, :local_server, :token, :opened_at, :schemas]
  defstruct [
    :config,
    :native,
    :local_server,
    :token,
    :owner,
    :opened_at,
    :schemas,
    # What the server wants of local data, once somebody has asked; the session's configuration says it.
    :relation_conf,
    conf: %{},
    progress_handlers: []
  ]

  @doc "How long the process may take to end."
  @spec shutdown() :: pos_integer
  def shutdown, do: @shutdown

  @doc "Starts the process below the caller."
  @spec start_link(Config.t(), GenServer.options()) :: GenServer.on_start()
  def start_link(config, options), do: GenServer.start_link(__MODULE__, {config, nil}, options)

  @doc "Starts the process, which is not linked to the caller but ends with it."
  @spec start(Config.t(), GenServer.options()) :: GenServer.on_start()
  def start(config, options), do: GenServer.start(__MODULE__, {config, self()}, options)

  @doc """
  Asks the process; one that is gone is an error.

  It answers at once unless it is about to end, so there is no time limit.
  """
  @spec call(GenServer.server(), term) :: term | {:error, Error.Session.t() | Error.Argument.t()}
  def call(session, request) when is_pid(session) or is_atom(session) or is_tuple(session) do
    GenServer.call(session, request, :infinity)
  catch
    :exit, _gone -> {:error, %Error.Session{reason: :stopped, text: "the session is stopped"}}
  end

  def call(other, _request) do
    {:error,
     %Error.Argument{message: "a session is a process or its name, got: #{inspect(other)}"}}
  end

  @doc "Ends the session on the server, and waits for its word."
  @spec release(Native.session()) :: :ok | {:error, Exception.t()}
  def release(native) do
    tag = make_ref()
    Native.session_close(native, tag)

    receive do
      {^tag, {:ok, nil}} -> :ok
      {^tag, {:error, native}} -> {:error, Errors.from_native(native)}
    after
      @release_timeout -> {:error, unconfirmed()}
    end
  end

  defp unconfirmed do
    %Error.Transport{reason: :timeout, text: "the server did not confirm the release"}
  end

  @impl true
  def init({config, owner}) do
    # `terminate/2` then runs when a supervisor ends the session.
    Process.flag(:trap_exit, true)
    # Its end is noticed even while a local server is still starting.
    owner = owner && Process.monitor(owner)

    with {:ok, local_server, channel} <- local_server(config),
         token = token(channel.token),
         {:ok, native} <- open(channel, token) do
      state = %__MODULE__{
        config: %{config | channel: channel},
        native: native,
        local_server: local_server,
        token: token,
        owner: owner,
        opened_at: System.monotonic_time(),
        schemas: SchemaCache.new()
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

  defp token(function) when is_function(function), do: TokenServer.start_link(function)
  defp token(token), do: token

  defp open(channel, token) do
    with {:error, native} <- Native.session_open(Channel.to_native(channel, token)),
         do: {:error, Errors.from_native(native)}
  end

  @impl true
  def handle_call(:handle, _from, state), do: {:reply, {:ok, handle(state)}, state}
  def handle_call(:config, _from, state), do: {:reply, {:ok, state.config}, state}

  def handle_call({:progress_handlers, update}, _from, state),
    do: {:reply, :ok, Map.update!(state, :progress_handlers, update)}

  def handle_call({:conf, update}, _from, state) do
    SchemaCache.forget(state.schemas)
    {:reply, :ok, Map.update!(%{state | relation_conf: nil}, :conf, update)}
  end

  def handle_call(:relation_conf, _from, state), do: {:reply, {:ok, state.relation_conf}, state}

  def handle_call({:relation_conf, conf}, _from, state),
    do: {:reply, :ok, %{state | relation_conf: conf}}

  # Several callers may find out at once that the session is lost; it is opened again once.
  def handle_call({:reopen, native}, _from, %{native: native} = state) do
    channel = Channel.with_session_id(state.config.channel, UUID.generate())

    case open(channel, state.token) do
      {:ok, native} ->
        # The old one is given up, and releases itself. Its views are gone.
        SchemaCache.forget(state.schemas)
        config = %{state.config | channel: channel}
        state = %{state | native: native, config: config, relation_conf: nil}
        {:reply, {:ok, :opened, state.conf}, state}

      {:error, exception} ->
        {:reply, {:error, exception}, state}
    end
  end

  def handle_call({:reopen, _other}, _from, state), do: {:reply, {:ok, :open}, state}

  defp handle(%{config: config} = state) do
    %Handle{
      native: state.native,
      session: self(),
      session_id: config.channel.session_id,
      user_id: config.channel.user_id,
      limits: config.limits,
      rpc_timeout: config.rpc_timeout,
      preferred_arrow_chunk_size: config.preferred_arrow_chunk_size,
      keep_alive: config.keep_alive,
      reconnect: config.reconnect,
      progress_handlers: state.progress_handlers,
      schemas: state.schemas
    }
  end

  # A local server or a token process that ends takes the session with it, as does the process that
  # connected; a supervisor's word is seen to by OTP itself.
  @impl true
  def handle_info({:EXIT, _pid, :normal}, state), do: {:stop, :normal, state}
  def handle_info({:EXIT, _pid, reason}, state), do: {:stop, {:shutdown, reason}, state}

  def handle_info({:DOWN, owner, :process, _pid, _reason}, %{owner: owner} = state),
    do: {:stop, :normal, state}

  def handle_info(_message, state), do: {:noreply, state}

  @impl true
  def terminate(reason, state) do
    release(state.native)
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
