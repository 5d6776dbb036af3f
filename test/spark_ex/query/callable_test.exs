defmodule SparkEx.Query.CallableTest do
  use ExUnit.Case, async: true
  doctest SparkEx.Query.Callable

  alias SparkEx.{Column, Functions}
  alias SparkEx.Query.Callable

  # This function takes a frame.
  @no_columns [broadcast: 1]

  test "supports every function and arity of SparkEx.Functions" do
    functions = Functions.__info__(:functions) -- @no_columns

    for {name, arity} <- functions do
      assert {:ok, callable} = Callable.fetch(name, arity)
      assert callable.module == Functions, "#{name}/#{arity}"
    end
  end

  test "returns only functions that exist" do
    for name <- Callable.names(),
        count <- 0..8,
        {:ok, callable} <- [Callable.fetch(name, count)],
        not Enum.any?(callable.parameters, & &1.many?),
        not callable.named? do
      Code.ensure_loaded!(callable.module)
      assert function_exported?(callable.module, name, count), "#{name}/#{count}"
    end
  end

  test "prefers SparkEx.Functions unless only SparkEx.Column has the arity" do
    assert {:ok, %{module: Functions}} = Callable.fetch(:when_, 2)
    assert {:ok, %{module: Column}} = Callable.fetch(:when_, 3)
  end

  test "distinguishes a wrong arity from an unknown name" do
    assert {:error, "when_ takes 2 arguments or 3 arguments, not 1"} = Callable.fetch(:when_, 1)
    assert {:error, "concat_ws takes 1 or more arguments, not 0"} = Callable.fetch(:concat_ws, 0)
    assert {:error, text} = Callable.fetch(:coalesc, 2)
    assert text =~ ~s(did you mean "coalesce"?)
  end
end
