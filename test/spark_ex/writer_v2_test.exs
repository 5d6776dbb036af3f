defmodule SparkEx.WriterV2Test do
  use ExUnit.Case, async: true

  alias SparkEx.{Error, Reader, WriterV2}

  doctest SparkEx.WriterV2

  defp writer, do: :spark |> Reader.table("t") |> WriterV2.new("lake.t", timeout: 5)

  test "schema evolution is sent where it is asked for" do
    writer = WriterV2.new(Reader.table(:spark, "s"), "t")
    refute is_map_key(WriterV2.command(writer, []).write_operation_v2, :with_schema_evolution)
    evolving = writer |> WriterV2.with_schema_evolution() |> WriterV2.command([])
    assert evolving.write_operation_v2.with_schema_evolution
  end

  test "options of the action are kept for it" do
    assert writer().action == [timeout: 5]
  end

  test "what no server could take raises while filling, and is an error when writing" do
    assert_raise Error.Argument, ~r/takes a name/, fn -> WriterV2.using(writer(), 1) end

    assert_raise Error.Argument, ~r/the name of a column/, fn ->
      WriterV2.partitioned_by(writer(), [1])
    end

    assert {:error, %Error.Argument{message: message}} = WriterV2.overwrite(writer(), 1)
    assert_raise Error.Argument, message, fn -> WriterV2.overwrite!(writer(), 1) end
  end

  test "a misspelled option of a known provider is refused" do
    table = SparkEx.Reader.table(:spark, "t")
    writer = SparkEx.WriterV2.options(SparkEx.WriterV2.new(table, "t"), compresion: "gzip")

    assert {:error, error} =
             writer |> SparkEx.WriterV2.using("parquet") |> SparkEx.WriterV2.create()

    assert Exception.message(error) =~ "did you mean :compression?"
    assert %{write_operation_v2: _} = SparkEx.WriterV2.command(writer, mode: :MODE_APPEND)
  end
end
