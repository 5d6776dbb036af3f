defmodule SparkEx.StreamingQuery.Terminated do
  @moduledoc """
  The event of a streaming query that has ended. See `SparkEx.Streaming.subscribe/2`.

  `:exception` is the text of the error, or `nil` if the query was stopped or has processed all
  data. `:error_class` is Spark's name of the error. Source: PySpark `QueryTerminatedEvent`.
  """

  @enforce_keys [:id, :run_id]
  defstruct [:id, :run_id, :exception, :error_class]

  @type t :: %__MODULE__{
          id: String.t(),
          run_id: String.t(),
          exception: String.t() | nil,
          error_class: String.t() | nil
        }

  @doc false
  @spec from_map(map) :: t
  def from_map(document) do
    %__MODULE__{
      id: Map.fetch!(document, "id"),
      run_id: Map.fetch!(document, "runId"),
      exception: document["exception"],
      error_class: document["errorClassOnException"]
    }
  end
end
