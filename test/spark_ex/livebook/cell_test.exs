defmodule SparkEx.Livebook.CellTest do
  use ExUnit.Case, async: true

  import SparkEx.Decimals

  alias SparkEx.{Interval, Types}
  alias SparkEx.Livebook.Cell

  doctest SparkEx.Livebook.Cell

  defp sorted(values, type),
    do: values |> Enum.map(&Cell.new(&1, &1, type)) |> Enum.sort() |> Enum.map(& &1.value)

  # Nested values are shown as JSON, whose text has no useful order.
  defp sorted_nested(values, type) do
    cells = Enum.map(values, &Cell.new(&1, "JSON", Types.normalize!(type)))
    cells |> Enum.sort() |> Enum.map(& &1.value)
  end

  test "cells sort as in Spark: nulls first, NaN last" do
    assert sorted([:nan, 1.5, nil, :infinity, -2.0, :neg_infinity], :double) ==
             [nil, :neg_infinity, -2.0, 1.5, :infinity, :nan]

    assert sorted(["b", nil, "a"], :string) == [nil, "a", "b"]
    assert sorted([~D[2020-03-01], ~D[2020-02-28]], :date) == [~D[2020-02-28], ~D[2020-03-01]]
    times = [~U[2020-02-01 00:00:00Z], ~U[2019-12-31 23:59:59Z]]
    assert sorted(times, :timestamp) == Enum.reverse(times)
    intervals = [Interval.day_time(days: 2), Interval.day_time(days: -1)]
    assert sorted(intervals, :day_time_interval) == Enum.reverse(intervals)
  end

  test "decimals sort by all their digits" do
    # These decimals are equal as floats.
    texts = ["1234567890123456789012345678.02", "1234567890123456789012345678.01", "-2.00"]
    decimals = Enum.map(texts, &decimal/1)
    assert sorted([nil | decimals], {:decimal, 38, 2}) == [nil | Enum.reverse(decimals)]
    assert sorted(texts, {:decimal, 38, 2}) == Enum.reverse(texts)
  end

  test "lists sort element by element, structs field by field" do
    lists = [[2], [1, 2], [1, nil], [1], []]
    assert sorted_nested(lists, {:array, :long}) == Enum.reverse(lists)
    days = [[~D[2020-03-01]], [~D[2020-02-28]]]
    assert sorted_nested(days, {:array, :date}) == Enum.reverse(days)
    structs = for {z, a} <- [{2, 1}, {1, 3}, {1, nil}], do: %{"z" => z, "a" => a}
    assert sorted_nested(structs, {:struct, [z: :long, a: :long]}) == Enum.reverse(structs)
  end

  test "inspects a cell as its value" do
    assert to_string(Cell.new(<<255>>, <<255>>, :binary)) == "0xFF"
    assert to_string(Cell.new(nil, nil, :string)) == "null"
    assert inspect(Cell.new(~D[2020-01-01], ~D[2020-01-01], :date)) == "~D[2020-01-01]"
  end
end
