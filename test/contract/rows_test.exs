defmodule SparkEx.Contract.RowsTest do
  use SparkEx.ContractCase, golden: "rows", async: true

  parity "count", do: asked(fn -> DataFrame.count(df()) end)
  parity "is_empty", do: asked(fn -> DataFrame.is_empty(df()) end)
  parity "first", do: asked(fn -> DataFrame.first(df()) end)
  parity "head", do: asked(fn -> DataFrame.head(df()) end)
  parity "head of several", do: asked(fn -> DataFrame.head(df(), 3) end)
  parity "take", do: asked(fn -> DataFrame.take(df(), 3) end)
  parity "tail", do: asked(fn -> DataFrame.tail(df(), 3) end)
  parity "show", do: asked(fn -> DataFrame.show(df()) end)
  parity "show all of a cell", do: asked(fn -> DataFrame.show(df(), rows: 5, truncate: false) end)

  parity "show vertically" do
    asked(fn -> DataFrame.show(df(), rows: 5, truncate: 10, vertical: true) end)
  end

  parity "html_string" do
    asked(fn -> DataFrame.html_string(df(), rows: 5, truncate: 10) end)
  end

  defp df, do: Reader.table(:spark, "t")
end
