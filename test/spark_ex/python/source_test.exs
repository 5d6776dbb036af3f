defmodule SparkEx.Python.SourceTest do
  use ExUnit.Case, async: true

  alias SparkEx.Python.Source
  alias SparkEx.TestPython

  doctest Source

  @valid [
    "def f(x):\n    return x\n",
    "def f(x):\n\treturn x\n",
    "def f(x): return x",
    "def f(x):\n    if x:\n        y = 1\n    else:\n      y = 2\n    return y\n",
    "def f(x):\r\n    # comment\r\n\r\n  # another\r\n    return x\r\n",
    "def f(\n    x,\n  y,\n):\n    return (x +\n y)\n",
    "def f(x):\n    '''doc\n  string\n'''\n    return x\n",
    ~S|def f(x):| <> "\n    y = 'a\\\n  b'\n    return y\n",
    "def f(x):\n    return x + \\\n  1\n",
    "def f(x):\n    s = '#:'  # :\n    return {'a': [1, ')']}\n",
    "class C:\n    x: int = 1\n\n    def f(self):\n        return \"\"\"\n\"\"\"\n",
    "if True:\n    def f(x):\n        return x\nelse:\n    pass\n",
    "def f(x):\n  for y in x:\n      yield y\n",
    "x = 1; y = 2\ndef f(): pass\n\n\n",
    "def f(x):\n    r = r'\\'\n    return x\n",
    ""
  ]

  @invalid [
    "def f(x):\nreturn x\n",
    "  def f(x):\n    return x\n",
    "def f(x):\n    y = x\n      return y\n",
    "def f(x):\n    if x:\n        y = 1\n      return y\n",
    "def f(x):\n    if x:\n        y = 1\n\treturn y\n",
    "def f(x):\n    y = x\n   return y\n",
    "class C:\n\n# comment\ndef f(): pass\n",
    "x = (1,\n2)\n  y = 3\n"
  ]

  test "accepts valid indentation and rejects invalid indentation" do
    for text <- @valid, do: assert(Source.check_indentation(text) == :ok, inspect(text))

    for text <- @invalid,
        do: assert(match?({:error, _, _}, Source.check_indentation(text)), inspect(text))
  end

  test "reports a missing block at the line that opens it" do
    assert {:error, 2, problem} = Source.check_indentation("x = 1\ndef f(x):\n    # later\n")
    assert problem == "expected an indented block after it"
  end

  @compile_texts """
  import base64, sys
  for line in sys.stdin:
      try:
          compile(base64.b64decode(line).decode(), "f", "exec")
          print("ok")
      except (IndentationError, TabError) as error:
          print(error.lineno)
      except SyntaxError as error:
          print("syntax")
  """

  @tag :python
  test "agrees with Python on each source and its line" do
    texts = @valid ++ @invalid ++ for _ <- 1..500, do: random_text()
    lines = Enum.map_join(texts, "\n", &Base.encode64(if(&1 == "", do: "\n", else: &1)))
    answers = @compile_texts |> TestPython.run!(lines) |> String.split("\n", trim: true)
    assert length(answers) == length(texts)

    for {text, answer} <- Enum.zip(texts, answers), answer != "syntax" do
      ours =
        case Source.check_indentation(text) do
          :ok -> "ok"
          {:error, line, _problem} -> to_string(line)
        end

      assert ours == answer, inspect(text)
    end
  end

  # The indentation is random, so most texts are invalid.
  defp random_text do
    lines =
      for _ <- 1..Enum.random(1..5)//1 do
        indent = Enum.random(["", "", "  ", "    ", "\t", "  \t", "      "])

        indent <>
          Enum.random(["if x:", "x = 1", "pass", "y = (1,\n2)", "# c", "", "z = '''\n  a\n'''"])
      end

    Enum.join(["if x:" | lines], "\n") <> "\ny = 1\n"
  end
end
