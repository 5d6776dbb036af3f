defmodule SparkEx.Python.Wrapped do
  @moduledoc false
  # A function that Python on the workers makes of the user's.

  alias SparkEx.Python.Pickle

  @enforce_keys [:name, :value]
  defstruct [:name, :value]

  @type t :: %__MODULE__{name: String.t(), value: Pickle.value()}
end
