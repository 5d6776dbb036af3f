defmodule SparkEx.ReaderTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Error, Reader}

  doctest SparkEx.Reader

  test "a reader is filled step by step and reused" do
    reader = :spark |> Reader.format("csv") |> Reader.option(:header, true)
    one = Reader.load(reader, "one.csv", sep: ";")
    two = Reader.load(reader, "two.csv")

    assert one.plan.read.data_source.options == %{"header" => "true", "sep" => ";"}
    assert two.plan.read.data_source.options == %{"header" => "true"}
    assert one.plan.common.plan_id != two.plan.common.plan_id
  end

  test "options may be a map with string keys" do
    frame = Reader.csv(:spark, "a.csv", %{"header" => true, "schema" => "x"})
    assert frame.plan.read.data_source.options == %{"header" => "true", "schema" => "x"}
  end

  test "what no server could take" do
    assert_raise Error.Argument, ~r/a path to read is a string, got: :a/, fn ->
      Reader.csv(:spark, :a)
    end

    assert_raise Error.Argument, ~r/the option :sep must be a string/, fn ->
      Reader.csv(:spark, "a", sep: [","])
    end

    assert_raise Error.Argument, ~r/options as a keyword list/, fn ->
      Reader.options(:spark, "header")
    end

    assert_raise Error.Argument, ~r/no Spark type/, fn -> Reader.schema(:spark, :strng) end
  end

  test "a JDBC range has all its parts" do
    assert_raise Error.Argument, ~r/all or none of \[:column, :lower_bound/, fn ->
      Reader.jdbc(:spark, "jdbc:x", "t", column: :id)
    end
  end

  test "neither inspect nor errors show the values of options" do
    reader = Reader.options(:spark, user: "me", password: "s3cret")
    assert inspect(reader) == ~s(#SparkEx.Reader<options: ["password", "user"]>)
    refute inspect(reader) =~ "s3cret"

    frame = Reader.jdbc(:spark, "jdbc:x", "t", properties: [password: "s3cret"])
    refute inspect(frame) =~ "s3cret"

    for properties <- ["s3cret", [password: {"s3cret"}], [{"password", {"s3cret"}}]] do
      error =
        assert_raise Error.Argument, fn ->
          Reader.jdbc(:spark, "jdbc:x", "t", properties: properties)
        end

      refute error.message =~ "s3cret"
    end
  end
end
