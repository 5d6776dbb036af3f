defmodule SparkEx.TestSpark do
  @moduledoc """
  The Spark that the suite runs against: the server of `SPARK_REMOTE`, or one that starts when a
  test first needs it and ends with the suite.
  """

  use Agent

  alias SparkEx.LocalServer

  # Several executors, and partitions that are not coalesced.
  @cluster [
    master: "local-cluster[3,1,700]",
    driver_memory: "700m",
    timeout: 240_000,
    conf: %{
      "spark.executor.memory" => "700m",
      "spark.sql.shuffle.partitions" => 6,
      "spark.sql.adaptive.coalescePartitions.enabled" => false
    }
  ]

  @doc "Starts the process that `test_helper.exs` needs; Spark starts later."
  @spec start_link(keyword) :: Agent.on_start()
  def start_link(_options \\ []), do: Agent.start_link(fn -> %{} end, name: __MODULE__)

  @doc "Returns the URL of the server, which is started if necessary."
  @spec url() :: String.t()
  def url do
    System.get_env("SPARK_REMOTE") || ensure_started(master: "local[2]", driver_memory: "2g")
  end

  @doc "Returns the options of a session on that server, for `use SparkEx.ExUnit`."
  @spec options() :: keyword
  def options, do: [url: url()]

  @doc """
  Returns the URL of a cluster with three executors, for faults that one executor hides.

  The cluster runs on this machine. It starts when a test first needs it.
  """
  @spec cluster_url() :: String.t()
  def cluster_url, do: ensure_started(@cluster)

  defp ensure_started(options) do
    start = fn urls ->
      urls = Map.put_new_lazy(urls, options[:master], fn -> start_server(options) end)
      {urls[options[:master]], urls}
    end

    Agent.get_and_update(__MODULE__, start, :infinity)
  end

  defp start_server(options) do
    {:ok, server} = LocalServer.start_link(options)
    LocalServer.url(server)
  end

  @doc "Returns Spark's version; for a running server the environment has to give it."
  @spec version() :: String.t()
  def version, do: System.get_env("SPARK_VERSION", "4.1.1")

  @doc "Returns whether Spark has this version or a newer one."
  @spec at_least?(String.t()) :: boolean
  def at_least?(version), do: Version.compare(version(), version) != :lt

  @doc "Returns whether a server is running or can be started."
  @spec available?() :: boolean
  def available?, do: System.get_env("SPARK_REMOTE") != nil or installed?()

  @doc "Returns whether servers can be started."
  @spec installed?() :: boolean
  def installed?, do: match?({:ok, _home}, LocalServer.Spark.home([]))

  @doc "Returns the Python of the newest Spark, or `nil`."
  @spec newest_python() :: String.t() | nil
  def newest_python, do: System.get_env("SPARK_EX_NEWEST_PYTHON")

  @doc "Returns whether PySpark's Connect client is available."
  @spec pyspark?() :: boolean
  def pyspark? do
    case LocalServer.Python.find([]) do
      {:ok, python} -> Enum.all?(~w(pyspark grpc pandas pyarrow), &package?(python, &1))
      {:error, _reason} -> false
    end
  end

  defp package?(python, name),
    do: match?({:ok, _folder}, LocalServer.Python.package(python, name))

  @doc "Returns whether Sail can be started."
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
