defmodule SparkEx.Contract.JoinTest do
  use SparkEx.ContractCase, golden: "join", async: true

  parity "no condition", do: DataFrame.join(left(), right())
  parity "on one name", do: DataFrame.join(left(), right(), :id)
  parity "on names", do: DataFrame.join(left(), right(), on: ["id", :day])
  parity "on no names", do: DataFrame.join(left(), right(), [])

  parity "on a condition" do
    {left, right} = {left(), right()}
    DataFrame.join(left, right, Column.eq(left["id"], right["key"]))
  end

  parity "on conditions" do
    {left, right} = {left(), right()}

    DataFrame.join(left, right, [
      Column.eq(left["id"], right["key"]),
      Column.gt(left["a"], right["b"]),
      Column.eq(F.col("c"), 1)
    ])
  end

  for how <- ~w(inner cross outer full fullouter full_outer left leftouter left_outer right
                rightouter right_outer semi leftsemi left_semi anti leftanti left_anti)a,
      name = to_string(how) do
    parity name, do: DataFrame.join(left(), right(), "id", unquote(how))
  end

  parity "in upper case", do: DataFrame.join(left(), right(), on: :id, how: "LEFT_OUTER")

  parity "with itself" do
    left = left()
    DataFrame.join(left, left, Column.eq(left["id"], left["parent"]))
  end

  parity "with itself by alias" do
    left = left()

    left
    |> DataFrame.alias_("a")
    |> DataFrame.join(DataFrame.alias_(left, :b), Column.eq(F.col("a.id"), F.col("b.id")))
  end

  parity "of joins" do
    left()
    |> DataFrame.join(right(), "id")
    |> DataFrame.join(Reader.table(:spark, "x"), "id", :left)
  end

  parity "cross_join", do: DataFrame.cross_join(left(), right())
  parity "lateral", do: DataFrame.lateral_join(left(), right())

  parity "lateral left on a condition",
    do: DataFrame.lateral_join(left(), right(), Column.eq(F.col("a"), F.col("b")), :left)

  parity "lateral cross", do: DataFrame.lateral_join(left(), right(), nil, :cross)
  parity "as of", do: DataFrame.as_of_join(left(), right(), :time, :time)

  parity "as of on a name",
    do: DataFrame.as_of_join(left(), right(), :time, :at, on: :id, how: :left)

  parity "as of with everything" do
    {left, right} = {left(), right()}

    DataFrame.as_of_join(left, right, left["time"], right["at"],
      on: [Column.eq(left["a"], right["b"]), Column.eq(left["c"], right["d"])],
      tolerance: 5,
      allow_exact_matches: false,
      direction: :nearest
    )
  end

  defp left, do: Reader.table(:spark, "l")
  defp right, do: Reader.table(:spark, "r")
end
