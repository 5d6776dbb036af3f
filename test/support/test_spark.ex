defmodule SparkEx.TestSpark do
  @moduledoc """
  The Spark that the suite runs against: the running server of `SPARK_REMOTE`, else one that is
  started when a test first needs it and that ends with the suite.
  """

  use Agent

  alias SparkEx.LocalServer

  @doc "What `test_helper.exs` starts; no Spark is started yet."
  @spec start_link(keyword) :: Agent.on_start()
  def start_link(_options \\ []), do: Agent.start_link(fn -> nil end, name: __MODULE__)

  @doc "Where the server is."
  @spec url() :: String.t()
  def url do
    System.get_env("SPARK_REMOTE") || Agent.get_and_update(__MODULE__, &started/1, :infinity)
  end

  defp started(nil) do
    {:ok, server} = LocalServer.start_link(master: "local[2]", driver_memory: "2g")
    url = LocalServer.url(server)
    {url, url}
  end

  defp started(url), do: {url, url}

  @doc "Which Spark it is; of a running one the environment has to say it."
  @spec version() :: String.t()
  def version, do: System.get_env("SPARK_VERSION", "4.1.1")

  @doc "Whether it is this version or a newer one."
  @spec at_least?(String.t()) :: boolean
  def at_least?(version), do: Version.compare(version(), version) != :lt

  @doc "Whether there is a server, running or to be started."
  @spec available?() :: boolean
  def available?, do: System.get_env("SPARK_REMOTE") != nil or installed?()

  @doc "Whether servers can be started here."
  @spec installed?() :: boolean
  def installed?, do: match?({:ok, _home}, LocalServer.Spark.home([]))

  @doc "Returns the Python of the newest Spark, or `nil`."
  @spec newest_python() :: String.t() | nil
  def newest_python, do: System.get_env("SPARK_EX_NEWEST_PYTHON")

  @doc "Whether PySpark's own Connect client can be asked."
  @spec pyspark?() :: boolean
  def pyspark? do
    case LocalServer.Python.find([]) do
      {:ok, python} -> Enum.all?(~w(pyspark grpc pandas pyarrow), &package?(python, &1))
      {:error, _reason} -> false
    end
  end

  defp package?(python, name),
    do: match?({:ok, _folder}, LocalServer.Python.package(python, name))

  @doc "Whether Sail can be started here."
  @spec sail?() :: boolean
  def sail? do
    with {:ok, python} <- LocalServer.Python.find([]),
         {:ok, _folder} <- LocalServer.Python.package(python, "pysail") do
      true
    else
      {:error, _reason} -> false
    end
  end
end
