defmodule SparkEx.StreamingQuery.ServerTest do
  use SparkEx.SparkCase, async: true

  alias SparkEx.{StreamingQuery, StreamReader}

  @moduletag :tmp_dir

  defp rate(session), do: StreamReader.load(session, nil, format: :rate, rows_per_second: 10)

  defp child(session, dir, options \\ []) do
    defaults = [
      session: session,
      frame: &rate/1,
      backoff: 10,
      writer: [
        format: :noop,
        trigger: [processing_time: 100],
        checkpoint_location: Path.join(dir, "checkpoint")
      ]
    ]

    {StreamingQuery, Keyword.merge(defaults, options)}
  end

  test "starts the query, and stops it when it is shut down", %{session: session, tmp_dir: dir} do
    name = :"query_#{System.unique_integer([:positive])}"
    pid = start_supervised!(child(session, dir, name: name))
    assert {:ok, query} = StreamingQuery.current(name)
    assert StreamingQuery.active?(query)
    assert StreamingQuery.current!(pid) == query
    stop_supervised!(name)
    refute StreamingQuery.active?(query)
    assert {:error, %Error.Argument{}} = StreamingQuery.current(name)
  end

  test "a query that was stopped ends its process", %{session: session, tmp_dir: dir} do
    pid = start_supervised!(child(session, dir))
    monitor = Process.monitor(pid)
    pid |> StreamingQuery.current!() |> StreamingQuery.stop!()
    assert_receive {:DOWN, ^monitor, :process, _pid, :normal}, 60_000
  end

  test "a query that fails starts again from its checkpoint", %{session: session, tmp_dir: dir} do
    # The first start fails.
    counter = :counters.new(1, [])

    frame = fn session ->
      :counters.add(counter, 1, 1)
      frame = rate(session)

      if :counters.get(counter, 1) == 1,
        do: DataFrame.filter(frame, F.raise_error(F.lit("no shop")) |> Column.cast(:boolean)),
        else: frame
    end

    log =
      ExUnit.CaptureLog.capture_log(fn ->
        pid = start_supervised!(child(session, dir, frame: frame))
        first = StreamingQuery.current!(pid)
        second = await_other(pid, first)
        assert second.id == first.id
        assert second.run_id != first.run_id
        assert StreamingQuery.active?(second)
      end)

    assert log =~ "a streaming query failed and starts again in 10 ms"
  end

  defp await_other(pid, query) do
    case StreamingQuery.current!(pid) do
      ^query ->
        Process.sleep(50)
        await_other(pid, query)

      other ->
        other
    end
  end

  @tag capture_log: true
  test "exits with the exception after too many failures", %{session: session, tmp_dir: dir} do
    frame = fn session ->
      session |> rate() |> DataFrame.select(F.raise_error(F.lit("no shop")))
    end

    Process.flag(:trap_exit, true)
    {StreamingQuery, options} = child(session, dir, frame: frame, max_restarts: 1)
    {:ok, pid} = StreamingQuery.start_link(options)
    assert_receive {:EXIT, ^pid, %Error.Remote{error_class: "STREAM_FAILED"} = error}, 60_000
    assert Exception.message(error) =~ "no shop"
  end

  test "refuses unknown options" do
    assert {:error, %Error.Argument{message: message}} = StreamingQuery.start_link(sesion: 1)
    assert message =~ "did you mean :session?"
  end
end
