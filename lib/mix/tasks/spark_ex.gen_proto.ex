defmodule Mix.Tasks.SparkEx.GenProto do
  @shortdoc "Vendors Spark Connect's protocol files"

  @options [jar: :string, spark_home: :string, output: :string]

  @moduledoc """
  Vendors the protocol files of a Spark version into `priv/proto`.

      mix spark_ex.gen_proto                              # the version that is vendored now
      mix spark_ex.gen_proto 4.2.0
      mix spark_ex.gen_proto --spark-home /opt/spark
      mix spark_ex.gen_proto --jar spark-connect_2.13-4.1.1.jar

  They come from the official distribution: the jar `spark-connect_*.jar` holds
  `spark/connect/*.proto`. With a version its Python package is fetched with pip into a temporary
  folder (about 450 MB); the options name a jar or a Spark that is already here. Files that the
  version no longer has are removed, and `priv/proto/VERSION` names it afterwards. The native core
  compiles what it finds there.

  ## Options

    * `--jar` - the jar to take them from
    * `--spark-home` - an installed Spark to take them from
    * `--output` - another folder than `priv/proto`
  """

  use Mix.Task

  alias SparkEx.LocalServer.Python

  # A plugin of Spark's own tests.
  @left_out ["example_plugins.proto"]

  @impl true
  def run(args) do
    case OptionParser.parse!(args, strict: @options) do
      {options, versions} when length(versions) <= 1 -> vendor(options, List.first(versions))
      {_options, _versions} -> Mix.raise("give one version; see mix help spark_ex.gen_proto")
    end
  rescue
    error in OptionParser.ParseError -> Mix.raise(Exception.message(error))
  end

  defp vendor(options, version) do
    output = options[:output] || "priv/proto"

    with_jar(options, version || vendored(output), fn jar ->
      version = version_of(jar)
      files = protos(jar)
      write(files, Path.join(output, "spark/connect"))
      File.write!(Path.join(output, "VERSION"), version <> "\n")

      Mix.shell().info(
        "#{output} holds the #{map_size(files)} protocol files of Spark #{version}"
      )
    end)
  end

  defp vendored(output) do
    case File.read(Path.join(output, "VERSION")) do
      {:ok, version} -> String.trim(version)
      {:error, _reason} -> nil
    end
  end

  defp with_jar(options, version, function) do
    cond do
      jar = options[:jar] -> function.(jar)
      home = options[:spark_home] -> function.(jar_of(home))
      version -> with_download(version, function)
      true -> Mix.raise("which version? See mix help spark_ex.gen_proto")
    end
  end

  defp with_download(version, function) do
    folder = Path.join(System.tmp_dir!(), "spark_ex-pyspark-#{version}-#{System.pid()}")

    try do
      install(version, folder)
      function.(jar_of(Path.join(folder, "pyspark")))
    after
      File.rm_rf!(folder)
    end
  end

  defp install(version, folder) do
    {:ok, python} = with {:error, reason} <- Python.find([]), do: Mix.raise(reason)
    Mix.shell().info("Fetching pyspark #{version}")
    pip = ["-m", "pip", "install", "--no-deps", "--target", folder, "pyspark==#{version}"]

    case System.cmd(python, pip, into: IO.stream(), stderr_to_stdout: true) do
      {_output, 0} -> :ok
      {_output, status} -> Mix.raise("pip could not fetch pyspark #{version} (exit #{status})")
    end
  end

  defp jar_of(home) do
    case Path.wildcard(Path.join(home, "jars/spark-connect_*.jar")) do
      [jar] -> jar
      [] -> Mix.raise("#{home} has no jars/spark-connect_*.jar (Spark 4.0 and newer do)")
      several -> Mix.raise("which of them? --jar #{Enum.join(several, " or --jar ")}")
    end
  end

  defp version_of(jar) do
    case Regex.run(~r/^spark-connect_[\d.]+-(.+)\.jar$/, Path.basename(jar)) do
      [_name, version] -> version
      nil -> Mix.raise("#{jar} is not named spark-connect_SCALA-VERSION.jar")
    end
  end

  defp protos(jar) do
    case :zip.unzip(String.to_charlist(jar), [:memory, file_filter: &proto?/1]) do
      {:ok, []} -> Mix.raise("#{jar} holds no spark/connect/*.proto")
      {:ok, files} -> Map.new(files, fn {path, text} -> {Path.basename(path), text} end)
      {:error, reason} -> Mix.raise("#{jar} cannot be read: #{inspect(reason)}")
    end
  end

  # A #zip_file{} record, whose second element is the name.
  defp proto?(entry) do
    path = entry |> elem(1) |> to_string()

    Path.dirname(path) == "spark/connect" and Path.extname(path) == ".proto" and
      Path.basename(path) not in @left_out
  end

  defp write(files, folder) do
    File.mkdir_p!(folder)
    gone = Enum.reject(File.ls!(folder), &is_map_key(files, &1))
    Enum.each(gone, &File.rm!(Path.join(folder, &1)))
    Enum.each(files, fn {name, text} -> File.write!(Path.join(folder, name), text) end)
  end
end
