# Collecting rows: SparkEx against PySpark's Connect client, on one Spark and in one run.
#
#     bin/bench collect [REPEATS]
#
# The two take turns on the same query. Shown are medians with minimum and maximum, the ratio of the medians,
# and the peak memory of each client's process.
defmodule Bench.Collect do
  alias SparkEx.{DataFrame, LocalServer}

  @mixed "id, cast(id AS INT) i, id / 3 d, concat('str', id) s, id % 2 = 0 b, " <>
           "date_add(DATE'2020-01-01', cast(id % 1000 AS INT)) dt, timestamp_micros(id * 1000) ts"

  @workloads [
    {"10 thousand rows, 7 mixed columns", "SELECT #{@mixed} FROM range(10000)"},
    {"100 thousand rows, 7 mixed columns", "SELECT #{@mixed} FROM range(100000)"},
    {"1 million rows, 7 mixed columns", "SELECT #{@mixed} FROM range(1000000)"},
    {"10 thousand cells of 5 kB", "SELECT repeat(chr(65 + id % 26), 5000) s FROM range(10000)"},
    {"one cell of 50 MB", "SELECT repeat('x', 50000000) s"},
    {"10 thousand rows, 200 short strings",
     "SELECT #{Enum.map_join(1..200, ", ", &"concat('v', id + #{&1}) c#{&1}")} FROM range(10000)"},
    {"100 thousand rows, nested",
     "SELECT id, array(id, id + 1) a, map('k', id) m, named_struct('x', id, 'y', array('p', 'q')) st FROM range(100000)"},
    {"100 thousand decimals of 38 digits",
     "SELECT cast(id AS DECIMAL(38, 10)) / 7 d FROM range(100000)"}
  ]

  def main(arguments) do
    repeats = arguments |> List.first("5") |> String.to_integer()
    {:ok, server} = LocalServer.start_link(master: "local[2]", driver_memory: "4g")
    url = LocalServer.url(server)
    session = SparkEx.connect!(url: url)
    peer = start_peer(url)

    IO.puts(
      "Spark #{elem(SparkEx.spark_version(session), 1)}, Elixir #{System.version()}, OTP #{System.otp_release()}, "
    )

    IO.puts(
      "#{System.schedulers_online()} cores; #{repeats} repeats after one to warm up. Seconds: median (min-max).\n"
    )

    IO.puts("| Workload | SparkEx | PySpark collect() | Ratio | Peak SparkEx | Peak PySpark |")
    IO.puts("|---|---|---|---|---|---|")
    for {name, sql} <- @workloads, do: measure(session, peer, name, sql, repeats)
  end

  defp measure(session, peer, name, sql, repeats) do
    [_warm_up | runs] = for _ <- 0..repeats, do: {ours(session, sql), theirs(peer, sql)}
    {ours, theirs} = Enum.unzip(runs)

    for {{_, rows, _}, {_, rows_there, _}} <- runs, rows != rows_there do
      raise "#{name}: #{rows} rows here, #{rows_there} there"
    end

    ratio = median(seconds(theirs)) / median(seconds(ours))

    IO.puts(
      "| #{name} | #{spread(ours)} | #{spread(theirs)} | #{Float.round(ratio, 1)} | " <>
        "#{peak(ours)} | #{peak(theirs)} |"
    )
  end

  # In a process of its own, as a caller would be.
  defp ours(session, sql) do
    # Starts the peak anew (Linux).
    File.write("/proc/self/clear_refs", "5")

    Task.await(
      Task.async(fn ->
        {micros, rows} =
          :timer.tc(fn ->
            session
            |> SparkEx.sql(sql)
            |> DataFrame.collect!(max_rows: :infinity, max_bytes: :infinity)
          end)

        {micros / 1_000_000, length(rows), peak_here()}
      end),
      :infinity
    )
  end

  defp peak_here do
    [_, kilobytes] = Regex.run(~r/VmHWM:\s+(\d+) kB/, File.read!("/proc/self/status"))
    String.to_integer(kilobytes) * 1024
  end

  defp start_peer(url) do
    {:ok, python} = LocalServer.Python.find([])
    script = Path.expand("peers/pyspark_collect.py", __DIR__)
    peer = Port.open({:spawn_executable, python}, [:binary, line: 1_000_000, args: [script, url]])
    "ready" = line(peer)
    peer
  end

  defp theirs(peer, sql) do
    Port.command(peer, [sql, ?\n])
    [seconds, rows, peak] = peer |> line() |> String.split(" ")
    {String.to_float(seconds), String.to_integer(rows), String.to_integer(peak)}
  end

  defp line(peer) do
    receive do
      {^peer, {:data, {:eol, line}}} -> line
    end
  end

  defp seconds(runs), do: Enum.map(runs, &elem(&1, 0))
  defp median(numbers), do: numbers |> Enum.sort() |> Enum.at(div(length(numbers), 2))

  defp spread(runs) do
    seconds = seconds(runs)

    [median, low, high] =
      for s <- [median(seconds), Enum.min(seconds), Enum.max(seconds)],
          do: :io_lib.format("~.3f", [s])

    "#{median} (#{low}-#{high})"
  end

  defp peak(runs), do: "#{runs |> Enum.map(&elem(&1, 2)) |> Enum.max() |> div(1_000_000)} MB"
end

Bench.Collect.main(System.argv())
