defmodule SparkEx.Connect.LimitPushdownTest do
  use ExUnit.Case, async: true

  alias SparkEx.Connect.LimitPushdown
  alias SparkEx.{Column, DataFrame, Reader}
  alias SparkEx.Functions, as: F

  doctest LimitPushdown

  @rows 101

  defp range(rows \\ 1_000), do: SparkEx.range(:spark, 0, rows, 1, 4)
  defp sorted, do: DataFrame.order_by(range(), "id")
  defp exploded(frame), do: DataFrame.select(frame, [F.explode(F.array(["id"]))])
  defp double(name), do: Column.multiply(F.col(name), 2)

  # The relation below a limit and a sort by "id".
  defp sorted_again(%{limit: %{input: %{sort: %{input: input, order: [order], is_global: true}}}}) do
    assert %{child: %{unresolved_attribute: %{unparsed_identifier: "id"}}} = order
    input
  end

  defp pushed?(frame),
    do: match?(%{limit: %{limit: @rows}}, LimitPushdown.push(frame.plan, @rows))

  describe "push" do
    test "limits a range of too many rows" do
      for frame <- [
            range(),
            range(@rows),
            SparkEx.range(:spark, 1_000, 0, -1),
            SparkEx.range(:spark, 0, 1_000, 9),
            DataFrame.with_column(range(), "x", F.sqrt(double("id"))),
            range() |> DataFrame.alias_("r") |> DataFrame.repartition(3)
          ],
          do: assert(pushed?(frame))
    end

    test "limits a sort and a larger limit that fit into memory" do
      assert range() |> exploded() |> DataFrame.order_by("col") |> pushed?()
      sorted = sorted()
      assert sorted.plan |> LimitPushdown.push(@rows) |> sorted_again() == sorted.plan
      assert Reader.table(:spark, "t") |> DataFrame.limit(@rows + 1) |> pushed?()
      refute match?(%{limit: _}, LimitPushdown.push(sorted().plan, 1_000_000))
      limited = DataFrame.limit(range(), @rows)
      assert LimitPushdown.push(limited.plan, @rows) == limited.plan
    end

    test "leaves other plans, whose order a limit could change" do
      for frame <- [
            range(@rows - 1),
            SparkEx.range(:spark, 0, 1_000, 10),
            SparkEx.range(:spark, 5, 5),
            DataFrame.filter(range(), "id > 3"),
            DataFrame.limit(range(), @rows - 1),
            exploded(range()),
            exploded(sorted()),
            DataFrame.select(range(), [F.sum("id")]),
            DataFrame.select(sorted(), [F.expr("explode(array(id))")]),
            DataFrame.sort_within_partitions(DataFrame.filter(range(), "id > 3"), "id"),
            DataFrame.order_by(range(), double("id")),
            DataFrame.order_by(DataFrame.alias_(range(), "r"), "r.id"),
            DataFrame.union(sorted(), sorted()),
            DataFrame.join(sorted(), range(), "id"),
            Reader.table(:spark, "t"),
            Reader.parquet(:spark, "/p"),
            SparkEx.sql(:spark, "SELECT 1")
          ],
          do: refute(pushed?(frame))
    end
  end

  describe "first" do
    test "uses Spark's limit where there is no order" do
      for frame <- [
            range(),
            DataFrame.offset(sorted(), 3),
            DataFrame.group_by(sorted(), "id") |> SparkEx.GroupedData.count(),
            DataFrame.distinct(sorted()),
            Reader.table(:spark, "t"),
            SparkEx.sql(:spark, "SELECT 1")
          ] do
        assert {:limited, %{limit: %{limit: 5, input: input}}} =
                 LimitPushdown.first(frame.plan, 5)

        assert input == frame.plan
      end
    end

    test "sorts again below Spark's limit, as the rows may have been cached" do
      id = DataFrame.col(range(), "id")

      for frame <- [
            sorted(),
            DataFrame.order_by(range(), id),
            DataFrame.filter(sorted(), Column.gt(F.col("id"), 3)),
            DataFrame.dropna(sorted()),
            DataFrame.alias_(sorted(), "s"),
            DataFrame.with_column(sorted(), "x", double("id")),
            DataFrame.select(sorted(), ["id", "x", F.sqrt("id"), Column.alias_(F.col("id"), "y")])
          ] do
        assert {:limited, %{limit: %{limit: 5}} = limited} = LimitPushdown.first(frame.plan, 5)
        assert sorted_again(limited) == frame.plan
      end
    end

    test "limits in the client where Spark would lose the order" do
      checkpoint = DataFrame.new(:spark, %{cached_remote_relation: %{relation_id: "r"}})

      for frame <- [
            exploded(sorted()),
            DataFrame.order_by(range(), double("id")),
            DataFrame.filter(DataFrame.offset(sorted(), 3), "id > 3"),
            # A second sort would be by other values, or by none.
            DataFrame.with_column(sorted(), "ID", double("id")),
            DataFrame.fillna(sorted(), 0),
            DataFrame.drop(sorted(), "id"),
            DataFrame.select(sorted(), ["x"]),
            DataFrame.select(sorted(), ["id", "s.id"]),
            DataFrame.select(sorted(), ["id", Column.alias_(double("id"), "ID")]),
            DataFrame.alias_(DataFrame.order_by(range(), DataFrame.col(range(), "id")), "s"),
            DataFrame.sample(sorted(), 0.5),
            DataFrame.join(sorted(), range(), "id"),
            DataFrame.join(range(), sorted(), "id"),
            DataFrame.union(range(), sorted()),
            checkpoint,
            DataFrame.filter(checkpoint, "id > 3")
          ] do
        assert LimitPushdown.first(frame.plan, 5) == {:unlimited, frame.plan}
        assert {:limited, _plan} = LimitPushdown.first(frame.plan, 0)
      end
    end
  end

  test "takes the last rows of a sort in the client" do
    sorted = sorted()
    assert LimitPushdown.last(sorted.plan, 5) == {:unlimited, sorted.plan}
    assert {:limited, %{tail: %{limit: 5}}} = LimitPushdown.last(range().plan, 5)
    assert {:limited, %{tail: %{limit: 0}}} = LimitPushdown.last(sorted.plan, 0)
  end
end
