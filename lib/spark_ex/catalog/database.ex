defmodule SparkEx.Catalog.Database do
  @moduledoc """
  A database of a catalog, and the location of its tables. See `SparkEx.Catalog.list_databases/2`.

  Source: PySpark `catalog.Database`.
  """

  @enforce_keys [:name, :catalog, :description, :location_uri]
  defstruct @enforce_keys

  @type t :: %__MODULE__{
          name: String.t(),
          catalog: String.t() | nil,
          description: String.t() | nil,
          location_uri: String.t()
        }
end
