defmodule SparkEx.Python.UDTFTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Error, Python, TableValuedFunction}
  alias SparkEx.Functions, as: F
  alias SparkEx.Python.UDTF

  doctest UDTF

  @class "class Rows:\n    def eval(self, n):\n        yield n,\n"

  test "leaves TIMESTAMP for the session to resolve" do
    assert inspect(Python.udtf(@class, returns: "at TIMESTAMP")) ==
             "#SparkEx.Python.UDTF<Rows RETURNS TABLE (at TIMESTAMP)>"

    assert inspect(Python.udtf(@class)) == "#SparkEx.Python.UDTF<Rows>"
  end

  test "rejects conflicting options and types without columns" do
    assert_raise Error.Argument, ~r/use_arrow is for the kind :row/, fn ->
      Python.udtf(@class, returns: "n INT", kind: :arrow, use_arrow: true)
    end

    assert_raise Error.Argument, ~r/got the type INT/, fn ->
      Python.udtf(@class, returns: :integer)
    end
  end

  test "accepts named arguments as a keyword list" do
    udtf = Python.udtf(@class, returns: "n INT")

    assert %{common_inline_user_defined_table_function: %{arguments: [_one, named]}} =
             TableValuedFunction.call(:spark, udtf, [F.lit(1)], n: F.lit(2)).plan

    assert %{named_argument_expression: %{key: "n"}} = named

    assert_raise Error.Argument, ~r/named arguments as a keyword list/, fn ->
      TableValuedFunction.call(:spark, udtf, [], %{n: 1})
    end
  end
end
