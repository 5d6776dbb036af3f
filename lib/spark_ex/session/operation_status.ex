defmodule SparkEx.Session.OperationStatus do
  @moduledoc false
  # The states of operations (`spark.connect.GetStatusRequest`).

  alias SparkEx.Connect.Client
  alias SparkEx.Error

  @states %{
    OPERATION_STATE_RUNNING: :running,
    OPERATION_STATE_TERMINATING: :terminating,
    OPERATION_STATE_SUCCEEDED: :succeeded,
    OPERATION_STATE_FAILED: :failed,
    OPERATION_STATE_CANCELLED: :cancelled
  }

  @type state :: :running | :terminating | :succeeded | :failed | :cancelled | :unknown

  @doc "Returns the states of operations by id, or of all operations without ids."
  @spec fetch(SparkEx.Session.t(), String.t() | [String.t()]) ::
          {:ok, %{String.t() => state}} | {:error, Exception.t()}
  def fetch(session, id) when is_binary(id), do: fetch(session, [id])

  def fetch(session, ids) do
    if is_list(ids) and Enum.all?(ids, &(is_binary(&1) and String.valid?(&1))) do
      request = %{operation_status: %{operation_ids: ids}}
      with {:ok, response} <- Client.rpc(session, "GetStatus", request), do: {:ok, read(response)}
    else
      text = "operation_status/2 takes an id or a list of ids as strings, got: #{inspect(ids)}"
      {:error, %Error.Argument{message: text}}
    end
  end

  defp read(response) do
    for status <- Map.get(response, :operation_statuses, []), into: %{} do
      {Map.get(status, :operation_id, ""), Map.get(@states, status[:state], :unknown)}
    end
  end
end
