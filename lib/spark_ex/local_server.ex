defmodule SparkEx.LocalServer do
  @engines %{spark: SparkEx.LocalServer.Spark, sail: SparkEx.LocalServer.Sail}

  @options [
    engine: [
      type: {:in, Enum.sort(Map.keys(@engines))},
      default: :spark,
      doc: "The server to run: `:spark` (Apache Spark) or `:sail` (Sail)."
    ],
    port: [type: :non_neg_integer, default: 0, doc: "The port; `0` takes a free one."],
    python: [
      type: :string,
      doc:
        "The Python whose package `pyspark` or `pysail` holds the server. Without it, " <>
          "`SPARK_EX_PYTHON`, then the Python on the PATH."
    ],
    log: [type: :string, doc: "A file to which the server's log is appended."],
    timeout: [
      type: :timeout,
      default: 120_000,
      doc: "Milliseconds that the server may take to answer."
    ],
    name: [type: :any, doc: "A name for the process, as for `GenServer.start_link/3`."]
  ]

  @moduledoc """
  A Spark Connect server on this machine that ends with its owner.

      {:ok, server} = SparkEx.LocalServer.start_link(driver_memory: "2g")
      {:ok, session} = SparkEx.connect(url: SparkEx.LocalServer.url(server))

  or in a supervision tree, before the processes that use it:

      children = [{SparkEx.LocalServer, name: MyApp.Spark.Server, port: 15002}]

  `start_link/1` returns when the server answers, which takes Spark some seconds. The server
  listens on the loopback interface only. It ends when its process ends, and also when the Erlang
  VM is killed: the server's standard input is a pipe from the VM, and a guard process stops the
  server when the pipe closes. Files that Spark writes by itself (warehouse, metastore, shuffle
  files) go into a temporary directory, which is removed at the end.

  Functions in Python (`SparkEx.Python`) run in the Python that contains Spark, so that they find
  its packages. `PYSPARK_PYTHON` names another one.

  If the server ends by itself, the process exits with a `SparkEx.Error.LocalServer`, which holds
  the end of the server's log.

  ## The web UI

  `ui: true` starts Spark's web UI, which shows jobs, stages and storage while they run:

      {:ok, server} = SparkEx.LocalServer.start_link(ui: true)
      SparkEx.LocalServer.ui_url(server)
      #=> "http://127.0.0.1:40313"

  A session that starts its own server takes the option as `server: [ui: true]`, and
  `SparkEx.Session.ui_url/1` returns the address. The UI asks for no password: every user of this
  machine can read it, and can end jobs in it.

  ## Options

  #{SparkEx.Arguments.Options.docs(@options)}

  For Spark only:

  #{SparkEx.Arguments.Options.docs(SparkEx.LocalServer.Spark.options())}
  """

  use GenServer

  alias SparkEx.Arguments.{Options, Receiver}
  alias SparkEx.Error
  alias SparkEx.LocalServer.Command
  alias SparkEx.Session.RuntimeConf

  @log_lines 80
  @stop_timeout 20_000
  @knock_interval 50

  # `port` belongs to the guard; `starter` is the caller of `start_link/1` until the server
  # answers.
  defstruct [:engine, :port, :command, :starter, :url, :ui_url, :log_file, log: []]

  @type server :: GenServer.server()

  @doc """
  Starts a server and returns when it answers.

      {:ok, server} = SparkEx.LocalServer.start_link(conf: %{"spark.sql.shuffle.partitions" => 4})

  Returns `{:error, %SparkEx.Error.LocalServer{}}`, with the end of the log, if the server can't
  be started or does not answer in time, and `{:error, %SparkEx.Error.Argument{}}` for invalid
  options.
  """
  @spec start_link(keyword) :: GenServer.on_start()
  def start_link(options \\ []) do
    with {:ok, options} <- check(options),
         {:ok, server} <- GenServer.start_link(__MODULE__, nil, Keyword.take(options, [:name])),
         :ok <- GenServer.call(server, {:launch, options}, :infinity) do
      {:ok, server}
    end
  end

  @doc """
  The URL of the server, as `SparkEx.connect/1` takes it.

      SparkEx.LocalServer.url(server)
      #=> "sc://127.0.0.1:41873"
  """
  @spec url(server) :: String.t()
  def url(server), do: server |> server!() |> GenServer.call(:url)

  @doc """
  The URL of the server's web UI, `nil` without the option `:ui`.

      SparkEx.LocalServer.ui_url(server)
      #=> "http://127.0.0.1:40313"

  (PySpark `SparkContext.uiWebUrl`.)
  """
  @spec ui_url(server) :: String.t() | nil
  def ui_url(server), do: server |> server!() |> GenServer.call(:ui_url)

  @doc """
  The last lines that the server wrote, oldest first.

      SparkEx.LocalServer.log(server)
      #=> ["12:17:54 INFO SparkConnectServer: Spark Connect server started at: 127.0.0.1:41873"]
  """
  @spec log(server) :: [String.t()]
  def log(server), do: server |> server!() |> GenServer.call(:log)

  @doc """
  Stops the server, and returns when it has ended and its temporary files are removed.

      :ok = SparkEx.LocalServer.stop(server)
  """
  @spec stop(server) :: :ok
  def stop(server), do: server |> server!() |> GenServer.stop()

  defp server!({tag, _value} = result) when tag in [:ok, :error],
    do: raise(Receiver.error(result, "a local server (a pid or a name)"))

  defp server!(server), do: server

  # Whether the server's programs are on this machine; starts none of them.
  @doc false
  @spec available(keyword) :: :ok | {:error, reason :: String.t()}
  def available(options) do
    options = Keyword.put_new(options, :engine, :spark)
    @engines[options[:engine]].installed(options)
  end

  @doc false
  @spec option_names() :: [atom]
  def option_names do
    engines = for {_name, engine} <- @engines, do: engine.options()
    Enum.uniq(Keyword.keys(Enum.concat([@options | engines])))
  end

  @doc false
  def child_spec(options) do
    %{
      id: options[:name] || __MODULE__,
      start: {__MODULE__, :start_link, [options]},
      shutdown: @stop_timeout + 1_000
    }
  end

  @impl true
  def init(nil) do
    # Makes `terminate/2` run whenever the owner ends.
    Process.flag(:trap_exit, true)
    {:ok, %__MODULE__{}}
  end

  @impl true
  def handle_call({:launch, options}, from, _state) do
    state = %__MODULE__{engine: options[:engine], starter: from}

    with {:ok, file} <- open_log(options[:log]),
         {:ok, command, port} <- launch(options) do
      limit(options[:timeout])
      {:noreply, %{state | log_file: file, command: command, port: port}}
    else
      {:error, reason} -> fail(state, reason)
    end
  end

  def handle_call(:url, _from, state), do: {:reply, state.url, state}
  def handle_call(:ui_url, _from, state), do: {:reply, state.ui_url, state}
  def handle_call(:log, _from, state), do: {:reply, Enum.reverse(state.log), state}

  @impl true
  def handle_info({port, {:data, {_end, line}}}, %{port: port} = state) do
    if state.log_file, do: IO.binwrite(state.log_file, [line, ?\n])
    state = %{state | log: Enum.take([line | state.log], @log_lines)}
    {:noreply, if(state.starter, do: read_addresses(state, line), else: state)}
  end

  def handle_info({port, {:exit_status, status}}, %{port: port} = state),
    do: fail(%{state | port: nil}, "it ended with exit status #{status}")

  def handle_info({:knock, number}, %{starter: starter} = state) when starter != nil do
    if answers?(number) do
      GenServer.reply(starter, :ok)
      {:noreply, %{state | starter: nil, url: "sc://127.0.0.1:#{number}"}}
    else
      Process.send_after(self(), {:knock, number}, @knock_interval)
      {:noreply, state}
    end
  end

  def handle_info({:timeout, timeout}, %{starter: starter} = state) when starter != nil,
    do: fail(state, "it did not answer within #{timeout} ms")

  # Exits of linked processes other than the parent; GenServer handles the parent's itself.
  def handle_info({:EXIT, pid, reason}, state) when is_pid(pid) and reason != :normal,
    do: {:stop, reason, state}

  def handle_info(_late, state), do: {:noreply, state}

  @impl true
  def terminate(_reason, %{port: nil}), do: :ok

  def terminate(_reason, %{port: port}) do
    Command.stop(port)

    receive do
      {^port, {:exit_status, _status}} -> :ok
    after
      @stop_timeout -> Port.close(port)
    end
  end

  defp check(options) do
    engine = if Keyword.keyword?(options), do: @engines[Keyword.get(options, :engine, :spark)]
    schema = @options ++ if(engine, do: engine.options(), else: [])

    with {:ok, options} <- Options.validate(options, schema, "SparkEx.LocalServer.start_link/1"),
         {:ok, conf} <- RuntimeConf.new(options[:conf] || %{}),
         do: {:ok, Keyword.put(options, :conf, conf)}
  end

  defp launch(options) do
    directory = Path.join(System.tmp_dir!(), "spark_ex-#{unique()}")
    File.mkdir_p!(directory)
    # Keeps what Spark spills there from other users of the machine.
    File.chmod!(directory, 0o700)

    with {:ok, command} <- @engines[options[:engine]].command(options, directory),
         {:ok, port} <- Command.open(command, directory) do
      {:ok, command, port}
    else
      {:error, reason} ->
        File.rm_rf!(directory)
        {:error, reason}
    end
  end

  defp unique, do: Base.encode32(:crypto.strong_rand_bytes(10), case: :lower)

  defp open_log(nil), do: {:ok, nil}

  defp open_log(path) do
    with {:error, posix} <- File.open(path, [:append, :raw]),
         do: {:error, "its log file #{path} cannot be opened: #{:file.format_error(posix)}"}
  end

  defp limit(:infinity), do: :ok
  defp limit(timeout), do: Process.send_after(self(), {:timeout, timeout}, timeout)

  defp read_addresses(%{command: command} = state, line) do
    with [_line, number] <- Regex.run(command.listening, line),
         do: send(self(), {:knock, String.to_integer(number)})

    case command.ui && Regex.run(command.ui, line) do
      [_line, number] -> %{state | ui_url: "http://127.0.0.1:#{number}"}
      _other -> state
    end
  end

  defp answers?(number) do
    with {:ok, socket} <- :gen_tcp.connect({127, 0, 0, 1}, number, [:binary], 1_000),
         do: :gen_tcp.close(socket) == :ok,
         else: (_refused -> false)
  end

  # Before the server answers, the starter gets the error as a value, so it is unlinked first.
  defp fail(state, reason) do
    error = %Error.LocalServer{engine: state.engine, reason: reason, log: Enum.reverse(state.log)}

    case state.starter do
      nil ->
        {:stop, error, state}

      {pid, _tag} = starter ->
        Process.unlink(pid)
        GenServer.reply(starter, {:error, error})
        {:stop, :normal, state}
    end
  end
end
