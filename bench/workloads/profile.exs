defmodule Bench.Workloads.Profile do
  @moduledoc false
  # What bounds the jobs: how busy the cores are, with which process and which work.
  @behaviour Bench.Workload

  alias Bench.{
    BackgroundLoad,
    InProcess,
    Machine,
    Perf,
    ProcessMemory,
    Rows,
    RunQueue,
    Setting,
    Statistics
  }

  alias SparkEx.DataFrame

  @unbounded [max_rows: :infinity, max_bytes: :infinity]
  @repeats 5
  @small "SELECT 1"
  @results 40
  @slowest 5
  @not_measured "Not measured: perf is not installed, or may not look.\n"

  @impl true
  def title, do: "What bounds it"

  @impl true
  def about do
    "Runs jobs on Spark, #{@repeats} times in a row each, while Linux's perf samples the " <>
      "threads of this VM 997 times a second. *Cores busy* is the load of the machine, and " <>
      "*of that this VM* its share; the rest is Spark. The other columns split this VM's " <>
      "processor time: *fresh pages* are memory that the kernel hands out and clears; *order " <>
      "of keys* is the VM's check of each map built from keys and values; *terms to the " <>
      "caller* are copies of terms that other cores made; *rest* is the VM's own code, the " <>
      "runtime and the network protocol."
  end

  @impl true
  def section(setting, note) do
    "## #{title()}\n\n#{about()}\n\n#{times(setting)}\n#{about_waits()}\n\n#{waits(setting)}\n#{note}\n"
  end

  defp times(setting) do
    rows =
      if Perf.path(), do: for({name, job} <- jobs(setting), do: row(name, job)), else: [:error]

    if :error in rows,
      do: @not_measured,
      else: table(["", "time", "cores busy", "of that this VM" | Perf.groups()], rows)
  end

  defp table(head, rows) do
    [first | others] = for row <- [head | rows], do: "| " <> Enum.join(row, " | ") <> " |\n"
    [first, "|", String.duplicate("---|", length(head)), "\n", others]
  end

  defp about_waits do
    "Runs `#{@small}` on Sail repeatedly while another query collects a million rows, " <>
      "#{@results} times. The table shows the slowest of all, and the longest time that a " <>
      "runnable thread waited for a core meanwhile: in other processes and the kernel, and in " <>
      "this VM without the threads that build rows. Linux shares cores among sessions first " <>
      "(`autogroup`), so a thread that seldom runs on a core gets little of it. The query " <>
      "does not wait for a scheduler of this VM; on a shared machine its server and the " <>
      "network wait for a core."
  end

  defp waits(setting) do
    with path when path != nil <- Perf.path(),
         {:ok, waits} <- RunQueue.waits(fn -> beside(setting) end, &slowest/1) do
      table(
        ["slowest `#{@small}`", "longest wait, others", "longest wait, this VM"],
        Enum.map(waits, &longest/1)
      )
    else
      _ -> @not_measured
    end
  end

  defp beside(setting) do
    large = Rows.mixed(Setting.size(setting, 1_000_000))
    query = fn _ -> BackgroundLoad.run(setting.sail.session, large, @small) end
    job = InProcess.job(fn -> nil end, query, &%{size: length(&1), asked: &1})
    job.()
    Enum.flat_map(1..@results, fn _ -> job.().asked end)
  end

  defp slowest(asked) do
    for {at, seconds} <- asked |> Enum.sort_by(&elem(&1, 1), :desc) |> Enum.take(@slowest),
        do: {at, at + seconds}
  end

  defp longest({{from, to} = window, waits}) do
    {own, others} = Enum.split_with(waits, &(&1.process == System.pid()))
    own = Enum.reject(own, &(&1.thread =~ "dirty_cpu"))

    [
      Statistics.seconds(to - from)
      | for(waits <- [others, own], do: wait(RunQueue.longest(waits, window)))
    ]
  end

  defp wait(nil), do: "none"
  defp wait({thread, seconds}), do: "#{Statistics.seconds(seconds)} (#{thread})"

  defp jobs(setting) do
    many = frame(setting, 5_000_000)
    some = frame(setting, 1_000_000)

    [
      {"5 million rows, received and dropped",
       fn -> many |> DataFrame.stream_batches() |> Stream.run() end},
      {"5 million rows to Arrow", fn -> DataFrame.to_arrow!(many, @unbounded) end}
    ] ++
      explorer(many) ++
      [
        {"1 million rows as maps", fn -> DataFrame.collect!(some, @unbounded) end},
        {"1 million rows as lists",
         fn -> DataFrame.collect!(some, [as: :lists] ++ @unbounded) end}
      ]
  end

  defp frame(setting, rows),
    do: SparkEx.sql(setting.spark.session, Rows.mixed(Setting.size(setting, rows)))

  defp explorer(frame) do
    if Code.ensure_loaded?(Explorer.DataFrame),
      do: [{"5 million rows to Explorer", fn -> DataFrame.to_explorer!(frame, @unbounded) end}],
      else: []
  end

  defp row(name, job) do
    IO.puts(:stderr, "#{title()}: #{name}")
    once = InProcess.job(fn -> nil end, fn _ -> job.() end, fn _result -> 0 end)
    once.()

    with {:ok, took, shares} <- Perf.shares(fn -> took(once) end) do
      [
        name,
        Statistics.seconds(took.seconds / @repeats),
        percent(took.busy / (took.seconds * System.schedulers_online())),
        percent(took.own / took.busy)
        | for(group <- Perf.groups(), do: percent(Map.get(shares, group, 0)))
      ]
    end
  end

  defp took(once) do
    {busy, own} = {Machine.busy(), ProcessMemory.cpu()}
    {micros, _} = :timer.tc(fn -> for _ <- 1..@repeats, do: once.() end)

    %{
      seconds: micros / 1.0e6,
      busy: Machine.busy() - busy,
      own: ProcessMemory.cpu() - own
    }
  end

  defp percent(share), do: "#{round(share * 100)} %"
end
