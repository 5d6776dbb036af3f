defmodule SparkEx.Streaming.BatchHeartbeat do
  @moduledoc false
  # The process that signals to the server that the client is processing a micro-batch.
  #
  # It replaces a view, each time with another number. A micro-batch that ends before the first
  # beat needs none. A pause drops the view.

  alias SparkEx.Error
  alias SparkEx.Streaming.BatchViews

  @view "alive"

  @doc "Starts the process, paused and linked to the caller. `interval` is in milliseconds."
  @spec start_link(BatchViews.t(), pos_integer) :: pid
  def start_link(views, interval), do: spawn_link(fn -> paused(views, interval, 0) end)

  @doc "Starts the beats."
  @spec begin(pid) :: :ok
  def begin(pid) do
    send(pid, :begin)
    :ok
  end

  @doc "Pauses the process. A running beat ends first."
  @spec pause(pid) :: :ok
  def pause(pid) do
    monitor = Process.monitor(pid)
    send(pid, {:pause, self(), monitor})

    receive do
      {^monitor, :paused} -> Process.demonitor(monitor, [:flush])
      {:DOWN, ^monitor, :process, _pid, _reason} -> true
    end

    :ok
  end

  @doc "Ends the process."
  @spec stop(pid) :: :ok
  def stop(pid) do
    pause(pid)
    Process.unlink(pid)
    Process.exit(pid, :kill)
    :ok
  end

  defp paused(views, interval, beat) do
    receive do
      :begin -> beating(views, interval, beat, beat)
      {:pause, caller, ref} -> reply(caller, ref, views, interval, beat)
    end
  end

  defp beating(views, interval, first, beat) do
    receive do
      {:pause, caller, ref} ->
        if beat > first, do: BatchViews.drop(views, @view)
        reply(caller, ref, views, interval, beat)
    after
      interval ->
        # Without a session there is no query. Other errors may be temporary.
        case BatchViews.put(views, @view, {"beat", "BIGINT", beat}) do
          {:error, %Error.Session{}} -> :ok
          _result -> beating(views, interval, first, beat + 1)
        end
    end
  end

  defp reply(caller, ref, views, interval, beat) do
    send(caller, {ref, :paused})
    paused(views, interval, beat)
  end
end
