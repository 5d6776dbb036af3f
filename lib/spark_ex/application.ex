defmodule SparkEx.Application do
  @moduledoc false
  # Nothing runs by itself: sessions belong to those who open them. Livebook learns of the smart cells.

  use Application

  @smart_cells [SparkEx.Livebook.ConnectionCell, SparkEx.Livebook.SQLCell]

  @impl true
  def start(_type, _arguments) do
    Enum.each(@smart_cells, &register/1)
    Supervisor.start_link([], strategy: :one_for_one, name: SparkEx.Supervisor)
  end

  # The cells are compiled only where Kino is.
  if Code.ensure_loaded?(Kino) do
    defp register(cell), do: Kino.SmartCell.register(cell)
  else
    defp register(_cell), do: :ok
  end
end
