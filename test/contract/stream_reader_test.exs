defmodule SparkEx.Contract.StreamReaderTest do
  use SparkEx.ContractCase, golden: "stream_reader", async: true

  alias SparkEx.StreamReader

  @type_of_schema [%SparkEx.Types.Field{name: "id", type: :long, nullable: false}]

  parity "table", do: StreamReader.table(:spark, "db.t")
  parity "table with options", do: :spark |> StreamReader.option("a", 1) |> StreamReader.table(:t)
  parity "load", do: StreamReader.load(:spark, "p")
  parity "load without a path", do: :spark |> StreamReader.format(:rate) |> StreamReader.load()

  parity "load with everything",
    do: StreamReader.load(:spark, "p", format: :csv, schema: "id BIGINT", header: true)

  parity "options" do
    :spark
    |> StreamReader.format(:rate)
    |> StreamReader.options(rows_per_second: 5, num_partitions: 1)
    |> StreamReader.load()
  end

  parity "schema as a type",
    do: :spark |> StreamReader.schema(@type_of_schema) |> StreamReader.json("p")

  parity "csv", do: StreamReader.csv(:spark, "p", schema: "a INT", header: true)
  parity "json", do: StreamReader.json(:spark, "p", multi_line: true)
  parity "orc", do: StreamReader.orc(:spark, "p")
  parity "parquet", do: StreamReader.parquet(:spark, "p", merge_schema: true)

  parity "text",
    deviates: "PySpark sends Python's spelling of a boolean",
    sends: %{
      common: %{plan_id: 0},
      read: %{
        data_source: %{format: "text", options: %{"wholetext" => "false"}, paths: ["p"]},
        is_streaming: true
      }
    } do
    StreamReader.text(:spark, "p")
  end

  parity "xml", do: StreamReader.xml(:spark, "p", row_tag: "row")

  parity "with_watermark",
    do: :spark |> StreamReader.table(:t) |> DataFrame.with_watermark("at", "10 seconds")
end
