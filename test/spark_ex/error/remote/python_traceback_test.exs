defmodule SparkEx.Error.Remote.PythonTracebackTest do
  use ExUnit.Case, async: true

  alias SparkEx.Error.Remote
  alias SparkEx.Error.Remote.PythonTraceback

  doctest PythonTraceback

  test "skips library frames and shows the last of a chain" do
    text = """
    An exception was thrown from the Python worker. Please see the stack trace below.
    Traceback (most recent call last):
      File "/opt/spark/python/lib/pyspark.zip/pyspark/worker.py", line 1, in main
        process()
    KeyError: 'a'

    During handling of the above exception, another exception occurred:

    Traceback (most recent call last):
      File "<string>", line 1, in <module>
      File "lib/a.ex", line 3, in f
        return g(x)
      File "lib/a.ex", line 7, in g
        return pandas.read(x)
      File "/venv/lib/python3.11/site-packages/pandas/io.py", line 9, in read
        raise ValueError("bad\\n" + x)
    ValueError: bad
      value

    \tat org.apache.spark.api.python.BasePythonRunner.next(PythonRunner.scala:1)
    """

    assert PythonTraceback.fold(text) ==
             "ValueError: bad\n  value\n\nlib/a.ex:7: in g\n    return pandas.read(x)"
  end

  test "appends the rest of the text" do
    text = "[STREAM_FAILED] Query terminated:\nTraceback (most recent call last):\nE: x\n"
    assert PythonTraceback.fold(text) == "E: x\n\n[STREAM_FAILED] Query terminated:"
  end

  test "folds the message without repeating its text and causes" do
    text = "Traceback (most recent call last):\n  File \"f.py\", line 2, in f\n    g()\nE: x\n"
    error = %Remote{text: text, causes: [%{exception: "a.B", text: text}]}
    assert Exception.message(error) == "E: x\n\nf.py:2: in f\n    g()"
    assert error.text == text
  end
end
