defmodule SparkEx.Session do
  @moduledoc """
  A session on a Spark Connect server.

  A session is a process that owns the connection and releases it at the end. Calls run in the
  processes of their callers, so any number of processes can use one session at the same time, and
  a query can be interrupted while it runs.

      children = [
        {SparkEx.Session,
         url: "sc://spark.example.com",
         name: MyApp.Spark,
         conf: %{"spark.sql.session.timeZone" => "UTC"}}
      ]

      MyApp.Spark |> SparkEx.sql("SELECT 1") |> SparkEx.DataFrame.collect!()

  A supervised session connects lazily, when it is first used. Use `SparkEx.connect/1` to fail at
  once if the server can't be reached. If the server loses the session (after a restart, for
  example), the session stays lost until `reconnect/1` is called, unless it has `reconnect: true`.

  The session ends, on the server as well, when it is stopped, when its supervisor shuts down, and
  when the process is killed.

  ## Configuration

  The option `:conf` is set whenever the session is opened: at its first use, after a reconnect
  and after a restart by a supervisor. `config_set/3` changes the configuration of the running
  session; a reconnect keeps such changes, a restart of the process loses them.

  An action of a session whose `:conf` Spark refuses returns that error. Configuration that can
  only be set when Spark starts, such as `spark.jars.packages`, belongs in the server: in the
  option `server: [conf: …]` of a local one, in `--conf` of the command that starts any other.

  ## Options

  #{SparkEx.Arguments.Options.docs(SparkEx.Connect.Channel.schema() ++ SparkEx.Session.Config.schema())}

  ## Limits

  #{SparkEx.Arguments.Options.docs(SparkEx.Session.Config.limits_schema())}

  An action that would exceed a limit fails with `SparkEx.Error.LimitExceeded`; results are never
  truncated.

  ## Retry

  Calls that fail because the server can't be reached (`UNAVAILABLE`, a broken connection, or an
  error that the server marks as retryable) are retried with exponential backoff. A query is never
  sent twice: its results resume where they stopped. Each answer renews the budget. Calls to a
  server that has never answered are not retried.

  #{SparkEx.Arguments.Options.docs(SparkEx.Connect.Channel.retry_schema())}

  ## Pings

  A firewall or a load balancer may drop an idle connection without notice. HTTP/2 pings detect
  this: if a ping is not answered, the connection counts as broken, and its calls are retried. The
  URL takes PySpark's parameters for pings:

    * `grpc_keepalive_enabled` - whether pings are sent. Default: `true`
    * `grpc_keepalive_time_ms` - milliseconds of silence before a ping
    * `grpc_keepalive_timeout_ms` - milliseconds to wait for its answer. Default: `20000`
    * `grpc_keepalive_without_calls` - whether pings are sent while no call is open

  The other defaults depend on the server. Spark 4.3 receives a ping after one minute of silence,
  with or without calls. These pings start when the session is 5 seconds old, on a second
  connection. Older servers close a connection that receives more than one ping in five minutes,
  so they receive one after 5½ minutes, and only during calls. Explicit values apply to every
  server.
  """

  alias SparkEx.Arguments.Options
  alias SparkEx.{Error, LocalServer}
  alias SparkEx.Connect.{Channel, Client, Errors, ResultDecoder, SessionHandle, UUID}
  alias SparkEx.LocalData.RelationConf
  alias SparkEx.Python.Workers
  alias SparkEx.Session.{Artifacts, Config, OperationStatus, RuntimeConf, Server}
  alias SparkEx.Session.{ServerCommand, ServerWait}

  @typedoc "The process of a session, or its name."
  @type t :: GenServer.server()

  @typedoc "A key of Spark's configuration."
  @type config_key :: String.t() | atom

  @typedoc "A value of Spark's configuration, which is sent as text."
  @type config_value :: String.t() | number | boolean | atom

  @typedoc "The state of an operation, see `operation_status/2`."
  @type operation_state :: :running | :terminating | :succeeded | :failed | :cancelled | :unknown

  ## Life

  @doc """
  Starts a session's process, linked to the caller; see the options above.

      {:ok, session} = SparkEx.Session.start_link(url: "sc://localhost:15002")

  Returns `{:error, %SparkEx.Error.Argument{}}` for invalid options. The session connects, and
  sets its `:conf`, at its first use.
  """
  @doc group: "Opening and closing"
  @spec start_link(keyword) :: GenServer.on_start() | {:error, Exception.t()}
  def start_link(options) do
    with {:ok, config, process_options} <- Config.new(options),
         do: Server.start_link(config, process_options)
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
  Starts a session, checks that the server answers, sets the option `:conf`, and links the session
  to the caller. `SparkEx.connect/1` is the same function.

      {:ok, session} = SparkEx.Session.connect(url: "sc://localhost:15002")
  """
  @doc group: "Opening and closing"
  @spec connect(keyword) :: {:ok, pid} | {:error, Exception.t()}
  def connect(options) do
    with {:ok, config, process_options} <- Config.new(options),
         {:ok, session} <- start(config, process_options) do
      case ServerWait.repeat(config.wait, metadata(session, config), fn ->
             open(session, config)
           end) do
        {:ok, _answer} -> link(session)
        {:error, exception} -> abandon(session, exception)
      end
    end
  end

  # Setting the configuration shows as well that the server answers.
  defp open(session, %{conf: conf, preferred_conf: preferred})
       when conf != %{} or preferred != %{},
       do: handle(session)

  defp open(session, _config), do: spark_version(session)

  defp metadata(session, %{channel: channel}),
    do: %{
      session: session,
      session_id: channel.session_id,
      host: channel.host,
      port: channel.port
    }

  @doc "As `connect/1`, but raises."
  @doc group: "Opening and closing"
  @spec connect!(keyword) :: pid
  def connect!(options), do: options |> connect() |> Errors.unwrap!()

  # The link comes last, so that a failure is returned and does not end the caller. Until then the
  # session monitors its caller.
  defp link(session) do
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

  defp abandon(session, exception) do
    stop_process(session)
    {:error, exception}
  end

  @doc """
  Ends the session here and on the server, and interrupts its queries.

      :ok = SparkEx.Session.stop(session)

  Returns `:ok` for a session that has already ended. `{:error, exception}` means that the server
  could not be reached and drops the session later, once it has been idle for long enough; the
  session has ended here. (PySpark `SparkSession.stop`, `spark.connect.ReleaseSessionRequest`.)
  """
  @doc group: "Opening and closing"
  @spec stop(t) :: :ok | {:error, Exception.t()}
  def stop(session) do
    case Server.call(session, :handle) do
      {:ok, handle} ->
        result = Server.release(handle.native)
        Process.unlink(handle.session)
        stop_process(handle.session)
        # The server has dropped the session already.
        if match?({:error, %Error.Session{}}, result), do: :ok, else: result

      {:error, %Error.Session{}} ->
        :ok

      {:error, exception} ->
        {:error, exception}
    end
  end

  @doc "As `stop/1`, but raises the error."
  @doc group: "Opening and closing"
  @spec stop!(t) :: :ok
  def stop!(session), do: session |> stop() |> Errors.unwrap!()

  defp stop_process(pid) do
    GenServer.stop(pid)
  catch
    :exit, _already_gone -> :ok
  end

  @doc """
  Creates a session with the configuration, views and functions of this one (Spark 4.1).

      {:ok, copy} = SparkEx.Session.clone(session)

  The options are `:session_id`, the id of the new session, and `:name`, the name of its process.
  Each session ends without the other. (PySpark `SparkSession.cloneSession`,
  `spark.connect.CloneSessionRequest`.)
  """
  @doc group: "Opening and closing"
  @spec clone(t, keyword) :: {:ok, pid} | {:error, Exception.t()}
  def clone(session, options \\ []) do
    schema = [session_id: [type: :string, default: nil], name: [type: :any]]

    with {:ok, options} <- Options.validate(options, schema, "clone/2"),
         # The server knows a session only after its first call.
         {:ok, _version} <- spark_version(session),
         {:ok, config} <- Server.call(session, :config),
         id = options[:session_id] || UUID.generate(),
         {:ok, _response} <- Client.rpc(session, "CloneSession", %{new_session_id: id}) do
      channel = Channel.with_session_id(config.channel, id)
      config = %{config | channel: channel, local: nil, conf_state: :set}
      with {:ok, copy} <- start(config, Keyword.take(options, [:name])), do: link(copy)
    end
  end

  @doc "As `clone/2`, but raises."
  @doc group: "Opening and closing"
  @spec clone!(t, keyword) :: pid
  def clone!(session, options \\ []), do: session |> clone(options) |> Errors.unwrap!()

  # A new session with the same options, for servers that cannot clone.
  @doc false
  @spec beside(t) :: {:ok, pid} | {:error, Exception.t()}
  def beside(session) do
    with {:ok, config} <- Server.call(session, :config) do
      channel = Channel.with_session_id(config.channel, UUID.generate())
      config = %{config | channel: channel, local: nil, conf_state: :unset}
      with {:ok, other} <- start(config, []), do: link(other)
    end
  end

  @doc """
  Reopens a session that the server has lost (`SparkEx.Error.Session`, reason `:lost` or
  `:closed`).

      :ok = SparkEx.Session.reconnect(session)

  The process, its name, the tags of its callers and the configuration stay: the option `:conf` is
  set again, and so are changes by `config_set/3`. Views, cached data and other state are lost.
  Does nothing if another process has just reopened the session. A session with the option
  `reconnect: true` reopens itself.
  """
  @doc group: "Opening and closing"
  @spec reconnect(t) :: :ok | {:error, Exception.t()}
  def reconnect(session) do
    with {:ok, handle} <- Server.call(session, :handle), do: reconnect(session, handle.native)
  end

  @doc "As `reconnect/1`, but raises."
  @doc group: "Opening and closing"
  @spec reconnect!(t) :: :ok
  def reconnect!(session), do: session |> reconnect() |> Errors.unwrap!()

  @doc false
  @spec reconnect(t, SparkEx.Native.session()) :: :ok | {:error, Exception.t()}
  def reconnect(session, lost) do
    with {:ok, :opened} <- Server.call(session, {:reopen, lost}),
         {:ok, _version} <- spark_version(session) do
      :ok
    else
      {:ok, :already_open} -> :ok
      {:error, exception} -> {:error, exception}
    end
  end

  ## Identity

  @doc """
  The id of the session, a UUID.

      {:ok, "6c5f3b1e-…"} = SparkEx.Session.session_id(session)

  (PySpark `SparkSession.session_id`.)
  """
  @doc group: "Identity"
  @spec session_id(t) :: {:ok, String.t()} | {:error, Exception.t()}
  def session_id(session) do
    with {:ok, handle} <- Server.call(session, :handle), do: {:ok, handle.session_id}
  end

  @doc "As `session_id/1`, but raises."
  @doc group: "Identity"
  @spec session_id!(t) :: String.t()
  def session_id!(session), do: session |> session_id() |> Errors.unwrap!()

  @doc """
  The version of Spark that the server runs.

      {:ok, "4.1.1"} = SparkEx.Session.spark_version(session)

  (PySpark `SparkSession.version`, `AnalyzePlanRequest.SparkVersion`.)
  """
  @doc group: "Identity"
  @spec spark_version(t) :: {:ok, String.t()} | {:error, Exception.t()}
  def spark_version(session) do
    with {:ok, handle} <- SessionHandle.fetch(session),
         {:ok, %{version: version}} <- Client.analyze(handle, %{spark_version: %{}}),
         :ok <- Server.call(handle.session, {:spark_version, handle.native, version}),
         do: {:ok, version}
  end

  @doc "As `spark_version/1`, but raises."
  @doc group: "Identity"
  @spec spark_version!(t) :: String.t()
  def spark_version!(session), do: session |> spark_version() |> Errors.unwrap!()

  @doc """
  Parses a type or a schema in DDL on the server; `SparkEx.Types.from_ddl/1` does it without one.

      {:ok, {:struct, [%SparkEx.Types.Field{name: "id"}]}} = SparkEx.Session.parse_ddl(session, "id INT")

  (PySpark `DataType.fromDDL`, `AnalyzePlanRequest.DDLParse`.)
  """
  @doc group: "Identity"
  @spec parse_ddl(t, String.t()) :: {:ok, SparkEx.Types.t()} | {:error, Exception.t()}
  def parse_ddl(session, ddl) do
    with {:ok, %{parsed: type}} <- Client.analyze(session, %{ddl_parse: %{ddl_string: ddl}}),
         do: SparkEx.Types.Proto.parse(type)
  end

  @doc "As `parse_ddl/2`, but raises."
  @doc group: "Identity"
  @spec parse_ddl!(t, String.t()) :: SparkEx.Types.t()
  def parse_ddl!(session, ddl), do: session |> parse_ddl(ddl) |> Errors.unwrap!()

  @doc """
  Converts a schema in Spark's JSON to DDL on the server; `SparkEx.Types.to_ddl/1` does it without
  one.

      json = SparkEx.Types.to_json(id: :long)
      {:ok, "id BIGINT"} = SparkEx.Session.json_to_ddl(session, json)

  (PySpark `StructType.toDDL`, `AnalyzePlanRequest.JsonToDDL`.)
  """
  @doc group: "Identity"
  @spec json_to_ddl(t, String.t()) :: {:ok, String.t()} | {:error, Exception.t()}
  def json_to_ddl(session, json) do
    with {:ok, answer} <- Client.analyze(session, %{json_to_ddl: %{json_string: json}}),
         do: {:ok, Map.get(answer, :ddl_string, "")}
  end

  @doc "As `json_to_ddl/2`, but raises."
  @doc group: "Identity"
  @spec json_to_ddl!(t, String.t()) :: String.t()
  def json_to_ddl!(session, json), do: session |> json_to_ddl(json) |> Errors.unwrap!()

  @doc false
  # The handle of a session whose `:conf` is set: the first caller sets it, others wait for that.
  @spec handle(t | SessionHandle.t()) :: {:ok, SessionHandle.t()} | {:error, Exception.t()}
  def handle(%SessionHandle{} = handle), do: {:ok, handle}

  def handle(session) do
    with {:set_conf, handle, conf, preferred} <- Server.call(session, :configured_handle),
         do: set_conf(handle, conf, preferred)
  end

  defp set_conf(handle, conf, preferred) do
    result = RuntimeConf.set_option(handle, conf, preferred)
    Server.call(handle.session, {:conf_set, handle.native, result})
    with :ok <- result, do: {:ok, handle}
  end

  @doc """
  Whether the session has ended, as far as its process knows; contacts no server.

      false = SparkEx.Session.stopped?(session)

  (PySpark `SparkSession.is_stopped`.)
  """
  @doc group: "Identity"
  @spec stopped?(t) :: boolean
  def stopped?(session) do
    case Server.call(session, :handle) do
      {:ok, _handle} -> false
      {:error, %Error.Session{}} -> true
      {:error, exception} -> raise exception
    end
  end

  @doc """
  The URL of the web UI of the session's own local server.

      {:ok, session} = SparkEx.connect(url: "local[*]", server: [ui: true])
      {:ok, "http://127.0.0.1:" <> _port} = SparkEx.Session.ui_url(session)

  Returns `{:ok, nil}` for a server without a web UI, and for one that the session has not started
  itself: Spark Connect does not tell a client the address of its UI. (PySpark
  `SparkContext.uiWebUrl`.)
  """
  @doc group: "Identity"
  @spec ui_url(t) :: {:ok, String.t() | nil} | {:error, Exception.t()}
  def ui_url(session) do
    with {:ok, server} <- Server.call(session, :local_server),
         do: {:ok, server && LocalServer.ui_url(server)}
  end

  @doc "As `ui_url/1`, but raises."
  @doc group: "Identity"
  @spec ui_url!(t) :: String.t() | nil
  def ui_url!(session), do: session |> ui_url() |> Errors.unwrap!()

  @doc """
  Returns the addresses of the driver's resources by name, such as those of its GPUs.

      {:ok, %{"gpu" => ["0", "1"]}} = SparkEx.Session.get_resources(session)

  The map is empty unless the server has been started with `spark.driver.resource.*`. (PySpark
  `SparkContext.resources`, `spark.connect.GetResourcesCommand`.)
  """
  @doc group: "Identity"
  @spec get_resources(t) :: {:ok, %{String.t() => [String.t()]}} | {:error, Exception.t()}
  defdelegate get_resources(session), to: ServerCommand, as: :resources

  @doc "As `get_resources/1`, but raises."
  @doc group: "Identity"
  @spec get_resources!(t) :: %{String.t() => [String.t()]}
  def get_resources!(session), do: session |> get_resources() |> Errors.unwrap!()

  @doc """
  Runs a command of another system once, and returns a frame of its output.

      {:ok, output} =
        SparkEx.Session.execute_external_command(session, "com.example.Runner", "VACUUM t")

      SparkEx.DataFrame.collect!(output)

  The runner is a class of the server, or of a jar that `add_artifacts/3` has uploaded, that
  implements `ExternalCommandRunner`, or the short name of a data source that does. Its options
  are a keyword list or a map, with names as those of `SparkEx.Reader.option/3`. The frame has
  one column of strings.

  ## Options

  #{SparkEx.Arguments.Options.docs(ResultDecoder.command_options())}

  Returns `SparkEx.Error.Remote` with the class `DATA_SOURCE_NOT_FOUND` for a class that the server
  does not have. (Scala `SparkSession.executeCommand`, `spark.connect.ExecuteExternalCommand`.)
  """
  @doc group: "External commands"
  @spec execute_external_command(t, String.t(), String.t(), keyword | map, keyword) ::
          {:ok, SparkEx.DataFrame.t()} | {:error, Exception.t()}
  defdelegate execute_external_command(
                session,
                runner,
                command,
                runner_options \\ [],
                options \\ []
              ),
              to: ServerCommand,
              as: :execute_external

  @doc "As `execute_external_command/5`, but raises."
  @doc group: "External commands"
  @spec execute_external_command!(t, String.t(), String.t(), keyword | map, keyword) ::
          SparkEx.DataFrame.t()
  def execute_external_command!(session, runner, command, runner_options \\ [], options \\ []) do
    session
    |> execute_external_command(runner, command, runner_options, options)
    |> Errors.unwrap!()
  end

  @doc false
  @spec relation_conf(t) ::
          {:ok, RelationConf.t() | :default | :changed} | {:error, Exception.t()}
  def relation_conf(session), do: Server.call(session, :relation_conf)

  @doc false
  @spec put_relation_conf(t, RelationConf.t()) :: :ok | {:error, Exception.t()}
  def put_relation_conf(session, conf), do: Server.call(session, {:relation_conf, conf})

  @doc false
  # The workers, their version alone where it is the option `:python`, or `nil` until they are
  # known.
  @spec python_workers(t) :: {:ok, Workers.t() | String.t() | nil} | {:error, Exception.t()}
  def python_workers(session), do: Server.call(session, :python_workers)

  @doc false
  @spec put_python_workers(t, Workers.t()) :: :ok | {:error, Exception.t()}
  def put_python_workers(session, workers), do: Server.call(session, {:python_workers, workers})

  ## Artifacts

  @doc """
  Uploads local files to the session's server, where the session's queries can use them.

      :ok = SparkEx.Session.add_artifacts(session, "lib/udfs.jar")
      :ok = SparkEx.Session.add_artifacts(session, "lib/udfs.py")
      :ok = SparkEx.Session.add_artifacts(session, ["stopwords.txt", "holidays.csv"], as: :file)
      :ok = SparkEx.Session.add_artifacts(session, "model.zip#model", as: :archive)

  Files are read while they are sent, each part with a checksum that the server verifies. An
  artifact can't be replaced: Spark refuses another file of the same name.

  #{SparkEx.Arguments.Options.docs(SparkEx.Session.Artifacts.options())}

  Returns `SparkEx.Error.Argument` for a file that can't be read, for a suffix that does not fit
  the kind, and for one that does not tell the kind. (PySpark `SparkSession.addArtifacts`,
  `spark.connect.AddArtifactsRequest`.)
  """
  @doc group: "Files"
  @spec add_artifacts(t, Path.t() | [Path.t()], keyword) :: :ok | {:error, Exception.t()}
  defdelegate add_artifacts(session, paths, options \\ []), to: Artifacts, as: :add

  @doc "As `add_artifacts/3`, but raises."
  @doc group: "Files"
  @spec add_artifacts!(t, Path.t() | [Path.t()], keyword) :: :ok
  def add_artifacts!(session, paths, options \\ []),
    do: session |> add_artifacts(paths, options) |> Errors.unwrap!()

  @doc """
  As `add_artifacts/3`, under the name that PySpark has for a single file. (PySpark
  `SparkSession.addArtifact`.)

      :ok = SparkEx.Session.add_artifact(session, "lib/udfs.jar")
  """
  @doc group: "Files"
  @spec add_artifact(t, Path.t(), keyword) :: :ok | {:error, Exception.t()}
  defdelegate add_artifact(session, path, options \\ []), to: Artifacts, as: :add

  @doc "As `add_artifact/3`, but raises."
  @doc group: "Files"
  @spec add_artifact!(t, Path.t(), keyword) :: :ok
  def add_artifact!(session, path, options \\ []),
    do: session |> add_artifact(path, options) |> Errors.unwrap!()

  @doc """
  Copies a local file into the default file system of the server's Hadoop configuration.

      :ok = SparkEx.Session.copy_from_local_to_fs(session, "flights.csv", "/data/flights.csv")

  The destination is an absolute path. The server's local file system takes files only with
  `spark.sql.artifact.copyFromLocalToFs.allowDestLocal`. From Spark 4.3 on, this must be set when
  the server starts. The option `:timeout` is in milliseconds. (PySpark
  `SparkSession.copyFromLocalToFs`.)
  """
  @doc group: "Files"
  @spec copy_from_local_to_fs(t, Path.t(), String.t(), keyword) ::
          :ok | {:error, Exception.t()}
  defdelegate copy_from_local_to_fs(session, path, destination, options \\ []),
    to: Artifacts,
    as: :copy_to_fs

  @doc "As `copy_from_local_to_fs/4`, but raises."
  @doc group: "Files"
  @spec copy_from_local_to_fs!(t, Path.t(), String.t(), keyword) :: :ok
  def copy_from_local_to_fs!(session, path, destination, options \\ []),
    do: session |> copy_from_local_to_fs(path, destination, options) |> Errors.unwrap!()

  ## Operations of other clients

  @doc """
  Returns the result of a query that this VM or another one has started, like
  `SparkEx.DataFrame.collect/2`.

      {:ok, rows} = SparkEx.Session.reattach(session, operation_id, as: :lists)

  Start the query with an operation id, in a session with the same id and user:

      {:ok, session} =
        SparkEx.connect(url: url, user_id: "jobs", session_id: session_id, release: false)

      DataFrame.collect(frame, operation_id: operation_id)
      frame |> DataFrame.write(operation_id: operation_id) |> Writer.save_as_table("report")

  The query continues when its caller, the session's process or the VM ends. Without an attached
  client, the server keeps a query for 5 minutes
  (`spark.connect.execute.manager.detachedTimeout`), whether it is running or has ended, and then
  interrupts and removes it. Use each id for one query only.

  A command, such as a write, returns `[]`. `reattach/3` waits for a running query to end, and
  interrupts it at a limit or when `:timeout` has passed. Takes the options of
  `SparkEx.DataFrame.collect/2`.

  Returns `SparkEx.Error.Remote` with the class `INVALID_HANDLE.OPERATION_NOT_FOUND` for a query
  that the server does not know or has removed. The class is
  `INVALID_CURSOR.POSITION_NOT_AVAILABLE` if the start of the result has been delivered and
  dropped. `SparkEx.Error.Session` means that the server does not know the session. The query
  never runs again.

  A job that is retried returns the result of an earlier attempt, or runs the query under an id of
  its own if the server does not know that of the earlier attempt, or has delivered its result:

      with {:error, %SparkEx.Error.Remote{error_class: "INVALID_HANDLE.OPERATION_NOT_FOUND"}} <-
             SparkEx.Session.reattach(session, earlier_id),
           do: DataFrame.collect(frame, operation_id: new_id)

  The guide to jobs has an Oban worker that does so.

  (`spark.connect.ReattachExecuteRequest`.)
  """
  @doc group: "Interrupts and tags"
  @spec reattach(t, String.t(), keyword) :: {:ok, list} | {:error, Exception.t()}
  def reattach(session, operation_id, options \\ [])

  def reattach(session, operation_id, options) when is_list(options) do
    options = [{:operation_id, operation_id || ""} | options]
    ResultDecoder.collect(session, :attach, options, "reattach/3")
  end

  def reattach(_session, _operation_id, options),
    do: error("reattach/3 takes options as a keyword list, got: #{inspect(options)}")

  @doc "As `reattach/3`, but raises."
  @doc group: "Interrupts and tags"
  @spec reattach!(t, String.t(), keyword) :: list
  def reattach!(session, operation_id, options \\ []),
    do: session |> reattach(operation_id, options) |> Errors.unwrap!()

  ## Interrupts and tags

  @doc """
  Interrupts all operations of the session, whichever process runs them, and stops its streaming
  queries.

      {:ok, ["9a1c…"]} = SparkEx.Session.interrupt_all(session)

  Returns the ids of the operations. Their callers get `SparkEx.Error.Remote` with the class
  `OPERATION_CANCELED`. To keep streaming queries running, use `interrupt_tag/2` or
  `interrupt_operation/2`. (PySpark `SparkSession.interruptAll`.)
  """
  @doc group: "Interrupts and tags"
  @spec interrupt_all(t) :: {:ok, [String.t()]} | {:error, Exception.t()}
  def interrupt_all(session), do: interrupt(session, %{interrupt_type: :INTERRUPT_TYPE_ALL})

  @doc "As `interrupt_all/1`, but raises."
  @doc group: "Interrupts and tags"
  @spec interrupt_all!(t) :: [String.t()]
  def interrupt_all!(session), do: session |> interrupt_all() |> Errors.unwrap!()

  @doc """
  Interrupts the operations with a tag, see `add_tag/2`, and returns their ids.

      {:ok, _ids} = SparkEx.Session.interrupt_tag(session, "nightly")

  (PySpark `SparkSession.interruptTag`.)
  """
  @doc group: "Interrupts and tags"
  @spec interrupt_tag(t, String.t()) :: {:ok, [String.t()]} | {:error, Exception.t()}
  def interrupt_tag(session, tag) do
    with :ok <- check_tag(tag),
         do: interrupt(session, %{interrupt_type: :INTERRUPT_TYPE_TAG, operation_tag: tag})
  end

  @doc "As `interrupt_tag/2`, but raises."
  @doc group: "Interrupts and tags"
  @spec interrupt_tag!(t, String.t()) :: [String.t()]
  def interrupt_tag!(session, tag), do: session |> interrupt_tag(tag) |> Errors.unwrap!()

  @doc """
  Interrupts the operation with an id, and returns the id in a list if the operation was running.

      {:ok, [^id]} = SparkEx.Session.interrupt_operation(session, id)

  (PySpark `SparkSession.interruptOperation`.)
  """
  @doc group: "Interrupts and tags"
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
  @doc group: "Interrupts and tags"
  @spec interrupt_operation!(t, String.t()) :: [String.t()]
  def interrupt_operation!(session, operation_id),
    do: session |> interrupt_operation(operation_id) |> Errors.unwrap!()

  @doc """
  Returns a map from operation ids to states (Spark 4.2): `:running`, `:terminating`,
  `:succeeded`, `:failed`, `:cancelled`, or `:unknown` for those that the server does not know.

      {:ok, %{"9a1c…" => :running}} = SparkEx.Session.operation_status(session, "9a1c…")
      {:ok, states} = SparkEx.Session.operation_status(session)

  Without ids, it returns those of all operations of the session. Returns
  `SparkEx.Error.Argument` for an older server. (`spark.connect.GetStatusRequest`.)
  """
  @doc group: "Interrupts and tags"
  @spec operation_status(t, String.t() | [String.t()]) ::
          {:ok, %{String.t() => operation_state}} | {:error, Exception.t()}
  defdelegate operation_status(session, operation_ids \\ []), to: OperationStatus, as: :fetch

  @doc "As `operation_status/2`, but raises."
  @doc group: "Interrupts and tags"
  @spec operation_status!(t, String.t() | [String.t()]) ::
          %{String.t() => operation_state}
  def operation_status!(session, operation_ids \\ []),
    do: session |> operation_status(operation_ids) |> Errors.unwrap!()

  defp interrupt(session, request) do
    with {:ok, response} <- Client.rpc(session, "Interrupt", request),
         do: {:ok, Map.get(response, :interrupted_ids, [])}
  end

  @doc """
  Adds a tag to the operations that the calling process starts in this session from now on.

      :ok = SparkEx.Session.add_tag(session, "nightly")

  Tags belong to the calling process, as PySpark's belong to a thread. A tag is not empty and has
  no comma. (PySpark `SparkSession.addTag`.)
  """
  @doc group: "Interrupts and tags"
  @spec add_tag(t, String.t()) :: :ok | {:error, Exception.t()}
  def add_tag(session, tag) do
    with :ok <- check_tag(tag), do: update_tags(session, &Enum.uniq(&1 ++ [tag]))
  end

  @doc "As `add_tag/2`, but raises."
  @doc group: "Interrupts and tags"
  @spec add_tag!(t, String.t()) :: :ok
  def add_tag!(session, tag), do: session |> add_tag(tag) |> Errors.unwrap!()

  @doc """
  Removes a tag of the calling process. (PySpark `SparkSession.removeTag`.)

      :ok = SparkEx.Session.remove_tag(session, "nightly")
  """
  @doc group: "Interrupts and tags"
  @spec remove_tag(t, String.t()) :: :ok | {:error, Exception.t()}
  def remove_tag(session, tag) do
    with :ok <- check_tag(tag), do: update_tags(session, &List.delete(&1, tag))
  end

  @doc "As `remove_tag/2`, but raises."
  @doc group: "Interrupts and tags"
  @spec remove_tag!(t, String.t()) :: :ok
  def remove_tag!(session, tag), do: session |> remove_tag(tag) |> Errors.unwrap!()

  @doc """
  Removes all tags of the calling process. (PySpark `SparkSession.clearTags`.)

      :ok = SparkEx.Session.clear_tags(session)
  """
  @doc group: "Interrupts and tags"
  @spec clear_tags(t) :: :ok | {:error, Exception.t()}
  def clear_tags(session), do: update_tags(session, fn _tags -> [] end)

  @doc "As `clear_tags/1`, but raises."
  @doc group: "Interrupts and tags"
  @spec clear_tags!(t) :: :ok
  def clear_tags!(session), do: session |> clear_tags() |> Errors.unwrap!()

  @doc """
  The tags of the calling process. (PySpark `SparkSession.getTags`.)

      {:ok, ["nightly"]} = SparkEx.Session.tags(session)
  """
  @doc group: "Interrupts and tags"
  @spec tags(t) :: {:ok, [String.t()]} | {:error, Exception.t()}
  def tags(session) do
    with {:ok, handle} <- Server.call(session, :handle), do: {:ok, get_tags(handle.session)}
  end

  @doc "As `tags/1`, but raises."
  @doc group: "Interrupts and tags"
  @spec tags!(t) :: [String.t()]
  def tags!(session), do: session |> tags() |> Errors.unwrap!()

  @doc false
  @spec get_tags(pid) :: [String.t()]
  def get_tags(session), do: Process.get({__MODULE__, :tags, session}, [])

  defp update_tags(session, function) do
    with {:ok, %{session: pid}} <- Server.call(session, :handle) do
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
  Registers a function that is called with the `SparkEx.Progress` of every query of the session.

      :ok = SparkEx.Session.register_progress_handler(session, &IO.inspect/1)

  (PySpark `SparkSession.registerProgressHandler`.)
  """
  @doc group: "Progress"
  @spec register_progress_handler(t, SparkEx.Progress.handler()) :: :ok | {:error, Exception.t()}
  def register_progress_handler(session, handler) when is_function(handler, 1),
    do: Server.call(session, {:progress_handlers, &Enum.uniq(&1 ++ [handler])})

  def register_progress_handler(_session, handler),
    do: error("a progress handler is a function of one argument, got: #{inspect(handler)}")

  @doc "As `register_progress_handler/2`, but raises."
  @doc group: "Progress"
  @spec register_progress_handler!(t, SparkEx.Progress.handler()) :: :ok
  def register_progress_handler!(session, handler),
    do: session |> register_progress_handler(handler) |> Errors.unwrap!()

  @doc """
  Unregisters a progress handler. (PySpark `SparkSession.removeProgressHandler`.)

      :ok = SparkEx.Session.remove_progress_handler(session, &IO.inspect/1)
  """
  @doc group: "Progress"
  @spec remove_progress_handler(t, SparkEx.Progress.handler()) :: :ok | {:error, Exception.t()}
  def remove_progress_handler(session, handler),
    do: Server.call(session, {:progress_handlers, &List.delete(&1, handler)})

  @doc "As `remove_progress_handler/2`, but raises."
  @doc group: "Progress"
  @spec remove_progress_handler!(t, SparkEx.Progress.handler()) :: :ok
  def remove_progress_handler!(session, handler),
    do: session |> remove_progress_handler(handler) |> Errors.unwrap!()

  @doc """
  Unregisters all progress handlers. (PySpark `SparkSession.clearProgressHandlers`.)

      :ok = SparkEx.Session.clear_progress_handlers(session)
  """
  @doc group: "Progress"
  @spec clear_progress_handlers(t) :: :ok | {:error, Exception.t()}
  def clear_progress_handlers(session),
    do: Server.call(session, {:progress_handlers, fn _handlers -> [] end})

  @doc "As `clear_progress_handlers/1`, but raises."
  @doc group: "Progress"
  @spec clear_progress_handlers!(t) :: :ok
  def clear_progress_handlers!(session),
    do: session |> clear_progress_handlers() |> Errors.unwrap!()

  ## Configuration

  @doc """
  Returns the value of a configuration key, `nil` for a known key that is not set.

      {:ok, "200"} = SparkEx.Session.config_get(session, "spark.sql.shuffle.partitions")
      {:ok, %{"spark.sql.ansi.enabled" => "true"}} =
        SparkEx.Session.config_get(session, ["spark.sql.ansi.enabled"])

  For a list of keys it returns a map, with strings as keys. Returns `SparkEx.Error.Remote` with
  the class `SQL_CONF_NOT_FOUND` for a key that Spark does not know. (PySpark `RuntimeConf.get`.)
  """
  @doc group: "Configuration"
  @spec config_get(t, config_key | [config_key]) ::
          {:ok, String.t() | nil | %{String.t() => String.t() | nil}} | {:error, Exception.t()}
  defdelegate config_get(session, keys), to: RuntimeConf, as: :get

  @doc "As `config_get/2`, but raises."
  @doc group: "Configuration"
  @spec config_get!(t, config_key | [config_key]) :: String.t() | nil | map
  def config_get!(session, keys), do: session |> config_get(keys) |> Errors.unwrap!()

  @doc """
  As `config_get/2`, with a default for keys that are not set. Spark checks that the default is a
  valid value of the key.

      {:ok, "x"} = SparkEx.Session.config_get(session, "my.key", "x")
  """
  @doc group: "Configuration"
  @spec config_get(t, config_key | [config_key], config_value | nil) ::
          {:ok, String.t() | nil | %{String.t() => String.t() | nil}} | {:error, Exception.t()}
  defdelegate config_get(session, keys, default), to: RuntimeConf, as: :get

  @doc "As `config_get/3`, but raises."
  @doc group: "Configuration"
  @spec config_get!(t, config_key | [config_key], config_value | nil) :: String.t() | nil | map
  def config_get!(session, keys, default),
    do: session |> config_get(keys, default) |> Errors.unwrap!()

  @doc """
  Returns the configuration of the session as a map, or the keys below a prefix, without the
  prefix.

      {:ok, %{"spark.app.name" => _}} = SparkEx.Session.config_get_all(session)

  (PySpark `RuntimeConf.getAll`.)
  """
  @doc group: "Configuration"
  @spec config_get_all(t, String.t() | nil) :: {:ok, map} | {:error, Exception.t()}
  defdelegate config_get_all(session, prefix \\ nil), to: RuntimeConf, as: :get_all

  @doc "As `config_get_all/2`, but raises."
  @doc group: "Configuration"
  @spec config_get_all!(t, String.t() | nil) :: map
  def config_get_all!(session, prefix \\ nil),
    do: session |> config_get_all(prefix) |> Errors.unwrap!()

  @doc """
  Sets a configuration key. The value is sent as text.

      :ok = SparkEx.Session.config_set(session, "spark.sql.shuffle.partitions", 8)

  Returns `SparkEx.Error.Remote` for a key that can't be changed. Warnings of Spark's are logged.
  (PySpark `RuntimeConf.set`.)
  """
  @doc group: "Configuration"
  @spec config_set(t, config_key, config_value) :: :ok | {:error, Exception.t()}
  def config_set(session, key, value), do: config_set(session, [{key, value}])

  @doc "As `config_set/3`, but raises."
  @doc group: "Configuration"
  @spec config_set!(t, config_key, config_value) :: :ok
  def config_set!(session, key, value), do: session |> config_set(key, value) |> Errors.unwrap!()

  @doc """
  Sets several configuration keys.

      :ok = SparkEx.Session.config_set(session, %{"spark.sql.ansi.enabled" => false})
  """
  @doc group: "Configuration"
  @spec config_set(t, %{config_key => config_value} | [{config_key, config_value}]) ::
          :ok | {:error, Exception.t()}
  def config_set(session, conf) do
    with {:ok, conf} <- RuntimeConf.new(conf),
         :ok <- RuntimeConf.set(session, conf),
         do: Server.call(session, {:conf, &Map.merge(&1, conf)})
  end

  @doc "As `config_set/2`, but raises."
  @doc group: "Configuration"
  @spec config_set!(t, %{config_key => config_value} | [{config_key, config_value}]) :: :ok
  def config_set!(session, conf), do: session |> config_set(conf) |> Errors.unwrap!()

  @doc """
  Resets a configuration key, or several, to the default. (PySpark `RuntimeConf.unset`.)

      :ok = SparkEx.Session.config_unset(session, "spark.sql.shuffle.partitions")
      :ok = SparkEx.Session.config_unset(session, ["spark.sql.ansi.enabled", "my.key"])
  """
  @doc group: "Configuration"
  @spec config_unset(t, config_key | [config_key]) :: :ok | {:error, Exception.t()}
  def config_unset(session, keys) do
    with {:ok, keys} <- RuntimeConf.unset(session, keys),
         do: Server.call(session, {:conf, &Map.drop(&1, keys)})
  end

  @doc "As `config_unset/2`, but raises."
  @doc group: "Configuration"
  @spec config_unset!(t, config_key | [config_key]) :: :ok
  def config_unset!(session, keys), do: session |> config_unset(keys) |> Errors.unwrap!()

  @doc """
  Returns whether a configuration key can be changed in a session. (PySpark
  `RuntimeConf.isModifiable`.)

      {:ok, true} = SparkEx.Session.config_is_modifiable(session, "spark.sql.shuffle.partitions")

  For a list of keys it returns a map, with strings as keys.
  """
  @doc group: "Configuration"
  @spec config_is_modifiable(t, config_key | [config_key]) ::
          {:ok, boolean | %{String.t() => boolean}} | {:error, Exception.t()}
  defdelegate config_is_modifiable(session, keys), to: RuntimeConf, as: :modifiable

  @doc "As `config_is_modifiable/2`, but raises."
  @doc group: "Configuration"
  @spec config_is_modifiable!(t, config_key | [config_key]) :: boolean | map
  def config_is_modifiable!(session, keys),
    do: session |> config_is_modifiable(keys) |> Errors.unwrap!()

  @doc """
  As `config_is_modifiable/2` for one key, with a plain boolean; raises.

      true = SparkEx.Session.config_modifiable?(session, "spark.sql.shuffle.partitions")
  """
  @doc group: "Configuration"
  @spec config_modifiable?(t, config_key) :: boolean
  def config_modifiable?(session, key),
    do: session |> config_is_modifiable(key) |> Errors.unwrap!()

  defp error(message), do: {:error, %Error.Argument{message: message}}
end
