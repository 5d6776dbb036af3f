defmodule SparkEx.Error.Session do
  @moduledoc """
  The session can't be used, or can't be used any longer.

  `:reason` is one of

    * `:stopped` - the session was stopped, or there is no such process
    * `:lost` - the server no longer has the session, because it was restarted or the session was
      idle for too long; temporary views and cached data are lost
    * `:closed` - the session was closed on the server

  `:reopened` is true if the session has reopened itself (option `reconnect: true`).
  """

  defexception [:reason, :text, reopened: false]

  @type t :: %__MODULE__{
          reason: :stopped | :lost | :closed,
          text: String.t(),
          reopened: boolean
        }

  @impl true
  def message(%{reopened: true, text: text}),
    do:
      text <>
        "; the session has been reopened with its configuration, without views and cached data"

  def message(%{reason: :stopped, text: text}),
    do: text <> "; open a new one with SparkEx.connect/1"

  def message(%{text: text}),
    do: text <> "; reopen it with SparkEx.Session.reconnect/1, or open a new one"
end
