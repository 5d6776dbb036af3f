defmodule SparkEx.StreamingQuery.SourceProgress do
  @moduledoc """
  The input of one micro-batch from one source.

  The source defines the format of `:start_offset`, `:end_offset` and `:latest_offset`: a number,
  a map, a string (often JSON) or `nil`. Rates are in rows per second. Source: PySpark
  `SourceProgress`.
  """

  defstruct [
    :description,
    :start_offset,
    :end_offset,
    :latest_offset,
    :input_rows_per_second,
    :processed_rows_per_second,
    num_input_rows: 0,
    metrics: %{}
  ]

  @type t :: %__MODULE__{
          description: String.t() | nil,
          start_offset: term,
          end_offset: term,
          latest_offset: term,
          num_input_rows: non_neg_integer,
          input_rows_per_second: number | nil,
          processed_rows_per_second: number | nil,
          metrics: %{String.t() => String.t()}
        }

  @doc false
  @spec from_map(map) :: t
  def from_map(document) do
    %__MODULE__{
      description: document["description"],
      start_offset: document["startOffset"],
      end_offset: document["endOffset"],
      latest_offset: document["latestOffset"],
      num_input_rows: document["numInputRows"] || 0,
      input_rows_per_second: document["inputRowsPerSecond"],
      processed_rows_per_second: document["processedRowsPerSecond"],
      metrics: document["metrics"] || %{}
    }
  end
end
