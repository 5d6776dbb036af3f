defmodule SparkEx.CompiledJava do
  @moduledoc """
  Java classes in a jar, compiled against an installed Spark with the `javac` of a JDK.
  """

  alias SparkEx.LocalServer

  @doc "Returns whether there is a compiler, and a Spark to compile against."
  @spec available?() :: boolean
  def available? do
    javac() != nil and match?({:ok, _home}, LocalServer.Spark.home([]))
  end

  @doc """
  Compiles sources, given as `%{"example/PlusOne.java" => text}`, into a jar. Other files, such as
  `"META-INF/services/..."`, come into it as they are.
  """
  @spec jar!(Path.t(), %{String.t() => String.t()}) :: Path.t()
  def jar!(jar, sources) do
    {:ok, home} = LocalServer.Spark.home([])
    folder = Path.rootname(jar)
    classes = Path.join(folder, "classes")
    File.mkdir_p!(classes)

    {sources, others} = Enum.split_with(sources, fn {name, _text} -> name =~ ~r/\.java\z/ end)
    paths = write!(folder, sources)
    write!(classes, others)

    # 17 is the oldest Java that Spark 4 runs on.
    options = ["--release", "17", "-cp", Path.join(home, "jars/*"), "-d", classes]
    {_output, 0} = System.cmd(javac(), options ++ paths, stderr_to_stdout: true)
    pack!(jar, classes)
  end

  defp write!(folder, files) do
    for {name, text} <- files do
      path = Path.join(folder, name)
      path |> Path.dirname() |> File.mkdir_p!()
      File.write!(path, text)
      path
    end
  end

  # A jar is a zip archive; it needs no manifest.
  defp pack!(jar, classes) do
    files = [classes, "**"] |> Path.join() |> Path.wildcard() |> Enum.reject(&File.dir?/1)
    names = for file <- files, do: file |> Path.relative_to(classes) |> String.to_charlist()
    {:ok, _jar} = :zip.create(String.to_charlist(jar), names, cwd: String.to_charlist(classes))
    jar
  end

  # Spark, too, prefers the Java of JAVA_HOME.
  defp javac do
    System.find_executable(Path.join([System.get_env("JAVA_HOME", ""), "bin", "javac"])) ||
      System.find_executable("javac")
  end
end
