defmodule SparkEx.Catalog.Column do
  @moduledoc """
  A column of a table. See `SparkEx.Catalog.list_columns/3`.

  `:data_type` is the type as Spark writes it, such as `"array<bigint>"`.

  Source: PySpark `catalog.Column`.
  """

  @enforce_keys [
    :name,
    :description,
    :data_type,
    :nullable,
    :is_partition,
    :is_bucket,
    :is_cluster
  ]
  defstruct @enforce_keys

  @type t :: %__MODULE__{
          name: String.t(),
          description: String.t() | nil,
          data_type: String.t(),
          nullable: boolean,
          is_partition: boolean,
          is_bucket: boolean,
          is_cluster: boolean
        }
end
