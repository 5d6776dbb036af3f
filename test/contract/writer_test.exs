defmodule SparkEx.Contract.WriterTest do
  use SparkEx.ContractCase, golden: "writer", async: true

  alias SparkEx.Writer.Command

  parity "save", do: saved("p")
  parity "save without a path", do: saved(nil, format: "noop", mode: :overwrite)

  parity "save with everything",
    do: saved("p", format: :csv, mode: :append, partition_by: [:a, "b"], header: true)

  for mode <- ~w(append overwrite error ignore), name = "mode #{mode}" do
    parity name, do: df() |> Writer.mode(unquote(mode)) |> Command.save("p")
  end

  parity "option" do
    df()
    |> Writer.option("a", 1)
    |> Writer.option(:b, false)
    |> Writer.option(:c, nil)
    |> Command.save("p")
  end

  parity "options", do: df() |> Writer.options(a: "x", b: 2.5) |> Command.save("p")
  parity "partition_by", do: df() |> Writer.partition_by([:a, :b]) |> Command.save("p")

  parity "bucket_by and sort_by" do
    df()
    |> Writer.bucket_by(4, [:a, :b])
    |> Writer.sort_by(:c)
    |> Command.table("t", :save_as_table)
  end

  parity "cluster_by",
    do: df() |> Writer.cluster_by([:a, :b]) |> Command.table("t", :save_as_table)

  parity "save_as_table", do: df() |> Writer.new() |> Command.table("db.t", :save_as_table)

  parity "save_as_table with everything" do
    df()
    |> Writer.configure(format: "orc", mode: :ignore, partition_by: :a, path: "/p")
    |> Command.table(:t, :save_as_table)
  end

  parity "insert_into", do: df() |> Writer.new() |> Command.insert_into("t", [])

  parity "insert_into overwriting",
    do: df() |> Writer.new() |> Command.insert_into("t", overwrite: true)

  parity "insert_into appending",
    do: df() |> Writer.new() |> Command.insert_into("t", overwrite: false)

  parity "csv", do: saved("p", format: :csv, mode: "overwrite", header: true, sep: ";")
  parity "json", do: saved("p", format: :json, compression: :gzip)

  parity "parquet",
    do: saved("p", format: :parquet, mode: :append, partition_by: "a", compression: "zstd")

  parity "orc", do: saved("p", format: :orc)
  parity "text", do: saved("p", format: :text, line_sep: "\n")
  parity "xml", do: saved("p", format: :xml, row_tag: "row")

  parity "jdbc" do
    options = [mode: :append, properties: %{user: "me"}]
    df() |> Writer.new() |> Command.jdbc("jdbc:x", "t", options)
  end

  defp saved(path, options \\ []), do: df() |> Writer.configure(options) |> Command.save(path)

  defp df, do: Reader.table(:spark, "t")
end
