defmodule SparkEx.Streaming do
  @moduledoc """
  The streaming queries of a session (PySpark's `StreamingQueryManager`).

      session |> SparkEx.Streaming.active!() |> Enum.each(&SparkEx.StreamingQuery.stop!/1)

  `SparkEx.StreamReader` reads a stream and `SparkEx.StreamWriter` starts a
  `SparkEx.StreamingQuery`. `batches/2` returns the micro-batches of a stream to a process,
  `subscribe/2` sends the progress of its queries as messages, and `kafka/2` reads topics of Kafka
  with decoded values.
  """

  alias SparkEx.Arguments.Options
  alias SparkEx.Connect.{Client, Errors}
  alias SparkEx.{DataFrame, Error, Session, StreamingQuery}
  alias SparkEx.DataFrame.Names
  alias SparkEx.Streaming.{AvailableNow, Await, Batches, Kafka, Listener, ListenerBus}

  @type result(value) :: {:ok, value} | {:error, Exception.t()}

  @await_options [
    timeout: [type: :timeout, default: :infinity, doc: "Milliseconds to wait."]
  ]

  @doc """
  Returns the running queries of the session.

      {:ok, [%SparkEx.StreamingQuery{name: "orders"}]} = Streaming.active(session)

  Source: PySpark `StreamingQueryManager.active`.
  """
  @spec active(Session.t()) :: result([StreamingQuery.t()])
  def active(session) do
    with {:ok, result} <- command(session, %{active: true}) do
      queries = get_in(result, [:active, :active_queries]) || []
      {:ok, Enum.map(queries, &query(session, &1))}
    end
  end

  @doc """
  Returns the running query with the id, or `nil`.

      {:ok, query} = Streaming.get(session, id)

  Source: PySpark `StreamingQueryManager.get`.
  """
  @spec get(Session.t(), String.t()) :: result(StreamingQuery.t() | nil)
  def get(session, id) do
    with {:ok, result} <- command(session, %{get_query: Names.text!(id, "get/2")}),
         do: {:ok, result[:query] && query(session, result.query)}
  rescue
    error in Error.Argument -> {:error, error}
  end

  @doc """
  Waits until a query of the session has ended since the session began, or since
  `reset_terminated/1`.

      {:ok, :terminated} = Streaming.await_any(session, timeout: 60_000)

  Returns the exception of a query that failed.

  ## Options

  #{Options.docs(@await_options)}

  Source: PySpark `StreamingQueryManager.awaitAnyTermination`.
  """
  @spec await_any(Session.t(), keyword) :: result(:terminated | :running)
  def await_any(session, options \\ []) do
    with {:ok, options} <- Options.validate(options, @await_options, "await_any/2") do
      Await.run(options[:timeout], fn timeout ->
        with {:ok, result} <- command(session, %{await_any_termination: %{timeout_ms: timeout}}),
             do: {:ok, get_in(result, [:await_any_termination, :terminated]) || false}
      end)
    end
  end

  @doc """
  Forgets the queries that have ended, for `await_any/2`.

      :ok = Streaming.reset_terminated(session)

  Source: PySpark `StreamingQueryManager.resetTerminated`.
  """
  @spec reset_terminated(Session.t()) :: :ok | {:error, Exception.t()}
  def reset_terminated(session),
    do: with({:ok, _result} <- command(session, %{reset_terminated: true}), do: :ok)

  @doc """
  Sends the events of all streaming queries of the session to a process, by default the caller.

      :ok = Streaming.subscribe(session)

      receive do
        {:spark_streaming, %SparkEx.StreamingQuery.Progress{} = progress} ->
          IO.inspect(progress.processed_rows_per_second)
      end

  The messages are `{:spark_streaming, event}`. An event is a `SparkEx.StreamingQuery.Started`,
  `SparkEx.StreamingQuery.Progress`, `SparkEx.StreamingQuery.Idle` or
  `SparkEx.StreamingQuery.Terminated`. Each event comes once to each subscriber, as long as it
  lives. Subscribing twice has no further effect.

  When this function returns, the server sends events, and no later event of the session is lost.
  A session has one listener bus, which all subscribers share. If its stream breaks, the bus
  reopens it and asks for missed progress and ends. If that fails, for example after the end of
  the session, subscribers get `{:spark_streaming, {:error, exception}}` and no more events.

  An open subscription counts as use of the session, so the server keeps it. Each event is also a
  telemetry event, see `SparkEx.Telemetry`. Source: PySpark `StreamingQueryManager.addListener`,
  `spark.connect.StreamingQueryListenerBusCommand`.
  """
  @spec subscribe(Session.t(), pid) :: :ok | {:error, Exception.t()}
  def subscribe(session, subscriber \\ self()) do
    with :ok <- validate_process(subscriber, "subscribe/2"),
         do: ListenerBus.subscribe(session, subscriber)
  end

  @doc "As `subscribe/2`, but raises."
  @spec subscribe!(Session.t(), pid) :: :ok
  def subscribe!(session, subscriber \\ self()),
    do: session |> subscribe(subscriber) |> Errors.unwrap!()

  @doc """
  Ends a subscription of `subscribe/2`. Pending events may still arrive.

      :ok = Streaming.unsubscribe(session)

  Source: PySpark `StreamingQueryManager.removeListener`.
  """
  @spec unsubscribe(Session.t(), pid) :: :ok | {:error, Exception.t()}
  def unsubscribe(session, subscriber \\ self()) do
    with :ok <- validate_process(subscriber, "unsubscribe/2"),
         do: ListenerBus.unsubscribe(session, subscriber)
  end

  @doc "As `unsubscribe/2`, but raises."
  @spec unsubscribe!(Session.t(), pid) :: :ok
  def unsubscribe!(session, subscriber \\ self()),
    do: session |> unsubscribe(subscriber) |> Errors.unwrap!()

  @doc """
  Calls the functions of a `SparkEx.StreamingQueryListener` for all events of the session.

      {:ok, listener} = Streaming.add_listener(session, MyApp.Progress)

  The functions receive the event and `argument`. Returns the process of the listener, which ends
  with the session. Source: PySpark `StreamingQueryManager.addListener`.
  """
  @spec add_listener(Session.t(), module, term) :: {:ok, pid} | {:error, Exception.t()}
  def add_listener(session, module, argument \\ nil),
    do: Listener.add(session, module, argument)

  @doc "As `add_listener/3`, but raises."
  @spec add_listener!(Session.t(), module, term) :: pid
  def add_listener!(session, module, argument \\ nil),
    do: session |> add_listener(module, argument) |> Errors.unwrap!()

  @doc """
  Removes a listener of `add_listener/3`.

      :ok = Streaming.remove_listener(session, listener)

  Source: PySpark `StreamingQueryManager.removeListener`.
  """
  @spec remove_listener(Session.t(), pid) :: :ok | {:error, Exception.t()}
  def remove_listener(session, listener) do
    with :ok <- validate_process(listener, "remove_listener/2"),
         :ok <- unsubscribe(session, listener),
         do: GenServer.stop(listener)
  catch
    :exit, _already_gone -> :ok
  end

  @doc "As `remove_listener/2`, but raises."
  @spec remove_listener!(Session.t(), pid) :: :ok
  def remove_listener!(session, listener),
    do: session |> remove_listener(listener) |> Errors.unwrap!()

  @doc """
  Returns the micro-batches of a streaming frame as a lazy enumerable of `{batch_id, frame}`.

      orders
      |> Streaming.batches(checkpoint: "/checkpoints/orders", trigger: :available_now)
      |> Enum.each(fn {id, batch} -> MyApp.store(id, DataFrame.collect!(batch)) end)

  Enumerating starts a query. Asking for the next micro-batch commits the previous one, so a slow
  consumer slows down the stream and no micro-batches accumulate. If the enumeration stops early
  or its consumer raises, the query stops without committing the last micro-batch. The next
  enumeration with this checkpoint yields it again with the same number. A frame is valid until
  the consumer asks for the next micro-batch.

  The enumerable ends when the query does, as with the trigger `:available_now`, and raises the
  exception of a query that fails. The server needs a Python, see
  `SparkEx.StreamWriter.foreach_batch/3`.

  ## Options

  #{Options.docs(Batches.options())}
  """
  @spec batches(DataFrame.t(), keyword) :: Enumerable.t()
  def batches(frame, options), do: Batches.stream(frame, options)

  @doc """
  Returns the new rows of a streaming frame as a lazy enumerable of `{path, frame}`, without
  Python on the server.

      orders
      |> Streaming.available_now_batches(checkpoint: "/checkpoints/orders", path: "/staging/orders")
      |> Enum.each(fn {path, batch} -> MyApp.store(path, DataFrame.collect!(batch)) end)

  Each turn starts a query with the trigger `:available_now`. It writes all rows that are new
  since the previous turn to Parquet files in a separate folder under `:path`, and the frame reads
  that folder. A turn without new data yields nothing. The query commits the turn before the
  enumerable yields it. A consumer that may stop during a turn should store `path` and read it
  again. The folders stay until you delete them.

  ## Options

  #{Options.docs(AvailableNow.options())}
  """
  @spec available_now_batches(DataFrame.t(), keyword) :: Enumerable.t()
  def available_now_batches(frame, options), do: AvailableNow.stream(frame, options)

  @doc """
  Reads topics of Kafka as a streaming frame with the columns of their values.

      orders =
        Streaming.kafka(session,
          servers: "broker:9092",
          topic: "orders",
          value: {:json, "id BIGINT, price DOUBLE"}
        )

  ## Options

  #{Options.docs(Kafka.options())}

  The frame has the columns of the value, or `value`, followed by `key`, `topic`, `partition`,
  `offset` and `timestamp` of the message. The server needs the package
  `org.apache.spark:spark-sql-kafka-0-10`.
  """
  @spec kafka(Session.t(), keyword) :: DataFrame.t()
  def kafka(session, options), do: Kafka.read(session, options)

  @doc "As `active/1`, but raises."
  @spec active!(Session.t()) :: [StreamingQuery.t()]
  def active!(session), do: session |> active() |> Errors.unwrap!()

  @doc "As `get/2`, but raises."
  @spec get!(Session.t(), String.t()) :: StreamingQuery.t() | nil
  def get!(session, id), do: session |> get(id) |> Errors.unwrap!()

  @doc "As `await_any/2`, but raises."
  @spec await_any!(Session.t(), keyword) :: :terminated | :running
  def await_any!(session, options \\ []),
    do: session |> await_any(options) |> Errors.unwrap!()

  @doc "As `reset_terminated/1`, but raises."
  @spec reset_terminated!(Session.t()) :: :ok
  def reset_terminated!(session), do: session |> reset_terminated() |> Errors.unwrap!()

  defp validate_process(pid, _context) when is_pid(pid), do: :ok

  defp validate_process(other, context) do
    message = "#{context} takes a process, got: #{inspect(other)}"
    {:error, %Error.Argument{message: message}}
  end

  # The manager's queries use other field names for their ids than a start.
  defp query(session, %{id: ids} = message),
    do: StreamingQuery.from_result(session, %{query_id: ids, name: message[:name]})

  defp command(session, command) do
    with {:ok, responses} <-
           Client.command(session, %{streaming_query_manager_command: command}),
         do: {:ok, Enum.find_value(responses, %{}, & &1[:streaming_query_manager_command_result])}
  end
end
