defmodule SparkEx.Integration.SQLTest do
  # SparkEx.sql/3 and execute/4: their arguments, and how often a statement runs.
  use SparkEx.SparkCase

  import SparkEx.Decimals

  alias SparkEx.{Interval, TestSpark}

  # A literal and the value that comes back: the same value unless another is given.
  @same [
    nil,
    true,
    false,
    0,
    -1,
    2_147_483_647,
    2_147_483_648,
    -9_223_372_036_854_775_808,
    1.5,
    1.0e300,
    5.0e-324,
    :nan,
    :infinity,
    :neg_infinity,
    "",
    "naïve ☃ 😀",
    ~S(it's \ "quoted" `here` ? :name -- ; /* */) <> "\n\t\0",
    ~D[2024-02-29],
    ~D[1969-12-31],
    ~D[0001-01-01],
    ~D[-0001-01-01],
    ~D[9999-12-31],
    %Date{year: 10_000, month: 1, day: 1},
    ~U[2024-02-29 12:34:56.789012Z],
    ~U[1969-12-31 23:59:59.999999Z],
    ~U[0001-01-01 00:00:00.000000Z],
    %{~U[2000-01-10 04:00:54.775807Z] | year: 294_247},
    ~N[2024-03-10 02:30:00.000001],
    ~N[0001-01-01 00:00:00.000000],
    Interval.day_time(days: -1, microseconds: 1),
    %Interval.DayTime{microseconds: -9_223_372_036_854_775_808},
    Interval.year_month(years: 100, months: 7),
    %Interval.YearMonth{months: -2_147_483_648},
    [],
    [1, 2, 3],
    [nil],
    ["a", "b"],
    [[1, 2], [3, 4]],
    [~D[2024-01-01]],
    [:nan, 1.0],
    %{},
    %{"a" => 1, "b" => 2},
    %{"a" => nil},
    %{1 => [1.5, 2.5]},
    %{~D[2024-01-01] => %{"deep" => [%{"er" => ~U[2024-01-01 00:00:00.000000Z]}]}}
  ]

  # Lists of values that are not all of one type.
  @mixed [
    [1, nil],
    ["a", nil],
    [[1], [], [2, 3]],
    [%{"a" => 1}, %{}],
    [1, 2_147_483_648]
  ]

  @turned [
    {~U[2024-01-01 00:00:00Z], ~U[2024-01-01 00:00:00.000000Z]},
    {~N[2024-01-01 00:00:00], ~N[2024-01-01 00:00:00.000000]},
    {[{:struct, [a: 1, b: "x"]}], [%{"a" => 1, "b" => "x"}]},
    {%{"k" => {:struct, [c: {:struct, [d: nil]}]}}, %{"k" => %{"c" => %{"d" => nil}}}}
  ]

  defp value(session, query, arguments) do
    [[value]] = session |> SparkEx.sql(query, arguments) |> DataFrame.collect!(as: :lists)
    value
  end

  describe "arguments" do
    @tag spark_4_1: "nulls and structs inside of literals"
    test "by position come back unchanged", %{session: session} do
      for {given, expected} <- Enum.map(@same, &{&1, &1}) ++ @turned do
        assert {given, value(session, "SELECT ?", [given])} === {given, expected}
      end
    end

    @tag spark_4_1: "nulls and structs inside of literals"
    test "by name come back unchanged", %{session: session} do
      pairs = Enum.map(@same, &{&1, &1}) ++ @turned
      names = for {_pair, at} <- Enum.with_index(pairs), do: "v#{at}"
      query = "SELECT " <> Enum.map_join(names, ", ", &":#{&1} AS #{&1}")
      arguments = names |> Enum.zip(pairs) |> Map.new(fn {name, {given, _}} -> {name, given} end)

      [row] = session |> SparkEx.sql(query, arguments) |> DataFrame.collect!()
      for {name, {_given, expected}} <- Enum.zip(names, pairs), do: assert(row[name] === expected)
    end

    @tag spark_4_1: "nulls and structs inside of literals"
    test "that are lists may mix values with a common type", %{session: session} do
      for given <- @mixed, do: assert(value(session, "SELECT ?", [given]) === given)
      assert value(session, "SELECT ?", [[1, 2.5]]) === [1.0, 2.5]
      assert value(session, "SELECT :v", v: [1, nil]) === [1, nil]
    end

    test "may be a single binary or struct", %{session: session} do
      assert value(session, "SELECT ?", [{:binary, <<0, 255>>}]) === <<0, 255>>
      assert value(session, "SELECT ?", [{:struct, [a: 1]}]) === %{"a" => 1}
      assert value(session, "SELECT :b", b: {:binary, <<0, 255>>}) === <<0, 255>>
      assert value(session, "SELECT :s", %{"s" => {:struct, [a: 1]}}) === %{"a" => 1}

      two = SparkEx.sql(session, "SELECT ?, ?", [{:binary, <<1>>}, {:binary, <<2>>}])
      assert DataFrame.collect!(two, as: :lists) == [[<<1>>, <<2>>]]
    end

    @tag spark_4_1: "TIME"
    test "may be decimals and times", %{session: _session} do
      session =
        SparkEx.connect!(url: TestSpark.url(), conf: %{"spark.sql.timeType.enabled" => true})

      assert value(session, "SELECT ?", [~T[23:59:59.999999]]) === ~T[23:59:59.999999]
      assert value(session, "SELECT ?", [~T[01:02:03]]) === ~T[01:02:03.000000]

      digits = String.duplicate("9", 38)
      number = %{__struct__: Decimal, sign: -1, coef: String.to_integer(digits), exp: -38}
      assert value(session, "SELECT ?", [number]) === decimal("-0." <> digits)

      small = %{__struct__: Decimal, sign: 1, coef: 150, exp: -2}
      assert value(session, "SELECT ?", [small]) === decimal("1.50")
      assert value(session, "SELECT typeof(?)", [small]) === "decimal(3,2)"
    end

    @tag spark_4_1: "nulls and structs inside of literals"
    test "may be columns and literals with an explicit type", %{session: session} do
      for {column, value, type} <- [
            {F.lit(1, :byte), 1, "tinyint"},
            {F.lit(1, :short), 1, "smallint"},
            {F.lit(1, :long), 1, "bigint"},
            {F.lit(0.5, :float), 0.5, "float"},
            {F.lit(nil, :date), nil, "date"},
            {F.array([F.lit(1), F.lit(2)]), [1, 2], "array<int>"},
            {F.lit({1, nil}, {:struct, [a: :short, b: :string]}), %{"a" => 1, "b" => nil},
             "struct<a:smallint,b:string>"}
          ] do
        frame = SparkEx.sql(session, "SELECT ?, typeof(?)", [column, column])
        assert DataFrame.collect!(frame, as: :lists) === [[value, type]]
      end
    end

    test "keep the instant in other time zones", %{session: _session} do
      conf = %{"spark.sql.session.timeZone" => "America/New_York"}
      session = SparkEx.connect!(url: TestSpark.url(), conf: conf)

      for time <- [
            ~U[2024-03-10 06:59:59.999999Z],
            ~U[2024-03-10 07:00:00.000000Z],
            ~U[1000-01-01 00:00:00.000001Z]
          ] do
        assert value(session, "SELECT ?", [time]) === time
      end

      paris = %{
        ~U[2024-07-01 12:00:00.000000Z]
        | time_zone: "Europe/Paris",
          zone_abbr: "CEST",
          utc_offset: 3_600,
          std_offset: 3_600
      }

      assert value(session, "SELECT ?", [paris]) === ~U[2024-07-01 10:00:00.000000Z]
    end

    test "are never parsed as SQL", %{session: session} do
      drop = "x'; DROP TABLE students; --"
      frame = SparkEx.sql(session, "SELECT :name AS name, 'kept' AS rest", name: drop)
      assert DataFrame.collect!(frame) == [%{"name" => drop, "rest" => "kept"}]
    end

    test "are used where the text names them", %{session: session} do
      query = "SELECT id FROM range(10) WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT ?"
      frame = SparkEx.sql(session, query, [2, 8, 3])
      assert DataFrame.collect!(frame, as: :columns) == [{"id", [8, 7, 6]}]

      named = "SELECT id FROM range(10) WHERE id = :id OR id = :id + 1"
      frame = SparkEx.sql(session, named, id: 4)
      assert DataFrame.collect!(frame, as: :columns) == [{"id", [4, 5]}]
    end

    test "that are missing are an error from Spark", %{session: session} do
      for {query, arguments} <- [
            {"SELECT ?, ?", [1]},
            {"SELECT :a, :b", [a: 1]},
            {"SELECT :a", %{"A" => 1}}
          ] do
        assert {:error, %Error.Remote{error_class: "UNBOUND_SQL_PARAMETER"}} =
                 session |> SparkEx.sql(query, arguments) |> DataFrame.collect()
      end
    end

    test "that no server accepts raise at once", %{session: session} do
      for wrong <- [[{1, 2}], [:atom], [<<255>>], [9_223_372_036_854_775_808], [self()]] do
        assert_raise Error.Argument, fn -> SparkEx.sql(session, "SELECT ?", wrong) end
      end

      assert_raise Error.Argument, ~r/list \(for \?\)/, fn ->
        SparkEx.sql(session, "SELECT ?", 1)
      end

      for arguments <- [MapSet.new([1]), 1..2, ~D[2024-01-01], %URI{}, [1 | 2]] do
        assert_raise Error.Argument, ~r/list \(for \?\) or a map or keyword list/, fn ->
          SparkEx.sql(session, "SELECT ?", arguments)
        end
      end

      for name <- [1, nil, {:a}, <<255>>] do
        assert_raise Error.Argument, ~r/a parameter of SQL takes a name/, fn ->
          SparkEx.sql(session, "SELECT :a", %{name => 2})
        end
      end

      assert_raise Error.Argument, ~r/does not hold the integer/, fn ->
        SparkEx.sql(session, "SELECT ?", [[9_007_199_254_740_993, 0.5]])
      end

      assert_raise Error.Argument, ~r/SQL: expected a string/, fn ->
        SparkEx.sql(session, :select)
      end
    end
  end

  describe "frames in the text" do
    setup %{session: session} do
      {:ok, numbers: SparkEx.range(session, 5)}
    end

    test "may appear wherever a table may, repeatedly and beside values", context do
      %{session: session, numbers: numbers} = context
      few = DataFrame.filter(numbers, "id > 2")
      query = "SELECT a.id, b.id AS other FROM {few} a, {few} b WHERE a.id < :n"
      frame = SparkEx.sql(session, query, few: few, n: 4)
      assert inspect(frame) =~ "FROM {few} a, {few} b"
      assert DataFrame.columns!(frame) == ["id", "other"]

      assert frame |> DataFrame.order_by("other") |> DataFrame.collect!(as: :lists) ==
               [[3, 3], [3, 4]]
    end

    test "may be SQL queries themselves", %{session: session, numbers: numbers} do
      inner = SparkEx.sql(session, "SELECT max(id) AS id FROM {t}", t: numbers)

      outer =
        SparkEx.sql(session, "SELECT t.id FROM {t} t JOIN {m} m USING (id)", t: numbers, m: inner)

      assert DataFrame.collect!(outer) == [%{"id" => 4}]
      assert DataFrame.Statement.settle(outer) == {:ok, outer}
    end

    test "are separate for each query, so that queries can run concurrently", %{
      session: session,
      numbers: numbers
    } do
      frame =
        SparkEx.sql(session, "SELECT count(*) AS n FROM {t} a JOIN {t} USING (id)", t: numbers)

      tasks = for _query <- 1..12, do: Task.async(fn -> DataFrame.collect!(frame) end)
      assert tasks |> Task.await_many(120_000) |> Enum.uniq() == [[%{"n" => 5}]]
      assert DataFrame.collect!(SparkEx.execute!(session, "SHOW VIEWS LIKE '_spark_ex*'")) == []
    end

    test "are read by a statement that runs once", %{session: session, numbers: numbers} do
      table = SparkEx.SparkCase.table!(session, "id BIGINT")
      SparkEx.execute!(session, "INSERT INTO #{table} SELECT id FROM {t}", %{"t" => numbers})
      assert session |> SparkEx.table(table) |> DataFrame.count!() == 5
      query = SparkEx.execute!(session, "SELECT sum(id) AS s FROM {t}", t: numbers)
      assert for(_ <- 1..2, do: DataFrame.collect!(query)) == List.duplicate([%{"s" => 10}], 2)
    end

    @tag spark_4_1: "subqueries in columns"
    test "may appear beside a subquery, which Spark does not accept as an argument", context do
      %{session: session, numbers: numbers} = context
      most = numbers |> DataFrame.select(F.max("id")) |> DataFrame.scalar()

      for {text, arguments} <- [
            {"SELECT :most", [most: most]},
            {"SELECT :most FROM {t}", [most: most, t: numbers]}
          ] do
        assert {:error, %Error.Remote{error_class: "INVALID_SQL_ARG"}} =
                 session |> SparkEx.sql(text, arguments) |> DataFrame.collect()

        assert {:error, %Error.Remote{}} = SparkEx.execute(session, text, arguments)
      end
    end

    test "must be named in the text, in one session", %{session: session, numbers: numbers} do
      assert_raise Error.Argument, ~r/names no {few}/, fn ->
        SparkEx.sql(session, "SELECT * FROM few", few: numbers)
      end

      assert_raise Error.Argument, ~r/by its name/, fn ->
        SparkEx.sql(session, "SELECT * FROM ?", [numbers])
      end

      assert_raise Error.Argument, ~r/different sessions/, fn ->
        SparkEx.sql(:other, "SELECT * FROM {t}", t: numbers)
      end
    end
  end

  describe "a statement" do
    setup %{session: session} do
      table = "sql_test_#{System.unique_integer([:positive])}"
      SparkEx.execute!(session, "CREATE TABLE #{table} (id INT) USING parquet")
      on_exit(fn -> drop(session, table) end)
      {:ok, table: table}
    end

    defp drop(session, table), do: SparkEx.execute!(session, "DROP TABLE IF EXISTS #{table}")

    test "runs once with execute, however often its result is used", context do
      %{session: session, table: table} = context
      {:ok, result} = SparkEx.execute(session, "INSERT INTO #{table} VALUES (1), (2)")

      assert DataFrame.collect(result) == {:ok, []}
      assert DataFrame.collect(result) == {:ok, []}
      assert DataFrame.count(result) == {:ok, 0}
      assert DataFrame.is_empty(result) == {:ok, true}
      assert {:ok, _schema} = DataFrame.schema(result)
      assert {:ok, _plan} = DataFrame.explain_string(result)
      assert result |> DataFrame.union(result) |> DataFrame.collect() == {:ok, []}

      assert session |> SparkEx.table(table) |> DataFrame.count() == {:ok, 2}
    end

    test "runs at every action with sql, as documented", %{session: session, table: table} do
      insert = SparkEx.sql(session, "INSERT INTO #{table} VALUES (1)")
      assert session |> SparkEx.table(table) |> DataFrame.count() == {:ok, 0}

      DataFrame.collect!(insert)
      DataFrame.collect!(insert)
      assert session |> SparkEx.table(table) |> DataFrame.count() == {:ok, 2}
    end

    test "takes arguments and returns a cached result", %{session: session, table: table} do
      SparkEx.execute!(session, "INSERT INTO #{table} VALUES (?), (?)", [1, 2])
      SparkEx.execute!(session, "INSERT INTO #{table} VALUES (:id)", id: 3)
      tables = SparkEx.execute!(session, "SHOW TABLES LIKE '#{table}'")
      drop(session, table)

      assert [%{"tableName" => ^table}] = DataFrame.collect!(tables)

      assert [%{"tableName" => ^table}] =
               DataFrame.collect!(DataFrame.filter(tables, "isTemporary = false"))

      assert {:ok, ["namespace", "tableName", "isTemporary"]} = DataFrame.columns(tables)
    end

    test "returns its rows", %{session: session, table: table} do
      SparkEx.execute!(session, "INSERT INTO #{table} VALUES (?), (?)", [1, 2])
      frame = SparkEx.table(session, table)
      assert frame |> DataFrame.order_by(:id) |> DataFrame.collect!(as: :lists) == [[1], [2]]
    end

    test "that fails returns an error and has no effect", %{session: session, table: table} do
      assert {:error, %Error.Remote{error_class: "TABLE_OR_VIEW_ALREADY_EXISTS"}} =
               SparkEx.execute(session, "CREATE TABLE #{table} (id INT) USING parquet")

      assert_raise Error.Remote, ~r/PARSE_SYNTAX_ERROR/, fn ->
        SparkEx.execute!(session, "INSERT INTO #{table} VALUES (1")
      end

      assert session |> SparkEx.table(table) |> DataFrame.count() == {:ok, 0}
    end

    test "that is a query returns a lazy frame", %{session: session, table: table} do
      {:ok, query} = SparkEx.execute(session, "SELECT count(*) AS n FROM #{table}")
      assert DataFrame.collect(query) == {:ok, [%{"n" => 0}]}

      SparkEx.execute!(session, "INSERT INTO #{table} VALUES (1)")
      {:ok, later} = SparkEx.execute(session, "SELECT count(*) AS n FROM #{table}")
      assert DataFrame.collect(later) == {:ok, [%{"n" => 1}]}
    end
  end

  describe "ranges" do
    test "have the requested start, end and step", %{session: session} do
      ids = fn frame -> frame |> DataFrame.collect!(as: :columns) |> hd() |> elem(1) end

      assert ids.(SparkEx.range(session, 3)) == [0, 1, 2]
      assert ids.(SparkEx.range(session, 2, 5)) == [2, 3, 4]
      assert ids.(SparkEx.range(session, 10, 0, -3)) == [10, 7, 4, 1]
      assert ids.(SparkEx.range(session, 0, 10, 4, 2)) == [0, 4, 8]
      assert ids.(SparkEx.range(session, 5, 5)) == []
      assert ids.(SparkEx.range(session, 5, 0)) == []
      last = 9_223_372_036_854_775_807
      assert ids.(SparkEx.range(session, last - 2, last)) == [last - 2, last - 1]
    end

    test "have the requested partitions", %{session: session} do
      partitions = fn frame ->
        frame
        |> DataFrame.select(p: F.spark_partition_id())
        |> DataFrame.distinct()
        |> DataFrame.count!()
      end

      assert partitions.(SparkEx.range(session, 0, 10, 1, 5)) == 5
      assert partitions.(SparkEx.range(session, 0, 10, 1, 1)) == 1
    end
  end

  test "a table is a frame by name; an unknown one is an error", %{session: session} do
    :ok = session |> SparkEx.range(3) |> DataFrame.create_or_replace_temp_view("three")

    assert session |> SparkEx.table("three") |> DataFrame.count() == {:ok, 3}
    assert session |> SparkEx.table(:three) |> DataFrame.count() == {:ok, 3}

    assert {:error, %Error.Remote{error_class: "TABLE_OR_VIEW_NOT_FOUND", sql_state: "42P01"}} =
             session |> SparkEx.table("four") |> DataFrame.collect()
  end

  @tag spark_4_1: "SQL scripts"
  test "a script runs once, and its frame has the result of its last query", %{session: session} do
    script = "BEGIN DECLARE x INT = 3; SELECT 1 AS y; SELECT x + 1 AS y FROM range(3); END"
    frame = SparkEx.execute!(session, script)
    assert DataFrame.collect!(frame, as: :lists) == [[4], [4], [4]]
    assert DataFrame.count!(frame) == 3
    assert DataFrame.take!(frame, 1, as: :lists) == [[4]]

    assert {:error, %Error.Remote{} = error} = session |> SparkEx.sql(script) |> DataFrame.take(1)
    assert Exception.message(error) =~ "run it with SparkEx.execute/4"
  end
end
