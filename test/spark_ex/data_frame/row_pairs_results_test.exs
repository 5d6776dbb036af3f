defmodule SparkEx.DataFrame.RowPairsResultsTest do
  use SparkEx.SparkCase

  alias SparkEx.TestSpark

  defp zipped(session) do
    frame = SparkEx.range(session, 0, 5, 1, 3)

    frame
    |> DataFrame.select(a: F.col("id"))
    |> DataFrame.zip(DataFrame.select(frame, b: Column.plus(frame["id"], 10)))
  end

  defp nearest(session, options) do
    left = session |> SparkEx.range(3) |> DataFrame.select(a: "id")
    right = session |> SparkEx.range(10) |> DataFrame.select(b: "id")
    ranking = F.abs(Column.minus(left["a"], right["b"]))
    options = Keyword.merge([mode: :exact], options)
    left |> DataFrame.nearest_by_join(right, ranking, 2, options) |> DataFrame.sort(["a", "b"])
  end

  defp rows(frame), do: DataFrame.collect(frame, as: :lists)

  # The rows, or the error of a server that is too old.
  defp expected(rows, since, what) do
    if TestSpark.at_least?(since <> ".0") do
      {:ok, rows}
    else
      message = "#{what} needs Spark #{since}, the server is #{TestSpark.version()}"
      {:error, %Error.Argument{message: message}}
    end
  end

  test "zip/2 puts columns side by side", %{session: session} do
    assert rows(zipped(session)) == expected(for(n <- 0..4, do: [n, n + 10]), "4.3", "zip")
  end

  test "nearest_by_join/5 joins the nearest rows", %{session: session} do
    near = [[0, 0], [0, 1], [1, 0], [1, 1], [2, 1], [2, 2]]
    # The rows 1 and 2 have the same distance from 0 and 2, so these are not compared.
    for how <- [:inner, :left] do
      result = rows(nearest(session, direction: :distance, how: how))
      expected = expected(near, "4.2", "nearest_by_join")
      assert firsts(result) == firsts(expected)
    end

    far = [[0, 8], [0, 9], [1, 8], [1, 9], [2, 8], [2, 9]]

    assert rows(nearest(session, direction: :similarity)) ==
             expected(far, "4.2", "nearest_by_join")
  end

  defp firsts({:ok, rows}), do: {length(rows), for([a, a] <- rows, do: a)}
  defp firsts(error), do: error

  test "nearest_by_join/5 refuses wrong arguments" do
    frame = Reader.table(:spark, "a")
    join = &DataFrame.nearest_by_join(frame, frame, "x", &1, &2)
    options = [mode: :exact, direction: :distance]

    for number <- [0, 100_001, 1.0] do
      assert_raise Error.Argument, ~r/is 1 to 100000, got: #{number}/, fn ->
        join.(number, options)
      end
    end

    for {wrong, message} <- [
          {[], "needs the option :mode"},
          {[mode: :exact], "needs the option :direction"},
          {[mode: :e, direction: :distance], "one of :exact, :approx"},
          {options ++ [joinType: :left], "did you mean :how?"},
          {options ++ [how: :full], "one of :inner, :left"}
        ],
        do: assert_raise(Error.Argument, ~r/#{Regex.escape(message)}/, fn -> join.(1, wrong) end)
  end

  test "zip_with_index/2 numbers the rows", %{session: session} do
    frame = SparkEx.range(session, 3, 8, 1, 3)
    numbered = DataFrame.zip_with_index(frame, :n)
    assert rows(numbered) == {:ok, for(n <- 0..4, do: [n + 3, n])}
    assert DataFrame.columns!(DataFrame.zip_with_index(frame)) == ["id", "index"]
    assert_raise Error.Argument, fn -> DataFrame.zip_with_index(frame, 1) end
  end

  test "empty_dataframe/2 has columns and no rows", %{session: session} do
    frame = SparkEx.empty_dataframe!(session, "a INT, b STRING")
    assert DataFrame.columns!(frame) == ["a", "b"]
    assert DataFrame.collect!(frame) == []
    assert {:error, %Error.Argument{}} = SparkEx.empty_dataframe(session, nil)
  end
end
