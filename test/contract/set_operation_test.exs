defmodule SparkEx.Contract.SetOperationTest do
  use SparkEx.ContractCase, golden: "set_operation", async: true

  parity "union", do: DataFrame.union(left(), right())
  parity "union_all", do: DataFrame.union_all(left(), right())
  parity "union_by_name", do: DataFrame.union_by_name(left(), right())

  parity "union_by_name with missing columns",
    do: DataFrame.union_by_name(left(), right(), allow_missing_columns: true)

  parity "intersect", do: DataFrame.intersect(left(), right())
  parity "intersect_all", do: DataFrame.intersect_all(left(), right())
  parity "except", do: DataFrame.except(left(), right())
  parity "except_all", do: DataFrame.except_all(left(), right())

  parity "with itself" do
    left = left()
    DataFrame.union(left, left)
  end

  defp left, do: Reader.table(:spark, "l")
  defp right, do: Reader.table(:spark, "r")
end
