defmodule SparkEx.StorageLevelTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Error, StorageLevel}

  doctest StorageLevel

  test "a level has a name, in any case" do
    for name <- [:off_heap, "off_heap", :OFF_HEAP, "OFF_HEAP"] do
      assert StorageLevel.to_proto(name) == StorageLevel.to_proto(StorageLevel.off_heap())
    end
  end

  test "what the server tells comes back, what it leaves out being false" do
    for level <- [StorageLevel.none(), StorageLevel.memory_and_disk_deser()] do
      told = for {key, value} <- StorageLevel.to_proto(level), value, into: %{}, do: {key, value}
      assert StorageLevel.from_proto(told) == level
    end
  end

  test "anything else is refused with the names that there are" do
    for wrong <- [:memory, "memory-only", nil, true, %{}, <<255>>] do
      assert_raise Error.Argument, ~r/:memory_only.*got: /, fn -> StorageLevel.to_proto(wrong) end
    end
  end
end
