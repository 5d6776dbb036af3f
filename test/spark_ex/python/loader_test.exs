defmodule SparkEx.Python.LoaderTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Python, TestPython}
  alias SparkEx.Python.{Loader, Pickle}

  @moduletag :python

  # Loads all functions, calls each with 2 and prints each result or traceback as one line.
  @call """
  import base64, linecache, pickle, sys, traceback

  functions = []
  for line in sys.stdin:
      try:
          functions.append(pickle.loads(base64.b64decode(line)))
      except BaseException:
          functions.append(traceback.format_exc())
  for function in functions:
      try:
          result = function if isinstance(function, str) else repr(function(2))
      except BaseException:
          linecache.checkcache()
          result = traceback.format_exc()
      print(base64.b64encode(result.encode()).decode())
  """

  test "loads expressions, functions, classes and objects of modules" do
    class =
      "class C:\n    def __init__(self, x):\n        self.x = x\n    def __repr__(self):\n        return f'C({self.x})'\n"

    assert call([
             "lambda x: x + 1",
             "\n\n  lambda x: x + 2\n",
             "import math\n\ndef f(x):\n    return math.pow(x, 3)\n",
             class,
             {"operator", "neg"}
           ]) == ["3", "4", "8.0", "C(2)", "-2"]
  end

  test "isolates the variables of each source" do
    text = fn n -> Python.new("N = #{n}\ndef f(x):\n    return x * N\n", file: "a.ex") end
    assert call([text.(10), text.(20)]) == ["20", "40"]
  end

  test "leaves no module behind and runs no main block" do
    names =
      "import sys\n\ndef f(x):\n    return 'spark_ex_source' in sys.modules, __name__ == '__main__'\n"

    assert call([names]) == ["(False, False)"]
  end

  test "shows the lines of each source in tracebacks" do
    [first, second, other] =
      call([
        Python.new("def f(x):\n    # ü\n    return x.first\n", file: "lib/a.ex", line: 5),
        Python.new("def g(x):\n    return x.second\n", file: "lib/a.ex", line: 20),
        "lambda x: x.other"
      ])

    assert first =~ ~s(File "lib/a.ex", line 7, in f\n    return x.first\n)
    assert second =~ ~s(File "lib/a.ex", line 21, in g\n    return x.second\n)
    assert other =~ ~r/File "<lambda \w+>", line 1, in <lambda>\n    lambda x: x.other\n/
  end

  test "counts the lines of CRLF sources correctly" do
    function = Python.new("def f(x):\r\n\ty = x\r\n\treturn y.z\r\n", file: "a.ex", line: 3)
    assert [trace] = call([function])
    assert trace =~ ~s(File "a.ex", line 5, in f\n    return y.z\n)
  end

  test "reports a syntax error and a missing name" do
    [syntax, missing] =
      call([
        Python.new("def f(x):\n    return (x\n", file: "a.ex", line: 3),
        Python.new("def f(x):\n    return g(x)\n", name: "g", file: "a.ex")
      ])

    assert syntax =~ ~s(File "a.ex", line 4\n    return (x\n)
    assert syntax =~ "SyntaxError: '(' was never closed"
    assert missing =~ "NameError: the text of a.ex does not define 'g'"
  end

  defp call(sources) do
    lines =
      Enum.map_join(sources, "\n", fn source ->
        source |> Python.new() |> Loader.value() |> Pickle.dump() |> Base.encode64()
      end)

    for line <- @call |> TestPython.run!(lines) |> String.split("\n", trim: true),
        do: Base.decode64!(line)
  end
end
