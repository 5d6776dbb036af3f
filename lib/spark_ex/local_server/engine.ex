defmodule SparkEx.LocalServer.Engine do
  @moduledoc false
  # A kind of local server: its options, and the command that runs it.

  alias SparkEx.LocalServer.Command

  @doc "The options of this engine, a `SparkEx.Arguments.Options` schema."
  @callback options() :: SparkEx.Arguments.Options.schema()

  @doc "The command for validated options. The server writes its files below `directory`."
  @callback command(options :: keyword, directory :: Path.t()) ::
              {:ok, Command.t()} | {:error, reason :: String.t()}

  @doc "Whether the programs of the engine are on this machine."
  @callback installed(options :: keyword) :: :ok | {:error, reason :: String.t()}
end
