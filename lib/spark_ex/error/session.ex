defmodule SparkEx.Error.Session do
  @moduledoc """
  The session can't be used (any more).

  `:reason` is one of

    * `:stopped` - it was stopped here, or its process is gone
    * `:lost` - the server no longer holds it: it was restarted, or the session was idle for too
      long; temporary views, configuration and cached data are gone
    * `:closed` - the server has closed it, on somebody's request

  `:reopened` says whether the session was opened again by itself (option `reconnect: true`).
  """

  defexception [:reason, :text, reopened: false]

  @type t :: %__MODULE__{
          reason: :stopped | :lost | :closed,
          text: String.t(),
          reopened: boolean
        }

  @impl true
  def message(%{reopened: true, text: text}),
    do: text <> "; the session was opened again, with its configuration but without the rest"

  def message(%{reason: :stopped, text: text}),
    do: text <> "; open a new one with SparkEx.connect/1"

  def message(%{text: text}),
    do: text <> "; open it again with SparkEx.Session.reconnect/1, or a new one"
end
