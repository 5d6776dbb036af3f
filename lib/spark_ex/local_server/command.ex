defmodule SparkEx.LocalServer.Command do
  @moduledoc false
  # The command line of a server, and the lines of its output that name its addresses.

  @guard_source Path.join(__DIR__, "guard.sh")
  @external_resource @guard_source
  @guard File.read!(@guard_source)

  # The environment may hold a token.
  @derive {Inspect, except: [:environment]}
  @enforce_keys [:executable, :arguments, :listening]
  defstruct [:executable, :arguments, :listening, :ui, environment: %{}]

  @type t :: %__MODULE__{
          executable: Path.t(),
          arguments: [String.t()],
          # Captures the port of the server.
          listening: Regex.t(),
          # Captures the URL of the web UI.
          ui: Regex.t() | nil,
          # `nil` removes an inherited variable.
          environment: %{String.t() => String.t() | nil}
        }

  @line_bytes 4096

  @doc """
  Runs the command below a guard that ends it, and removes `directory`, when the port closes.

  The owner gets `{port, {:data, {:eol | :noeol, line}}}` and `{port, {:exit_status, status}}`.
  """
  @spec open(t, Path.t()) :: {:ok, port} | {:error, reason :: String.t()}
  def open(%__MODULE__{} = command, directory) do
    case System.find_executable("bash") do
      nil -> {:error, "there is no bash on the PATH, which runs it"}
      bash -> {:ok, Port.open({:spawn_executable, bash}, port_options(command, directory))}
    end
  end

  @doc "Asks the guard to end the server; its exit status follows as a message."
  @spec stop(port) :: true
  def stop(port), do: Port.command(port, "stop\n")

  defp port_options(command, directory) do
    guarded = [directory, command.executable | command.arguments]

    [
      :binary,
      :exit_status,
      :hide,
      line: @line_bytes,
      args: ["-c", @guard, "guard" | guarded],
      env: Enum.map(command.environment, &variable/1)
    ]
  end

  defp variable({name, nil}), do: {String.to_charlist(name), false}
  defp variable({name, value}), do: {String.to_charlist(name), String.to_charlist(value)}
end
