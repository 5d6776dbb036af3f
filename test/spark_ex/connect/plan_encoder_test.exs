defmodule SparkEx.Connect.PlanEncoderTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Native, Plan}
  alias SparkEx.Connect.PlanEncoder

  doctest PlanEncoder

  defp sent(plan) do
    assert {:ok, bytes} = Native.message_encode("spark.connect.Plan", plan, 1_024)
    assert {:ok, decoded} = Native.message_decode("spark.connect.Plan", bytes)
    decoded
  end

  test "encodes a relation as the root of a plan" do
    relation = Plan.relation(%{range: %{start: 0, end: 3, step: 1}})

    assert %{root: %{range: %{end: 3, step: 1}, common: common}} =
             sent(PlanEncoder.root(relation))

    assert common.plan_id == Plan.id(relation)
  end

  test "encodes a command as a plan" do
    command = %{sql_command: %{input: Plan.relation(%{sql: %{query: "SELECT 1"}})}}
    assert %{command: %{sql_command: %{input: input}}} = sent(PlanEncoder.command(command))
    assert input.sql.query == "SELECT 1"
  end
end
