defmodule SparkEx.Error.Decode do
  @moduledoc """
  An answer of the server that can't be right, or can't be given out as asked.

  Rows that are missing, doubled or out of order, a malformed Arrow batch, or column names that
  repeat where rows were to be maps: a wrong result is never passed off as a right one.
  """

  defexception [:text, :operation_id]

  @type t :: %__MODULE__{text: String.t(), operation_id: String.t() | nil}

  @impl true
  def message(%{text: text}), do: text
end
