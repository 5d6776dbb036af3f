defmodule SparkEx.Error.Decode do
  @moduledoc """
  An answer of the server that can't be right, or can't be given out as asked.

  Rows that are missing, doubled or out of order, a malformed Arrow batch, or column names that
  repeat where rows were to be maps: a wrong result is never passed off as a right one.

  A value that has no exact form in Elixir is such an error, too: a string that is not valid UTF-8, or
  a timestamp finer than a microsecond. Then `:column` is its column, with the path to the value inside
  of a nested one (`"tags[2].name"`), and `:row` its row in the result, counted from 0.
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
