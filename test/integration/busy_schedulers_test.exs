defmodule SparkEx.Integration.BusySchedulersTest do
  # Decoding a large result may occupy every dirty CPU scheduler. Small work does not wait for
  # it. Not async: other tests would wait as well.
  use SparkEx.SparkCase, async: false

  @milliseconds 3_000

  setup %{session: session} do
    # The first query on a Spark takes seconds.
    ones(session)
    schedulers = :erlang.system_info(:dirty_cpu_schedulers_online)
    %{busy: for(_ <- 1..schedulers, do: Task.async(&busy/0))}
  end

  defp ones(session), do: session |> SparkEx.sql("SELECT 1 AS one") |> DataFrame.collect!()

  defp busy, do: :erts_debug.dirty_cpu(:wait, @milliseconds)

  defp assert_still(busy) do
    for task <- busy, do: assert(Task.yield(task, 0) == nil)
    for task <- busy, do: assert(Task.await(task) == :ok)
  end

  test "a small result does not wait", %{session: session, busy: busy} do
    assert ones(session) == [%{"one" => 1}]
    assert_still(busy)
  end

  test "a small result of several batches does not wait", %{session: session, busy: busy} do
    frame = SparkEx.range(session, 0, 8, 1, 4)
    assert frame |> DataFrame.collect!() |> Enum.map(& &1["id"]) == Enum.to_list(0..7)
    assert_still(busy)
    assert frame |> DataFrame.stream_batches() |> Enum.count() > 1
  end

  test "a call does not wait", %{session: session, busy: busy} do
    assert Session.spark_version!(session) =~ "."
    assert Session.config_get!(session, "spark.sql.session.timeZone")
    assert_still(busy)
  end
end
