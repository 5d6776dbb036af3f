defmodule SparkEx.RowOrderTest do
  @moduledoc """
  The order of rows on several executors: the limits of an action do not change it.
  """

  use ExUnit.Case

  alias SparkEx.{Column, DataFrame, Error, Session, TestSpark}
  alias SparkEx.Connect.LimitPushdown
  alias SparkEx.Functions, as: F
  alias SparkEx.Livebook.Preview

  @moduletag :cluster
  @moduletag timeout: 600_000
  @runs 20

  setup_all do
    options = [url: TestSpark.cluster_url(), rpc_timeout: 120_000]
    {:ok, session: start_supervised!({Session, options})}
  end

  # More rows than the default limit, of which a filter leaves a few: so Spark cannot drop a limit
  # that it is given.
  defp few(session) do
    session
    |> SparkEx.range(0, 12_000, 1, 6)
    |> DataFrame.filter("id % 60 = 0")
    |> DataFrame.select_expr(["(id * 7919) % 30011 AS id"])
  end

  defp sorted(session), do: session |> few() |> DataFrame.order_by("id")

  defp pairs, do: F.explode(F.array([F.lit(1), F.lit(2)]))

  defp exploded(session),
    do: session |> sorted() |> DataFrame.select([F.col("id"), Column.alias_(pairs(), "copy")])

  defp keys(copies \\ 1) do
    keys = for id <- 0..199, do: rem(id * 60 * 7919, 30_011)
    keys |> Enum.sort() |> Enum.flat_map(&List.duplicate(&1, copies))
  end

  defp ids(rows), do: Enum.map(rows, &hd/1)

  defp assert_ordered(expected, run) do
    1..@runs
    |> Task.async_stream(fn _run -> run.() end, max_concurrency: 4, timeout: :infinity)
    |> Enum.each(fn {:ok, ids} -> assert ids == expected end)
  end

  defp assert_collected(frame, expected),
    do: assert_ordered(expected, fn -> frame |> DataFrame.collect!(as: :lists) |> ids() end)

  describe "collect" do
    test "keeps the order of a range", %{session: session} do
      frame = session |> SparkEx.range(0, 12_000, 1, 6) |> DataFrame.filter("id % 60 = 0")
      assert_collected(frame, Enum.map(0..199, &(&1 * 60)))
    end

    test "keeps the order of a sort", %{session: session} do
      session |> sorted() |> assert_collected(keys())
    end

    test "keeps the order of a sort below a generator", %{session: session} do
      session |> exploded() |> assert_collected(keys(2))
    end

    test "keeps the order of a sort below a broadcast join", %{session: session} do
      small = session |> few() |> DataFrame.distinct() |> DataFrame.hint("broadcast")
      session |> sorted() |> DataFrame.join(small, "id", :left) |> assert_collected(keys())
    end

    test "keeps the order of a local checkpoint", %{session: session} do
      session |> sorted() |> DataFrame.local_checkpoint!() |> assert_collected(keys())
    end

    test "keeps the order of a sort in a SQL text", %{session: session} do
      session |> few() |> DataFrame.create_or_replace_temp_view!("few")

      session
      |> SparkEx.sql("""
      SELECT id, copy FROM (SELECT id FROM few ORDER BY id) LATERAL VIEW explode(array(1, 2)) AS copy
      """)
      |> assert_collected(keys(2))
    end

    test "keeps the order of a sort in a view", %{session: session} do
      session |> exploded() |> DataFrame.create_or_replace_temp_view!("exploded")
      session |> SparkEx.table("exploded") |> assert_collected(keys(2))
    end

    test "keeps the order of a cached sort", %{session: session} do
      frame = session |> sorted() |> DataFrame.persist!()
      assert_collected(frame, keys())
      DataFrame.unpersist!(frame)
    end
  end

  describe "the plan of a limit" do
    test "is a top-k without another sort", %{session: session} do
      plan = session |> sorted() |> physical_plan()
      assert plan =~ "TakeOrderedAndProject"
      refute plan =~ "Sort ["
      refute plan =~ "CollectLimit"
    end

    test "sorts cached rows again, whose order a limit would lose", %{session: session} do
      frame = session |> sorted() |> DataFrame.persist!()

      for frame <- [frame, DataFrame.filter(frame, Column.gt(F.col("id"), 3))] do
        assert [plan | _cached] = frame |> physical_plan() |> String.split("InMemoryRelation")
        assert plan =~ "TakeOrderedAndProject"
        assert plan =~ "InMemoryTableScan"
      end

      DataFrame.unpersist!(frame)
    end

    # Of what `take/3` sends.
    defp physical_plan(frame) do
      {:limited, plan} = LimitPushdown.first(frame.plan, 5)
      frame.session |> DataFrame.new(plan) |> DataFrame.explain_string!()
    end
  end

  describe "other actions" do
    test "to_arrow keeps the order of a sort below a generator", %{session: session} do
      frame = exploded(session)

      assert_ordered(keys(2), fn ->
        {:ok, batch} = frame |> DataFrame.to_arrow!() |> SparkEx.Batch.from_ipc()
        batch |> SparkEx.Batch.rows!(as: :lists) |> ids()
      end)
    end

    test "a preview keeps the order of a sort below a generator", %{session: session} do
      frame = exploded(session)
      schema = DataFrame.schema!(frame)

      assert_ordered(Enum.take(keys(2), 5), fn ->
        {:ok, %{rows: rows, more: true}} = Preview.load(frame, schema, 5, nil)
        ids(rows)
      end)
    end

    test "take returns the first rows of a sort", %{session: session} do
      frame = sorted(session)

      assert_ordered(Enum.take(keys(), 5), fn ->
        frame |> DataFrame.take!(5, as: :lists) |> ids()
      end)
    end

    test "take returns the first rows of a sort below a generator", %{session: session} do
      frame = exploded(session)
      expected = Enum.take(keys(2), 5)
      assert_ordered(expected, fn -> frame |> DataFrame.take!(5, as: :lists) |> ids() end)
      [{"id", ids} | _] = DataFrame.take!(frame, 5, as: :columns)
      assert ids == expected
      assert {:ok, %{"id" => 0}} = DataFrame.first(frame)
      assert {:ok, false} = DataFrame.is_empty(frame)
      assert {:ok, [_, _]} = DataFrame.take(frame, 2, max_rows: 2)
      assert {:error, %Error.LimitExceeded{max: 2}} = DataFrame.take(frame, 3, max_rows: 2)
    end

    test "take returns the first rows of a local checkpoint", %{session: session} do
      frame = session |> sorted() |> DataFrame.local_checkpoint!()

      assert_ordered(Enum.take(keys(), 5), fn ->
        frame |> DataFrame.take!(5, as: :lists) |> ids()
      end)
    end

    test "tail returns the last rows of a sort", %{session: session} do
      frame = sorted(session)

      assert_ordered(Enum.take(keys(), -5), fn ->
        frame |> DataFrame.tail!(5, as: :lists) |> ids()
      end)

      assert {:ok, [_, _]} = DataFrame.tail(frame, 2, max_rows: 2)
      assert {:error, %Error.LimitExceeded{max: 2}} = DataFrame.tail(frame, 3, max_rows: 2)
    end

    test "tail returns the last rows of a sort below a generator", %{session: session} do
      frame = exploded(session)

      assert_ordered(Enum.take(keys(2), -5), fn ->
        frame |> DataFrame.tail!(5, as: :lists) |> ids()
      end)
    end

    test "stream keeps the order of a sort below a generator", %{session: session} do
      frame = exploded(session)
      assert_ordered(keys(2), fn -> frame |> DataFrame.stream(as: :lists) |> Enum.map(&hd/1) end)
    end
  end
end
