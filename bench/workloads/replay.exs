defmodule Bench.Workloads.Replay do
  @moduledoc false
  @behaviour Bench.Workload

  alias Bench.{Case, InProcess, Recording, Rows, Setting, Statistics, Target}
  alias SparkEx.DataFrame

  @unbounded [max_rows: :infinity, max_bytes: :infinity]

  # What each case does with the response, its rows, and PySpark's job. The plan does not matter:
  # the response is always the recorded one.
  @kinds [
    {:decode, "decode", 5_000_000, nil},
    {:rows, "rows, one after the other", 1_000_000, "collect_range"},
    {:collect, "rows, as a list", 1_000_000, "collect_range"}
  ]

  @impl true
  def title, do: "Replay"

  @impl true
  def about do
    "Replays recorded responses of Spark with the scripted server, as fast as the wire " <>
      "allows. The floor is a bare gRPC client in Rust that drops the bytes. *Decode* " <>
      "receives, checks and decodes all Arrow batches (`stream_batches`); *rows* builds a map " <>
      "of every row (`stream`, `collect`). PySpark runs `collect()`. Server and client share " <>
      "the cores, so rates are also given per second of the client's processor time, over all " <>
      "its threads."
  end

  @impl true
  def cases(setting), do: Enum.map(@kinds, &kind(setting, &1))

  defp kind(setting, {id, name, rows, pyspark}) do
    rows = Setting.size(setting, rows)
    frame = SparkEx.sql(setting.spark.session, Rows.mixed(rows))
    recording = Recording.record(setting, frame)
    frame = %{frame | session: SparkEx.connect!(url: recording.url)}
    ours = InProcess.job(fn _ -> %{size: work(id, frame), bytes: recording.bytes} end)
    floor = Recording.drain(setting, recording)
    theirs = if pyspark, do: [{"PySpark", pyspark(setting, recording, pyspark, rows)}], else: []

    %Case{
      id: id,
      name:
        "#{name}: #{Rows.count(rows)} rows of 7 mixed columns, #{Statistics.bytes(recording.bytes)}",
      same_size: false,
      contenders:
        for {name, job} <- [{"SparkEx", ours}, {"floor", floor} | theirs] do
          {name, playing(setting, recording, job)}
        end
    }
  end

  defp pyspark(setting, recording, job, rows),
    do: Setting.pyspark_at(setting, recording.url, job, %{rows: rows})

  defp playing(setting, recording, job) do
    fn ->
      Recording.play(setting, recording)
      job.()
    end
  end

  defp work(:decode, frame),
    do: frame |> DataFrame.stream_batches() |> Enum.reduce(0, &(&1.num_rows + &2))

  defp work(:rows, frame), do: frame |> DataFrame.stream() |> Enum.count()
  defp work(:collect, frame), do: frame |> DataFrame.collect!(@unbounded) |> length()

  @impl true
  def figures do
    [
      {"data", "SparkEx", fn run, _case -> rate(run.bytes / run.median / 1.0e9, "GB/s") end},
      {"data per core", "SparkEx",
       fn run, _case -> rate(run.bytes / run.cpu / 1.0e9, "GB/s") end},
      {"values", "SparkEx", fn run, _case -> rate(values(run) / run.median, "million/s") end},
      {"values per core", "SparkEx",
       fn run, _case -> rate(values(run) / run.cpu, "million/s") end},
      {"floor", "floor", fn run, _case -> rate(run.size / run.median / 1.0e9, "GB/s") end}
    ]
  end

  defp rate(rate, unit), do: "#{Statistics.digits(rate)} #{unit}"

  # Counted in millions.
  defp values(run), do: run.size * Rows.mixed_columns() / 1.0e6

  @impl true
  def targets do
    [
      %Target{
        text: "decoding, per second of processor time",
        value: &of_core(&1, :decode, fn run -> run.bytes / 1.0e9 end),
        limit: {:at_least, 1},
        unit: " GB/s",
        bound: "The bare client, which only drops the bytes, is hardly faster in the same run"
      },
      %Target{
        text: "rows, per second of processor time",
        value: &of_core(&1, :rows, fn run -> values(run) end),
        limit: {:at_least, 4},
        unit: " million values/s"
      }
    ]
  end

  defp of_core(results, id, amount) do
    with %{^id => %{"SparkEx" => run}} <- results, do: amount.(run) / run.cpu, else: (_ -> nil)
  end
end
