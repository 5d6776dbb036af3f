defmodule SparkEx.PipelineCases do
  @moduledoc """
  The pipeline of `test/contract/results/pipeline`, with the same definitions as its Python.
  """

  alias SparkEx.{DataFrame, GroupedData, Pipeline, StreamReader}
  alias SparkEx.Functions, as: F

  @project Path.expand("../contract/results/pipeline", __DIR__)
  @schema "id BIGINT, shop STRING, price DOUBLE"

  @doc "Returns the path of a file of the project."
  def path(name), do: Path.join(@project, name)

  @doc "Adds the definitions, each dataset after the one that it reads."
  def define(pipeline, landing) do
    pipeline
    |> Pipeline.table("orders", nil,
      format: :parquet,
      comment: "All orders",
      properties: [quality: "raw"]
    )
    |> Pipeline.append_flow("orders", &StreamReader.json(&1, landing, schema: @schema),
      name: "from_files"
    )
    |> Pipeline.temporary_view("priced", fn session ->
      session |> SparkEx.table("orders") |> DataFrame.filter("price IS NOT NULL")
    end)
    |> Pipeline.materialized_view("by_shop", &by_shop/1, format: :parquet)
    |> Pipeline.sql_files(path("transformations/*.sql"))
  end

  defp by_shop(session) do
    session
    |> SparkEx.table("priced")
    |> DataFrame.group_by("shop")
    |> GroupedData.agg(orders: F.count("*"), total: F.sum("price"))
  end
end
