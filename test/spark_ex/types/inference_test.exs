defmodule SparkEx.Types.InferenceTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Error, Types}
  alias SparkEx.Types.Inference

  # Every pair of types that one type holds, and that type.
  @unified [
    {:null, :date, :date},
    {:byte, :long, :long},
    {:short, :integer, :integer},
    {:integer, :double, :double},
    {:long, :float, :double},
    {:float, :double, :double},
    {:long, {:decimal, 3, 1}, {:decimal, 21, 1}},
    {{:decimal, 5, 2}, {:decimal, 5, 4}, {:decimal, 7, 4}},
    {{:array, :integer, false}, {:array, :long, true}, {:array, :long, true}},
    {{:map, :string, :null, true}, {:map, :string, :date, false}, {:map, :string, :date, true}}
  ]

  for {left, right, both} <- @unified do
    test "#{inspect(left)} and #{inspect(right)} are #{inspect(both)}" do
      {left, right, both} = unquote(Macro.escape({left, right, both}))
      assert Inference.unify(left, right) == both
      assert Inference.unify(right, left) == both
    end
  end

  test "structs share a type field by field" do
    left = Types.normalize!([{"a", :null}, {"b", :int, nullable: false}])
    right = Types.normalize!([{"a", :date}, {"b", :long, nullable: false}])

    assert Inference.unify(left, right) ==
             Types.normalize!([{"a", :date}, {"b", :long, nullable: false}])
  end

  for {left, right} <- [
        {:string, :integer},
        {:date, :timestamp},
        {:timestamp, :timestamp_ntz},
        {:double, {:decimal, 3, 1}},
        {{:decimal, 38, 0}, {:decimal, 38, 38}},
        {{:array, :string, true}, :string},
        {{:array, :string, true}, {:array, :date, true}}
      ] do
    test "#{inspect(left)} and #{inspect(right)} share none" do
      assert_raise Error.Argument, ~r/must share a type/, fn ->
        Inference.unify(unquote(Macro.escape(left)), unquote(Macro.escape(right)))
      end
    end
  end
end
