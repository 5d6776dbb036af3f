defmodule SparkEx.Connect.Heap do
  @moduledoc false
  # Room on the calling process's heap for the rows of a large result.
  #
  # Left alone, a large heap grows by a fifth at a time, and everything that lives is copied at each
  # step: for a million rows that costs several times what making them does. So the room that they
  # need is asked for once. What is asked for and not used is never touched, and takes no memory.

  @small_words 1024 * 1024

  @doc """
  Whether so many words are more than a heap takes as it is, and the calling process may have them.

      iex> SparkEx.Connect.Heap.plan_for?(10)
      false
  """
  @spec plan_for?(non_neg_integer) :: boolean
  def plan_for?(words), do: words > @small_words and not limited?()

  @doc """
  Runs a function with room for so many words on the heap of the calling process.

      iex> SparkEx.Connect.Heap.with_room(10, fn -> :done end)
      :done
  """
  @spec with_room(non_neg_integer, (() -> result)) :: result when result: term
  def with_room(words, function) do
    own = Process.flag(:min_heap_size, words)
    :erlang.garbage_collect()

    try do
      function.()
    after
      # The room itself goes with the next collection.
      Process.flag(:min_heap_size, own)
    end
  end

  # A process with a limit would be killed for what it only asks for.
  defp limited?,
    do: not match?({:max_heap_size, %{size: 0}}, Process.info(self(), :max_heap_size))
end
