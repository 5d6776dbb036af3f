defmodule SparkEx.Contract.MapPartitionsTest do
  use SparkEx.ContractCase, golden: "map_partitions", async: true

  alias SparkEx.{KnownSchemas, ResourceProfile}

  setup_all do: {:ok, session: start_supervised!({KnownSchemas, __MODULE__})}

  defp df, do: KnownSchemas.table(__MODULE__, "t", id: :long, name: :string)
  defp out, do: [n: :long, s: :string]
  defp batches, do: "def batches(parts): return parts"

  parity "map_in_pandas", do: DataFrame.map_in_pandas(df(), batches(), out())
  parity "map_in_arrow", do: DataFrame.map_in_arrow(df(), batches(), out())

  parity "map_in_pandas as a barrier",
    do: DataFrame.map_in_pandas(df(), batches(), out(), barrier: true)

  parity "map_in_arrow with a profile",
    do: DataFrame.map_in_arrow(df(), batches(), out(), profile: %ResourceProfile{id: 7})
end
