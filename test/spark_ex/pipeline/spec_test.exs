defmodule SparkEx.Pipeline.SpecTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Error, Pipeline}
  alias SparkEx.Pipeline.{Datasets, Spec}

  setup do
    folder = Path.join(System.tmp_dir!(), "spec_#{System.unique_integer([:positive])}")
    File.mkdir_p!(Path.join(folder, "transformations/deep"))
    on_exit(fn -> File.rm_rf!(folder) end)
    {:ok, folder: folder, path: Path.join(folder, "spark-pipeline.yml")}
  end

  @spec_map %{"name" => "sales", "storage" => "file:///storage"}

  defp libraries(includes),
    do: for(include <- includes, do: %{"glob" => %{"include" => include}})

  test "the fields are those of Spark's file", %{path: path} do
    spec =
      Map.merge(@spec_map, %{
        "catalog" => "c",
        "schema" => "d",
        "configuration" => %{"spark.sql.shuffle.partitions" => "2"}
      })

    pipeline = Spec.from_map(spec, path)
    assert %Pipeline{storage: "file:///storage", catalog: "c", database: "d"} = pipeline
    assert pipeline.configuration == %{"spark.sql.shuffle.partitions" => "2"}
    assert Spec.from_map(Map.put(spec, "database", "e"), path).database == "e"
  end

  test "libraries are files of SQL and Elixir", %{folder: folder, path: path} do
    File.write!(Path.join(folder, "first.sql"), "CREATE STREAMING TABLE first;")

    File.write!(Path.join(folder, "transformations/deep/b.exs"), """
    defmodule SparkEx.Pipeline.SpecTest.Numbers do
      use SparkEx.Pipeline

      materialized_view "b", session do
        SparkEx.range(session, 3)
      end
    end
    """)

    File.write!(Path.join(folder, "transformations/c.sql"), "CREATE TEMPORARY VIEW c AS SELECT 1")
    spec = Map.put(@spec_map, "libraries", libraries(["first.sql", "transformations/**"]))
    datasets = spec |> Spec.from_map(path) |> Datasets.list()
    assert Enum.map(datasets, & &1.name) == ["first", "c", "b"]
    assert %{file: "transformations/c.sql"} = Enum.at(datasets, 1)
  end

  test "a folder may have wildcards in its name", %{folder: folder} do
    project = Path.join(folder, "[x] {y}")
    File.mkdir_p!(Path.join(project, "transformations/deep"))
    text = "CREATE TEMPORARY VIEW d AS SELECT 1"
    File.write!(Path.join(project, "transformations/deep/d.sql"), text)
    spec = Map.put(@spec_map, "libraries", libraries(["transformations/**"]))
    pipeline = Spec.from_map(spec, Path.join(project, "spark-pipeline.yml"))
    assert [%{name: "d"}] = Datasets.list(pipeline)
  end

  test "invalid files say what is wrong", %{folder: folder, path: path} do
    File.write!(Path.join(folder, "a.py"), "")
    File.write!(Path.join(folder, "empty.exs"), "")

    for {change, message} <- [
          {%{"storag" => "x"}, ~s(unknown field "storag" in )},
          {%{"name" => nil}, "has no name"},
          {%{"storage" => 1}, "must be a string, got: 1"},
          {%{"configuration" => %{"a" => 1}}, ~s(quote "a" and its value)},
          {%{"configuration" => "a"}, "must map strings to strings"},
          {%{"libraries" => libraries(["transformations/**/*.sql"])}, "invalid glob"},
          {%{"libraries" => ["a.sql"]}, "must be a list of glob"},
          {%{"libraries" => libraries(["a.py"])}, "neither SQL (.sql) nor Elixir"},
          {%{"libraries" => libraries(["no.sql"])}, "no.sql: no such file"},
          {%{"libraries" => libraries(["no.exs"])}, "no.exs: no such file"},
          {%{"libraries" => libraries(["empty.exs"])}, "defines no module with"}
        ] do
      assert_raise Error.Argument, ~r/#{Regex.escape(message)}/, fn ->
        @spec_map |> Map.merge(change) |> Spec.from_map(path)
      end
    end
  end

  test "the file is found in folders above", %{folder: folder, path: path} do
    File.write!(path, "")
    assert Spec.find(Path.join(folder, "transformations/deep")) == path
    File.write!(Path.join(folder, "spark-pipeline.yaml"), "")
    assert_raise Error.Argument, ~r/has several of/, fn -> Spec.find(folder) end
  end

  test "a file that does not exist is an error" do
    assert_raise Error.Argument, ~r/no such file/, fn -> Pipeline.from_spec("no/such.yml") end
  end

  @tag :no_yaml
  test "the library is named where it is missing", %{path: path} do
    File.write!(path, "name: x")

    assert_raise Error.Argument, ~r/needs the library yaml_elixir/, fn ->
      Pipeline.from_spec(path)
    end
  end

  @tag :yaml
  test "the file is YAML", %{path: path} do
    File.write!(path, """
    # Sales
    name: sales
    storage: file:///storage
    configuration:
      spark.sql.shuffle.partitions: "2"
    libraries:
      - glob:
          include: transformations/**
    """)

    assert %Pipeline{storage: "file:///storage"} = Pipeline.from_spec(path)
    File.write!(path, "name: [")
    assert_raise Error.Argument, ~r/spark-pipeline.yml: /, fn -> Pipeline.from_spec(path) end
  end
end
