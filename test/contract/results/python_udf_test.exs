defmodule SparkEx.Contract.PythonUDFResultsTest do
  @moduledoc """
  Result parity of Python functions in columns: of the same functions SparkEx collects the rows, with the schema,
  that PySpark collects, and what PySpark refuses is an error here.
  """

  use SparkEx.SparkCase

  alias SparkEx.{Python, ResultCases, Window}

  @moduletag :recorded_spark
  @moduletag :python_packages

  cases = ResultCases.python_udfs()

  for {name, case} <- cases do
    @case case

    test name, %{session: session} do
      frame = frame(session, @case)

      case @case do
        %{refused: true} ->
          assert {:error, error} = DataFrame.collect(frame)
          assert is_exception(error)

        %{schema: schema, rows: rows} ->
          assert DataFrame.schema!(frame) == schema
          assert frame |> DataFrame.collect!(as: :lists) |> Enum.sort() === Enum.sort(rows)
      end
    end
  end

  defp frame(session, case) do
    kind = String.to_atom(case.kind)

    options =
      if kind in [:row, :row_arrow],
        do: [use_arrow: kind == :row_arrow],
        else: [kind: kind]

    udf = Python.udf(case.source, [returns: case.returns] ++ options)
    keywords = for name <- Map.get(case, :names, []), do: {String.to_atom(name), "n"}
    call = Python.call(udf, case.arguments, keywords)
    session |> SparkEx.sql(case.query) |> apply_by(call, case[:by])
  end

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
