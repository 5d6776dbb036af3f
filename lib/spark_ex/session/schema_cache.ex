defmodule SparkEx.Session.SchemaCache do
  @moduledoc false
  # The schemas that a session has been told, so that to ask for one again costs no call.
  #
  # A frame is plain data and cannot remember; its session can. The table belongs to the session's
  # process and goes with it, and callers read and write it themselves, so nobody waits.
  #
  # A schema is found by a digest of its plan, plan ids included: as in PySpark, a frame that is made
  # anew is another frame, and asks anew. The ids alone would not do, for a statement that was settled keeps
  # its id, and whatever comes from another node or a file may bear any.
  #
  # What a command or a new configuration may have changed belongs to a former generation and is not
  # found again, even if it was asked for before and put in after.

  alias SparkEx.{Plan, Types}

  @count_max 1_000
  # Of 8 bytes each.
  @words_max 4_000_000

  @opaque t :: :ets.table()
  @opaque key :: {integer, binary}

  @doc "An empty cache, which ends with the calling process."
  @spec new() :: t
  def new do
    cache = :ets.new(__MODULE__, [:public, read_concurrency: true])
    true = :ets.insert(cache, {:generation, 0})
    cache
  end

  @doc "Under what the schema of a plan is kept until something changes."
  @spec key(t, Plan.relation()) :: key
  def key(cache, plan),
    do: {generation(cache), :crypto.hash(:sha256, :erlang.term_to_iovec(plan))}

  @doc "The schema of a key, if it is known."
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

  @doc "Keeps a schema, at the cost of those that were not used for longest."
  @spec put(t, key, Types.t()) :: :ok
  def put(cache, key, schema) do
    with_table(:ok, fn ->
      :ets.insert(cache, {key, schema, now()})
      if full?(cache), do: evict(cache)
      :ok
    end)
  end

  @doc "Forgets all."
  @spec forget(t) :: :ok
  def forget(cache) do
    with_table(:ok, fn ->
      :ets.update_counter(cache, :generation, 1)
      :ets.match_delete(cache, {{:_, :_}, :_, :_})
      :ok
    end)
  end

  @doc "How many schemas are kept."
  @spec size(t) :: non_neg_integer
  def size(cache), do: :ets.info(cache, :size) - 1

  defp generation(cache),
    do: with_table(0, fn -> :ets.lookup_element(cache, :generation, 2) end)

  defp full?(cache),
    do: size(cache) > @count_max or :ets.info(cache, :memory) > @words_max

  # Half at a time, so that it is seldom.
  defp evict(cache) do
    used = :ets.select(cache, [{{:"$1", :_, :"$2"}, [], [{{:"$2", :"$1"}}]}])

    for {_used, key} <- used |> Enum.sort() |> Enum.take(div(length(used) + 1, 2)),
        do: :ets.delete(cache, key)
  end

  defp now, do: System.unique_integer([:monotonic])

  # The session may end at any time, and its table with it.
  defp with_table(gone, function) do
    function.()
  rescue
    ArgumentError -> gone
  end
end
