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

  describe "the verbs of Explorer" do
    setup %{session: session} do
      sales =
        SparkEx.create_dataframe!(
          session,
          [{1, "Bern", 20.0, 2}, {2, "Basel", 30.0, 1}, {3, "Bern", 5.0, nil}],
          schema: "id INT, city STRING, price DOUBLE, quantity INT"
        )

      [sales: sales]
    end

    test "compute aggregates over the frame and over groups", %{sales: sales} do
      assert sales
             |> Q.mutate([id: id, share: price / sum(price), n: count(quantity)], keep: :none)
             |> Q.sort_by(id)
             |> DataFrame.collect!(as: :lists) ==
               [[1, 20 / 55, 2], [2, 30 / 55, 2], [3, 5 / 55, 2]]

      assert sales
             |> Q.group_by("city")
             |> Q.mutate(more: price - mean(price))
             |> Q.summarise(most: max(more), rows: count(1))
             |> Q.arrange(city)
             |> DataFrame.collect!(as: :lists) == [["Basel", 0.0, 1], ["Bern", 7.5, 2]]
    end

    test "resolve a name to the frame's column, or an earlier new one", %{sales: sales} do
      assert sales
             |> Q.filter(id == 1)
             |> Q.mutate([price: price + 1, twice: price * 2, next: twice + 1], keep: :none)
             |> DataFrame.collect!(as: :lists) == [[21.0, 40.0, 41.0]]

      assert sales
             |> Q.filter(id == 1)
             |> Q.mutate(twice: price * 2, next: twice + 1)
             |> Q.select([:twice, :next])
             |> DataFrame.collect!(as: :lists) == [[40.0, 41.0]]
    end

    test "sort with nulls last, or first", %{sales: sales} do
      ids = fn frame -> for [id | _] <- DataFrame.collect!(frame, as: :lists), do: id end
      assert sales |> Q.sort_by(quantity) |> ids.() == [2, 1, 3]
      assert sales |> Q.sort_by(desc: quantity) |> ids.() == [1, 2, 3]
      assert sales |> Q.sort_by([desc: quantity], nils: :first) |> ids.() == [3, 1, 2]
      assert sales |> Q.sort_by([asc: quantity], nils: :first) |> ids.() == [3, 2, 1]
    end

    test "rename columns", %{sales: sales} do
      renamed = sales |> Q.rename(city: "town") |> Q.rename(%{"id" => :key})
      assert DataFrame.columns!(renamed) == ~w(key town price quantity)
      assert sales |> Q.rename(~w(a b c d)) |> DataFrame.columns!() == ~w(a b c d)
    end

    test "select columns with across", %{sales: sales} do
      columns = &DataFrame.columns!/1
      assert sales |> Q.select(for(c <- across(), do: c)) |> columns.() == columns.(sales)
      assert sales |> Q.select(for(c <- across(0..1), do: c)) |> columns.() == ~w(id city)
      assert sales |> Q.select(for(c <- across([-1, 0]), do: c)) |> columns.() == ~w(quantity id)

      assert sales |> Q.select(for(c <- across(~r/ty$/), do: c)) |> columns.() ==
               ~w(city quantity)

      assert sales
             |> Q.select(for(c <- across(), c.dtype != :string, c.name != "id", do: c))
             |> columns.() == ~w(price quantity)

      assert sales
             |> Q.group_by(city)
             |> Q.summarise(for(c <- across(), do: {"#{c.name}_max", max(c)}))
             |> Q.sort_by(city)
             |> DataFrame.collect!(as: :lists) == [["Basel", 2, 30.0, 1], ["Bern", 3, 20.0, 2]]

      assert sales
             |> Q.filter(for(c <- across(["price", "quantity"]), do: c > 1))
             |> Q.mutate(for(c <- across([:price]), c.dtype == :double, do: {c.name, -c}))
             |> DataFrame.collect!(as: :lists) == [[1, "Bern", -20.0, 2]]
    end

    test "reject columns that do not exist", %{sales: sales} do
      message = ~s(across/1: the frame has no column "citi"; did you mean "city"?)

      assert_raise Error.Argument, message, fn ->
        Q.select(sales, for(c <- across([:citi]), c.dtype == :string, do: c))
      end

      message = "across/1: no column at index 4: the frame has 4, the first at 0"

      assert_raise Error.Argument, message, fn ->
        Q.select(sales, for(c <- across(4), do: c))
      end

      message = "across/1: no columns at 4..9: the frame has 4, the first at 0"

      assert_raise Error.Argument, message, fn ->
        Q.select(sales, for(c <- across(4..9), do: c))
      end

      assert_raise Error.Argument, ~s(across/1: the frame has no column "all"), fn ->
        Q.select(sales, for(c <- across(:all), c.dtype == :string, do: c))
      end

      nothing = nil

      assert_raise Error.Argument, ~r/names, indexes, a range or a regex, got: nil/, fn ->
        Q.select(sales, for(c <- across(^nothing), do: c))
      end

      message = "across/1 takes names, indexes, a range or a regex, got: 1.5"

      assert_raise Error.Argument, message, fn ->
        Q.select(sales, for(c <- across(1.5), do: c))
      end
    end
  end

  test "divides integers as Elixir does", %{session: session} do
    frame = session |> SparkEx.range(1) |> Q.select(q: call_function("div", -7, 2), r: rem(-7, 2))
    assert DataFrame.collect!(frame, as: :lists) == [[div(-7, 2), rem(-7, 2)]]
  end
end
