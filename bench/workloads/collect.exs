defmodule Bench.Workloads.Collect do
  @moduledoc false
  @behaviour Bench.Workload

  alias Bench.{Case, InProcess, Rows, Setting, Statistics, Target, Workload}
  alias SparkEx.DataFrame

  @mixed [mixed_10k: 10_000, mixed_100k: 100_000, mixed_1m: 1_000_000, mixed_5m: 5_000_000]
  @bytes 50_000_000
  @texts 10_000

  @impl true
  def title, do: "Collecting rows"

  @impl true
  def about do
    "Fetches all rows of a query on Spark as a list. `DataFrame.collect/2` returns maps, or " <>
      "lists with `as: :lists`; PySpark's `collect()` returns `Row`s. Mixed columns are a " <>
      "long, an int, a double, a string, a boolean, a date and a timestamp."
  end

  @impl true
  def cases(setting) do
    for {id, name, sql} <- mixed(setting) ++ shapes(setting) do
      %Case{
        id: id,
        name: name,
        warm_up: id != :mixed_5m,
        contenders: [
          {"SparkEx", InProcess.job(fn _ -> collect(setting.spark.session, sql, :maps) end)},
          {"SparkEx, lists",
           InProcess.job(fn _ -> collect(setting.spark.session, sql, :lists) end)},
          {"PySpark collect()", Setting.pyspark(setting, :spark, "collect", %{sql: sql})}
        ]
      }
    end
  end

  defp collect(session, sql, as) do
    options = [as: as, max_rows: :infinity, max_bytes: :infinity]
    session |> SparkEx.sql(sql) |> DataFrame.collect!(options) |> length()
  end

  defp mixed(setting) do
    for {id, rows} <- @mixed, rows = Setting.size(setting, rows) do
      {id, "#{Rows.count(rows)} rows of 7 mixed columns", Rows.mixed(rows)}
    end
  end

  defp shapes(setting) do
    rows = Setting.size(setting, 100_000)
    texts = Setting.size(setting, @texts)
    bytes = Setting.size(setting, @bytes)
    narrow = Enum.map_join(1..200, ", ", &"concat('v', id + #{&1}) c#{&1}")

    [
      {:cell, "one cell of #{Statistics.bytes(bytes)}", "SELECT repeat('x', #{bytes}) s"},
      {:cells, "#{Rows.count(texts)} cells of 5 kB",
       "SELECT repeat(chr(65 + id % 26), 5000) s FROM range(#{texts})"},
      {:wide, "#{Rows.count(texts)} rows of 200 short strings",
       "SELECT #{narrow} FROM range(#{texts})"},
      {:nested, "#{Rows.count(rows)} rows with an array, a map and a struct",
       "SELECT id, array(id, id + 1) a, map('k', id) m, " <>
         "named_struct('x', id, 'y', array('p', 'q')) st FROM range(#{rows})"},
      {:decimals, "#{Rows.count(rows)} decimals of 38 digits",
       "SELECT cast(id AS DECIMAL(38, 10)) / 7 d FROM range(#{rows})"}
    ]
  end

  @impl true
  def figures, do: Workload.peaks(["SparkEx", "PySpark collect()"])

  @impl true
  def targets do
    [
      %Target{
        text: "a million mixed rows against `collect()`",
        value: &Target.ratio(&1, :mixed_1m, "PySpark collect()", "SparkEx"),
        limit: {:at_least, 15},
        unit: " times",
        bound:
          "Receiving the rows takes a good third of the time, and Spark shares the cores. The " <>
            "rest builds 45 million words of terms. *What bounds it* shows the share of fresh " <>
            "memory pages and of the VM's check that the keys of each map are in order, which " <>
            "its C interface cannot skip. Rows as lists need no check and exceed the target"
      },
      %Target{
        text: "their peak memory, relative to PySpark's",
        value: &memory/1,
        limit: {:at_most, 1},
        bound:
          "Memory that the VM's allocators kept from earlier runs counts too; the increase " <>
            "during the run is in parentheses above"
      },
      %Target{
        text: "time per row of 5 million rows, relative to 100 thousand",
        value: &growth/1,
        limit: {:at_most, 1}
      }
    ]
  end

  defp memory(results) do
    with %{mixed_1m: %{"SparkEx" => ours, "PySpark collect()" => theirs}} <- results,
         do: ours.peak / theirs.peak,
         else: (_ -> nil)
  end

  defp growth(results) do
    with %{mixed_100k: %{"SparkEx" => small}, mixed_5m: %{"SparkEx" => large}} <- results,
         do: large.median / large.size / (small.median / small.size),
         else: (_ -> nil)
  end
end
