defmodule SparkEx.RPCCounter do
  @moduledoc """
  Counts the calls that the calling process makes to a server.

      {columns, 1} = RPCCounter.count(fn -> DataFrame.columns!(frame) end)
  """

  alias SparkEx.Arguments.Thunk

  @calls [
    {SparkEx.Native, :session_call, 5},
    {SparkEx.Native, :execution_start, 3},
    {SparkEx.Native, :artifact_add, 4}
  ]

  @doc "Returns the value of a function, and how many calls, queries and uploads it made."
  @spec count(Thunk.t(value)) :: {value, non_neg_integer} when value: term
  def count(function) do
    counter = spawn_link(fn -> loop(0) end)
    for call <- @calls, do: 1 = :erlang.trace_pattern(call, true, [])
    :erlang.trace(self(), true, [:call, {:tracer, counter}])

    try do
      value = function.()
      {value, read_count(counter)}
    after
      :erlang.trace(self(), false, [:call])
    end
  end

  defp read_count(counter) do
    delivered = :erlang.trace_delivered(self())

    receive do
      {:trace_delivered, _pid, ^delivered} -> send(counter, {:count, self(), delivered})
    end

    receive do
      {^delivered, count} -> count
    end
  end

  defp loop(count) do
    receive do
      {:trace, _pid, :call, {SparkEx.Native, _name, _arguments}} -> loop(count + 1)
      # A call that another test traces.
      {:trace, _pid, :call, _call} -> loop(count)
      {:count, from, tag} -> send(from, {tag, count})
    end
  end
end
