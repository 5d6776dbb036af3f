defmodule SparkEx.Livebook.OwnedQuery do
  @moduledoc false
  # A streaming query that stops on the server when its owner ends. The owner cannot do this
  # itself: when a cell runs again, Livebook may kill the processes of its last run.

  use Task, restart: :temporary

  alias SparkEx.Arguments.Thunk
  alias SparkEx.Livebook.Job
  alias SparkEx.Streaming.Supervisor
  alias SparkEx.{StreamingQuery, StreamWriter}

  @doc """
  Calls `start` in a process beside the caller, which receives `{ref, result}`.

  The query is stopped when `owner` ends, also if it ends while the query starts.
  """
  @spec start(pid, Thunk.t(StreamWriter.result())) :: reference
  def start(owner, start) do
    caller = self()
    ref = make_ref()
    run = fn -> run(owner, start, &send(caller, {ref, &1})) end
    {:ok, _pid} = DynamicSupervisor.start_child(Supervisor, {__MODULE__, run})
    ref
  end

  @doc false
  @spec start_link(Thunk.t(term)) :: {:ok, pid}
  def start_link(run), do: Task.start_link(run)

  defp run(owner, start, reply) do
    monitor = Process.monitor(owner)
    result = Job.result(start)
    reply.(result)

    with {:ok, query} <- result do
      receive do
        {:DOWN, ^monitor, :process, _pid, _reason} -> StreamingQuery.stop(query)
      end
    end
  end
end
