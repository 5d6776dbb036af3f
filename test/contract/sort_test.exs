defmodule SparkEx.Contract.SortTest do
  use SparkEx.ContractCase, golden: "sort", async: true

  parity "a name", do: DataFrame.order_by(df(), :id)
  parity "names", do: DataFrame.order_by(df(), [:id, "name"])

  parity "columns" do
    df = df()
    DataFrame.order_by(df, [F.col("id"), df["name"]])
  end

  parity "desc", do: DataFrame.order_by(df(), desc: :id)
  parity "asc_nulls_last", do: DataFrame.order_by(df(), asc_nulls_last: :id)
  parity "desc_nulls_first", do: DataFrame.order_by(df(), Column.desc_nulls_first("id"))
  parity "mixed", do: DataFrame.sort(df(), [:name, desc: :id])

  parity "sort_within_partitions",
    do: DataFrame.sort_within_partitions(df(), [:id, {:desc, "name"}])

  defp df, do: Reader.table(:spark, "t")
end
