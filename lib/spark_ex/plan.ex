defmodule SparkEx.Plan do
  @moduledoc """
  The plan as plain data: maps whose keys are the field names of the Spark Connect protos.

  A relation is a `spark.connect.Relation`, an expression a `spark.connect.Expression`. This
  module owns the few constructors that every builder shares; everything else about the shape is
  owned by the protos themselves, against which the native core checks each map.

  Every relation gets its `plan_id` when it is made, not when it is sent, and keeps it when it is
  reused: that is how `df["x"]` finds the frame that it means, as in PySpark.

  Frames travel between nodes and are put together there, so each VM counts from a number of its own, drawn
  at random from so many that the ids of two VMs as good as never meet.
  """

  @typedoc "A `spark.connect.Relation` as a map."
  @type relation :: %{
          required(:common) => %{required(:plan_id) => pos_integer, optional(:attached) => tuple},
          optional(atom) => map
        }

  @typedoc "A `spark.connect.Expression` as a map."
  @type expression :: %{optional(atom) => map}

  @doc """
  Gives a relation its identity.

      iex> relation = SparkEx.Plan.relation(%{range: %{start: 0, end: 10, step: 1}})
      iex> relation.range.end
      10
      iex> is_integer(relation.common.plan_id)
      true
  """
  @spec relation(map) :: relation
  def relation(fields), do: Map.put(fields, :common, %{plan_id: next_id()})

  @doc """
  Puts something on a relation that stays on this side, beside its plan id: a process that is to be told of
  the query, a reference that is to live as long as the plan.

      iex> relation = SparkEx.Plan.relation(%{range: %{end: 10, step: 1}})
      iex> SparkEx.Plan.attach(relation, {:observation, "rows", self()}).common.attached
      {:observation, "rows", self()}
  """
  @spec attach(relation, tuple) :: relation
  def attach(relation, attached), do: put_in(relation, [:common, :attached], attached)

  @doc """
  A plan id that has not been used before, in this VM or in any other.

  The counter is the VM's own, so making a frame asks no process.

      iex> SparkEx.Plan.next_id() < SparkEx.Plan.next_id()
      true
  """
  @spec next_id() :: pos_integer
  def next_id, do: first_id() + System.unique_integer([:positive, :monotonic])

  # Of 58 bits, so that an id is still a small integer of the VM, and an int64 on the wire. Two processes
  # may both draw one at the start: either is as good.
  defp first_id do
    with nil <- :persistent_term.get(__MODULE__, nil) do
      <<first::58, _rest::6>> = :crypto.strong_rand_bytes(8)
      :persistent_term.put(__MODULE__, first)
      first
    end
  end

  @doc """
  The plan id of a relation.

      iex> SparkEx.Plan.id(%{common: %{plan_id: 7}, range: %{start: 0, end: 10, step: 1}})
      7
  """
  @spec id(relation) :: pos_integer
  def id(%{common: %{plan_id: id}}), do: id

  @doc """
  A column by name, resolved by the server (`Expression.UnresolvedAttribute`).

      iex> SparkEx.Plan.attribute("id")
      %{unresolved_attribute: %{unparsed_identifier: "id"}}

      iex> SparkEx.Plan.attribute("id", 7)
      %{unresolved_attribute: %{unparsed_identifier: "id", plan_id: 7}}
  """
  @spec attribute(String.t(), pos_integer | nil) :: expression
  def attribute(name, plan_id \\ nil)
  def attribute(name, nil), do: %{unresolved_attribute: %{unparsed_identifier: name}}

  def attribute(name, plan_id),
    do: %{unresolved_attribute: %{unparsed_identifier: name, plan_id: plan_id}}

  @doc """
  A call of a function by name (`Expression.UnresolvedFunction`).

      iex> SparkEx.Plan.function("sum", [SparkEx.Plan.attribute("x")], is_distinct: true)
      %{unresolved_function: %{function_name: "sum", is_distinct: true,
        arguments: [%{unresolved_attribute: %{unparsed_identifier: "x"}}]}}
  """
  @spec function(String.t(), [expression], keyword) :: expression
  def function(name, arguments, fields \\ []) do
    %{unresolved_function: Map.new([function_name: name, arguments: arguments] ++ fields)}
  end
end
