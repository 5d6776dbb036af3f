defmodule SparkEx.WriterTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Error, Reader, Writer}
  alias SparkEx.Writer.Command

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

  test "a misspelled option of the writer or of the format is refused" do
    for {write, suggestion} <- [
          {fn -> Writer.parquet(df(), "p", mod: :overwrite) end, ":mode"},
          {fn -> Writer.parquet(df(), "p", partitionBy: "a") end, ":partition_by"},
          {fn -> Writer.csv(df(), "p", headr: true) end, ":header"},
          {fn -> Writer.json(df(), "p", %{"ignore_null_fields" => true}) end,
           ~s("ignoreNullFields")},
          {fn -> Writer.save(df(), "p", format: "orc", compresion: "zlib") end, ":compression"},
          {fn -> Writer.save_as_table(df(), "t", fromat: "csv") end, ":format"}
        ] do
      assert {:error, %Error.Argument{message: message}} = write.()
      assert message =~ "did you mean #{suggestion}?"
    end
  end

  test "all options of the writer may be given at once, by strings too" do
    options = [partition_by: :a, bucket_by: {4, :b}, sort_by: :b, cluster_by: [:c]]
    writer = Writer.configure(df(), options)
    assert writer.bucket_by == %{bucket_column_names: ["b"], num_buckets: 4}
    assert {writer.partition_by, writer.sort_by, writer.cluster_by} == {["a"], ["b"], ["c"]}
    assert Writer.configure(df(), %{"mode" => "append"}).mode == :SAVE_MODE_APPEND
  end

  test "schema evolution is sent where it is asked for" do
    evolving = df() |> Writer.with_schema_evolution() |> Command.save("p")
    assert evolving.write_operation.with_schema_evolution

    refute df()
           |> Writer.new()
           |> Command.save("p")
           |> get_in([:write_operation])
           |> is_map_key(:with_schema_evolution)
  end

  test "options of the action are kept for it" do
    assert Writer.new(df(), timeout: 5).action == [timeout: 5]
  end

  test "inspect shows the names of options, not their values" do
    writer = df() |> Writer.format(:jdbc) |> Writer.option(:password, "s3cret")
    assert inspect(writer) == ~s[#SparkEx.Writer<table("t"), format: jdbc, options: password>]
  end
end
