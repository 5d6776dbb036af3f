defmodule SparkEx.Catalog.CatalogMetadata do
  @moduledoc """
  A catalog, with its name and its description, if any. See `SparkEx.Catalog.list_catalogs/2`.

  Source: PySpark `catalog.CatalogMetadata`.
  """

  @enforce_keys [:name, :description]
  defstruct @enforce_keys

  @type t :: %__MODULE__{name: String.t(), description: String.t() | nil}
end
