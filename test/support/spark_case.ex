defmodule SparkEx.SparkCase do
  @moduledoc """
  Tests against a real Spark: `use SparkEx.SparkCase` tags them `:spark` and gives each module its
  own session as `%{session: session}`.
  """

  use ExUnit.CaseTemplate

  using do
    quote do
      @moduletag :spark

      alias SparkEx.{Column, DataFrame, Error, Reader, Session}
      alias SparkEx.Functions, as: F

      import SparkEx.ExUnit
      import SparkEx.SparkCase, only: [table!: 2]
    end
  end

  setup_all do
    {:ok, session: start_supervised!({SparkEx.Session, url: SparkEx.TestSpark.url()})}
  end

  @doc "Creates an empty table with these columns, drops it after the test, and returns its name."
  def table!(session, columns) do
    table = "table_#{System.unique_integer([:positive])}"
    SparkEx.execute!(session, "CREATE TABLE #{table} (#{columns}) USING parquet")
    on_exit(fn -> SparkEx.execute!(session, "DROP TABLE IF EXISTS #{table}") end)
    table
  end
end
