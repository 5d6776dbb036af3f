defmodule Mix.Tasks.SparkEx.Pipeline do
  @shortdoc "Runs a declarative pipeline"

  @options [
    spec: :string,
    remote: :string,
    refresh: :keep,
    full_refresh: :keep,
    full_refresh_all: :boolean,
    name: :string
  ]

  @moduledoc """
  Runs declarative pipelines, like Spark's `spark-pipelines`.

      mix spark_ex.pipeline init --name sales
      mix spark_ex.pipeline dry_run
      mix spark_ex.pipeline run --full-refresh orders,daily
      mix spark_ex.pipeline run Sales --remote sc://localhost:15002

  `run` and `dry_run` read the pipeline from the file `spark-pipeline.yml` or
  `spark-pipeline.yaml` in the current folder or one above it. Its libraries are SQL and Elixir
  files. Modules on the command line, which `use SparkEx.Pipeline`, add their definitions. Without
  such a file, the pipeline is a single module. Reading the file needs the library `yaml_elixir`.
  `init` creates a sample project.

  ## Options

    * `--spec` - the path of the file
    * `--remote` - the URL of the server; by default `SPARK_REMOTE`, or a local Spark
    * `--refresh` - names of the datasets to update, separated by commas
    * `--full-refresh` - names of the datasets to reset and compute from all data
    * `--full-refresh-all` - resets and computes all datasets
    * `--name` - the name of the project that `init` writes, and of its folder
  """

  use Mix.Task

  alias SparkEx.Pipeline
  alias SparkEx.Pipeline.Spec

  @spec_text """
  name: {name}
  storage: {storage}
  libraries:
    - glob:
        include: transformations/**
  """

  @elixir_text """
  defmodule {module}.Numbers do
    use SparkEx.Pipeline

    materialized_view "example_elixir_materialized_view", session do
      SparkEx.range(session, 10)
    end
  end
  """

  @sql_text """
  CREATE MATERIALIZED VIEW example_sql_materialized_view AS
  SELECT id FROM example_elixir_materialized_view
  WHERE id % 2 = 0
  """

  @impl true
  def run(args) do
    case OptionParser.parse!(args, strict: @options) do
      {options, ["run" | modules]} -> run(modules, options, &Pipeline.run/3)
      {options, [dry | modules]} when dry in ["dry_run", "dry-run"] -> dry_run(modules, options)
      {options, ["init"]} -> init(options[:name] || Mix.raise("init needs --name"))
      _other -> Mix.raise("expected run, dry_run or init; see mix help spark_ex.pipeline")
    end
  rescue
    error in [OptionParser.ParseError, SparkEx.Error.Argument] ->
      Mix.raise(Exception.message(error))
  end

  defp dry_run(modules, options) do
    if selection(options) != [], do: Mix.raise("a dry run refreshes nothing")
    run(modules, options, &Pipeline.dry_run/3)
  end

  defp run(modules, options, function) do
    Mix.Task.run("app.start")
    pipeline = pipeline(modules, options)
    log("Creating Spark session...")
    session = connect(options[:remote] || System.get_env("SPARK_REMOTE"), pipeline)

    try do
      log("Starting run...")
      on_event = &log(&1.message, &1.timestamp || DateTime.utc_now())

      case function.(session, pipeline, [on_event: on_event] ++ selection(options)) do
        {:ok, _events} -> :ok
        {:error, error} -> Mix.raise(Exception.message(error))
      end
    after
      SparkEx.Session.stop(session)
    end
  end

  defp connect(url, pipeline) do
    options = if url, do: [url: url], else: []

    case SparkEx.connect(options ++ [conf: pipeline.configuration]) do
      {:ok, session} -> session
      {:error, error} -> Mix.raise(Exception.message(error))
    end
  end

  defp pipeline(modules, options) do
    modules = Enum.map(modules, &module!/1)

    case {options[:spec] || Spec.find(File.cwd!()), modules} do
      {nil, [module]} ->
        Pipeline.of!(module)

      {nil, _modules} ->
        Mix.raise("no spark-pipeline.yml here or above; give --spec, or one module")

      {spec, modules} ->
        log("Loading pipeline spec from #{spec}...")
        Enum.reduce(modules, Pipeline.from_spec(spec), & &1.pipeline(&2))
    end
  end

  defp module!(name) do
    module = Module.concat([name])

    if Code.ensure_loaded?(module) and function_exported?(module, :pipeline, 1),
      do: module,
      else: Mix.raise("#{name} is not a module with `use SparkEx.Pipeline`")
  end

  defp selection(options) do
    if options[:full_refresh_all] do
      [full_refresh: :all] ++ names(options, :refresh) ++ names(options, :full_refresh)
    else
      names(options, :refresh) ++ names(options, :full_refresh)
    end
  end

  defp names(options, key) do
    names =
      options
      |> Keyword.get_values(key)
      |> Enum.flat_map(&String.split(&1, ","))
      |> Enum.map(&String.trim/1)
      |> Enum.reject(&(&1 == ""))

    cond do
      names == [] -> []
      options[:full_refresh_all] -> Mix.raise("--full-refresh-all allows no #{key}")
      true -> [{key, names}]
    end
  end

  defp init(name) do
    unless name =~ ~r/\A[a-zA-Z]\w*\z/,
      do: Mix.raise("--name must be letters, digits and underscores, got: #{inspect(name)}")

    if File.exists?(name), do: Mix.raise("#{name} already exists")
    storage = Path.expand("#{name}/pipeline-storage")
    bindings = [name: name, module: Macro.camelize(name), storage: "file://" <> storage]
    File.mkdir_p!(storage)
    File.mkdir_p!("#{name}/transformations")
    write(name, "spark-pipeline.yml", @spec_text, bindings)
    write(name, "transformations/example_elixir_materialized_view.exs", @elixir_text, bindings)
    write(name, "transformations/example_sql_materialized_view.sql", @sql_text, bindings)

    Mix.shell().info("""
    Pipeline project '#{name}' created. To run it:
    mix spark_ex.pipeline run --spec #{name}/spark-pipeline.yml\
    """)
  end

  defp write(folder, file, text, bindings) do
    text =
      Enum.reduce(bindings, text, fn {key, value}, text ->
        String.replace(text, "{#{key}}", value)
      end)

    File.write!(Path.join(folder, file), text)
  end

  defp log(message, timestamp \\ DateTime.utc_now()),
    do: Mix.shell().info(Calendar.strftime(timestamp, "%Y-%m-%d %H:%M:%S") <> ": " <> message)
end
