defmodule SparkEx.Contract.ShapeTest do
  use SparkEx.ContractCase, golden: "shape", async: true

  parity "unpivot", do: DataFrame.unpivot(df(), "id", ["a", "b"], "name", "value")

  parity "unpivot all others", do: DataFrame.unpivot(df(), ["id", F.col("k")], nil, :name, :value)

  parity "unpivot nothing", do: DataFrame.unpivot(df(), [], [], "name", "value")
  parity "melt", do: DataFrame.melt(df(), ["id"], "a", "name", "value")
  parity "transpose", do: DataFrame.transpose(df())
  parity "transpose by a column", do: DataFrame.transpose(df(), :id)
  parity "alias", do: DataFrame.alias_(df(), :a)
  parity "hint", do: DataFrame.hint(df(), :broadcast)

  parity "hint with parameters",
    do: DataFrame.hint(df(), "repartition", [10, "a", F.col("b"), 1.5])

  parity "hint with a list", do: DataFrame.hint(df(), "merge", ["a", "b"])
  parity "transform", do: DataFrame.transform(df(), &DataFrame.limit(&1, 1))

  defp df, do: Reader.table(:spark, "t")
end
