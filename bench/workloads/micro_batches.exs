defmodule Bench.Workloads.MicroBatches do
  @moduledoc false
  @behaviour Bench.Workload

  alias Bench.{Case, InProcess, Setting, Statistics, Target}
  alias SparkEx.{DataFrame, Streaming, StreamingQuery, StreamReader, StreamWriter}

  @batches 40
  # A latency needs two micro-batches.
  @least_batches 3

  @contenders ["SparkEx", "SparkEx `batches`", "PySpark"]

  @impl true
  def title, do: "Micro-batches"

  @impl true
  def about do
    "Counts the rows of each micro-batch of a stream on Spark, one file each: `foreach_batch/3` and " <>
      "`Streaming.batches/2`, whose functions run here, and PySpark's `foreachBatch`, whose function " <>
      "runs in a Python process of the server. Times are those of the whole query for each micro-batch. " <>
      "Latencies are the times from the end of the function to its call with the next micro-batch, in " <>
      "which Spark commits one and plans the other."
  end

  @impl true
  def cases(setting) do
    batches = max(Setting.size(setting, @batches), @least_batches)
    session = setting.spark.session
    path = files(batches)

    [
      %Case{
        id: :micro_batches,
        name: "#{batches} micro-batches",
        per: batches,
        contenders: [
          {"SparkEx", in_process(&foreach_batch/2, session, path)},
          {"SparkEx `batches`", in_process(&batches/2, session, path)},
          {"PySpark", Setting.pyspark(setting, :spark, "micro_batches", %{path: path})}
        ]
      }
    ]
  end

  defp in_process(run, session, path),
    do: InProcess.job(fn -> nil end, fn nil -> run.(session, path) end, &latencies/1)

  # Files are read in the order of their modification.
  defp files(count) do
    path = temporary()

    for number <- 1..count do
      file = Path.join(path, "#{number}.json")
      File.write!(file, ~s({"id": #{number}}\n))
      File.touch!(file, 1_700_000_000 + number)
    end

    path
  end

  defp temporary do
    name = "spark_ex_bench_#{System.os_time()}_#{System.unique_integer([:positive])}"
    path = Path.join(System.tmp_dir!(), name)
    File.mkdir_p!(path)
    System.at_exit(fn _status -> File.rm_rf!(path) end)
    path
  end

  defp stream(session, path),
    do: StreamReader.json(session, path, schema: "id BIGINT", max_files_per_trigger: 1)

  defp foreach_batch(session, path) do
    caller = self()

    session
    |> stream(path)
    |> StreamWriter.foreach_batch(fn batch, _id -> send(caller, {:span, span(batch)}) end)
    |> StreamWriter.start!(nil, trigger: :available_now)
    |> StreamingQuery.await!()

    spans([])
  end

  defp spans(spans) do
    receive do
      {:span, span} -> spans([span | spans])
    after
      0 -> Enum.reverse(spans)
    end
  end

  defp batches(session, path) do
    session
    |> stream(path)
    |> Streaming.batches(checkpoint: temporary(), trigger: :available_now)
    |> Enum.map(fn {_id, batch} -> span(batch) end)
  end

  defp span(batch) do
    started = System.monotonic_time(:microsecond)
    1 = DataFrame.count!(batch)
    {started, System.monotonic_time(:microsecond)}
  end

  defp latencies(spans) do
    latencies =
      Enum.zip_with(spans, tl(spans), fn {_, ended}, {started, _} -> (started - ended) / 1.0e6 end)

    %{
      size: length(spans),
      p50: Statistics.percentile(latencies, 50),
      p99: Statistics.percentile(latencies, 99),
      worst: Enum.max(latencies)
    }
  end

  @impl true
  def figures do
    for contender <- @contenders,
        do:
          {"latency of #{contender}: median, worst", contender, fn run, _case -> latency(run) end}
  end

  defp latency(run), do: Enum.map_join([run.p50, run.worst], ", ", &Statistics.seconds/1)

  @impl true
  def targets do
    for {contender, name} <- [
          {"SparkEx", "`foreach_batch/3`"},
          {"SparkEx `batches`", "`batches/2`"}
        ] do
      %Target{
        text: "median latency of #{name}, above PySpark's",
        value: &added(&1, contender),
        limit: {:at_most, 100},
        unit: " ms",
        bound:
          "Both sides ask for the views of the other at intervals, which a busy machine stretches"
      }
    end
  end

  defp added(results, contender) do
    with %{micro_batches: %{^contender => ours, "PySpark" => theirs}} <- results,
         do: (ours.p50 - theirs.p50) * 1000,
         else: (_ -> nil)
  end
end
