defmodule Bench.Setting do
  @moduledoc false
  # What the workloads run on: the servers, a session on each, and the peers.

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
      # A task's result is in Spark's memory several times over before it is sent. Where there is no
      # more, Spark does not always fail: ten million rows from two tasks hung with 4 GB.
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

  @doc "A size, or a hundredth of it where it only matters that everything works."
  @spec size(t, pos_integer) :: pos_integer
  def size(%__MODULE__{quick: true}, size), do: max(div(size, 100), 1)
  def size(%__MODULE__{}, size), do: size

  @doc "A job of PySpark's client, on a server."
  @spec pyspark(t, :spark | :sail, String.t(), map) :: Bench.Case.job()
  def pyspark(setting, server, job, arguments),
    do: pyspark_at(setting, Map.fetch!(setting, server).url, job, arguments)

  @doc "A job of PySpark's client, at a URL."
  @spec pyspark_at(t, String.t(), String.t(), map) :: Bench.Case.job()
  def pyspark_at(setting, url, job, arguments),
    do: Peer.job(setting.python, %{url: url, job: job, arguments: arguments})

  @doc "What it all is: versions and the machine."
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
