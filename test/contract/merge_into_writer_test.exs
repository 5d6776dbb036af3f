defmodule SparkEx.Contract.MergeIntoWriterTest do
  use SparkEx.ContractCase, golden: "merge_into_writer", async: true

  alias SparkEx.MergeIntoWriter, as: Merge

  parity "update_all", do: into() |> Merge.when_matched_update_all() |> Merge.command()

  parity "update" do
    assignments = [{"a", F.lit(1)}, {"s.b", F.col("x")}]
    into() |> Merge.when_matched_update(assignments, two()) |> Merge.command()
  end

  parity "delete", do: into() |> Merge.when_matched_delete(two()) |> Merge.command()
  parity "insert_all", do: into() |> Merge.when_not_matched_insert_all() |> Merge.command()

  parity "insert" do
    into() |> Merge.when_not_matched_insert(%{a: F.col("source.a")}, two()) |> Merge.command()
  end

  parity "by source update_all",
    do: into() |> Merge.when_not_matched_by_source_update_all() |> Merge.command()

  parity "by source update",
    do: into() |> Merge.when_not_matched_by_source_update(a: F.lit(nil)) |> Merge.command()

  parity "by source delete",
    do: into() |> Merge.when_not_matched_by_source_delete(two()) |> Merge.command()

  parity "all together" do
    into()
    |> Merge.when_matched_delete(two())
    |> Merge.when_matched_update_all()
    |> Merge.when_not_matched_insert_all()
    |> Merge.with_schema_evolution()
    |> Merge.command()
  end

  defp into do
    condition = F.expr("source.a = target.a")
    :spark |> Reader.table("s") |> DataFrame.merge_into("db.t", condition)
  end

  defp two, do: Column.gt(F.col("b"), 1)
end
