defmodule SparkEx.Telemetry do
  @moduledoc """
  What SparkEx tells through `:telemetry`, where that library is there.

  | Event                               | When                                | Measurements                        | Metadata                                   |
  |-------------------------------------|-------------------------------------|-------------------------------------|--------------------------------------------|
  | `[:spark_ex, :rpc, :start]`         | a call or a query begins            | `monotonic_time`, `system_time`     | `rpc`, `session_id`, [query]               |
  | `[:spark_ex, :rpc, :stop]`          | it has ended, well or not           | `duration`, `monotonic_time`        | as above, `status`, `error`                |
  | `[:spark_ex, :rpc, :exception]`     | it was left by an exception         | `duration`, `monotonic_time`        | as above, `kind`, `reason`, `stacktrace`   |
  | `[:spark_ex, :result, :batch]`      | a batch of rows has arrived         | `rows`, `bytes`                     | `rpc`, `session_id`, [query]               |
  | `[:spark_ex, :result, :progress]`   | Spark tells how far a query is      | `tasks_done`, `tasks_total`, `bytes_read`, `inflight_tasks` | `rpc`, `session_id`, [query], `progress` |
  | `[:spark_ex, :retry, :attempt]`     | a call failed and is made again     | `attempt`, `wait` (milliseconds)    | `rpc`, `session_id`, `code`, [query]       |
  | `[:spark_ex, :reattach, :attempt]`  | results are taken up again          | `attempt`, `wait` (milliseconds)    | `rpc`, `session_id`, `code`, [query]       |
  | `[:spark_ex, :session, :open]`      | a session's process has started     | `system_time`                       | `session_id`, `session`, `host`, `port`    |
  | `[:spark_ex, :session, :close]`     | it has ended                        | `duration`                          | `session_id`, `session`, `reason`          |

  Of a query, `[query]` is `operation_id` and `tags`; its `rpc` is `"ExecutePlan"`. `status` is `:ok` or
  `:error`, `error` the exception. `code` is the gRPC code of the failure, `nil` where a stream ended
  in the normal course. `duration` is in native units. `progress` is a `SparkEx.Progress`. Events of a
  query come from the process that runs it. A stream of rows has no `:rpc` events: it lasts for as long as its
  consumer wants.

  No event holds a token, a header or the text of a query.
  """

  @type metadata :: map

  @doc false
  @spec span(metadata, (() -> result)) :: result
        when result: :ok | {:ok, term} | {:error, Exception.t()}
  def span(metadata, function) do
    started = System.monotonic_time()

    execute(
      [:rpc, :start],
      %{monotonic_time: started, system_time: System.system_time()},
      metadata
    )

    try do
      function.()
    catch
      kind, reason ->
        left = %{kind: kind, reason: reason, stacktrace: __STACKTRACE__}
        execute([:rpc, :exception], duration(started), Map.merge(metadata, left))
        :erlang.raise(kind, reason, __STACKTRACE__)
    else
      result ->
        execute([:rpc, :stop], duration(started), Map.merge(metadata, outcome(result)))
        result
    end
  end

  @doc false
  @spec batch(map, metadata) :: :ok
  def batch(%{rows: rows, bytes: bytes}, metadata),
    do: execute([:result, :batch], %{rows: rows, bytes: bytes}, metadata)

  @doc false
  @spec progress(SparkEx.Progress.t(), metadata) :: :ok
  def progress(progress, metadata) do
    measurements = Map.take(progress, [:tasks_done, :tasks_total, :bytes_read, :inflight_tasks])
    execute([:result, :progress], measurements, Map.put(metadata, :progress, progress))
  end

  @doc false
  @spec notice(map, metadata | keyword) :: :ok
  def notice(%{action: action} = notice, metadata) do
    metadata = metadata |> Map.new() |> Map.merge(%{rpc: notice.method, code: notice.code})
    execute([action, :attempt], Map.take(notice, [:attempt, :wait]), metadata)
  end

  @doc false
  @spec session(:open | :close, map, metadata) :: :ok
  def session(event, measurements, metadata),
    do: execute([:session, event], measurements, metadata)

  defp duration(started) do
    now = System.monotonic_time()
    %{duration: now - started, monotonic_time: now}
  end

  defp outcome({:error, exception}), do: %{status: :error, error: exception}
  defp outcome(_ok), do: %{status: :ok, error: nil}

  if Code.ensure_loaded?(:telemetry) do
    defp execute(event, measurements, metadata),
      do: :telemetry.execute([:spark_ex | event], measurements, metadata)
  else
    defp execute(_event, _measurements, _metadata), do: :ok
  end
end
