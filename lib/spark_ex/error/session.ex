defmodule SparkEx.Error.Session do
  @moduledoc """
  The session can't be used (any more).

  `:reason` is one of

    * `:stopped` - it was stopped here, or its process is gone
    * `:lost` - the server no longer holds it: it was restarted, or the session was idle for too
      long; temporary views, configuration and cached data are gone
    * `:closed` - the server has closed it, on somebody's request
  """

  defexception [:reason, :text]

  @type t :: %__MODULE__{reason: :stopped | :lost | :closed, text: String.t()}

  @impl true
  def message(%{text: text}), do: text <> "; open a new one with SparkEx.connect/1"
end
