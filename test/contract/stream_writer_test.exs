defmodule SparkEx.Contract.StreamWriterTest do
  use SparkEx.ContractCase, golden: "stream_writer", async: true

  alias SparkEx.{StreamReader, StreamWriter}
  alias SparkEx.StreamWriter.Command

  @everything [
    output_mode: :append,
    query_name: :q,
    checkpoint_location: "c"
  ]

  parity "start", do: Command.start(writer(), "p")
  parity "start without a path", do: writer() |> StreamWriter.format(:console) |> started()
  parity "to_table", do: Command.to_table(writer(), "db.t")

  parity "start with everything" do
    options = [format: :csv, partition_by: [:a, :b], header: true] ++ @everything
    writer() |> StreamWriter.configure(options) |> Command.start("p")
  end

  parity "to_table with everything" do
    options = [format: :parquet, partition_by: :a] ++ @everything
    writer() |> StreamWriter.configure(options) |> Command.to_table(:t)
  end

  for mode <- [:append, :update, :complete], name = "output mode #{mode}" do
    parity name, do: writer() |> StreamWriter.output_mode(unquote(mode)) |> started()
  end

  parity "processing time",
    do: writer() |> StreamWriter.trigger(processing_time: "5 seconds") |> started()

  parity "available now", do: writer() |> StreamWriter.trigger(:available_now) |> started()
  parity "once", do: writer() |> StreamWriter.trigger(once: true) |> started()

  parity "continuous",
    do: writer() |> StreamWriter.trigger(continuous: "1 second") |> started()

  parity "query_name", do: writer() |> StreamWriter.query_name("q") |> started()

  parity "partition_by" do
    writer()
    |> StreamWriter.partition_by("x")
    |> StreamWriter.partition_by([:a, :b])
    |> Command.start("p")
  end

  parity "cluster_by",
    do: writer() |> StreamWriter.cluster_by([:a, :b]) |> Command.to_table("t")

  parity "options",
    do: writer() |> StreamWriter.option("a", 1) |> StreamWriter.options(b: true) |> started()

  defp writer, do: :spark |> StreamReader.table("t") |> StreamWriter.new()
  defp started(writer), do: Command.start(writer, nil)
end
