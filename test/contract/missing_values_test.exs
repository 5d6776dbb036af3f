defmodule SparkEx.Contract.MissingValuesTest do
  use SparkEx.ContractCase, golden: "missing_values", async: true

  parity "fillna with an integer", do: DataFrame.fillna(df(), 0)
  parity "fillna with a float", do: DataFrame.fillna(df(), 1.5)
  parity "fillna with a boolean", do: DataFrame.fillna(df(), false)
  parity "fillna with a text", do: DataFrame.fillna(df(), "")
  parity "fillna of one column", do: DataFrame.fillna(df(), 0, subset: :a)
  parity "fillna of columns", do: DataFrame.fillna(df(), 0, subset: ["a", :b])
  parity "fillna by column", do: DataFrame.fillna(df(), a: 1, b: "x", c: true, d: 2.5)
  parity "dropna", do: DataFrame.dropna(df())
  parity "dropna where all", do: DataFrame.dropna(df(), how: :all)
  parity "dropna below a threshold", do: DataFrame.dropna(df(), thresh: 0)
  parity "dropna of columns", do: DataFrame.dropna(df(), subset: [:a, :b])
  parity "replace a number", do: DataFrame.replace(df(), 1, 2)
  parity "replace a text by null", do: DataFrame.replace(df(), "a", nil)
  parity "replace numbers by one", do: DataFrame.replace(df(), [1, 2.5], 0)
  parity "replace one by one", do: DataFrame.replace(df(), ["a", "b"], ["x", "y"], subset: :n)
  parity "replace by map", do: DataFrame.replace(df(), %{"a" => "x", "b" => nil})
  parity "replace by map in a column", do: DataFrame.replace(df(), %{1 => 10}, subset: :n)
  parity "fillna with infinity", do: DataFrame.fillna(df(), :infinity, subset: "a")
  parity "replace NaN", do: DataFrame.replace(df(), :nan, 0)
  parity "replace a boolean", do: DataFrame.replace(df(), true, false)

  defp df, do: Reader.table(:spark, "t")
end
