defmodule SparkEx.Integration.SchemaResultsTest do
  @moduledoc """
  A schema is requested once until something may have changed it.
  """

  use SparkEx.SparkCase

  alias SparkEx.DataFrame.SchemaOrigin
  alias SparkEx.{GroupedData, RPCCounter}

  # Nullable and not, nested, and with metadata.
  @base """
  SELECT id, CAST(id AS INT) AS n, CAST(id AS STRING) AS s, ARRAY(id, NULL) AS xs,
         NAMED_STRUCT('a', id, 'b', NULL) AS st, MAP('k', id) AS m
  FROM range(4)
  """

  defp base(session) do
    session |> SparkEx.sql(@base) |> DataFrame.with_metadata("n", %{"unit" => "mile"})
  end

  # The steps that are documented to leave the columns unchanged.
  defp same_columns(frame) do
    other = DataFrame.select(frame, "id")

    [
      filter: DataFrame.filter(frame, "id > 1"),
      filter: DataFrame.filter(frame, Column.is_not_null("s")),
      filter: DataFrame.filter(frame, Column.isin("id", other)),
      sort: DataFrame.order_by(frame, desc: "id"),
      sort: DataFrame.sort_within_partitions(frame, "id"),
      limit: DataFrame.limit(frame, 2),
      offset: DataFrame.offset(frame, 1),
      tail: DataFrame.new(frame.session, %{tail: %{input: frame.plan, limit: 1}}),
      deduplicate: DataFrame.drop_duplicates(frame, "id"),
      sample: DataFrame.sample(frame, 0.5, seed: 1),
      sample_by: DataFrame.sample_by(frame, "n", %{1 => 1.0}, seed: 1),
      drop_na: DataFrame.dropna(frame),
      subquery_alias: DataFrame.alias_(frame, "x"),
      hint: DataFrame.hint(frame, "broadcast"),
      repartition: DataFrame.repartition(frame, 2),
      repartition: DataFrame.coalesce(frame, 1),
      repartition_by_expression: DataFrame.repartition(frame, 2, "id"),
      collect_metrics:
        DataFrame.new(frame.session, %{
          collect_metrics: %{
            input: frame.plan,
            name: "observed",
            metrics: [Column.alias_(F.count(F.lit(1)), "rows").expr]
          }
        })
    ]
  end

  test "columns, schema and types in a loop take one call", %{session: session} do
    frame = base(session)

    {names, 1} =
      RPCCounter.count(fn ->
        for _ <- 1..20 do
          {:struct, fields} = DataFrame.schema!(frame)
          assert Enum.map(fields, & &1.name) == DataFrame.columns!(frame)
          assert Enum.map(DataFrame.dtypes!(frame), &elem(&1, 0)) == DataFrame.columns!(frame)
          DataFrame.columns!(frame)
        end
      end)

    assert Enum.uniq(names) == [["id", "n", "s", "xs", "st", "m"]]
  end

  @tag spark_4_1: "the subquery of an IN"
  test "steps that leave the columns unchanged take no call", %{
    session: session
  } do
    frame = base(session)
    schema = DataFrame.schema!(frame)
    steps = same_columns(frame)

    for {step, same} <- steps do
      assert {step, RPCCounter.count(fn -> DataFrame.schema!(same) end)} == {step, {schema, 0}}
      assert {step, DataFrame.schema!(same, refresh: true)} == {step, schema}
    end

    assert steps |> Keyword.keys() |> Enum.uniq() |> Enum.sort() ==
             Enum.sort(SchemaOrigin.same_columns())
  end

  test "the schema of such a step also answers for its input", %{session: session} do
    frame = base(session)
    DataFrame.columns!(DataFrame.limit(frame, 1))
    assert {_columns, 0} = RPCCounter.count(fn -> DataFrame.columns!(frame) end)
  end

  test "steps that change the columns take a call", %{session: session} do
    frame = session |> base() |> DataFrame.select(["id", "n", "s"])
    DataFrame.columns!(frame)

    for {changed, columns} <- [
          {DataFrame.with_column(frame, "b", F.lit(1)), ["id", "n", "s", "b"]},
          {DataFrame.drop(frame, "n"), ["id", "s"]},
          {DataFrame.to_df(frame, ["a", "b", "c"]), ["a", "b", "c"]},
          {DataFrame.join(frame, frame, "id", :semi), ["id", "n", "s"]}
        ] do
      assert {^columns, 1} = RPCCounter.count(fn -> DataFrame.columns!(changed) end)
      assert {^columns, 0} = RPCCounter.count(fn -> DataFrame.columns!(changed) end)
    end

    filled = DataFrame.fillna(frame, 0)
    assert {filled, 1} = RPCCounter.count(fn -> DataFrame.schema!(filled) end)
    refute filled == DataFrame.schema!(frame)
  end

  test "builders that need the schema take one call", %{session: session} do
    frame = session |> base() |> DataFrame.select(["id", "n"])

    {sums, calls} =
      RPCCounter.count(fn ->
        for position <- [1, 2, -1], do: DataFrame.order_by(frame, position)
        frame |> DataFrame.group_by(1) |> GroupedData.sum()
      end)

    assert calls == 1
    assert length(sums.plan.aggregate.aggregate_expressions) == 2
  end

  test "a position is that of a column, counted from either end", %{session: session} do
    frame = session |> base() |> DataFrame.select(["id", "n", "s"])

    {columns, 1} =
      RPCCounter.count(fn ->
        for position <- [0, 2, -1, -3], do: DataFrame.col(frame, position)
      end)

    assert columns == Enum.map(["id", "s", "s", "id"], &F.col/1)

    assert frame |> DataFrame.select([frame[1], frame[0]]) |> DataFrame.first!() == %{
             "id" => 0,
             "n" => 0
           }

    for position <- [3, -4] do
      assert_raise Error.Argument, ~r/no column at position #{position}: the frame has 3/, fn ->
        frame[position]
      end
    end

    assert_raise Error.Argument,
                 ~r/no column at position 4: the frame has 3, the first at 1/,
                 fn ->
                   DataFrame.group_by(frame, 4)
                 end
  end

  test "the column at a position may have any name", %{session: session} do
    frame =
      SparkEx.sql(session, "SELECT 1 AS `a.b`, 2 AS `*`, 3 AS `c``d`, NAMED_STRUCT('b', 4) AS a")

    names = DataFrame.columns!(frame)

    for {name, position} <- Enum.with_index(names) do
      assert frame |> DataFrame.select(frame[position]) |> DataFrame.columns!() == [name]
      assert [_row] = frame |> DataFrame.order_by(-position - 1) |> DataFrame.collect!()
    end

    sums = frame |> DataFrame.group_by(1) |> GroupedData.sum()
    assert DataFrame.collect!(sums, as: :lists) == [[1, 1, 2, 3]]
  end

  test "other processes and copied frames share the schema", %{session: session} do
    frame = base(session)
    columns = DataFrame.columns!(frame)
    travelled = frame |> :erlang.term_to_binary() |> :erlang.binary_to_term()

    task = Task.async(fn -> RPCCounter.count(fn -> DataFrame.columns!(travelled) end) end)
    assert Task.await(task) == {columns, 0}
  end

  test "a new frame takes a call, and errors are not cached", %{session: session} do
    DataFrame.columns!(SparkEx.range(session, 3))

    assert {_columns, 1} =
             RPCCounter.count(fn -> DataFrame.columns!(SparkEx.range(session, 3)) end)

    wrong = SparkEx.table(session, "no_such_table")

    for _ <- 1..2,
        do:
          assert(
            {{:error, %Error.Remote{}}, 1} = RPCCounter.count(fn -> DataFrame.columns(wrong) end)
          )
  end

  test "refresh takes a call, and analyze reports an invalid step", %{session: session} do
    frame = base(session)
    DataFrame.columns!(frame)
    assert {_columns, 1} = RPCCounter.count(fn -> DataFrame.columns!(frame, refresh: true) end)

    wrong = DataFrame.filter(frame, "no_such_column > 1")
    assert {:ok, _columns} = DataFrame.columns(wrong)

    assert {:error, %Error.Remote{error_class: "UNRESOLVED_COLUMN" <> _}} =
             DataFrame.analyze(wrong)

    assert_raise Error.Remote, fn -> DataFrame.analyze!(wrong) end
    assert DataFrame.analyze(frame) == {:ok, frame}
    assert DataFrame.analyze!(frame, timeout: 60_000) == frame
    assert {:error, %Error.Argument{}} = DataFrame.analyze(frame, refresh: false)
  end

  test "replacing a view invalidates the schema", %{session: session} do
    view = "v" <> Integer.to_string(System.unique_integer([:positive]))
    frame = SparkEx.table(session, view)

    :ok = session |> SparkEx.range(1) |> DataFrame.create_or_replace_temp_view(view)
    assert DataFrame.columns!(frame) == ["id"]

    :ok = session |> base() |> DataFrame.create_or_replace_temp_view(view)
    assert "xs" in DataFrame.columns!(frame)

    {:ok, _} =
      SparkEx.execute(session, "CREATE OR REPLACE TEMPORARY VIEW #{view} AS SELECT 1 AS one")

    assert DataFrame.columns!(frame) == ["one"]

    # By a statement that runs as a frame, which goes unnoticed, as in PySpark.
    text = "CREATE OR REPLACE TEMPORARY VIEW #{view} AS SELECT 1 AS two"
    {:ok, _rows} = session |> SparkEx.sql(text) |> DataFrame.collect()
    assert DataFrame.columns!(frame) == ["one"]
    assert DataFrame.columns!(frame, refresh: true) == ["two"]
    assert DataFrame.columns!(frame) == ["two"]
  end

  # Spark itself may still answer from its cache of analyzed plans.
  test "a configuration change invalidates the schema" do
    session = start_supervised!({Session, url: SparkEx.TestSpark.url()})
    frame = base(session)
    DataFrame.columns!(frame)
    :ok = Session.config_set(session, "spark.sql.caseSensitive", true)
    assert {_columns, 1} = RPCCounter.count(fn -> DataFrame.columns!(frame) end)
    :ok = Session.config_unset(session, "spark.sql.caseSensitive")
    assert {_columns, 1} = RPCCounter.count(fn -> DataFrame.columns!(frame) end)
  end

  test "a stopped session has no schemas" do
    {:ok, session} = SparkEx.connect(url: SparkEx.TestSpark.url())
    frame = SparkEx.range(session, 3)
    DataFrame.columns!(frame)
    :ok = SparkEx.stop(session)
    assert {:error, %Error.Session{reason: :stopped}} = DataFrame.columns(frame)
  end
end
