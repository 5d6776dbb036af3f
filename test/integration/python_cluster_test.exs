defmodule SparkEx.PythonClusterTest do
  @moduledoc """
  Python functions on several executors, whose workers share no process and no file with the
  server.
  """

  use ExUnit.Case

  alias SparkEx.{Column, DataFrame, Python, PythonUDFCase, Session, TestSpark}
  alias SparkEx.Functions, as: F

  @moduletag :cluster
  @moduletag :recorded_spark
  @moduletag :python_packages
  @moduletag timeout: 600_000

  setup_all do
    session = start_supervised!({Session, url: TestSpark.cluster_url(), rpc_timeout: 120_000})
    # The first answer of a cluster may take longer than a query waits for it.
    {:ok, _version} = SparkEx.spark_version(session)
    {:ok, session: session}
  end

  # The types of values are the same on one executor. One case of each kind runs always.
  @always ~r/two arguments|group|window/

  for {name, case} <- PythonUDFCase.all(), not String.contains?(name, " of ") do
    unless name =~ @always, do: @tag(:long)
    @case case
    test(name, %{session: session}, do: PythonUDFCase.check!(session, @case))
  end

  @tag :tmp_dir
  test "a module that is sent as an artifact is imported by all", context do
    %{session: session, tmp_dir: folder} = context
    name = "sent_#{System.unique_integer([:positive])}"
    path = Path.join(folder, name <> ".py")

    File.write!(path, """
    import os

    FACTOR = 3

    def scaled(x):
        return x * FACTOR

    def process(x):
        return os.getpid()
    """)

    assert Session.add_artifacts(session, path, as: :pyfile) == :ok
    frame = SparkEx.range(session, 0, 12, 1, 6)
    scaled = Python.udf({name, "scaled"}, returns: :long)
    frame = DataFrame.select(frame, ["id", y: Python.call(scaled, ["id"])])
    assert DataFrame.collect!(frame, as: :lists) == for(x <- 0..11, do: [x, x * 3])

    text = "def twice(x):\n    import #{name}\n    return #{name}.scaled(x) * 2\n"
    twice = Python.udf(text, returns: :long)

    # Spark's tail keeps no order on several executors, unless it is sorted.
    sorted = frame |> DataFrame.order_by("id") |> DataFrame.select(z: Python.call(twice, ["id"]))
    assert DataFrame.tail!(sorted, 1) == [%{"z" => 66}]

    process = Python.udf({name, "process"}, returns: :long)

    assert [%{"n" => processes}] =
             frame
             |> DataFrame.select(p: Python.call(process, ["id"]))
             |> DataFrame.agg(n: F.count_distinct("p"))
             |> DataFrame.collect!()

    assert processes > 1
  end

  test "an error on an executor names the file and the line", %{session: session} do
    function =
      Python.new("def f(x):\n    return 1 // (x - x)\n", file: "lib/my_app/f.ex", line: 7)

    column = function |> Python.udf(returns: :long) |> Python.call(["id"])
    frame = session |> SparkEx.range(0, 12, 1, 6) |> DataFrame.filter(Column.gt(column, 0))
    assert {:error, error} = DataFrame.collect(frame)
    assert "ZeroDivisionError: " <> _ = message = Exception.message(error)
    assert message =~ "lib/my_app/f.ex:8: in f\n    return 1 // (x - x)"
  end
end
