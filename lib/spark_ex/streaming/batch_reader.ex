defmodule SparkEx.Streaming.BatchReader do
  @moduledoc false
  # The process that reads micro-batches for a producer, which must not wait for the server.
  #
  # It sends `{:opened, reader, channel}` once, and for each micro-batch `{:batch, reader, id}`
  # and then `{:data, reader, list, last?}`, again for each `:more` until the last one. The
  # message `{:answer, error}` ends the micro-batch, also before its last data.

  alias SparkEx.Connect.Errors
  alias SparkEx.DataFrame
  alias SparkEx.Streaming.{BatchChannel, Batches}

  # The number of rows in a message.
  @rows 500

  @doc "Starts the process, which is linked to the caller, its producer."
  @spec start_link(keyword) :: pid
  def start_link(options) do
    producer = self()
    spawn_link(fn -> run(producer, options) end)
  end

  @doc "Waits until Spark has committed a micro-batch that was acknowledged."
  @spec await_commit(BatchChannel.t(), non_neg_integer) :: :ok
  defdelegate await_commit(channel, id), to: BatchChannel

  @doc "Stops the query of a channel, if there is one."
  @spec close(BatchChannel.t() | nil) :: :ok | {:error, Exception.t()}
  def close(nil), do: :ok
  def close(channel), do: BatchChannel.close(channel)

  defp run(producer, options) do
    channel = options[:frame] |> frame() |> Batches.writer(options) |> Batches.open!(options)
    send(producer, {:opened, self(), channel})
    loop(channel, producer, options, nil)
    BatchChannel.close(channel)
  rescue
    exception -> exit({:shutdown, exception})
  end

  defp frame(function) when is_function(function, 0), do: function.()
  defp frame(frame), do: frame

  defp loop(channel, producer, options, answered) do
    case channel |> BatchChannel.next(answered) |> Errors.unwrap!() do
      :done ->
        :ok

      {id, frame} ->
        send(producer, {:batch, self(), id})
        {:answer, error} = frame |> data(options) |> deliver(producer)
        channel |> BatchChannel.answer(id, error) |> Errors.unwrap!()
        loop(channel, producer, options, id)
    end
  end

  defp data(frame, options) do
    case options[:emit] do
      :batches -> [[frame]]
      :rows -> frame |> DataFrame.stream(options[:stream_options]) |> Stream.chunk_every(@rows)
    end
  end

  # Returns the answer. One list is read ahead, so that the producer knows the last one.
  defp deliver(lists, producer) do
    lists
    |> Stream.concat([:end])
    |> Stream.chunk_every(2, 1, :discard)
    |> Enum.reduce_while(:empty, fn
      [list, :end], _acc -> {:halt, send_data(producer, list, true)}
      [list, _next], _acc -> producer |> send_data(list, false) |> next()
    end)
    |> case do
      :empty -> send_data(producer, [], true)
      answer -> answer
    end
  end

  defp next(:more), do: {:cont, :empty}
  defp next(answer), do: {:halt, answer}

  defp send_data(producer, list, last?) do
    send(producer, {:data, self(), list, last?})

    receive do
      :more when not last? -> :more
      {:answer, error} -> {:answer, error}
    end
  end
end
