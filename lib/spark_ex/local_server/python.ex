defmodule SparkEx.LocalServer.Python do
  @moduledoc false
  # The Python whose packages (pyspark, pysail) hold a server.

  # Finding a package does not import it, which for pyspark takes a second.
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
      nil -> {:error, "there is no #{Enum.join(names, " or ")} to be run"}
      python -> {:ok, python}
    end
  end
end
