defmodule SparkEx.Contract.WriterV2Test do
  use SparkEx.ContractCase, golden: "writer_v2", async: true

  alias SparkEx.WriterV2

  parity "create", do: "db.t" |> to() |> WriterV2.command(mode: :MODE_CREATE)
  parity "replace", do: WriterV2.command(to("t"), mode: :MODE_REPLACE)
  parity "create_or_replace", do: WriterV2.command(to("t"), mode: :MODE_CREATE_OR_REPLACE)
  parity "append", do: WriterV2.command(to("t"), mode: :MODE_APPEND)

  parity "overwrite",
    do: WriterV2.overwrite_command(to("t"), Column.eq(F.col("year"), 2013))

  parity "overwrite by a column", do: WriterV2.overwrite_command(to("t"), :flag)
  parity "overwrite_partitions", do: WriterV2.command(to("t"), mode: :MODE_OVERWRITE_PARTITIONS)
  parity "using", do: "t" |> to() |> WriterV2.using(:parquet) |> create()

  parity "options" do
    :t
    |> to()
    |> WriterV2.option("a", 1)
    |> WriterV2.options(b: true, c: nil)
    |> WriterV2.command(mode: :MODE_APPEND)
  end

  parity "table_property", do: "t" |> to() |> WriterV2.table_property("p", "v") |> create()

  parity "partitioned_by",
    do: "t" |> to() |> WriterV2.partitioned_by([:a, F.years("b")]) |> create()

  parity "cluster_by", do: "t" |> to() |> WriterV2.cluster_by([:a, "b"]) |> create()

  defp to(table), do: :spark |> Reader.table("t") |> DataFrame.write_to(table)
  defp create(writer), do: WriterV2.command(writer, mode: :MODE_CREATE)
end
