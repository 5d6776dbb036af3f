defmodule SparkEx.Telemetry.Relay do
  @moduledoc false
  # Emits the events of RPCs that the native core makes by itself.

  use GenServer

  alias SparkEx.Telemetry

  @doc "Starts the process, under its name."
  @spec start_link(term) :: GenServer.on_start()
  def start_link(_options), do: GenServer.start_link(__MODULE__, nil, name: __MODULE__)

  @impl true
  def init(nil), do: {:ok, nil}

  @impl true
  def handle_info({:spark_ex_rpc, event, call}, state) do
    Telemetry.native_rpc(event, call)
    {:noreply, state}
  end

  def handle_info(_message, state), do: {:noreply, state}
end
