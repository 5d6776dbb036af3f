defmodule Bench.Workloads.Plans do
  @moduledoc false
  @behaviour Bench.Workload

  alias Bench.{Case, InProcess, Setting, Target}
  alias SparkEx.{Column, DataFrame, Native}
  alias SparkEx.Connect.PlanEncoder
  alias SparkEx.Functions, as: F

  @steps 100
  @columns 2_000
  @calls 20
  @depth 1024

  @impl true
  def title, do: "Plans"

  @impl true
  def about do
    "Builds a frame and encodes its plan to the bytes of a request, without a server. The " <>
      "chain alternates `with_column` and `filter`."
  end

  @impl true
  def cases(setting) do
    session = setting.spark.session

    [
      plan(setting, :chain, "a chain of #{@steps} steps", fn -> chain(session) end, %{
        steps: @steps
      }),
      plan(setting, :wide, "a select of #{@columns} columns", fn -> wide(session) end, %{
        columns: @columns
      })
    ]
  end

  defp plan(setting, id, name, build, arguments) do
    arguments = Map.put(arguments, :calls, @calls)

    %Case{
      id: id,
      name: name,
      per: @calls,
      contenders: [
        {"SparkEx", InProcess.job(fn _ -> times(@calls, fn -> encode(build.()) end) end)},
        {"PySpark", Setting.pyspark(setting, :spark, "build_#{id}", arguments)}
      ]
    }
  end

  defp chain(session) do
    Enum.reduce(0..(@steps - 1), SparkEx.range(session, 10), fn
      step, frame when rem(step, 2) == 0 ->
        DataFrame.with_column(frame, "c#{step}", Column.plus(F.col("id"), step))

      step, frame ->
        DataFrame.filter(frame, Column.gt(F.col("id"), step))
    end)
  end

  defp wide(session) do
    columns = for i <- 0..(@columns - 1), do: Column.alias_(Column.plus(F.col("id"), i), "c#{i}")
    session |> SparkEx.range(10) |> DataFrame.select(columns)
  end

  defp encode(frame) do
    plan = PlanEncoder.root(frame.plan)
    {:ok, _bytes} = Native.message_encode("spark.connect.Plan", plan, @depth)
  end

  defp times(calls, function) do
    Enum.each(1..calls, fn _ -> function.() end)
    calls
  end

  @impl true
  def figures, do: []

  @impl true
  def targets do
    for {id, name} <- [chain: "the chain", wide: "the select"] do
      %Target{
        text: "#{name} against PySpark",
        value: &Target.ratio(&1, id, "PySpark", "SparkEx"),
        limit: {:at_least, 1},
        unit: " times"
      }
    end
  end
end
