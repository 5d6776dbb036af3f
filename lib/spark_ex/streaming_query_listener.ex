defmodule SparkEx.StreamingQueryListener do
  @moduledoc """
  A behaviour for modules that observe streaming queries, as in PySpark.

      defmodule MyApp.Progress do
        @behaviour SparkEx.StreamingQueryListener

        @impl true
        def on_query_progress(progress, counter) do
          :counters.add(counter, 1, progress.num_input_rows)
        end
      end

      counter = :counters.new(1, [])
      {:ok, listener} = SparkEx.Streaming.add_listener(session, MyApp.Progress, counter)
      :ok = SparkEx.Streaming.remove_listener(session, listener)

  A listener is a process that calls the functions in sequence, with the event and the argument of
  `SparkEx.Streaming.add_listener/3`. It ends with the session. If a function raises, the listener
  logs the error and continues with the next event. All callbacks are optional.

  Source: PySpark `StreamingQueryListener`.
  """

  alias SparkEx.StreamingQuery.{Idle, Progress, Started, Terminated}

  @doc "A query has started."
  @callback on_query_started(Started.t(), argument :: term) :: term

  @doc "A query has processed a micro-batch."
  @callback on_query_progress(Progress.t(), argument :: term) :: term

  @doc "A query waits for data."
  @callback on_query_idle(Idle.t(), argument :: term) :: term

  @doc "A query has ended."
  @callback on_query_terminated(Terminated.t(), argument :: term) :: term

  @optional_callbacks on_query_started: 2,
                      on_query_progress: 2,
                      on_query_idle: 2,
                      on_query_terminated: 2
end
