defmodule SparkEx.StreamReaderTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Error, StreamReader}

  doctest SparkEx.StreamReader

  test "misspelled options are refused" do
    assert_raise Error.Argument, ~r/did you mean :rows_per_second\?/, fn ->
      StreamReader.load(:spark, nil, format: :rate, rows_per_secnd: 1)
    end
  end

  test "a stream has one path" do
    assert_raise Error.Argument, ~r/expected a string/, fn ->
      StreamReader.json(:spark, ["a", "b"])
    end
  end

  test "the name of a source has only letters, digits and underscores" do
    for name <- ["a b", "ä", "", "a\n"] do
      assert_raise Error.Argument, ~r/only ASCII letters, digits and underscores/, fn ->
        StreamReader.name(:spark, name)
      end
    end
  end

  test "changes have no schema" do
    assert_raise Error.Argument, ~r{changes/3 takes no schema}, fn ->
      :spark |> StreamReader.schema("a INT") |> StreamReader.changes("t")
    end
  end
end
