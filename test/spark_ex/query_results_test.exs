defmodule SparkEx.QueryResultsTest do
  use SparkEx.SparkCase

  require SparkEx.Query, as: Q

  test "runs a query of several transforms and expressions", %{session: session} do
    least = 3

    rows =
      session
      |> SparkEx.range(10)
      |> Q.with_columns(
        name: "n" <> cast(id, :string),
        halves: transform(sequence(1, 3), fn x -> x * id / 2 end),
        size:
          cond do
            id < 5 -> "small"
            true -> "large"
          end
      )
      |> Q.filter(id > ^least and rem(id, 2) == 0 and name != nil)
      |> Q.select([id, name, size, last: halves[2], first: element_at(halves, 1)])
      |> Q.order_by(desc: id)
      |> DataFrame.collect!(as: :lists)

    assert rows == [
             [8, "n8", "large", 12.0, 4.0],
             [6, "n6", "large", 9.0, 3.0],
             [4, "n4", "small", 6.0, 2.0]
           ]
  end

  test "runs groups, null checks and membership tests", %{session: session} do
    frame =
      SparkEx.sql(session, "SELECT * FROM VALUES ('a', 1), ('a', NULL), ('b', 3) AS t(k, v)")

    assert frame
           |> Q.group_by(k)
           |> Q.agg(rows: count(1), nulls: count_if(v == nil), sum: coalesce(sum(v), 0))
           |> Q.order_by(k)
           |> DataFrame.collect!(as: :lists) == [["a", 2, 1, 1], ["b", 1, 0, 3]]

    keys = ["b"]
    assert [%{"v" => 3}] = frame |> Q.filter(k in ^keys) |> Q.select([v]) |> DataFrame.collect!()
  end

  test "keeps decimals exact", %{session: session} do
    frame = SparkEx.sql(session, "SELECT * FROM VALUES (0.1BD), (0.06BD) AS t(d)")
    sum = Q.column(d + ~d"0.2")

    rows = frame |> DataFrame.select(sum: sum, same: Q.column(d + ~d"0.2" == ~d"0.3"))
    assert [%{"same" => true}, %{"same" => false}] = DataFrame.collect!(rows)
    assert frame |> Q.filter(d == ~d"0.06") |> DataFrame.count!() == 1

    assert frame
           |> Q.filter(d in [~d"0.06", ^F.lit("0.10", {:decimal, 4, 2})])
           |> DataFrame.count!() == 2
  end

  test "runs windows, joins and limits", %{session: session} do
    left = SparkEx.sql(session, "SELECT * FROM VALUES ('a', 1), ('a', 2), ('b', 3) AS t(k, x)")
    right = SparkEx.sql(session, "SELECT * FROM VALUES ('a', 10), ('c', 30) AS t(l, y)")

    rows =
      left
      |> Q.with_column(:total, over(sum(x), partition_by: k, order_by: x))
      |> Q.join(right, [k: l], :left)
      |> Q.filter([x > 1, k in ~w(a b)])
      |> Q.order_by([{:desc, x}, k])
      |> Q.limit(2)
      |> Q.select([k, total, y])
      |> DataFrame.collect!(as: :lists)

    assert rows == [["b", 3, nil], ["a", 3, 10]]
  end
end
