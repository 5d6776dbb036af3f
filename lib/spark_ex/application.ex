defmodule SparkEx.Application do
  @moduledoc false
  # Registers the smart cells with Livebook, and starts the processes that no session owns.

  use Application

  alias SparkEx.CallSite
  alias SparkEx.Streaming.ListenerBus
  alias SparkEx.Telemetry

  @smart_cells [
    SparkEx.Livebook.ConnectionCell,
    SparkEx.Livebook.SQLCell,
    SparkEx.Livebook.ChartCell,
    SparkEx.Livebook.StreamCell
  ]

  @impl true
  def start(_type, _arguments) do
    # Without Hex the library may be on the code path, and no dependency that Mix starts.
    _missing = Application.ensure_all_started(:telemetry)
    Enum.each(@smart_cells, &register/1)
    if Application.get_env(:spark_ex, :call_sites, false), do: CallSite.enable()
    Supervisor.start_link(children(), strategy: :one_for_one, name: SparkEx.Supervisor)
  end

  defp children, do: Telemetry.children() ++ ListenerBus.children()

  # The cells are compiled only with Kino.
  if Code.ensure_loaded?(Kino) do
    defp register(cell), do: Kino.SmartCell.register(cell)
  else
    defp register(_cell), do: :ok
  end
end
