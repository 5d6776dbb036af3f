defmodule SparkEx.LocalServer.Python do
  @moduledoc false
  # The Python with the package of a server (pyspark, pysail).

  # Finds the package without importing it, which takes a second for pyspark.
  @locate """
  import importlib.util, sys
  spec = importlib.util.find_spec(sys.argv[1])
  print(spec.submodule_search_locations[0]) if spec else sys.exit(1)
  """

  @doc "The Python of the options, of `SPARK_EX_PYTHON`, or the first one on the PATH."
  @spec find(keyword) :: {:ok, Path.t()} | {:error, reason :: String.t()}
  def find(options) do
    case options[:python] || named_in_environment() do
      nil -> on_path(["python3", "python"])
      named -> on_path([named])
    end
  end

  @doc "Whether the options or the environment name a Python."
  @spec named?(keyword) :: boolean
  def named?(options), do: (options[:python] || named_in_environment()) != nil

  @doc "The folder of an installed package."
  @spec package(Path.t(), String.t()) :: {:ok, Path.t()} | {:error, reason :: String.t()}
  def package(python, name) do
    case System.cmd(python, ["-c", @locate, name], stderr_to_stdout: true) do
      {folder, 0} -> {:ok, String.trim(folder)}
      {_output, _status} -> {:error, "the Python #{python} has no package #{name}"}
    end
  end

  defp named_in_environment do
    with "" <- System.get_env("SPARK_EX_PYTHON", ""), do: nil
  end

  defp on_path(names) do
    case Enum.find_value(names, &System.find_executable/1) do
      nil -> {:error, "#{Enum.join(names, " or ")} was not found on the PATH"}
      python -> {:ok, python}
    end
  end
end
