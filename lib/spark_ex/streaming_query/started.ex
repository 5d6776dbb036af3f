defmodule SparkEx.StreamingQuery.Started do
  @moduledoc """
  The event of a streaming query that has started. See `SparkEx.Streaming.subscribe/2`.

  `:timestamp` is a `DateTime`, or `nil` if the server did not send the event because its stream
  was lost. Source: PySpark `QueryStartedEvent`.
  """

  alias SparkEx.StreamingQuery.Progress

  @enforce_keys [:id, :run_id]
  defstruct [:id, :run_id, :name, :timestamp, job_tags: []]

  @type t :: %__MODULE__{
          id: String.t(),
          run_id: String.t(),
          name: String.t() | nil,
          timestamp: DateTime.t() | nil,
          job_tags: [String.t()]
        }

  @doc false
  @spec from_map(map) :: t
  def from_map(document) do
    %__MODULE__{
      id: Map.fetch!(document, "id"),
      run_id: Map.fetch!(document, "runId"),
      name: document["name"],
      timestamp: Progress.time(document["timestamp"]),
      job_tags: document["jobTags"] || []
    }
  end
end
