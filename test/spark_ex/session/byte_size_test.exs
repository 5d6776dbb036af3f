defmodule SparkEx.Session.ByteSizeTest do
  use ExUnit.Case, async: true

  alias SparkEx.Session.ByteSize

  doctest ByteSize

  # The units of Spark's JavaUtils.byteStringAs.
  test "reads every unit in either case" do
    for {units, power} <-
          Enum.with_index([~w(b), ~w(k kb), ~w(m mb), ~w(g gb), ~w(t tb), ~w(p pb)]),
        unit <- units,
        unit <- [unit, String.upcase(unit)] do
      assert ByteSize.parse("5" <> unit) == {:ok, 5 * 1024 ** power}
    end
  end

  test "rejects what is not a size" do
    for text <- ["", "g", "1.5g", "3 g", "3bb", "3x", "3gbb"] do
      assert ByteSize.parse(text) == :error
    end
  end
end
