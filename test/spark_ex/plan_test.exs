defmodule SparkEx.PlanTest do
  use ExUnit.Case, async: true

  alias SparkEx.Plan

  doctest Plan

  test "relations have unique ids across processes" do
    make = fn -> for _ <- 1..100, do: Plan.id(Plan.relation(%{})) end
    ids = 1..20 |> Enum.map(fn _ -> Task.async(make) end) |> Task.await_many() |> List.flatten()
    assert length(Enum.uniq(ids)) == 2_000
    assert Enum.all?(ids, &(&1 > 0))
  end

  test "two VMs generate different ids" do
    [one, other] =
      for _vm <- 1..2 do
        vm = SparkEx.PeerVM.start!()
        for _id <- 1..100, do: SparkEx.PeerVM.call(vm, Plan, :next_id, [])
      end

    assert one -- other == one
  end

  test "later relations have greater ids" do
    assert Plan.next_id() < Plan.next_id()
  end

  test "a relation keeps its fields" do
    assert %{range: %{end: 3}, common: %{plan_id: id}} =
             relation = Plan.relation(%{range: %{end: 3}})

    assert Plan.id(relation) == id
  end

  test "a column can name its relation" do
    relation = Plan.relation(%{range: %{end: 3}})
    attribute = Plan.attribute("id", Plan.id(relation))
    assert attribute.unresolved_attribute.plan_id == Plan.id(relation)
    refute Map.has_key?(Plan.attribute("id").unresolved_attribute, :plan_id)
  end

  describe "walkers" do
    @frame %SparkEx.DataFrame{session: :spark, plan: %{range: %{end: 1}}}
    @plan %{
      common: %{plan_id: 3, attached: {:observation, "x", :pid}},
      filter: %{
        input: %{common: %{plan_id: 2}, range: %{end: 10}},
        condition: %{
          unresolved_function: %{arguments: [%{literal: %{long: 1}}, %{frame: @frame}]}
        }
      }
    }

    defp keys(plan), do: Plan.reduce(plan, [], &{:cont, Map.keys(&1) ++ &2})

    test "visit messages in maps and lists but neither structs nor common" do
      keys = keys(@plan)
      for key <- [:filter, :range, :unresolved_function, :literal, :long], do: assert(key in keys)
      assert Enum.count(keys, &(&1 == :common)) == 2
      refute :plan_id in keys
      refute :plan in keys
      assert Enum.count(keys, &(&1 == :range)) == 1
      assert Plan.any?(@plan, &(&1[:long] == 1))
      refute Plan.any?(@plan, &is_map_key(&1, :session))
    end

    test "rewrite visited messages and keep the rest" do
      assert Plan.prewalk(@plan, &{:cont, &1}) == @plan

      walk = fn
        %{common: _} = relation -> {:cont, Map.put(relation, :seen, true)}
        %{arguments: _} = call -> {:halt, %{call | arguments: []}}
        message -> {:cont, message}
      end

      assert %{seen: true, common: %{plan_id: 3}, filter: filter} = Plan.prewalk(@plan, walk)
      assert %{input: %{seen: true}, condition: condition} = filter
      assert condition == %{unresolved_function: %{arguments: []}}
    end

    test "skip the contents of a halted message" do
      count = fn
        %{common: %{plan_id: 2}}, count -> {:halt, count}
        _message, count -> {:cont, count + 1}
      end

      all = Plan.reduce(@plan, 0, fn _message, count -> {:cont, count + 1} end)
      assert Plan.reduce(@plan, 0, count) == all - 2
    end
  end

  test "a function call keeps the order of its arguments" do
    arguments = [Plan.attribute("a"), Plan.attribute("b")]
    assert Plan.function("f", arguments).unresolved_function.arguments == arguments
    refute Map.has_key?(Plan.function("f", []).unresolved_function, :is_distinct)
  end
end
