defmodule SparkEx.LocalServer.Engine do
  @moduledoc false
  # What a kind of server is to `SparkEx.LocalServer`: the options it takes and the command that runs it.

  alias SparkEx.LocalServer.Command

  @doc "The options of this engine, a `SparkEx.Arguments.Options` schema."
  @callback options() :: SparkEx.Arguments.Options.schema()

  @doc "The command for checked options. What the server leaves on disk goes below `directory`."
  @callback command(options :: keyword, directory :: Path.t()) ::
              {:ok, Command.t()} | {:error, reason :: String.t()}
end
