defmodule SparkEx.Integration.PausedConsumerTest do
  @moduledoc """
  Consumers that pause longer than a server keeps a stream or a detached operation. The server's
  limits are seconds instead of minutes.
  """

  use ExUnit.Case

  alias SparkEx.{Batch, DataFrame, Error, LocalServer, Session}

  @moduletag :local_spark

  @conf %{
    "spark.connect.execute.reattachable.senderMaxStreamDuration" => "1s",
    "spark.connect.execute.reattachable.senderMaxStreamSize" => "3m",
    "spark.connect.execute.manager.detachedTimeout" => "2s",
    "spark.connect.execute.manager.maintenanceInterval" => "500ms"
  }
  @pause 5_000

  # Several times what the server keeps of a result after sending it (10 MiB).
  @rows 400_000
  @padding 100

  setup_all do
    server = start_supervised!({LocalServer, master: "local[2]", conf: @conf})
    {:ok, url: LocalServer.url(server)}
  end

  defp session(url, options),
    do: start_supervised!({Session, [url: url] ++ options}, id: make_ref())

  defp frame(session) do
    session
    |> SparkEx.range(0, @rows, 1, 4)
    |> DataFrame.select_expr(["id", "repeat('x', #{@padding}) AS padding"])
  end

  # Checks each row and pauses after the given numbers of batches.
  defp consume(session, pauses, options) do
    session
    |> frame()
    |> DataFrame.stream_batches(options)
    |> Stream.with_index()
    |> Enum.reduce(0, fn {batch, number}, first ->
      if number in pauses, do: Process.sleep(@pause)
      last = first + batch.num_rows
      assert [{"id", ids}, _padding] = Batch.rows!(batch, as: :columns)
      assert ids == Enum.to_list(first..(last - 1))
      last
    end)
  end

  test "receive every row, with small and large buffers and chunks", %{url: url} do
    cases =
      for buffer <- [1_000, 32 * 1024 * 1024],
          chunk <- [4_096, 4 * 1024 * 1024],
          do: {buffer, chunk}

    pauses =
      for {buffer, chunk} <- cases do
        session = session(url, keep_alive: 500, preferred_arrow_chunk_size: chunk)
        Task.async(fn -> consume(session, [0, 20], buffer_bytes: buffer) end)
      end

    assert Task.await_many(pauses, :infinity) == List.duplicate(@rows, length(cases))
  end

  test "receive an error if the client does not reattach in time", %{url: url} do
    session = session(url, keep_alive: 3_600_000)
    error = assert_raise Error.Remote, fn -> consume(session, [0], buffer_bytes: 1_000) end
    assert error.error_class == "INVALID_HANDLE.OPERATION_ABANDONED"
  end
end
