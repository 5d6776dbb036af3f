defmodule SparkEx.Session.SchemaCacheTest do
  use ExUnit.Case, async: true

  alias SparkEx.Plan
  alias SparkEx.Session.SchemaCache

  defp plan, do: Plan.relation(%{range: %{start: 0, end: 1, step: 1}})
  defp schema(name), do: {:struct, [%{name: name, type: :long, nullable: false, metadata: %{}}]}

  defp put(cache, plan, schema), do: SchemaCache.put(cache, SchemaCache.key(cache, plan), schema)
  defp fetch(cache, plan), do: SchemaCache.fetch(cache, SchemaCache.key(cache, plan))

  test "what was put is found, by an equal plan only" do
    cache = SchemaCache.new()
    plan = plan()
    assert fetch(cache, plan) == :error
    :ok = put(cache, plan, schema("a"))
    assert fetch(cache, plan) == {:ok, schema("a")}

    assert fetch(cache, plan |> :erlang.term_to_binary() |> :erlang.binary_to_term()) ==
             {:ok, schema("a")}

    assert fetch(cache, plan()) == :error
    assert fetch(cache, put_in(plan.range.end, 2)) == :error
  end

  test "nothing is found once all is forgotten, not even what was asked for before" do
    cache = SchemaCache.new()
    plan = plan()
    :ok = put(cache, plan, schema("a"))
    late = SchemaCache.key(cache, plan)
    :ok = SchemaCache.forget(cache)
    assert {fetch(cache, plan), SchemaCache.size(cache)} == {:error, 0}
    :ok = SchemaCache.put(cache, late, schema("late"))
    assert fetch(cache, plan) == :error
  end

  test "it keeps a bounded number, and what is in use" do
    cache = SchemaCache.new()
    used = plan()
    :ok = put(cache, used, schema("used"))

    for _ <- 1..5_000 do
      :ok = put(cache, plan(), schema("a"))
      assert fetch(cache, used) == {:ok, schema("used")}
      assert SchemaCache.size(cache) <= 1_000
    end
  end

  test "it is bounded in memory" do
    cache = SchemaCache.new()
    wide = {:struct, for(n <- 1..20_000, do: %{name: "c#{n}", type: :long, nullable: true})}
    for _ <- 1..100, do: :ok = put(cache, plan(), wide)
    assert SchemaCache.size(cache) in 1..50
  end

  test "a cache that has ended with its process knows nothing" do
    {:ok, owner} = Agent.start_link(&SchemaCache.new/0)
    cache = Agent.get(owner, & &1)
    plan = plan()
    :ok = put(cache, plan, schema("a"))
    :ok = Agent.stop(owner)
    assert fetch(cache, plan) == :error
    assert put(cache, plan, schema("a")) == :ok
    assert SchemaCache.forget(cache) == :ok
  end
end
