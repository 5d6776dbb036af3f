defmodule SparkEx.Session.ArtifactsResultsTest do
  # Artifacts on a real Spark: a query sees what was given.
  use SparkEx.SparkCase

  alias SparkEx.TestSpark

  @moduletag :tmp_dir
  @large 3 * 1024 * 1024 + 11

  setup %{tmp_dir: folder} do
    session = start_supervised!({Session, url: TestSpark.url()}, id: make_ref())
    # The folders of former sessions may still be there.
    {:ok, session: session, folder: folder, run: System.os_time()}
  end

  defp file(folder, name, content) do
    path = Path.join(folder, name)
    File.write!(path, content)
    path
  end

  # Where executors keep files, in a folder for each session.
  defp place(session, name) do
    call = "reflect('org.apache.spark.SparkFiles', 'getRootDirectory') AS root"
    [%{"root" => root}] = DataFrame.collect!(SparkEx.sql(session, "SELECT #{call}"))
    root <> "/*/" <> name
  end

  # Files are handed to executors with a query.
  defp add_files(session, paths) do
    added = Session.add_artifacts(session, paths, as: :file)
    2 = DataFrame.count!(SparkEx.range(session, 2))
    added
  end

  test "files of any size are where queries look for them", context do
    %{session: session, folder: folder, run: run} = context

    for {name, content} <- [
          {"small-#{run}.txt", "some text"},
          {"large-#{run}.txt", String.duplicate("a", @large)}
        ] do
      assert add_files(session, file(folder, name, content)) == :ok
      place = place(session, name)

      assert [%{"length" => length}] =
               session
               |> SparkEx.read()
               |> Reader.format("binaryFile")
               |> Reader.load(place)
               |> DataFrame.select(["length"])
               |> DataFrame.collect!()

      assert length == byte_size(content)
    end

    # Spark reads nothing of empty files.
    assert add_files(session, file(folder, "empty-#{run}.txt", "")) == :ok
  end

  test "several are uploaded at once, and uploading one again succeeds", context do
    %{session: session, folder: folder, run: run} = context
    paths = for at <- 1..20, do: file(folder, "#{at}-#{run}.txt", "text #{at}")
    assert add_files(session, paths) == :ok
    assert add_files(session, paths) == :ok
    read = session |> SparkEx.read() |> Reader.text(place(session, "7-#{run}.txt"))
    assert DataFrame.collect!(read) == [%{"value" => "text 7"}]
  end

  test "a jar is there once it is added, and can't become another", context do
    %{session: session, folder: folder} = context
    # An archive without entries.
    jar = <<"PK", 5, 6, 0::size(144)>>
    path = file(folder, "a.jar", jar)
    assert Session.add_artifact(session, path) == :ok
    File.write!(path, jar <> <<0>>)
    assert {:error, %Error.Remote{} = error} = Session.add_artifact(session, path)
    assert Exception.message(error) =~ "a.jar"
  end

  test "a file is copied into the server's file system where it allows that", context do
    %{session: session, folder: folder} = context
    path = file(folder, "source.txt", "copied")
    destination = Path.join(folder, "copy.txt")

    assert {:error, %Error.Remote{}} = Session.copy_from_local_to_fs(session, path, destination)
    refute File.exists?(destination)

    allowed =
      Session.config_set(session, "spark.sql.artifact.copyFromLocalToFs.allowDestLocal", true)

    if TestSpark.at_least?("4.3.0") do
      # Only the server's own configuration can allow it.
      assert {:error, %Error.Remote{error_class: "CANNOT_MODIFY_STATIC_CONFIG"}} = allowed
    else
      assert allowed == :ok
      assert Session.copy_from_local_to_fs(session, path, destination) == :ok
      assert File.read!(destination) == "copied"
    end

    assert {:error, %Error.Argument{}} = Session.copy_from_local_to_fs(session, path, "relative")
  end

  test "what can't be read is an error before anything is sent", context do
    %{session: session, folder: folder} = context
    assert {:error, %Error.Argument{}} = Session.add_artifacts(session, folder <> "/none.jar")
    assert {:error, %Error.Argument{}} = Session.add_artifacts(session, "a.jar", kind: :jar)
  end
end
