defmodule SparkEx.Session do
  @options [
    name: [type: :any, doc: "A name for the process, as for `GenServer.start_link/3`."],
    limits: [
      type: :keyword,
      default: [],
      doc: "How much an action takes at most by default, see below."
    ],
    rpc_timeout: [
      type: :timeout,
      default: 60_000,
      doc: "Milliseconds until a call that runs no query must be answered."
    ],
    preferred_arrow_chunk_size: [
      type: :pos_integer,
      default: 4 * 1024 * 1024,
      doc: """
      The server cuts larger Arrow batches into chunks of so many bytes (1 KiB at least), so that no
      message is too large, and little has to be sent again when a connection breaks.
      """
    ],
    conf: [
      type: {:or, [:map, :keyword]},
      default: %{},
      doc: "Spark configuration to set once connected (`SparkEx.connect/1` only)."
    ],
    server: [
      type: :keyword,
      default: [],
      doc: "Options of `SparkEx.LocalServer.start_link/1` for `url: \"local[…]\"`."
    ]
  ]

  @limits [
    collect_rows_max: [
      type: {:or, [:pos_integer, {:in, [:infinity]}]},
      default: 10_000,
      doc: "Rows that `collect/2` and its kin take."
    ],
    collect_bytes_max: [
      type: {:or, [:pos_integer, {:in, [:infinity]}]},
      default: 64_000_000,
      doc: "Bytes of Arrow data that they take."
    ],
    max_batches: [
      type: {:or, [:pos_integer, {:in, [:infinity]}]},
      default: :infinity,
      doc: "Arrow batches that they take."
    ],
    preview_rows_default: [
      type: :pos_integer,
      default: 100,
      doc: "Rows of a preview."
    ]
  ]

  @moduledoc """
  A session on a Spark Connect server.

  The process keeps the session's connection and ends it in time; it makes no call itself. Whoever
  uses the session takes its handle once and works in its own process, so that any number of
  processes can use one session at the same time, and a query can be interrupted while it runs.

      children = [{SparkEx.Session, url: "sc://spark.example.com", name: MyApp.Spark}]

      SparkEx.sql(MyApp.Spark, "SELECT 1") |> SparkEx.DataFrame.collect()

  A supervised session does not wait for its server: it connects when it is first used. To fail at
  once where the server can't be reached, use `SparkEx.connect/1`.

  The session ends, on the server as well, when it is stopped, when its supervisor shuts down, and when
  the process is killed.

  ## Options

  #{SparkEx.Options.docs(SparkEx.Connect.Channel.schema() ++ @options)}

  ## Limits

  #{SparkEx.Options.docs(@limits)}

  An action that would exceed a limit fails with `SparkEx.Error.LimitExceeded`; it never cuts.

  ## Retry

  Calls that failed for want of a server (`UNAVAILABLE`, a connection that broke, whatever the server
  itself asks to be tried again) are made again, after growing waits. A query that runs is never
  sent twice: its results are taken up where they broke off. Each answer renews the budget. A
  server that has never answered is not tried again.

  #{SparkEx.Options.docs(SparkEx.Connect.Channel.retry_schema())}
  """

  use GenServer

  alias SparkEx.{Error, LocalServer, Native, Options, Telemetry}
  alias SparkEx.Connect.{Channel, Client, Handle, TokenServer, UUID}

  # How long a supervisor may have to wait for the server to be told.
  @release_timeout 5_000

  @typedoc "The process of a session, or its name."
  @type t :: GenServer.server()

  ## Life

  @doc """
  Starts a session's process, linked to the caller; see the options above.

      {:ok, session} = SparkEx.Session.start_link(url: "sc://localhost:15002")

  Returns `{:error, %SparkEx.Error.Argument{}}` for wrong options. No connection is made yet.
  """
  @spec start_link(keyword) :: GenServer.on_start() | {:error, Exception.t()}
  def start_link(options) do
    with {:ok, config, name} <- configure(options),
         do: GenServer.start_link(__MODULE__, config, name)
  end

  @doc false
  @spec child_spec(keyword) :: Supervisor.child_spec()
  def child_spec(options) do
    %{
      id: options[:name] || __MODULE__,
      start: {__MODULE__, :start_link, [options]},
      shutdown: @release_timeout + 1_000
    }
  end

  @doc """
  Starts a session, makes sure that the server answers, and links it to the caller: what
  `SparkEx.connect/1` does.
  """
  @doc group: :life
  @spec connect(keyword) :: {:ok, pid} | {:error, Exception.t()}
  def connect(options) do
    # Linked only when all is well: a failure is an answer here, no reason to die.
    with {:ok, config, name} <- configure(options),
         {:ok, session} <- start(config, name) do
      case greet(session, options[:conf] || %{}) do
        :ok -> {:ok, session}
        {:error, exception} -> abandon(session, exception)
      end
    end
  end

  defp start(config, name) do
    with {:ok, session} <- GenServer.start(__MODULE__, config, name) do
      Process.link(session)
      {:ok, session}
    end
  end

  defp greet(session, conf) do
    with {:ok, _version} <- spark_version(session),
         do: if(Enum.empty?(conf), do: :ok, else: config_set(session, conf))
  end

  defp abandon(session, exception) do
    Process.unlink(session)
    GenServer.stop(session)
    {:error, exception}
  end

  @doc """
  Ends the session here and on the server. What still runs in it is interrupted.

      :ok = SparkEx.Session.stop(session)

  A session that has already ended is no error. `{:error, exception}` says that the server could
  not be told (it then drops the session when it has been idle for long enough); here the session
  has ended all the same. (PySpark `SparkSession.stop`, `spark.connect.ReleaseSessionRequest`.)
  """
  @spec stop(t) :: :ok | {:error, Exception.t()}
  def stop(session) do
    case handle(session) do
      {:ok, handle} ->
        released = release(handle.native)
        Process.unlink(handle.session)
        stop_process(handle.session)
        released

      {:error, _stopped} ->
        :ok
    end
  end

  defp stop_process(pid) do
    GenServer.stop(pid)
  catch
    :exit, _already_gone -> :ok
  end

  @doc """
  A new session with the configuration, views and functions of this one (Spark 4.1).

      {:ok, copy} = SparkEx.Session.clone(session)

  Option `:session_id` gives the new session's id. Both end independently of each other. (PySpark
  `SparkSession.cloneSession`, `spark.connect.CloneSessionRequest`.)
  """
  @spec clone(t, keyword) :: {:ok, pid} | {:error, Exception.t()}
  def clone(session, options \\ []) do
    schema = [session_id: [type: :string, default: nil], name: [type: :any]]

    with {:ok, options} <- Options.validate(options, schema, "clone/2"),
         {:ok, config} <- call(session, :config),
         id = options[:session_id] || UUID.generate(),
         {:ok, _response} <- Client.rpc(session, "CloneSession", %{new_session_id: id}) do
      config = %{config | channel: Channel.with_session_id(config.channel, id), local: nil}
      start(config, Keyword.take(options, [:name]))
    end
  end

  ## Identity

  @doc """
  The id of the session, a UUID.

      {:ok, "6c5f3b1e-…"} = SparkEx.Session.session_id(session)

  (PySpark `SparkSession.session_id`.)
  """
  @spec session_id(t) :: {:ok, String.t()} | {:error, Exception.t()}
  def session_id(session) do
    with {:ok, handle} <- handle(session), do: {:ok, handle.session_id}
  end

  @doc """
  The version of Spark that the server runs.

      {:ok, "4.1.1"} = SparkEx.Session.spark_version(session)

  (PySpark `SparkSession.version`, `AnalyzePlanRequest.SparkVersion`.)
  """
  @spec spark_version(t) :: {:ok, String.t()} | {:error, Exception.t()}
  def spark_version(session) do
    with {:ok, %{version: version}} <- Client.analyze(session, %{spark_version: %{}}),
         do: {:ok, version}
  end

  @doc """
  Whether the session has ended, as far as is known here. Asks nobody but its process.

      false = SparkEx.Session.stopped?(session)

  (PySpark `SparkSession.is_stopped`.)
  """
  @spec stopped?(t) :: boolean
  def stopped?(session), do: match?({:error, _stopped}, handle(session))

  ## Interrupts and tags

  @doc """
  Interrupts everything that runs in the session, from any process.

      {:ok, ["9a1c…"]} = SparkEx.Session.interrupt_all(session)

  Returns the ids of the operations. Whoever waits for one of them gets
  `SparkEx.Error.Remote` with the class `OPERATION_CANCELED`. (PySpark `SparkSession.interruptAll`.)
  """
  @spec interrupt_all(t) :: {:ok, [String.t()]} | {:error, Exception.t()}
  def interrupt_all(session), do: interrupt(session, %{interrupt_type: :INTERRUPT_TYPE_ALL})

  @doc """
  Interrupts what runs with a tag, see `add_tag/2`; otherwise as `interrupt_all/1`.

      {:ok, _ids} = SparkEx.Session.interrupt_tag(session, "nightly")

  (PySpark `SparkSession.interruptTag`.)
  """
  @spec interrupt_tag(t, String.t()) :: {:ok, [String.t()]} | {:error, Exception.t()}
  def interrupt_tag(session, tag) do
    with :ok <- check_tag(tag),
         do: interrupt(session, %{interrupt_type: :INTERRUPT_TYPE_TAG, operation_tag: tag})
  end

  @doc """
  Interrupts one operation by its id; otherwise as `interrupt_all/1`.

      {:ok, [^id]} = SparkEx.Session.interrupt_operation(session, id)

  (PySpark `SparkSession.interruptOperation`.)
  """
  @spec interrupt_operation(t, String.t()) :: {:ok, [String.t()]} | {:error, Exception.t()}
  def interrupt_operation(session, operation_id) when is_binary(operation_id) do
    interrupt(session, %{
      interrupt_type: :INTERRUPT_TYPE_OPERATION_ID,
      operation_id: operation_id
    })
  end

  defp interrupt(session, request) do
    with {:ok, response} <- Client.rpc(session, "Interrupt", request),
         do: {:ok, Map.get(response, :interrupted_ids, [])}
  end

  @doc """
  Tags what the calling process runs in this session from now on.

      :ok = SparkEx.Session.add_tag(session, "nightly")

  Tags belong to the calling process, as PySpark's belong to a thread; they are not empty and hold
  no comma. (PySpark `SparkSession.addTag`.)
  """
  @spec add_tag(t, String.t()) :: :ok | {:error, Exception.t()}
  def add_tag(session, tag) do
    with :ok <- check_tag(tag), do: update_tags(session, &Enum.uniq(&1 ++ [tag]))
  end

  @doc """
  Takes a tag off again. (PySpark `SparkSession.removeTag`.)

      :ok = SparkEx.Session.remove_tag(session, "nightly")
  """
  @spec remove_tag(t, String.t()) :: :ok | {:error, Exception.t()}
  def remove_tag(session, tag) do
    with :ok <- check_tag(tag), do: update_tags(session, &List.delete(&1, tag))
  end

  @doc """
  Takes all tags of the calling process off. (PySpark `SparkSession.clearTags`.)

      :ok = SparkEx.Session.clear_tags(session)
  """
  @spec clear_tags(t) :: :ok | {:error, Exception.t()}
  def clear_tags(session), do: update_tags(session, fn _tags -> [] end)

  @doc """
  The tags of the calling process. (PySpark `SparkSession.getTags`.)

      {:ok, ["nightly"]} = SparkEx.Session.tags(session)
  """
  @spec tags(t) :: {:ok, [String.t()]} | {:error, Exception.t()}
  def tags(session) do
    with {:ok, handle} <- handle(session), do: {:ok, get_tags(handle.session_id)}
  end

  @doc false
  @spec get_tags(String.t()) :: [String.t()]
  def get_tags(session_id), do: Process.get({__MODULE__, :tags, session_id}, [])

  defp update_tags(session, function) do
    with {:ok, %{session_id: id}} <- handle(session) do
      Process.put({__MODULE__, :tags, id}, function.(get_tags(id)))
      :ok
    end
  end

  defp check_tag(tag) do
    if is_binary(tag) and tag != "" and not String.contains?(tag, ","),
      do: :ok,
      else: error("a tag is a string that is not empty and has no comma, got: #{inspect(tag)}")
  end

  ## Progress

  @doc """
  Has a function called with the `SparkEx.Progress` of every query of the session, whoever runs it.

      :ok = SparkEx.Session.register_progress_handler(session, &IO.inspect/1)

  (PySpark `SparkSession.registerProgressHandler`.)
  """
  @spec register_progress_handler(t, SparkEx.Progress.handler()) :: :ok | {:error, Exception.t()}
  def register_progress_handler(session, handler) when is_function(handler, 1),
    do: call(session, {:progress_handlers, &Enum.uniq(&1 ++ [handler])})

  @doc """
  Has it called no more. (PySpark `SparkSession.removeProgressHandler`.)

      :ok = SparkEx.Session.remove_progress_handler(session, &IO.inspect/1)
  """
  @spec remove_progress_handler(t, SparkEx.Progress.handler()) :: :ok | {:error, Exception.t()}
  def remove_progress_handler(session, handler),
    do: call(session, {:progress_handlers, &List.delete(&1, handler)})

  @doc """
  Has none called any more. (PySpark `SparkSession.clearProgressHandlers`.)

      :ok = SparkEx.Session.clear_progress_handlers(session)
  """
  @spec clear_progress_handlers(t) :: :ok | {:error, Exception.t()}
  def clear_progress_handlers(session),
    do: call(session, {:progress_handlers, fn _handlers -> [] end})

  ## Configuration

  @doc """
  The value of a configuration key, `nil` where it is known but not set.

      {:ok, "200"} = SparkEx.Session.config_get(session, "spark.sql.shuffle.partitions")

  `SparkEx.Error.Remote` with the class `SQL_CONF_NOT_FOUND` for a key that Spark does not know. (PySpark
  `RuntimeConf.get`.)
  """
  @spec config_get(t, String.t()) :: {:ok, String.t() | nil} | {:error, Exception.t()}
  def config_get(session, key) do
    with {:ok, pairs} <- config_pairs(session, %{get: %{keys: [to_string(key)]}}),
         do: {:ok, value(pairs)}
  end

  @doc """
  As `config_get/2`, with a default where the key is not set. Spark checks that the default could
  be a value of the key.

      {:ok, "x"} = SparkEx.Session.config_get(session, "my.key", "x")
  """
  @spec config_get(t, String.t(), term) :: {:ok, String.t() | nil} | {:error, Exception.t()}
  def config_get(session, key, default) do
    pair = %{key: to_string(key), value: default && to_string(default)}

    with {:ok, pairs} <- config_pairs(session, %{get_with_default: %{pairs: [pair]}}),
         do: {:ok, value(pairs)}
  end

  @doc """
  All configuration of the session, or what starts with a prefix, as a map. With a prefix the keys
  come without it.

      {:ok, %{"spark.app.name" => _}} = SparkEx.Session.config_get_all(session)

  (PySpark `RuntimeConf.getAll`.)
  """
  @spec config_get_all(t, String.t() | nil) :: {:ok, map} | {:error, Exception.t()}
  def config_get_all(session, prefix \\ nil) do
    with {:ok, pairs} <- config_pairs(session, %{get_all: %{prefix: prefix}}),
         do: {:ok, Map.new(pairs, &{&1.key, Map.get(&1, :value)})}
  end

  @doc """
  Sets one configuration key. Values are sent as text.

      :ok = SparkEx.Session.config_set(session, "spark.sql.shuffle.partitions", 8)

  Keys that can't be changed are an error. (PySpark `RuntimeConf.set`.)
  """
  @spec config_set(t, String.t() | atom, term) :: :ok | {:error, Exception.t()}
  def config_set(session, key, value), do: config_set(session, %{key => value})

  @doc """
  Sets several configuration keys at once.

      :ok = SparkEx.Session.config_set(session, %{"spark.sql.ansi.enabled" => false})
  """
  @spec config_set(t, Enumerable.t()) :: :ok | {:error, Exception.t()}
  def config_set(session, conf) do
    pairs = for {key, value} <- conf, do: %{key: to_string(key), value: to_string(value)}
    with {:ok, _pairs} <- config_pairs(session, %{set: %{pairs: pairs}}), do: :ok
  end

  @doc """
  Sets a configuration key back to its default. (PySpark `RuntimeConf.unset`.)

      :ok = SparkEx.Session.config_unset(session, "spark.sql.shuffle.partitions")
  """
  @spec config_unset(t, String.t()) :: :ok | {:error, Exception.t()}
  def config_unset(session, key) do
    with {:ok, _pairs} <- config_pairs(session, %{unset: %{keys: [to_string(key)]}}), do: :ok
  end

  @doc """
  Whether a configuration key can be changed in a session. (PySpark `RuntimeConf.isModifiable`.)

      {:ok, true} = SparkEx.Session.config_is_modifiable(session, "spark.sql.shuffle.partitions")
  """
  @spec config_is_modifiable(t, String.t()) :: {:ok, boolean} | {:error, Exception.t()}
  def config_is_modifiable(session, key) do
    with {:ok, pairs} <- config_pairs(session, %{is_modifiable: %{keys: [to_string(key)]}}),
         do: {:ok, value(pairs) == "true"}
  end

  @doc """
  As `config_is_modifiable/2`, with a plain boolean; raises.

      true = SparkEx.Session.config_modifiable?(session, "spark.sql.shuffle.partitions")
  """
  @spec config_modifiable?(t, String.t()) :: boolean
  def config_modifiable?(session, key),
    do: session |> config_is_modifiable(key) |> SparkEx.Connect.Errors.unwrap!()

  defp config_pairs(session, operation) do
    with {:ok, response} <- Client.config(session, operation),
         do: {:ok, Map.get(response, :pairs, [])}
  end

  defp value([pair | _]), do: Map.get(pair, :value)
  defp value([]), do: nil

  ## The process

  @doc false
  @spec handle(t) :: {:ok, Handle.t()} | {:error, Error.Session.t()}
  def handle(session), do: call(session, :handle)

  defp call(session, request) do
    GenServer.call(session, request)
  catch
    :exit, {reason, {GenServer, :call, _}} when reason in [:noproc, :normal, :shutdown] ->
      stopped()

    :exit, {{:shutdown, _}, {GenServer, :call, _}} ->
      stopped()

    :exit, {:killed, {GenServer, :call, _}} ->
      stopped()
  end

  defp stopped,
    do: {:error, %Error.Session{reason: :stopped, text: "the session is stopped"}}

  defp configure(options) do
    {channel_options, own_options} =
      if Keyword.keyword?(options),
        do: Keyword.split(options, Keyword.keys(Channel.schema())),
        else: {[], options}

    with {:ok, own} <- Options.validate(own_options, all_options(), "SparkEx.connect/1"),
         {:ok, limits} <- Options.validate(own[:limits], @limits, "the option :limits"),
         {:ok, channel, local} <- channel(channel_options, own[:server]) do
      config = %{
        channel: channel,
        local: local,
        limits: Map.new(limits),
        rpc_timeout: own[:rpc_timeout],
        preferred_arrow_chunk_size: own[:preferred_arrow_chunk_size]
      }

      {:ok, config, Keyword.take(own, [:name])}
    end
  end

  # So that "did you mean" knows all options, although the channel checks its own.
  defp all_options do
    @options ++ for {key, spec} <- Channel.schema(), do: {key, Keyword.delete(spec, :default)}
  end

  defp channel(options, server) do
    case options[:url] || System.get_env("SPARK_REMOTE") do
      "local" <> _ = master -> local_channel(master, options, server)
      _url -> with {:ok, channel} <- Channel.new(options), do: {:ok, channel, nil}
    end
  end

  # The server's address is not known before it runs.
  defp local_channel(master, options, server) do
    with {:ok, channel} <- Channel.new(Keyword.put(options, :url, "sc://127.0.0.1")),
         do: {:ok, channel, Keyword.put_new(server, :master, master)}
  end

  @impl true
  def init(config) do
    Process.flag(:trap_exit, true)

    with {:ok, channel} <- with_local_server(config),
         {:ok, native} <- open(channel) do
      state = Map.merge(config, %{channel: channel, native: native, progress_handlers: []})
      {:ok, opened(state)}
    else
      {:error, reason} -> {:stop, reason}
    end
  end

  defp opened(state) do
    measurements = %{system_time: System.system_time()}
    Telemetry.session(:open, measurements, metadata(state))
    Map.put(state, :opened_at, System.monotonic_time())
  end

  defp metadata(%{channel: channel}) do
    %{
      session_id: channel.session_id,
      session: self(),
      host: channel.host,
      port: channel.port
    }
  end

  defp with_local_server(%{local: nil, channel: channel}), do: {:ok, channel}

  defp with_local_server(%{local: options, channel: channel}) do
    with {:ok, server} <- LocalServer.start_link(options) do
      %URI{host: host, port: port} = server |> LocalServer.url() |> URI.parse()
      {:ok, %{channel | host: host, port: port}}
    end
  end

  defp open(%{token: token} = channel) do
    token = if is_function(token), do: TokenServer.start_link(token), else: token

    case Native.session_open(Channel.to_native(channel, token)) do
      {:ok, native} -> {:ok, native}
      {:error, native} -> {:error, SparkEx.Connect.Errors.from_native(native)}
    end
  end

  @impl true
  def handle_call(:handle, _from, state) do
    handle = %Handle{
      native: state.native,
      session: self(),
      session_id: state.channel.session_id,
      user_id: state.channel.user_id,
      limits: state.limits,
      rpc_timeout: state.rpc_timeout,
      preferred_arrow_chunk_size: state.preferred_arrow_chunk_size,
      progress_handlers: state.progress_handlers
    }

    {:reply, {:ok, handle}, state}
  end

  def handle_call({:progress_handlers, update}, _from, state),
    do: {:reply, :ok, Map.update!(state, :progress_handlers, update)}

  def handle_call(:config, _from, state),
    do: {:reply, {:ok, Map.drop(state, [:native, :opened_at])}, state}

  # A local server or a token process that ends takes the session with it; so does the parent,
  # which OTP itself sees to. Others that are linked, such as the caller of connect/1, end it too.
  @impl true
  def handle_info({:EXIT, _pid, reason}, state), do: {:stop, exit_reason(reason), state}
  def handle_info(_message, state), do: {:noreply, state}

  defp exit_reason(:normal), do: :normal
  defp exit_reason(reason), do: {:shutdown, reason}

  @impl true
  def terminate(reason, state) do
    release(state.native)
    duration = System.monotonic_time() - state.opened_at
    closed = Map.put(metadata(state), :reason, reason)
    Telemetry.session(:close, %{duration: duration}, closed)
  end

  defp release(native) do
    tag = make_ref()
    Native.session_close(native, tag)

    receive do
      {^tag, {:ok, nil}} -> :ok
      {^tag, {:error, native}} -> {:error, SparkEx.Connect.Errors.from_native(native)}
    after
      @release_timeout ->
        {:error,
         %Error.Transport{reason: :timeout, text: "the server did not confirm the release"}}
    end
  end

  defp error(message), do: {:error, %Error.Argument{message: message}}
end
