defmodule SparkEx.Eventually do
  @moduledoc """
  Polls for conditions that no message announces.

      assert eventually(fn -> not answers?(port) end)
  """

  alias SparkEx.Arguments.Thunk

  @pause 50
  # Only a failing test waits this long.
  @patience :timer.minutes(2)

  @doc "Returns whether a condition becomes true in time."
  @spec eventually(Thunk.t(as_boolean(term))) :: boolean
  def eventually(condition), do: eventually(condition, now() + @patience)

  defp eventually(condition, deadline) do
    cond do
      condition.() ->
        true

      now() > deadline ->
        false

      true ->
        Process.sleep(@pause)
        eventually(condition, deadline)
    end
  end

  defp now, do: System.monotonic_time(:millisecond)
end
