defmodule SparkEx.TestSpark do
  @moduledoc """
  The Spark that the suite runs against: the running server of `SPARK_REMOTE`, else one that is
  started when a test first needs it and that ends with the suite.
  """

  use Agent

  alias SparkEx.LocalServer

  # Several executors, and partitions that stay as small as they are.
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

  @doc "Starts the process that `test_helper.exs` needs; no Spark is started yet."
  @spec start_link(keyword) :: Agent.on_start()
  def start_link(_options \\ []), do: Agent.start_link(fn -> %{} end, name: __MODULE__)

  @doc "Where the server is."
  @spec url() :: String.t()
  def url do
    System.get_env("SPARK_REMOTE") || ensure_started(master: "local[2]", driver_memory: "2g")
  end

  @doc """
  The URL of a cluster of three executors on this machine, for what one executor hides. It is started
  when a test first needs it.
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
