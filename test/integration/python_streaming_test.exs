defmodule SparkEx.PythonStreamingTest do
  @moduledoc """
  Python in streaming queries: data sources, and functions that keep a state from one micro-batch
  to the next.
  """

  use SparkEx.SparkCase

  import SparkEx.Eventually

  alias SparkEx.{DataSource, GroupedData, PythonCases, StreamingQuery, StreamReader}
  alias SparkEx.{StreamWriter, Writer}

  @moduletag :python_packages

  @provider "org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider"

  setup_all %{session: session} do
    path = Path.join(System.tmp_dir!(), "stream_#{System.unique_integer([:positive])}")
    write_files(session, path)
    on_exit(fn -> File.rm_rf(path) end)
    :ok = DataSource.register(session, "numbers", PythonCases.function("NumbersSource"))

    :ok =
      Session.config_set(session, %{
        "spark.sql.streaming.stateStore.providerClass" => @provider,
        "spark.sql.shuffle.partitions" => "1"
      })

    {:ok, path: path}
  end

  defp numbers(session), do: StreamReader.load(session, nil, format: "numbers")

  # Six rows in three files of the server's, one for each micro-batch.
  defp by_remainder(session, path) do
    session
    |> StreamReader.schema("n BIGINT, key BIGINT")
    |> StreamReader.parquet(path, max_files_per_trigger: 1)
    |> DataFrame.group_by("key")
  end

  defp write_files(session, path) do
    for first <- [0, 2, 4] do
      session
      |> SparkEx.range(first, first + 2, 1, 1)
      |> DataFrame.select_expr(["id AS n", "id % 2 AS key"])
      |> Writer.parquet!(path, mode: :append)
    end
  end

  # The rows that a query has written, in their order.
  defp rows(frame, session, options) do
    view = "rows_#{System.unique_integer([:positive])}"

    query = StreamWriter.start!(frame, nil, [format: :memory, query_name: view] ++ options)

    try do
      :ok = StreamingQuery.process_all_available(query)
      session |> SparkEx.table(view) |> DataFrame.collect!(as: :lists)
    after
      StreamingQuery.stop(query)
    end
  end

  test "a data source is read as a stream", %{session: session} do
    assert session |> numbers() |> rows(session, []) |> Enum.sort() ==
             for(n <- 0..5, do: [n, "row #{n}"])
  end

  test "a data source is written as a stream", %{session: session} do
    path = Path.join(System.tmp_dir!(), "written_#{System.unique_integer([:positive])}")
    on_exit(fn -> File.rm(path) end)
    options = [format: "numbers", checkpoint_location: path <> ".checkpoint"]
    on_exit(fn -> File.rm_rf(path <> ".checkpoint") end)
    query = session |> numbers() |> StreamWriter.start!(path, options)
    :ok = StreamingQuery.process_all_available(query)
    StreamingQuery.stop(query)
    counts = path |> File.read!() |> String.split() |> Enum.map(&String.to_integer/1)
    assert Enum.sum(counts) == 6
  end

  test "apply_in_pandas_with_state counts over micro-batches", %{session: session, path: path} do
    counts =
      session
      |> by_remainder(path)
      |> GroupedData.apply_in_pandas_with_state(
        PythonCases.function("running_count"),
        "key STRING, n BIGINT",
        state: "n BIGINT",
        output_mode: :update
      )
      |> rows(session, output_mode: :update)

    assert Enum.sort(counts) == for(key <- ["0", "1"], n <- 1..3, do: [key, n])
  end

  for {name, transform, processor} <- [
        {"transform_with_state", :transform_with_state, "CountRows"},
        {"transform_with_state_in_pandas", :transform_with_state_in_pandas, "CountFrames"}
      ] do
    test "#{name} counts over micro-batches", %{session: session, path: path} do
      arguments = [
        by_remainder(session, path),
        PythonCases.function(unquote(processor)),
        "key STRING, n BIGINT",
        [output_mode: :update]
      ]

      counts =
        GroupedData |> apply(unquote(transform), arguments) |> rows(session, output_mode: :update)

      assert Enum.sort(counts) == for(key <- ["0", "1"], n <- 1..3, do: [key, n])
    end

    test "#{name} begins with an initial state", %{session: session, path: path} do
      initial = SparkEx.sql(session, "SELECT * FROM VALUES (0L, 10L), (7L, 1L) AS t(key, n)")

      arguments = [
        by_remainder(session, path),
        PythonCases.function(unquote(processor)),
        "key STRING, n BIGINT",
        [output_mode: :update, initial_state: DataFrame.group_by(initial, "key")]
      ]

      counts =
        GroupedData |> apply(unquote(transform), arguments) |> rows(session, output_mode: :update)

      assert Enum.sort(counts) == [["0", 11], ["0", 12], ["0", 13], ["1", 1], ["1", 2], ["1", 3]]
    end
  end

  test "timers of processing time expire", %{session: session, path: path} do
    view = "reminders_#{System.unique_integer([:positive])}"

    query =
      session
      |> by_remainder(path)
      |> GroupedData.transform_with_state(
        PythonCases.function("Reminders"),
        "key STRING, n BIGINT",
        output_mode: :update,
        time_mode: :processing_time
      )
      |> StreamWriter.start!(nil, format: :memory, query_name: view, output_mode: :update)

    on_exit(fn -> StreamingQuery.stop(query) end)

    assert eventually(fn ->
             rows = session |> SparkEx.table(view) |> DataFrame.collect!(as: :lists)
             rows |> Enum.map(&hd/1) |> Enum.uniq() |> Enum.sort() == ["0", "1"]
           end)
  end

  test "an error in a processor ends the query with its line", %{session: session, path: path} do
    processor = """
    from pyspark.sql.streaming import StatefulProcessor

    class Broken(StatefulProcessor):
        def init(self, handle):
            pass

        def handleInputRows(self, key, rows, timerValues):
            raise ValueError("no such key")

        def close(self):
            pass
    """

    query =
      session
      |> by_remainder(path)
      |> GroupedData.transform_with_state(processor, "key STRING", output_mode: :update)
      |> StreamWriter.start!(nil, format: :noop, output_mode: :update)

    assert {:error, %Error.Remote{} = error} = StreamingQuery.await(query)
    assert Exception.message(error) =~ "ValueError: no such key"
  end
end
