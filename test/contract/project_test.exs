defmodule SparkEx.Contract.ProjectTest do
  use SparkEx.ContractCase, golden: "project", async: true

  parity "select names", do: DataFrame.select(df(), [:id, "name"])
  parity "select one column", do: DataFrame.select(df(), F.col("id"))
  parity "select nothing", do: DataFrame.select(df(), [])
  parity "select all", do: DataFrame.select(df(), "*")
  parity "select the fields of a struct", do: DataFrame.select(df(), "address.*")
  parity "select an alias", do: DataFrame.select(df(), [{:key, "id"}, :name])

  parity "select a column of the frame" do
    df = df()
    DataFrame.select(df, df["id"])
  end

  parity "select all columns of the frame" do
    df = df()
    DataFrame.select(df, df["*"])
  end

  parity "select by regular expression" do
    df = df()
    DataFrame.select(df, DataFrame.col_regex(df, "`a.*`"))
  end

  parity "select a metadata column" do
    df = df()
    DataFrame.select(df, DataFrame.metadata_column(df, :_metadata))
  end

  parity "select_expr", do: DataFrame.select_expr(df(), ["id + 1 AS next", "name"])

  parity "with_column", do: DataFrame.with_column(df(), :next, Column.plus(F.col("id"), 1))
  parity "with_columns", do: DataFrame.with_columns(df(), b: F.col("x"), a: F.lit(1))

  parity "with_columns in a row" do
    df() |> DataFrame.with_column("a", F.lit(1)) |> DataFrame.with_column("b", F.col("a"))
  end

  parity "with_column_renamed", do: DataFrame.with_column_renamed(df(), :id, :key)

  parity "with_columns_renamed", do: DataFrame.with_columns_renamed(df(), id: "key", name: :label)

  parity "with_metadata",
    deviates: "the keys of the JSON are sorted, since an Elixir map has no order",
    sends: %{
      common: %{plan_id: 0},
      with_columns: %{
        aliases: [
          %{
            expr: %{unresolved_attribute: %{plan_id: 1, unparsed_identifier: "id"}},
            metadata: ~s({"tags": [1, 2.5, true, null], "unit": "mile"}),
            name: ["id"]
          }
        ],
        input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
      }
    } do
    DataFrame.with_metadata(df(), :id, %{unit: "mile", tags: [1, 2.5, true, nil]})
  end

  parity "drop names", do: DataFrame.drop(df(), [:id, "name"])

  parity "drop a column" do
    df = df()
    DataFrame.drop(df, df["id"])
  end

  parity "drop names and columns", do: DataFrame.drop(df(), ["id", F.col("name")])
  parity "to_df", do: DataFrame.to_df(df(), [:a, :b])
  parity "to", do: DataFrame.to(df(), "id BIGINT, n STRING NOT NULL")

  defp df, do: Reader.table(:spark, "t")
end
