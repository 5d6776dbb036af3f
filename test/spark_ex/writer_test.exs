defmodule SparkEx.WriterTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Error, Reader, Writer}

  doctest SparkEx.Writer

  defp df, do: Reader.table(:spark, "t")

  test "filling asks nobody and raises what is wrong" do
    assert_raise Error.Argument, ~r/a save mode is an atom/, fn -> Writer.mode(df(), 1) end
    assert_raise Error.Argument, ~r/positive integer/, fn -> Writer.bucket_by(df(), 0, :a) end
    assert_raise Error.Argument, ~r/at least one/, fn -> Writer.partition_by(df(), []) end
    assert_raise Error.Argument, ~r/takes a name/, fn -> Writer.format(df(), 1) end
  end

  test "writing returns what is wrong, and its twin raises it" do
    for {write, write!} <- [
          {&Writer.parquet(df(), "p", &1), &Writer.parquet!(df(), "p", &1)},
          {&Writer.save(df(), "p", &1), &Writer.save!(df(), "p", &1)},
          {&Writer.save_as_table(df(), "t", &1), &Writer.save_as_table!(df(), "t", &1)},
          {&Writer.jdbc(df(), "u", "t", &1), &Writer.jdbc!(df(), "u", "t", &1)}
        ] do
      assert {:error, %Error.Argument{message: message}} = write.(mode: :overwrit)
      assert message =~ ~s(did you mean "overwrite"?)
      assert_raise Error.Argument, message, fn -> write!.(mode: :overwrit) end
    end

    assert {:error, %Error.Argument{}} = Writer.csv(df(), :not_a_path)
    assert {:error, %Error.Argument{}} = Writer.insert_into(df(), "t", overwrit: true)
  end

  test "options of the action are kept for it" do
    assert Writer.new(df(), timeout: 5).action == [timeout: 5]
  end

  test "inspect shows the names of options, not their values" do
    writer = df() |> Writer.format(:jdbc) |> Writer.option(:password, "s3cret")
    assert inspect(writer) == ~s[#SparkEx.Writer<table("t"), format: jdbc, options: password>]
  end
end
