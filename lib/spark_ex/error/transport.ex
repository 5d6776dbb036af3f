defmodule SparkEx.Error.Transport do
  @moduledoc """
  Spark did not answer: the server could not be reached, refused the caller, or the connection
  broke.

  `:reason` is one of

    * `:connect` - no connection could be made (refused, unknown host, TLS)
    * `:timeout` - no answer within the time given; the query was interrupted
    * `:unauthenticated` - the token is missing, wrong or expired
    * `:token` - the token function failed
    * any other gRPC code without Spark's own explanation, such as `:unavailable`,
      `:permission_denied`, `:resource_exhausted`, `:unimplemented`

  `:hint` says what to check, or is `nil`.
  """

  defexception [:reason, :text, :hint, :operation_id]

  @type t :: %__MODULE__{
          reason: atom,
          text: String.t(),
          hint: String.t() | nil,
          operation_id: String.t() | nil
        }

  @impl true
  def message(%{text: text, hint: nil}), do: text
  def message(%{text: text, hint: hint}), do: text <> "\n" <> hint
end
