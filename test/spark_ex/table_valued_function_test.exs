defmodule SparkEx.TableValuedFunctionTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Error, TableValuedFunction}

  doctest SparkEx.TableValuedFunction

  test "takes columns and names, and at least one field" do
    assert_raise Error.Argument, ~r/the name of a column/, fn ->
      TableValuedFunction.explode(:spark, [1])
    end

    assert_raise Error.Argument, ~r/at least one field/, fn ->
      TableValuedFunction.json_tuple(:spark, "a", [])
    end
  end
end
