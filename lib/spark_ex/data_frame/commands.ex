defmodule SparkEx.DataFrame.Commands do
  @moduledoc false
  # Running the commands that take a frame: writes, views, merges.

  alias SparkEx.Connect.Client
  alias SparkEx.{DataFrame, Error}

  @type result :: :ok | {:error, Exception.t()}

  @doc "Builds a command and runs it. What no server could take is an error as any other."
  @spec run(DataFrame.t(), keyword, (() -> map)) :: result
  def run(frame, options, build) do
    with {:ok, _responses} <- Client.command(frame.session, build.(), options), do: :ok
  rescue
    error in Error.Argument -> {:error, error}
  end
end
