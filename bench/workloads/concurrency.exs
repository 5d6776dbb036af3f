defmodule Bench.Workloads.Concurrency do
  @moduledoc false
  @behaviour Bench.Workload

  alias Bench.{BackgroundLoad, Case, InProcess, Rows, Setting, Statistics, Target}

  @queries 256
  @at_once [1, 8, 64]
  @rows 1_000
  @large 1_000_000
  @small "SELECT 1"

  @impl true
  def title, do: "Many queries at once"

  @impl true
  def about do
    "Runs #{@queries} queries of #{@rows} mixed rows each over one session, from 1, 8 or 64 " <>
      "processes (threads in PySpark) at a time. Times are those of all queries together. In " <>
      "the last case, `#{@small}` runs repeatedly while another query collects a million " <>
      "rows. Its latencies show whether a query waits for the rows of another."
  end

  @impl true
  def cases(setting) do
    for(server <- [:spark, :sail], at_once <- @at_once, do: at_once(setting, server, at_once)) ++
      [beside(setting)]
  end

  defp at_once(setting, server, at_once) do
    session = Map.fetch!(setting, server).session
    queries = Setting.size(setting, @queries * 10) |> min(@queries)
    sql = Rows.mixed(@rows)
    arguments = %{sql: sql, queries: queries, threads: at_once}

    %Case{
      id: {server, at_once},
      name: "#{at_once} at a time, #{String.capitalize("#{server}")}",
      contenders: [
        {"SparkEx", InProcess.job(fn _ -> at_once(session, sql, queries, at_once) end)},
        {"PySpark", Setting.pyspark(setting, server, "at_once", arguments)}
      ]
    }
  end

  defp at_once(session, sql, queries, at_once) do
    1..queries
    |> Task.async_stream(fn _ -> latency(session, sql) end,
      max_concurrency: at_once,
      ordered: false,
      timeout: :infinity
    )
    |> Enum.map(fn {:ok, seconds} -> seconds end)
    |> tail()
  end

  defp beside(setting) do
    session = setting.sail.session
    large = Rows.mixed(Setting.size(setting, @large))

    %Case{
      id: :beside,
      name: "`#{@small}` during a large query, Sail",
      same_size: false,
      contenders: [
        {"SparkEx", InProcess.job(fn _ -> beside(session, large) end)},
        {"PySpark", Setting.pyspark(setting, :sail, "beside", %{large: large, small: @small})}
      ]
    }
  end

  defp beside(session, large) do
    tail(for {_at, seconds} <- BackgroundLoad.run(session, large, @small), do: seconds)
  end

  defp latency(session, sql), do: session |> BackgroundLoad.timed(sql) |> elem(1)

  defp tail(latencies) do
    %{
      size: length(latencies),
      p50: Statistics.percentile(latencies, 50),
      p99: Statistics.percentile(latencies, 99),
      worst: Enum.max(latencies)
    }
  end

  @impl true
  def figures do
    for contender <- ["SparkEx", "PySpark"],
        {title, text} <- [
          {"queries/s", fn run -> Statistics.digits(run.size / run.median) end},
          {"median, 99 %, worst", &latencies/1}
        ],
        do: {"#{title}, #{contender}", contender, fn run, _case -> text.(run) end}
  end

  defp latencies(run),
    do: Enum.map_join([run.p50, run.p99, run.worst], ", ", &Statistics.seconds/1)

  @impl true
  def targets do
    throughput =
      for server <- [:spark, :sail] do
        %Target{
          text: "throughput of 64 at a time, relative to 8, #{String.capitalize("#{server}")}",
          value: &throughput(&1, server),
          limit: {:at_least, 1},
          bound:
            "8 queries already keep all cores of the server busy, so the throughput can " <>
              "at best stay the same"
        }
      end

    throughput ++
      [
        %Target{
          text: "the slowest `#{@small}` while another query collects a million rows",
          value: &worst/1,
          limit: {:at_most, 100},
          unit: " ms",
          bound:
            "The query does not wait for a scheduler of this VM. On a shared machine its " <>
              "server and the network wait for a core: *What bounds it* shows how long"
        }
      ]
  end

  defp throughput(results, server) do
    {many, few} = {{server, 64}, {server, 8}}

    with %{^many => %{"SparkEx" => many}, ^few => %{"SparkEx" => few}} <- results,
         do: few.median / many.median,
         else: (_ -> nil)
  end

  defp worst(results) do
    with %{beside: %{"SparkEx" => run}} <- results, do: run.worst * 1000, else: (_ -> nil)
  end
end
