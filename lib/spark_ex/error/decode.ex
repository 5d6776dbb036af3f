defmodule SparkEx.Error.Decode do
  @moduledoc """
  An answer of the server that can't be correct, or can't be returned in the form asked for.

  Examples are rows that are missing, duplicated or out of order, a malformed Arrow batch, and
  rows as maps if column names repeat.

  A value without an exact Elixir representation is also an error: a string that is not valid
  UTF-8, or a timestamp finer than a microsecond. `:column` is then its column, with the path to a
  nested value (`"tags[2].name"`), and `:row` its row in the result, counted from 0.
  """

  defexception [:text, :operation_id, :column, :row]

  @type t :: %__MODULE__{
          text: String.t(),
          operation_id: String.t() | nil,
          column: String.t() | nil,
          row: non_neg_integer | nil
        }

  @impl true
  def message(%{text: text}), do: text
end
