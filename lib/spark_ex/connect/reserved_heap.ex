defmodule SparkEx.Connect.ReservedHeap do
  @moduledoc false
  # The size of the calling process's heap while it receives the rows of a large result.
  #
  # A large heap grows by a fifth at a time, and each step copies all live data, which takes
  # several times as long as making a million rows. So the heap is sized once. Words that are not
  # used take no memory.

  alias SparkEx.Arguments.Thunk

  @small_words 1024 * 1024

  @doc """
  Whether so many words are worth a larger heap, and the calling process may have one.

      iex> SparkEx.Connect.ReservedHeap.reserve?(10)
      false
  """
  @spec reserve?(non_neg_integer) :: boolean
  def reserve?(words), do: words > @small_words and not heap_limited?()

  @doc """
  Runs a function with a heap of at least so many words.

      iex> SparkEx.Connect.ReservedHeap.with_min_heap(10, fn -> :done end)
      :done
  """
  @spec with_min_heap(non_neg_integer, Thunk.t(result)) :: result when result: term
  def with_min_heap(words, function) do
    own = Process.flag(:min_heap_size, words)
    :erlang.garbage_collect()

    try do
      function.()
    after
      # The next collection shrinks the heap.
      Process.flag(:min_heap_size, own)
    end
  end

  # A process with a limit would be killed for the size it only reserves.
  defp heap_limited?,
    do: not match?({:max_heap_size, %{size: 0}}, Process.info(self(), :max_heap_size))
end
