defmodule SparkEx.Error.Internal do
  @moduledoc """
  A defect of SparkEx, or a system on which its native core can't run.

  Neither an argument nor the server is the cause. Please report it with its message.
  """

  defexception [:text, :operation_id]

  @type t :: %__MODULE__{text: String.t(), operation_id: String.t() | nil}

  @impl true
  def message(%{text: text}), do: text
end
