defmodule SparkEx.Contract.AnalysisTest do
  use SparkEx.ContractCase, golden: "analysis", async: true

  for mode <- [:simple, :extended, :codegen, :cost, :formatted] do
    parity "explain #{mode}" do
      asked(fn -> DataFrame.explain_string(table("t"), unquote(mode)) end)
    end
  end

  parity "schema", do: asked(fn -> DataFrame.schema(table("t")) end)
  parity "is_local", do: asked(fn -> DataFrame.is_local(table("t")) end)
  parity "is_streaming", do: asked(fn -> DataFrame.is_streaming(table("t")) end)
  parity "input_files", do: asked(fn -> DataFrame.input_files(table("t")) end)
  parity "same_semantics", do: asked(fn -> DataFrame.same_semantics(table("t"), table("o")) end)
  parity "semantic_hash", do: asked(fn -> DataFrame.semantic_hash(table("t")) end)

  defp table(name), do: Reader.table(:spark, name)
end
