defmodule SparkEx.ML.Cache do
  @moduledoc false
  # The server's cache of models and summaries.

  alias SparkEx.Arguments.Receiver
  alias SparkEx.ML.{Command, Model}
  alias SparkEx.Session

  @entry ~r/\Aid: (.*), obj: class (.*), size: (\d+)\z/

  @doc "See `SparkEx.ML.cache_info/2`."
  @spec info(Session.t(), keyword) :: {:ok, [map]} | {:error, Exception.t()}
  def info(session, options) do
    with {:ok, {:value, entries}} <- Command.run(session, %{get_cache_info: %{}}, options),
         do: {:ok, Enum.map(entries, &entry/1)}
  end

  defp entry(text) do
    case Regex.run(@entry, text) do
      [_all, id, class, bytes] -> %{id: id, class: class, bytes: String.to_integer(bytes)}
      nil -> %{id: nil, class: text, bytes: nil}
    end
  end

  @doc "See `SparkEx.ML.clean_cache/2`."
  @spec clean(Session.t(), keyword) :: {:ok, non_neg_integer} | {:error, Exception.t()}
  def clean(session, options) do
    with {:ok, {:value, count}} <- Command.run(session, %{clean_cache: %{}}, options),
         do: {:ok, count}
  end

  @doc "See `SparkEx.ML.delete/2`."
  @spec delete(Model.t(), keyword) :: :ok | {:error, Exception.t()}
  def delete(%Model{} = model, options) do
    with {:ok, _result} <-
           Command.run_on(model, Model.name(model), Command.delete(model.id), options),
         do: :ok
  end

  def delete(other, _options), do: {:error, Receiver.error(other, "a model")}

  @doc "See `SparkEx.ML.model_size/2`."
  @spec size(Model.t(), keyword) :: {:ok, non_neg_integer} | {:error, Exception.t()}
  def size(%Model{} = model, options) do
    command = %{get_model_size: %{model_ref: %{id: model.id}}}

    with {:ok, {:value, bytes}} <- Command.run_on(model, Model.name(model), command, options),
         do: {:ok, bytes}
  end

  def size(other, _options), do: {:error, Receiver.error(other, "a model")}
end
