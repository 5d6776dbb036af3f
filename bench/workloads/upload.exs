defmodule Bench.Workloads.Upload do
  @moduledoc false
  @behaviour Bench.Workload

  alias Bench.{Case, InProcess, Rows, Setting, Target, Workload}
  alias SparkEx.DataFrame

  @rows [mixed_100k: 100_000, mixed_1m: 1_000_000]
  @schema "id BIGINT, i INT, d DOUBLE, s STRING, b BOOLEAN, dt DATE, ts TIMESTAMP"
  @epoch ~U[1970-01-01 00:00:00.000000Z]

  @impl true
  def title, do: "Uploading rows"

  @impl true
  def about do
    "Makes a frame of local mixed rows with a schema and counts its rows on Spark: " <>
      "`SparkEx.create_dataframe/3` from a list of tuples, a list of columns and an Arrow " <>
      "stream, PySpark's `createDataFrame` from a `pyarrow.Table`, from pandas and from a " <>
      "list of tuples. Spark caches uploaded data by its hash, so each run uploads different " <>
      "data."
  end

  @impl true
  def cases(setting) do
    for {id, rows} <- @rows, rows = Setting.size(setting, rows) do
      arguments = %{rows: rows, schema: @schema}

      %Case{
        id: id,
        name: "#{Rows.count(rows)} rows of 7 mixed columns",
        same_size: true,
        contenders: [
          {"SparkEx", upload(setting, fn -> rows(rows) end)},
          {"SparkEx, columns", upload(setting, fn -> columns(rows) end)},
          {"SparkEx, Arrow", upload(setting, fn -> arrow(rows) end)},
          {"PySpark, pyarrow", Setting.pyspark(setting, :spark, "upload_arrow", arguments)},
          {"PySpark, pandas", Setting.pyspark(setting, :spark, "upload_pandas", arguments)},
          {"PySpark, rows", Setting.pyspark(setting, :spark, "upload_rows", arguments)}
        ]
      }
    end
  end

  defp upload(%{spark: %{session: session}}, data) do
    InProcess.job(data, fn data ->
      session |> SparkEx.create_dataframe!(data, schema: @schema) |> DataFrame.count!()
    end)
  end

  defp rows(count) do
    salt = :rand.uniform(1_000_000_000)
    for i <- 0..(count - 1), do: List.to_tuple(row(i, salt))
  end

  defp columns(count) do
    salt = :rand.uniform(1_000_000_000)
    names = ~w(id i d s b dt ts)
    values = for i <- 0..(count - 1), do: row(i, salt)
    Enum.zip(names, Enum.zip_with(values, & &1))
  end

  defp arrow(count) do
    {:ok, %{local_relation: %{data: ipc}}} =
      SparkEx.LocalData.Relation.inline(columns(count), schema: @schema)

    {:arrow, ipc}
  end

  defp row(i, salt) do
    [
      i + salt,
      rem(i, 1000),
      i / 3,
      "str#{i}",
      rem(i, 2) == 0,
      Date.add(~D[2020-01-01], rem(i, 1000)),
      DateTime.add(@epoch, i, :millisecond)
    ]
  end

  @impl true
  def figures, do: Workload.peaks(["SparkEx", "PySpark, pandas", "PySpark, rows"])

  @impl true
  def targets do
    [
      %Target{
        text: "a million rows from a list against PySpark from pandas",
        value: &Target.ratio(&1, :mixed_1m, "PySpark, pandas", "SparkEx"),
        limit: {:at_least, 1},
        unit: " times"
      },
      %Target{
        text: "memory for a million rows, above that of the rows themselves",
        value: &grown/1,
        limit: {:at_most, 200},
        unit: " MB"
      }
    ]
  end

  defp grown(results) do
    with %{mixed_1m: %{"SparkEx" => run}} <- results, do: run.grown / 1.0e6, else: (_ -> nil)
  end
end
