defmodule SparkEx.Native.LibraryTest do
  use ExUnit.Case, async: true

  alias SparkEx.Native.Library

  defp code(project), do: project |> Library.loading() |> Macro.to_string()

  test "a checkout loads the library that cargo built" do
    assert Mix.Project.config()[:native] == :source
    code = code(native: :source)
    assert code =~ "load_nif"
    refute code =~ "RustlerPrecompiled"
  end

  test "a package loads the library of its release" do
    code = code(native: :precompiled, version: "1.2.3", source_url: "https://example.com/s")
    assert code =~ ~s(base_url: "https://example.com/s/releases/download/v1.2.3")
    assert code =~ ~s(version: "1.2.3")
    assert code =~ "x86_64-unknown-linux-musl"
  end

  test "the release workflow builds all targets of packages" do
    workflow = File.read!(Path.expand("../../../.github/workflows/release.yml", __DIR__))
    built = for [_line, target] <- Regex.scan(~r/target: ([a-z0-9_-]+)/, workflow), do: target
    assert Enum.sort(built) == Enum.sort(Library.targets())
  end
end
