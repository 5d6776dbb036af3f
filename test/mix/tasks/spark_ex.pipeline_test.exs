defmodule Mix.Tasks.SparkEx.PipelineTest do
  use SparkEx.SparkCase

  import ExUnit.CaptureIO

  alias Mix.Tasks.SparkEx.Pipeline, as: Task
  alias SparkEx.TestSpark

  defmodule Numbers do
    use SparkEx.Pipeline,
      storage: Application.fetch_env!(:spark_ex, __MODULE__)[:storage],
      database: Application.fetch_env!(:spark_ex, __MODULE__)[:database]

    materialized_view "numbers", session, format: :parquet do
      SparkEx.range(session, 3)
    end

    materialized_view "bad", conf: %{"spark.sql.pipelines.maxFlowRetryAttempts" => 0} do
      "SELECT raise_error('boom') AS x"
    end
  end

  setup do
    folder = Path.join(System.tmp_dir!(), "task_#{System.unique_integer([:positive])}")
    File.mkdir_p!(folder)
    on_exit(fn -> File.rm_rf!(folder) end)
    {:ok, folder: folder}
  end

  describe "run" do
    @describetag spark_4_1: "pipelines"

    setup %{session: session, folder: folder} do
      database = "task_#{System.unique_integer([:positive])}"
      SparkEx.execute!(session, "CREATE DATABASE #{database}")
      on_exit(fn -> SparkEx.execute!(session, "DROP DATABASE #{database} CASCADE") end)
      Application.put_env(:spark_ex, Numbers, storage: "file://#{folder}", database: database)
      {:ok, database: database}
    end

    test "runs a module and prints its events", %{session: session, database: database} do
      args = ["run", inspect(Numbers), "--remote", TestSpark.url(), "--refresh", " numbers, "]
      text = capture_io(fn -> Task.run(args) end)
      assert text =~ ~r/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d: Flow .*\.numbers has COMPLETED\.$/m
      assert text =~ "Run is COMPLETED."
      assert session |> SparkEx.table("#{database}.numbers") |> DataFrame.count!() == 3
    end

    test "fails with the error of a flow" do
      args = ["run", inspect(Numbers), "--remote", TestSpark.url()]

      capture_io(fn ->
        assert_raise Mix.Error,
                     ~r/the pipeline failed: .*bad \(.*_test\.exs:\d+\): .*boom/s,
                     fn ->
                       Task.run(args)
                     end
      end)
    end

    test "checks a module" do
      text =
        capture_io(fn -> Task.run(["dry_run", inspect(Numbers), "--remote", TestSpark.url()]) end)

      assert text =~ "Run is COMPLETED."
      refute text =~ "RUNNING"
    end
  end

  describe "init" do
    test "writes a project", %{folder: folder} do
      text = in_folder(folder, fn -> Task.run(["init", "--name", "sales"]) end)
      assert text =~ "mix spark_ex.pipeline run --spec sales/spark-pipeline.yml"
      assert File.read!(Path.join(folder, "sales/spark-pipeline.yml")) =~ "storage: file:///"

      assert [_ | _] = Path.wildcard(Path.join(folder, "sales/transformations/*.exs"))
      assert [_ | _] = Path.wildcard(Path.join(folder, "sales/transformations/*.sql"))

      in_folder(folder, fn ->
        assert_raise Mix.Error, "sales already exists", fn ->
          Task.run(["init", "--name", "sales"])
        end
      end)
    end

    @tag :yaml
    @tag spark_4_1: "pipelines"
    test "writes a project that runs", %{session: session, folder: folder} do
      on_exit(fn ->
        for language <- ~w(sql elixir) do
          SparkEx.execute!(session, "DROP TABLE IF EXISTS example_#{language}_materialized_view")
        end
      end)

      in_folder(folder, fn -> Task.run(["init", "--name", "sales"]) end)
      spec = Path.join(folder, "sales/spark-pipeline.yml")
      text = capture_io(fn -> Task.run(["run", "--spec", spec, "--remote", TestSpark.url()]) end)
      assert text =~ "Run is COMPLETED."
      assert session |> SparkEx.table("example_sql_materialized_view") |> DataFrame.count!() == 5
    end
  end

  test "wrong arguments name what is allowed", %{folder: folder} do
    for {args, message} <- [
          {["walk"], "expected run, dry_run or init"},
          {["init"], "init needs --name"},
          {["init", "--name", "a/b"], "must be letters, digits and underscores"},
          {["run"], "no spark-pipeline.yml here or above; give --spec, or one module"},
          {["run", "String"], "String is not a module with `use SparkEx.Pipeline`"},
          {["dry_run", "--refresh", "a"], "a dry run refreshes nothing"},
          {["run", "--unknown"], "--unknown"},
          {["run", "--spec", "no.yml"], "no such file"},
          {["run", inspect(Numbers), "--remote", TestSpark.url(), "--full-refresh-all"] ++
             ["--refresh", "a"], "--full-refresh-all allows no refresh"}
        ] do
      Application.put_env(:spark_ex, Numbers, storage: "file:///x", database: nil)

      in_folder(folder, fn ->
        assert_raise Mix.Error, ~r/#{Regex.escape(message)}/, fn -> Task.run(args) end
      end)
    end
  end

  defp in_folder(folder, function), do: capture_io(fn -> File.cd!(folder, function) end)
end
