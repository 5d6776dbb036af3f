defmodule SparkEx.Contract.TempViewTest do
  use SparkEx.ContractCase, golden: "temp_view", async: true

  alias SparkEx.DataFrame.TempView

  parity "create_temp_view", do: TempView.command(df(), :v, replace: false, is_global: false)

  parity "create_or_replace_temp_view",
    do: TempView.command(df(), "v", replace: true, is_global: false)

  parity "create_global_temp_view",
    do: TempView.command(df(), "v", replace: false, is_global: true)

  parity "create_or_replace_global_temp_view",
    do: TempView.command(df(), "v", replace: true, is_global: true)

  defp df, do: Reader.table(:spark, "t")
end
