defmodule SparkEx.Streaming.BatchChannel do
  @moduledoc false
  # A streaming query whose micro-batches the client processes.
  #
  # Spark calls a fixed Python function with each micro-batch (`priv/python/foreach_batch.py`). It
  # publishes the micro-batch as an unguessable global temporary view and waits for another view
  # as the answer. Only then does Spark commit the micro-batch. While the channel is open, a
  # linked process replaces a third view, so that the query fails instead of waiting if the client
  # is gone.

  alias SparkEx.{Catalog, DataFrame, Error, Python, Reader, StreamingQuery, StreamWriter}
  alias SparkEx.Python.Command

  @source Path.join([__DIR__, "..", "..", "..", "priv", "python", "foreach_batch.py"])
  @external_resource @source
  @stub File.read!(@source)

  # The shortest and the longest poll interval in milliseconds.
  @first_pause 5
  @max_pause 100
  # The interval between checks for the end of the query.
  @check_interval 1_000

  @no_worker "Python worker failed to connect back."
  @start_attempts 6

  @enforce_keys [:session, :query, :token, :heartbeat]
  defstruct @enforce_keys

  @type t :: %__MODULE__{
          session: SparkEx.Session.t(),
          query: StreamingQuery.t(),
          token: String.t(),
          heartbeat: pid
        }

  @doc """
  Starts a query with the function. `start` receives the writer with the function.

  `client_timeout` is in milliseconds. The channel belongs to the calling process.
  """
  @spec open(StreamWriter.t(), pos_integer, (StreamWriter.t() -> StreamWriter.result())) ::
          {:ok, t} | {:error, Exception.t()}
  def open(%{frame: %{session: session}} = writer, client_timeout, start) do
    token = token()

    with {:ok, heartbeat} <- start_heartbeat(session, token, client_timeout) do
      writer = %{writer | foreach_batch: function(token, client_timeout)}

      case start_query(writer, start, @start_attempts) do
        {:ok, query} ->
          {:ok, %__MODULE__{session: session, query: query, token: token, heartbeat: heartbeat}}

        {:error, exception} ->
          stop_heartbeat(heartbeat)
          drop_views(session, token)
          {:error, exception}
      end
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

  # All sessions of a server can see view names, so they must be unguessable.
  defp token, do: 16 |> :crypto.strong_rand_bytes() |> Base.encode16(case: :lower)

  defp function(token, client_timeout) do
    seconds = max(div(client_timeout, 1_000), 1)
    source = @stub <> "\n\nTOKEN = \"#{token}\"\nCLIENT_TIMEOUT = #{seconds}\n"

    source
    |> Python.new(name: "foreach_batch", file: "spark_ex/foreach_batch.py")
    |> Command.function()
  end

  @doc "Waits for the next micro-batch. Returns `:done` when the query has ended."
  @spec next(t, integer) ::
          {:ok, {non_neg_integer, DataFrame.t()} | :done} | {:error, Exception.t()}
  def next(channel, answered), do: next(channel, answered, @first_pause, now())

  defp next(channel, answered, pause, checked) do
    case find(channel, answered) do
      {:ok, nil} -> wait(channel, answered, pause, checked)
      {:ok, {id, name}} -> {:ok, {id, Reader.table(channel.session, "global_temp." <> name)}}
      {:error, exception} -> {:error, exception}
    end
  end

  defp find(channel, answered) do
    with {:ok, names} <- views(channel.session, channel.token, "batch_*") do
      found = for name <- names, id = batch_id(name), id > answered, do: {id, name}
      {:ok, Enum.min(found, fn -> nil end)}
    end
  end

  defp views(session, token, pattern) do
    statement = "SHOW VIEWS IN global_temp LIKE 'spark_ex_#{token}_#{pattern}'"

    with {:ok, rows} <- session |> SparkEx.sql(statement) |> DataFrame.collect(as: :lists),
         do: {:ok, for([_namespace, name | _temporary] <- rows, do: name)}
  end

  defp batch_id(name), do: name |> String.split("_") |> List.last() |> String.to_integer()

  defp wait(channel, answered, pause, checked) do
    if now() - checked > @check_interval do
      case ended?(channel.query) do
        {:ok, true} -> {:ok, :done}
        {:ok, false} -> next(channel, answered, pause, now())
        {:error, exception} -> {:error, exception}
      end
    else
      Process.sleep(pause)
      next(channel, answered, min(pause * 2, @max_pause), checked)
    end
  end

  # A query that failed returns its exception.
  defp ended?(query) do
    with {:ok, result} <- StreamingQuery.await(query, timeout: 1),
         do: {:ok, result == :terminated}
  end

  @doc "Answers a micro-batch. `nil` lets Spark commit it and a string fails the query."
  @spec answer(t, non_neg_integer, String.t() | nil) :: :ok | {:error, Exception.t()}
  def answer(%{session: session, token: token}, id, error),
    do: put_view(session, "spark_ex_#{token}_answer_#{id}", "STRING", error, "error")

  @doc "Ends the channel and stops the query if it still runs."
  @spec close(t) :: :ok | {:error, Exception.t()}
  def close(channel) do
    stop_heartbeat(channel.heartbeat)

    with :ok <- StreamingQuery.stop(channel.query),
         do: drop_views(channel.session, channel.token)
  end

  # A stopped function leaves its views behind.
  defp drop_views(session, token) do
    with {:ok, names} <- views(session, token, "*") do
      Enum.find_value(names, :ok, fn name ->
        with {:ok, _existed} <- Catalog.drop_global_temp_view(session, name), do: nil
      end)
    end
  end

  ## The heartbeat

  defp start_heartbeat(session, token, client_timeout) do
    with :ok <- beat(session, token, 0) do
      # The link ends it with the owner of the channel.
      {:ok, spawn_link(fn -> heartbeat(session, token, div(client_timeout, 4), 1) end)}
    end
  end

  defp heartbeat(session, token, interval, beat) do
    Process.sleep(interval)

    # Without a session there is no query. Other errors may be temporary.
    case beat(session, token, beat) do
      {:error, %Error.Session{}} -> :ok
      _result -> heartbeat(session, token, interval, beat + 1)
    end
  end

  defp beat(session, token, beat),
    do: put_view(session, "spark_ex_#{token}_alive", "BIGINT", beat, "beat")

  defp stop_heartbeat(pid) do
    Process.unlink(pid)
    Process.exit(pid, :kill)
  end

  ## Views of one row

  defp put_view(session, name, type, value, column) do
    session
    |> SparkEx.sql("SELECT CAST(:value AS #{type}) AS #{column}", %{value: value})
    |> DataFrame.create_or_replace_global_temp_view(name)
  end

  defp now, do: System.monotonic_time(:millisecond)
end
