defmodule Bench.Setting do
  @moduledoc false
  # The environment of workloads: servers with a session each, and peers.

  alias Bench.Peer
  alias SparkEx.LocalServer

  @enforce_keys [:spark, :sail, :python, :drain, :scripted, :quick]
  defstruct @enforce_keys

  @typedoc "A server with a session of this client on it."
  @type server :: %{url: String.t(), session: SparkEx.Session.t()}

  @type t :: %__MODULE__{
          spark: server,
          sail: server,
          python: port,
          drain: port,
          scripted: %{peer: port, port: :inet.port_number()},
          quick: boolean
        }

  @spec start(quick: boolean) :: t
  def start(quick: quick) do
    {:ok, python} = LocalServer.Python.find([])
    scripted = Peer.start(System.fetch_env!("SPARK_EX_SCRIPTED_SERVER"))

    %__MODULE__{
      # Spark holds several copies of a task's result before it sends it. With too little memory
      # it may hang instead of failing: ten million rows from two tasks did with 4 GB.
      spark: server(engine: :spark, master: "local[2]", driver_memory: "8g"),
      sail: server(engine: :sail),
      python: Peer.start(python, [Path.expand("../peers/pyspark_client.py", __DIR__)]),
      drain: Peer.start(System.fetch_env!("SPARK_EX_DRAIN")),
      scripted: %{peer: scripted, port: Peer.answer(scripted)["port"]},
      quick: quick
    }
  end

  defp server(options) do
    {:ok, server} = LocalServer.start_link(options)
    url = LocalServer.url(server)
    %{url: url, session: SparkEx.connect!(url: url)}
  end

  @doc "Returns a size, or a hundredth of it in a quick run."
  @spec size(t, pos_integer) :: pos_integer
  def size(%__MODULE__{quick: true}, size), do: max(div(size, 100), 1)
  def size(%__MODULE__{}, size), do: size

  @doc "Returns a job of PySpark's client on a server."
  @spec pyspark(t, :spark | :sail, String.t(), map) :: Bench.Case.job()
  def pyspark(setting, server, job, arguments),
    do: pyspark_at(setting, Map.fetch!(setting, server).url, job, arguments)

  @doc "Returns a job of PySpark's client at a URL."
  @spec pyspark_at(t, String.t(), String.t(), map) :: Bench.Case.job()
  def pyspark_at(setting, url, job, arguments),
    do: Peer.job(setting.python, %{url: url, job: job, arguments: arguments})

  @doc "Describes versions and the machine."
  @spec environment(t) :: String.t()
  def environment(setting) do
    {:ok, spark} = SparkEx.Session.spark_version(setting.spark.session)
    python = Peer.tell(setting.python, %{versions: true})
    versions = Enum.map_join(python, ", ", fn {name, version} -> "#{name} #{version}" end)

    "Spark #{spark}, #{versions}; Elixir #{System.version()} on OTP #{System.otp_release()}" <>
      "#{explorer()}; #{machine()}."
  end

  defp explorer do
    case Application.load(:explorer) do
      {:error, {reason, _}} when reason != :already_loaded -> ""
      _loaded -> ", Explorer #{Application.spec(:explorer, :vsn)}"
    end
  end

  defp machine do
    [_, kilobytes] = Regex.run(~r/MemTotal:\s+(\d+) kB/, File.read!("/proc/meminfo"))
    model = Regex.run(~r/model name\s*:\s*(.*)/, File.read!("/proc/cpuinfo"))

    "#{System.schedulers_online()} cores (#{Enum.at(model || [], 1, "unknown")}), " <>
      "#{round(String.to_integer(kilobytes) / 1024 / 1024)} GiB of memory, which servers and clients share"
  end
end
