defmodule SparkEx.Connect.Handle do
  @moduledoc false
  # What a caller needs of a session to work on its own: the session's process gives it out and is
  # not asked again, so one session serves many callers at once.

  @enforce_keys [
    :native,
    :session,
    :session_id,
    :user_id,
    :limits,
    :rpc_timeout,
    :preferred_arrow_chunk_size,
    :keep_alive,
    :reconnect,
    :progress_handlers,
    :schemas
  ]
  defstruct @enforce_keys

  @type t :: %__MODULE__{
          native: SparkEx.Native.session(),
          session: pid,
          session_id: String.t(),
          user_id: String.t(),
          limits: map,
          rpc_timeout: timeout,
          preferred_arrow_chunk_size: pos_integer,
          keep_alive: pos_integer,
          reconnect: boolean,
          progress_handlers: [SparkEx.Progress.handler()],
          schemas: SparkEx.Session.SchemaCache.t()
        }
end
