defmodule SparkEx.LocalServer.SparkTest do
  # Not async: JAVA_HOME is global.
  use ExUnit.Case, async: false

  alias SparkEx.Arguments.Options
  alias SparkEx.LocalServer
  alias SparkEx.LocalServer.Command

  @moduletag :tmp_dir

  # The tests run neither of these programs.
  setup %{tmp_dir: folder} do
    home = Path.join(folder, "spark")
    executable(Path.join(home, "bin/spark-submit"))
    executable(Path.join(folder, "jdk/bin/java"))
    inherited = System.get_env("JAVA_HOME")
    System.put_env("JAVA_HOME", Path.join(folder, "jdk"))

    on_exit(fn ->
      if inherited,
        do: System.put_env("JAVA_HOME", inherited),
        else: System.delete_env("JAVA_HOME")
    end)

    {:ok, home: home}
  end

  test "listens on the loopback interface and the given port", context do
    command = command(context, port: 15_002)
    assert "spark.connect.grpc.binding.address=127.0.0.1" in command.arguments
    assert "spark.connect.grpc.binding.port=15002" in command.arguments
    assert List.last(command.arguments) == "spark-internal"
  end

  test "writes only below its directory and escapes its name", context do
    directory = Path.join(context.tmp_dir, ~s(a "spaced" one))
    File.mkdir_p!(directory)
    command = command(context, [], directory)
    assert "spark.sql.warehouse.dir=#{directory}/warehouse" in command.arguments
    java_options = after_flag(command, "--driver-java-options")
    escaped = String.replace(directory, "\"", "\\\"")
    assert java_options =~ ~s("-Djava.io.tmpdir=#{escaped}")
    assert java_options =~ ~s("-Dderby.system.home=#{escaped}")
    assert File.read!(Path.join(directory, "log4j2.properties")) =~ "SparkConnectServer"
  end

  test "user configuration overrides the defaults", context do
    command = command(context, conf: %{"spark.ui.enabled" => true, a_key: 4}, master: "local[2]")
    assert "spark.ui.enabled=true" in command.arguments
    refute "spark.ui.enabled=false" in command.arguments
    assert "a_key=4" in command.arguments
    assert after_flag(command, "--master") == "local[2]"
  end

  test "passes on the memory and the options of the JVM", context do
    command = command(context, driver_memory: "3g", java_options: "-XX:+UseZGC")
    assert after_flag(command, "--driver-memory") == "3g"
    assert after_flag(command, "--driver-java-options") =~ ~r/" -XX:\+UseZGC$/
    refute "--driver-memory" in command(context, []).arguments
  end

  test "passes the token only in the environment and hides it from inspect", context do
    command = command(context, token: "a secret")
    assert command.environment["SPARK_CONNECT_AUTHENTICATE_TOKEN"] == "a secret"
    refute inspect(command) =~ "a secret"
    refute Enum.any?(command.arguments, &(&1 =~ "a secret"))
  end

  test "does not inherit variables meant for clients", context do
    environment = command(context, []).environment
    assert %{"SPARK_REMOTE" => nil, "SPARK_CONNECT_AUTHENTICATE_TOKEN" => nil} = environment
  end

  describe "the Python of the workers" do
    setup %{tmp_dir: folder} do
      python = Path.join(folder, "venv/bin/python")
      executable(python)
      before = Map.new(~w(PYSPARK_PYTHON SPARK_HOME SPARK_EX_PYTHON), &{&1, System.get_env(&1)})
      for {name, _value} <- before, do: System.delete_env(name)
      on_exit(fn -> System.put_env(before) end)
      {:ok, python: python}
    end

    test "is the one that contains Spark", %{python: python} do
      assert LocalServer.Spark.worker_python(python: python) == python
      System.put_env("SPARK_EX_PYTHON", python)
      assert LocalServer.Spark.worker_python([]) == python
    end

    test "is PYSPARK_PYTHON if it is set", %{python: python} do
      System.put_env("PYSPARK_PYTHON", "python3.12")
      assert LocalServer.Spark.worker_python(python: python) == "python3.12"
    end

    test "is left to Spark if no Python contains Spark", context do
      System.put_env("SPARK_EX_PYTHON", context.python)
      assert LocalServer.Spark.worker_python(spark_home: context.home) == nil
      refute Map.has_key?(command(context, []).environment, "PYSPARK_PYTHON")
      System.put_env("SPARK_HOME", context.home)
      assert LocalServer.Spark.worker_python([]) == nil
    end
  end

  test "reads the port from the log", context do
    line = "12:17:54 INFO SparkConnectServer: Spark Connect server started at: 127.0.0.1:44843"
    assert [_line, "44843"] = Regex.run(command(context, []).listening, line)
  end

  test "the web UI is off, on a free port or on a given port", context do
    assert "spark.ui.enabled=false" in command(context, []).arguments

    for {ui, port} <- [{true, 0}, {4040, 4040}] do
      arguments = command(context, ui: ui).arguments
      assert "spark.ui.enabled=true" in arguments
      assert "spark.ui.port=#{port}" in arguments
    end
  end

  test "reads the port of the web UI from the log", context do
    line = "10:00:00 INFO Utils: Successfully started service 'SparkUI' on port 4040."
    assert [_line, "4040"] = Regex.run(command(context, []).ui, line)
  end

  test "returns an error for a folder without spark-submit", %{tmp_dir: folder} do
    assert {:error, reason} = LocalServer.Spark.command([spark_home: folder], folder)
    assert reason =~ "no bin/spark-submit"
  end

  defp command(context, options, directory \\ nil) do
    options = Keyword.merge([spark_home: context.home, port: 0], options)
    schema = [port: [type: :integer]] ++ LocalServer.Spark.options()
    checked = Options.validate!(options, schema, "a test")

    {:ok, %Command{} = command} = LocalServer.Spark.command(checked, directory || context.tmp_dir)

    command
  end

  defp after_flag(%Command{arguments: arguments}, flag) do
    arguments |> Enum.drop_while(&(&1 != flag)) |> Enum.at(1)
  end

  defp executable(path) do
    File.mkdir_p!(Path.dirname(path))
    File.write!(path, "")
    File.chmod!(path, 0o700)
  end
end
