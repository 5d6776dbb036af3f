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

    test "returns the Spark types of the Arrow types" do
      row = List.duplicate(nil, 20) |> List.replace_at(2, 1)

      {:ok, %{local_relation: %{data: ipc}}} = LocalData.Relation.inline([row], schema: @ddl)
      {:ok, batch} = Batch.from_ipc(ipc)
      assert Batch.schema(batch) == {:ok, Types.from_ddl!(@ddl)}
    end
  end

  # The decoder updates the previous struct where few fields differ.
  describe "rows of consecutive structs" do
    defp round_trip(values, type) do
      rows = Enum.map(values, &[&1])

      {:ok, %{local_relation: %{data: ipc}}} =
        LocalData.Relation.inline(rows, schema: [{"v", type}])

      {:ok, batch} = Batch.from_ipc(ipc)
      assert {:ok, rows} = Batch.rows(batch, as: :lists)
      Enum.concat(rows)
    end

    test "keep their values however many fields change" do
      times =
        for text <- ~w(00:00:00.000000 00:00:00.000001 00:00:01.000001 00:01:01.000001
                       23:59:59.999999 23:59:59.999999 00:00:00.000000),
            do: Time.from_iso8601!(text)

      dates =
        for text <- ~w(2024-02-28 2024-02-29 2024-03-29 1582-10-15 1582-10-15 9999-12-31),
            do: Date.from_iso8601!(text)

      naive = for date <- dates, time <- times, do: NaiveDateTime.new!(date, time)
      zoned = Enum.map(naive, &DateTime.from_naive!(&1, "Etc/UTC"))
      days = for micros <- [1, 1, 2, -2, 0], do: %SparkEx.Interval.DayTime{microseconds: micros}

      for {values, type} <- [
            {times, {:time, 6}},
            {dates, :date},
            {naive, :timestamp_ntz},
            {zoned, :timestamp},
            {days, :day_time_interval}
          ] do
        values = Enum.intersperse(values, nil) ++ values ++ Enum.reverse(values)
        assert round_trip(values, type) == values
      end
    end
  end
end
