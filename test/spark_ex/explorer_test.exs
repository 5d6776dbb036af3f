defmodule SparkEx.ExplorerTest do
  # Every Spark type in Explorer, by each path.
  use SparkEx.SparkCase

  import SparkEx.Decimals

  alias Explorer.Series
  alias SparkEx.{Batch, TestSpark}

  @moduletag :explorer
  @compile {:no_warn_undefined, [Explorer.DataFrame, Explorer.Series]}

  @ways [:c_stream, :ipc, :file]

  # The type and the values of the only column, which are the same by each path.
  defp column(session, sql, options \\ []) do
    frame = SparkEx.sql(session, sql)

    [first | others] =
      for way <- @ways do
        explorer = DataFrame.to_explorer!(frame, [via: way] ++ options)
        [name] = Explorer.DataFrame.names(explorer)
        series = explorer[name]
        {Series.dtype(series), Series.to_list(series)}
      end

    for other <- others, do: assert(other === first)
    first
  end

  defp session_with(key, value) do
    session = start_supervised!({Session, url: TestSpark.url()}, id: make_ref())
    :ok = Session.config_set(session, key, value)
    session
  end

  describe "numbers" do
    test "returns integers of every size at their bounds", %{session: session} do
      for {type, bits} <- [{"TINYINT", 8}, {"SMALLINT", 16}, {"INT", 32}, {"BIGINT", 64}] do
        {low, high} = {-Integer.pow(2, bits - 1), Integer.pow(2, bits - 1) - 1}

        sql =
          "SELECT CAST(v AS #{type}) AS v FROM VALUES ('#{low}'), ('#{high}'), (NULL), ('0') AS t(v)"

        assert column(session, sql) === {{:s, bits}, [low, high, nil, 0]}
      end
    end

    test "returns floats and doubles", %{session: session} do
      sql = fn type ->
        "SELECT CAST(v AS #{type}) AS v FROM VALUES ('0.1'), (NULL), ('NaN'), ('Infinity'), ('-Infinity') AS t(v)"
      end

      assert column(session, sql.("DOUBLE")) ===
               {{:f, 64}, [0.1, nil, :nan, :infinity, :neg_infinity]}

      assert {{:f, 32}, [float, nil, :nan, :infinity, :neg_infinity]} =
               column(session, sql.("FLOAT"))

      assert_in_delta float, 0.1, 1.0e-8
    end

    test "returns decimals with all 38 digits", %{session: session} do
      nines = String.duplicate("9", 38)

      assert column(
               session,
               "SELECT CAST(v AS DECIMAL(38,0)) AS v FROM VALUES ('#{nines}'), ('-#{nines}'), (NULL) AS t(v)"
             ) === {{:decimal, 38, 0}, [decimal(nines), decimal("-" <> nines), nil]}

      exact = "1234567890123456789012345678.9012345678"

      assert column(session, "SELECT CAST('#{exact}' AS DECIMAL(38,10)) AS v") ===
               {{:decimal, 38, 10}, [decimal(exact)]}

      assert column(session, "SELECT -0.05BD AS v") === {{:decimal, 2, 2}, [decimal("-0.05")]}
    end

    test "returns booleans", %{session: session} do
      assert column(session, "SELECT v FROM VALUES (true), (NULL), (false) AS t(v)") ===
               {:boolean, [true, nil, false]}
    end
  end

  test "returns short and long strings and binaries", %{session: session} do
    long = String.duplicate("é☃😀", 100)

    assert column(session, "SELECT v FROM VALUES (''), ('é'), (NULL), ('#{long}') AS t(v)") ===
             {:string, ["", "é", nil, long]}

    assert column(session, "SELECT v FROM VALUES (X''), (X'FF00'), (NULL) AS t(v)") ===
             {:binary, ["", <<255, 0>>, nil]}
  end

  describe "dates and times" do
    test "returns dates of all eras", %{session: session} do
      assert column(
               session,
               "SELECT v FROM VALUES (DATE'0001-01-01'), (DATE'1582-10-10'), (NULL), (DATE'9999-12-31') AS t(v)"
             ) === {:date, [~D[0001-01-01], ~D[1582-10-10], nil, ~D[9999-12-31]]}
    end

    @tag spark_4_1: "TIME"
    test "returns times of day" do
      session = session_with("spark.sql.timeType.enabled", true)

      assert {:time, [midnight, last, nil]} =
               column(
                 session,
                 "SELECT v FROM VALUES (TIME'00:00:00'), (TIME'23:59:59.999999'), (NULL) AS t(v)"
               )

      assert Time.compare(midnight, ~T[00:00:00]) == :eq
      assert last == ~T[23:59:59.999999]
    end

    test "returns the same timestamps in every session time zone" do
      for zone <- ["UTC", "America/Los_Angeles", "+05:30", "Asia/Kathmandu"] do
        session = session_with("spark.sql.session.timeZone", zone)

        assert column(session, """
               SELECT v FROM VALUES (TIMESTAMP'2024-03-10 10:30:00.123456Z'), (NULL),
                 (TIMESTAMP'0001-01-01 00:00:00Z'), (TIMESTAMP'9999-12-31 23:59:59.999999Z') AS t(v)
               """) ===
                 {{:datetime, :microsecond, "Etc/UTC"},
                  [
                    ~U[2024-03-10 10:30:00.123456Z],
                    nil,
                    ~U[0001-01-01 00:00:00.000000Z],
                    ~U[9999-12-31 23:59:59.999999Z]
                  ]}

        assert column(session, "SELECT TIMESTAMP_NTZ'2024-03-10 02:30:00.000001' AS v") ===
                 {{:naive_datetime, :microsecond}, [~N[2024-03-10 02:30:00.000001]]}
      end
    end

    test "returns day-time intervals as durations", %{session: session} do
      assert {{:duration, :microsecond}, durations} =
               column(
                 session,
                 "SELECT v FROM VALUES (INTERVAL '1 02:03:04.5' DAY TO SECOND), (NULL), (INTERVAL '-0.000001' SECOND) AS t(v)"
               )

      assert [%{value: 93_784_500_000, precision: :microsecond}, nil, %{value: -1}] = durations
    end

    test "returns other intervals as strings", %{session: session} do
      assert column(
               session,
               "SELECT v FROM VALUES (INTERVAL '1-2' YEAR TO MONTH), (NULL), (INTERVAL '-3' MONTH) AS t(v)"
             ) === {:string, ["P1Y2M", nil, "P-3M"]}

      assert column(session, "SELECT make_interval(0, 1, 0, 2, 3, 0, 0.5) AS v") ===
               {:string, ["P1M2DT3H0.5S"]}
    end
  end

  test "returns columns of nulls", %{session: session} do
    assert column(session, "SELECT NULL AS v FROM range(2)") === {:null, [nil, nil]}
  end

  describe "nested values" do
    test "returns lists", %{session: session} do
      assert column(
               session,
               "SELECT v FROM VALUES (array(1, NULL)), (NULL), (array()) AS t(v)"
             ) === {{:list, {:s, 32}}, [[1, nil], nil, []]}

      assert column(session, "SELECT array(array('a'), NULL, array()) AS v") ===
               {{:list, {:list, :string}}, [[["a"], nil, []]]}

      assert column(session, "SELECT array(DATE'2024-02-29', NULL) AS v") ===
               {{:list, :date}, [[~D[2024-02-29], nil]]}

      assert column(session, "SELECT array(1.50BD, NULL) AS v") ===
               {{:list, {:decimal, 3, 2}}, [[decimal("1.50"), nil]]}

      assert column(session, "SELECT array() AS v") === {{:list, :null}, [[]]}
    end

    test "returns structs", %{session: session} do
      assert {{:struct, [{"a", {:s, 32}}, {"b", {:list, :string}}]}, [first, second]} =
               column(
                 session,
                 "SELECT named_struct('a', 1, 'b', array('x')) AS v UNION ALL SELECT named_struct('a', NULL, 'b', NULL)"
               )

      assert first == %{"a" => 1, "b" => ["x"]}
      assert second == %{"a" => nil, "b" => nil}

      assert {{:struct, [{"s", {:struct, [{"t", {:datetime, :microsecond, "Etc/UTC"}}]}}]},
              [nested]} =
               column(
                 session,
                 "SELECT named_struct('s', named_struct('t', TIMESTAMP'2024-01-01 00:00:00Z')) AS v"
               )

      assert nested == %{"s" => %{"t" => ~U[2024-01-01 00:00:00.000000Z]}}
    end

    test "returns lists of structs", %{session: session} do
      assert {{:list, {:struct, [{"a", {:s, 32}}]}}, [[%{"a" => 1}, %{"a" => nil}]]} =
               column(session, "SELECT array(named_struct('a', 1), named_struct('a', NULL)) AS v")
    end

    test "returns structs from many batches" do
      session = session_with("spark.sql.execution.arrow.maxRecordsPerBatch", 7)

      assert {{:struct, [{"a", {:s, 64}}, {"b", :string}]}, values} =
               column(
                 session,
                 "SELECT named_struct('a', id, 'b', concat('x', id)) AS v FROM range(0, 100, 1, 3)"
               )

      assert values == for(id <- 0..99, do: %{"a" => id, "b" => "x#{id}"})
    end

    test "returns other nested values from many batches" do
      session = session_with("spark.sql.execution.arrow.maxRecordsPerBatch", 7)

      frame =
        SparkEx.sql(session, """
        SELECT id, array(id, NULL) AS l, rpad(id, 20, '.') AS s, X'FF' AS b, array(named_struct('a', id)) AS ls,
          IF(id % 3 = 0, NULL, id * 1.10BD) AS d, NULL AS n, id % 2 = 0 AS even
        FROM range(0, 100, 1, 3)
        """)

      for columns <- [["*"], ~w(id l s b d n even)], way <- @ways do
        frame = DataFrame.select(frame, columns)
        rows = frame |> DataFrame.to_explorer!(via: way) |> Explorer.DataFrame.to_rows()
        assert rows == DataFrame.collect!(frame)
      end
    end

    test "returns maps as JSON at any depth", %{session: session} do
      assert column(
               session,
               "SELECT v FROM VALUES (map('b', 1, 'a', NULL)), (NULL), (map()) AS t(v)"
             ) === {:string, [~s({"b":1,"a":null}), nil, "{}"]}

      assert column(session, "SELECT array(map(1, 'x')) AS v") ===
               {{:list, :string}, [[~s({"1":"x"})]]}

      assert {{:struct, [{"m", :string}]}, [%{"m" => ~s({"k":[1]})}]} =
               column(session, "SELECT named_struct('m', map('k', array(1))) AS v")
    end

    test "returns variants as JSON", %{session: session} do
      assert column(
               session,
               ~s|SELECT parse_json(v) AS v FROM VALUES ('{"a": [1, null, "x"]}'), (NULL), ('"s"'), ('null') AS t(v)|
             ) === {:string, [~s({"a":[1,null,"x"]}), nil, ~s("s"), "null"]}
    end

    test "returns JSON for values without a native type", %{session: session} do
      assert column(session, "SELECT named_struct('a', INTERVAL '1' YEAR) AS v") ===
               {{:struct, [{"a", :string}]}, [%{"a" => "P1Y"}]}

      assert column(session, "SELECT struct() AS v") === {:string, ["{}"]}
    end

    test "returns JSON on request", %{session: session} do
      assert {:string, [text]} =
               column(
                 session,
                 """
                 SELECT named_struct(
                   'l', array(1, NULL), 'd', CAST('#{String.duplicate("9", 38)}' AS DECIMAL(38,0)),
                   'f', array(float('NaN'), float(0.1)), 'b', X'FF00', 't', TIMESTAMP'2024-01-01 00:00:00.5Z',
                   'n', TIMESTAMP_NTZ'2024-01-01 00:00:00', 'i', INTERVAL '1 02:00:00' DAY TO SECOND,
                   'm', map('k', named_struct('x', DATE'2024-02-29')), 'v', parse_json('[true]')) AS v
                 """,
                 nested: :json
               )

      assert text ==
               ~s({"l":[1,null],"d":#{String.duplicate("9", 38)},"f":["NaN",0.1],"b":"/wA=",) <>
                 ~s("t":"2024-01-01T00:00:00.5Z","n":"2024-01-01T00:00:00","i":"P1DT2H",) <>
                 ~s("m":{"k":{"x":"2024-02-29"}},"v":[true]})

      assert column(session, "SELECT array(1) AS v", nested: :json) === {:string, ["[1]"]}
      assert column(session, "SELECT 1L AS v", nested: :json) === {{:s, 64}, [1]}
    end
  end

  describe "frames" do
    test "without rows keep their columns", %{session: session} do
      none =
        SparkEx.sql(session, """
        SELECT 1 AS a, 'x' AS b, map('k', 1) AS m, named_struct('x', array(1)) AS s,
          TIMESTAMP'2024-01-01 00:00:00Z' AS t WHERE false
        """)

      for way <- @ways do
        frame = DataFrame.to_explorer!(none, via: way)
        assert Explorer.DataFrame.n_rows(frame) == 0

        assert Explorer.DataFrame.dtypes(frame) == %{
                 "a" => {:s, 32},
                 "b" => :string,
                 "m" => :string,
                 "s" => {:struct, [{"x", {:list, {:s, 32}}}]},
                 "t" => {:datetime, :microsecond, "Etc/UTC"}
               }
      end
    end

    test "keep each of a million rows", %{session: session} do
      million =
        SparkEx.sql(session, """
        SELECT id, cast(id AS INT) i, id / 4 d, concat('str', id) s, id % 2 = 0 b,
          date_add(DATE'2020-01-01', cast(id % 1000 AS INT)) dt, timestamp_micros(id * 1000) ts
        FROM range(1000000)
        """)

      for way <- [:c_stream, :ipc] do
        frame = DataFrame.to_explorer!(million, unsafe: true, via: way)
        assert Explorer.DataFrame.shape(frame) == {1_000_000, 7}
        assert Series.sum(frame["id"]) == 499_999_500_000
        assert Series.sum(frame["d"]) == 124_999_875_000.0
        assert Series.n_distinct(frame["s"]) == 1_000_000
        assert Series.at(frame["s"], 999_999) == "str999999"
        assert Series.at(frame["ts"], 999_999) == ~U[1970-01-01 00:16:39.999000Z]
      end
    end

    test "match the results of collect", %{session: session} do
      frame = SparkEx.sql(session, "SELECT id, array(id) AS l FROM range(100)")

      assert frame |> DataFrame.to_explorer!() |> Explorer.DataFrame.to_rows() ==
               DataFrame.collect!(frame)
    end

    test "are built from the batches of a stream", %{session: session} do
      frames =
        session
        |> SparkEx.range(0, 100, 1, 4)
        |> DataFrame.stream_batches()
        |> Enum.map(fn batch ->
          # The batch stays valid afterwards.
          frame = Batch.to_explorer!(batch)
          assert Explorer.DataFrame.to_rows(frame) == Batch.rows!(batch)
          frame
        end)

      ids = frames |> Enum.flat_map(&Series.to_list(&1["id"]))
      assert ids == Enum.to_list(0..99)
    end
  end

  describe "errors" do
    test "returns an error for a result above a limit", %{session: session} do
      frame = SparkEx.range(session, 0, 20_000, 1, 2)

      assert {:error, %Error.LimitExceeded{limit: :rows, max: 10_000}} =
               DataFrame.to_explorer(frame)

      assert {:error, %Error.LimitExceeded{limit: :bytes}} =
               DataFrame.to_explorer(frame, unsafe: true, max_bytes: 1_000)

      assert {:ok, all} = DataFrame.to_explorer(frame, max_rows: 20_000)
      assert Explorer.DataFrame.n_rows(all) == 20_000
    end

    test "returns an error that names repeated columns", %{session: session} do
      twice = SparkEx.sql(session, "SELECT 1 AS a, 2 AS a")
      assert {:error, %Error.Decode{} = error} = DataFrame.to_explorer(twice)
      assert Exception.message(error) =~ ~s(several columns are named "a")
    end

    test "returns an error that names a date out of range", %{session: session} do
      for {sql, text} <- [
            {"date_from_unix_date(2147483647)", ~s(column "v": 5881580-07-11 is out of range)},
            {"timestamp_micros(9223372036854775807)",
             ~s(column "v": 294247-01-10T04:00:54.775807Z)},
            {"array(timestamp_micros(-9223372036854775808))", ~s(column "v": -290308-12-21T)}
          ],
          frame = SparkEx.sql(session, "SELECT #{sql} AS v") do
        assert {:error, %Error.Decode{} = error} = DataFrame.to_explorer(frame)
        assert Exception.message(error) =~ text
        texts = DataFrame.select(frame, Column.cast(F.col("v"), :string))
        assert {:ok, _explorer} = DataFrame.to_explorer(texts)
      end
    end

    test "returns the same errors as collect", %{session: session} do
      wrong = SparkEx.sql(session, "SELECT raise_error('no')")
      assert {:error, %Error.Remote{}} = DataFrame.to_explorer(wrong)

      assert_raise Error.Argument, ~r/did you mean :nested/, fn ->
        DataFrame.to_explorer!(wrong, nestd: :json)
      end
    end
  end
end
