defmodule SparkEx.DataFrame.Commands do
  @moduledoc false
  # Commands that take a frame: writes, views, merges.

  alias SparkEx.Connect.{Client, ResultDecoder}
  alias SparkEx.Arguments.{Options, Thunk}
  alias SparkEx.{DataFrame, Error}

  @type result :: :ok | {:error, Exception.t()}

  @spec docs() :: String.t()
  def docs, do: Options.docs(ResultDecoder.command_options())

  @doc "Validates the options of a command."
  @spec validate!(keyword, String.t()) :: keyword
  def validate!(options, context) do
    Options.validate!(options, ResultDecoder.command_options(), context)
    options
  end

  @doc "Builds a command and runs it. Returns invalid arguments as errors."
  @spec run(DataFrame.t(), keyword, String.t(), Thunk.t(map)) :: result
  def run(frame, options, context, build) do
    with {:ok, options} <- Options.validate(options, ResultDecoder.command_options(), context),
         %{session: session} = DataFrame.frame!(frame),
         {:ok, _responses} <- Client.command(session, build.(), options),
         do: :ok
  rescue
    error in Error.Argument -> {:error, error}
  end
end
