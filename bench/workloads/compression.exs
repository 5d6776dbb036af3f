# The proxy of the tests is the link.
for file <- ~w(cutting_proxy/link cutting_proxy/connection cutting_proxy),
    do: Code.require_file("../../test/support/#{file}.ex", __DIR__)

defmodule Bench.Workloads.Compression do
  @moduledoc false
  @behaviour Bench.Workload

  alias Bench.{Case, InProcess, Machine, Rows, Setting, Statistics, Target}
  alias SparkEx.{CuttingProxy, DataFrame, Native}

  @gigabit 125_000_000
  # The delay of one way in milliseconds, and bytes per second.
  @links [
    loopback: {"loopback", []},
    near: {"2 ms, 1 Gbit/s", [delay: 1, rate: @gigabit]},
    thin: {"20 ms, 100 Mbit/s", [delay: 10, rate: div(@gigabit, 10)]}
  ]

  @codecs [{"SparkEx", "none"}, {"SparkEx, zstd", "zstd"}]
  @codec "spark.sql.execution.arrow.compression.codec"
  @columns 100

  @impl true
  def title, do: "Compression"

  @impl true
  def about do
    "Fetches results of several kinds as Arrow data, as they are and compressed on the way, over " <>
      "links with a round trip and a rate each way (a proxy in the benchmark's VM). Processor " <>
      "times of the client and of the machine, with Spark's, are those without a link: " <>
      "the proxy takes time of the client's processor."
  end

  @impl true
  def cases(setting) do
    for {id, {name, link}} <- @links,
        sessions = sessions(setting, link),
        {kind, text, sql} <- kinds(setting) do
      contenders = for {contender, session} <- sessions, do: {contender, job(session, sql)}
      %Case{id: {kind, id}, name: "#{text}, #{name}", contenders: contenders}
    end
  end

  defp sessions(setting, link) do
    {:ok, proxy} = CuttingProxy.start_link({setting.spark.url, link})
    url = if link == [], do: setting.spark.url, else: CuttingProxy.url(proxy)

    for {contender, codec} <- @codecs,
        do: {contender, SparkEx.connect!(url: url, conf: conf(codec))}
  end

  defp conf(codec), do: %{@codec => codec}

  defp kinds(setting) do
    rows = Setting.size(setting, 1_000_000)
    few = Setting.size(setting, 20_000)
    count = Rows.count(rows)
    wide = for(i <- 1..@columns, do: "hash(id, #{i}) % 1000 AS c#{i}") |> Enum.join(", ")

    [
      {:mixed, "#{count} mixed rows", Rows.mixed(rows)},
      {:doubles, "#{count} random doubles", "SELECT rand(7) d, randn(8) e FROM range(#{rows})"},
      {:words, "#{count} short strings, about 1,000 different",
       "SELECT concat('word', hash(id) % 500) s FROM range(#{rows})"},
      {:hashes, "#{count} hashes of 32 digits", "SELECT md5(string(id)) s FROM range(#{rows})"},
      {:wide, "#{Rows.count(few)} rows of #{@columns} small numbers",
       "SELECT #{wide} FROM range(#{few})"},
      {:nested, "#{Rows.count(div(rows, 5))} rows with an array, a map and a struct",
       "SELECT array(id, id + 1) a, map('k', id) m, named_struct('x', id, 's', string(id)) s " <>
         "FROM range(#{div(rows, 5)})"}
    ]
  end

  defp job(session, sql) do
    fetch = fn nil ->
      busy = Machine.busy()

      ipc =
        session
        |> SparkEx.sql(sql)
        |> DataFrame.to_arrow!(max_rows: :infinity, max_bytes: :infinity)

      {ipc, Machine.busy() - busy}
    end

    InProcess.job(fn -> nil end, fetch, fn {ipc, busy} ->
      {:ok, %{rows: rows}} = Native.batch_from_ipc(ipc)
      %{size: rows, bytes: byte_size(ipc), busy: busy}
    end)
  end

  @impl true
  def figures do
    for {contender, _codec} <- @codecs,
        {title, text} <- [
          {"bytes", fn run, _case -> Statistics.bytes(run.bytes) end},
          {"processor time, client", &cpu/2},
          {"processor time, machine", &busy/2}
        ],
        do: {"#{contender}: #{title}", contender, text}
  end

  defp cpu(run, it), do: without_link(it, run.cpu)
  defp busy(run, it), do: without_link(it, run.busy)

  defp without_link(%Case{id: {_kind, :loopback}}, seconds), do: Statistics.seconds(seconds)
  defp without_link(_case, _seconds), do: ""

  @impl true
  def targets do
    [
      target("mixed rows over 20 ms and 100 Mbit/s with zstd", {:mixed, :thin}),
      target("random doubles over 20 ms and 100 Mbit/s with zstd", {:doubles, :thin}),
      target("random doubles over 2 ms and 1 Gbit/s with zstd", {:doubles, :near})
    ]
  end

  defp target(text, id) do
    %Target{
      text: "#{text}, relative to the same without",
      value: &Target.ratio(&1, id, "SparkEx, zstd", "SparkEx"),
      limit: {:at_most, 1.1},
      unit: " times"
    }
  end
end
