defmodule SparkEx.Connect.Decoders do
  @moduledoc false
  # The batches of a large result, made into terms on several cores.
  #
  # The caller makes the terms of as many batches as it can, on its own heap. Beside it helpers take
  # others, one at a time; what they make is copied once, into a message. One of the VM's dirty
  # schedulers for computing is left to others where there are three or more. Requests and small
  # results do not need it: they are made where the VM has threads for input and output.

  alias SparkEx.Connect.Heap
  alias SparkEx.Native

  @doc """
  What `SparkEx.Native.batch_decode/2` answers for each of the batches, which are released.

  `words` is how much room on a heap all terms together are expected to need; `workers` how many
  processes make them, the caller among them.
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

    Heap.with_room(words, fn ->
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
      Native.batch_decode_for(batch, work.shape, work.caller, {work.tag, at})
      Native.batch_release(batch)
      # The next batch needs the same room.
      :erlang.garbage_collect()
      help(work)
    end
  end

  defp take(%{batches: batches, taken: taken}) do
    at = :atomics.add_get(taken, 1, 1)
    if at <= tuple_size(batches), do: {at, elem(batches, at - 1)}
  end

  # What helpers have sent. It has come, all of it, once their ends are known.
  defp finish(work, monitors) do
    :atomics.put(work.taken, 1, tuple_size(work.batches))
    for monitor <- monitors, do: receive(do: ({:DOWN, ^monitor, _, _, _} -> :ok))
    sent(work.tag, %{})
  end

  defp sent(tag, sent) do
    receive do
      {{^tag, at}, answer} -> sent(tag, Map.put(sent, at, answer))
    after
      0 -> sent
    end
  end

  defp killed, do: {:error, {:panic, %{message: "a process that made rows was killed"}}}
end
