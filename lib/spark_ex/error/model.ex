defmodule SparkEx.Error.Model do
  @moduledoc """
  The server no longer has a model of `SparkEx.ML`.

  `:reason` is one of

    * `:lost` - the session in which the model was fitted or loaded is lost or was opened again
    * `:deleted` - the model was removed from the server's cache, by `SparkEx.ML.delete/2` or
      `SparkEx.ML.clean_cache/2`, or it expired

  Save models with `SparkEx.ML.save/3`, and load them in a new session with `SparkEx.ML.load/3`.
  """

  defexception [:reason, :model]

  @type t :: %__MODULE__{reason: :lost | :deleted, model: String.t()}

  @advice "; save models with SparkEx.ML.save/3 and load them with SparkEx.ML.load/3, or fit the " <>
            "model again"

  @impl true
  def message(%{reason: :lost, model: model}),
    do: "the session of the model #{model} is lost, and the model with it" <> @advice

  def message(%{reason: :deleted, model: model}),
    do: "the server no longer has the model #{model}" <> @advice
end
