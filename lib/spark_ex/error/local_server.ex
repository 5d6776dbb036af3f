defmodule SparkEx.Error.LocalServer do
  @moduledoc """
  A local server that could not be started, or that ended by itself.

  Fields: `engine` (`:spark` or `:sail`), `reason` (a sentence), and `log` (the last lines that
  the server wrote, oldest first).
  """

  defexception [:engine, :reason, log: []]

  @type t :: %__MODULE__{engine: atom, reason: String.t(), log: [String.t()]}

  @titles %{spark: "Spark Connect server", sail: "Sail server"}

  @impl true
  def message(%__MODULE__{engine: engine, reason: reason, log: log}) do
    "local #{@titles[engine] || "server"}: #{reason}#{tail(log)}"
  end

  defp tail([]), do: ""
  defp tail(log), do: "\nThe end of its log:\n" <> Enum.map_join(log, "\n", &("    " <> &1))
end
