# The proxy of the tests is the link.
for file <- ~w(cutting_proxy/link cutting_proxy/connection cutting_proxy),
    do: Code.require_file("../../test/support/#{file}.ex", __DIR__)

defmodule Bench.Workloads.Networks do
  @moduledoc false
  @behaviour Bench.Workload

  alias Bench.{Case, InProcess, Rows, Setting, Target}
  alias SparkEx.{CuttingProxy, DataFrame, Native}

  @gigabit 125_000_000
  # The delay of one way in milliseconds, and bytes per second.
  @links [
    loopback: {"loopback", []},
    near: {"2 ms, 1 Gbit/s", [delay: 1, rate: @gigabit]},
    thin: {"20 ms, 100 Mbit/s", [delay: 10, rate: div(@gigabit, 10)]},
    far: {"80 ms, 1 Gbit/s", [delay: 40, rate: @gigabit]}
  ]

  @rows 1_000_000
  @upload_rows 200_000
  @calls 20
  @schema "id BIGINT, i INT, d DOUBLE, s STRING, b BOOLEAN, dt DATE, ts TIMESTAMP"
  @zstd %{"spark.sql.execution.arrow.compression.codec" => "zstd"}
  @none %{"spark.sql.execution.arrow.compression.codec" => "none"}
  @unbounded [max_rows: :infinity, max_bytes: :infinity]

  @impl true
  def title, do: "Networks"

  @impl true
  def about do
    "Repeats short calls, results and uploads over links with a round trip and a rate each way: " <>
      "a proxy in the benchmark's VM (`test/support/cutting_proxy`), through which both clients " <>
      "connect to Spark. The floor is the link's own limit, one round trip and the bytes of " <>
      "the uncompressed Arrow data at the link's rate, without the time of server and client. " <>
      "A result that is compressed on the way can take less."
  end

  @impl true
  def cases(setting) do
    sizes = sizes(setting)
    for {id, {name, link}} <- @links, it <- on_link(setting, id, name, link, sizes), do: it
  end

  defp sizes(setting) do
    rows = Setting.size(setting, @rows)
    upload_rows = Setting.size(setting, @upload_rows)
    sql = Rows.mixed(rows)
    # The session of the setting is on loopback, and its results are not compressed.
    bytes = setting.spark.session |> SparkEx.sql(sql) |> DataFrame.to_arrow!(@unbounded)

    %{
      sql: sql,
      bytes: byte_size(bytes),
      rows: rows,
      calls: Setting.size(setting, @calls),
      upload_rows: upload_rows,
      upload_bytes: byte_size(arrow(upload_rows))
    }
  end

  defp on_link(setting, id, name, link, sizes) do
    {:ok, proxy} = CuttingProxy.start_link({setting.spark.url, link})
    url = CuttingProxy.url(proxy)
    plain = SparkEx.connect!(url: url, conf: @none)
    zstd = SparkEx.connect!(url: url, conf: @zstd)

    for {kind, text, contenders} <- [
          select_1(setting, url, plain, link, sizes),
          to_arrow(setting, url, [plain, zstd], link, sizes),
          collect(setting, url, [plain, zstd], link, sizes),
          stream(setting, url, [plain, zstd], link, sizes),
          upload(setting, url, plain, link, sizes)
        ] do
      per = if kind == :select_1, do: sizes.calls, else: 1
      %Case{id: {kind, id}, name: "#{text}, #{name}", per: per, contenders: contenders}
    end
  end

  defp select_1(setting, url, session, link, %{calls: calls}) do
    select = fn _call -> session |> SparkEx.sql("SELECT 1") |> DataFrame.collect!() end

    work = fn _prepared ->
      Enum.each(1..calls, select)
      calls
    end

    contenders = [
      {"SparkEx", InProcess.job(work)},
      {"PySpark", Setting.pyspark_at(setting, url, "select_1", %{calls: calls})}
    ]

    {:select_1, "`SELECT 1`", contenders ++ floor(link, 0, calls, calls)}
  end

  defp to_arrow(setting, url, sessions, link, sizes) do
    fetch = fn session, sql -> session |> SparkEx.sql(sql) |> DataFrame.to_arrow!(@unbounded) end

    count = fn ipc ->
      {:ok, %{rows: rows}} = Native.batch_from_ipc(ipc)
      rows
    end

    contenders = contenders(setting, url, sessions, "to_arrow", sizes, {fetch, count})
    {:to_arrow, "#{Rows.count(sizes.rows)} rows to Arrow", contenders ++ floor(link, sizes)}
  end

  defp collect(setting, url, sessions, link, sizes) do
    fetch = fn session, sql -> session |> SparkEx.sql(sql) |> DataFrame.collect!(@unbounded) end
    contenders = contenders(setting, url, sessions, "collect", sizes, {fetch, &length/1})
    {:collect, "#{Rows.count(sizes.rows)} rows as a list", contenders ++ floor(link, sizes)}
  end

  defp stream(setting, url, sessions, link, sizes) do
    fetch = fn session, sql ->
      session |> SparkEx.sql(sql) |> DataFrame.stream() |> Enum.count()
    end

    contenders = contenders(setting, url, sessions, "to_local_iterator", sizes, {fetch, & &1})
    {:stream, "#{Rows.count(sizes.rows)} rows one by one", contenders ++ floor(link, sizes)}
  end

  defp contenders(setting, url, [plain, zstd], job, %{sql: sql}, {fetch, count}) do
    ours = fn session -> InProcess.job(fn -> nil end, fn _ -> fetch.(session, sql) end, count) end

    [
      {"SparkEx", ours.(plain)},
      {"SparkEx, zstd", ours.(zstd)},
      {"PySpark", Setting.pyspark_at(setting, url, job, %{sql: sql})}
    ]
  end

  defp upload(setting, url, session, link, %{upload_rows: rows, upload_bytes: bytes}) do
    send = fn ipc ->
      session
      |> SparkEx.create_dataframe!({:arrow, ipc}, schema: @schema)
      |> DataFrame.count!()
    end

    pyspark = Setting.pyspark_at(setting, url, "upload_arrow", %{rows: rows, schema: @schema})

    contenders = [
      {"SparkEx", InProcess.job(fn -> arrow(rows) end, send)},
      {"PySpark", pyspark}
    ]

    {:upload, "#{Rows.count(rows)} rows of Arrow from here",
     contenders ++ floor(link, bytes, 1, rows)}
  end

  # Other data for each run: Spark caches what was uploaded.
  defp arrow(rows) do
    salt = :rand.uniform(1_000_000_000)

    columns = [
      {"id", for(i <- 1..rows, do: i + salt)},
      {"i", for(i <- 1..rows, do: rem(i, 1000))},
      {"d", for(i <- 1..rows, do: i / 3)},
      {"s", for(i <- 1..rows, do: "str#{i}")},
      {"b", for(i <- 1..rows, do: rem(i, 2) == 0)},
      {"dt", for(i <- 1..rows, do: Date.add(~D[2020-01-01], rem(i, 1000)))},
      {"ts",
       for(i <- 1..rows, do: DateTime.add(~U[1970-01-01 00:00:00.000000Z], i, :millisecond))}
    ]

    {:ok, %{local_relation: %{data: ipc}}} =
      SparkEx.LocalData.Relation.inline(columns, schema: @schema)

    ipc
  end

  defp floor(link, %{bytes: bytes, rows: rows}), do: floor(link, bytes, 1, rows)

  defp floor([], _bytes, _round_trips, _size), do: []

  defp floor(link, bytes, round_trips, size) do
    seconds = round_trips * 2 * link[:delay] / 1_000 + bytes / link[:rate]
    [{"floor", fn -> %{seconds: seconds, size: size} end}]
  end

  @impl true
  def figures, do: []

  @impl true
  def targets do
    [
      target("a million rows to Arrow over 80 ms and 1 Gbit/s", {:to_arrow, :far}, "floor", 1.3),
      target("the same", {:to_arrow, :far}, "PySpark", 1),
      target("over 20 ms and 100 Mbit/s", {:to_arrow, :thin}, "floor", 1.05),
      target("an upload over 80 ms and 1 Gbit/s", {:upload, :far}, "PySpark", 1),
      target("`SELECT 1` over 80 ms", {:select_1, :far}, "PySpark", 0.6)
    ]
  end

  defp target(text, id, other, limit) do
    %Target{
      text: "#{text}, relative to #{if other == "floor", do: "the floor", else: "PySpark"}",
      value: &Target.ratio(&1, id, "SparkEx", other),
      limit: {:at_most, limit},
      unit: " times"
    }
  end
end
