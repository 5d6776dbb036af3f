defmodule SparkEx.ML.FunctionCall do
  @moduledoc false
  # Calls of the functions that the server has beside models and operators. PySpark's client calls
  # them as methods of an object with a fixed id.

  alias SparkEx.Connect.Client
  alias SparkEx.{DataFrame, Session}
  alias SparkEx.ML.Command

  @id "______ML_CONNECT_HELPER______"

  @doc "The result of a function. Arguments are messages `Fetch.Method.Args`."
  @spec run(Client.session(), String.t(), [map], keyword) ::
          {:ok, Command.result()} | {:error, Exception.t()}
  def run(session, method, args, options),
    do: Command.run(session, %{fetch: fetch(method, args)}, options)

  @doc "The frame of a function. Nothing is sent yet."
  @spec frame(Session.t(), String.t(), [map]) :: DataFrame.t()
  def frame(session, method, args),
    do: DataFrame.new(session, %{ml_relation: %{fetch: fetch(method, args)}})

  defp fetch(method, args),
    do: %{obj_ref: %{id: @id}, methods: [%{method: method, args: args}]}
end
