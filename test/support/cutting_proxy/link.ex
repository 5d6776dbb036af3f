defmodule SparkEx.CuttingProxy.Link do
  @moduledoc """
  One direction of a link with a delay and a rate, as data.

  Bytes leave one after the other at the rate and arrive after the delay. A link that holds as
  much as fits on the way, and as much again in its queue, is full. Times are in microseconds.
  """

  @enforce_keys [:delay, :rate, :capacity]
  defstruct [:delay, :rate, :capacity, free_at: nil, bytes: 0, queue: :queue.new()]

  @typedoc "Bytes, or the end of the connection."
  @type item :: binary | :closed
  @type t :: %__MODULE__{}

  @least_queue 256 * 1024

  @doc """
  Returns an empty link.

  `delay` is in milliseconds, 0 by default, and `rate` in bytes per second, `:infinity` by
  default.
  """
  @spec new(keyword) :: t
  def new(options) do
    delay = Keyword.get(options, :delay, 0)
    rate = Keyword.get(options, :rate, :infinity)
    %__MODULE__{delay: delay * 1_000, rate: rate, capacity: capacity(delay, rate)}
  end

  defp capacity(_delay, :infinity), do: :infinity

  defp capacity(delay, rate) do
    on_the_way = div(delay * rate, 1_000)
    on_the_way + max(on_the_way, @least_queue)
  end

  @doc "Adds bytes at a time."
  @spec push(t, item, integer) :: t
  def push(%__MODULE__{} = link, item, now) do
    free_at = max(link.free_at || now, now) + duration(item, link.rate)
    queue = :queue.in({free_at + link.delay, item}, link.queue)
    %{link | free_at: free_at, bytes: link.bytes + size(item), queue: queue}
  end

  @doc "Removes the bytes that have arrived by a time, in their order."
  @spec pop(t, integer) :: {[item], t}
  def pop(%__MODULE__{} = link, now), do: pop(link, now, [])

  defp pop(link, now, items) do
    case :queue.peek(link.queue) do
      {:value, {arrival, item}} when arrival <= now ->
        link = %{link | queue: :queue.drop(link.queue), bytes: link.bytes - size(item)}
        pop(link, now, [item | items])

      _none ->
        {Enum.reverse(items), link}
    end
  end

  @doc "Returns when the next bytes arrive, or `nil`."
  @spec next_arrival(t) :: integer | nil
  def next_arrival(%__MODULE__{queue: queue}) do
    with {:value, {arrival, _item}} <- :queue.peek(queue), do: arrival, else: (:empty -> nil)
  end

  @doc "Returns whether the link takes no more bytes for now."
  @spec full?(t) :: boolean
  # An atom is greater than any number.
  def full?(%__MODULE__{bytes: bytes, capacity: capacity}), do: bytes >= capacity

  defp duration(_item, :infinity), do: 0
  defp duration(item, rate), do: div(size(item) * 1_000_000, rate)

  defp size(:closed), do: 0
  defp size(bytes), do: byte_size(bytes)
end
