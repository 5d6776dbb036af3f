defmodule SparkEx.Contract.PythonUDFTest do
  use SparkEx.ContractCase, golden: "python_udf", async: true

  alias SparkEx.{Python, Window}

  parity "of rows", do: call(of_rows(), ["id"])
  parity "of rows by Arrow", do: "plus_one" |> udf(use_arrow: true) |> call(["id"])

  parity "lambda",
    do: "lambda x: x" |> Python.udf(returns: :string, use_arrow: false) |> call(["id"])

  parity "of no arguments", do: call(of_rows(), [])

  parity "of columns and names",
    do: Python.call(of_rows(), [Column.plus(F.col("id"), 1)], x: F.lit(2), y: "z")

  parity "nondeterministic" do
    "plus_one" |> udf(use_arrow: false, deterministic: false) |> call(["id"])
  end

  parity "of pandas", do: "series" |> udf(kind: :pandas) |> call([:id])

  parity "of iterators of pandas",
    do: "series_iterator" |> udf(kind: :pandas_iterator) |> call(["id"])

  parity "aggregate of pandas", do: call(aggregate(), ["id"])
  parity "of Arrow", do: "array" |> udf(kind: :arrow) |> call(["id"])

  parity "of iterators of Arrow",
    do: "array_iterator" |> udf(kind: :arrow_iterator) |> call(["id"])

  parity "aggregate of Arrow",
    do: "array_aggregate" |> udf(kind: :arrow_aggregate) |> call(["id"])

  parity "over a window",
    do: aggregate() |> call(["id"]) |> Column.over(Window.partition_by("k"))

  parity "of a nested type" do
    "plus_one"
    |> udf(returns: {:array, {:decimal, 10, 2}}, use_arrow: false)
    |> call(["id"])
  end

  defp of_rows, do: udf("plus_one", use_arrow: false)
  defp aggregate, do: udf("series_aggregate", kind: :pandas_aggregate)

  defp udf(name, options),
    do: Python.udf("def #{name}(x):\n    return x\n", Keyword.put_new(options, :returns, :long))

  defp call(udf, arguments), do: Python.call(udf, arguments)
end
