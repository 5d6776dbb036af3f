defmodule SparkEx.Query.ExplorerFunctionsTest do
  use ExUnit.Case, async: true
  doctest SparkEx.Query.ExplorerFunctions

  alias SparkEx.Query.{Callable, ExplorerFunctions}

  test "no function of a query is listed" do
    assert Map.keys(ExplorerFunctions.all()) -- Callable.names() ==
             Map.keys(ExplorerFunctions.all())
  end

  test "what they name instead compiles" do
    for {_name, instead} <- ExplorerFunctions.all() do
      code = String.replace(instead, "order_by: ...", "order_by: t")
      query = "require SparkEx.Query\nSparkEx.Query.column(#{code})"
      assert {%SparkEx.Column{}, _binding} = Code.eval_string(query), instead
    end
  end
end
