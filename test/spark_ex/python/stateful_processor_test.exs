defmodule SparkEx.Python.StatefulProcessorTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Python, TestPython}
  alias SparkEx.Python.{Loader, Pickle, StatefulProcessor}

  @tag :pyspark
  test "wrap/3 returns a method of PySpark's wrapper around an instance" do
    class = Python.new("class Count:\n    threshold = 5\n")
    processor = StatefulProcessor.wrap(class, "EventTime", true)

    program = """
    import base64, pickle, sys
    method = pickle.loads(base64.b64decode(sys.stdin.read()))
    print(method.__name__, method.__self__._time_mode, method.__self__._stateful_processor.threshold)
    """

    pickled = processor |> Loader.value() |> Pickle.dump() |> Base.encode64()

    assert TestPython.run!(program, pickled) == "transformWithStateWithInitStateUDF EventTime 5\n"
  end
end
