defmodule SparkEx.Contract.TableValuedFunctionTest do
  use SparkEx.ContractCase, golden: "table_valued_function", async: true

  alias SparkEx.TableValuedFunction, as: TVF

  parity "explode", do: TVF.explode(:spark, pair())
  parity "explode_outer", do: TVF.explode_outer(:spark, pair())
  parity "posexplode", do: TVF.posexplode(:spark, pair())
  parity "posexplode_outer", do: TVF.posexplode_outer(:spark, pair())
  parity "inline", do: TVF.inline(:spark, :a)
  parity "inline_outer", do: TVF.inline_outer(:spark, F.col("a"))
  parity "variant_explode", do: TVF.variant_explode(:spark, F.parse_json(F.lit("[1]")))
  parity "variant_explode_outer", do: TVF.variant_explode_outer(:spark, "a")
  parity "collations", do: TVF.collations(:spark)
  parity "sql_keywords", do: TVF.sql_keywords(:spark)
  parity "python_worker_logs", do: TVF.python_worker_logs(:spark)
  parity "json_tuple", do: TVF.json_tuple(:spark, F.lit("{}"), [F.lit("a"), F.lit("b")])
  parity "stack", do: TVF.stack(:spark, F.lit(2), Enum.map(1..4, &F.lit/1))
  parity "range to", do: TVF.range(:spark, 10)
  parity "range", do: TVF.range(:spark, 0, 10, 2, 4)

  defp pair, do: F.array([F.lit(1), F.lit(2)])
end
