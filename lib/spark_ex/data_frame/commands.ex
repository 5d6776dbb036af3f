defmodule SparkEx.DataFrame.Commands do
  @moduledoc false
  # Running the commands that take a frame: writes, views, merges.

  alias SparkEx.Connect.{Client, ResultDecoder}
  alias SparkEx.{DataFrame, Error, Options}

  @type result :: :ok | {:error, Exception.t()}

  @spec docs() :: String.t()
  def docs, do: Options.docs(ResultDecoder.command_options())

  @doc "Builds a command and runs it. What no server could take is an error as any other."
  @spec run(DataFrame.t(), keyword, String.t(), (() -> map)) :: result
  def run(frame, options, context, build) do
    with {:ok, options} <- Options.validate(options, ResultDecoder.command_options(), context),
         %{session: session} = DataFrame.frame!(frame),
         {:ok, _responses} <- Client.command(session, build.(), options),
         do: :ok
  rescue
    error in Error.Argument -> {:error, error}
  end
end
