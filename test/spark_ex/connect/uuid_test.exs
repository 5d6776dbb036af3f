defmodule SparkEx.Connect.UUIDTest do
  use ExUnit.Case, async: true

  alias SparkEx.Connect.UUID

  doctest UUID

  test "generates a random lowercase UUID of version 4 and variant 2" do
    ids = for _ <- 1..1_000, do: UUID.generate()
    assert length(Enum.uniq(ids)) == 1_000
    pattern = ~r/\A[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\z/
    assert Enum.reject(ids, &(&1 =~ pattern)) == []
  end

  test "accepts UUIDs of either case and any version" do
    assert UUID.valid?("00112233-4455-6677-8899-AABBCCDDEEFF")
    assert UUID.valid?("00000000-0000-0000-0000-000000000000")
  end

  test "rejects other strings" do
    id = UUID.generate()

    for other <- [
          "",
          "x" <> id,
          id <> "\n",
          "{#{id}}",
          String.replace(id, "-", ""),
          String.replace(id, "-", "_"),
          "0011223g-4455-6677-8899-aabbccddeeff",
          "0011-22334455-6677-8899-aabbccddeeff",
          String.to_charlist(id),
          :id,
          nil
        ] do
      refute UUID.valid?(other)
    end
  end
end
