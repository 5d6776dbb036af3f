defmodule SparkEx.QueryResultsTest do
  use SparkEx.SparkCase

  require SparkEx.Query, as: Q

  test "queries are run as they read", %{session: session} do
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

  test "groups, nulls and members", %{session: session} do
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
end
