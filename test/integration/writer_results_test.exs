defmodule SparkEx.Integration.WriterResultsTest do
  # What Writer and WriterV2 write and Reader reads, on the server's disk.
  use SparkEx.SparkCase

  import SparkEx.Decimals

  alias SparkEx.{Types, Writer, WriterV2}

  setup %{session: session} do
    folder = Path.join(System.tmp_dir!(), "spark_ex_#{System.unique_integer([:positive])}")
    on_exit(fn -> File.rm_rf!(folder) end)

    flights =
      SparkEx.sql(session, """
      SELECT * FROM VALUES (1, 'UA', 2.5D, DATE'2013-01-01'), (2, 'AA', NULL, DATE'2013-01-02'),
                           (3, 'UA', -1.0D, NULL) AS flights(id, carrier, delay, day)
      """)

    rows = [
      [1, "UA", 2.5, ~D[2013-01-01]],
      [2, "AA", nil, ~D[2013-01-02]],
      [3, "UA", -1.0, nil]
    ]

    {:ok, folder: folder, flights: DataFrame.coalesce(flights, 1), rows: rows}
  end

  defp lists(frame), do: frame |> DataFrame.order_by(1) |> DataFrame.collect!(as: :lists)

  test "every format returns what was written", context do
    %{session: session, folder: folder, flights: flights, rows: rows} = context
    schema = "id INT, carrier STRING, delay DOUBLE, day DATE"

    for {write, read} <- [
          {&Writer.parquet/2, &Reader.parquet/2},
          {&Writer.orc/2, &Reader.orc/2},
          {&Writer.json/2, &Reader.json(&1, &2, schema: schema)},
          {&Writer.csv(&1, &2, header: true), &Reader.csv(&1, &2, header: true, schema: schema)},
          {&Writer.csv(&1, &2, sep: "|", null_value: "-"),
           &Reader.csv(&1, &2, sep: "|", null_value: "-", schema: schema)}
        ] do
      path = Path.join(folder, "#{System.unique_integer([:positive])}")
      assert write.(flights, path) == :ok
      assert session |> read.(path) |> lists() == rows
    end
  end

  test "parquet keeps every type", %{session: session, folder: folder} do
    frame =
      SparkEx.sql(session, """
      SELECT 1Y AS byte, 9223372036854775807L AS long, CAST('NaN' AS FLOAT) AS nan, 1.50BD AS dec,
             X'FF00' AS bytes, TIMESTAMP'0001-01-01 00:00:00.000001Z' AS at, TIMESTAMP_NTZ'9999-12-31 23:59:59' AS ntz,
             DATE'1582-10-10' AS day, array(1, NULL) AS xs, map('a', named_struct('b', array(true))) AS m,
             parse_json('{"v": [1, "x"]}') AS v, INTERVAL '1-2' YEAR TO MONTH AS ym
      """)

    path = Path.join(folder, "types")
    Writer.parquet!(frame, path)
    read = Reader.parquet(session, path)

    assert DataFrame.collect!(read) == DataFrame.collect!(frame)
    assert DataFrame.dtypes!(read) == DataFrame.dtypes!(frame)
    assert %{"dec" => dec, "at" => ~U[0001-01-01 00:00:00.000001Z]} = DataFrame.first!(read)
    assert dec == decimal("1.50")
  end

  test "modes append, overwrite, ignore and fail", context do
    %{session: session, folder: folder, flights: flights} = context
    path = Path.join(folder, "modes")
    count = fn -> session |> Reader.parquet(path) |> DataFrame.count!() end

    assert Writer.parquet(flights, path) == :ok

    assert {:error, %Error.Remote{error_class: "PATH_ALREADY_EXISTS"}} =
             Writer.parquet(flights, path)

    assert Writer.parquet(flights, path, mode: :ignore) == :ok
    assert count.() == 3
    assert Writer.parquet(flights, path, mode: :append) == :ok
    assert count.() == 6
    assert flights |> DataFrame.limit(1) |> Writer.parquet(path, mode: "overwrite") == :ok
    assert count.() == 1
    assert {:error, %Error.Argument{}} = Writer.parquet(flights, path, mode: :replace)
    assert_raise Error.Remote, fn -> Writer.parquet!(flights, path) end
  end

  test "partitions become folders and columns", context do
    %{session: session, folder: folder, flights: flights} = context
    path = Path.join(folder, "partitioned")
    Writer.parquet!(flights, path, partition_by: :carrier)

    read = Reader.parquet(session, path)
    assert DataFrame.columns!(read) == ["id", "delay", "day", "carrier"]
    assert read |> DataFrame.filter("carrier = 'AA'") |> DataFrame.select(:id) |> lists() == [[2]]

    only = Reader.parquet(session, Path.join(path, "carrier=UA"))
    assert only |> DataFrame.select(:id) |> lists() == [[1], [3]]
  end

  test "a reader and a writer are configured step by step", context do
    %{session: session, folder: folder, flights: flights, rows: rows} = context
    path = Path.join(folder, "steps")

    assert flights
           |> DataFrame.write()
           |> Writer.format(:csv)
           |> Writer.option(:header, true)
           |> Writer.mode(:overwrite)
           |> Writer.save(path) == :ok

    reader = session |> SparkEx.read() |> Reader.format("csv") |> Reader.option("header", "true")

    assert reader |> Reader.load(path) |> DataFrame.dtypes!() ==
             for(name <- ~w(id carrier delay day), do: {name, "string"})

    inferred = reader |> Reader.option(:infer_schema, true) |> Reader.load(path)
    assert lists(inferred) == rows

    typed = Types.from_ddl!("id INT, carrier STRING, delay DOUBLE, day DATE")
    assert reader |> Reader.schema(typed) |> Reader.load([path]) |> lists() == rows
  end

  test "options of the action are validated", %{session: session} do
    frame = SparkEx.range(session, 1)

    for write <- [
          fn -> DataFrame.write(frame, timout: 1) end,
          fn -> DataFrame.write_to(frame, "t", timout: 1) end,
          fn -> DataFrame.merge_into(frame, "t", F.lit(true), timout: 1) end
        ] do
      assert_raise Error.Argument, ~r/did you mean :timeout\?/, write
    end

    for action <- [
          fn -> DataFrame.create_temp_view(frame, "v", timout: 1) end,
          fn -> SparkEx.execute(session, "SELECT 1", [], timout: 1) end
        ] do
      assert {:error, %Error.Argument{message: text}} = action.()
      assert text =~ "did you mean :timeout?"
    end
  end

  test "text has one row per line", %{session: session, folder: folder} do
    path = Path.join(folder, "text")
    lines = SparkEx.sql(session, "SELECT explode(?) AS line", [["b", "", "a ☃"]])
    Writer.text!(lines, path)

    assert session |> Reader.text(path) |> lists() == [[""], ["a ☃"], ["b"]]

    one = Path.join(folder, "one")
    lines |> DataFrame.coalesce(1) |> Writer.text!(one, mode: :overwrite)
    assert session |> Reader.text(one, wholetext: true) |> lists() == [["b\n\na ☃\n"]]
  end

  test "a missing path is an error from Spark", %{session: session, folder: folder} do
    missing = Path.join(folder, "missing")

    assert {:error, %Error.Remote{error_class: "PATH_NOT_FOUND"} = error} =
             session |> Reader.parquet(missing) |> DataFrame.collect()

    assert Exception.message(error) =~ missing

    assert {:error, %Error.Remote{}} =
             session
             |> Reader.new()
             |> Reader.format("nonesuch")
             |> Reader.load(missing)
             |> DataFrame.schema()
  end

  describe "tables" do
    setup %{session: session} do
      table = "writer_test_#{System.unique_integer([:positive])}"
      on_exit(fn -> SparkEx.execute!(session, "DROP TABLE IF EXISTS #{table}") end)
      {:ok, table: table}
    end

    test "are created, inserted into and read", context do
      %{session: session, table: table, flights: flights, rows: rows} = context

      assert Writer.save_as_table(flights, table, format: :parquet) == :ok
      assert session |> SparkEx.table(table) |> lists() == rows

      assert {:error, %Error.Remote{error_class: "TABLE_OR_VIEW_ALREADY_EXISTS"}} =
               Writer.save_as_table(flights, table, format: :parquet)

      assert Writer.insert_into(flights, table) == :ok
      assert session |> SparkEx.table(table) |> DataFrame.count!() == 6
      assert flights |> DataFrame.limit(1) |> Writer.insert_into(table, overwrite: true) == :ok
      assert session |> Reader.table(table) |> DataFrame.count!() == 1
      assert Writer.save_as_table!(flights, table, format: :parquet, mode: :append) == :ok
      assert session |> SparkEx.table(table) |> DataFrame.count!() == 4
    end

    test "are created with the V2 writer", context do
      %{session: session, table: table, flights: flights, rows: rows} = context

      assert flights |> DataFrame.write_to(table) |> WriterV2.using(:parquet) |> WriterV2.create() ==
               :ok

      assert session |> SparkEx.table(table) |> lists() == rows

      assert {:error, %Error.Remote{}} =
               flights
               |> DataFrame.write_to(table)
               |> WriterV2.using(:parquet)
               |> WriterV2.create()
    end
  end
end
