defmodule SparkEx.CogroupedDataTest do
  use ExUnit.Case, async: true

  alias SparkEx.{CogroupedData, DataFrame, Error, GroupedData, Reader}

  doctest CogroupedData

  defp grouped(keys, session \\ :spark),
    do: session |> Reader.table("t") |> DataFrame.group_by(keys)

  test "requires an equal number of keys and one session" do
    assert %CogroupedData{} = GroupedData.cogroup(grouped(:a), grouped(:b))

    assert_raise Error.Argument, "cogroup/2: expected 1 keys in both frames, got 2", fn ->
      GroupedData.cogroup(grouped(:a), grouped([:a, :b]))
    end

    assert_raise Error.Argument, ~r/different sessions/, fn ->
      GroupedData.cogroup(grouped(:a), grouped(:a, :other))
    end

    assert_raise Error.Argument, ~r/follows group_by/, fn ->
      GroupedData.cogroup(:spark |> Reader.table("t") |> DataFrame.cube(:a), grouped(:a))
    end
  end

  test "shows its steps in inspect" do
    frame =
      GroupedData.cogroup(grouped(:a), grouped(:b))
      |> CogroupedData.apply_in_arrow("def pair(left, right): return left", "a INT")

    assert inspect(frame) ==
             ~s{#SparkEx.DataFrame<table("t") |> group_by(a) |> } <>
               ~s{cogroup(table("t") |> group_by(b)) |> apply_in_arrow(pair)>}
  end

  test "rejects a schema without columns" do
    pair = GroupedData.cogroup(grouped(:a), grouped(:b))

    assert_raise Error.Argument,
                 ~s(apply_in_pandas/4: expected the columns of the result, such as "id BIGINT", ) <>
                   "got the type BIGINT",
                 fn -> CogroupedData.apply_in_pandas(pair, "lambda a, b: a", :long) end
  end
end
