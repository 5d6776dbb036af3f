defmodule SparkEx.Pipeline.Spec do
  @moduledoc false
  # Spark's file `spark-pipeline.yml`, read like PySpark's `pyspark/pipelines/cli.py`. Libraries
  # are SQL files, and Elixir files in place of Python.

  alias SparkEx.Arguments.Options
  alias SparkEx.{Error, Pipeline}

  # yaml_elixir is optional.
  @compile {:no_warn_undefined, YamlElixir}

  @file_names ["spark-pipeline.yaml", "spark-pipeline.yml"]
  @required ~w(name storage)
  @fields @required ++ ~w(catalog database schema configuration libraries)

  @doc "The specification in a folder, or in the nearest folder above it that has one; or `nil`."
  @spec find(Path.t()) :: Path.t() | nil
  def find(folder) do
    case @file_names |> Enum.map(&Path.join(folder, &1)) |> Enum.filter(&File.regular?/1) do
      [path] -> path
      [_ | _] -> raise Error.Argument, "#{folder} has several of #{Enum.join(@file_names, ", ")}"
      [] -> if Path.dirname(folder) != folder, do: find(Path.dirname(folder))
    end
  end

  @doc "The pipeline of a file."
  @spec load(Path.t()) :: Pipeline.t()
  def load(path) do
    with {:ok, text} <- read(path), {:ok, spec} <- parse(text) do
      from_map(spec, path)
    else
      {:error, reason} -> raise Error.Argument, "#{path}: #{reason}"
    end
  end

  defp read(path) do
    with {:error, reason} <- File.read(path), do: {:error, :file.format_error(reason)}
  end

  defp parse(text) do
    if Code.ensure_loaded?(YamlElixir) do
      parse_yaml(text)
    else
      {:error,
       "reading YAML needs the library yaml_elixir: add {:yaml_elixir, \"~> 2.11\"} to the " <>
         "dependencies, or define the pipeline in Elixir"}
    end
  end

  # Applications of a release have started; those of a Mix task may not have.
  defp parse_yaml(text) do
    {:ok, _started} = Application.ensure_all_started(:yaml_elixir)

    with {:error, error} <- YamlElixir.read_from_string(text),
         do: {:error, Exception.message(error)}
  end

  @doc "The pipeline of a specification that was read from a file; globs are relative to it."
  @spec from_map(term, Path.t()) :: Pipeline.t()
  def from_map(%{} = spec, path) do
    for key <- Map.keys(spec), key not in @fields, do: unknown!(key, path)
    for key <- @required, spec[key] == nil, do: raise(Error.Argument, "#{path} has no #{key}")

    options = [
      storage: text!(spec, "storage", path),
      catalog: text!(spec, "catalog", path),
      database: text!(spec, if(spec["database"], do: "database", else: "schema"), path),
      configuration: configuration!(spec["configuration"] || %{}, path)
    ]

    pipeline = Pipeline.new(for {key, value} <- options, value != nil, do: {key, value})
    spec |> files(path) |> Enum.reduce(pipeline, &add_file(&2, &1, Path.dirname(path)))
  end

  def from_map(other, path),
    do: raise(Error.Argument, "#{path}: expected a mapping, got: #{inspect(other)}")

  defp unknown!(key, path) do
    raise Error.Argument,
          "unknown field #{inspect(key)} in #{path}#{Options.did_you_mean(inspect(key), @fields)} " <>
            "(allowed: #{Enum.join(@fields, ", ")})"
  end

  defp text!(spec, key, path) do
    case spec[key] do
      text when is_binary(text) or text == nil -> text
      other -> raise Error.Argument, "#{key} in #{path} must be a string, got: #{inspect(other)}"
    end
  end

  # As PySpark: a number or a boolean must be quoted. Values may be secret.
  defp configuration!(%{} = pairs, path) do
    for {key, value} <- pairs, not is_binary(key) or not is_binary(value) do
      raise Error.Argument,
            "configuration in #{path} must map strings to strings; quote #{inspect(key)} and its value"
    end

    pairs
  end

  defp configuration!(_other, path),
    do: raise(Error.Argument, "configuration in #{path} must map strings to strings")

  # Libraries

  defp files(spec, path) do
    for library <- List.wrap(spec["libraries"] || []),
        file <- library |> glob!(path) |> matches(Path.dirname(path)),
        do: file
  end

  defp glob!(%{"glob" => %{"include" => include}}, _path) when is_binary(include), do: include

  defp glob!(other, path) do
    raise Error.Argument,
          "libraries in #{path} must be a list of glob: {include: …}, got: #{inspect(other)}"
  end

  # A plain path, or a folder with all that is below it.
  defp matches(include, folder) do
    plain = String.replace_suffix(include, "/**", "")

    cond do
      plain =~ ~r/[*?\[{]/ ->
        raise Error.Argument,
              "invalid glob #{inspect(include)}: use a path, or a folder that ends in /**"

      plain == include ->
        [Path.join(folder, include)]

      true ->
        below(Path.join(folder, plain))
    end
  end

  # Not by a wildcard, which the path of the project may contain.
  defp below(folder) do
    for name <- folder |> ls() |> Enum.sort(),
        name != "__pycache__" and not String.starts_with?(name, "."),
        path = Path.join(folder, name),
        file <- if(File.dir?(path), do: below(path), else: [path]),
        do: file
  end

  defp ls(folder) do
    case File.ls(folder) do
      {:ok, names} -> names
      {:error, :enoent} -> []
      {:error, reason} -> raise Error.Argument, "#{folder}: #{:file.format_error(reason)}"
    end
  end

  defp add_file(pipeline, file, folder) do
    case Path.extname(file) do
      ".sql" ->
        Pipeline.sql(pipeline, read!(file), file: Path.relative_to(file, folder))

      extension when extension in [".ex", ".exs"] ->
        file |> modules() |> Enum.reduce(pipeline, & &1.pipeline(&2))

      _other ->
        raise Error.Argument,
              "#{file} is neither SQL (.sql) nor Elixir (.ex, .exs); Python needs spark-pipelines"
    end
  end

  defp read!(file) do
    case File.read(file) do
      {:ok, text} -> text
      {:error, reason} -> raise Error.Argument, "#{file}: #{:file.format_error(reason)}"
    end
  end

  defp modules(file) do
    unless File.regular?(file), do: raise(Error.Argument, "#{file}: no such file")

    modules =
      for {module, _binary} <- Code.compile_file(file),
          function_exported?(module, :pipeline, 1),
          do: module

    if modules == [],
      do: raise(Error.Argument, "#{file} defines no module with `use SparkEx.Pipeline`"),
      else: modules
  end
end
