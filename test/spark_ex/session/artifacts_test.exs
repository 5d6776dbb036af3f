defmodule SparkEx.Session.ArtifactsTest do
  use ExUnit.Case, async: true
  doctest SparkEx.Session.Artifacts

  alias SparkEx.Session.Artifacts

  @moduletag :tmp_dir

  defp file(folder, name) do
    path = Path.join(folder, name)
    File.write!(path, "x")
    path
  end

  test "files are named by their kind, as PySpark names them", %{tmp_dir: folder} do
    for {name, kind, expected} <- [
          {"a.jar", :jar, "jars/a.jar"},
          {"a.py", :pyfile, "pyfiles/a.py"},
          {"a.egg", :pyfile, "pyfiles/a.egg"},
          {"a.tar.gz", :archive, "archives/a.tar.gz"},
          {"a b.txt", :file, "files/a b.txt"}
        ] do
      path = file(folder, name)
      assert Artifacts.artifacts(path, kind) == {:ok, [{expected, {:file, path}}]}
      uri = "file://" <> URI.encode(path)
      assert Artifacts.artifacts([uri], kind) == {:ok, [{expected, {:file, path}}]}
    end
  end

  test "the suffix tells the kind if it belongs to one only", %{tmp_dir: folder} do
    for {name, expected} <- [
          {"a.jar", "jars/a.jar"},
          {"a.py", "pyfiles/a.py"},
          {"a.egg", "pyfiles/a.egg"},
          {"a.tar.gz", "archives/a.tar.gz"},
          {"a.tgz", "archives/a.tgz"}
        ] do
      path = file(folder, name)
      assert Artifacts.artifacts([path], nil) == {:ok, [{expected, {:file, path}}]}
    end

    path = file(folder, "b.zip")
    assert {:ok, [{"archives/b.zip#b", _file}]} = Artifacts.artifacts(path <> "#b", nil)

    for {name, advice} <- [{"c.zip", "as: :pyfile or as: :archive"}, {"c.txt", "as: :file"}] do
      assert {:error, error} = Artifacts.artifacts(file(folder, name), nil)
      assert Exception.message(error) =~ "does not tell its kind; use #{advice}"
    end
  end

  test "an archive may name its folder", %{tmp_dir: folder} do
    path = file(folder, "a.zip")
    expected = {:ok, [{"archives/a.zip#folder", {:file, path}}]}
    assert Artifacts.artifacts(path <> "#folder", :archive) == expected
    assert Artifacts.artifacts("file://" <> path <> "#folder", :archive) == expected
    assert {:error, error} = Artifacts.artifacts(path <> "#a#b", :archive)
    assert Exception.message(error) =~ "path#folder"
  end

  test "a file that cannot be read is an error that names it", %{tmp_dir: folder} do
    missing = Path.join(folder, "missing.jar")
    assert {:error, error} = Artifacts.artifacts([file(folder, "a.jar"), missing], :jar)
    assert Exception.message(error) == "there is no file #{inspect(missing)}"
    assert {:error, _error} = Artifacts.artifacts(folder, :file)
    assert {:error, _error} = Artifacts.artifacts(:a, :file)
  end
end
