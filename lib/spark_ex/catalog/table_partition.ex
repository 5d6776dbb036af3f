defmodule SparkEx.Catalog.TablePartition do
  @moduledoc """
  A partition of a table. See `SparkEx.Catalog.list_partitions/3`.

  `:partition` is text such as `"year=2013/month=1"`. Source: PySpark `catalog.TablePartition`.
  """

  @enforce_keys [:partition]
  defstruct @enforce_keys

  @type t :: %__MODULE__{partition: String.t()}
end
