defmodule SparkEx.StreamingQuery.StateOperatorProgress do
  @moduledoc """
  The state of an aggregate, a join or a deduplication in a streaming query.

  Times are in milliseconds, memory in bytes. Source: PySpark `StateOperatorProgress`.
  """

  # The fields with Spark's names.
  @fields [
    operator_name: "operatorName",
    num_rows_total: "numRowsTotal",
    num_rows_updated: "numRowsUpdated",
    num_rows_removed: "numRowsRemoved",
    all_updates_time_ms: "allUpdatesTimeMs",
    all_removals_time_ms: "allRemovalsTimeMs",
    commit_time_ms: "commitTimeMs",
    memory_used_bytes: "memoryUsedBytes",
    num_rows_dropped_by_watermark: "numRowsDroppedByWatermark",
    num_shuffle_partitions: "numShufflePartitions",
    num_state_store_instances: "numStateStoreInstances"
  ]

  defstruct Keyword.keys(@fields) ++ [custom_metrics: %{}]

  @type t :: %__MODULE__{
          operator_name: String.t() | nil,
          num_rows_total: non_neg_integer | nil,
          num_rows_updated: non_neg_integer | nil,
          num_rows_removed: non_neg_integer | nil,
          all_updates_time_ms: non_neg_integer | nil,
          all_removals_time_ms: non_neg_integer | nil,
          commit_time_ms: non_neg_integer | nil,
          memory_used_bytes: non_neg_integer | nil,
          num_rows_dropped_by_watermark: non_neg_integer | nil,
          num_shuffle_partitions: non_neg_integer | nil,
          num_state_store_instances: non_neg_integer | nil,
          custom_metrics: %{String.t() => number}
        }

  @doc false
  @spec from_map(map) :: t
  def from_map(document) do
    fields = for {field, name} <- @fields, do: {field, document[name]}
    struct!(__MODULE__, fields ++ [custom_metrics: document["customMetrics"] || %{}])
  end
end
