defmodule SparkEx.BatchTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Batch, LocalData, Types}

  doctest Batch

  describe "schema/1" do
    @ddl """
    a BOOLEAN, b TINYINT, c SMALLINT NOT NULL, d INT, e BIGINT, f FLOAT, g DOUBLE, h DECIMAL(38,10),
    i STRING, j BINARY, k DATE, l TIMESTAMP, m TIMESTAMP_NTZ, n INTERVAL YEAR TO MONTH,
    o INTERVAL DAY TO SECOND, p VARIANT, q VOID, r TIME(6), s INTERVAL,
    t ARRAY<STRUCT<x: MAP<STRING, ARRAY<SMALLINT>>, y: VARIANT>>
    """

    test "is what Spark has of the Arrow types" do
      row = List.duplicate(nil, 20) |> List.replace_at(2, 1)

      {:ok, %{local_relation: %{data: ipc}}} = LocalData.inline([row], schema: @ddl)
      {:ok, batch} = Batch.from_ipc(ipc)
      assert Batch.schema(batch) == {:ok, Types.from_ddl!(@ddl)}
    end
  end
end
