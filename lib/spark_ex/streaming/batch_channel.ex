defmodule SparkEx.Streaming.BatchChannel do
  @moduledoc false
  # A streaming query whose micro-batches the client processes.
  #
  # Spark calls a fixed Python function with each micro-batch (`priv/python/foreach_batch.py`). It
  # publishes the micro-batch as an unguessable global temporary view and waits for another view
  # as the answer. Only then does Spark commit the micro-batch. While the client processes it, a
  # linked process replaces a third view, so that the query fails instead of waiting if the client
  # is gone. The function drops the views of a killed client when it fails. Otherwise the next
  # query of the checkpoint drops them.

  alias SparkEx.{DataFrame, Error, Python, StreamingQuery, StreamWriter}
  alias SparkEx.Python.Command
  alias SparkEx.Streaming.{BatchHeartbeat, BatchViews}

  @source Path.join([__DIR__, "..", "..", "..", "priv", "python", "foreach_batch.py"])
  @external_resource @source
  @stub File.read!(@source)

  # The shortest and the longest pause between two polls for a micro-batch, in milliseconds.
  @min_pause 30
  @max_pause 500
  # A pause is this fraction of the time waited so far.
  @part 20
  # The pause between two polls for the commit of a micro-batch.
  @commit_pause 100
  # The interval between checks for the end of the query.
  @check_interval 1_000

  @no_worker "Python worker failed to connect back."
  @start_attempts 6

  @enforce_keys [:query, :views, :heartbeat]
  defstruct @enforce_keys

  @type t :: %__MODULE__{query: StreamingQuery.t(), views: BatchViews.t(), heartbeat: pid}

  @doc """
  Starts a query with the function. `start` receives the writer with the function.

  `client_timeout` is in milliseconds. The channel belongs to the calling process.
  """
  @spec open(StreamWriter.t(), pos_integer, (StreamWriter.t() -> StreamWriter.result())) ::
          {:ok, t} | {:error, Exception.t()}
  def open(%{frame: %{session: session}} = writer, client_timeout, start) do
    views = BatchViews.new(session, writer.options["checkpointLocation"])
    writer = %{writer | foreach_batch: function(views.prefix, client_timeout)}

    with {:ok, query} <- start_query(writer, start, @start_attempts) do
      heartbeat = BatchHeartbeat.start_link(views, div(client_timeout, 4))
      channel = %__MODULE__{query: query, views: views, heartbeat: heartbeat}
      drop_earlier(channel)
    end
  end

  # The start has stopped an earlier query of the checkpoint.
  defp drop_earlier(channel) do
    case BatchViews.drop_earlier(channel.views) do
      :ok ->
        {:ok, channel}

      {:error, exception} ->
        close(channel)
        {:error, exception}
    end
  end

  # Python must start within ten seconds, which a busy machine can exceed. A retry is safe,
  # because the query has not run yet.
  defp start_query(writer, start, attempts) do
    case start.(writer) do
      {:error, %Error.Remote{text: @no_worker <> _}} when attempts > 1 ->
        start_query(writer, start, attempts - 1)

      result ->
        result
    end
  end

  defp function(prefix, client_timeout) do
    seconds = max(div(client_timeout, 1_000), 1)
    source = @stub <> "\n\nPREFIX = \"#{prefix}\"\nCLIENT_TIMEOUT = #{seconds}\n"

    source
    |> Python.new(name: "foreach_batch", file: "spark_ex/foreach_batch.py")
    |> Command.function()
  end

  @doc """
  Waits for the micro-batch after the answered one, or for the first one if that is `nil`. Returns
  `:done` when the query has ended.
  """
  @spec next(t, non_neg_integer | nil) ::
          {:ok, {non_neg_integer, DataFrame.t()} | :done} | {:error, Exception.t()}
  def next(channel, answered), do: next(channel, answered, now(), now())

  defp next(channel, answered, started, checked) do
    case BatchViews.next_batch(channel.views, answered) do
      {:ok, nil} ->
        wait(channel, answered, started, checked)

      {:ok, batch} ->
        BatchHeartbeat.begin(channel.heartbeat)
        {:ok, batch}

      {:error, exception} ->
        {:error, exception}
    end
  end

  defp wait(channel, answered, started, checked) do
    if now() - checked > @check_interval do
      case ended?(channel.query) do
        {:ok, true} -> {:ok, :done}
        {:ok, false} -> next(channel, answered, started, now())
        {:error, exception} -> {:error, exception}
      end
    else
      pause = div(now() - started, @part)
      pause |> max(@min_pause) |> min(@max_pause) |> Process.sleep()
      next(channel, answered, started, checked)
    end
  end

  # A query that failed returns its exception.
  defp ended?(query) do
    with {:ok, result} <- StreamingQuery.await(query, timeout: 1),
         do: {:ok, result == :terminated}
  end

  @doc "Answers a micro-batch. `nil` lets Spark commit it and a string fails the query."
  @spec answer(t, non_neg_integer, String.t() | nil) :: :ok | {:error, Exception.t()}
  def answer(%{views: views, heartbeat: heartbeat}, id, error) do
    BatchHeartbeat.pause(heartbeat)
    BatchViews.put(views, "answer_#{id}", answer(error))
  end

  # The function reads the columns first, and reads the row only if there is an error.
  defp answer(nil), do: {"committed", "BOOLEAN", true}
  defp answer(error), do: {"error", "STRING", error}

  @doc "Waits until Spark has committed an answered micro-batch, or the query has ended."
  @spec await_commit(t, non_neg_integer) :: :ok
  def await_commit(%{query: query} = channel, id) do
    with {:ok, progress} <- StreamingQuery.last_progress(query),
         true <- progress == nil or progress.batch_id < id,
         {:ok, true} <- StreamingQuery.is_active(query) do
      Process.sleep(@commit_pause)
      await_commit(channel, id)
    else
      _done -> :ok
    end
  end

  @doc "Ends the channel and stops the query if it still runs."
  @spec close(t) :: :ok | {:error, Exception.t()}
  def close(channel) do
    BatchHeartbeat.stop(channel.heartbeat)
    # A stopped function leaves its views behind.
    with :ok <- StreamingQuery.stop(channel.query), do: BatchViews.drop(channel.views)
  end

  defp now, do: System.monotonic_time(:millisecond)
end
