defmodule SparkEx.Connect.SessionHandle do
  @moduledoc false
  # What a caller needs of a session to run an action. The session's process is asked for it once
  # for each action, so that many callers can use a session at once.

  alias SparkEx.{Error, Session}

  @enforce_keys [
    :native,
    :session,
    :session_id,
    :user_id,
    :spark_version,
    :limits,
    :rpc_timeout,
    :preferred_arrow_chunk_size,
    :keep_alive,
    :reconnect,
    :release,
    :progress_handlers,
    :schemas
  ]
  defstruct @enforce_keys

  @type t :: %__MODULE__{
          native: SparkEx.Native.session(),
          session: pid,
          session_id: String.t(),
          user_id: String.t(),
          # `nil` until the session knows it.
          spark_version: String.t() | nil,
          limits: map,
          rpc_timeout: timeout,
          preferred_arrow_chunk_size: pos_integer,
          keep_alive: pos_integer,
          reconnect: boolean,
          release: boolean,
          progress_handlers: [SparkEx.Progress.handler()],
          schemas: SparkEx.Session.SchemaCache.t()
        }

  @doc "The handle of a session; a handle is its own."
  @spec fetch(Session.t() | t) :: {:ok, t} | {:error, Exception.t()}
  def fetch(%__MODULE__{} = handle), do: {:ok, handle}
  def fetch(session), do: Session.handle(session)

  @doc """
  Opens a session with `reconnect: true` again when a call has found it lost.

  The call fails all the same: it may have relied on state that is gone.
  """
  @spec maybe_reopen(result, t) :: result | {:error, Exception.t()} when result: term
  def maybe_reopen({:error, %Error.Session{reason: reason} = error}, %{reconnect: true} = handle)
      when reason in [:lost, :closed] do
    with :ok <- Session.reconnect(handle.session, handle.native),
         do: {:error, %{error | reopened: true}}
  end

  def maybe_reopen(result, _handle), do: result

  @doc "A timeout in the form of the native core."
  @spec milliseconds(timeout) :: non_neg_integer | nil
  def milliseconds(:infinity), do: nil
  def milliseconds(timeout), do: timeout
end
