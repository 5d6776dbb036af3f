defmodule SparkEx.Contract.CachingTest do
  use SparkEx.ContractCase, golden: "caching", async: true

  for level <- ~w(none disk_only disk_only_2 disk_only_3 memory_only memory_only_2 memory_and_disk
                  memory_and_disk_2 memory_and_disk_deser off_heap)a do
    parity "persist at #{level}",
      do: capture_request(fn -> DataFrame.persist(df(), unquote(level)) end)
  end

  parity "cache", do: capture_request(fn -> DataFrame.cache(df()) end)
  parity "unpersist", do: capture_request(fn -> DataFrame.unpersist(df()) end)

  parity "unpersist, waiting",
    do: capture_request(fn -> DataFrame.unpersist(df(), blocking: true) end)

  parity "storage_level", do: capture_request(fn -> DataFrame.storage_level(df()) end)

  defp df, do: Reader.table(:spark, "t")
end
