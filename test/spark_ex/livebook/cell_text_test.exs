defmodule SparkEx.Livebook.CellTextTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Interval, Types}
  alias SparkEx.Livebook.CellText

  doctest SparkEx.Livebook.CellText

  defp text(value, type), do: CellText.of(value, Types.normalize!(type))

  test "flat values have Spark's text" do
    assert text(42, :long) == "42"
    assert text(1.5, :double) == "1.5"
    assert text(:nan, :double) == "NaN"
    assert text(:neg_infinity, :float) == "-Infinity"
    assert text(true, :boolean) == "true"
    assert text("ä", :string) == "ä"
    assert text("", :string) == ""
    assert text(~D[2013-01-31], :date) == "2013-01-31"
    assert text(~U[2013-01-31 05:00:00.000001Z], :timestamp) == "2013-01-31 05:00:00.000001Z"
    assert text(~N[2013-01-31 05:00:00], :timestamp_ntz) == "2013-01-31 05:00:00"
    assert text("12.340", {:decimal, 10, 3}) == "12.340"
    assert text(Interval.year_month(months: 14), :year_month_interval) =~ "1-2"
  end

  test "bytes are hexadecimal, even if they are valid text" do
    assert text("AB", :binary) == "0x4142"
    assert text("", :binary) == "0x"
    assert text(<<255>>, {:udt, %{type: "udt", sql_type: :binary}}) == "0xFF"
  end

  test "nested values keep the given JSON" do
    assert text(~s({"z":1,"a":["2020-01-02",null]}), {:struct, [z: :long, a: {:array, :date}]}) ==
             ~s({"z":1,"a":["2020-01-02",null]})

    assert text(~s("x"), :variant) == ~s("x")
  end

  test "long texts end with an ellipsis" do
    assert text(String.duplicate("x", 501), :string) == String.duplicate("x", 500) <> "…"
    assert text(String.duplicate("x", 500), :string) == String.duplicate("x", 500)
    assert CellText.whole(String.duplicate("x", 501), :string) == String.duplicate("x", 501)
    assert CellText.whole(nil, :string) == nil
  end

  test "the kind of a column depends on its type" do
    assert CellText.kind(:long) == :number
    assert CellText.kind({:time, 6}) == :date
    assert CellText.kind({:map, :string, :long, true}) == :struct
    assert CellText.kind({:array, :long, true}) == :list
    assert CellText.kind({:geometry, 4326}) == :struct
    assert CellText.kind({:year_month_interval, :year, :month}) == :text
  end
end
