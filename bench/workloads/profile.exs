defmodule Bench.Workloads.Profile do
  @moduledoc false
  # Not who is faster, but what bounds it: how busy the cores are, with whom, and with what.
  @behaviour Bench.Workload

  alias Bench.{Here, Machine, Perf, ProcessMemory, Rows, Setting, Statistics}
  alias SparkEx.DataFrame

  @unbounded [max_rows: :infinity, max_bytes: :infinity]
  @repeats 5

  @impl true
  def title, do: "What bounds it"

  @impl true
  def about do
    "Jobs on Spark, #{@repeats} times in a row each, while Linux's perf looks at this VM's threads 997 times a second. How " <>
      "busy the machine's cores were, and what of that was this VM: the rest is Spark. Then what this VM's processor time went " <>
      "into: *fresh pages* are memory that the kernel gives out and clears; *order of keys* is the VM's check of each map " <>
      "that is made from keys and values; *terms to the caller* are copies of what other cores made; *rest* is the VM's own code, the runtime " <>
      "and the network's protocol."
  end

  @impl true
  def section(setting, note) do
    rows = for {name, job} <- jobs(setting), do: [name | measure(job)]
    head = ["", "time", "cores busy", "of that this VM" | Perf.groups()]
    [first | others] = for row <- [head | rows], do: "| " <> Enum.join(row, " | ") <> " |\n"
    rule = "|" <> String.duplicate("---|", length(head)) <> "\n"

    table =
      if Perf.path(), do: [first, rule, others], else: "Not measured: perf is not installed.\n"

    "## #{title()}\n\n#{about()}\n\n#{table}\n#{note}\n"
  end

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

  defp measure(job) do
    IO.puts(:stderr, "#{title()}: perf")
    once = Here.job(fn -> nil end, fn _ -> job.() end, fn _result -> 0 end)
    once.()
    {took, shares} = Perf.shares(fn -> took(once) end)

    [
      Statistics.seconds(took.seconds / @repeats),
      percent(took.busy / (took.seconds * System.schedulers_online())),
      percent(took.own / took.busy)
      | for(group <- Perf.groups(), do: percent(Map.get(shares, group, 0)))
    ]
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
