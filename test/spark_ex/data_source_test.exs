defmodule SparkEx.DataSourceTest do
  use ExUnit.Case, async: true

  alias SparkEx.{DataSource, Error}

  doctest DataSource

  test "returns an error for an invalid source" do
    assert {:error, %Error.Argument{} = error} = DataSource.register(:spark, "numbers", 1)
    assert Exception.message(error) =~ "expected the source of a Python function"
    assert {:error, %Error.Argument{}} = DataSource.register(:spark, nil, "class A: pass")
    assert {:error, error} = DataSource.register(:spark, "n", "class A: pass", nam: "A")
    assert Exception.message(error) =~ "did you mean :name?"
    assert {:error, error} = DataSource.register(:spark, "n", "class A: pass\nclass B: pass")
    assert Exception.message(error) =~ "defines A, B"
  end
end
