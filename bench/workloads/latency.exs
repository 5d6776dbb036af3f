defmodule Bench.Workloads.Latency do
  @moduledoc false
  @behaviour Bench.Workload

  alias Bench.{Case, InProcess, Recording, Setting, Target}
  alias SparkEx.{DataFrame, Session}

  @calls 200

  @impl true
  def title, do: "Latency"

  @impl true
  def about do
    "Times one call, out of #{@calls} in a row. Sail answers faster than Spark and the " <>
      "scripted server at once, so these cases measure the client. PySpark's `sql` calls the " <>
      "server twice: when it makes the frame, and when the frame is collected."
  end

  @impl true
  def cases(setting) do
    calls = Setting.size(setting, @calls)

    for(server <- [:spark, :sail], kind <- kinds(), do: on_server(setting, server, kind, calls)) ++
      [recorded(setting, calls)]
  end

  defp kinds do
    [
      {:select_1, "`SELECT 1`, from text to rows", &collect_text/2},
      {:collect_frame, "`SELECT 1`, an existing frame", &collect_frame/2},
      {:schema, "schema of a new frame", &schema/2},
      {:config, "a configuration key", &config/2}
    ]
  end

  defp on_server(setting, server, {kind, name, function}, calls) do
    session = Map.fetch!(setting, server).session

    %Case{
      id: {kind, server},
      name: "#{name}, #{String.capitalize("#{server}")}",
      per: calls,
      contenders: [
        {"SparkEx", InProcess.job(fn _ -> function.(session, calls) end)},
        {"PySpark", Setting.pyspark(setting, server, "#{kind}", %{calls: calls})}
      ]
    }
  end

  defp recorded(setting, calls) do
    recording = Recording.record(setting, SparkEx.range(setting.spark.session, 1))
    Recording.play(setting, recording)
    frame = SparkEx.range(SparkEx.connect!(url: recording.url), 1)
    pyspark = Setting.pyspark_at(setting, recording.url, "recorded_range", %{calls: calls})

    %Case{
      id: :recorded,
      name: "one row, answered at once by the scripted server",
      per: calls,
      contenders: [
        {"SparkEx",
         InProcess.job(fn _ -> times(calls, fn _ -> DataFrame.collect!(frame) end) end)},
        {"PySpark", pyspark}
      ]
    }
  end

  defp collect_text(session, calls),
    do: times(calls, fn _ -> session |> SparkEx.sql("SELECT 1") |> DataFrame.collect!() end)

  defp collect_frame(session, calls) do
    frame = SparkEx.sql(session, "SELECT 1")
    times(calls, fn _ -> DataFrame.collect!(frame) end)
  end

  defp schema(session, calls),
    do: times(calls, fn index -> session |> SparkEx.range(index) |> DataFrame.schema!() end)

  defp config(session, calls),
    do: times(calls, fn _ -> Session.config_get(session, "spark.sql.session.timeZone") end)

  defp times(calls, function) do
    Enum.each(1..calls, function)
    calls
  end

  @impl true
  def figures, do: []

  @impl true
  def targets do
    [
      %Target{
        text: "`SELECT 1` on Sail takes under a third of PySpark's time",
        value: &Target.ratio(&1, {:select_1, :sail}, "PySpark", "SparkEx"),
        limit: {:at_least, 3}
      },
      %Target{
        text: "the client's share of a query, with a server that answers at once",
        value: fn results ->
          with %{recorded: %{"SparkEx" => %{median: seconds, size: calls}}} <- results,
               do: seconds / calls * 1000,
               else: (_ -> nil)
        end,
        unit: " ms",
        limit: {:at_most, 1}
      }
    ]
  end
end
