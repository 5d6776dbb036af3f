defmodule SparkEx.LocalServer.Spark do
  @moduledoc false
  # Apache Spark's own Connect server, run by the spark-submit of an installed Spark.

  @behaviour SparkEx.LocalServer.Engine

  alias SparkEx.LocalServer.{Command, Python}

  @options [
    master: [type: :string, default: "local[*]", doc: "Spark's master URL."],
    conf: [
      type: :any,
      default: %{},
      doc:
        "Spark configuration of the server, a map or a list of pairs, as `%{\"spark.sql.shuffle.partitions\" => 4}`."
    ],
    driver_memory: [
      type: :string,
      doc: "Memory of the JVM, as `\"4g\"`. Spark's own default is 1g."
    ],
    java_options: [type: :string, doc: "Further options of the JVM, as `\"-XX:+UseZGC\"`."],
    ui: [
      type: {:or, [:boolean, {:integer, 1..65_535}]},
      default: false,
      doc: "Whether to start Spark's web UI: `true` takes a free port, a number that port."
    ],
    spark_home: [
      type: :string,
      doc:
        "Folder of an installed Spark. Without it, the `pyspark` of the option `:python`, then " <>
          "`SPARK_HOME`, then the `pyspark` of `SPARK_EX_PYTHON` or of the Python on the PATH."
    ],
    token: [
      type: :string,
      secret: true,
      doc: "A token that every client must show (Spark 4.1 and newer)."
    ]
  ]

  @log4j_source Path.join(__DIR__, "log4j2.properties")
  @external_resource @log4j_source
  @log4j File.read!(@log4j_source)

  @server_class "org.apache.spark.sql.connect.service.SparkConnectServer"

  @impl true
  def options, do: @options

  @impl true
  def command(options, directory) do
    with {:ok, home} <- home(options),
         {:ok, submit} <- submit(home),
         :ok <- java() do
      {:ok,
       %Command{
         executable: submit,
         arguments: arguments(options, directory),
         environment: environment(options, home),
         listening: ~r/Spark Connect server started at: .*:(\d+)$/,
         ui: ~r/Successfully started service 'SparkUI' on port (\d+)/
       }}
    end
  end

  @impl true
  def installed(options) do
    with {:ok, home} <- home(options),
         {:ok, _submit} <- submit(home),
         do: java()
  end

  @doc "The folder of the installed Spark that the options and the environment lead to."
  @spec home(keyword) :: {:ok, Path.t()} | {:error, reason :: String.t()}
  def home(options), do: named_home(options) || home_of_python(options)

  # A home that does not lie in a Python environment, or `nil`.
  defp named_home(options) do
    cond do
      home = options[:spark_home] -> {:ok, home}
      options[:python] -> nil
      (home = System.get_env("SPARK_HOME", "")) != "" -> {:ok, home}
      true -> nil
    end
  end

  @doc """
  The Python that the server's workers run, `nil` where Spark decides: `PYSPARK_PYTHON`, or the
  Python whose environment Spark lies in.
  """
  @spec worker_python(keyword) :: Path.t() | nil
  def worker_python(options) do
    with "" <- System.get_env("PYSPARK_PYTHON", ""),
         nil <- named_home(options),
         {:ok, python} <- Python.find(options) do
      python
    else
      python when is_binary(python) -> python
      _spark_decides -> nil
    end
  end

  defp home_of_python(options) do
    with {:error, reason} <- pyspark(options) do
      {:error,
       "no Spark was found: #{reason}. Set SPARK_HOME or the option :spark_home to an installed " <>
         "Spark, or SPARK_EX_PYTHON or the option :python to a Python with pyspark in it " <>
         "(`pip install pyspark` brings a whole Spark)"}
    end
  end

  defp pyspark(options) do
    with {:ok, python} <- Python.find(options), do: Python.package(python, "pyspark")
  end

  defp submit(home) do
    submit = Path.join([home, "bin", "spark-submit"])

    if File.regular?(submit),
      do: {:ok, submit},
      else: {:error, "#{home} is not a Spark installation: it has no bin/spark-submit"}
  end

  # Spark's scripts take the Java of JAVA_HOME, else the one on the PATH.
  defp java do
    java = Path.join([System.get_env("JAVA_HOME", ""), "bin", "java"])

    if System.find_executable(java) || System.find_executable("java"),
      do: :ok,
      else: {:error, "no Java was found: install Java 17 or newer, or set JAVA_HOME"}
  end

  defp arguments(options, directory) do
    memory =
      if options[:driver_memory], do: ["--driver-memory", options[:driver_memory]], else: []

    ["--class", @server_class, "--name", "SparkEx", "--master", options[:master]] ++
      memory ++
      ["--driver-java-options", java_options(options, directory)] ++
      Enum.flat_map(conf(options, directory), &["--conf", &1]) ++ ["spark-internal"]
  end

  # Everything that Spark or Derby would leave in the working directory or in /tmp goes below
  # `directory`.
  defp java_options(options, directory) do
    log4j = Path.join(directory, "log4j2.properties")
    File.write!(log4j, @log4j)

    [
      # Spark takes plans of 1,024 levels, for which the JVM's usual stack is too small.
      "-Xss4m",
      quoted("-Dlog4j2.configurationFile=#{log4j}"),
      quoted("-Djava.io.tmpdir=#{directory}"),
      quoted("-Dderby.system.home=#{directory}"),
      options[:java_options] || ""
    ]
    |> Enum.join(" ")
    |> String.trim()
  end

  defp quoted(option), do: ~s("#{String.replace(option, ["\\", "\""], &("\\" <> &1))}")

  defp conf(options, directory) do
    %{
      "spark.connect.grpc.binding.address" => "127.0.0.1",
      "spark.connect.grpc.binding.port" => options[:port],
      "spark.sql.warehouse.dir" => Path.join(directory, "warehouse")
    }
    |> Map.merge(ui(options[:ui]))
    |> Map.merge(Map.new(options[:conf], fn {key, value} -> {to_string(key), value} end))
    |> Enum.map(fn {key, value} -> "#{key}=#{value}" end)
  end

  defp ui(false), do: %{"spark.ui.enabled" => false}
  defp ui(true), do: ui(0)
  defp ui(port), do: %{"spark.ui.enabled" => true, "spark.ui.port" => port}

  # The token goes by the environment, because command lines can be read by every user of the
  # machine. Variables that are meant for clients would change what the server does.
  defp environment(options, home) do
    environment = %{
      "SPARK_HOME" => home,
      "SPARK_LOCAL_IP" => System.get_env("SPARK_LOCAL_IP", "127.0.0.1"),
      "SPARK_CONNECT_AUTHENTICATE_TOKEN" => options[:token],
      "SPARK_REMOTE" => nil,
      "SPARK_CONNECT_MODE_ENABLED" => nil
    }

    case worker_python(options) do
      nil -> environment
      python -> Map.put(environment, "PYSPARK_PYTHON", python)
    end
  end
end
