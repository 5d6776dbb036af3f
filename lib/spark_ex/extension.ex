defmodule SparkEx.Extension do
  @moduledoc """
  Messages of plugins of the server.

  A plugin of Spark Connect adds relations, columns and commands to the protocol. Delta Lake, for
  example, has one. The messages are the plugin's own. They are sent as a type URL and the bytes
  of the encoded message (`google.protobuf.Any`), which a protobuf library can encode:

      type_url = "type.googleapis.com/example.Lines"
      bytes = Protobuf.encode(%Example.Lines{path: "/data/a.txt"})

      session
      |> SparkEx.Extension.frame(type_url, bytes)
      |> SparkEx.DataFrame.filter("length(value) > 80")
      |> SparkEx.DataFrame.count!()

  The server has its plugins from the time when it starts:
  `spark.connect.extensions.relation.classes`, `spark.connect.extensions.expression.classes` and
  `spark.connect.extensions.command.classes`. It rejects a message that none of them knows.
  """

  alias SparkEx.Arguments.Options
  alias SparkEx.{Column, DataFrame, Error, Plan}
  alias SparkEx.Connect.{Client, Errors, ResultDecoder}

  @typedoc "The name of a message's type, with the prefix that protobuf gives it."
  @type type_url :: String.t()

  @doc """
  A frame that a plugin makes of a message.

      iex> SparkEx.Extension.frame(:spark, "type.googleapis.com/example.Lines", <<10, 0>>)
      #SparkEx.DataFrame<extension("type.googleapis.com/example.Lines")>

  Raises `SparkEx.Error.Argument` unless the type URL is a string with a `/` and the message is a
  binary. (Scala `SparkSession.newDataFrame`, `spark.connect.Relation.extension`.)
  """
  @spec frame(DataFrame.session(), type_url, binary) :: DataFrame.t()
  def frame(session, type_url, bytes),
    do: DataFrame.new(session, Plan.relation(%{extension: any!(type_url, bytes, "frame/3")}))

  @doc """
  A column that a plugin makes of a message.

      iex> SparkEx.Extension.column("type.googleapis.com/example.Secret", <<10, 0>>)
      #SparkEx.Column<extension("type.googleapis.com/example.Secret")>

  Raises as `frame/3` does. (Scala `Column.apply`, `spark.connect.Expression.extension`.)
  """
  @spec column(type_url, binary) :: Column.t()
  def column(type_url, bytes),
    do: %Column{expr: %{extension: any!(type_url, bytes, "column/2")}}

  @doc """
  Runs a message as a command of a plugin, and returns the messages that the server answers with.

      {:ok, []} = SparkEx.Extension.execute(session, "type.googleapis.com/example.Vacuum", bytes)

  ## Options

  #{Options.docs(ResultDecoder.command_options())}

  Returns `{:ok, messages}`, a list of pairs of a type URL and bytes, or `{:error, exception}`.
  (Scala `SparkSession.execute`, `spark.connect.Command.extension`.)
  """
  @spec execute(DataFrame.session(), type_url, binary, keyword) ::
          {:ok, [{type_url, binary}]} | {:error, Exception.t()}
  def execute(session, type_url, bytes, options \\ []) do
    command = %{extension: any!(type_url, bytes, "execute/4")}
    options = Options.validate!(options, ResultDecoder.command_options(), "execute/4")

    with {:ok, responses} <- Client.command(session, command, options) do
      {:ok, for(%{extension: any} <- responses, do: {any[:type_url] || "", any[:value] || ""})}
    end
  rescue
    error in Error.Argument -> {:error, error}
  end

  @doc "As `execute/4`, but raises."
  @spec execute!(DataFrame.session(), type_url, binary, keyword) :: [{type_url, binary}]
  def execute!(session, type_url, bytes, options \\ []),
    do: session |> execute(type_url, bytes, options) |> Errors.unwrap!()

  defp any!(type_url, bytes, context) do
    unless is_binary(type_url) and String.valid?(type_url) and String.contains?(type_url, "/") do
      raise Error.Argument,
            "#{context}: expected a type URL such as \"type.googleapis.com/example.Message\", " <>
              "got: #{inspect(type_url)}"
    end

    unless is_binary(bytes) do
      raise Error.Argument,
            "#{context}: expected an encoded message as a binary, got: #{inspect(bytes)}"
    end

    %{type_url: type_url, value: bytes}
  end
end
