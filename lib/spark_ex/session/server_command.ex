defmodule SparkEx.Session.ServerCommand do
  @moduledoc false
  # Commands that need no frame: the resources of the driver, and those of external runners.

  alias SparkEx.Arguments.{Options, SourceOptions}
  alias SparkEx.Connect.{Client, ResultDecoder}
  alias SparkEx.DataFrame.{Names, Statement}
  alias SparkEx.{DataFrame, Error, Session}

  @doc "The addresses of the driver's resources, by name."
  @spec resources(Session.t()) ::
          {:ok, %{String.t() => [String.t()]}} | {:error, Exception.t()}
  def resources(session) do
    with {:ok, responses} <- Client.command(session, %{get_resources_command: %{}}) do
      case Enum.find_value(responses, & &1[:get_resources_command_result]) do
        nil -> {:error, %Error.Decode{text: "the server returned no resources"}}
        result -> {:ok, Map.new(result[:resources] || %{}, &addresses/1)}
      end
    end
  end

  defp addresses({name, resource}), do: {name, resource[:addresses] || []}

  @doc "Runs a command outside Spark, and returns a frame of its output."
  @spec execute_external(Session.t(), String.t(), String.t(), term, keyword) ::
          {:ok, DataFrame.t()} | {:error, Exception.t()}
  def execute_external(session, runner, command, runner_options, options) do
    context = "execute_external_command/5"

    message = %{
      runner: Names.name!(runner, context),
      command: Names.text!(command, context),
      options: SourceOptions.merge(%{}, runner_options, nil, context)
    }

    options = Options.validate!(options, ResultDecoder.command_options(), context)

    command = %{execute_external_command: message}

    with {:ok, relation} <- Statement.result(session, command, options),
         do: {:ok, DataFrame.new(session, Map.delete(relation, :common))}
  rescue
    error in Error.Argument -> {:error, error}
  end
end
