defmodule SparkEx.Session do
  @moduledoc """
  A session on a Spark Connect server.

  The process keeps the session's connection and ends it in time; it makes no call itself. Whoever
  uses the session takes its handle once and works in its own process, so that any number of
  processes can use one session at the same time, and a query can be interrupted while it runs.

      children = [{SparkEx.Session, url: "sc://spark.example.com", name: MyApp.Spark}]

      SparkEx.sql(MyApp.Spark, "SELECT 1") |> SparkEx.DataFrame.collect()

  A supervised session does not wait for its server: it connects when it is first used. To fail at
  once where the server can't be reached, use `SparkEx.connect/1`. One that the server has lost (it was
  restarted, say) stays lost until `reconnect/1`, unless it has `reconnect: true`.

  The session ends, on the server as well, when it is stopped, when its supervisor shuts down, and when
  the process is killed.

  ## Options

  #{SparkEx.Options.docs(SparkEx.Connect.Channel.schema() ++ SparkEx.Session.Config.schema())}

  ## Limits

  #{SparkEx.Options.docs(SparkEx.Session.Config.limits_schema())}

  An action that would exceed a limit fails with `SparkEx.Error.LimitExceeded`; it never cuts.

  ## Retry

  Calls that failed for want of a server (`UNAVAILABLE`, a connection that broke, whatever the server
  itself asks to be tried again) are made again, after growing waits. A query that runs is never
  sent twice: its results are taken up where they broke off. Each answer renews the budget. A
  server that has never answered is not tried again.

  #{SparkEx.Options.docs(SparkEx.Connect.Channel.retry_schema())}
  """

  alias SparkEx.{Error, Options}
  alias SparkEx.Connect.{Channel, Client, Errors, Handle, UUID}
  alias SparkEx.LocalData.RelationConf
  alias SparkEx.Session.{Artifacts, Config, Server}

  @typedoc "The process of a session, or its name."
  @type t :: GenServer.server()

  ## Life

  @doc """
  Starts a session's process, linked to the caller; see the options above.

      {:ok, session} = SparkEx.Session.start_link(url: "sc://localhost:15002")

  Returns `{:error, %SparkEx.Error.Argument{}}` for wrong options. No connection is made yet, so
  `:conf` is one of them.
  """
  @spec start_link(keyword) :: GenServer.on_start() | {:error, Exception.t()}
  def start_link(options) do
    with {:ok, config, process_options} <- Config.new(options),
         :ok <- check_no_conf(options[:conf] || %{}),
         do: Server.start_link(config, process_options)
  end

  defp check_no_conf(conf) do
    if Enum.empty?(conf),
      do: :ok,
      else:
        error(
          "option :conf is for SparkEx.connect/1: start_link/1 makes no connection on which to set " <>
            "it; set it once the session is started, with SparkEx.Session.config_set/2"
        )
  end

  @doc false
  @spec child_spec(keyword) :: Supervisor.child_spec()
  def child_spec(options) do
    %{
      id: options[:name] || __MODULE__,
      start: {__MODULE__, :start_link, [options]},
      shutdown: Server.shutdown()
    }
  end

  @doc """
  Starts a session, makes sure that the server answers, and links it to the caller: what
  `SparkEx.connect/1` does.

      {:ok, session} = SparkEx.Session.connect(url: "sc://localhost:15002")
  """
  @doc group: :lifecycle
  @spec connect(keyword) :: {:ok, pid} | {:error, Exception.t()}
  def connect(options) do
    with {:ok, config, process_options} <- Config.new(options),
         {:ok, session} <- start(config, process_options) do
      case greet(session, options[:conf] || %{}) do
        :ok -> linked(session)
        {:error, exception} -> abandon(session, exception)
      end
    end
  end

  @doc "As `connect/1`, but raises."
  @doc group: :lifecycle
  @spec connect!(keyword) :: pid
  def connect!(options), do: options |> connect() |> Errors.unwrap!()

  # Linked only when all is well: a failure is an answer here, no reason to die. Until then the
  # session watches its caller.
  defp linked(session) do
    Process.link(session)
    {:ok, session}
  end

  defp start(config, process_options) do
    case Server.start(config, process_options) do
      {:error, {:already_started, _pid}} ->
        error("the name #{inspect(process_options[:name])} is taken by another process")

      started ->
        started
    end
  end

  defp greet(session, conf) do
    with {:ok, _version} <- spark_version(session),
         do: if(Enum.empty?(conf), do: :ok, else: config_set(session, conf))
  end

  defp abandon(session, exception) do
    stop_process(session)
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
        released = Server.release(handle.native)
        Process.unlink(handle.session)
        stop_process(handle.session)
        # What the server no longer has need not be released.
        if match?({:error, %Error.Session{}}, released), do: :ok, else: released

      {:error, _stopped} ->
        :ok
    end
  end

  @doc "As `stop/1`, but raises where the server could not be told."
  @spec stop!(t) :: :ok
  def stop!(session), do: session |> stop() |> Errors.unwrap!()

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
         {:ok, config} <- Server.call(session, :config),
         # A session that has made no call yet is none that the server knows.
         {:ok, _version} <- spark_version(session),
         id = options[:session_id] || UUID.generate(),
         {:ok, _response} <- Client.rpc(session, "CloneSession", %{new_session_id: id}) do
      config = %{config | channel: Channel.with_session_id(config.channel, id), local: nil}

      with {:ok, copy} <- start(config, Keyword.take(options, [:name])), do: linked(copy)
    end
  end

  @doc "As `clone/2`, but raises."
  @spec clone!(t, keyword) :: pid
  def clone!(session, options \\ []), do: session |> clone(options) |> Errors.unwrap!()

  @doc """
  Opens a session again that the server has lost (`SparkEx.Error.Session`, reason `:lost` or
  `:closed`): under the same process and name, with the configuration that was set through it and
  the tags of its callers. Views, cached data and other state are gone.

      :ok = SparkEx.Session.reconnect(session)

  Does nothing where somebody else has just done it. Option `reconnect: true` of the session does it
  by itself.
  """
  @spec reconnect(t) :: :ok | {:error, Exception.t()}
  def reconnect(session) do
    with {:ok, handle} <- handle(session), do: reconnect(session, handle.native)
  end

  @doc "As `reconnect/1`, but raises."
  @spec reconnect!(t) :: :ok
  def reconnect!(session), do: session |> reconnect() |> Errors.unwrap!()

  @doc false
  @spec reconnect(t, SparkEx.Native.session()) :: :ok | {:error, Exception.t()}
  def reconnect(session, lost) do
    case Server.call(session, {:reopen, lost}) do
      {:ok, :opened, conf} -> greet(session, conf)
      {:ok, :open} -> :ok
      {:error, exception} -> {:error, exception}
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

  @doc "As `session_id/1`, but raises."
  @spec session_id!(t) :: String.t()
  def session_id!(session), do: session |> session_id() |> Errors.unwrap!()

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

  @doc "As `spark_version/1`, but raises."
  @spec spark_version!(t) :: String.t()
  def spark_version!(session), do: session |> spark_version() |> Errors.unwrap!()

  @doc """
  Has the server parse a type or a schema in DDL, `SparkEx.Types.from_ddl/1` being the same without it.

      {:ok, {:struct, [%SparkEx.Types.Field{name: "id"}]}} = SparkEx.Session.parse_ddl(session, "id INT")

  (PySpark `DataType.fromDDL`, `AnalyzePlanRequest.DDLParse`.)
  """
  @spec parse_ddl(t, String.t()) :: {:ok, SparkEx.Types.t()} | {:error, Exception.t()}
  def parse_ddl(session, ddl) do
    with {:ok, %{parsed: type}} <- Client.analyze(session, %{ddl_parse: %{ddl_string: ddl}}),
         do: {:ok, SparkEx.Types.from_proto(type)}
  end

  @doc "As `parse_ddl/2`, but raises."
  @spec parse_ddl!(t, String.t()) :: SparkEx.Types.t()
  def parse_ddl!(session, ddl), do: session |> parse_ddl(ddl) |> Errors.unwrap!()

  @doc """
  Has the server write a schema, given in Spark's JSON, as DDL; `SparkEx.Types.to_ddl/1` is the same
  without it.

      json = SparkEx.Types.to_json(id: :long)
      {:ok, "id BIGINT"} = SparkEx.Session.json_to_ddl(session, json)

  (PySpark `StructType.toDDL`, `AnalyzePlanRequest.JsonToDDL`.)
  """
  @spec json_to_ddl(t, String.t()) :: {:ok, String.t()} | {:error, Exception.t()}
  def json_to_ddl(session, json) do
    with {:ok, answer} <- Client.analyze(session, %{json_to_ddl: %{json_string: json}}),
         do: {:ok, Map.get(answer, :ddl_string, "")}
  end

  @doc "As `json_to_ddl/2`, but raises."
  @spec json_to_ddl!(t, String.t()) :: String.t()
  def json_to_ddl!(session, json), do: session |> json_to_ddl(json) |> Errors.unwrap!()

  @doc false
  @spec handle(t) :: {:ok, Handle.t()} | {:error, Error.Session.t()}
  def handle(session), do: Server.call(session, :handle)

  @doc """
  Whether the session has ended, as far as is known here. Asks nobody but its process.

      false = SparkEx.Session.stopped?(session)

  (PySpark `SparkSession.is_stopped`.)
  """
  @spec stopped?(t) :: boolean
  def stopped?(session), do: match?({:error, _stopped}, handle(session))

  @doc false
  @spec relation_conf(t) :: {:ok, RelationConf.t() | nil} | {:error, Exception.t()}
  def relation_conf(session), do: Server.call(session, :relation_conf)

  @doc false
  @spec put_relation_conf(t, RelationConf.t()) :: :ok | {:error, Exception.t()}
  def put_relation_conf(session, conf), do: Server.call(session, {:relation_conf, conf})

  ## Artifacts

  @doc """
  Gives files of this machine to the session's server, for the session's queries to use.

      :ok = SparkEx.Session.add_artifacts(session, "lib/udfs.jar")
      :ok = SparkEx.Session.add_artifacts(session, ["stopwords.txt", "holidays.csv"], as: :file)
      :ok = SparkEx.Session.add_artifacts(session, "model.tar.gz#model", as: :archive)

  Files are read while they are sent, each part with a checksum that the server verifies. An artifact
  can't be replaced: another file of the same name is an error of Spark's.

  #{SparkEx.Options.docs(SparkEx.Session.Artifacts.options())}

  Returns `SparkEx.Error.Argument` for a path that is no readable file or has another ending. (PySpark
  `SparkSession.addArtifacts`, `spark.connect.AddArtifactsRequest`.)
  """
  @spec add_artifacts(t, Path.t() | [Path.t()], keyword) :: :ok | {:error, Exception.t()}
  defdelegate add_artifacts(session, paths, options \\ []), to: Artifacts, as: :add

  @doc "As `add_artifacts/3`, but raises."
  @spec add_artifacts!(t, Path.t() | [Path.t()], keyword) :: :ok
  def add_artifacts!(session, paths, options \\ []),
    do: session |> add_artifacts(paths, options) |> Errors.unwrap!()

  @doc """
  As `add_artifacts/3`, by PySpark's name for one. (PySpark `SparkSession.addArtifact`.)

      :ok = SparkEx.Session.add_artifact(session, "lib/udfs.jar")
  """
  @spec add_artifact(t, Path.t(), keyword) :: :ok | {:error, Exception.t()}
  defdelegate add_artifact(session, path, options \\ []), to: Artifacts, as: :add

  @doc "As `add_artifact/3`, but raises."
  @spec add_artifact!(t, Path.t(), keyword) :: :ok
  def add_artifact!(session, path, options \\ []),
    do: session |> add_artifact(path, options) |> Errors.unwrap!()

  @doc """
  Copies a file of this machine into the default file system of the server's Hadoop configuration.

      :ok = SparkEx.Session.copy_from_local_to_fs(session, "flights.csv", "/data/flights.csv")

  The destination is an absolute path. The file system of the server's own machine takes files only with
  `spark.sql.artifact.copyFromLocalToFs.allowDestLocal`. Option `:timeout` in milliseconds. (PySpark
  `SparkSession.copyFromLocalToFs`.)
  """
  @spec copy_from_local_to_fs(t, Path.t(), String.t(), keyword) ::
          :ok | {:error, Exception.t()}
  defdelegate copy_from_local_to_fs(session, path, destination, options \\ []),
    to: Artifacts,
    as: :copy_to_fs

  @doc "As `copy_from_local_to_fs/4`, but raises."
  @spec copy_from_local_to_fs!(t, Path.t(), String.t(), keyword) :: :ok
  def copy_from_local_to_fs!(session, path, destination, options \\ []),
    do: session |> copy_from_local_to_fs(path, destination, options) |> Errors.unwrap!()

  ## Interrupts and tags

  @doc """
  Interrupts everything that runs in the session, from any process.

      {:ok, ["9a1c…"]} = SparkEx.Session.interrupt_all(session)

  Returns the ids of the operations. Whoever waits for one of them gets
  `SparkEx.Error.Remote` with the class `OPERATION_CANCELED`. (PySpark `SparkSession.interruptAll`.)
  """
  @spec interrupt_all(t) :: {:ok, [String.t()]} | {:error, Exception.t()}
  def interrupt_all(session), do: interrupt(session, %{interrupt_type: :INTERRUPT_TYPE_ALL})

  @doc "As `interrupt_all/1`, but raises."
  @spec interrupt_all!(t) :: [String.t()]
  def interrupt_all!(session), do: session |> interrupt_all() |> Errors.unwrap!()

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

  @doc "As `interrupt_tag/2`, but raises."
  @spec interrupt_tag!(t, String.t()) :: [String.t()]
  def interrupt_tag!(session, tag), do: session |> interrupt_tag(tag) |> Errors.unwrap!()

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

  def interrupt_operation(_session, operation_id),
    do: error("the id of an operation is a string, got: #{inspect(operation_id)}")

  @doc "As `interrupt_operation/2`, but raises."
  @spec interrupt_operation!(t, String.t()) :: [String.t()]
  def interrupt_operation!(session, operation_id),
    do: session |> interrupt_operation(operation_id) |> Errors.unwrap!()

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

  @doc "As `add_tag/2`, but raises."
  @spec add_tag!(t, String.t()) :: :ok
  def add_tag!(session, tag), do: session |> add_tag(tag) |> Errors.unwrap!()

  @doc """
  Takes a tag off again. (PySpark `SparkSession.removeTag`.)

      :ok = SparkEx.Session.remove_tag(session, "nightly")
  """
  @spec remove_tag(t, String.t()) :: :ok | {:error, Exception.t()}
  def remove_tag(session, tag) do
    with :ok <- check_tag(tag), do: update_tags(session, &List.delete(&1, tag))
  end

  @doc "As `remove_tag/2`, but raises."
  @spec remove_tag!(t, String.t()) :: :ok
  def remove_tag!(session, tag), do: session |> remove_tag(tag) |> Errors.unwrap!()

  @doc """
  Takes all tags of the calling process off. (PySpark `SparkSession.clearTags`.)

      :ok = SparkEx.Session.clear_tags(session)
  """
  @spec clear_tags(t) :: :ok | {:error, Exception.t()}
  def clear_tags(session), do: update_tags(session, fn _tags -> [] end)

  @doc "As `clear_tags/1`, but raises."
  @spec clear_tags!(t) :: :ok
  def clear_tags!(session), do: session |> clear_tags() |> Errors.unwrap!()

  @doc """
  The tags of the calling process. (PySpark `SparkSession.getTags`.)

      {:ok, ["nightly"]} = SparkEx.Session.tags(session)
  """
  @spec tags(t) :: {:ok, [String.t()]} | {:error, Exception.t()}
  def tags(session) do
    with {:ok, handle} <- handle(session), do: {:ok, get_tags(handle.session)}
  end

  @doc "As `tags/1`, but raises."
  @spec tags!(t) :: [String.t()]
  def tags!(session), do: session |> tags() |> Errors.unwrap!()

  @doc false
  @spec get_tags(pid) :: [String.t()]
  def get_tags(session), do: Process.get({__MODULE__, :tags, session}, [])

  defp update_tags(session, function) do
    with {:ok, %{session: pid}} <- handle(session) do
      Process.put({__MODULE__, :tags, pid}, function.(get_tags(pid)))
      :ok
    end
  end

  defp check_tag(tag) do
    if is_binary(tag) and String.valid?(tag) and tag != "" and not String.contains?(tag, ","),
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
    do: Server.call(session, {:progress_handlers, &Enum.uniq(&1 ++ [handler])})

  @doc "As `register_progress_handler/2`, but raises."
  @spec register_progress_handler!(t, SparkEx.Progress.handler()) :: :ok
  def register_progress_handler!(session, handler),
    do: session |> register_progress_handler(handler) |> Errors.unwrap!()

  @doc """
  Has it called no more. (PySpark `SparkSession.removeProgressHandler`.)

      :ok = SparkEx.Session.remove_progress_handler(session, &IO.inspect/1)
  """
  @spec remove_progress_handler(t, SparkEx.Progress.handler()) :: :ok | {:error, Exception.t()}
  def remove_progress_handler(session, handler),
    do: Server.call(session, {:progress_handlers, &List.delete(&1, handler)})

  @doc "As `remove_progress_handler/2`, but raises."
  @spec remove_progress_handler!(t, SparkEx.Progress.handler()) :: :ok
  def remove_progress_handler!(session, handler),
    do: session |> remove_progress_handler(handler) |> Errors.unwrap!()

  @doc """
  Has none called any more. (PySpark `SparkSession.clearProgressHandlers`.)

      :ok = SparkEx.Session.clear_progress_handlers(session)
  """
  @spec clear_progress_handlers(t) :: :ok | {:error, Exception.t()}
  def clear_progress_handlers(session),
    do: Server.call(session, {:progress_handlers, fn _handlers -> [] end})

  @doc "As `clear_progress_handlers/1`, but raises."
  @spec clear_progress_handlers!(t) :: :ok
  def clear_progress_handlers!(session),
    do: session |> clear_progress_handlers() |> Errors.unwrap!()

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

  @doc "As `config_get/2`, but raises."
  @spec config_get!(t, String.t()) :: String.t() | nil
  def config_get!(session, key), do: session |> config_get(key) |> Errors.unwrap!()

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

  @doc "As `config_get/3`, but raises."
  @spec config_get!(t, String.t(), term) :: String.t() | nil
  def config_get!(session, key, default),
    do: session |> config_get(key, default) |> Errors.unwrap!()

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

  @doc "As `config_get_all/2`, but raises."
  @spec config_get_all!(t, String.t() | nil) :: map
  def config_get_all!(session, prefix \\ nil),
    do: session |> config_get_all(prefix) |> Errors.unwrap!()

  @doc """
  Sets one configuration key. Values are sent as text.

      :ok = SparkEx.Session.config_set(session, "spark.sql.shuffle.partitions", 8)

  Keys that can't be changed are an error. (PySpark `RuntimeConf.set`.)
  """
  @spec config_set(t, String.t() | atom, term) :: :ok | {:error, Exception.t()}
  def config_set(session, key, value), do: config_set(session, %{key => value})

  @doc "As `config_set/3`, but raises."
  @spec config_set!(t, String.t() | atom, term) :: :ok
  def config_set!(session, key, value), do: session |> config_set(key, value) |> Errors.unwrap!()

  @doc """
  Sets several configuration keys at once.

      :ok = SparkEx.Session.config_set(session, %{"spark.sql.ansi.enabled" => false})
  """
  @spec config_set(t, Enumerable.t()) :: :ok | {:error, Exception.t()}
  def config_set(session, conf) do
    with {:ok, conf} <- conf(conf),
         pairs = for({key, value} <- conf, do: %{key: key, value: value}),
         {:ok, _pairs} <- config_pairs(session, %{set: %{pairs: pairs}}),
         do: Server.call(session, {:conf, &Map.merge(&1, conf)})
  end

  @doc "As `config_set/2`, but raises."
  @spec config_set!(t, Enumerable.t()) :: :ok
  def config_set!(session, conf), do: session |> config_set(conf) |> Errors.unwrap!()

  defp conf(conf) when is_map(conf) or is_list(conf) do
    case Enum.find(conf, &(not conf?(&1))) do
      nil -> {:ok, Map.new(conf, fn {key, value} -> {to_string(key), to_string(value)} end)}
      {key, _value} -> conf_error("the value of #{inspect(key)} is none")
      _other -> conf_error("not all of it is pairs of a key and a value")
    end
  end

  defp conf(_other), do: conf_error("it is neither a map nor a list of pairs")

  # Values may be secrets, so none is shown.
  defp conf_error(what),
    do: error("configuration takes keys with strings, numbers or booleans as values, but #{what}")

  defp conf?({key, value}),
    do: (is_atom(key) or is_binary(key)) and value != nil and text?(value)

  defp conf?(_other), do: false

  defp text?(value) when is_binary(value), do: String.valid?(value)
  defp text?(value), do: is_atom(value) or is_number(value)

  @doc """
  Sets a configuration key back to its default. (PySpark `RuntimeConf.unset`.)

      :ok = SparkEx.Session.config_unset(session, "spark.sql.shuffle.partitions")
  """
  @spec config_unset(t, String.t()) :: :ok | {:error, Exception.t()}
  def config_unset(session, key) do
    key = to_string(key)

    with {:ok, _pairs} <- config_pairs(session, %{unset: %{keys: [key]}}),
         do: Server.call(session, {:conf, &Map.delete(&1, key)})
  end

  @doc "As `config_unset/2`, but raises."
  @spec config_unset!(t, String.t()) :: :ok
  def config_unset!(session, key), do: session |> config_unset(key) |> Errors.unwrap!()

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
    do: session |> config_is_modifiable(key) |> Errors.unwrap!()

  defp config_pairs(session, operation) do
    with {:ok, response} <- Client.config(session, operation),
         do: {:ok, Map.get(response, :pairs, [])}
  end

  defp value([pair | _]), do: Map.get(pair, :value)
  defp value([]), do: nil

  defp error(message), do: {:error, %Error.Argument{message: message}}
end
