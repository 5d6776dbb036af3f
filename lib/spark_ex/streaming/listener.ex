defmodule SparkEx.Streaming.Listener do
  @moduledoc false
  # The process of a `SparkEx.StreamingQueryListener`.

  use GenServer, restart: :temporary

  alias SparkEx.{Error, Session}
  alias SparkEx.Streaming.{ListenerBus, Supervisor}
  alias SparkEx.StreamingQuery.{Idle, Progress, Started, Terminated}

  require Logger

  @callbacks %{
    Started => :on_query_started,
    Progress => :on_query_progress,
    Idle => :on_query_idle,
    Terminated => :on_query_terminated
  }

  @doc "Starts a listener and subscribes it."
  @spec add(Session.t(), module, term) :: {:ok, pid} | {:error, Exception.t()}
  def add(session, module, argument) do
    with :ok <- validate(module),
         {:ok, pid} <- DynamicSupervisor.start_child(Supervisor, {__MODULE__, {module, argument}}) do
      case ListenerBus.subscribe(session, pid) do
        :ok -> {:ok, pid}
        {:error, exception} -> stop(pid, exception)
      end
    end
  end

  defp stop(pid, exception) do
    GenServer.stop(pid)
    {:error, exception}
  end

  defp validate(module) do
    if is_atom(module) and Code.ensure_loaded?(module) and callbacks(module) != [] do
      :ok
    else
      message =
        "a listener is a module with a callback of SparkEx.StreamingQueryListener, " <>
          "got: #{inspect(module)}"

      {:error, %Error.Argument{message: message}}
    end
  end

  defp callbacks(module),
    do: for({_event, name} <- @callbacks, function_exported?(module, name, 2), do: name)

  @doc false
  @spec start_link({module, term}) :: GenServer.on_start()
  def start_link(state), do: GenServer.start_link(__MODULE__, state)

  @impl true
  def init(state), do: {:ok, state}

  @impl true
  def handle_info({:spark_streaming, {:error, _exception}}, state), do: {:stop, :normal, state}

  def handle_info({:spark_streaming, %event{} = value}, {module, argument} = state) do
    callback = Map.fetch!(@callbacks, event)
    if function_exported?(module, callback, 2), do: call(module, callback, value, argument)
    {:noreply, state}
  end

  def handle_info(_message, state), do: {:noreply, state}

  defp call(module, callback, event, argument) do
    apply(module, callback, [event, argument])
  catch
    kind, reason ->
      Logger.error(
        "#{inspect(module)}.#{callback}/2 failed: " <>
          Exception.format(kind, reason, __STACKTRACE__)
      )
  end
end
