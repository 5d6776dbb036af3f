defmodule SparkEx.Contract.StatisticsTest do
  use SparkEx.ContractCase, golden: "statistics", async: true

  parity "describe", do: DataFrame.describe(df())
  parity "describe columns", do: DataFrame.describe(df(), [:a, "b"])
  parity "summary", do: DataFrame.summary(df())
  parity "summary of statistics", do: DataFrame.summary(df(), ["count", "25%", :max])
  parity "crosstab", do: DataFrame.crosstab(df(), :a, :b)
  parity "freq_items", do: DataFrame.freq_items(df(), [:a, :b])
  parity "freq_items with support", do: DataFrame.freq_items(df(), :a, 0.25)
  parity "cov", do: capture_request(fn -> DataFrame.cov(df(), :a, :b) end)
  parity "corr", do: capture_request(fn -> DataFrame.corr(df(), "a", "b") end)

  parity "approx_quantile",
    do: capture_request(fn -> DataFrame.approx_quantile(df(), :a, [0.5]) end)

  parity "approx_quantile of columns" do
    capture_request(fn -> DataFrame.approx_quantile(df(), [:a, :b], [0, 0.25, 1.0], 0.1) end)
  end

  defp df, do: Reader.table(:spark, "t")
end
