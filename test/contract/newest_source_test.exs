defmodule SparkEx.Contract.NewestSourceTest do
  use SparkEx.ContractCase, golden: "newest_source", async: true

  alias SparkEx.{StreamReader, StreamWriter}
  alias SparkEx.StreamWriter.Command

  @schema {:struct, [{"id", :long, nullable: false}]}

  defp texts, do: Reader.table(:spark, "texts")

  parity "json", do: Reader.json(:spark, texts())

  parity "json with a schema",
    do: Reader.json(:spark, texts(), schema: @schema, allow_comments: true)

  parity "csv", do: Reader.csv(:spark, texts(), sep: ";", header: true)
  parity "csv with a schema", do: :spark |> Reader.schema(@schema) |> Reader.csv(texts())
  parity "xml", do: Reader.xml(:spark, texts(), row_tag: "r")
  parity "changes", do: Reader.changes(:spark, "c.t")
  parity "changes with options", do: Reader.changes(:spark, "c.t", starting_version: 3)
  parity "stream changes", do: StreamReader.changes(:spark, "c.t", starting_version: 3)

  parity "stream name" do
    :spark |> StreamReader.name(:orders_1) |> StreamReader.format("rate") |> StreamReader.load()
  end

  parity "stream name of files" do
    :spark |> StreamReader.name("orders") |> StreamReader.json("/p", schema: "a INT")
  end

  parity "trigger real time" do
    :spark
    |> StreamReader.load(nil, format: :rate)
    |> StreamWriter.trigger(real_time: " 5 minutes ")
    |> Command.start(nil)
  end
end
