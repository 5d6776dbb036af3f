defmodule SparkEx.Catalog.Table do
  @moduledoc """
  A table or a view. See `SparkEx.Catalog.list_tables/2`.

  `:table_type` is `"MANAGED"`, `"EXTERNAL"`, `"VIEW"`, `"TEMPORARY"` or another type of Spark's.
  A temporary view has no catalog, and its `:namespace` is `nil` or empty. Source: PySpark
  `catalog.Table`.
  """

  @enforce_keys [:name, :catalog, :namespace, :description, :table_type, :is_temporary]
  defstruct @enforce_keys

  @type t :: %__MODULE__{
          name: String.t(),
          catalog: String.t() | nil,
          namespace: [String.t()] | nil,
          description: String.t() | nil,
          table_type: String.t(),
          is_temporary: boolean
        }
end
