defmodule SparkEx.Connect.ParallelDecoder do
  @moduledoc false
  # Decodes the batches of a large result on several cores.
  #
  # The caller decodes batches on its own heap. Helpers take others at the same time, and send
  # what they have made in a message, which copies it once. With three or more dirty CPU
  # schedulers one is left to other work. Requests and small results are decoded on dirty IO
  # schedulers.

  alias SparkEx.Connect.ReservedHeap
  alias SparkEx.Native

  @doc """
  The results of `SparkEx.Native.batch_decode/2` for each of the batches, which are released.

  `words` is the expected size of all terms on a heap; `workers` the number of processes,
  including the caller.
  """
  @spec decode([Native.batch(), ...], Native.shape(), non_neg_integer, pos_integer) ::
          [{:ok, [term]} | Native.error()]
  def decode(batches, shape, words, workers \\ workers()) do
    work = %{
      batches: List.to_tuple(batches),
      taken: :atomics.new(1, []),
      shape: shape,
      caller: self(),
      tag: make_ref()
    }

    count = tuple_size(work.batches)
    helpers = min(workers, count) - 1

    ReservedHeap.with_min_heap(words, fn ->
      monitors = for _ <- 1..helpers//1, do: start_helper(work, div(words, count))
      own = decode_own(work, monitors)
      answers = Map.merge(own, finish(work, monitors))
      for at <- 1..count, do: Map.get(answers, at, killed())
    end)
  end

  defp workers do
    schedulers = :erlang.system_info(:dirty_cpu_schedulers_online)
    max(min(schedulers, 2), schedulers - 1)
  end

  defp decode_own(work, monitors) do
    decode_own_from(work, %{})
  catch
    kind, reason ->
      finish(work, monitors)
      :erlang.raise(kind, reason, __STACKTRACE__)
  end

  defp decode_own_from(work, own) do
    case take(work) do
      nil ->
        own

      {at, batch} ->
        answer = Native.batch_decode(batch, work.shape)
        Native.batch_release(batch)
        decode_own_from(work, Map.put(own, at, answer))
    end
  end

  defp start_helper(work, words) do
    {_pid, monitor} = :erlang.spawn_opt(fn -> help(work) end, [:monitor, min_heap_size: words])
    monitor
  end

  defp help(work) do
    with true <- Process.alive?(work.caller), {at, batch} <- take(work) do
      Native.batch_decode_to(batch, work.shape, work.caller, {work.tag, at})
      Native.batch_release(batch)
      # The heap has room for the next batch then.
      :erlang.garbage_collect()
      help(work)
    end
  end

  defp take(%{batches: batches, taken: taken}) do
    at = :atomics.add_get(taken, 1, 1)
    if at <= tuple_size(batches), do: {at, elem(batches, at - 1)}
  end

  # The results of helpers: all of them have arrived once their :DOWN messages have.
  defp finish(work, monitors) do
    :atomics.put(work.taken, 1, tuple_size(work.batches))
    for monitor <- monitors, do: receive(do: ({:DOWN, ^monitor, _, _, _} -> :ok))
    receive_results(work.tag, %{})
  end

  defp receive_results(tag, results) do
    receive do
      {{^tag, at}, result} -> receive_results(tag, Map.put(results, at, result))
    after
      0 -> results
    end
  end

  defp killed, do: {:error, {:panic, %{message: "a process that decoded rows was killed"}}}
end
