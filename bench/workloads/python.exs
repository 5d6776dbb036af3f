defmodule Bench.Workloads.Python do
  @moduledoc false
  @behaviour Bench.Workload

  alias Bench.{Case, InProcess, Rows, Setting, Target}
  alias SparkEx.{DataFrame, Python}
  alias SparkEx.Functions, as: F

  @rows 2_000_000
  @calls 100
  # A run repeats a query, because one query of a second varies by a fifth.
  @queries 5

  @pandas "lambda x: x * 2"
  @iterator "def double(xs):\n    for x in xs:\n        yield x * 2\n"
  @arrow "import pyarrow.compute as pc\n\ndef double(x):\n    return pc.multiply(x, 2)\n"
  @arrow_iterator "import pyarrow.compute as pc\n\ndef double(xs):\n    for x in xs:\n        yield pc.multiply(x, 2)\n"

  # A source for each kind. PySpark knows a kind by its number.
  @functions [
    {:row, "rows", @pandas, [use_arrow: false], 100},
    {:row_arrow, "rows, as Arrow data", @pandas, [use_arrow: true], 101},
    {:pandas, "pandas", @pandas, [kind: :pandas], 200},
    {:pandas_iterator, "iterators of pandas", @iterator, [kind: :pandas_iterator], 204},
    {:arrow, "Arrow", @arrow, [kind: :arrow], 250},
    {:arrow_iterator, "iterators of Arrow", @arrow_iterator, [kind: :arrow_iterator], 251}
  ]

  @impl true
  def title, do: "Python functions"

  @impl true
  def about do
    "Doubles the numbers of a range in a Python function of each kind and adds them up, on Spark. The " <>
      "executors run the same function for both clients. The last case is the client's own part: the " <>
      "schema of a frame with such a function, which Spark analyzes and does not run."
  end

  @impl true
  def cases(setting) do
    rows = Setting.size(setting, @rows)
    for(function <- @functions, do: run(setting, function, rows)) ++ [analyze(setting)]
  end

  defp run(setting, {id, name, source, options, eval_type}, rows) do
    queries = if setting.quick, do: 1, else: @queries
    arguments = %{source: source, eval_type: eval_type, rows: rows, queries: queries}
    udf = Python.udf(source, [returns: :long] ++ options)

    %Case{
      id: id,
      name: "#{Rows.count(rows)} rows, by #{name}",
      per: queries,
      contenders: [
        {"SparkEx", InProcess.job(fn _ -> totals(setting.spark.session, udf, rows, queries) end)},
        {"PySpark", Setting.pyspark(setting, :spark, "python_totals", arguments)}
      ]
    }
  end

  defp analyze(setting) do
    calls = Setting.size(setting, @calls)
    udf = Python.udf(@pandas, returns: :long, use_arrow: false)
    arguments = %{source: @pandas, eval_type: 100, calls: calls}

    %Case{
      id: :analyze,
      name: "#{calls} schemas",
      contenders: [
        {"SparkEx", InProcess.job(fn _ -> schemas(setting.spark.session, udf, calls) end)},
        {"PySpark", Setting.pyspark(setting, :spark, "python_schemas", arguments)}
      ]
    }
  end

  defp totals(session, udf, rows, queries),
    do: Enum.sum(for _query <- 1..queries, do: total(session, udf, rows))

  defp total(session, udf, rows) do
    [[total]] =
      session
      |> SparkEx.range(rows)
      |> DataFrame.agg(total: F.sum(Python.call(udf, ["id"])))
      |> DataFrame.collect!(as: :lists)

    total
  end

  defp schemas(session, udf, calls) do
    for number <- 1..calls do
      session
      |> SparkEx.range(number)
      |> DataFrame.select(x: Python.call(udf, ["id"]))
      |> DataFrame.schema!()
    end

    calls
  end

  @impl true
  def figures, do: []

  @impl true
  def targets do
    for {id, name, _source, _options, _eval_type} <-
          @functions ++ [{:analyze, "schemas", 0, 0, 0}] do
      %Target{
        text: "#{name} against PySpark, within the noise",
        value: &Target.ratio(&1, id, "PySpark", "SparkEx"),
        limit: {:at_least, 0.95},
        unit: " times"
      }
    end
  end
end
