defmodule SparkEx.PythonTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Column, Error, Python, Types}

  doctest SparkEx.Python
  doctest SparkEx.Python.UDF
  doctest SparkEx.Python.Kind
  doctest SparkEx.Python.Loader
  doctest SparkEx.Python.Workers

  describe "the name of a source" do
    test "is the name of its only function or class" do
      assert Python.new("import re\n\nasync def f(x):\n    def g(): pass\n").name == "f"
      assert Python.new("class C:\n    def eval(self):\n        yield 1,\n").name == "C"
      assert Python.new("@property\ndef größe(x):\n    return x\n").name == "größe"
      assert Python.new(~S[f = "a"]).name == nil
      assert Python.new("lambda x: '''\ndef f(x):\n'''").name == nil
    end

    test "must be chosen from several definitions" do
      text = "def f(x):\n    return g(x)\n\ndef g(x):\n    return x\n"
      assert Python.udf(text, name: "g").function.name == "g"
      assert Python.new(text, name: "f").name == "f"
      assert text |> Python.new() |> Python.udf(name: "f") |> inspect() =~ "UDF<f RETURNS"
      error = assert_raise Error.Argument, fn -> Python.udf(text) end
      assert error.message =~ "defines f, g: choose one with name: …"
    end

    test "may be the name of a variable" do
      assert Python.new("f = lambda x: x", name: "f").name == "f"
      error = assert_raise Error.Argument, fn -> Python.new("def f(x): return x", name: "h") end
      assert error.message =~ ~s(does not define "h"; it defines f)
    end
  end

  describe "new/2" do
    test "drops blanks before an expression and keeps its line number" do
      assert %{source: "lambda x: x\n", line: 12} =
               Python.new("\r\n\n  lambda x: x\n", file: "a.ex", line: 10)
    end

    test "names the file and line of an indentation error" do
      error =
        assert_raise Error.Argument, fn ->
          Python.new("def f(x):\n    y = x\n  return y\n", file: "lib/a.ex", line: 20)
        end

      assert error.message ==
               "the Python text of lib/a.ex, line 22: unindent does not match any outer " <>
                 "indentation level"
    end

    test "rejects terms that are not sources" do
      for source <- ["", " \n", <<0xFF>>, "lambda: '\0'", nil, :f, 1, {:a, :b}, fn -> 1 end] do
        assert_raise Error.Argument, fn -> Python.new(source) end
      end

      for options <- [[name: "x"]] do
        assert_raise Error.Argument, ~r/takes no options/, fn ->
          Python.new({"math", "sqrt"}, options)
        end
      end
    end
  end

  describe "udf/2" do
    test "accepts every form of type" do
      for type <- [:long, "DECIMAL(10,2)", [a: :int, b: "ARRAY<STRING>"], "a INT, b STRING"] do
        assert %{returns: returns} = Python.udf("lambda x: x", returns: type)
        assert returns == Types.Normalizer.marked(type)
      end
    end

    test "rejects invalid kinds and options" do
      for options <- [
            [kind: :panda],
            [return: :long],
            [returns: :no_type],
            [kind: :pandas, use_arrow: true]
          ] do
        assert_raise Error.Argument, fn -> Python.udf("lambda x: x", options) end
      end
    end

    test "accepts columns and names as arguments" do
      udf = Python.udf("def f(*xs, **ys): return 1")
      column = Python.call(udf, [:a, Column.plus(SparkEx.Functions.col("b"), 1)], k: "c")
      assert inspect(column) == "#SparkEx.Column<f(a, (b + 1), k => c)>"

      for arguments <- ["id", [1], [nil], nil] do
        assert_raise Error.Argument, fn -> Python.call(udf, arguments) end
      end

      assert_raise Error.Argument, fn -> Python.call(udf, [], ["a"]) end
      assert_raise Error.Argument, fn -> Python.call("lambda: 1", []) end
    end
  end

  describe "the sigil" do
    @meta [line: 7]

    test "keeps the file and the line" do
      assert %Python{source: "lambda x: x", line: 7, file: "lib/a.ex"} = sigil("lambda x: x", [])
      heredoc = sigil("def f(x):\n    return x\n", indentation: 2)
      assert %Python{name: "f", line: 8, file: "lib/a.ex"} = heredoc
    end

    test "fails to compile with invalid indentation" do
      text = "def f(x):\n\treturn x\n        return y\n"
      error = assert_raise CompileError, fn -> sigil(text, indentation: 0) end
      assert Exception.message(error) =~ "inconsistent use of tabs and spaces"
    end

    if Version.match?(System.version(), ">= 1.15.0") do
      test "has two letters" do
        code = ~s(import SparkEx.Python\n~PY"""\ndef f\(x\):\n    return "\\d"\n""")
        assert {%Python{name: "f", line: 3}, _} = Code.eval_string(code, [], file: "a.ex")
      end
    end

    # Elixir before 1.15 cannot parse a sigil of two letters, so the call is built as AST.
    defp sigil(text, meta) do
      call = {:sigil_PY, @meta, [{:<<>>, @meta ++ meta, [text]}, []]}

      code =
        quote(
          do:
            (fn ->
               import SparkEx.Python, only: [sigil_PY: 2]
               unquote(call)
             end).()
        )

      {function, _binding} = Code.eval_quoted(code, [], file: Path.expand("lib/a.ex"))
      function
    end
  end
end
