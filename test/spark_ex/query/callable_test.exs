defmodule SparkEx.Query.CallableTest do
  use ExUnit.Case, async: true
  doctest SparkEx.Query.Callable

  alias SparkEx.{Column, Functions}
  alias SparkEx.Query.Callable

  # It takes a frame.
  @no_columns [broadcast: 1]

  test "every function of SparkEx.Functions can be called with every number of arguments" do
    functions = Functions.__info__(:functions) -- @no_columns

    for {name, arity} <- functions do
      assert {:ok, callable} = Callable.fetch(name, arity)
      assert callable.module == Functions, "#{name}/#{arity}"
    end
  end

  test "what may be called is there" do
    for name <- Callable.names(),
        count <- 0..8,
        {:ok, callable} <- [Callable.fetch(name, count)],
        not Enum.any?(callable.parameters, & &1.many?),
        not callable.named? do
      Code.ensure_loaded!(callable.module)
      assert function_exported?(callable.module, name, count), "#{name}/#{count}"
    end
  end

  test "a name of both modules is that of SparkEx.Functions, unless only SparkEx.Column takes so many" do
    assert {:ok, %{module: Functions}} = Callable.fetch(:when_, 2)
    assert {:ok, %{module: Column}} = Callable.fetch(:when_, 3)
  end

  test "a wrong number of arguments is told from an unknown name" do
    assert {:error, "when_ takes 2 arguments or 3 arguments, not 1"} = Callable.fetch(:when_, 1)
    assert {:error, "concat_ws takes 1 or more arguments, not 0"} = Callable.fetch(:concat_ws, 0)
    assert {:error, text} = Callable.fetch(:coalesc, 2)
    assert text =~ ~s(did you mean "coalesce"?)
  end
end
