defmodule SparkEx.StorageLevelTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Error, StorageLevel}

  doctest StorageLevel

  test "a name stands for its level" do
    assert StorageLevel.to_proto(:off_heap) == StorageLevel.to_proto(StorageLevel.off_heap())
  end

  test "what the server tells comes back, what it leaves out being false" do
    for level <- [StorageLevel.none(), StorageLevel.memory_and_disk_deser()] do
      told = for {key, value} <- StorageLevel.to_proto(level), value, into: %{}, do: {key, value}
      assert StorageLevel.from_proto(told) == level
    end
  end

  test "anything else is refused with the names that there are" do
    for wrong <- [:memory, "memory_only", nil, %{}] do
      assert_raise Error.Argument, ~r/:memory_only.*got: /, fn -> StorageLevel.to_proto(wrong) end
    end
  end
end
