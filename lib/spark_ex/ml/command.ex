defmodule SparkEx.ML.Command do
  @moduledoc false
  # The ML commands of the protocol (`spark.connect.MlCommand`) and their results.

  alias SparkEx.Arguments.Options
  alias SparkEx.Connect.{Client, LimitedResult, SessionHandle}
  alias SparkEx.{Error, Session}
  alias SparkEx.Literal.Decoder

  require Logger

  @options Keyword.take(LimitedResult.run_options(), [:timeout])
  @gone ["The MLCache key", "CONNECT_ML.CACHE_INVALID"]

  @typedoc "A value, the id of a summary, or what the server says of an object."
  @type result :: {:value, term} | {:summary, String.t()} | {:info, map} | :done

  @doc "The options of an action that runs a command."
  @spec options() :: Options.schema()
  def options, do: @options

  @doc "Runs a command. `options` may have `:timeout`."
  @spec run(Session.t() | SessionHandle.t(), map, keyword) ::
          {:ok, result} | {:error, Exception.t()}
  def run(session, command, options) do
    with {:ok, responses} <-
           Client.command(session, %{ml_command: command}, Keyword.take(options, [:timeout])),
         do: responses |> Enum.find_value(& &1[:ml_command_result]) |> result()
  end

  defp result(nil), do: {:ok, :done}
  defp result(empty) when empty == %{}, do: {:ok, :done}

  defp result(%{param: literal}),
    do: with({:ok, value} <- Decoder.parse(literal), do: {:ok, {:value, value}})

  defp result(%{summary: id}), do: {:ok, {:summary, id}}

  defp result(%{operator_info: info}) do
    with %{warning_message: warning} when warning != "" <- info, do: Logger.warning(warning)
    {:ok, {:info, info}}
  end

  defp result(_other),
    do: {:error, %Error.Decode{text: "the server returned no result of the ML command"}}

  @doc "Runs a command on an object of the session with the id. `name` is for errors."
  @spec run_on(%{session: Session.t(), session_id: String.t()}, String.t(), map, keyword) ::
          {:ok, result} | {:error, Exception.t()}
  def run_on(%{session: session, session_id: id}, name, command, options) do
    with {:ok, handle} <- SessionHandle.fetch(session),
         :ok <- same_session(handle, id, name),
         {:error, error} <- run(handle, command, options),
         do: {:error, gone(error, name)}
  end

  defp same_session(%{session_id: id}, id, _name), do: :ok

  defp same_session(_handle, _id, name),
    do: {:error, %Error.Model{reason: :lost, model: name}}

  defp gone(%Error.Remote{text: text} = error, name) do
    if String.contains?(text, @gone),
      do: %Error.Model{reason: :deleted, model: name},
      else: error
  end

  defp gone(error, _name), do: error

  @doc "A finalizer that deletes objects from the server's cache."
  @spec finalizer(Session.t() | SessionHandle.t(), String.t()) ::
          {:ok, SparkEx.Native.finalizer()} | {:error, Exception.t()}
  def finalizer(session, id), do: Client.finalizer(session, %{ml_command: delete(id)})

  @doc "The command that deletes an object."
  @spec delete(String.t()) :: map
  def delete(id), do: %{delete: %{obj_refs: [%{id: id}]}}

  @doc "The message of an operator."
  @spec operator(String.t(), String.t(), :estimator | :transformer | :evaluator | :model) :: map
  def operator(class, uid, kind), do: %{name: class, uid: uid, type: type(kind)}

  defp type(:estimator), do: :OPERATOR_TYPE_ESTIMATOR
  defp type(:transformer), do: :OPERATOR_TYPE_TRANSFORMER
  defp type(:evaluator), do: :OPERATOR_TYPE_EVALUATOR
  defp type(:model), do: :OPERATOR_TYPE_MODEL
end
