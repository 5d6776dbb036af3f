defmodule SparkEx.DataFrameResultsTest do
  # Transforms of small frames, with expected rows worked out by hand.
  use SparkEx.SparkCase

  alias SparkEx.{GroupedData, TableValuedFunction, Window, WindowSpec}

  setup_all %{session: session} do
    # Small data needs few partitions, and the default is 200.
    :ok = Session.config_set(session, "spark.sql.shuffle.partitions", 2)

    people =
      SparkEx.sql(session, """
      SELECT * FROM VALUES (1, 'ada', 10), (2, 'bob', 20), (3, 'eve', NULL), (4, NULL, 20)
      AS people(id, name, team)
      """)

    teams =
      SparkEx.sql(
        session,
        "SELECT * FROM VALUES (10, 'red'), (20, 'blue'), (30, 'green') AS teams(team, color)"
      )

    {:ok, people: people, teams: teams}
  end

  # Rows as lists, sorted where Spark does not guarantee the order.
  defp lists(frame), do: DataFrame.collect!(frame, as: :lists)
  defp sorted(frame), do: frame |> lists() |> Enum.sort()

  describe "columns" do
    test "are selected, named, computed and dropped", %{people: people} do
      assert people
             |> DataFrame.select([:name, next: Column.plus(F.col("id"), 1)])
             |> DataFrame.take!(2) ==
               [%{"name" => "ada", "next" => 2}, %{"name" => "bob", "next" => 3}]

      assert people |> DataFrame.select("*") |> DataFrame.first!(as: :lists) == [1, "ada", 10]
      assert people |> DataFrame.select(people["id"]) |> DataFrame.first!() == %{"id" => 1}

      assert people
             |> DataFrame.select_expr(["id * 2 AS twice", "upper(name)"])
             |> DataFrame.columns!() == ["twice", "upper(name)"]

      assert people
             |> DataFrame.select(DataFrame.col_regex(people, "`(id|team)`"))
             |> DataFrame.columns!() == ["id", "team"]

      changed =
        people
        |> DataFrame.with_column(:id, Column.multiply(F.col("id"), 10))
        |> DataFrame.with_columns(twice: Column.plus(F.col("id"), F.col("id")), one: F.lit(1))
        |> DataFrame.with_column_renamed(:name, :who)
        |> DataFrame.with_columns_renamed(%{"one" => "uno", "missing" => "ignored"})
        |> DataFrame.drop([:team, "missing"])

      assert DataFrame.first!(changed) == %{"id" => 10, "who" => "ada", "twice" => 20, "uno" => 1}
      assert DataFrame.columns!(changed) == ["id", "who", "twice", "uno"]
      assert people |> DataFrame.to_df(~w(a b c)) |> DataFrame.columns!() == ~w(a b c)
    end

    test "with dots and quotes in their names are quoted with backticks", %{session: session} do
      frame = SparkEx.sql(session, "SELECT 1 AS `a.b`, named_struct('b', 2) AS a, 3 AS `c d`")

      assert frame |> DataFrame.select([F.col("`a.b`"), "a.b", "c d"]) |> lists() == [[1, 2, 3]]
      assert lists(DataFrame.select(frame, frame["`a.b`"])) == [[1]]
    end

    test "keep their metadata", %{people: people} do
      frame = DataFrame.with_metadata(people, :id, %{"unit" => "none", "nested" => %{"a" => [1]}})
      assert {:struct, [id | _]} = DataFrame.schema!(frame)
      assert id.metadata == %{"unit" => "none", "nested" => %{"a" => [1]}}
    end
  end

  describe "rows" do
    test "are filtered by columns and by SQL", %{people: people} do
      assert people |> DataFrame.filter(Column.gt(F.col("id"), 2)) |> DataFrame.count!() == 2

      assert people |> DataFrame.where("name LIKE '%b%' AND team = 20") |> lists() == [
               [2, "bob", 20]
             ]

      assert people |> DataFrame.filter(Column.is_null("name")) |> lists() == [[4, nil, 20]]
      assert people |> DataFrame.filter(Column.isin("id", [1, 3])) |> DataFrame.count!() == 2
    end

    test "are limited, skipped and made distinct", %{session: session, people: people} do
      assert people
             |> DataFrame.order_by(:id)
             |> DataFrame.offset(1)
             |> DataFrame.limit(2)
             |> lists() ==
               [[2, "bob", 20], [3, "eve", nil]]

      twice = DataFrame.union(people, people)
      assert DataFrame.count!(twice) == 8
      assert twice |> DataFrame.distinct() |> DataFrame.count!() == 4
      assert people |> DataFrame.drop_duplicates(:team) |> DataFrame.count!() == 3
      assert people |> DataFrame.drop_duplicates([:team, :name]) |> DataFrame.count!() == 4
      hundred = SparkEx.range(session, 100)

      assert hundred |> DataFrame.sample(0.5, seed: 1) |> lists() ==
               hundred |> DataFrame.sample(0.5, seed: 1) |> lists()

      parts = DataFrame.random_split(hundred, [3, 1], seed: 4)
      assert parts |> Enum.map(&lists/1) |> Enum.concat() |> Enum.sort() == lists(hundred)
    end

    test "are sorted with nulls first or last", %{people: people} do
      ids = fn order -> people |> DataFrame.order_by(order) |> lists() |> Enum.map(&hd/1) end

      assert ids.(:id) == [1, 2, 3, 4]
      assert ids.(desc: :id) == [4, 3, 2, 1]
      assert ids.([:team, desc: :id]) == [3, 1, 4, 2]
      assert ids.([Column.desc_nulls_first("name")]) == [4, 3, 2, 1]
      assert ids.([Column.asc_nulls_last("name")]) == [1, 2, 3, 4]
      assert ids.([-3, 1]) == [2, 4, 1, 3]
    end

    test "have their missing values filled, dropped and replaced", %{people: people} do
      assert people |> DataFrame.fillna(0) |> DataFrame.filter("id = 3") |> lists() == [
               [3, "eve", 0]
             ]

      assert people
             |> DataFrame.fillna(name: "?", team: -1)
             |> DataFrame.filter("id > 2")
             |> lists() ==
               [[3, "eve", -1], [4, "?", 20]]

      assert people |> DataFrame.dropna() |> DataFrame.count!() == 2
      assert people |> DataFrame.dropna(subset: :name) |> DataFrame.count!() == 3
      assert people |> DataFrame.dropna(how: :all) |> DataFrame.count!() == 4

      assert people
             |> DataFrame.replace(%{"ada" => "Ada"}, subset: :name)
             |> DataFrame.first!()
             |> Map.get("name") == "Ada"

      assert people
             |> DataFrame.replace([10, 20], [1, 2], subset: [:team])
             |> DataFrame.select(:team)
             |> lists() == [[1], [2], [nil], [2]]

      odd =
        SparkEx.sql(people.session, "SELECT * FROM VALUES (double('NaN')), (1D), (NULL) AS t(x)")

      assert odd |> DataFrame.replace(:nan, nil) |> lists() == [[nil], [1.0], [nil]]
      assert odd |> DataFrame.replace(1, :infinity) |> lists() == [[:nan], [:infinity], [nil]]
      infinite = [[:neg_infinity], [1.0], [:neg_infinity]]
      assert odd |> DataFrame.fillna(:neg_infinity) |> lists() == infinite
    end

    test "are repartitioned", %{session: session} do
      frame = SparkEx.range(session, 0, 100, 1, 4)

      parts = fn frame ->
        frame
        |> DataFrame.select(p: F.spark_partition_id())
        |> DataFrame.distinct()
        |> DataFrame.count!()
      end

      assert parts.(DataFrame.repartition(frame, 3)) == 3
      assert parts.(DataFrame.repartition(frame, 3, "id")) == 3
      assert parts.(DataFrame.repartition_by_range(frame, 2, "id")) == 2
      assert parts.(DataFrame.coalesce(frame, 1)) == 1
      assert_frames_equal(DataFrame.repartition(frame, 3), lists(frame))
    end
  end

  test "ranges use the given step and partitions", %{session: session} do
    frame = SparkEx.range(session, 6, nil, 2, num_partitions: 3)
    assert DataFrame.collect!(frame, as: :columns) == [{"id", [0, 2, 4]}]
    assert frame |> DataFrame.select(p: F.spark_partition_id()) |> lists() == [[0], [1], [2]]
  end

  describe "joins" do
    test "of all types", %{people: people, teams: teams} do
      inner = [[10, 1, "ada", "red"], [20, 2, "bob", "blue"], [20, 4, nil, "blue"]]
      left = [[nil, 3, "eve", nil]]
      right = [[30, nil, nil, "green"]]

      for {hows, expected} <- [
            {[nil, :inner], inner},
            {[:left, "left_outer"], inner ++ left},
            {[:right, "rightouter"], inner ++ right},
            {[:full, "outer", "full_outer"], inner ++ left ++ right}
          ],
          how <- hows do
        assert_frames_equal(DataFrame.join(people, teams, :team, how), expected)
      end

      assert_frames_equal(DataFrame.join(people, teams, :team, :semi), [
        [10, 1, "ada"],
        [20, 2, "bob"],
        [20, 4, nil]
      ])

      assert_frames_equal(DataFrame.join(people, teams, :team, :anti), [[nil, 3, "eve"]])
      assert people |> DataFrame.cross_join(teams) |> DataFrame.count!() == 12
    end

    test "on names, conditions and lists of them", %{people: people, teams: teams} do
      same = Column.eq(people["team"], teams["team"])
      by_name = people |> DataFrame.join(teams, ["team"]) |> DataFrame.columns!()
      by_condition = people |> DataFrame.join(teams, same) |> DataFrame.columns!()

      assert by_name == ["team", "id", "name", "color"]
      assert by_condition == ["id", "name", "team", "team", "color"]

      small = Column.lt(people["id"], 3)

      assert people
             |> DataFrame.join(teams, [same, small])
             |> DataFrame.select([people["id"], teams["team"]])
             |> sorted() == [[1, 10], [2, 20]]

      assert people |> DataFrame.join(teams, on: same, how: :semi) |> DataFrame.count!() == 3
    end

    test "on keys of different names", %{people: people, teams: teams} do
      colors = DataFrame.with_column_renamed(teams, :team, :number)
      paint = &(&1 |> DataFrame.select([:id, :color]) |> sorted())

      assert people |> DataFrame.join(colors, team: :number) |> paint.() ==
               [[1, "red"], [2, "blue"], [4, "blue"]]

      assert people |> DataFrame.join(colors, "team = number AND id < 3") |> paint.() ==
               [[1, "red"], [2, "blue"]]

      assert people
             |> DataFrame.join(colors, [team: :number], :anti)
             |> DataFrame.select(:id)
             |> lists() == [[3]]

      following = DataFrame.select(people, next: Column.minus(F.col("id"), 1), who: :name)

      assert people
             |> DataFrame.join(following, id: :next)
             |> DataFrame.select([:name, :who])
             |> sorted() == [["ada", "bob"], ["bob", "eve"], ["eve", nil]]
    end

    test "on pairs of columns of one frame", %{session: session} do
      staff =
        SparkEx.sql(session, "SELECT * FROM VALUES (1, 2), (2, 3), (3, NULL) AS s(id, boss)")

      pairs = [[1, 2, 2, 3], [2, 3, 3, nil]]
      few = DataFrame.filter(staff, "id < 9")
      assert_frames_equal(DataFrame.join(staff, staff, boss: :id), pairs)
      assert_frames_equal(DataFrame.join(staff, few, boss: :id), pairs)
      assert_frames_equal(DataFrame.join(few, staff, boss: :id), pairs)

      joined = DataFrame.join(staff, staff, boss: :id)
      assert_frames_equal(DataFrame.select(joined, staff["id"]), [[1], [2]])
    end

    test "of a frame with itself, and of two frames with equal plans", %{session: session} do
      a = SparkEx.range(session, 3)
      b = SparkEx.range(session, 3)

      assert_frames_equal(DataFrame.join(a, b, Column.eq(a["id"], b["id"])), [
        [0, 0],
        [1, 1],
        [2, 2]
      ])

      bigger = DataFrame.filter(a, "id > 0")

      assert_frames_equal(DataFrame.join(a, bigger, Column.eq(a["id"], bigger["id"])), [
        [1, 1],
        [2, 2]
      ])

      left = DataFrame.alias_(a, "l")
      right = DataFrame.alias_(a, "r")
      pairs = DataFrame.join(left, right, Column.eq(F.col("l.id"), Column.plus(F.col("r.id"), 1)))
      assert_frames_equal(pairs, [[1, 0], [2, 1]])
    end

    test "of frames built in two other VMs", %{session: session} do
      [people, teams] =
        for query <- ["SELECT 'kim' AS name, 1 AS team", "SELECT 'red' AS name, 1 AS team"] do
          frame = SparkEx.PeerVM.call(SparkEx.PeerVM.start!(), SparkEx, :sql, [:spark, query])
          %{frame | session: session}
        end

      assert people
             |> DataFrame.join(teams, Column.eq(people["team"], teams["team"]))
             |> DataFrame.select([people["name"], teams["name"]])
             |> DataFrame.collect!(as: :lists) == [["kim", "red"]]
    end

    @tag spark_4_1: "the subquery of an IN"
    test "laterally, as of or by subqueries", %{session: session, people: people, teams: teams} do
      trades =
        SparkEx.sql(session, "SELECT * FROM VALUES (1, 'x'), (5, 'y'), (9, 'z') AS t(at, what)")

      quotes =
        SparkEx.sql(session, "SELECT * FROM VALUES (0, 1.5D), (4, 2.5D) AS q(since, price)")

      assert trades
             |> DataFrame.as_of_join(quotes, :at, :since)
             |> DataFrame.select([:what, :price])
             |> sorted() == [["x", 1.5], ["y", 2.5], ["z", 2.5]]

      most = people |> DataFrame.agg(F.max("id")) |> DataFrame.scalar()
      assert people |> DataFrame.filter(Column.eq(F.col("id"), most)) |> lists() == [[4, nil, 20]]

      assert people
             |> DataFrame.filter(Column.isin("team", DataFrame.select(teams, :team)))
             |> DataFrame.count!() == 3

      each = TableValuedFunction.explode(session, Column.outer(F.col("many")))
      lists = SparkEx.sql(session, "SELECT 1 AS id, array('a', 'b') AS many")

      assert lists |> DataFrame.lateral_join(each) |> DataFrame.select([:id, :col]) |> sorted() ==
               [[1, "a"], [1, "b"]]
    end
  end

  describe "sets" do
    setup %{session: session} do
      values = fn list -> SparkEx.sql(session, "SELECT explode(?) AS v", [list]) end
      {:ok, a: values.([1, 1, 2, 3]), b: values.([1, 3, 3, 4])}
    end

    test "support union, intersect and subtract", %{a: a, b: b} do
      values = fn frame -> frame |> sorted() |> List.flatten() end

      assert values.(DataFrame.union(a, b)) == [1, 1, 1, 2, 3, 3, 3, 4]
      assert values.(DataFrame.intersect(a, b)) == [1, 3]
      assert values.(DataFrame.intersect_all(a, b)) == [1, 3]
      assert values.(DataFrame.except(a, b)) == [2]
      assert values.(DataFrame.subtract(a, b)) == [2]
      assert values.(DataFrame.except_all(a, b)) == [1, 2]
    end

    test "support union by name", %{session: session} do
      a = SparkEx.sql(session, "SELECT 1 AS x, 'a' AS y")
      b = SparkEx.sql(session, "SELECT 'b' AS y, 2 AS x")
      c = SparkEx.sql(session, "SELECT 3 AS x, true AS z")

      assert_frames_equal(DataFrame.union_by_name(a, b), [[1, "a"], [2, "b"]])

      assert_frames_equal(DataFrame.union_by_name(a, c, allow_missing_columns: true), [
        [1, "a", nil],
        [3, nil, true]
      ])

      assert {:error, %Error.Remote{}} = a |> DataFrame.union_by_name(c) |> DataFrame.collect()
    end
  end

  describe "groups" do
    test "are aggregated in every form", %{people: people} do
      groups = DataFrame.group_by(people, :team)
      expected = [[10, 1], [20, 6], [nil, 3]]

      for frame <- [
            DataFrame.agg(groups, total: F.sum("id")),
            DataFrame.agg(groups, [F.sum("id")]),
            GroupedData.agg(groups, %{"id" => "sum"}),
            GroupedData.sum(groups, :id),
            people |> DataFrame.group_by(3) |> DataFrame.agg(F.sum("id"))
          ] do
        assert_frames_equal(frame, expected)
      end

      assert_frames_equal(GroupedData.count(groups), [[10, 1], [20, 2], [nil, 1]])

      assert groups |> GroupedData.max() |> DataFrame.columns!() == [
               "team",
               "max(id)",
               "max(team)"
             ]

      assert_frames_equal(GroupedData.avg(groups, :id), [[10, 1.0], [20, 3.0], [nil, 3.0]])

      assert people |> DataFrame.agg(n: F.count("*"), most: F.max("id")) |> DataFrame.collect!() ==
               [%{"n" => 4, "most" => 4}]
    end

    test "support rollup, cube, grouping sets and pivot", %{session: session} do
      sales =
        SparkEx.sql(session, """
        SELECT * FROM VALUES ('n', 1, 10), ('n', 2, 20), ('s', 1, 30) AS sales(r, q, v)
        """)

      sum = fn grouped -> grouped |> DataFrame.agg(v: F.sum("v")) |> sorted() end

      parts = [["n", 1, 10], ["n", 2, 20], ["s", 1, 30]]
      by_region = [["n", nil, 30], ["s", nil, 30]]
      by_quarter = [[nil, 1, 40], [nil, 2, 20]]
      all = [[nil, nil, 60]]

      assert sum.(DataFrame.rollup(sales, [:r, :q])) == Enum.sort(parts ++ by_region ++ all)

      assert sum.(DataFrame.cube(sales, [:r, :q])) ==
               Enum.sort(parts ++ by_region ++ by_quarter ++ all)

      assert sum.(DataFrame.grouping_sets(sales, [[:r], [:q]], [:r, :q])) ==
               Enum.sort(by_region ++ by_quarter)

      pivoted =
        sales |> DataFrame.group_by(:r) |> GroupedData.pivot(:q, [1, 2]) |> GroupedData.sum(:v)

      assert DataFrame.columns!(pivoted) == ["r", "1", "2"]
      assert_frames_equal(pivoted, [["n", 10, 20], ["s", 30, nil]])

      assert sales
             |> DataFrame.group_by(:r)
             |> GroupedData.pivot(:q)
             |> GroupedData.sum(:v)
             |> sorted() == sorted(pivoted)
    end

    test "within windows", %{people: people} do
      in_team = "team" |> Window.partition_by() |> WindowSpec.order_by(desc: "id")
      frame = DataFrame.with_column(people, :place, Column.over(F.row_number(), in_team))

      assert frame |> DataFrame.filter("place = 1") |> DataFrame.select([:id, :team]) |> sorted() ==
               [[1, 10], [3, nil], [4, 20]]
    end
  end

  describe "shapes" do
    test "are transposed and unpivoted", %{session: session} do
      wide = SparkEx.sql(session, "SELECT 'k' AS id, 1 AS a, 2 AS b")

      assert_frames_equal(DataFrame.unpivot(wide, :id, [:a, :b], :name, :value), [
        ["k", "a", 1],
        ["k", "b", 2]
      ])

      assert_frames_equal(DataFrame.unpivot(wide, :id, nil, :name, :value), [
        ["k", "a", 1],
        ["k", "b", 2]
      ])

      assert_frames_equal(DataFrame.transpose(wide), [["a", 1], ["b", 2]])
    end

    test "are summarized", %{session: session, people: people} do
      ten = SparkEx.range(session, 10)

      assert ten |> DataFrame.describe(:id) |> lists() |> Enum.take(2) == [
               ["count", "10"],
               ["mean", "4.5"]
             ]

      assert ten |> DataFrame.summary(["min", "50%", "max"]) |> lists() == [
               ["min", "0"],
               ["50%", "4"],
               ["max", "9"]
             ]

      table = people |> DataFrame.dropna() |> DataFrame.crosstab(:name, :team)
      assert DataFrame.columns!(table) == ["name_team", "10", "20"]
      assert_frames_equal(table, [["ada", 1, 0], ["bob", 0, 1]])
    end
  end

  test "show and explain accept PySpark's arguments", %{people: people} do
    shown = DataFrame.show_string!(people, rows: 2, truncate: 2)
    assert DataFrame.show_string!(people, 2, 2) == shown
    assert DataFrame.show_string!(people, 2, truncate: 2) == shown
    assert DataFrame.show_string!(people, 2) == DataFrame.show_string!(people, rows: 2)

    assert DataFrame.show_string!(people, 2, false) ==
             DataFrame.show_string!(people, rows: 2, truncate: false)

    assert ExUnit.CaptureIO.capture_io(fn -> DataFrame.show!(people, 2, 2) end) == shown <> "\n"

    for extended <- [true, "extended", :extended, [extended: true], [mode: "extended"]] do
      text = DataFrame.explain_string!(people, extended)
      assert text =~ "Parsed Logical Plan" and text =~ "Physical Plan"
    end

    for simple <- [false, "simple", [extended: false], [timeout: 60_000]] do
      refute DataFrame.explain_string!(people, simple) =~ "Parsed Logical Plan"
    end

    assert DataFrame.tree_string!(people, 1) == DataFrame.tree_string!(people, level: 1)
  end

  describe "views" do
    test "are created, replaced and local to the session", %{session: session, people: people} do
      :ok = DataFrame.create_temp_view(people, "somebody")

      assert session |> SparkEx.sql("SELECT count(*) AS n FROM somebody") |> DataFrame.collect!() ==
               [%{"n" => 4}]

      assert {:error, %Error.Remote{error_class: "TEMP_TABLE_OR_VIEW_ALREADY_EXISTS"}} =
               DataFrame.create_temp_view(people, "somebody")

      :ok = people |> DataFrame.limit(1) |> DataFrame.create_or_replace_temp_view(:somebody)
      assert session |> SparkEx.table("somebody") |> DataFrame.count!() == 1

      other = SparkEx.connect!(url: SparkEx.TestSpark.url())

      assert {:error, %Error.Remote{error_class: "TABLE_OR_VIEW_NOT_FOUND"}} =
               other |> SparkEx.table("somebody") |> DataFrame.collect()
    end

    test "may be global", %{session: session, people: people} do
      name = "everybody_#{System.unique_integer([:positive])}"
      :ok = DataFrame.create_global_temp_view!(people, name)
      on_exit(fn -> SparkEx.execute!(session, "DROP VIEW IF EXISTS global_temp.#{name}") end)

      other = SparkEx.connect!(url: SparkEx.TestSpark.url())
      assert other |> SparkEx.table("global_temp.#{name}") |> DataFrame.count!() == 4
    end

    test "reject invalid names", %{people: people} do
      assert {:error, %Error.Remote{}} = DataFrame.create_temp_view(people, "not a name")
      assert {:error, %Error.Argument{}} = DataFrame.create_temp_view(people, <<255>>)
      assert_raise Error.Remote, fn -> DataFrame.create_temp_view!(people, "not a name") end
    end
  end

  test "a frame runs repeatedly and in several processes", %{people: people} do
    frame = DataFrame.filter(people, "id < 3")
    expected = lists(frame)

    assert 1..8
           |> Enum.map(fn _ -> Task.async(fn -> lists(frame) end) end)
           |> Task.await_many(:infinity) == List.duplicate(expected, 8)
  end
end
