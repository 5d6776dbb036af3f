defmodule SparkEx.StreamingQuery.Server do
  @moduledoc false
  # The process of a supervised query. A linked process starts the query and waits for its end.

  use GenServer

  alias SparkEx.Arguments.Options
  alias SparkEx.{DataFrame, Error, Session, StreamingQuery, StreamWriter}

  require Logger

  # The timeout for stopping the query.
  @shutdown 30_000

  @options [
    session: [type: :any, required: true, doc: "The session, or its name."],
    frame: [
      type: :any,
      required: true,
      doc: "The streaming frame, or a function of the session that returns it."
    ],
    writer: [
      type: {:or, [:keyword, {:fun, 1}]},
      default: [],
      doc: """
      The options of `SparkEx.StreamWriter.configure/2`, with `:path` or `:table` for the target; or a
      function of the frame that starts the query and returns `{:ok, query}`.
      """
    ],
    name: [type: :any, doc: "The name of the process."],
    max_restarts: [
      type: {:or, [:non_neg_integer, {:in, [:infinity]}]},
      default: 5,
      doc: "How many times in a row the query may fail before the process exits."
    ],
    backoff: [
      type: :non_neg_integer,
      default: 1_000,
      doc: "Milliseconds before the first restart; each further wait is twice as long."
    ],
    max_backoff: [
      type: :non_neg_integer,
      default: 60_000,
      doc:
        "The longest wait in milliseconds. A query that ran for longer has not failed in a row."
    ]
  ]

  @enforce_keys [:options]
  defstruct [:options, :runner, :query, :started_at, failures: 0, waiting: []]

  @doc false
  @spec options() :: Options.schema()
  def options, do: @options

  @doc false
  @spec child_spec(keyword) :: Supervisor.child_spec()
  def child_spec(options) do
    %{
      id: options[:name] || StreamingQuery,
      start: {__MODULE__, :start_link, [options]},
      restart: :transient,
      shutdown: @shutdown + 5_000
    }
  end

  @spec start_link(keyword) :: GenServer.on_start() | {:error, Error.Argument.t()}
  def start_link(options) do
    with {:ok, options} <- Options.validate(options, @options, "SparkEx.StreamingQuery") do
      name = if options[:name], do: [name: options[:name]], else: []
      GenServer.start_link(__MODULE__, options, name)
    end
  end

  @doc "Returns the running query. Waits until it has started."
  @spec query(GenServer.server(), timeout) :: {:ok, StreamingQuery.t()} | {:error, Exception.t()}
  def query(server, timeout) do
    if reference?(server) and timeout?(timeout),
      do: call(server, timeout),
      else:
        {:error, %Error.Argument{message: "current/2 takes a process or its name, and a timeout"}}
  end

  defp reference?(server) do
    is_pid(server) or is_atom(server) or match?({:global, _name}, server) or
      match?({:via, _module, _name}, server) or
      match?({name, node} when is_atom(name) and is_atom(node), server)
  end

  defp timeout?(timeout), do: timeout == :infinity or (is_integer(timeout) and timeout >= 0)

  defp call(server, timeout) do
    GenServer.call(server, :query, timeout)
  catch
    :exit, {:timeout, _call} ->
      text = "the streaming query has not started within #{timeout} ms"
      {:error, %Error.Transport{reason: :timeout, text: text}}

    :exit, _reason ->
      {:error, %Error.Argument{message: "no streaming query runs under #{inspect(server)}"}}
  end

  @impl true
  def init(options) do
    # Runs `terminate/2` and turns the runner's exit into a message.
    Process.flag(:trap_exit, true)
    {:ok, start_runner(%__MODULE__{options: options})}
  end

  @impl true
  def handle_call(:query, from, %{query: nil} = state),
    do: {:noreply, %{state | waiting: [from | state.waiting]}}

  def handle_call(:query, _from, state), do: {:reply, {:ok, state.query}, state}

  @impl true
  def handle_info({:started, runner, query}, %{runner: runner} = state) do
    for from <- state.waiting, do: GenServer.reply(from, {:ok, query})
    {:noreply, %{state | query: query, started_at: now(), waiting: []}}
  end

  def handle_info({:EXIT, runner, reason}, %{runner: runner} = state),
    do: ended(reason, %{state | runner: nil, query: nil}, ran_for(state))

  def handle_info({:EXIT, _supervisor, reason}, state), do: {:stop, reason, state}
  def handle_info(:restart, state), do: {:noreply, start_runner(state)}
  def handle_info(_message, state), do: {:noreply, state}

  defp ended(:normal, state, _ran_for), do: {:stop, :normal, state}

  defp ended(reason, state, ran_for) do
    %{max_restarts: max, backoff: backoff, max_backoff: max_backoff} = Map.new(state.options)
    failures = if ran_for > max_backoff, do: 1, else: state.failures + 1

    # Atoms are greater than numbers, so no count exceeds `:infinity`.
    if failures > max do
      {:stop, exit_reason(reason), state}
    else
      wait = min(backoff * Integer.pow(2, min(failures - 1, 20)), max_backoff)
      Logger.warning("a streaming query failed and starts again in #{wait} ms: #{text(reason)}")
      Process.send_after(self(), :restart, wait)
      {:noreply, %{state | failures: failures, started_at: nil}}
    end
  end

  # The supervisor's report shows the exception.
  defp exit_reason({:shutdown, exception}) when is_exception(exception), do: exception
  defp exit_reason(reason), do: reason

  defp text({:shutdown, exception}) when is_exception(exception) do
    exception |> Exception.message() |> String.split("\n") |> hd()
  end

  defp text(reason), do: Exception.format_exit(reason)

  defp ran_for(%{started_at: nil}), do: 0
  defp ran_for(%{started_at: started_at}), do: now() - started_at

  defp now, do: System.monotonic_time(:millisecond)

  @impl true
  def terminate(_reason, %{query: nil, runner: nil}), do: :ok

  def terminate(_reason, %{query: query, runner: runner}) do
    if runner, do: Process.exit(runner, :kill)
    if query, do: stop_query(query)
  end

  defp stop_query(query) do
    task = Task.async(fn -> StreamingQuery.stop(query) end)
    Task.yield(task, @shutdown) || Task.shutdown(task, :brutal_kill)
  end

  ## The runner

  defp start_runner(%{options: options} = state) do
    server = self()
    %{state | runner: spawn_link(fn -> run(server, options) end)}
  end

  defp run(server, options) do
    with {:ok, query} <- start(options),
         _message = send(server, {:started, self(), query}),
         {:ok, :terminated} <- StreamingQuery.await(query) do
      exit(:normal)
    else
      {:error, exception} -> exit({:shutdown, exception})
    end
  end

  defp start(options) do
    frame = frame(options[:frame], options[:session])

    case options[:writer] do
      start when is_function(start) -> start.(frame)
      writer -> start(frame, writer)
    end
  end

  defp start(frame, options) do
    {target, options} = Keyword.split(options, [:path, :table])

    case target do
      [] -> StreamWriter.start(frame, nil, options)
      [path: path] -> StreamWriter.start(frame, path, options)
      [table: table] -> StreamWriter.to_table(frame, table, options)
      _both -> {:error, %Error.Argument{message: "a streaming query has a :path or a :table"}}
    end
  end

  @spec frame(term, Session.t()) :: DataFrame.t()
  defp frame(function, session) when is_function(function, 1), do: function.(session)
  defp frame(frame, _session), do: frame
end
