defmodule SparkEx.Telemetry do
  @moduledoc """
  The events that SparkEx emits through `:telemetry`, if that library is available.

  | Event                             | When                             | Measurements                                                     | Metadata                                          |
  |-----------------------------------|----------------------------------|------------------------------------------------------------------|---------------------------------------------------|
  | `[:spark_ex, :rpc, :start]`       | an RPC begins                    | `monotonic_time`, `system_time`                                  | `rpc`, `session_id`, [query]                      |
  | `[:spark_ex, :rpc, :stop]`        | it has ended, or failed          | `duration`, `monotonic_time`, `row_count`, `bytes`               | as above, `status`, `error`, `attempt`            |
  | `[:spark_ex, :rpc, :exception]`   | the caller's code raised         | as above                                                         | as `:start`, `attempt`, `kind`, `reason`, `stacktrace` |
  | `[:spark_ex, :result, :batch]`    | a batch of rows has arrived      | `row_count`, `rows` (the same), `bytes`                          | `rpc`, `session_id`, [query]                      |
  | `[:spark_ex, :result, :progress]` | Spark reports progress           | `tasks_done`, `tasks_total`, `bytes_read`, `inflight_tasks`      | `rpc`, `session_id`, [query], `progress`          |
  | `[:spark_ex, :retry, :attempt]`   | a call failed and is retried     | `attempt`, `wait` (milliseconds)                                 | `rpc`, `session_id`, `code`, [query]              |
  | `[:spark_ex, :reattach, :attempt]`| the results of a query resume    | `attempt`, `wait` (milliseconds)                                 | `rpc`, `session_id`, `code`, [query]              |
  | `[:spark_ex, :session, :open]`    | a session's process has started  | `system_time`                                                    | `session_id`, `session`, `host`, `port`           |
  | `[:spark_ex, :session, :wait]`    | `connect(wait: …)` tries again   | `attempt`, `wait`, `left` (milliseconds)                         | `session_id`, `session`, `host`, `port`, `reason` |
  | `[:spark_ex, :session, :close]`   | it has ended                     | `duration`                                                       | `session_id`, `session`, `host`, `port`, `reason` |

  `SparkEx.Streaming.subscribe/2` makes these events, too:

  | Event                                | When                              | Measurements                                                           | Metadata                           |
  |--------------------------------------|-----------------------------------|------------------------------------------------------------------------|------------------------------------|
  | `[:spark_ex, :streaming, :started]`    | a streaming query has started     |                                                                        | `session`, `id`, `run_id`, `name`    |
  | `[:spark_ex, :streaming, :progress]`   | it has processed a micro-batch    | `batch_id`, `batch_duration` (milliseconds), `num_input_rows`, `input_rows_per_second`, `processed_rows_per_second` | `session`, `id`, `run_id`, `name` |
  | `[:spark_ex, :streaming, :idle]`       | it waits for data                 |                                                                        | `session`, `id`, `run_id`            |
  | `[:spark_ex, :streaming, :terminated]` | it has ended                      |                                                                        | `session`, `id`, `run_id`, `error_class` |

  A run of a `SparkEx.Pipeline` emits:

  | Event                               | When                     | Measurements  | Metadata                               |
  |-------------------------------------|--------------------------|---------------|----------------------------------------|
  | `[:spark_ex, :pipeline, :event]`    | Spark reports a change   | `system_time` | `session_id`, `dry`, `flow`, `state`   |

  `flow` and `state` are those of `SparkEx.Pipeline.Event`; `dry` is true for a dry run.

  `[query]` is the `operation_id` and the `tags` of a query, whose `rpc` is `"ExecutePlan"`.
  `row_count` and `bytes` are the rows and the Arrow bytes of a query; of other RPCs, `bytes` is
  the size of the answer. `attempt` is the number of retries and reattachments. `code` is the gRPC
  code of a failure, `nil` if a stream ended normally. `duration` is in native units. `progress`
  is a `SparkEx.Progress`.

  `status` is `:ok`, `:error`, or `:halted` for a stream whose consumer stopped early. `error` is
  `nil`, or a map:

    * `:kind` - the module of the exception, such as `SparkEx.Error.Remote`
    * `:error_class`, `:sql_state` and `:grpc_status` of an error of Spark's
    * `:reason` of other errors, such as `:timeout`

  Events of a call come from the process that makes it. The native core makes some RPCs by itself:
  `ReattachExecute`, `ReleaseExecute`, `FetchErrorDetails`, `ReleaseSession`, `Interrupt` of a
  cancelled query, `AnalyzePlan` before a session's first query, and `Config` before large plans.
  Their events come from a process of SparkEx, and may arrive after the call that they belong to.

  No event holds a token, a header, the text of a query or of an error, or data. Tags appear as
  they were given.
  """

  alias SparkEx.Connect.Errors
  alias SparkEx.Error
  alias SparkEx.Streaming.Event
  alias SparkEx.Telemetry.Relay

  @type metadata :: map

  @typedoc "The metadata of a call that runs, with its counters."
  @type span :: map

  # Indexes of the counters.
  @attempts 1
  @rows 2
  @bytes 3
  @stopped 4

  @doc false
  @spec span(metadata, (span -> result)) :: result
        when result: :ok | {:ok, term} | {:error, Exception.t()}
  def span(metadata, function) do
    span = start_span(metadata)

    try do
      function.(span)
    catch
      kind, reason ->
        fail_span(span, kind, reason, __STACKTRACE__)
        :erlang.raise(kind, reason, __STACKTRACE__)
    else
      result ->
        stop_span(span, result)
        result
    end
  end

  @doc false
  @spec start_span(metadata) :: span
  def start_span(metadata) do
    now = System.monotonic_time()
    execute([:rpc, :start], %{monotonic_time: now, system_time: System.system_time()}, metadata)
    Map.merge(metadata, %{counters: :counters.new(4, []), started_at: now})
  end

  @doc false
  # Only the first call emits an event.
  @spec stop_span(span, :ok | :halted | {:ok, term} | {:error, Exception.t()}) :: :ok
  def stop_span(span, result) do
    if :counters.get(span.counters, @stopped) == 0, do: emit_stop(:stop, span, outcome(result))
    :ok
  end

  @doc false
  # A call that was left by an exception.
  @spec fail_span(span, :error | :exit | :throw, term, Exception.stacktrace()) :: :ok
  def fail_span(span, kind, reason, stacktrace) do
    left = %{kind: kind, reason: kind_of(reason), stacktrace: strip_arguments(stacktrace)}
    emit_stop(:exception, span, left)
  end

  defp emit_stop(event, %{counters: counters, started_at: started_at} = span, metadata) do
    :counters.put(counters, @stopped, 1)
    now = System.monotonic_time()

    measurements = %{
      duration: now - started_at,
      monotonic_time: now,
      row_count: :counters.get(counters, @rows),
      bytes: :counters.get(counters, @bytes)
    }

    attempt = :counters.get(counters, @attempts)

    execute(
      [:rpc, event],
      measurements,
      span |> Map.put(:attempt, attempt) |> Map.merge(metadata)
    )
  end

  @doc false
  @spec received(non_neg_integer, span) :: :ok
  def received(bytes, span), do: :counters.add(span.counters, @bytes, bytes)

  @doc false
  @spec batch(map, span) :: :ok
  def batch(%{rows: rows, bytes: bytes}, span) do
    :counters.add(span.counters, @rows, rows)
    :counters.add(span.counters, @bytes, bytes)
    execute([:result, :batch], %{row_count: rows, rows: rows, bytes: bytes}, span)
  end

  @doc false
  @spec progress(SparkEx.Progress.t(), metadata) :: :ok
  def progress(progress, metadata) do
    measurements = Map.take(progress, [:tasks_done, :tasks_total, :bytes_read, :inflight_tasks])
    execute([:result, :progress], measurements, Map.put(metadata, :progress, progress))
  end

  @doc false
  @spec retry(map, span) :: :ok
  def retry(%{action: action} = event, span) do
    :counters.add(span.counters, @attempts, 1)
    metadata = Map.merge(span, %{rpc: event.method, code: event.code})
    execute([action, :attempt], Map.take(event, [:attempt, :wait]), metadata)
  end

  @doc false
  @spec session(:open | :wait | :close, map, metadata) :: :ok
  def session(event, measurements, metadata) do
    metadata = if event == :close, do: Map.update!(metadata, :reason, &kind_of/1), else: metadata
    execute([:session, event], measurements, metadata)
  end

  @doc false
  # An event of a streaming query.
  @spec streaming(Event.t(), metadata) :: :ok
  def streaming(event, metadata) do
    {name, measurements, metadata} = Event.telemetry(event, metadata)
    execute([:streaming, name], measurements, metadata)
  end

  @doc false
  # An event of a pipeline's run, without its text, which may contain data.
  @spec pipeline(SparkEx.Pipeline.Event.t(), metadata) :: :ok
  def pipeline(event, metadata) do
    metadata = Map.merge(metadata, Map.take(event, [:flow, :state]))
    execute([:pipeline, :event], %{system_time: System.system_time()}, metadata)
  end

  @doc false
  # An RPC that the native core makes by itself.
  @spec native_rpc(:started | {:ended, map}, map) :: :ok
  def native_rpc(:started, call) do
    times = %{monotonic_time: System.monotonic_time(), system_time: System.system_time()}
    execute([:rpc, :start], times, native_metadata(call))
  end

  def native_rpc({:ended, ended}, call) do
    measurements = %{
      duration: System.convert_time_unit(ended.duration, :nanosecond, :native),
      monotonic_time: System.monotonic_time(),
      row_count: 0,
      bytes: ended.bytes
    }

    result = with {:error, native} <- ended.result, do: {:error, Errors.from_native(native, call)}
    metadata = call |> native_metadata() |> Map.put(:attempt, ended.attempt)
    execute([:rpc, :stop], measurements, Map.merge(metadata, outcome(result)))
  end

  defp native_metadata(%{operation_id: nil} = call), do: Map.delete(call, :operation_id)
  defp native_metadata(call), do: call

  @doc false
  # The process that gets the events of the native core, `nil` without the library.
  @spec relay() :: pid | nil
  def relay, do: Process.whereis(Relay)

  defp outcome({:error, exception}), do: %{status: :error, error: error(exception)}
  defp outcome(:halted), do: %{status: :halted, error: nil}
  defp outcome(_ok), do: %{status: :ok, error: nil}

  defp error(%Error.Remote{} = error) do
    error
    |> Map.take([:error_class, :sql_state, :grpc_status])
    |> Map.put(:kind, Error.Remote)
  end

  defp error(%kind{reason: reason}) when is_atom(reason), do: %{kind: kind, reason: reason}
  defp error(%kind{}), do: %{kind: kind}

  # Reasons of exits and exceptions may hold arguments of functions, and so data.
  defp kind_of(%kind{}), do: kind
  defp kind_of({:shutdown, reason}), do: {:shutdown, kind_of(reason)}

  defp kind_of(reason) when is_tuple(reason) and tuple_size(reason) > 0,
    do: kind_of(elem(reason, 0))

  defp kind_of(reason) when is_atom(reason), do: reason
  defp kind_of(_reason), do: :other

  defp strip_arguments(stacktrace) do
    for {module, function, arguments, location} <- stacktrace do
      arity = if is_list(arguments), do: length(arguments), else: arguments
      {module, function, arity, Keyword.take(location, [:file, :line])}
    end
  end

  if Code.ensure_loaded?(:telemetry) do
    @doc false
    def children, do: [SparkEx.Telemetry.Relay]

    # Of a span only.
    @private [:counters, :started_at]

    # Without its application, the library would log a warning for each event.
    defp execute(event, measurements, metadata) do
      if Process.whereis(:telemetry_handler_table),
        do: :telemetry.execute([:spark_ex | event], measurements, Map.drop(metadata, @private)),
        else: :ok
    end
  else
    @doc false
    def children, do: []

    defp execute(_event, _measurements, _metadata), do: :ok
  end
end
