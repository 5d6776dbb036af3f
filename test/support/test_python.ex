defmodule SparkEx.TestPython do
  @moduledoc "A real Python, the one of `SPARK_EX_PYTHON` or on the PATH, to compare with."

  alias SparkEx.LocalServer
  alias SparkEx.LocalServer.Python

  @doc "Whether there is a Python."
  @spec available?() :: boolean
  def available?, do: match?({:ok, _python}, Python.find([]))

  @doc "Whether the workers of a server of the tests have pandas and pyarrow."
  @spec packages?() :: boolean
  def packages? do
    with python when is_binary(python) <-
           LocalServer.Spark.worker_python([]) || System.find_executable("python3") do
      Enum.all?(~w(pandas pyarrow), &match?({:ok, _folder}, Python.package(python, &1)))
    else
      nil -> false
    end
  end

  @doc "The output of a program that reads the input; raises if it fails."
  @spec run!(String.t(), iodata, [{String.t(), String.t()}]) :: String.t()
  def run!(program, input, env \\ []) do
    {:ok, python} = Python.find([])
    path = Path.join(System.tmp_dir!(), "spark_ex_#{System.unique_integer([:positive])}.txt")
    File.write!(path, input)

    try do
      arguments = ["-c", ~S(exec "$0" -X utf8 -c "$1" < "$2"), python, program, path]
      {output, 0} = System.cmd("sh", arguments, env: env, stderr_to_stdout: true)
      output
    after
      File.rm!(path)
    end
  end
end
