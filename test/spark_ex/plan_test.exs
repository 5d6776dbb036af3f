defmodule SparkEx.PlanTest do
  use ExUnit.Case, async: true

  alias SparkEx.Plan

  doctest Plan

  test "every relation has an id of its own, whoever makes it" do
    make = fn -> for _ <- 1..100, do: Plan.id(Plan.relation(%{})) end
    ids = 1..20 |> Enum.map(fn _ -> Task.async(make) end) |> Task.await_many() |> List.flatten()
    assert length(Enum.uniq(ids)) == 2_000
    assert Enum.all?(ids, &(&1 > 0))
  end

  test "two VMs, which have made as many, have other ids" do
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

  test "a relation keeps what it was made of" do
    assert %{range: %{end: 3}, common: %{plan_id: id}} =
             relation = Plan.relation(%{range: %{end: 3}})

    assert Plan.id(relation) == id
  end

  test "a column may name the relation that it is of" do
    relation = Plan.relation(%{range: %{end: 3}})
    attribute = Plan.attribute("id", Plan.id(relation))
    assert attribute.unresolved_attribute.plan_id == Plan.id(relation)
    refute Map.has_key?(Plan.attribute("id").unresolved_attribute, :plan_id)
  end

  test "a function call holds its arguments in their order" do
    arguments = [Plan.attribute("a"), Plan.attribute("b")]
    assert Plan.function("f", arguments).unresolved_function.arguments == arguments
    refute Map.has_key?(Plan.function("f", []).unresolved_function, :is_distinct)
  end
end
