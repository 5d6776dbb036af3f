defmodule SparkEx.Progress do
  @moduledoc """
  How far a query is, as Spark tells it every two seconds or so.

      SparkEx.DataFrame.collect!(frame, progress: fn progress ->
        IO.puts("\#{progress.tasks_done} of \#{progress.tasks_total} tasks")
      end)

    * `:operation_id` - which query
    * `:stages` - each `%{id:, tasks:, tasks_done:, bytes_read:, done:}`
    * `:tasks_total`, `:tasks_done`, `:bytes_read` - over all stages known so far; Spark adds
      stages as it goes on
    * `:inflight_tasks` - tasks that run right now
    * `:done` - `true` once, at the end of the query, whatever it was

  Functions are called in a process of their own with the latest state, so a slow one sees fewer
  of them and never holds up the query. A function that raises is not called again.
  (`ExecutePlanResponse.ExecutionProgress`, PySpark `SparkSession.registerProgressHandler`.)
  """

  defstruct [
    :operation_id,
    stages: [],
    tasks_total: 0,
    tasks_done: 0,
    bytes_read: 0,
    inflight_tasks: 0,
    done: false
  ]

  @type stage :: %{
          id: non_neg_integer,
          tasks: non_neg_integer,
          tasks_done: non_neg_integer,
          bytes_read: non_neg_integer,
          done: boolean
        }

  @type t :: %__MODULE__{
          operation_id: String.t(),
          stages: [stage],
          tasks_total: non_neg_integer,
          tasks_done: non_neg_integer,
          bytes_read: non_neg_integer,
          inflight_tasks: non_neg_integer,
          done: boolean
        }

  @type handler :: (t -> term)

  @doc """
  Progress from the message that the server sends.

      iex> stage = %{stage_id: 1, num_tasks: 4, num_completed_tasks: 3, input_bytes_read: 10}
      iex> progress = SparkEx.Progress.from_proto("op", %{stages: [stage], num_inflight_tasks: 1})
      iex> {progress.tasks_done, progress.tasks_total, progress.bytes_read, progress.inflight_tasks}
      {3, 4, 10, 1}
  """
  @spec from_proto(String.t(), map) :: t
  def from_proto(operation_id, message) do
    stages = message |> Map.get(:stages, []) |> Enum.map(&stage/1)

    %__MODULE__{
      operation_id: operation_id,
      stages: stages,
      tasks_total: stages |> Enum.map(& &1.tasks) |> Enum.sum(),
      tasks_done: stages |> Enum.map(& &1.tasks_done) |> Enum.sum(),
      bytes_read: stages |> Enum.map(& &1.bytes_read) |> Enum.sum(),
      inflight_tasks: Map.get(message, :num_inflight_tasks, 0)
    }
  end

  defp stage(message) do
    %{
      id: Map.get(message, :stage_id, 0),
      tasks: Map.get(message, :num_tasks, 0),
      tasks_done: Map.get(message, :num_completed_tasks, 0),
      bytes_read: Map.get(message, :input_bytes_read, 0),
      done: Map.get(message, :done, false)
    }
  end
end
