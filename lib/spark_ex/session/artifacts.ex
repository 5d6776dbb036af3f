defmodule SparkEx.Session.Artifacts do
  @options [
    as: [
      type: {:in, [:jar, :pyfile, :archive, :file, nil]},
      default: nil,
      doc: """
      The kind of the files: `:jar` for Java classes, `:pyfile` for Python modules (`.py`, `.zip`,
      `.egg`, `.jar`), `:archive` for archives that Spark unpacks (`.zip`, `.jar`, `.tar.gz`, `.tgz`,
      `.tar`, with `#name` for the folder), `:file` for any other file. By default the suffix tells:
      `.jar` is a jar, `.py` and `.egg` are Python modules, `.tar.gz`, `.tgz`, `.tar` and any
      `path#name` are archives. Other suffixes need the option.
      """
    ],
    timeout: [
      type: :timeout,
      default: :infinity,
      doc: "Milliseconds that the upload may take."
    ]
  ]

  @copy_options Keyword.take(@options, [:timeout])

  @moduledoc false
  # Local files as artifacts of a session, with the names that PySpark gives them
  # (`client/artifact.py`).

  alias SparkEx.Arguments.Options
  alias SparkEx.{Connect.Client, Error, Session}
  alias SparkEx.Session.Reference

  @kinds %{
    jar: {"jars/", ~w(.jar)},
    pyfile: {"pyfiles/", ~w(.py .zip .egg .jar)},
    archive: {"archives/", ~w(.zip .jar .tar.gz .tgz .tar)},
    file: {"files/", [""]}
  }
  @forward_to_fs "forward_to_fs"

  # The suffixes that belong to one kind. A `.zip` may hold Python modules, or be an archive.
  @suffix_kinds [
    {".jar", :jar},
    {".py", :pyfile},
    {".egg", :pyfile},
    {".tar.gz", :archive},
    {".tgz", :archive},
    {".tar", :archive}
  ]

  @doc "The options of `SparkEx.Session.add_artifacts/3`."
  @spec options() :: Options.schema()
  def options, do: @options

  @doc "See `SparkEx.Session.add_artifacts/3`."
  @spec add(Session.t(), Path.t() | [Path.t()], keyword) :: :ok | {:error, Exception.t()}
  def add(session, paths, options) do
    with :ok <- Reference.validate(session),
         {:ok, options} <- Options.validate(options, @options, "add_artifacts/3"),
         {:ok, artifacts} <- artifacts(paths, options[:as]),
         do: Client.add_artifacts(session, artifacts, options)
  end

  @doc "See `SparkEx.Session.copy_from_local_to_fs/4`."
  @spec copy_to_fs(Session.t(), Path.t(), String.t(), keyword) :: :ok | {:error, Exception.t()}
  def copy_to_fs(session, path, destination, options) do
    with :ok <- Reference.validate(session),
         {:ok, options} <- Options.validate(options, @copy_options, "copy_from_local_to_fs/4"),
         {:ok, artifact} <- forwarded(path, destination),
         do: Client.add_artifacts(session, [artifact], options)
  end

  @doc """
  Paths as artifacts of one kind, or with `nil` of the kinds that their suffixes tell.

      iex> {:error, error} = SparkEx.Session.Artifacts.artifacts("a.zip", nil)
      iex> Exception.message(error)
      ~s(the suffix of "a.zip" does not tell its kind; use as: :pyfile or as: :archive)

      iex> {:error, error} = SparkEx.Session.Artifacts.artifacts("a.txt", :jar)
      iex> Exception.message(error)
      ~s(the jar "a.txt" must end in .jar)

      iex> {:error, error} = SparkEx.Session.Artifacts.artifacts("hdfs://host/a.jar", :jar)
      iex> Exception.message(error)
      ~s(expected a local file, got: "hdfs://host/a.jar")
  """
  @spec artifacts(Path.t() | [Path.t()], :jar | :pyfile | :archive | :file | nil) ::
          {:ok, [Client.artifact()]} | {:error, Error.Argument.t()}
  def artifacts(paths, kind) do
    {:ok, for(path <- List.wrap(paths), do: artifact!(path, kind))}
  rescue
    error in Error.Argument -> {:error, error}
  end

  defp artifact!(path, kind) do
    path = local!(path)
    kind = kind || infer_kind!(path)
    {path, fragment} = split(path, kind)
    {prefix, suffixes} = Map.fetch!(@kinds, kind)

    unless String.ends_with?(path, suffixes) do
      raise Error.Argument,
            "the #{kind} #{inspect(path)} must end in #{Enum.join(suffixes, ", ")}"
    end

    {prefix <> Path.basename(path) <> fragment, {:file, readable!(path)}}
  end

  defp infer_kind!(path) do
    cond do
      String.contains?(path, "#") and not File.regular?(path) ->
        :archive

      pair = Enum.find(@suffix_kinds, &String.ends_with?(path, elem(&1, 0))) ->
        elem(pair, 1)

      true ->
        zip? = String.ends_with?(path, ".zip")
        kinds = if zip?, do: "as: :pyfile or as: :archive", else: "as: :file"

        raise Error.Argument,
              "the suffix of #{inspect(path)} does not tell its kind; use #{kinds}"
    end
  end

  defp local!("file:" <> _rest = uri), do: uri |> URI.parse() |> from_uri()

  defp local!(path) when is_binary(path) do
    if String.contains?(path, "://"),
      do: raise(Error.Argument, "expected a local file, got: #{inspect(path)}"),
      else: path
  end

  defp local!(other),
    do: raise(Error.Argument, "the path of a file is a string, got: #{inspect(other)}")

  defp from_uri(%URI{path: path, fragment: nil}), do: URI.decode(path)
  defp from_uri(%URI{path: path, fragment: fragment}), do: URI.decode(path) <> "#" <> fragment

  # The fragment names the folder into which Spark unpacks an archive.
  defp split(path, :archive) do
    case String.split(path, "#") do
      [path] -> {path, ""}
      [path, folder] -> {path, "#" <> folder}
      _more -> raise Error.Argument, "an archive is a path or path#folder, got: #{inspect(path)}"
    end
  end

  defp split(path, _kind), do: {path, ""}

  defp readable!(path) do
    if File.regular?(path),
      do: Path.expand(path),
      else: raise(Error.Argument, "there is no file #{inspect(path)}")
  end

  defp forwarded(path, destination) do
    if is_binary(destination) and String.starts_with?(destination, "/"),
      do: {:ok, {@forward_to_fs <> destination, {:file, path |> local!() |> readable!()}}},
      else: raise(Error.Argument, destination_error(destination))
  rescue
    error in Error.Argument -> {:error, error}
  end

  defp destination_error(destination) do
    "the destination is an absolute path in the server's default file system, without a scheme, " <>
      "got: #{inspect(destination)}"
  end
end
