defmodule SparkEx.Contract.AnalysisTest do
  use SparkEx.ContractCase, golden: "analysis", async: true

  for mode <- [:simple, :extended, :codegen, :cost, :formatted] do
    parity "explain #{mode}" do
      asked(fn -> DataFrame.explain_string(table("t"), unquote(mode)) end)
    end
  end

  # A schema may be known to the session, so there must be one; its server is none.
  parity "schema" do
    session = start_supervised!({SparkEx.Session, url: "sc://127.0.0.1:1"})
    asked(fn -> session |> Reader.table("t") |> DataFrame.schema() end)
  end

  parity "is_local", do: asked(fn -> DataFrame.is_local(table("t")) end)
  parity "is_streaming", do: asked(fn -> DataFrame.is_streaming(table("t")) end)
  parity "input_files", do: asked(fn -> DataFrame.input_files(table("t")) end)
  parity "same_semantics", do: asked(fn -> DataFrame.same_semantics(table("t"), table("o")) end)
  parity "semantic_hash", do: asked(fn -> DataFrame.semantic_hash(table("t")) end)

  defp table(name), do: Reader.table(:spark, name)
end
