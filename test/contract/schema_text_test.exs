defmodule SparkEx.Contract.SchemaTextTest do
  use SparkEx.ContractCase, golden: "schema_text", async: true

  alias SparkEx.Session

  parity "version", do: asked(fn -> SparkEx.spark_version(:spark) end)
  parity "parse_ddl", do: asked(fn -> Session.parse_ddl(:spark, "id INT") end)
  parity "json_to_ddl", do: asked(fn -> Session.json_to_ddl(:spark, "{}") end)
end
