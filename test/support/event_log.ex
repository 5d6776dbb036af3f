defmodule SparkEx.EventLog do
  @moduledoc """
  A subscriber that keeps the streaming events that it receives.

      log = EventLog.start!(session)
      EventLog.batches(log, query.run_id)
  """

  alias SparkEx.Streaming
  alias SparkEx.StreamingQuery.{Progress, Started, Terminated}

  @doc "Subscribes a new process, which is not linked to the caller."
  @spec start!(SparkEx.Session.t()) :: pid
  def start!(session) do
    log = spawn(fn -> keep([]) end)
    :ok = Streaming.subscribe(session, log)
    log
  end

  defp keep(events) do
    receive do
      {:spark_streaming, event} ->
        keep([event | events])

      {:events, caller, ref} ->
        send(caller, {ref, Enum.reverse(events)})
        keep(events)
    end
  end

  @doc "Returns the events so far, the oldest first."
  @spec events(pid) :: [struct | {:error, Exception.t()}]
  def events(log) do
    ref = make_ref()
    send(log, {:events, self(), ref})

    receive do
      {^ref, events} -> events
    after
      60_000 -> raise "the event log does not answer"
    end
  end

  @doc "Returns the kinds of the events of a run, and the numbers of its micro-batches."
  @spec run(pid, String.t()) :: [:started | non_neg_integer | :terminated]
  def run(log, run_id) do
    for event <- events(log), kind = kind(event, run_id), do: kind
  end

  defp kind(%Started{run_id: run_id}, run_id), do: :started
  defp kind(%Progress{run_id: run_id, batch_id: id}, run_id), do: id
  defp kind(%Terminated{run_id: run_id}, run_id), do: :terminated
  defp kind(_event, _run_id), do: nil

  @doc "Returns the errors that ended the subscription."
  @spec errors(pid) :: [Exception.t()]
  def errors(log), do: for({:error, error} <- events(log), do: error)
end
