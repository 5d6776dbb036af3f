defmodule SparkEx.PythonResultsTest do
  use SparkEx.SparkCase

  alias SparkEx.{Python, UDFRegistration}
  alias SparkEx.Python.Workers

  require SparkEx.Query, as: Q

  @moduletag :python_worker

  setup_all %{session: session} do
    [numbers: SparkEx.range(session, 4), double: Python.udf("lambda x: x * 2", returns: :long)]
  end

  describe "a function" do
    test "works as a column in every transform", %{numbers: numbers, double: double} do
      call = Python.call(double, ["id"])

      assert lists(DataFrame.select(numbers, [:id, twice: call])) == [
               [0, 0],
               [1, 2],
               [2, 4],
               [3, 6]
             ]

      assert lists(DataFrame.with_column(numbers, "twice", call)) == [
               [0, 0],
               [1, 2],
               [2, 4],
               [3, 6]
             ]

      assert lists(DataFrame.filter(numbers, Column.gt(call, 3))) == [[2], [3]]
      assert lists(DataFrame.order_by(numbers, Column.desc(call))) == [[3], [2], [1], [0]]
      assert lists(DataFrame.agg(numbers, sum: F.sum(call))) == [[12]]
      groups = DataFrame.group_by(numbers, g: Python.call(double, [Column.mod(F.col("id"), 2)]))

      assert groups |> DataFrame.agg(n: F.count("*")) |> DataFrame.order_by("g") |> lists() == [
               [0, 2],
               [2, 2]
             ]

      assert call |> Column.plus(1) |> then(&DataFrame.select(numbers, x: &1)) |> lists() == [
               [1],
               [3],
               [5],
               [7]
             ]
    end

    test "works in a query", %{numbers: numbers, double: double} do
      assert numbers |> Q.filter(call(^double, id) > 3) |> lists() == [[2], [3]]
      assert numbers |> Q.select(x: call(^double, id + 1)) |> lists() == [[2], [4], [6], [8]]
    end

    test "is available in SQL once registered", %{session: session, double: double} do
      assert UDFRegistration.register(session, "double_of", double) == :ok
      text = "def add(a, b=10):\n    return a + b\n"
      assert UDFRegistration.register!(session, "add_of", text, returns: :long) == :ok

      assert UDFRegistration.register!(session, :root_of, {"math", "sqrt"}, returns: :double) ==
               :ok

      query =
        "SELECT double_of(id) a, add_of(id, 1) b, add_of(id) c, add_of(a => id, b => 2) d, root_of(id) e FROM range(2)"

      assert session |> SparkEx.sql(query) |> lists() == [[0, 1, 10, 2, 0.0], [2, 2, 11, 3, 1.0]]
      frame = session |> SparkEx.range(2) |> DataFrame.select(x: F.call_udf("double_of", ["id"]))
      assert lists(frame) == [[0], [2]]
    end

    test "rejects other options when registered", %{
      session: session,
      double: double
    } do
      assert {:error, %Error.Argument{message: text}} =
               UDFRegistration.register(session, "f", double, returns: :string)

      assert text =~ "has its options already"
    end

    test "can be a module and a name", %{numbers: numbers} do
      sqrt = Python.udf({"math", "sqrt"}, returns: :double)

      assert numbers |> DataFrame.select(x: Python.call(sqrt, ["id"])) |> DataFrame.tail!(1) == [
               %{"x" => :math.sqrt(3)}
             ]

      upper = Python.udf({"builtins", "str.upper"})

      assert numbers
             |> DataFrame.select(x: Python.call(upper, [F.lit("ä")]))
             |> DataFrame.take!(1) == [%{"x" => "Ä"}]
    end

    test "works with a thousand others in one select", %{session: session} do
      columns =
        for n <- 1..1000 do
          udf = Python.udf("lambda x: x + #{n}", returns: :long)
          {:"c#{n}", Python.call(udf, ["id"])}
        end

      row = session |> SparkEx.range(1) |> DataFrame.select(columns) |> lists()
      assert row == [Enum.to_list(1..1000)]
    end

    test "is called once per column if it is not deterministic", %{numbers: numbers} do
      source = "lambda: __import__('random').random()"
      random = Python.udf(source, returns: :double, deterministic: false)

      frame =
        numbers
        |> DataFrame.with_column("r", Python.call(random, []))
        |> DataFrame.select(a: "r", b: "r")

      for [a, b] <- lists(frame), do: assert(a == b)
    end

    test "receives and returns nulls", %{session: session} do
      frame = SparkEx.sql(session, "SELECT * FROM VALUES (1), (NULL) AS t(x)")

      for options <- [[use_arrow: false], [use_arrow: true], []] do
        null = Python.udf("lambda x: None if x else 0", [returns: :int] ++ options)
        assert frame |> DataFrame.select(y: Python.call(null, ["x"])) |> lists() == [[nil], [0]]
      end
    end

    @tag spark_4_1: "clones of sessions"
    test "uses the session's type for TIMESTAMP", %{session: session} do
      clone = Session.clone!(session)
      :ok = Session.config_set(clone, "spark.sql.timestampType", "TIMESTAMP_NTZ")
      at = Python.udf("lambda: __import__('datetime').datetime(2024, 1, 2)", returns: "TIMESTAMP")
      frame = clone |> SparkEx.range(1) |> DataFrame.select(at: Python.call(at, []))
      assert DataFrame.dtypes!(frame) == [{"at", "timestamp_ntz"}]
      assert lists(frame) == [[~N[2024-01-02 00:00:00.000000]]]
      Session.stop(clone)
    end
  end

  describe "a source" do
    test "arrives unchanged", %{session: session} do
      for text <- [
            "ünï 世界 \u{1F600} \u2028",
            ~S(a\b \n "double" 'single' {x} #{y} %s),
            "tab\tvertical\v",
            String.duplicate("x", 1_048_576)
          ] do
        udf = Python.udf("def f():\n    return #{python_string(text)}\n")

        assert session |> SparkEx.range(1) |> DataFrame.select(x: Python.call(udf, [])) |> lists() ==
                 [[text]]
      end
    end

    test "may exceed a megabyte and have CRLF and tabs", %{numbers: numbers} do
      lines = for n <- 1..20_000, do: "\tx = x + #{rem(n, 2) * 2 - 1} # comment ü #{n}\r\n"

      text =
        IO.iodata_to_binary([
          "# -*- coding: utf-8 -*-\r\ndef f(x):\r\n",
          lines,
          String.duplicate("\t# pad\r\n", 80_000),
          "\treturn x\r\n"
        ])

      assert byte_size(text) > 1_048_576
      udf = Python.udf(text, returns: :long)

      assert numbers |> DataFrame.select(x: Python.call(udf, ["id"])) |> lists() == [
               [0],
               [1],
               [2],
               [3]
             ]
    end

    test "may use its own definitions and imports", %{numbers: numbers} do
      text = """
      from __future__ import annotations
      import math
      from dataclasses import dataclass

      BASE = 10

      @dataclass
      class Point:
          x: float

          def moved(self) -> Point:
              return Point(self.x + BASE)

      def helper(x):
          return Point(math.sqrt(x)).moved()

      def f(x):
          return helper(x).x

      if __name__ == "__main__":
          raise RuntimeError("not a script")
      """

      udf = Python.udf(text, name: "f", returns: :double)

      assert numbers
             |> DataFrame.select(x: Python.call(udf, ["id"]))
             |> DataFrame.take!(2, as: :lists) == [[10.0], [11.0]]
    end

    @tag :tmp_dir
    test "may come from a file", %{numbers: numbers, tmp_dir: folder} do
      path = Path.join(folder, "scale.py")
      File.write!(path, "\uFEFFdef scale(x):\n    return x * 3\n")
      udf = Python.udf(Python.file!(path), returns: :long)

      assert numbers |> DataFrame.select(x: Python.call(udf, ["id"])) |> lists() == [
               [0],
               [3],
               [6],
               [9]
             ]
    end
  end

  describe "an error" do
    test "in a function shows its file, line and source", %{numbers: numbers} do
      text = "def f(x):\n    y = x - x\n    return 1 // y\n"

      for options <- [[use_arrow: false], [use_arrow: true]] do
        function = Python.new(text, file: "lib/my_app/f.ex", line: 41)
        error = error(numbers, Python.udf(function, [returns: :long] ++ options))
        assert "ZeroDivisionError: " <> _ = message = Exception.message(error)
        assert message =~ "\n\nlib/my_app/f.ex:43: in f\n    return 1 // y"
        refute message =~ "Traceback"
        assert error.text =~ "Traceback"
      end
    end

    test "in one of two functions of a file shows the right line", %{numbers: numbers} do
      one = Python.new("lambda x: x + 1", file: "lib/both.ex", line: 3)
      two = Python.new("lambda x: x.nothing", file: "lib/both.ex", line: 7)

      call =
        numbers
        |> DataFrame.select(
          a: Python.call(Python.udf(one, returns: :long), ["id"]),
          b: Python.call(Python.udf(two, returns: :long), ["id"])
        )

      assert {:error, error} = DataFrame.collect(call)
      assert Exception.message(error) =~ "lib/both.ex:7: in <lambda>\n    lambda x: x.nothing"
    end

    test "in the syntax shows the line", %{numbers: numbers} do
      message =
        numbers |> error(Python.udf("lambda x: (x +", returns: :long)) |> Exception.message()

      assert "SyntaxError: '(' was never closed" <> _ = message
      assert message =~ ":1:\n    lambda x: (x +\n"
    end

    test "names a missing definition", %{numbers: numbers} do
      udf = Python.udf("def f(x):\n    return g(x)\n", name: "g")
      message = numbers |> error(udf) |> Exception.message()
      assert message =~ ~r/\ANameError: the text of .* does not define 'g'/
    end

    test "names a missing module", %{numbers: numbers} do
      udf = Python.udf("def f(x):\n    import no_such_module\n")
      message = numbers |> error(udf) |> Exception.message()
      assert "ModuleNotFoundError: No module named 'no_such_module'" <> _ = message
      assert message =~ "import no_such_module"
    end

    test "names the Python version of the workers", %{session: session} do
      {:ok, %{version: version}} = workers(session)

      wrong =
        start_supervised!({Session, url: SparkEx.TestSpark.url(), python: "3.2"}, id: :wrong)

      message =
        wrong |> SparkEx.range(1) |> error(Python.udf("lambda x: x")) |> Exception.message()

      assert message =~ ~r/\A\[PYTHON_VERSION_MISMATCH\] .* #{Regex.escape(version)} than/
      assert message =~ ~s(The option :python of SparkEx.connect/1 is "3.2")
    end
  end

  describe "the workers of a session" do
    @tag spark_4_1: "clones of sessions"
    test "are queried once", %{session: session} do
      session = Session.clone!(session)
      assert Session.python_workers(session) == {:ok, nil}
      {:ok, %Workers{version: version}} = workers(session)
      assert version =~ ~r/\A3\.\d+\z/
      Session.put_python_workers(session, %Workers{version: "3.2"})
      udf = Python.udf("lambda x: x", use_arrow: false)

      assert session |> SparkEx.range(1) |> error(udf) |> Exception.message() =~
               "than that in driver: 3.2"

      Session.stop(session)
    end

    test "take their version from the option :python", %{session: session} do
      {:ok, %{version: version}} = workers(session)

      given =
        start_supervised!({Session, url: SparkEx.TestSpark.url(), python: version}, id: :given)

      udf = Python.udf("lambda x: x + 1", returns: :long)

      assert given |> SparkEx.range(1) |> DataFrame.select(x: Python.call(udf, ["id"])) |> lists() ==
               [[1]]
    end

    @tag spark_4_1: "clones of sessions"
    test "need the packages of a function's kind", %{session: session} do
      session = Session.clone!(session)
      {:ok, workers} = workers(session)
      Session.put_python_workers(session, %{workers | pandas: nil})
      frame = SparkEx.range(session, 1)
      message = frame |> error(Python.udf("lambda x: x", kind: :pandas)) |> Exception.message()
      assert message =~ ~r/\Athe server's Python .* has no pandas/
      # Functions of the kind :row need no packages.
      udf = Python.udf("lambda x: x + 1", returns: :long)
      assert frame |> DataFrame.select(x: Python.call(udf, ["id"])) |> lists() == [[1]]
      Session.stop(session)
    end
  end

  defp lists(frame), do: DataFrame.collect!(frame, as: :lists)

  defp error(frame, udf) do
    arguments = ["id"]

    assert {:error, error} =
             frame |> DataFrame.select(x: Python.call(udf, arguments)) |> DataFrame.collect()

    assert is_struct(error, Error.Remote)
    error
  end

  defp workers(session) do
    with {:ok, handle} <- Session.handle(session), do: Workers.get(handle)
  end

  # Returns a Python string literal.
  defp python_string(text) do
    escaped = text |> String.replace("\\", "\\\\") |> String.replace("'", "\\'")
    "'" <> escaped <> "'"
  end
end
