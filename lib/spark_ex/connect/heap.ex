defmodule SparkEx.Connect.Heap do
  @moduledoc false
  # Room on the calling process's heap for the rows of a large result.
  #
  # Left alone, the heap grows by a fifth at a time once it is large, and everything that lives is
  # copied at each step: for a million rows that costs more than making them. So the heap is asked to
  # grow well ahead of the rows. What is reserved and not used is never touched, so it takes no memory.

  @ahead 32
  @ahead_max_words 64 * 1024 * 1024

  @enforce_keys [:flag]
  defstruct [:flag, :words_per_row, reserved: 0]

  @type t :: %__MODULE__{}

  @doc "Remembers how the process wants its heap."
  @spec new() :: t
  def new do
    {:min_heap_size, words} = Process.info(self(), :min_heap_size)
    %__MODULE__{flag: words}
  end

  @doc "Learns the size of a row from the first rows that were made."
  @spec measure(t, [term], non_neg_integer) :: t
  def measure(%{words_per_row: nil} = heap, terms, rows) when rows > 0,
    do: %{heap | words_per_row: div(:erts_debug.flat_size(terms), rows) + 1}

  def measure(heap, _terms, _rows), do: heap

  @doc "Makes room for so many rows in all."
  @spec reserve(t, non_neg_integer) :: t
  def reserve(%{words_per_row: nil} = heap, _rows), do: heap

  def reserve(heap, rows) do
    needed = rows * heap.words_per_row

    if needed > heap.reserved and unlimited?(),
      do: %{heap | reserved: grow(needed + min(needed * @ahead, @ahead_max_words))},
      else: heap
  end

  @doc "Gives the process its own setting back; the room itself goes with its next collection."
  @spec release(t) :: :ok
  def release(heap) do
    Process.flag(:min_heap_size, heap.flag)
    :ok
  end

  defp grow(words) do
    Process.flag(:min_heap_size, words)
    :erlang.garbage_collect()
    words
  end

  # A process with a limit would be killed for what it only reserves.
  defp unlimited?, do: match?({:max_heap_size, %{size: 0}}, Process.info(self(), :max_heap_size))
end
