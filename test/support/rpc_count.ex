defmodule SparkEx.RpcCount do
  @moduledoc """
  Counts the calls that the calling process makes to a server.

      {columns, 1} = RpcCount.of(fn -> DataFrame.columns!(frame) end)
  """

  @calls [
    {SparkEx.Native, :session_call, 5},
    {SparkEx.Native, :execution_start, 3},
    {SparkEx.Native, :artifact_add, 4}
  ]

  @doc "The value of a function, and how many calls, queries and uploads it took."
  @spec of((() -> value)) :: {value, non_neg_integer} when value: term
  def of(function) do
    counter = spawn_link(fn -> count(0) end)
    for call <- @calls, do: 1 = :erlang.trace_pattern(call, true, [])
    :erlang.trace(self(), true, [:call, {:tracer, counter}])

    try do
      value = function.()
      {value, counted(counter)}
    after
      :erlang.trace(self(), false, [:call])
    end
  end

  defp counted(counter) do
    delivered = :erlang.trace_delivered(self())

    receive do
      {:trace_delivered, _pid, ^delivered} -> send(counter, {:count, self(), delivered})
    end

    receive do
      {^delivered, count} -> count
    end
  end

  defp count(count) do
    receive do
      {:trace, _pid, :call, {SparkEx.Native, _name, _arguments}} -> count(count + 1)
      # Another test traces another function.
      {:trace, _pid, :call, _call} -> count(count)
      {:count, from, tag} -> send(from, {tag, count})
    end
  end
end
