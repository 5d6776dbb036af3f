defmodule SparkEx.Contract.ExtensionTest do
  use SparkEx.ContractCase, golden: "extension", async: true

  alias SparkEx.Extension

  @url "type.googleapis.com/example.Message"
  @bytes <<10, 1, ?a>>

  parity "frame", do: Extension.frame(:spark, @url, @bytes)

  parity "step of a frame",
    do: :spark |> Extension.frame(@url, @bytes) |> DataFrame.limit(3)

  parity "column",
    do: :spark |> SparkEx.range(3) |> DataFrame.select(Extension.column(@url, @bytes))

  parity "execute", do: capture_request(fn -> Extension.execute(:spark, @url, @bytes) end)
end
