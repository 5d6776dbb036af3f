defmodule SparkEx.DataFrame.CachingTest do
  use SparkEx.SparkCase

  alias SparkEx.StorageLevel

  # Spark shares the cache between equal plans, so each test has its own frame.
  defp frame(session), do: SparkEx.range(session, System.unique_integer([:positive]))

  test "persists and unpersists a frame", %{session: session} do
    frame = frame(session)
    assert DataFrame.storage_level(frame) == {:ok, StorageLevel.none()}
    assert DataFrame.is_cached(frame) == {:ok, false}

    assert DataFrame.persist(frame, :disk_only_2) == {:ok, frame}
    assert DataFrame.storage_level!(frame) == StorageLevel.disk_only_2()
    assert DataFrame.cached?(frame)

    assert DataFrame.unpersist(frame, blocking: true) == {:ok, frame}
    refute DataFrame.cached?(frame)
    assert DataFrame.unpersist!(frame) == frame
  end

  test "cache uses the storage level of PySpark", %{session: session} do
    frame = session |> frame() |> DataFrame.limit(5) |> DataFrame.cache!()
    assert DataFrame.storage_level!(frame) == StorageLevel.memory_and_disk_deser()
    assert DataFrame.explain_string!(frame) =~ "InMemoryRelation"
    assert DataFrame.count!(frame) == 5
    DataFrame.unpersist!(frame)
  end

  test "persists at a custom level", %{session: session} do
    level = %StorageLevel{use_memory: true, replication: 3}
    frame = session |> frame() |> DataFrame.persist!(level)
    assert DataFrame.storage_level!(frame) == level
    DataFrame.unpersist!(frame)
  end

  test "returns errors", %{session: session} do
    assert {:error, %Error.Argument{}} = session |> frame() |> DataFrame.persist(:memory)
    assert {:error, %Error.Argument{}} = session |> frame() |> DataFrame.unpersist(block: true)
    missing = SparkEx.table(session, "no_such")

    for action <- [&DataFrame.cache/1, &DataFrame.unpersist/1, &DataFrame.storage_level/1] do
      assert {:error, %Error.Remote{error_class: "TABLE_OR_VIEW_NOT_FOUND"}} = action.(missing)
    end

    assert_raise Error.Remote, fn -> DataFrame.cached?(missing) end
  end
end
