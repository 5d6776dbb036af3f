defmodule SparkEx.StreamingQueryTest do
  use SparkEx.SparkCase, async: true

  alias SparkEx.{
    GroupedData,
    Streaming,
    StreamingQuery,
    StreamReader,
    StreamWriter,
    Writer,
    WriterV2
  }

  alias SparkEx.StreamingQuery.{Progress, SinkProgress, SourceProgress, StateOperatorProgress}

  doctest SparkEx.StreamingQuery.Progress

  @moduletag :tmp_dir

  # Each partition of a query with state has a store.
  setup_all %{session: session},
    do: Session.config_set(session, "spark.sql.shuffle.partitions", 2)

  # Three files of JSON, as a stream of three micro-batches.
  defp orders(session, dir) do
    landing = Path.join(dir, "landing")
    File.mkdir_p!(landing)

    for n <- 1..3 do
      rows = for k <- 1..n, do: ~s({"id": #{10 * n + k}, "shop": "s#{k}"}\n)
      File.write!(Path.join(landing, "#{n}.json"), rows)
      # Files are read in the order of their modification.
      File.touch!(Path.join(landing, "#{n}.json"), 1_700_000_000 + n)
    end

    StreamReader.json(session, landing,
      schema: "id BIGINT, shop STRING",
      max_files_per_trigger: 1
    )
  end

  defp name, do: "query_#{System.unique_integer([:positive])}"

  test "a query writes all rows and tells its progress", %{session: session, tmp_dir: dir} do
    out = Path.join(dir, "out")

    query =
      session
      |> orders(dir)
      |> StreamWriter.start!(out,
        format: :json,
        trigger: :available_now,
        checkpoint_location: Path.join(dir, "checkpoint")
      )

    assert {:ok, :terminated} = StreamingQuery.await(query)
    assert {:ok, nil} = StreamingQuery.exception(query)

    rows = session |> Reader.json(out, schema: "id BIGINT") |> DataFrame.collect!()
    assert rows |> Enum.map(& &1["id"]) |> Enum.sort() == [11, 21, 22, 31, 32, 33]

    assert {:ok, progress} = StreamingQuery.recent_progress(query)
    assert Enum.map(progress, &{&1.batch_id, &1.num_input_rows}) == [{0, 1}, {1, 2}, {2, 3}]
    last = List.last(progress)
    assert StreamingQuery.last_progress!(query) == last
    assert %Progress{run_id: run_id, timestamp: %DateTime{}, duration_ms: durations} = last
    assert run_id == query.run_id
    assert durations["triggerExecution"] > 0
    assert [%SourceProgress{num_input_rows: 3} = source] = last.sources
    assert source.end_offset == ~s({"logOffset":2})
    assert %SinkProgress{description: "FileSink" <> _, num_output_rows: nil} = last.sink
  end

  test "a query continues from its checkpoint", %{session: session, tmp_dir: dir} do
    write = fn frame ->
      options = [
        format: :json,
        trigger: :available_now,
        checkpoint_location: Path.join(dir, "checkpoint")
      ]

      query = StreamWriter.start!(frame, Path.join(dir, "out"), options)
      StreamingQuery.await!(query)
      {query.id, query.run_id, query |> StreamingQuery.recent_progress!() |> length()}
    end

    orders = orders(session, dir)
    assert {id, first_run, 3} = write.(orders)
    File.write!(Path.join([dir, "landing", "4.json"]), ~s({"id": 41, "shop": "s1"}\n))
    assert {^id, second_run, 1} = write.(orders)
    assert first_run != second_run
  end

  test "aggregates keep state, with a watermark", %{session: session, tmp_dir: dir} do
    name = name()

    query =
      session
      |> orders(dir)
      |> DataFrame.with_column("at", Column.cast("id", :timestamp))
      |> DataFrame.with_watermark("at", "10 seconds")
      |> DataFrame.group_by("shop")
      |> DataFrame.agg(n: F.count("*"))
      |> StreamWriter.start!(nil,
        format: :memory,
        query_name: name,
        output_mode: :complete,
        trigger: :available_now
      )

    StreamingQuery.await!(query)
    rows = session |> Reader.table(name) |> DataFrame.collect!()

    assert Enum.sort_by(rows, & &1["shop"]) == [
             %{"shop" => "s1", "n" => 3},
             %{"shop" => "s2", "n" => 2},
             %{"shop" => "s3", "n" => 1}
           ]

    progress = StreamingQuery.last_progress!(query)
    assert %{"watermark" => %DateTime{}} = progress.event_time
    assert [%StateOperatorProgress{num_rows_total: 3} = state] = progress.state_operators
    assert state.operator_name == "stateStoreSave"
  end

  test "writes to a table, partitioned", %{session: session, tmp_dir: dir} do
    table = table!(session, "id BIGINT, shop STRING")

    query =
      session
      |> orders(dir)
      |> StreamWriter.to_table!(table,
        trigger: :available_now,
        checkpoint_location: Path.join(dir, "checkpoint")
      )

    StreamingQuery.await!(query)
    assert session |> Reader.table(table) |> DataFrame.count!() == 6
  end

  test "runs until it is stopped", %{session: session} do
    name = name()
    rate = StreamReader.load(session, nil, format: :rate, rows_per_second: 10)

    query =
      StreamWriter.start!(rate, nil,
        format: :memory,
        query_name: name,
        trigger: [processing_time: 100]
      )

    assert query.name == name
    assert StreamingQuery.is_active(query) == {:ok, true}
    assert StreamingQuery.await(query, timeout: 200) == {:ok, :running}
    assert query in Streaming.active!(session)
    assert Streaming.get(session, query.id) == {:ok, query}
    assert :ok = StreamingQuery.process_all_available(query)
    assert StreamingQuery.explain!(query) =~ "== Physical Plan =="
    assert StreamingQuery.explain!(query, extended: true) =~ "== Parsed Logical Plan =="

    assert :ok = StreamingQuery.stop(query)
    assert :ok = StreamingQuery.stop(query)
    assert %{active: false, message: "Stopped"} = StreamingQuery.status!(query)
    assert Streaming.get(session, query.id) == {:ok, nil}
    refute query in Streaming.active!(session)
  end

  test "a query that fails has an exception", %{session: session, tmp_dir: dir} do
    query =
      session
      |> orders(dir)
      |> DataFrame.select(F.raise_error(F.lit("no shop")))
      |> StreamWriter.start!(nil, format: :noop)

    assert {:error, %Error.Remote{error_class: "STREAM_FAILED"} = error} =
             StreamingQuery.await(query)

    assert Exception.message(error) =~ "no shop"

    assert {:ok, %Error.Remote{error_class: "STREAM_FAILED"} = error} =
             StreamingQuery.exception(query)

    assert error.text =~ "[USER_RAISED_EXCEPTION] no shop"
    assert error.exception == "org.apache.spark.sql.streaming.StreamingQueryException"
  end

  test "an action on a streaming frame says what to do", %{session: session, tmp_dir: dir} do
    frame = orders(session, dir)

    for action <- [
          &DataFrame.collect/1,
          &DataFrame.count/1,
          &DataFrame.first/1,
          &DataFrame.tail(&1, 1),
          &DataFrame.is_empty/1,
          &DataFrame.show/1,
          &DataFrame.html_string/1,
          &DataFrame.to_arrow/1,
          &DataFrame.cache/1,
          &DataFrame.checkpoint/1,
          &DataFrame.local_checkpoint/1,
          &DataFrame.input_files/1,
          &DataFrame.approx_quantile(&1, "id", [0.5], 0.1),
          &(&1 |> DataFrame.summary() |> DataFrame.collect()),
          &Writer.parquet(&1, Path.join(dir, "written")),
          &(&1 |> DataFrame.write() |> Writer.save_as_table("written")),
          &(&1 |> DataFrame.write_to("written") |> WriterV2.create())
        ] do
      assert {:error, %Error.Remote{} = error} = action.(frame)
      assert Exception.message(error) =~ "DataFrame.write_stream/2"
    end

    for stream <- [DataFrame.stream(frame), DataFrame.stream_batches(frame)] do
      assert_raise Error.Remote, ~r"DataFrame.write_stream/2", fn -> Enum.to_list(stream) end
    end
  end

  test "a query that Spark refuses says what to do", %{session: session, tmp_dir: dir} do
    orders = orders(session, dir)
    grouped = DataFrame.group_by(orders, "shop")

    for {frame, advice} <- [
          {SparkEx.range(session, 1), "DataFrame.write/1"},
          {DataFrame.agg(grouped, n: F.count("*")), "StreamWriter.output_mode/2"},
          {DataFrame.sort(orders, "id"), "StreamWriter.foreach_batch/3"},
          {grouped |> GroupedData.pivot("id") |> GroupedData.count(),
           "StreamWriter.foreach_batch/3"}
        ] do
      assert {:error, %Error.Remote{} = error} = StreamWriter.start(frame, nil, format: :noop)
      assert Exception.message(error) =~ advice
    end
  end

  test "a query refuses other values" do
    assert {:error, %Error.Argument{message: message}} = StreamingQuery.status(:query)
    assert message =~ "SparkEx.StreamingQuery"
  end
end
