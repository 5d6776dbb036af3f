defmodule SparkEx.Contract.AnalysisTest do
  use SparkEx.ContractCase, golden: "analysis", async: true

  for mode <- [:simple, :extended, :codegen, :cost, :formatted] do
    parity "explain #{mode}" do
      capture_request(fn -> DataFrame.explain_string(table("t"), unquote(mode)) end)
    end
  end

  # These actions look up the schema in the session first, so a session runs; it has no server.
  parity "schema" do
    session = start_supervised!({SparkEx.Session, url: "sc://127.0.0.1:1"})
    capture_request(fn -> session |> Reader.table("t") |> DataFrame.schema() end)
  end

  parity "is_local", do: capture_request(fn -> DataFrame.is_local(table("t")) end)
  parity "is_streaming", do: capture_request(fn -> DataFrame.is_streaming(table("t")) end)
  parity "input_files", do: capture_request(fn -> DataFrame.input_files(table("t")) end)

  parity "same_semantics",
    do: capture_request(fn -> DataFrame.same_semantics(table("t"), table("o")) end)

  parity "semantic_hash", do: capture_request(fn -> DataFrame.semantic_hash(table("t")) end)

  defp table(name), do: Reader.table(:spark, name)
end
