defmodule SparkEx.Connect.ResultDecoderTest do
  # Results of every shape: repeated names, and none or many rows, columns, batches and bytes.
  # Single values are in result_decoder/values_test.exs.
  use SparkEx.SparkCase

  alias SparkEx.{Batch, TestSpark}

  describe "columns of one name" do
    setup %{session: session} do
      {:ok, frame: SparkEx.sql(session, "SELECT 1 AS a, 2 AS a, 3 AS b, 4 AS b, 5 AS c")}
    end

    test "return an error with a hint for maps", %{frame: frame} do
      for rows <- [frame, DataFrame.filter(frame, "c > 5")] do
        assert {:error, %Error.Decode{} = error} = DataFrame.collect(rows)
        text = Exception.message(error)
        assert text =~ ~s(several columns are named "a", "b")
        assert text =~ "as: :lists"
        assert text =~ "to_df/2"
      end

      assert {:error, %Error.Decode{}} = DataFrame.first(frame)
    end

    test "keep all values as lists and as columns", %{frame: frame} do
      assert DataFrame.collect(frame, as: :lists) == {:ok, [[1, 2, 3, 4, 5]]}

      assert DataFrame.collect(frame, as: :columns) ==
               {:ok, [{"a", [1]}, {"a", [2]}, {"b", [3]}, {"b", [4]}, {"c", [5]}]}
    end

    test "decode to maps once renamed", %{frame: frame} do
      assert frame |> DataFrame.to_df([:a, :b, :c, :d, :e]) |> DataFrame.collect() ==
               {:ok, [%{"a" => 1, "b" => 2, "c" => 3, "d" => 4, "e" => 5}]}
    end

    test "differ by case", %{session: session} do
      assert session |> SparkEx.sql("SELECT 1 AS a, 2 AS A") |> DataFrame.collect() ==
               {:ok, [%{"a" => 1, "A" => 2}]}
    end
  end

  describe "no rows" do
    test "keep their columns", %{session: session} do
      none = SparkEx.sql(session, "SELECT 1 AS a, array('x') AS b WHERE false")

      assert DataFrame.collect(none) == {:ok, []}
      assert DataFrame.collect(none, as: :lists) == {:ok, []}
      assert DataFrame.collect(none, as: :columns) == {:ok, [{"a", []}, {"b", []}]}
    end

    test "from several partitions decode to an empty list", %{session: session} do
      none = session |> SparkEx.range(0, 100, 1, 8) |> DataFrame.filter("id < 0")
      assert DataFrame.collect(none, as: :columns) == {:ok, [{"id", []}]}
    end

    test "may come from partitions before and after others", %{session: session} do
      some = session |> SparkEx.range(0, 80, 1, 8) |> DataFrame.filter("id IN (25, 26, 61)")
      assert DataFrame.collect(some, as: :columns) == {:ok, [{"id", [25, 26, 61]}]}
    end

    test "and no columns come from a command", %{session: session} do
      view = "CREATE TEMPORARY VIEW shapes AS SELECT 1 AS a"
      result = SparkEx.execute!(session, view)

      assert DataFrame.collect(result) == {:ok, []}
      assert DataFrame.collect(result, as: :lists) == {:ok, []}
      assert DataFrame.collect(result, as: :columns) == {:ok, []}
      assert DataFrame.count(result) == {:ok, 0}
    end
  end

  test "counts rows without columns", %{session: session} do
    bare = session |> SparkEx.range(0, 5, 1, 2) |> DataFrame.select([])

    assert DataFrame.collect(bare) == {:ok, [%{}, %{}, %{}, %{}, %{}]}
    assert DataFrame.collect(bare, as: :lists) == {:ok, [[], [], [], [], []]}
    assert DataFrame.collect(bare, as: :columns) == {:ok, []}
    assert {:error, %Error.LimitExceeded{}} = DataFrame.collect(bare, max_rows: 4)
  end

  test "decodes a thousand columns", %{session: session} do
    names = for at <- 1..1_000, do: "column #{at}"
    columns = for {name, at} <- Enum.with_index(names), do: {name, Column.plus(F.col("id"), at)}
    frame = session |> SparkEx.range(2) |> DataFrame.select(columns)

    rows =
      for id <- 0..1,
          do: for({name, at} <- Enum.with_index(names), into: %{}, do: {name, id + at})

    assert DataFrame.collect(frame) == {:ok, rows}

    assert DataFrame.collect(frame, as: :lists) ==
             {:ok, [Enum.to_list(0..999), Enum.to_list(1..1_000)]}

    assert DataFrame.collect!(frame, as: :columns) ==
             Enum.with_index(names, fn name, at -> {name, [at, at + 1]} end)
  end

  describe "bytes" do
    test "decodes ten thousand cells of 5,000 bytes", %{session: session} do
      frame = SparkEx.sql(session, "SELECT rpad(id, 5000, '.') AS text FROM range(10000)")

      assert [{"text", cells}] = DataFrame.collect!(frame, as: :columns)
      assert cells == for(id <- 0..9_999, do: String.pad_trailing("#{id}", 5_000, "."))
    end

    test "decodes one cell of 50 MB", %{session: session} do
      frame = SparkEx.sql(session, "SELECT repeat('0123456789', 5000000) AS text, 1 AS one")

      assert [%{"text" => text, "one" => 1}] = DataFrame.collect!(frame)
      assert text == String.duplicate("0123456789", 5_000_000)
      assert {:error, %Error.LimitExceeded{}} = DataFrame.collect(frame, max_bytes: 50_000_000)
    end

    test "rejects a result of more than 64 MB by default", %{session: session} do
      frame = SparkEx.sql(session, "SELECT repeat('x', 7000000) AS text FROM range(0, 10, 1, 5)")

      assert {:error, %Error.LimitExceeded{limit: :bytes, max: 64_000_000} = error} =
               DataFrame.collect(frame)

      assert Exception.message(error) =~ "more than 64 MB"
      assert {:ok, rows} = DataFrame.collect(frame, max_bytes: 80_000_000, as: :lists)
      assert Enum.map(rows, fn [text] -> byte_size(text) end) == List.duplicate(7_000_000, 10)
    end
  end

  describe "batches" do
    test "of many partitions come in order", %{session: session} do
      frame = SparkEx.range(session, 0, 1_000, 1, 60)
      assert DataFrame.collect!(frame, as: :columns) == [{"id", Enum.to_list(0..999)}]
      assert DataFrame.collect!(frame) == for(id <- 0..999, do: %{"id" => id})
    end

    test "of few rows come in order", %{session: _session} do
      session = session_with("spark.sql.execution.arrow.maxRecordsPerBatch", 7)
      frame = SparkEx.range(session, 0, 500, 1, 3)

      assert DataFrame.collect!(frame, as: :lists) == for(id <- 0..499, do: [id])
      assert {:error, %Error.LimitExceeded{}} = DataFrame.collect(frame, max_batches: 70)
    end

    test "are reassembled from chunks", %{session: _session} do
      session = session_with("spark.connect.session.resultChunking.maxChunkSize", "500b")

      {:ok, "500b"} =
        Session.config_get(session, "spark.connect.session.resultChunking.maxChunkSize")

      frame =
        SparkEx.sql(session, """
        SELECT id, rpad(id, 100, '.') AS text, array(id, NULL) AS ids, IF(id % 3 = 0, NULL, id) AS some
        FROM range(0, 1000, 1, 3)
        """)

      assert DataFrame.collect!(frame, as: :lists) ==
               for(
                 id <- 0..999,
                 do: [
                   id,
                   String.pad_trailing("#{id}", 100, "."),
                   [id, nil],
                   if(rem(id, 3) == 0, do: nil, else: id)
                 ]
               )

      one = SparkEx.sql(session, "SELECT repeat('x', 300000) AS text")
      assert DataFrame.collect!(one) == [%{"text" => String.duplicate("x", 300_000)}]
    end
  end

  describe "Arrow bytes" do
    # The decoder reads back the rows and columns of a stream.
    defp read(ipc) do
      {:ok, batch} = Batch.from_ipc(ipc)
      {Batch.names(batch), Batch.rows!(batch, as: :lists)}
    end

    test "of many batches form one stream with all rows in order" do
      session = session_with("spark.sql.execution.arrow.maxRecordsPerBatch", 7)

      frame =
        SparkEx.sql(session, "SELECT id, rpad(id, 50, '.') AS text FROM range(0, 500, 1, 3)")

      assert [_, _ | _] = batches = frame |> DataFrame.stream_batches() |> Enum.to_list()
      ipc = DataFrame.to_arrow!(frame)
      assert read(ipc) == {["id", "text"], DataFrame.collect!(frame, as: :lists)}

      # The stream has the schema and the end of one batch only.
      assert byte_size(ipc) < batches |> Enum.map(&byte_size(Batch.to_ipc(&1))) |> Enum.sum()
    end

    test "hold values of all types", %{session: session} do
      frame =
        SparkEx.sql(session, """
        SELECT id, map('k', id) AS m, named_struct('a', array(id, NULL)) AS s, NULL AS n,
          parse_json('{"a": 1}') AS v, TIMESTAMP'2024-02-29 12:00:00' AS t, 1.50BD AS d,
          INTERVAL '1-2' YEAR TO MONTH AS i
        FROM range(3)
        """)

      assert {_names, rows} = frame |> DataFrame.to_arrow!() |> read()
      assert rows == DataFrame.collect!(frame, as: :lists)
    end

    @tag spark_4_1: "compressed Arrow data"
    test "stay compressed" do
      session = session_with("spark.sql.execution.arrow.compression.codec", "zstd")
      text = String.duplicate("same", 100)
      frame = SparkEx.sql(session, "SELECT '#{text}' AS text FROM range(0, 9000, 1, 3)")
      ipc = DataFrame.to_arrow!(frame)
      assert byte_size(ipc) < div(9_000 * byte_size(text), 10)
      assert read(ipc) == {["text"], List.duplicate([text], 9_000)}
    end

    test "of no rows, and of no columns, keep their schema", %{session: session} do
      none = SparkEx.sql(session, "SELECT 1 AS a, array('x') AS b WHERE false")
      assert none |> DataFrame.to_arrow!() |> read() == {["a", "b"], []}
      bare = session |> SparkEx.range(0, 5, 1, 2) |> DataFrame.select([])
      assert bare |> DataFrame.to_arrow!() |> read() == {[], List.duplicate([], 5)}
    end

    test "may repeat a column name", %{session: session} do
      twice = SparkEx.sql(session, "SELECT 1 AS a, 2 AS a")
      assert twice |> DataFrame.to_arrow!() |> read() == {["a", "a"], [[1, 2]]}
    end

    test "above a limit return an error unless the limit is lifted", %{session: session} do
      frame = SparkEx.range(session, 0, 20_000, 1, 2)

      assert {:error, %Error.LimitExceeded{limit: :rows, max: 10_000}} = DataFrame.to_arrow(frame)
      assert {:error, %Error.LimitExceeded{}} = DataFrame.to_arrow(frame, max_rows: 19_999)

      assert {:error, %Error.LimitExceeded{limit: :bytes}} =
               DataFrame.to_arrow(frame, unsafe: true, max_bytes: 1_000)

      ids = for id <- 0..19_999, do: [id]
      assert frame |> DataFrame.to_arrow!(max_rows: 20_000) |> read() == {["id"], ids}
      assert frame |> DataFrame.to_arrow!(unsafe: true) |> read() == {["id"], ids}

      assert {:error, %Error.Argument{} = error} = DataFrame.to_arrow(frame, unsave: true)
      assert Exception.message(error) =~ "did you mean :unsafe?"
    end

    test "that are invalid return an error" do
      for bytes <- ["", "no Arrow", <<255, 255, 255, 255, 0, 0, 0, 0>>] do
        assert {:error, %Error.Decode{}} = Batch.from_ipc(bytes)
      end
    end
  end

  test "decodes nested values up to a maximum depth", %{session: session} do
    nest = fn depth ->
      SparkEx.sql(
        session,
        "SELECT #{String.duplicate("array(", depth)}1#{String.duplicate(")", depth)} AS v"
      )
    end

    assert DataFrame.collect!(nest.(50)) == [%{"v" => Enum.reduce(1..50, 1, fn _, v -> [v] end)}]
    assert {:error, %Error.Decode{}} = DataFrame.collect(nest.(150))

    json = fn depth -> String.duplicate("[", depth) <> String.duplicate("]", depth) end
    variant = fn depth -> SparkEx.sql(session, "SELECT parse_json(?) AS v", [json.(depth)]) end

    assert DataFrame.collect!(variant.(200)) == [
             %{"v" => Enum.reduce(2..200, [], fn _, v -> [v] end)}
           ]

    assert {:error, %Error.Decode{} = error} = DataFrame.collect(variant.(500))
    assert Exception.message(error) =~ "nested deeper than 256 levels"
  end

  test "a kept value does not keep its batch in memory", %{session: session} do
    frame = SparkEx.sql(session, "SELECT rpad(id, 1000, '.') AS text FROM range(0, 10000, 1, 1)")
    [%{"text" => kept} | _rest] = DataFrame.collect!(frame)
    assert :binary.referenced_byte_size(kept) < 2_000
  end

  test "returns columns in the order of the schema", %{session: session} do
    frame = SparkEx.sql(session, "SELECT 1 AS z, 2 AS `a b`, 3 AS `ünï`, 4 AS `a.b`, 5 AS ``")
    names = ["z", "a b", "ünï", "a.b", ""]

    assert DataFrame.columns!(frame) == names
    assert DataFrame.collect!(frame, as: :columns) == Enum.zip(names, [[1], [2], [3], [4], [5]])
  end

  defp session_with(key, value),
    do: SparkEx.connect!(url: TestSpark.url(), conf: %{key => value})
end
