defmodule SparkEx.Catalog.Function do
  @moduledoc """
  A function of SQL, and the class that implements it. See
  `SparkEx.Catalog.list_functions/2`.

  Source: PySpark `catalog.Function`.
  """

  @enforce_keys [:name, :catalog, :namespace, :description, :class_name, :is_temporary]
  defstruct @enforce_keys

  @type t :: %__MODULE__{
          name: String.t(),
          catalog: String.t() | nil,
          namespace: [String.t()] | nil,
          description: String.t() | nil,
          class_name: String.t(),
          is_temporary: boolean
        }
end
