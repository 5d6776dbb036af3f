defmodule Bench.Workloads.Columnar do
  @moduledoc false
  @behaviour Bench.Workload

  alias Bench.{Case, InProcess, Rows, Setting, Target, Workload}
  alias SparkEx.{DataFrame, Native}

  @unbounded [max_rows: :infinity, max_bytes: :infinity]
  @rows [mixed_1m: 1_000_000, mixed_5m: 5_000_000]

  @impl true
  def title, do: "Columns"

  @impl true
  def about do
    "Fetches the same rows as Arrow data: `DataFrame.to_arrow/2`; `to_explorer/2`, if " <>
      "Explorer is loaded; PySpark's `toArrow()` and `toPandas()`. The floor is the drain, " <>
      "which receives the batches and drops them (`stream_batches |> Stream.run`)."
  end

  @impl true
  def cases(setting) do
    for server <- [:spark, :sail], {id, rows} <- @rows do
      rows = Setting.size(setting, rows)

      %Case{
        id: {id, server},
        name: "#{Rows.count(rows)} mixed rows, #{String.capitalize("#{server}")}",
        contenders: contenders(setting, server, Rows.mixed(rows))
      }
    end
  end

  defp contenders(setting, server, sql) do
    frame = SparkEx.sql(Map.fetch!(setting, server).session, sql)

    [{"SparkEx to_arrow", to_arrow(frame)}] ++
      explorer(frame) ++
      [
        {"SparkEx drain", InProcess.job(fn _ -> drain(frame) end)},
        {"PySpark toArrow()", Setting.pyspark(setting, server, "to_arrow", %{sql: sql})},
        {"PySpark toPandas()", Setting.pyspark(setting, server, "to_pandas", %{sql: sql})}
      ]
  end

  defp explorer(frame) do
    if Code.ensure_loaded?(Explorer.DataFrame),
      do: [{"SparkEx to_explorer", InProcess.job(fn _ -> to_explorer(frame) end)}],
      else: []
  end

  defp to_explorer(frame),
    do: frame |> DataFrame.to_explorer!(@unbounded) |> Explorer.DataFrame.n_rows()

  defp to_arrow(frame) do
    rows = fn ipc ->
      {:ok, %{rows: rows}} = Native.batch_from_ipc(ipc)
      rows
    end

    InProcess.job(fn -> nil end, fn _ -> DataFrame.to_arrow!(frame, @unbounded) end, rows)
  end

  defp drain(frame),
    do: frame |> DataFrame.stream_batches() |> Enum.reduce(0, &(&1.num_rows + &2))

  @impl true
  def figures,
    do: Workload.peaks(["SparkEx to_arrow", "SparkEx to_explorer", "PySpark toArrow()"])

  @impl true
  def targets do
    for {frames, contender} <- [
          {"Arrow", "SparkEx to_arrow"},
          {"Explorer", "SparkEx to_explorer"}
        ],
        {text, other, server, limit, bound} <- limits() do
      %Target{
        text: "5 million rows to #{frames} #{text}",
        value: &Target.ratio(&1, {:mixed_5m, server}, contender, other),
        limit: {:at_most, limit},
        unit: " times",
        bound: bound
      }
    end
  end

  defp limits do
    [
      {"against the drain, on Spark", "SparkEx drain", :spark, 1.1,
       "Memory bounds it: as *What bounds it* shows, a third of this VM's processor time goes " <>
         "into fresh pages for the copy of all bytes and, for Explorer, its own layout of " <>
         "strings. The drain needs neither. Spark keeps the cores busy, so nearly all of that " <>
         "time counts"},
      {"against `toArrow()`, on Spark", "PySpark toArrow()", :spark, 0.75,
       "Spark bounds it: as *What bounds it* shows, the cores are 90 % busy while the drain " <>
         "runs, and Spark takes 90 % of that. The drain alone takes at least four fifths of " <>
         "`toArrow()`'s time, so no client can be much faster"},
      {"against `toArrow()`, on Sail", "PySpark toArrow()", :sail, 0.33, nil}
    ]
  end
end
