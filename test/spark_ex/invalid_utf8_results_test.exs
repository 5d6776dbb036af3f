defmodule SparkEx.InvalidUTF8ResultsTest do
  # Spark can send strings that are not UTF-8: bytes cast to STRING, or text cut by bytes.
  use SparkEx.SparkCase

  alias SparkEx.Batch

  @cast "CAST(X'ff41' AS STRING)"
  # Half of a character, as in Latin-1 text or text cut by bytes.
  @half "CAST(substring(encode('aü', 'UTF-8'), 1, 2) AS STRING)"

  defp sql(session, expressions), do: SparkEx.sql(session, "SELECT " <> expressions)

  defp error(session, expressions, options) do
    {:error, %Error.Decode{} = error} =
      session |> sql(expressions) |> DataFrame.collect([as: :lists] ++ options)

    error
  end

  defp value(session, expression, options) do
    frame = sql(session, "#{expression} AS v")
    [[value]] = DataFrame.collect!(frame, [as: :lists] ++ options)
    value
  end

  test "an error names the row, the column and the options that help", %{session: session} do
    frame =
      SparkEx.sql(session, """
      SELECT id, IF(id = 7, #{@cast}, 'fine') AS text FROM range(0, 10, 1, 3)
      """)

    assert {:error, %Error.Decode{} = error} = DataFrame.collect(frame)
    assert {error.row, error.column} == {7, "text"}
    message = Exception.message(error)
    assert message =~ ~s(row 7, column "text": the string <<255, 65>> is not valid UTF-8)
    assert message =~ "make_valid_utf8"
    assert message =~ "invalid_utf8: :replace"
    refute message =~ "malformed"

    for options <- [[as: :lists], [as: :columns], [nested: :json]] do
      assert {:error, ^error} = DataFrame.collect(frame, options)
    end

    assert {:error, %Error.Decode{row: 7}} = DataFrame.take(frame, 9)
    assert {:ok, [_ | _]} = DataFrame.take(frame, 7)

    assert {:error, %Error.Decode{row: 0}} =
             frame |> DataFrame.filter("id = 7") |> DataFrame.first()

    assert_raise Error.Decode, message, fn -> frame |> DataFrame.stream() |> Enum.to_list() end
  end

  test "an error names the path of a nested value or key", %{session: session} do
    for {expression, path} <- [
          {"array('a', #{@cast})", "v[1]"},
          {"named_struct('a', 1, 'b', array(named_struct('c d', #{@half})))", "v.b[0].c d"},
          {"map('k', #{@cast})", ~s(v["k"])},
          {"map(#{@cast}, 1)", "v[key <<255, 65>>]"},
          {"map('k', array(map(1, #{@cast})))", ~s(v["k"][0][1])},
          {"map(CAST(X'ff' AS STRING), array(CAST(X'fe' AS STRING)))", "v[key <<255>>]"}
        ],
        options <- [[], [nested: :json]] do
      assert error(session, "#{expression} AS v", options).column == path
    end
  end

  test "replaces invalid bytes with `invalid_utf8: :replace`", %{session: session} do
    replace = [invalid_utf8: :replace]
    assert value(session, @cast, replace) == "\uFFFDA"
    assert value(session, @half, replace) == "a\uFFFD"
    assert value(session, "array('ü', #{@cast}, NULL)", replace) == ["ü", "\uFFFDA", nil]

    nested = "map(CAST(X'ff' AS STRING), array(CAST(X'fe' AS STRING)))"
    assert value(session, nested, replace) == %{"\uFFFD" => ["\uFFFD"]}
    assert value(session, nested, [nested: :json] ++ replace) == ~s({"\uFFFD":["\uFFFD"]})
  end

  test "keeps invalid bytes with `invalid_utf8: :binary`", %{session: session} do
    binary = [invalid_utf8: :binary]
    assert value(session, @cast, binary) == <<255, 65>>
    nested = "map(CAST(X'ff' AS STRING), array(CAST(X'fe' AS STRING), 'ü'))"
    assert value(session, nested, binary) == %{<<255>> => [<<254>>, "ü"]}
    assert value(session, "named_struct('a', #{@half})", binary) == %{"a" => <<"a", 0xC3>>}

    # JSON cannot hold these bytes, so nested ones are an error; other values are not JSON.
    assert error(session, "#{@cast} AS v, #{nested} AS n", [nested: :json] ++ binary).column ==
             "n[key <<255>>]"

    assert value(session, @cast, [nested: :json] ++ binary) == <<255, 65>>
  end

  test "keeps valid strings next to invalid ones unchanged", %{session: session} do
    frame =
      SparkEx.sql(session, """
      SELECT id, IF(id % 3 = 0, NULL, concat('ü', id)) AS good, #{@cast} AS bad, id / 2 AS half
      FROM range(0, 1000, 1, 4)
      """)

    rows = DataFrame.collect!(frame, as: :lists, invalid_utf8: :replace)
    good = fn id -> if rem(id, 3) == 0, do: nil, else: "ü#{id}" end
    assert rows == for(id <- 0..999, do: [id, good.(id), "\uFFFDA", id / 2])

    options = [as: :lists, invalid_utf8: :replace]
    assert frame |> DataFrame.stream(options) |> Enum.to_list() == rows
    assert {:ok, ^rows} = DataFrame.take(frame, 1000, options)
    assert {:ok, ^rows} = DataFrame.tail(frame, 1000, options)
    assert DataFrame.collect!(DataFrame.drop(frame, ["bad"])) != []
  end

  # PySpark's toArrow does not check the bytes either.
  test "to_arrow/1 keeps the bytes that Spark sends", %{session: session} do
    frame = sql(session, "#{@cast} AS v, map('k', array(#{@half})) AS n, 'ü' AS good")
    assert {:ok, ipc} = DataFrame.to_arrow(frame)
    assert :binary.match(ipc, <<255, 65>>) != :nomatch

    {:ok, batch} = Batch.from_ipc(ipc)
    assert Batch.names(batch) == ["v", "n", "good"]
    assert {:ok, {:struct, [%{type: :string}, %{type: {:map, _, _, _}}, _]}} = Batch.schema(batch)
    assert {:error, %Error.Decode{column: "v", row: 0}} = Batch.rows(batch)
    assert [row] = Batch.rows!(batch, invalid_utf8: :binary)
    assert row == %{"v" => <<255, 65>>, "n" => %{"k" => [<<"a", 0xC3>>]}, "good" => "ü"}
    assert Batch.to_ipc(batch) == ipc
  end

  test "Spark replaces invalid bytes in names and variants itself", %{session: session} do
    frame =
      session
      |> sql("#{@cast} AS k, 1 AS v")
      |> DataFrame.group_by([])
      |> SparkEx.GroupedData.pivot("k")
      |> SparkEx.GroupedData.sum("v")

    assert [%{"\uFFFDA" => _sum}] = DataFrame.collect!(frame)
    object = "to_variant_object(map(#{@cast}, array(#{@half})))"
    assert value(session, object, []) == %{"\uFFFDA" => ["a\uFFFD"]}
  end

  test "create_dataframe/2 rejects invalid strings", %{session: session} do
    {:ok, ipc} = session |> sql("array('a', #{@cast}) AS v") |> DataFrame.to_arrow()
    {:ok, batch} = Batch.from_ipc(ipc)
    assert {:error, %Error.Argument{} = error} = SparkEx.create_dataframe(session, batch)
    assert Exception.message(error) =~ ~s(row 0, column "v[1]": expected a STRING of valid UTF-8)
    assert Exception.message(error) =~ "<<255, 65>>"
  end

  test "returns an error for an unknown value of :invalid_utf8", %{session: session} do
    frame = sql(session, "1")

    assert {:error, %Error.Argument{message: message}} =
             DataFrame.collect(frame, invalid_utf8: :drop)

    assert message =~ ":invalid_utf8"
    assert message =~ ":replace"
  end

  describe "Explorer" do
    @describetag :explorer
    @compile {:no_warn_undefined, [Explorer.DataFrame, Explorer.Series]}

    test "accepts valid and repaired strings", %{session: session} do
      frame = SparkEx.sql(session, "SELECT id, IF(id = 2, #{@cast}, 'ü') AS v FROM range(3)")
      assert {:error, %Error.Decode{row: 2, column: "v"}} = DataFrame.to_explorer(frame)
      explorer = DataFrame.to_explorer!(frame, invalid_utf8: :replace)
      assert Explorer.Series.to_list(explorer["v"]) == ["ü", "ü", "\uFFFDA"]

      nested = sql(session, "named_struct('a', map('k', #{@cast})) AS v")
      assert {:error, %Error.Decode{column: column}} = DataFrame.to_explorer(nested)
      assert column == ~s(v.a["k"])

      assert [batch] = nested |> DataFrame.stream_batches() |> Enum.to_list()
      explorer = Batch.to_explorer!(batch, invalid_utf8: :replace)
      assert Explorer.Series.to_list(explorer["v"]) == [%{"a" => ~s({"k":"\uFFFDA"})}]
    end
  end
end
