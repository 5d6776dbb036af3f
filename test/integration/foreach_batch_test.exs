defmodule SparkEx.ForeachBatchTest do
  # Micro-batches are processed exactly once, whenever the VM that processes them is killed.
  use SparkEx.SparkCase

  alias SparkEx.{PeerVM, Streaming, StreamingQuery, StreamReader, StreamWriter, TestSpark, Writer}

  @moduletag :tmp_dir
  @moduletag timeout: :infinity

  @schema [schema: "id BIGINT", max_files_per_trigger: 1]

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

    session |> query(dir, :available_now) |> StreamingQuery.await!()

    written =
      session
      |> Reader.parquet(Path.join(dir, "out/*"))
      |> DataFrame.collect!()
      |> Enum.map(& &1["id"])

    assert Enum.sort(written) == Enum.to_list(40..(10 * (3 * kills + 3) + 9))
    assert session |> Streaming.active!() |> Enum.filter(&(&1.name == "killed")) == []
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
    spawn(fn -> catch_exit(PeerVM.call(vm, __MODULE__, :process, [TestSpark.url(), dir])) end)
    pid
  end

  defp kill!(pid), do: {_output, 0} = System.cmd("kill", ["-KILL", "#{pid}"])

  @doc false
  # In the other VM.
  def process(url, dir) do
    {:ok, _started} = Application.ensure_all_started(:spark_ex)
    session = SparkEx.connect!(url: url)
    session |> query(dir, processing_time: 0) |> StreamingQuery.await()
  end

  defp query(session, dir, trigger) do
    session
    |> StreamReader.json(Path.join(dir, "landing"), @schema)
    |> StreamWriter.foreach_batch(&write(&1, &2, dir), client_timeout: 2_000)
    |> StreamWriter.start!(nil,
      query_name: "killed",
      trigger: trigger,
      checkpoint_location: Path.join(dir, "checkpoint")
    )
  end

  # A second call with a number replaces the effect of the first.
  defp write(batch, id, dir),
    do: Writer.parquet!(batch, Path.join([dir, "out", "#{id}"]), mode: :overwrite)
end
