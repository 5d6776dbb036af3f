defmodule SparkEx.Batch.TableReaderTest do
  use SparkEx.SparkCase

  @moduletag :table
  @compile {:no_warn_undefined, [Table, Table.Reader]}

  defp batch(session, sql),
    do: session |> SparkEx.sql(sql) |> DataFrame.stream_batches() |> Enum.at(0)

  test "reads a batch as a table", %{session: session} do
    batch = batch(session, "SELECT * FROM VALUES (1, 'a'), (2, NULL) AS t(id, s)")
    assert Table.to_columns(batch) == %{"id" => [1, 2], "s" => ["a", nil]}

    assert batch |> Table.to_rows() |> Enum.to_list() == [
             %{"id" => 1, "s" => "a"},
             %{"id" => 2, "s" => nil}
           ]
  end

  test "reads columns as a table, but not a frame", %{session: session} do
    frame = SparkEx.range(session, 2)
    assert Table.Reader.impl_for(frame) == nil
    assert frame |> DataFrame.collect!(as: :columns) |> Table.to_columns() == %{"id" => [0, 1]}
  end

  test "rejects a batch with two columns of one name", %{session: session} do
    batch = batch(session, "SELECT 1 AS a, 2 AS a")

    assert_raise Error.Decode, ~r/several columns are named "a"/, fn ->
      Table.to_columns(batch)
    end
  end
end
