defmodule SparkEx.Connect.Progress do
  @moduledoc false
  # Calls progress handlers in a process beside the query, so that they never hold it up.

  require Logger

  alias SparkEx.{Progress, Telemetry}

  @doc "Starts the process for a query, `nil` where nobody wants to know."
  @spec start(String.t(), [Progress.handler()]) :: pid | nil
  def start(_operation_id, []), do: nil

  def start(operation_id, handlers) do
    query = self()
    first = %Progress{operation_id: operation_id}

    spawn(fn ->
      # The query's process may be killed before it says that the query has ended.
      monitor = Process.monitor(query)
      loop(first, handlers, monitor)
    end)
  end

  @doc "Takes what the server told."
  @spec update(pid | nil, map, map) :: :ok
  def update(process, message, metadata) do
    progress = Progress.from_proto(metadata.operation_id, message)
    Telemetry.progress(progress, metadata)
    if process, do: send(process, {:progress, progress})
    :ok
  end

  @doc "The query has ended."
  @spec stop(pid | nil) :: :ok
  def stop(nil), do: :ok

  def stop(process) do
    send(process, :stop)
    :ok
  end

  defp loop(last, handlers, monitor) do
    receive do
      {:progress, progress} ->
        progress = latest(progress)
        loop(progress, call(handlers, progress), monitor)

      :stop ->
        call(handlers, %{last | done: true})

      {:DOWN, ^monitor, :process, _pid, _reason} ->
        call(handlers, %{last | done: true})
    end
  end

  defp latest(progress) do
    receive do
      {:progress, newer} -> latest(newer)
    after
      0 -> progress
    end
  end

  # Gives out the handlers that are still to be called.
  defp call(handlers, progress), do: Enum.filter(handlers, &called?(&1, progress))

  defp called?(handler, progress) do
    handler.(progress)
    true
  rescue
    exception ->
      Logger.error(
        "a progress handler failed and is called no more: " <>
          Exception.format(:error, exception, __STACKTRACE__)
      )

      false
  end
end
