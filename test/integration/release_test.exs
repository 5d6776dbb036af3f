defmodule SparkEx.Integration.ReleaseTest do
  @moduledoc """
  The scripts of the release workflow, in its order, with a local server as the release's page.
  """

  use ExUnit.Case, async: false

  alias SparkEx.Native.Library
  alias SparkEx.ReleasePage

  @moduletag :tmp_dir

  @version Mix.Project.config()[:version]
  @linux "x86_64-unknown-linux-gnu"

  defp run(script, arguments, options \\ []) do
    options = Keyword.merge([stderr_to_stdout: true], options)
    System.cmd(Path.expand("bin/release/#{script}", options[:cd] || "."), arguments, options)
  end

  # A cargo that finds the library already built, and writes down how it was called.
  defp with_fake_cargo(dir) do
    built = Path.join(:code.priv_dir(:spark_ex), "native/spark_ex_nif.so")

    File.write!(Path.join(dir, "cargo"), """
    #!/usr/bin/env bash
    pwd > "#{dir}/folder"
    echo "$@" > "#{dir}/arguments"
    out=$CARGO_TARGET_DIR/${!#}/release
    mkdir -p "$out"
    for name in libspark_ex_nif.so libspark_ex_nif.dylib spark_ex_nif.dll; do
      cp "#{built}" "$out/$name"
    done
    """)

    File.chmod!(Path.join(dir, "cargo"), 0o755)

    [
      {"PATH", dir <> ":" <> System.get_env("PATH")},
      {"CARGO_TARGET_DIR", Path.join(dir, "target")}
    ]
  end

  test "the library is built for its target and packed under the name that packages look for",
       %{tmp_dir: dir} do
    environment = with_fake_cargo(dir)
    assert {_output, 0} = run("library", [@linux, Path.join(dir, "out")], env: environment)

    assert File.read!(Path.join(dir, "arguments")) ==
             "build --release --locked -p spark_ex_nif --target #{@linux}\n"

    # Cargo reads native/.cargo/config.toml, and build.rs what is in priv/proto beside it.
    assert File.read!(Path.join(dir, "folder")) == Path.expand("native") <> "\n"

    name = "libspark_ex_nif-v#{@version}-nif-2.15-#{@linux}.so"
    archive = Path.join([dir, "out", name <> ".tar.gz"])
    {:ok, files} = :erl_tar.extract(String.to_charlist(archive), [:memory, :compressed])
    built = File.read!(Path.join(:code.priv_dir(:spark_ex), "native/spark_ex_nif.so"))
    assert files == [{String.to_charlist(name), built}]
  end

  test "an unknown target is refused with those that there are", %{tmp_dir: dir} do
    assert {output, 1} = run("library", ["riscv64gc-unknown-linux-gnu", dir])
    assert output =~ "unknown target riscv64gc-unknown-linux-gnu"
    for target <- Library.targets(), do: assert(output =~ target)
  end

  test "a tag must name the version of mix.exs" do
    assert {"", 0} = run("version", ["v" <> @version])
    assert {output, 1} = run("version", ["v9.9.9"])
    assert output =~ "the tag is v9.9.9, but mix.exs has the version #{@version}"
  end

  describe "the checksums" do
    setup %{tmp_dir: dir} do
      environment = with_fake_cargo(dir)
      page = Path.join(dir, "page")

      for target <- Library.targets(),
          do: {_output, 0} = run("library", [target, page], env: environment)

      {:ok, page: page, url: ReleasePage.serve(page), package: ReleasePage.package(dir)}
    end

    test "are those of the files on the release's page", context do
      assert {_output, 0} = run("checksums", [context.url], cd: context.package)
      {checksums, _binding} = Code.eval_file(checksum_file(context))
      assert map_size(checksums) == length(Library.targets())

      for {file, checksum} <- checksums do
        bytes = File.read!(Path.join(context.page, file))

        assert checksum ==
                 "sha256:" <> Base.encode16(:crypto.hash(:sha256, bytes), case: :lower)
      end
    end

    test "are not written as long as a library is missing", context do
      [missing | _others] = Path.wildcard(Path.join(context.page, "*musl*"))
      File.rm!(missing)

      assert {output, 1} =
               run("checksums", [context.url], cd: context.package, env: [{"RETRIES", "0"}])

      assert output =~ "the release has no #{Path.basename(missing)}"
      refute File.exists?(checksum_file(context))
    end

    @tag :rustler_precompiled
    test "make a package that needs no Rust", context do
      {_output, 0} = run("checksums", [context.url], cd: context.package)

      environment = [
        {"SPARK_EX_NATIVE_URL", context.url},
        {"RUSTLER_PRECOMPILED_GLOBAL_CACHE_PATH", Path.join(context.tmp_dir, "cache")}
      ]

      assert {output, 0} = run("try", [context.package], env: environment)
      assert output =~ "sessions: 0"
      assert [_library] = Path.wildcard(context.package <> "/priv/native/libspark_ex_nif-v*")
    end
  end

  describe "the package" do
    test "is not built without checksums", %{tmp_dir: dir} do
      package = ReleasePage.package(dir)
      assert {output, 1} = run("package", [Path.join(dir, "out")], cd: package)
      assert output =~ "there is no checksum file; run bin/release/checksums first"
    end

    test "holds what its users compile, and nothing of a checkout" do
      files = ReleasePage.files()

      for file <- ~w(mix.exs README.md CHANGELOG.md LICENSE SECURITY.md CONTRIBUTING.md
                     native/Cargo.lock native/.cargo/config.toml native/spark_ex_core/build.rs
                     priv/proto/spark/connect/base.proto),
          do: assert(file in files)

      for file <- files,
          do: refute(file =~ ~r{^(dev|test|bench|_build|priv/native|\.github)(/|$)})
    end
  end

  test "the workflows use pinned actions, and write only where they publish" do
    for path <- Path.wildcard(".github/workflows/*.yml", match_dot: true) do
      workflow = File.read!(path)

      for [_line, action] <- Regex.scan(~r/uses: (\S+)/, workflow),
          do: assert(action =~ ~r/@[0-9a-f]{40}$/, action)

      assert workflow =~ ~r/^permissions:\n  contents: read$/m
    end

    release = File.read!(".github/workflows/release.yml")
    assert [_before, _after] = String.split(release, "contents: write")
    for path <- Path.wildcard("bin/release/*"), do: assert(release =~ path)
  end

  defp checksum_file(context),
    do: Path.join(context.package, "checksum-Elixir.SparkEx.Native.exs")
end
