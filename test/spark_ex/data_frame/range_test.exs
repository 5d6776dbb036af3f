defmodule SparkEx.DataFrame.RangeTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Error, TableValuedFunction}

  defp plan(frame), do: frame.plan.range

  test "accepts bounds, a step and partitions" do
    for {arguments, start, last, step, partitions} <- [
          {[6], 0, 6, 1, nil},
          {[2, 6], 2, 6, 1, nil},
          {[6, nil, 2], 0, 6, 2, nil},
          {[10, 0, -2], 10, 0, -2, nil},
          {[0, 6, 1, 3], 0, 6, 1, 3},
          {[0, 6, 1, nil], 0, 6, 1, nil},
          {[0, 6, 1, [num_partitions: 3]], 0, 6, 1, 3},
          {[6, nil, 2, [num_partitions: 3]], 0, 6, 2, 3},
          {[0, 6, [num_partitions: 3]], 0, 6, 1, 3},
          {[6, [num_partitions: 3]], 0, 6, 1, 3},
          {[6, []], 0, 6, 1, nil}
        ],
        module <- [SparkEx, TableValuedFunction] do
      range = module |> apply(:range, [:spark | arguments]) |> plan()
      assert range == %{start: start, end: last, step: step, num_partitions: partitions}
    end
  end

  test "rejects invalid numbers" do
    for arguments <- [
          [nil],
          [1.5],
          ["6"],
          [:six],
          [1..6],
          [0x8000_0000_0000_0000],
          [0, "6"],
          [0, 6, 0],
          [0, 6, 1.0],
          [0, 6, nil]
        ] do
      assert_raise Error.Argument, ~r/range\/5 takes integers of 64 bits as bounds/, fn ->
        apply(SparkEx, :range, [:spark | arguments])
      end
    end
  end

  test "rejects invalid options" do
    for {options, message} <- [
          {0, ~r/as a keyword list \(allowed: :num_partitions\), got: 0/},
          {2.0, ~r/got: 2.0/},
          {"2", ~r/got: "2"/},
          {%{num_partitions: 2}, ~r/got: %{num_partitions: 2}/},
          {[num_partitions: 0], ~r/:num_partitions of range\/5 must be an integer of 1 to/},
          {[num_partitions: 0x8000_0000], ~r/must be an integer of 1 to 2147483647/},
          {[numPartitions: 2], ~r/did you mean :num_partitions\?/}
        ] do
      assert_raise Error.Argument, message, fn -> SparkEx.range(:spark, 0, 6, 1, options) end
    end
  end
end
