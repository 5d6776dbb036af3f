defmodule SparkEx.InstallingTest do
  use ExUnit.Case, async: true

  alias SparkEx.Installing

  doctest Installing

  @unpublished [hex_package: nil, source_url: "https://example.com/spark_ex"]
  @published [hex_package: :spark_ex_connect, version: "0.2.0"]

  test "documents name the dependency that mix.exs decides" do
    for path <- Installing.documents(), named <- Installing.named(File.read!(path)) do
      assert {path, named} == {path, Installing.dependency()}
    end
  end

  test "README and every notebook say how to install" do
    for path <- ["README.md" | Path.wildcard("livebook/*.livemd")] do
      assert Installing.named(File.read!(path)) != [], path
    end
  end

  test "no document names the package spark_ex of Hex, which is another client" do
    for path <- Installing.documents() do
      refute File.read!(path) =~ ~r/:spark_ex, *"[^"]*"\s*[}\]]/, path
    end
  end

  test "a rewritten text names the package once it is published, and back" do
    text = ~s([{:spark_ex, git: "https://example.com/spark_ex"}, {:spark_ex, path: "../s"}])
    published = Installing.rewrite(text, @published)

    assert published ==
             ~s([{:spark_ex, "~> 0.2", hex: :spark_ex_connect}, {:spark_ex, path: "../s"}])

    assert Installing.rewrite(published, @unpublished) == text
  end

  test "each dependency is a tuple that Mix accepts" do
    for project <- [@unpublished, @published] do
      {dependency, _binding} = project |> Installing.dependency() |> Code.eval_string()
      assert elem(dependency, 0) == :spark_ex
    end
  end
end
