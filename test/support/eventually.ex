defmodule SparkEx.Eventually do
  @moduledoc """
  What comes to pass at its own pace, and cannot be waited for as a message.

      assert eventually(fn -> not answers?(port) end)
  """

  @pause 50
  # Only a failure takes that long.
  @patience :timer.minutes(2)

  @doc "Whether a condition comes to hold."
  @spec eventually((() -> as_boolean(term))) :: boolean
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
