defmodule SparkEx.ArchitectureTest do
  use ExUnit.Case, async: true

  @root Path.expand("..", __DIR__)

  # A package or an archive of the sources has no index.
  unless File.exists?(Path.join(@root, ".git")),
    do: @moduletag(skip: "needs a Git checkout")

  setup_all do
    {paths, 0} = System.cmd("git", ["ls-files"], cd: @root)
    files = String.split(paths, "\n", trim: true)
    {:ok, files: Enum.filter(files, &File.exists?(Path.join(@root, &1)))}
  end

  describe "the map in ARCHITECTURE.md" do
    setup %{files: files} do
      folders = files |> Enum.map(&Path.dirname/1) |> Enum.uniq()
      {:ok, folders: folders -- ["."], entries: entries()}
    end

    test "names every tracked folder", %{folders: folders, entries: entries} do
      assert Enum.reject(folders, fn folder -> Enum.any?(entries, &covers?(&1, folder)) end) == []
    end

    test "names no folder that does not exist", %{folders: folders, entries: entries} do
      assert Enum.reject(entries, fn entry -> Enum.any?(folders, &covers?(entry, &1)) end) == []
    end

    test "names each folder once", %{entries: entries} do
      assert entries -- Enum.uniq(entries) == []
    end
  end

  describe "lib" do
    test "has only public modules at the top of spark_ex", %{files: files} do
      private =
        for "lib/spark_ex/" <> name = path <- files,
            not String.contains?(name, "/"),
            read(path) =~ "@moduledoc false",
            do: name

      assert private == ["application.ex", "native.ex", "plan.ex"]
    end

    test "names each module after its path", %{files: files} do
      for "lib/spark_ex/" <> _ = path <- files,
          Path.extname(path) == ".ex",
          [_, module] <- [Regex.run(~r/defmodule ([\w.]+)/, read(path))] do
        assert module |> Macro.underscore() |> squeeze() == path |> module_path() |> squeeze()
      end
    end
  end

  test "folders of test/spark_ex have the names of modules or folders of lib", %{files: files} do
    for "test/spark_ex" <> _ = path <- files do
      "test/" <> folder = Path.dirname(path)
      lib = Path.join([@root, "lib", folder])
      assert File.dir?(lib) or File.exists?(lib <> ".ex"), "#{path} mirrors nothing in lib"
    end
  end

  test "the native core does not depend on Rustler", %{files: files} do
    for "native/spark_ex_core/" <> _ = path <- files, Path.extname(path) in [".rs", ".toml"] do
      refute read(path) =~ ~r/^\s*(use |extern crate )?rustler\b/m, "#{path} names rustler"
    end
  end

  # The first cells of the table's rows.
  defp entries do
    [_, section] = String.split(read("ARCHITECTURE.md"), "\n## Map\n")
    [table | _] = String.split(section, "\n## ")
    for [_, entry] <- Regex.scan(~r/^\| `([^`]+)` +\|/m, table), do: entry
  end

  defp covers?(entry, folder) do
    case String.split(entry, "/**") do
      [^folder] -> true
      [parent, ""] -> folder == parent or String.starts_with?(folder, parent <> "/")
      _ -> false
    end
  end

  defp module_path("lib/" <> path), do: Path.rootname(path)

  # "UDFRegistration" and "udf_registration" alike.
  defp squeeze(path), do: path |> String.replace("_", "") |> String.downcase()

  defp read(path), do: File.read!(Path.join(@root, path))
end
