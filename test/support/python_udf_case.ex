defmodule SparkEx.PythonUDFCase do
  @moduledoc "A recorded Python function in columns, as a frame, and its comparison with what PySpark collects."

  import ExUnit.Assertions

  alias SparkEx.{Column, DataFrame, Python, ResultCases, Window}

  @doc "The recorded cases, by their names."
  @spec all() :: [{String.t(), map}]
  def all, do: ResultCases.python_udfs()

  @doc "Fails unless the session collects what PySpark collects, or refuses what it refuses."
  @spec check!(SparkEx.Session.t(), map) :: true
  def check!(session, %{refused: true} = case) do
    assert {:error, error} = session |> frame(case) |> DataFrame.collect()
    assert is_exception(error)
  end

  def check!(session, %{schema: schema, rows: rows} = case) do
    frame = frame(session, case)
    assert DataFrame.schema!(frame) == schema
    assert frame |> DataFrame.collect!(as: :lists) |> Enum.sort() === Enum.sort(rows)
  end

  defp frame(session, case) do
    udf = Python.udf(case.source, [returns: case.returns] ++ kind(case.kind))
    keywords = for name <- Map.get(case, :names, []), do: {String.to_atom(name), "n"}
    call = Python.call(udf, case.arguments, keywords)
    session |> SparkEx.sql(case.query) |> apply_by(call, case[:by])
  end

  defp kind("row"), do: [use_arrow: false]
  defp kind("row_arrow"), do: [use_arrow: true]
  defp kind(kind), do: [kind: String.to_atom(kind)]

  defp apply_by(frame, call, nil), do: DataFrame.select(frame, ["*", y: call])
  defp apply_by(frame, call, "all"), do: DataFrame.agg(frame, y: call)

  defp apply_by(frame, call, "group"),
    do: frame |> DataFrame.group_by("k") |> DataFrame.agg(y: call)

  defp apply_by(frame, call, "window"),
    do: DataFrame.select(frame, ["k", "n", y: Column.over(call, Window.partition_by("k"))])

  defp apply_by(frame, call, "rows") do
    options = [partition_by: "k", order_by: "n", rows_between: {:unbounded_preceding, 0}]
    DataFrame.select(frame, ["k", "n", y: Column.over(call, options)])
  end
end
