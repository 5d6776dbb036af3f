defmodule SparkEx.Session.SchemaCache do
  @moduledoc false
  # The schemas of frames that the session's server has returned, so that asking again needs no
  # call.
  #
  # Frames are plain data and can't keep their schemas. The table belongs to the session's process
  # and ends with it; callers read and write it directly.
  #
  # The key is a digest of the plan, including plan ids: as in PySpark, a frame that is built
  # again is another frame. Plan ids alone are not enough, because a settled statement keeps its
  # id, and plans from other nodes or files may have any.
  #
  # Commands and configuration changes begin a new generation. Schemas of an old generation are
  # never found again, even if they arrive later.

  alias SparkEx.{Plan, Types}

  @count_max 1_000
  # Of 8 bytes each.
  @words_max 4_000_000

  @opaque t :: :ets.table()
  @opaque key :: {integer, binary}

  @doc "Creates an empty cache, which ends with the calling process."
  @spec new() :: t
  def new do
    cache = :ets.new(__MODULE__, [:public, read_concurrency: true])
    true = :ets.insert(cache, {:generation, 0})
    cache
  end

  @doc "The key of a plan's schema in the current generation."
  @spec key(t, Plan.relation()) :: key
  def key(cache, plan),
    do: {generation(cache), :crypto.hash(:sha256, :erlang.term_to_iovec(plan))}

  @doc "Fetches the schema of a key."
  @spec fetch(t, key) :: {:ok, Types.t()} | :error
  def fetch(cache, key) do
    with_table(:error, fn ->
      case :ets.lookup(cache, key) do
        [{^key, schema, _used}] ->
          :ets.update_element(cache, key, {3, now()})
          {:ok, schema}

        [] ->
          :error
      end
    end)
  end

  @doc "Stores a schema, and evicts the least recently used ones if the cache is full."
  @spec put(t, key, Types.t()) :: :ok
  def put(cache, key, schema) do
    with_table(:ok, fn ->
      :ets.insert(cache, {key, schema, now()})
      if full?(cache), do: evict(cache)
      :ok
    end)
  end

  @doc "Removes all schemas, and begins a new generation."
  @spec forget(t) :: :ok
  def forget(cache) do
    with_table(:ok, fn ->
      :ets.update_counter(cache, :generation, 1)
      :ets.match_delete(cache, {{:_, :_}, :_, :_})
      :ok
    end)
  end

  @doc "The number of schemas."
  @spec size(t) :: non_neg_integer
  def size(cache), do: :ets.info(cache, :size) - 1

  defp generation(cache),
    do: with_table(0, fn -> :ets.lookup_element(cache, :generation, 2) end)

  defp full?(cache),
    do: size(cache) > @count_max or :ets.info(cache, :memory) > @words_max

  # Evicts half of the entries, so that it happens rarely.
  defp evict(cache) do
    used = :ets.select(cache, [{{:"$1", :_, :"$2"}, [], [{{:"$2", :"$1"}}]}])

    for {_used, key} <- used |> Enum.sort() |> Enum.take(div(length(used) + 1, 2)),
        do: :ets.delete(cache, key)
  end

  defp now, do: System.unique_integer([:monotonic])

  # The session, and so the table, may end at any time.
  defp with_table(gone, function) do
    function.()
  rescue
    ArgumentError -> gone
  end
end
