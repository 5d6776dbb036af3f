defmodule SparkEx.Contract.RowsTest do
  use SparkEx.ContractCase, golden: "rows", async: true

  parity "count", do: capture_request(fn -> DataFrame.count(df()) end)
  parity "is_empty", do: capture_request(fn -> DataFrame.is_empty(df()) end)
  parity "first", do: capture_request(fn -> DataFrame.first(df()) end)
  parity "head", do: capture_request(fn -> DataFrame.head(df()) end)
  parity "head of several", do: capture_request(fn -> DataFrame.head(df(), 3) end)
  parity "take", do: capture_request(fn -> DataFrame.take(df(), 3) end)
  parity "tail", do: capture_request(fn -> DataFrame.tail(df(), 3) end)
  parity "show", do: capture_request(fn -> DataFrame.show(df()) end)

  parity "show all of a cell",
    do: capture_request(fn -> DataFrame.show(df(), rows: 5, truncate: false) end)

  parity "show vertically" do
    capture_request(fn -> DataFrame.show(df(), rows: 5, truncate: 10, vertical: true) end)
  end

  parity "html_string" do
    capture_request(fn -> DataFrame.html_string(df(), rows: 5, truncate: 10) end)
  end

  defp df, do: Reader.table(:spark, "t")
end
