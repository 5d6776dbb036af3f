defmodule SparkEx.Python.StatefulProcessor do
  @moduledoc false
  # The function that Spark's workers call for a stateful processor: a method of PySpark's own wrapper
  # around an instance of the user's class.

  alias SparkEx.Python
  alias SparkEx.Python.{Loader, Pickle}

  @enforce_keys [:class, :time_mode, :initial_state]
  defstruct [:class, :time_mode, :initial_state]

  @type t :: %__MODULE__{class: Python.t(), time_mode: String.t(), initial_state: boolean}

  @module "pyspark.sql.streaming.stateful_processor_util"

  @doc "The name of the method."
  @spec name(t) :: String.t()
  def name(%__MODULE__{initial_state: false}), do: "transformWithStateUDF"
  def name(%__MODULE__{initial_state: true}), do: "transformWithStateWithInitStateUDF"

  @doc "The method as a value of a pickle."
  @spec value(t) :: Pickle.value()
  def value(processor) do
    instance = Pickle.call(Loader.value(processor.class), [])
    wrapper = Pickle.global(@module, "TransformWithStateInPandasUdfUtils")
    wrapped = Pickle.call(wrapper, [instance, processor.time_mode])
    Pickle.call(Pickle.global("builtins", "getattr"), [wrapped, name(processor)])
  end
end
