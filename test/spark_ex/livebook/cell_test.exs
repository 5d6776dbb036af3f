defmodule SparkEx.Livebook.CellTest do
  use ExUnit.Case, async: true

  alias SparkEx.Interval
  alias SparkEx.Livebook.Cell

  doctest SparkEx.Livebook.Cell

  defp sorted(values, type),
    do: values |> Enum.map(&Cell.new(&1, type)) |> Enum.sort() |> Enum.map(& &1.value)

  test "cells sort as their values do in Spark: nulls first, NaN last" do
    assert sorted([:nan, 1.5, nil, :infinity, -2.0, :neg_infinity], :double) ==
             [nil, :neg_infinity, -2.0, 1.5, :infinity, :nan]

    assert sorted(["b", nil, "a"], :string) == [nil, "a", "b"]
    assert sorted([~D[2020-03-01], ~D[2020-02-28]], :date) == [~D[2020-02-28], ~D[2020-03-01]]
    times = [~U[2020-02-01 00:00:00Z], ~U[2019-12-31 23:59:59Z]]
    assert sorted(times, :timestamp) == Enum.reverse(times)
    intervals = [Interval.day_time(days: 2), Interval.day_time(days: -1)]
    assert sorted(intervals, :day_time_interval) == Enum.reverse(intervals)
  end

  test "a cell reads as its value" do
    assert to_string(Cell.new(<<255>>, :binary)) == "0xFF"
    assert to_string(Cell.new(nil, :string)) == "null"
    assert inspect(Cell.new(~D[2020-01-01], :date)) == "~D[2020-01-01]"
  end
end
