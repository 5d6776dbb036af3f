defmodule SparkEx.Python.StatefulProcessor do
  @moduledoc false
  # The function that Spark's workers call for a stateful processor: a method of PySpark's own
  # wrapper around an instance of the user's class.

  alias SparkEx.Python
  alias SparkEx.Python.{Loader, Pickle, Wrapped}

  @module "pyspark.sql.streaming.stateful_processor_util"

  @spec wrap(Python.t(), String.t(), boolean) :: Wrapped.t()
  def wrap(class, time_mode, initial_state?) do
    method =
      if initial_state?,
        do: "transformWithStateWithInitStateUDF",
        else: "transformWithStateUDF"

    instance = class |> Loader.named!() |> Loader.value() |> Pickle.call([])
    wrapper = Pickle.global(@module, "TransformWithStateInPandasUdfUtils")
    wrapped = Pickle.call(wrapper, [instance, time_mode])
    value = Pickle.call(Pickle.global("builtins", "getattr"), [wrapped, method])
    %Wrapped{name: method, value: value}
  end
end
