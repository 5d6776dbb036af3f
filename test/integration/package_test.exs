defmodule SparkEx.Integration.PackageTest do
  @moduledoc """
  A Hex package as its users compile it: without cargo, from a release that the test serves.
  """

  use ExUnit.Case, async: false

  alias SparkEx.ReleasePage

  @compile {:no_warn_undefined, RustlerPrecompiled}

  @moduletag :rustler_precompiled
  @moduletag :tmp_dir

  @version Mix.Project.config()[:version]

  setup %{tmp_dir: tmp} do
    package = ReleasePage.package(tmp)
    release = Path.join(tmp, "release")
    File.mkdir_p!(release)
    archive = archive(release)
    {:ok, tmp: tmp, package: package, archive: archive, url: ReleasePage.serve(release)}
  end

  # A library as the release workflow packs it for this machine.
  defp archive(release) do
    {:ok, target} = RustlerPrecompiled.target()
    [_nif_version, triple] = Regex.run(~r/^nif-[^-]+-(.*)$/, target, capture: :all)
    file = "libspark_ex_nif-v#{@version}-nif-2.15-#{triple}.so"
    built = Path.join(:code.priv_dir(:spark_ex), "native/spark_ex_nif.so")
    archive = Path.join(release, file <> ".tar.gz")
    files = [{String.to_charlist(file), File.read!(built)}]
    :ok = :erl_tar.create(String.to_charlist(archive), files, [:compressed])
    archive
  end

  defp write_checksum(package, archive, bytes) do
    checksum = "sha256:" <> Base.encode16(:crypto.hash(:sha256, bytes), case: :lower)
    checksums = inspect(%{Path.basename(archive) => checksum})
    File.write!(Path.join(package, "checksum-Elixir.SparkEx.Native.exs"), checksums)
  end

  defp mix(context, arguments, environment \\ []) do
    without_cargo =
      System.get_env("PATH")
      |> String.split(":")
      |> Enum.reject(&File.exists?(Path.join(&1, "cargo")))
      |> Enum.join(":")

    environment =
      [
        {"PATH", without_cargo},
        {"MIX_ENV", "prod"},
        {"MIX_BUILD_PATH", nil},
        {"SPARK_EX_NATIVE_URL", context.url},
        {"RUSTLER_PRECOMPILED_GLOBAL_CACHE_PATH", Path.join(context.tmp, "cache")}
      ] ++ environment

    System.cmd("mix", arguments, cd: context.package, env: environment, stderr_to_stdout: true)
  end

  test "refuses a library with another checksum", %{package: package} = context do
    write_checksum(package, context.archive, "something else")
    assert {output, status} = mix(context, ~w(compile))
    assert status != 0
    assert output =~ "checksum"
  end

  test "is built from source on request", %{package: package} = context do
    write_checksum(package, context.archive, "not looked at")
    assert {output, status} = mix(context, ~w(compile), [{"SPARK_EX_BUILD", "1"}])
    assert status != 0
    assert output =~ "built with cargo, which is not on the PATH"
  end
end
