defmodule SparkEx.Contract.FilterTest do
  use SparkEx.ContractCase, golden: "filter", async: true

  parity "a column", do: DataFrame.filter(df(), Column.gt(F.col("id"), 3))

  parity "a column of the frame" do
    df = df()
    DataFrame.filter(df, Column.eq(df["id"], 3))
  end

  parity "a text", do: DataFrame.filter(df(), "id > 3 AND name LIKE 'a%'")
  parity "where", do: DataFrame.where(df(), "id > 3")
  parity "twice", do: df() |> DataFrame.filter("a") |> DataFrame.filter("b")
  parity "limit", do: DataFrame.limit(df(), 5)
  parity "limit 0", do: DataFrame.limit(df(), 0)
  parity "offset", do: DataFrame.offset(df(), 5)
  parity "offset and limit", do: df() |> DataFrame.offset(5) |> DataFrame.limit(3)
  parity "distinct", do: DataFrame.distinct(df())
  parity "drop_duplicates", do: DataFrame.drop_duplicates(df())
  parity "drop_duplicates of names", do: DataFrame.drop_duplicates(df(), [:id, "name"])

  parity "drop_duplicates_within_watermark",
    do: DataFrame.drop_duplicates_within_watermark(df())

  parity "drop_duplicates_within_watermark of names",
    do: DataFrame.drop_duplicates_within_watermark(df(), :id)

  parity "with_watermark", do: DataFrame.with_watermark(df(), :time, "10 minutes")

  defp df, do: Reader.table(:spark, "t")
end
