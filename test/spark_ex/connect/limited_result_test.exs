defmodule SparkEx.Connect.LimitedResultTest do
  use ExUnit.Case, async: true

  import SparkEx.ContractCase, only: [handle: 0]

  alias SparkEx.Connect.{Client, LimitedResult, UUID}
  alias SparkEx.{DataFrame, Reader}

  # Without a server the query ends in an error, after its plan was made.
  defp sent(relation, options) do
    Code.ensure_loaded!(Client)
    1 = :erlang.trace_pattern({Client, :reduce, 5}, true, [:local])

    {pid, monitor} =
      spawn_monitor(fn ->
        try do
          receive(do: (:traced -> LimitedResult.batches(handle(), relation, options)))
        rescue
          ArgumentError -> :no_server
        end
      end)

    1 = :erlang.trace(pid, true, [:call])
    send(pid, :traced)
    assert_receive {:trace, ^pid, :call, {Client, :reduce, [_handle, sent | _rest]}}
    assert_receive {:DOWN, ^monitor, :process, ^pid, _reason}
    sent
  end

  test "pushes a limit, but not into a query with a chosen id" do
    %{plan: plan} = :spark |> Reader.table("flights") |> DataFrame.order_by("carrier")
    assert sent(plan, max_rows: 5) != plan
    assert sent(plan, max_rows: 5, operation_id: UUID.generate()) == plan
  end
end
