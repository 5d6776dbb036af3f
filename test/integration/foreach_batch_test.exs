defmodule SparkEx.Integration.ForeachBatchTest do
  # Micro-batches are processed exactly once, whenever the VM that processes them is killed.
  use SparkEx.SparkCase

  alias SparkEx.{BatchClient, PeerVM, Streaming, StreamingQuery, TestSpark}
  alias SparkEx.Streaming.BatchViews

  @moduletag :tmp_dir
  @moduletag timeout: :infinity

  test("three kills lose no row and double none", %{session: session, tmp_dir: dir},
    do: check_kills(session, dir, 3)
  )

  @tag :long
  test("fifty kills lose no row and double none", %{session: session, tmp_dir: dir},
    do: check_kills(session, dir, 50)
  )

  # Files arrive while the client is killed. Each file is a micro-batch of ten rows.
  defp check_kills(session, dir, kills) do
    for kill <- 1..kills do
      for n <- 1..3, do: arrive(dir, 3 * kill + n)
      vm = start_processing(dir)
      # Some kills hit the start, some a micro-batch, some the commit.
      Process.sleep(Enum.random(0..6_000))
      kill!(vm)
    end

    session |> BatchClient.start!(dir, :available_now) |> StreamingQuery.await!()

    written =
      session
      |> Reader.parquet(Path.join(dir, "out/*"))
      |> DataFrame.collect!()
      |> Enum.map(& &1["id"])

    assert Enum.sort(written) == Enum.to_list(40..(10 * (3 * kills + 3) + 9))

    assert session |> Streaming.active!() |> Enum.filter(&(&1.name == BatchClient.query_name())) ==
             []

    assert views(session, dir) == []
  end

  defp views(session, dir) do
    family = dir |> Path.join("checkpoint") |> BatchViews.family()
    views = SparkEx.sql(session, "SHOW VIEWS IN global_temp LIKE '#{family}*'")
    DataFrame.collect!(views)
  end

  defp arrive(dir, n) do
    path = Path.join([dir, "landing", "#{n}.json"])
    File.mkdir_p!(Path.dirname(path))
    File.write!(path, for(id <- (10 * n)..(10 * n + 9), do: ~s({"id": #{id}}\n)))
  end

  defp start_processing(dir) do
    vm = PeerVM.start!()
    Process.unlink(vm)
    {pid, ""} = vm |> PeerVM.call(System, :pid, []) |> Integer.parse()
    spawn(fn -> catch_exit(PeerVM.call(vm, BatchClient, :run, [TestSpark.url(), dir])) end)
    pid
  end

  defp kill!(pid), do: {_output, 0} = System.cmd("kill", ["-KILL", "#{pid}"])
end
