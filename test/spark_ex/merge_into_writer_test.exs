defmodule SparkEx.MergeIntoWriterTest do
  use ExUnit.Case, async: true

  alias SparkEx.Functions, as: F
  alias SparkEx.{Error, MergeIntoWriter, Reader}

  doctest SparkEx.MergeIntoWriter

  defp merge, do: :spark |> Reader.table("s") |> MergeIntoWriter.new("t", F.expr("a = b"))

  test "keeps the order of clauses" do
    merge =
      merge()
      |> MergeIntoWriter.when_matched_delete(F.expr("c"))
      |> MergeIntoWriter.when_matched_update_all()

    assert [
             %{merge_action: %{action_type: :ACTION_TYPE_DELETE, condition: _}},
             %{merge_action: %{action_type: :ACTION_TYPE_UPDATE_STAR}}
           ] = merge.matched
  end

  test "rejects a boolean from an Elixir operator as a condition" do
    # In Elixir, `delay == 0` on a column is false.
    for build <- [
          &MergeIntoWriter.when_matched_delete(merge(), &1),
          &MergeIntoWriter.when_matched_update(merge(), [a: F.lit(1)], &1),
          &MergeIntoWriter.when_not_matched_insert_all(merge(), &1)
        ] do
      assert_raise Error.Argument, ~r/got: false; .*SparkEx.Query/, fn -> build.(false) end
    end
  end

  test "rejects conditions and values that are not columns" do
    assert_raise Error.Argument, ~r/a merge: expected a condition as a column/, fn ->
      MergeIntoWriter.when_matched_delete(merge(), "c")
    end

    assert_raise Error.Argument, ~r/expected a column for "a", got: 1.*lit\/1/, fn ->
      MergeIntoWriter.when_matched_update(merge(), a: 1)
    end
  end
end
