defmodule SparkEx.Streaming.ForeachBatch do
  @moduledoc false
  # The process that calls a function with the micro-batches of a query.

  use Task, restart: :temporary

  alias SparkEx.Arguments.Thunk
  alias SparkEx.{DataFrame, Error, StreamWriter}
  alias SparkEx.Connect.SessionHandle
  alias SparkEx.Streaming.{BatchChannel, Supervisor}

  require Logger

  @type callback :: (DataFrame.t(), non_neg_integer -> term)

  @doc "Starts the query and the process, which ends with the query."
  @spec start(StreamWriter.t(), callback, keyword, (StreamWriter.t() -> StreamWriter.result())) ::
          StreamWriter.result()
  def start(writer, function, options, start) do
    caller = self()
    tag = make_ref()
    run = fn -> run(writer, function, options, start, &send(caller, {tag, &1})) end

    with {:ok, _handle} <- SessionHandle.fetch(writer.frame.session),
         {:ok, pid} <- DynamicSupervisor.start_child(Supervisor, {__MODULE__, run}) do
      monitor = Process.monitor(pid)

      receive do
        {^tag, result} ->
          Process.demonitor(monitor, [:flush])
          result

        {:DOWN, ^monitor, :process, _pid, reason} ->
          text = "the process of foreach_batch/3 has ended: #{Exception.format_exit(reason)}"
          {:error, %Error.Internal{text: text}}
      end
    end
  end

  @doc false
  @spec start_link(Thunk.t(term)) :: {:ok, pid}
  def start_link(run), do: Task.start_link(run)

  defp run(writer, function, options, start, reply) do
    case BatchChannel.open(writer, options[:client_timeout], start) do
      {:ok, channel} ->
        reply.({:ok, channel.query})
        loop(channel, function, nil)
        BatchChannel.close(channel)

      {:error, exception} ->
        reply.({:error, exception})
    end
  end

  # Callers that await the query get its exception.
  defp loop(channel, function, answered) do
    with {:ok, {id, frame}} <- BatchChannel.next(channel, answered),
         :ok <- BatchChannel.answer(channel, id, failure(function, frame, id)),
         do: loop(channel, function, id)
  end

  @doc "Calls the function. Returns its error as text, or `nil`."
  @spec failure(callback, DataFrame.t(), non_neg_integer) :: String.t() | nil
  def failure(function, frame, id) do
    case function.(frame, id) do
      {:error, %_{} = exception} when is_exception(exception) -> Exception.message(exception)
      {:error, reason} -> inspect(reason)
      :error -> "the function returned :error"
      _value -> nil
    end
  catch
    kind, reason ->
      Logger.error(
        "the function of foreach_batch/3 failed in micro-batch #{id}: " <>
          Exception.format(kind, reason, __STACKTRACE__)
      )

      Exception.format_banner(kind, reason, __STACKTRACE__)
  end
end
