defmodule SparkEx.Functions.AggregatesResultsTest do
  # Aggregates of all rows and over windows, with expected values worked out by hand.
  use SparkEx.SparkCase

  alias SparkEx.{Window, WindowSpec}

  setup_all %{session: session} do
    {:ok,
     many:
       SparkEx.sql(session, """
       SELECT * FROM VALUES ('a', 1, 2.0D), ('a', 2, 4.0D), ('b', 3, 6.0D), ('b', NULL, 8.0D)
       AS many(k, v, w)
       """)}
  end

  # One query per table runs all of them.
  defp check(frame, table) do
    columns = for {{column, _expected}, at} <- Enum.with_index(table), do: {"c#{at}", column}
    row = frame |> DataFrame.select(columns) |> DataFrame.first!(as: :lists)

    for {{column, expected}, value} <- Enum.zip(table, row),
        do: assert({column, value} === {column, expected})
  end

  test "aggregates of all rows", %{many: many} do
    check(many, [
      {F.count("*"), 4},
      {F.count("v"), 3},
      {F.count_distinct("k"), 2},
      {F.count_if(Column.gt(F.col("v"), 1)), 2},
      {F.sum("v"), 6},
      {F.sum_distinct("v"), 6},
      {F.avg("v"), 2.0},
      {F.min("k"), "a"},
      {F.max("w"), 8.0},
      {F.stddev("v"), 1.0},
      {F.stddev_pop("w"), :math.sqrt(5.0)},
      {F.variance("v"), 1.0},
      {F.var_pop("w"), 5.0},
      {F.skewness("w"), 0.0},
      {F.corr("w", "w"), 1.0},
      {F.covar_pop("w", "w"), 5.0},
      {F.median("w"), 5.0},
      {F.mode("k", true), "a"},
      {F.percentile("w", [0.0, 0.5, 1.0]), [2.0, 5.0, 8.0]},
      {F.percentile_approx("v", 0.5), 2},
      {F.max_by("k", "w"), "b"},
      {F.min_by("k", "w"), "a"},
      {F.bool_and(Column.gt(F.col("w"), 1)), true},
      {F.bool_or(Column.gt(F.col("w"), 9)), false},
      {F.bit_xor("v"), 0},
      {F.product("w"), 384.0},
      {F.sort_array(F.collect_list("v")), [1, 2, 3]},
      {F.sort_array(F.collect_set("k")), ["a", "b"]},
      {F.approx_count_distinct("k"), 2},
      {F.regr_slope("w", "w"), 1.0},
      {F.listagg("k", "+"), "a+a+b+b"}
    ])
  end

  test "aggregates over windows", %{many: many} do
    by_key = "k" |> Window.partition_by() |> WindowSpec.order_by("w")
    all = Window.order_by(desc: "w")
    running = WindowSpec.rows_between(by_key, :unbounded_preceding, :current_row)

    frame =
      DataFrame.select(many, [
        "w",
        number: Column.over(F.row_number(), by_key),
        rank: Column.over(F.rank(), all),
        half: Column.over(F.ntile(2), all),
        before: Column.over(F.lag("w", 1, 0.0), by_key),
        after: Column.over(F.lead("w"), by_key),
        first: Column.over(F.first("v"), by_key),
        running: Column.over(F.sum("w"), running),
        share: Column.over(F.cume_dist(), all),
        percent: Column.over(F.percent_rank(), all)
      ])

    assert frame |> DataFrame.order_by("w") |> DataFrame.collect!(as: :lists) == [
             [2.0, 1, 4, 2, 0.0, 4.0, 1, 2.0, 1.0, 1.0],
             [4.0, 2, 3, 2, 2.0, nil, 1, 6.0, 0.75, 2 / 3],
             [6.0, 1, 2, 1, 0.0, 8.0, 3, 6.0, 0.5, 1 / 3],
             [8.0, 2, 1, 1, 6.0, nil, 3, 14.0, 0.25, 0.0]
           ]
  end

  test "count(*) in a pivot", %{many: many} do
    counts =
      many
      |> DataFrame.group_by(:k)
      |> SparkEx.GroupedData.pivot(:v, [1, 2])
      |> DataFrame.agg(F.count("*"))
      |> DataFrame.order_by(:k)

    assert DataFrame.collect!(counts) == [
             %{"k" => "a", "1" => 1, "2" => 1},
             %{"k" => "b", "1" => nil, "2" => nil}
           ]
  end

  test "outer references by the alias of the outer frame", %{many: many, session: session} do
    inner = SparkEx.sql(session, "SELECT * FROM VALUES (2), (3) AS other(v)")
    same = Column.eq(F.col("v"), Column.outer(F.col("o.v")))
    exists = inner |> DataFrame.filter(same) |> DataFrame.exists()
    rows = many |> DataFrame.alias_("o") |> DataFrame.filter(exists) |> DataFrame.select("v")
    assert rows |> DataFrame.order_by("v") |> DataFrame.collect!(as: :lists) == [[2], [3]]
  end

  test "the dict form of agg/2 with the name of a result explains itself", %{many: many} do
    assert {:error, error} = many |> DataFrame.agg(total: "sum") |> DataFrame.collect()
    assert Exception.message(error) =~ ~s[write agg(total: F.sum("column"))]
  end
end
