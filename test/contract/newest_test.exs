defmodule SparkEx.Contract.NewestTest do
  use SparkEx.ContractCase, golden: "newest", async: true

  defp left, do: Reader.table(:spark, "l")
  defp right, do: Reader.table(:spark, "r")

  defp nearest(number, options) do
    {left, right} = {left(), right()}
    ranking = F.abs(Column.minus(left["x"], right["y"]))
    DataFrame.nearest_by_join(left, right, ranking, number, options)
  end

  parity "nearest_by_join", do: nearest(3, mode: :exact, direction: :distance)

  parity "nearest_by_join left",
    do: nearest(1, mode: :approx, direction: :similarity, how: :left)

  parity "zip" do
    left = left()
    DataFrame.zip(DataFrame.select(left, "a"), DataFrame.select(left, "b"))
  end

  parity "zip_with_index", do: DataFrame.zip_with_index(left())
  parity "zip_with_index with a name", do: DataFrame.zip_with_index(left(), :n)
  parity "to_json", do: DataFrame.to_json(left())

  parity "empty_dataframe" do
    {:ok, plan} = SparkEx.LocalData.Relation.inline([], schema: [{"id", :long, nullable: false}])
    DataFrame.new(:spark, plan)
  end
end
