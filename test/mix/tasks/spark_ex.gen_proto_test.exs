defmodule Mix.Tasks.SparkEx.GenProtoTest do
  # Not async: tests share Mix's shell.
  use ExUnit.Case, async: false

  alias Mix.Tasks.SparkEx.GenProto

  @moduletag :tmp_dir

  @vendored Path.expand("../../../priv/proto", __DIR__)

  setup do
    shell = Mix.shell()
    Mix.shell(Mix.Shell.Process)
    on_exit(fn -> Mix.shell(shell) end)
  end

  test "copies the protocol files of a jar and records its version", %{tmp_dir: folder} do
    jar =
      jar(folder, "spark-connect_2.13-4.9.0.jar", %{
        "spark/connect/base.proto" => "the base",
        "spark/connect/example_plugins.proto" => "a test's",
        "spark/connect/base.class" => "no proto",
        "google/protobuf/any.proto" => "not Spark's"
      })

    output = Path.join(folder, "proto")
    File.mkdir_p!(Path.join(output, "spark/connect"))
    File.write!(Path.join(output, "spark/connect/old.proto"), "no longer there")

    GenProto.run(["--jar", jar, "--output", output])

    assert File.ls!(Path.join(output, "spark/connect")) == ["base.proto"]
    assert File.read!(Path.join(output, "spark/connect/base.proto")) == "the base"
    assert File.read!(Path.join(output, "VERSION")) == "4.9.0\n"
    assert_received {:mix_shell, :info, [said]}
    assert said =~ "the 1 protocol files of Spark 4.9.0"
  end

  test "a jar without protocol files changes nothing", %{tmp_dir: folder} do
    jar = jar(folder, "spark-connect_2.13-4.9.0.jar", %{"spark/connect/base.class" => ""})
    output = Path.join(folder, "proto")

    assert_raise Mix.Error, ~r/holds no spark\/connect/, fn ->
      GenProto.run(["--jar", jar, "--output", output])
    end

    refute File.exists?(output)
  end

  test "errors name the folder, jar or version that is missing", %{tmp_dir: folder} do
    for {args, message} <- [
          {["--spark-home", folder], ~r/has no jars\/spark-connect_\*\.jar/},
          {["--jar", "nothing.jar"], ~r/nothing\.jar is not named spark-connect_/},
          {["--jar", "spark-connect_2.13-1.jar"], ~r/cannot be read: :enoent/},
          {["--output", folder], ~r/which version\?/},
          {["4.1.1", "4.1.2"], ~r/give one version/},
          {["--version", "4.1.1"], ~r/--version/}
        ] do
      assert_raise Mix.Error, message, fn -> GenProto.run(args) end
    end
  end

  @tag :local_spark
  test "the vendored files equal those of the Spark that they name", %{tmp_dir: folder} do
    {:ok, home} = SparkEx.LocalServer.Spark.home([])
    GenProto.run(["--spark-home", home, "--output", folder])

    version = File.read!(Path.join(@vendored, "VERSION"))

    # The tests may run against a Spark of another version.
    if File.read!(Path.join(folder, "VERSION")) == version do
      assert protos(folder) == protos(@vendored)
    else
      assert is_map_key(protos(folder), "base.proto")
    end
  end

  defp jar(folder, name, files) do
    path = Path.join(folder, name)
    entries = for {name, text} <- files, do: {String.to_charlist(name), text}
    {:ok, _path} = :zip.create(String.to_charlist(path), entries)
    path
  end

  defp protos(folder) do
    folder
    |> Path.join("spark/connect/*.proto")
    |> Path.wildcard()
    |> Map.new(&{Path.basename(&1), File.read!(&1)})
  end
end
