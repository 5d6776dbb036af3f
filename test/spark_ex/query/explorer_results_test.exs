defmodule SparkEx.Query.ExplorerResultsTest do
  # The same code on Explorer and on Spark.
  use SparkEx.SparkCase

  @moduletag :explorer

  @columns [
    id: [1, 2, 3, 4],
    city: ["Bern", "Basel", "Bern", "Chur"],
    price: [20.0, 30.0, 5.0, nil],
    quantity: [2, 1, nil, 4]
  ]

  @queries [
    "DF.filter(df, price > 10 and city in [\"Bern\", \"Basel\"])",
    "DF.filter(df, [price > 10, quantity > 1])",
    "DF.filter(df, for(c <- across([:price, :quantity]), do: c > 1))",
    "DF.mutate(df, total: price * quantity, city: city <> \"!\")",
    "DF.mutate(df, [total: price * quantity], keep: :none)",
    "DF.mutate(df, %{\"total\" => price * quantity})",
    "DF.mutate(df, share: price / sum(price))",
    "DF.mutate(df, for(c <- across(2..3), do: {\"\#{c.name}_more\", c - mean(c)}))",
    """
    DF.mutate(df,
      size:
        cond do
          price > 25 -> "large"
          price > 10 -> "medium"
          true -> "small"
        end
    )
    """,
    "df |> DF.group_by(:city) |> DF.mutate(n: count(id)) |> DF.ungroup()",
    "df |> DF.group_by(\"city\") |> DF.mutate([n: max(price)], keep: :none) |> DF.ungroup()",
    "df |> DF.group_by([:city]) |> DF.summarise(n: count(quantity), most: max(price))",
    "DF.summarise(df, mean: mean(quantity))",
    """
    df
    |> DF.group_by("city")
    |> DF.summarise(for c <- across(~r/^p/), do: {"\#{c.name}_max", max(c)})
    """,
    "DF.rename(df, city: \"town\")",
    "DF.rename(df, %{\"city\" => \"town\"})",
    "DF.rename(df, [\"a\", \"b\", \"c\", \"d\"])",
    "DF.select(df, [\"id\", :city])"
  ]

  @sorts [
    "DF.sort_by(df, price)",
    "DF.sort_by(df, desc: quantity)",
    "DF.sort_by(df, asc: city, desc: price)",
    "DF.sort_by(df, [desc: price], nils: :first)",
    "DF.sort_by(df, [asc: quantity], nils: :first)"
  ]

  setup %{session: session} do
    schema = "id BIGINT, city STRING, price DOUBLE, quantity BIGINT"
    explorer = apply(Explorer.DataFrame, :new, [@columns])
    [explorer: explorer, spark: SparkEx.create_dataframe!(session, @columns, schema: schema)]
  end

  for query <- @queries ++ @sorts do
    test query, %{explorer: explorer, spark: spark} do
      query = unquote(query)
      sorted = if query in unquote(@sorts), do: & &1, else: &Enum.sort/1
      here = run(query, SparkEx.Query, spark)
      there = run(query, Explorer.DataFrame, explorer)

      rows = DataFrame.collect!(here)
      assert sorted.(rows) == sorted.(apply(Explorer.DataFrame, :to_rows, [there]))
      assert Enum.sort(DataFrame.columns!(here)) == Enum.sort(there.names)
    end
  end

  defp run(query, module, frame) do
    code = "require #{inspect(module)}, as: DF\n#{query}"
    code |> Code.eval_string(df: frame) |> elem(0)
  end
end
