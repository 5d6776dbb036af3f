defmodule SparkEx.Contract.SchemaTextTest do
  use SparkEx.ContractCase, golden: "schema_text", async: true

  alias SparkEx.Session

  parity "version", do: capture_request(fn -> SparkEx.spark_version(handle()) end)
  parity "parse_ddl", do: capture_request(fn -> Session.parse_ddl(:spark, "id INT") end)
  parity "json_to_ddl", do: capture_request(fn -> Session.json_to_ddl(:spark, "{}") end)
end
