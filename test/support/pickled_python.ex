defmodule SparkEx.PickledPython do
  @moduledoc """
  Python functions pickled for the server's workers, by the Python and the pyspark that a local
  Spark's workers use.
  """

  alias SparkEx.LocalServer

  @pickle """
  import base64, sys
  from pyspark.serializers import CloudPickleSerializer
  exec(sys.argv[1])
  print(base64.b64encode(CloudPickleSerializer().dumps(pickled)).decode())
  print("%d.%d" % sys.version_info[:2])
  """

  @doc "Returns whether there is such a Python."
  @spec available?() :: boolean
  def available?, do: match?({:ok, _bytes, _version}, pickle("pickled = 1"))

  @doc "Returns the value of `pickled` after a program has run, and the version of its Python."
  @spec pickle(String.t()) :: {:ok, binary, String.t()} | {:error, String.t()}
  def pickle(program) do
    with python when is_binary(python) <- python(),
         {:ok, home} <- LocalServer.Spark.home([]),
         {output, 0} <- run(python, home, program),
         [bytes, version] <- String.split(output) do
      {:ok, Base.decode64!(bytes), version}
    else
      other -> {:error, inspect(other)}
    end
  end

  defp python, do: LocalServer.Spark.worker_python([]) || System.find_executable("python3")

  # The pyspark package contains its Spark home; a Spark distribution contains its pyspark.
  defp run(python, home, program) do
    py4j = Path.wildcard(Path.join(home, "python/lib/py4j-*.zip"))
    path = Enum.join([Path.dirname(home), Path.join(home, "python") | py4j], ":")

    System.cmd(python, ["-c", @pickle, program],
      env: [{"PYTHONPATH", path}],
      stderr_to_stdout: true
    )
  end
end
