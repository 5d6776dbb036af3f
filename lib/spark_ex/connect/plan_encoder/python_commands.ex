defmodule SparkEx.Connect.PlanEncoder.PythonCommands do
  @moduledoc false
  # Python functions in the form in which they are sent, which depends on the workers of the
  # session.

  alias SparkEx.Connect.SessionHandle
  alias SparkEx.Plan
  alias SparkEx.Python.{Command, Workers}
  alias SparkEx.Types.SessionTimestamp

  @fields Command.fields()

  @doc """
  A plan with messages in place of the commands. The server is asked for its workers at the first
  plan of a session that has one.
  """
  @spec encode(map, SessionHandle.t()) :: {:ok, map} | {:error, Exception.t()}
  def encode(plan, handle) do
    case commands(plan) do
      [] -> {:ok, plan}
      commands -> encode(plan, handle, commands)
    end
  end

  defp encode(plan, handle, commands) do
    packages = commands |> Enum.flat_map(&Command.packages/1) |> Enum.uniq()
    types = for %{returns: type} when type != nil <- commands, do: type

    with {:ok, workers} <- Workers.get(handle),
         :ok <- Workers.check(workers, packages),
         {:ok, timestamp} <- SessionTimestamp.of_session(handle, types) do
      {:ok, fill(plan, workers, timestamp)}
    end
  end

  @doc "A plan with the messages for workers, and for what TIMESTAMP is in a session."
  @spec fill(map, Workers.t(), SparkEx.Types.t()) :: map
  def fill(plan, workers, timestamp),
    do: Plan.prewalk(plan, &{:cont, replace(&1, workers, timestamp)})

  defp commands(plan) do
    Plan.reduce(plan, [], fn message, found -> {:cont, commands(message, @fields, found)} end)
  end

  defp commands(_message, [], found), do: found

  defp commands(message, [field | fields], found) do
    case message do
      %{^field => %Command{} = command} -> commands(message, fields, [command | found])
      _none -> commands(message, fields, found)
    end
  end

  defp replace(message, workers, timestamp) do
    Enum.reduce(@fields, message, fn field, message ->
      case message do
        %{^field => %Command{} = command} ->
          %{message | field => Command.message(command, workers, timestamp)}

        _none ->
          message
      end
    end)
  end
end
