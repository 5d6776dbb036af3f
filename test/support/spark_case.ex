defmodule SparkEx.SparkCase do
  @moduledoc """
  Tests against a real Spark: `use SparkEx.SparkCase` tags them `:spark` and gives each module a
  session of its own as `%{session: session}`.
  """

  use ExUnit.CaseTemplate

  using do
    quote do
      @moduletag :spark
      @moduletag timeout: 120_000

      alias SparkEx.{Column, DataFrame, Error, Reader, Session}
      alias SparkEx.Functions, as: F
    end
  end

  setup_all do
    {:ok, session: start_supervised!({SparkEx.Session, url: SparkEx.TestSpark.url()})}
  end
end
