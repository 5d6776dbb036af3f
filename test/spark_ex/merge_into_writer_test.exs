defmodule SparkEx.MergeIntoWriterTest do
  use ExUnit.Case, async: true

  alias SparkEx.Functions, as: F
  alias SparkEx.{Error, MergeIntoWriter, Reader}

  doctest SparkEx.MergeIntoWriter

  defp merge, do: :spark |> Reader.table("s") |> MergeIntoWriter.new("t", F.expr("a = b"))

  test "clauses keep the order in which they are said" do
    merge =
      merge()
      |> MergeIntoWriter.when_matched_delete(F.expr("c"))
      |> MergeIntoWriter.when_matched_update_all()

    assert [
             %{merge_action: %{action_type: :ACTION_TYPE_DELETE, condition: _}},
             %{merge_action: %{action_type: :ACTION_TYPE_UPDATE_STAR}}
           ] = merge.matched
  end

  test "conditions and values are columns" do
    assert_raise Error.Argument, ~r/a condition of a merge is a column/, fn ->
      MergeIntoWriter.when_matched_delete(merge(), "c")
    end

    assert_raise Error.Argument, ~r/takes a column for "a", got: 1/, fn ->
      MergeIntoWriter.when_matched_update(merge(), a: 1)
    end
  end
end
