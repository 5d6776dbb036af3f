defmodule SparkEx.StreamingQuery do
  alias SparkEx.Arguments.{Options, Receiver}
  alias SparkEx.Connect.{Client, Errors}
  alias SparkEx.{DataFrame, Error}
  alias SparkEx.Streaming.Await
  alias SparkEx.StreamingQuery.{Progress, Server}

  @moduledoc """
  A streaming query that `SparkEx.StreamWriter` has started.

      {:ok, query} = StreamWriter.start(orders, "/data/orders", checkpoint_location: "/checkpoints/orders")
      {:ok, %{active: true, message: "Waiting for data to arrive"}} = StreamingQuery.status(query)
      :ok = StreamingQuery.stop(query)

  | Field      | Holds                                                                     |
  |------------|---------------------------------------------------------------------------|
  | `:session` | the session that started it                                               |
  | `:id`      | its id, which stays the same when it starts again from its checkpoint      |
  | `:run_id`  | the id of this run                                                        |
  | `:name`    | its name, or `nil`                                                        |

  A query is plain data and can be sent to other processes. It runs on the server, in its session.
  It stops when the session ends or is idle for an hour
  (`spark.connect.session.manager.defaultSessionTimeout`). Any call, such as `status/1`, and an
  open `SparkEx.Streaming.subscribe/2` keep the session active. `SparkEx.Session.interrupt_all/1`
  stops the queries of its session.

  Functions return `{:ok, value}` or `{:error, exception}`, and have a variant with `!` that
  raises.

  ## In a supervision tree

      children = [
        {SparkEx.Session, name: MyApp.Spark, url: "sc://spark:15002", reconnect: true},
        {SparkEx.StreamingQuery,
         name: MyApp.Orders,
         session: MyApp.Spark,
         frame: &MyApp.Orders.stream/1,
         writer: [table: "orders", checkpoint_location: "/checkpoints/orders"]}
      ]

  The process starts the query and waits for its end, which keeps the session active. It restarts
  a failed query from its checkpoint, after a delay that doubles each time. After `:max_restarts`
  failures in a row, the process exits with the exception of the query. If the query ends by
  itself, the process exits normally. If its supervisor shuts the process down, it stops the query
  and waits for its end. `current/2` returns the query.

  ### Options

  #{Options.docs(Server.options())}
  """

  @enforce_keys [:session, :id, :run_id]
  defstruct [:session, :id, :run_id, :name]

  @type t :: %__MODULE__{
          session: DataFrame.session(),
          id: String.t(),
          run_id: String.t(),
          name: String.t() | nil
        }

  @typedoc "What a query does at the moment."
  @type status :: %{
          active: boolean,
          message: String.t(),
          data_available: boolean,
          trigger_active: boolean
        }

  @type result(value) :: {:ok, value} | {:error, Exception.t()}

  @await_options [
    timeout: [
      type: :timeout,
      default: :infinity,
      doc: "Milliseconds to wait for the end of the query."
    ]
  ]
  @explain_options [
    extended: [
      type: :boolean,
      default: false,
      positional: true,
      doc: "Whether to show the logical plans as well."
    ]
  ]

  @doc false
  @spec child_spec(keyword) :: Supervisor.child_spec()
  defdelegate child_spec(options), to: Server

  @doc """
  Starts the process of a supervised query. See the section above.

      {:ok, _pid} =
        StreamingQuery.start_link(
          session: session,
          frame: orders,
          writer: [table: "orders", checkpoint_location: "/checkpoints/orders"]
        )
  """
  @spec start_link(keyword) :: GenServer.on_start() | {:error, Exception.t()}
  defdelegate start_link(options), to: Server

  @doc """
  Returns the query that a supervised process runs. Waits until it has started.

      {:ok, query} = StreamingQuery.current(MyApp.Orders)
  """
  @spec current(GenServer.server(), timeout) :: result(t)
  def current(server, timeout \\ 30_000), do: Server.query(server, timeout)

  @doc "As `current/2`, but raises."
  @spec current!(GenServer.server(), timeout) :: t
  def current!(server, timeout \\ 30_000), do: server |> current(timeout) |> Errors.unwrap!()

  @doc false
  # Builds a query from the result of a start or from an active query.
  @spec from_result(DataFrame.session(), map) :: t
  def from_result(session, %{query_id: ids} = result) do
    name = if result[:name] in [nil, ""], do: nil, else: result.name
    %__MODULE__{session: session, id: ids.id, run_id: ids.run_id, name: name}
  end

  @doc """
  Returns what the query is doing at the moment.

      {:ok, %{active: true, data_available: false}} = StreamingQuery.status(query)

  Source: PySpark `StreamingQuery.status`.
  """
  @spec status(t) :: result(status)
  def status(query) do
    with {:ok, result} <- command(query, %{status: true}) do
      status = Map.get(result, :status, %{})

      {:ok,
       %{
         active: Map.get(status, :is_active, false),
         message: Map.get(status, :status_message, ""),
         data_available: Map.get(status, :is_data_available, false),
         trigger_active: Map.get(status, :is_trigger_active, false)
       }}
    end
  end

  @doc """
  Returns whether the query is running.

      {:ok, true} = StreamingQuery.is_active(query)

  Source: PySpark `StreamingQuery.isActive`.
  """
  @spec is_active(t) :: result(boolean)
  def is_active(query), do: with({:ok, status} <- status(query), do: {:ok, status.active})

  @doc """
  Returns the progress of the last micro-batch, or `nil` before the first one.

      {:ok, %SparkEx.StreamingQuery.Progress{num_input_rows: 12}} = StreamingQuery.last_progress(query)

  Source: PySpark `StreamingQuery.lastProgress`.
  """
  @spec last_progress(t) :: result(Progress.t() | nil)
  def last_progress(query) do
    with {:ok, progress} <- progress(query, :last_progress), do: {:ok, List.last(progress)}
  end

  @doc """
  Returns the progress of the last micro-batches, the oldest first. Spark keeps a hundred
  (`spark.sql.streaming.numRecentProgressUpdates`).

      {:ok, progress} = StreamingQuery.recent_progress(query)
      Enum.map(progress, & &1.processed_rows_per_second)

  Source: PySpark `StreamingQuery.recentProgress`.
  """
  @spec recent_progress(t) :: result([Progress.t()])
  def recent_progress(query), do: progress(query, :recent_progress)

  defp progress(query, kind) do
    with {:ok, result} <- command(query, %{kind => true}) do
      texts = get_in(result, [:recent_progress, :recent_progress_json]) || []
      Progress.decode_all(texts)
    end
  end

  @doc """
  Returns the error of a failed query, or `nil`.

      {:ok, %SparkEx.Error.Remote{error_class: "STREAM_FAILED"}} = StreamingQuery.exception(query)

  The server keeps it for an hour after the end of the query. Source: PySpark
  `StreamingQuery.exception`.
  """
  @spec exception(t) :: result(Error.Remote.t() | nil)
  def exception(query) do
    with {:ok, result} <- command(query, %{exception: true}),
         do: {:ok, failure(result[:exception])}
  end

  defp failure(%{exception_message: message} = failure) do
    # Spark's text starts with the class of the exception.
    [class, text] = split_class(message)

    %Error.Remote{
      text: text,
      exception: class,
      error_class: failure[:error_class],
      stack_trace: String.split(failure[:stack_trace] || "", "\n", trim: true)
    }
  end

  defp failure(_none), do: nil

  defp split_class(message) do
    case String.split(message, ": ", parts: 2) do
      [class, text] -> if class =~ ~r/\A[\w.$]+\z/, do: [class, text], else: [nil, message]
      [_text] -> [nil, message]
    end
  end

  @doc """
  Waits until the query has ended.

      {:ok, :terminated} = StreamingQuery.await(query)
      {:ok, :running} = StreamingQuery.await(query, timeout: 1_000)

  A failed query returns its exception. The caller polls the server every 30 seconds, so a query
  may run for months.

  ## Options

  #{Options.docs(@await_options)}

  Source: PySpark `StreamingQuery.awaitTermination`.
  """
  @spec await(t, keyword) :: result(:terminated | :running)
  def await(query, options \\ []) do
    with {:ok, options} <- Options.validate(options, @await_options, "await/2") do
      Await.run(options[:timeout], fn timeout ->
        with {:ok, result} <- command(query, %{await_termination: %{timeout_ms: timeout}}),
             do: {:ok, get_in(result, [:await_termination, :terminated]) || false}
      end)
    end
  end

  @doc """
  Waits until the query has processed all data that the source has at the moment. Use it in tests:
  it never returns if the source never pauses.

      :ok = StreamingQuery.process_all_available(query)

  Source: PySpark `StreamingQuery.processAllAvailable`.
  """
  @spec process_all_available(t) :: :ok | {:error, Exception.t()}
  def process_all_available(query),
    do: with({:ok, _result} <- command(query, %{process_all_available: true}), do: :ok)

  @doc """
  Stops the query and waits for its end. Does nothing for a query that has ended.

      :ok = StreamingQuery.stop(query)

  Source: PySpark `StreamingQuery.stop`.
  """
  @spec stop(t) :: :ok | {:error, Exception.t()}
  def stop(query), do: with({:ok, _result} <- command(query, %{stop: true}), do: :ok)

  @doc """
  Returns the plan of the last micro-batch as text.

      {:ok, text} = StreamingQuery.explain(query, extended: true)

  ## Options

  #{Options.docs(@explain_options)}

  Source: PySpark `StreamingQuery.explain`, which prints it.
  """
  @spec explain(t, keyword | boolean) :: result(String.t())
  def explain(query, options \\ []) do
    with {:ok, options} <- Options.validate(options, @explain_options, "explain/2"),
         {:ok, result} <- command(query, %{explain: %{extended: options[:extended]}}),
         do: {:ok, get_in(result, [:explain, :result]) || ""}
  end

  for {name, arity, value} <- [
        {:status, 1, quote(do: status)},
        {:is_active, 1, quote(do: boolean)},
        {:last_progress, 1, quote(do: Progress.t() | nil)},
        {:recent_progress, 1, quote(do: [Progress.t()])},
        {:exception, 1, quote(do: Error.Remote.t() | nil)},
        {:process_all_available, 1, :ok},
        {:stop, 1, :ok},
        {:await, 2, quote(do: :terminated | :running)},
        {:explain, 2, quote(do: String.t())}
      ] do
    # Predicates end in a question mark.
    bang = if name == :is_active, do: :active?, else: :"#{name}!"

    @doc "As `#{name}/#{arity}`, but raises."
    if arity == 1 do
      @spec unquote(bang)(t) :: unquote(value)
      def unquote(bang)(query), do: query |> unquote(name)() |> Errors.unwrap!()
    else
      @spec unquote(bang)(t, keyword) :: unquote(value)
      def unquote(bang)(query, options \\ []),
        do: query |> unquote(name)(options) |> Errors.unwrap!()
    end
  end

  defp command(%__MODULE__{} = query, fields) do
    command = Map.put(fields, :query_id, %{id: query.id, run_id: query.run_id})

    with {:ok, responses} <- Client.command(query.session, %{streaming_query_command: command}),
         do: {:ok, Enum.find_value(responses, %{}, & &1[:streaming_query_command_result])}
  end

  defp command(other, _fields),
    do: {:error, Receiver.error(other, "a SparkEx.StreamingQuery")}
end
