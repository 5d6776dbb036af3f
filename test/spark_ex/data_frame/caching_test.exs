defmodule SparkEx.DataFrame.CachingTest do
  use SparkEx.SparkCase

  alias SparkEx.StorageLevel

  # Kept is what means the same, whoever asks for it; so each test has a frame of its own.
  defp frame(session), do: SparkEx.range(session, System.unique_integer([:positive]))

  test "a frame is kept at its level until it is not", %{session: session} do
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

  test "cache keeps it as PySpark does, and Spark then reads it from there", %{session: session} do
    frame = session |> frame() |> DataFrame.limit(5) |> DataFrame.cache!()
    assert DataFrame.storage_level!(frame) == StorageLevel.memory_and_disk_deser()
    assert DataFrame.explain_string!(frame) =~ "InMemoryRelation"
    assert DataFrame.count!(frame) == 5
    DataFrame.unpersist!(frame)
  end

  test "a level may be one's own", %{session: session} do
    level = %StorageLevel{use_memory: true, replication: 3}
    frame = session |> frame() |> DataFrame.persist!(level)
    assert DataFrame.storage_level!(frame) == level
    DataFrame.unpersist!(frame)
  end

  test "what goes wrong is an error", %{session: session} do
    assert {:error, %Error.Argument{}} = session |> frame() |> DataFrame.persist(:memory)
    assert {:error, %Error.Argument{}} = session |> frame() |> DataFrame.unpersist(block: true)
    missing = SparkEx.table(session, "no_such")

    for action <- [&DataFrame.cache/1, &DataFrame.unpersist/1, &DataFrame.storage_level/1] do
      assert {:error, %Error.Remote{error_class: "TABLE_OR_VIEW_NOT_FOUND"}} = action.(missing)
    end

    assert_raise Error.Remote, fn -> DataFrame.cached?(missing) end
  end
end
