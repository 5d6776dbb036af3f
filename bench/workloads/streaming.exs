defmodule Bench.Workloads.Streaming do
  @moduledoc false
  @behaviour Bench.Workload

  alias Bench.{Case, InProcess, Rows, Setting, Target, Workload}
  alias SparkEx.DataFrame

  @rows [mixed_1m: 1_000_000, mixed_10m: 10_000_000]

  @impl true
  def title, do: "Streaming rows"

  @impl true
  def about do
    "Fetches all rows of a query on Spark one by one, counts and drops them: " <>
      "`DataFrame.stream/2` and PySpark's `toLocalIterator()`."
  end

  @impl true
  def cases(setting) do
    for {id, rows} <- @rows, rows = Setting.size(setting, rows), sql = Rows.mixed(rows) do
      %Case{
        id: id,
        name: "#{Rows.count(rows)} rows of 7 mixed columns",
        # The shorter case has warmed up the code.
        warm_up: id != :mixed_10m,
        contenders: [
          {"SparkEx", InProcess.job(fn _ -> stream(setting.spark.session, sql) end)},
          {"PySpark toLocalIterator()",
           Setting.pyspark(setting, :spark, "to_local_iterator", %{sql: sql})}
        ]
      }
    end
  end

  defp stream(session, sql), do: session |> SparkEx.sql(sql) |> DataFrame.stream() |> Enum.count()

  @impl true
  def figures, do: Workload.peaks(["SparkEx", "PySpark toLocalIterator()"])

  @impl true
  def targets do
    [
      %Target{
        text: "10 million rows against `toLocalIterator()`",
        value: &Target.ratio(&1, :mixed_10m, "PySpark toLocalIterator()", "SparkEx"),
        limit: {:at_least, 5},
        unit: " times"
      },
      %Target{
        text: "peak memory for 10 million rows, above the idle VM",
        value: &grown/1,
        limit: {:at_most, 200},
        unit: " MB"
      }
    ]
  end

  defp grown(results) do
    with %{mixed_10m: %{"SparkEx" => run}} <- results, do: run.grown / 1.0e6, else: (_ -> nil)
  end
end
