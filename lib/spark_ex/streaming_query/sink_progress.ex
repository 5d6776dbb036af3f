defmodule SparkEx.StreamingQuery.SinkProgress do
  @moduledoc """
  The output of one micro-batch.

  `:num_output_rows` is `nil` if the sink does not count rows. Source: PySpark `SinkProgress`.
  """

  defstruct [:description, :num_output_rows, metrics: %{}]

  @type t :: %__MODULE__{
          description: String.t() | nil,
          num_output_rows: non_neg_integer | nil,
          metrics: %{String.t() => String.t()}
        }

  @doc false
  @spec from_map(map) :: t
  def from_map(document) do
    # Spark writes -1 if the sink does not count rows.
    rows = document["numOutputRows"]

    %__MODULE__{
      description: document["description"],
      num_output_rows: if(is_integer(rows) and rows >= 0, do: rows),
      metrics: document["metrics"] || %{}
    }
  end
end
