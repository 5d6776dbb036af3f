defmodule SparkEx.StreamingQuery.Idle do
  @moduledoc """
  The event of a streaming query that waits for data. See `SparkEx.Streaming.subscribe/2`.

  Spark sends it every ten seconds (`spark.sql.streaming.noDataProgressEventInterval`).
  `:timestamp` is a `DateTime`. Source: PySpark `QueryIdleEvent`.
  """

  alias SparkEx.StreamingQuery.Progress

  @enforce_keys [:id, :run_id]
  defstruct [:id, :run_id, :timestamp]

  @type t :: %__MODULE__{id: String.t(), run_id: String.t(), timestamp: DateTime.t() | nil}

  @doc false
  @spec from_map(map) :: t
  def from_map(document) do
    %__MODULE__{
      id: Map.fetch!(document, "id"),
      run_id: Map.fetch!(document, "runId"),
      timestamp: Progress.time(document["timestamp"])
    }
  end
end
