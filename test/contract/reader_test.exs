defmodule SparkEx.Contract.ReaderTest do
  use SparkEx.ContractCase, golden: "reader", async: true

  @type_of_schema [
    %SparkEx.Types.Field{name: "id", type: :long, nullable: false},
    {:tags, {:array, :string}}
  ]

  parity "table", do: Reader.table(:spark, "db.t")

  parity "table with options",
    do: :spark |> Reader.option("a", 1) |> Reader.option(:b, true) |> Reader.table(:t)

  parity "load", do: Reader.load(:spark, "p")
  parity "load paths", do: Reader.load(:spark, ["p", "q"], format: "parquet")
  parity "load without a path", do: :spark |> Reader.format(:rate) |> Reader.load()

  parity "load with everything",
    do: Reader.load(:spark, "p", format: :csv, schema: "id BIGINT", header: true, sep: nil)

  parity "option" do
    :spark
    |> Reader.new()
    |> Reader.format("csv")
    |> Reader.option("header", true)
    |> Reader.option(:n, 1.5)
    |> Reader.load("p")
  end

  parity "options" do
    :spark |> Reader.format(:csv) |> Reader.options(header: false, sep: "\t") |> Reader.load("p")
  end

  parity "option taken away" do
    :spark
    |> Reader.format(:csv)
    |> Reader.option(:a, 1)
    |> Reader.option("a", nil)
    |> Reader.load("p")
  end

  parity "schema as a text",
    do: :spark |> Reader.schema("id BIGINT, n STRING") |> Reader.parquet("p")

  parity "schema as a type", do: :spark |> Reader.schema(@type_of_schema) |> Reader.json("p")
  parity "csv", do: Reader.csv(:spark, "p")

  parity "csv with options",
    do: Reader.csv(:spark, ["p", "q"], schema: "a INT", header: true, infer_schema: false)

  parity "json", do: Reader.json(:spark, "p", multi_line: true)
  parity "parquet", do: Reader.parquet(:spark, ["p", "q"])
  parity "parquet with options", do: Reader.parquet(:spark, "p", mergeSchema: true)
  parity "orc", do: Reader.orc(:spark, "p", recursive_file_lookup: true)
  parity "text", do: Reader.text(:spark, "p")

  parity "text of whole files",
    do: Reader.text(:spark, ["p", "q"], wholetext: true, line_sep: "\n")

  parity "xml", do: Reader.xml(:spark, "p", row_tag: "row")
  parity "jdbc", do: Reader.jdbc(:spark, "jdbc:x", "t")

  parity "jdbc with properties",
    do: Reader.jdbc(:spark, "jdbc:x", "t", properties: [user: "me"])

  parity "jdbc by range" do
    Reader.jdbc(:spark, "jdbc:x", "t",
      column: :id,
      lower_bound: 1,
      upper_bound: 9,
      num_partitions: 4
    )
  end

  parity "jdbc by predicates",
    do: Reader.jdbc(:spark, "jdbc:x", "t", predicates: ["a < 1", "a >= 1"])
end
