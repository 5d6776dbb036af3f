defmodule SparkEx.Session.OperationStatusTest do
  use SparkEx.SparkCase

  alias SparkEx.Connect.UUID

  @tag :spark_4_2
  test "returns the states of operations", %{session: session} do
    SparkEx.range(session, 3) |> DataFrame.collect!()
    assert {:error, _overflow} = session |> SparkEx.sql("SELECT 1 / 0") |> DataFrame.collect()
    states = Session.operation_status!(session)
    assert :succeeded in Map.values(states) and :failed in Map.values(states)

    for {id, state} <- states,
        do: assert(Session.operation_status(session, id) == {:ok, %{id => state}})

    unknown = UUID.generate()
    assert Session.operation_status(session, [unknown]) == {:ok, %{unknown => :unknown}}
  end

  test "refuses other ids" do
    for wrong <- [1, [1], [<<0xFF>>], nil] do
      assert {:error, %Error.Argument{message: message}} = Session.operation_status(:spark, wrong)
      assert message =~ "operation_status/2 takes an id or a list of ids as strings, got: "
    end
  end
end
