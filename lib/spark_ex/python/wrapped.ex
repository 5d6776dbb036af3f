defmodule SparkEx.Python.Wrapped do
  @moduledoc false
  # A function that the workers build from the user's function.

  alias SparkEx.Python.Pickle

  @enforce_keys [:name, :value]
  defstruct [:name, :value]

  @type t :: %__MODULE__{name: String.t(), value: Pickle.value()}
end
