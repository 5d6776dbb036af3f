defmodule SparkEx.ML.Storage do
  @moduledoc false
  # Saved stages, in PySpark's layout: what the server runs is written by the server; for what
  # runs here a directory holds the metadata as JSON, and the stages below it.

  alias SparkEx.{DataFrame, Error, Reader, Session, Writer}
  alias SparkEx.Arguments.Options
  alias SparkEx.Connect.SessionHandle
  alias SparkEx.Literal.Decoder
  alias SparkEx.ML.{Command, Composite, FunctionCall, Model, Operator, Params, Stage, Table}
  alias SparkEx.Types.JSONCodec

  @save [
          overwrite: [
            type: :boolean,
            default: false,
            doc: "Whether to replace what is at the path. Otherwise it is an error."
          ],
          session: [
            type: :any,
            doc: "The session, for estimators and others that belong to none."
          ],
          options: [type: :map, default: %{}, doc: "Options of the server's writer, as strings."]
        ] ++ Command.options()
  @load [
          kind: [
            type: {:in, [:estimator, :transformer, :evaluator, :model]},
            doc: "What a class of a third party is. By default its name tells."
          ]
        ] ++ Command.options()

  @doc "The options of `SparkEx.ML.save/3`."
  @spec save_options() :: Options.schema()
  def save_options, do: @save

  @doc "The options of `SparkEx.ML.load/3`."
  @spec load_options() :: Options.schema()
  def load_options, do: @load

  @doc "See `SparkEx.ML.save/3`."
  @spec save(Stage.t(), String.t(), keyword) :: :ok | {:error, Exception.t()}
  def save(stage, path, options) do
    with {:ok, options} <- Options.validate(options, @save, "save/3"),
         {:ok, path} <- path(path),
         {:ok, session} <- session(stage, options[:session]),
         do: Stage.write(stage, session, path, options)
  end

  defp path(path) when is_binary(path) and path != "",
    do: if(String.valid?(path), do: {:ok, path}, else: bad_path(path))

  defp path(path), do: bad_path(path)

  defp bad_path(path),
    do: {:error, %Error.Argument{message: "expected a path as a string, got: #{inspect(path)}"}}

  defp session(stage, given) do
    case given || Composite.session(stage) do
      nil ->
        text = "save/3: #{inspect(stage)} belongs to no session; give one with :session"
        {:error, %Error.Argument{message: text}}

      session ->
        {:ok, session}
    end
  end

  @doc "See `SparkEx.ML.load/3`."
  @spec load(Session.t(), String.t(), keyword) :: {:ok, Stage.t()} | {:error, Exception.t()}
  def load(session, path, options) do
    with {:ok, options} <- Options.validate(options, @load, "load/3"),
         {:ok, path} <- path(path),
         do: read(session, path, options)
  end

  @doc "Reads a stage by the class that its metadata names."
  @spec read(Session.t(), String.t(), keyword) :: {:ok, Stage.t()} | {:error, Exception.t()}
  def read(session, path, options) do
    with {:ok, %{"class" => class} = metadata} <- metadata(session, path, options) do
      case Composite.reader(class) do
        nil -> read_server(session, class, path, options)
        module -> module.read(session, path, metadata, options)
      end
    end
  end

  defp read_server(session, class, path, options) do
    kind = kind(class, options)
    read = %{operator: %{name: class, type: Command.operator(class, "", kind).type}, path: path}

    with {:ok, handle} <- SessionHandle.fetch(session),
         {:ok, {:info, info}} <- Command.run(handle, %{read: read}, options),
         do: loaded(info, handle, session, class, kind)
  end

  defp loaded(info, handle, session, class, :model) do
    Model.new(handle, session, %{
      id: info.obj_ref.id,
      class: class,
      uid: info[:uid],
      params: params(info)
    })
  end

  defp loaded(info, _handle, _session, class, kind),
    do: {:ok, %Operator{class: class, kind: kind, uid: info[:uid], params: params(info)}}

  defp params(info) do
    params = Map.get(info[:params] || %{}, :params, %{})
    Map.new(params, fn {name, literal} -> {name, Decoder.decode(literal)} end)
  end

  defp kind(class, options) do
    case {Table.class(class), Table.fitted_by(class)} do
      {%{kind: kind}, _model} when kind in [:estimator, :transformer, :evaluator] -> kind
      {%{kind: :function}, _model} -> :transformer
      {nil, %{}} -> :model
      _third_party -> options[:kind] || guess(class)
    end
  end

  defp guess(class) do
    cond do
      String.ends_with?(class, "Model") -> :model
      String.ends_with?(class, "Evaluator") -> :evaluator
      true -> :estimator
    end
  end

  @doc "The metadata of a saved stage."
  @spec metadata(Session.t(), String.t(), keyword) :: {:ok, map} | {:error, Exception.t()}
  def metadata(session, path, options) do
    frame = Reader.text(session, path <> "/metadata")

    with {:ok, [[json] | _rest]} <-
           DataFrame.collect(frame, [as: :lists] ++ Keyword.take(options, [:timeout])),
         {:ok, %{"class" => _class} = metadata} <- JSONCodec.decode(json) do
      {:ok, metadata}
    else
      {:error, error} ->
        {:error, error}

      _other ->
        {:error, %Error.Argument{message: "#{path}/metadata is not that of a saved ML stage"}}
    end
  end

  @doc "Writes the metadata of a stage that runs here, as PySpark's DefaultParamsWriter does."
  @spec write_metadata(Session.t(), String.t(), map, keyword) :: :ok | {:error, Exception.t()}
  def write_metadata(session, path, metadata, options) do
    with {:ok, _done} <- overwrite(session, path, options),
         {:ok, version} <- Session.spark_version(session),
         {:ok, json} <- metadata |> with_version(version) |> JSONCodec.encode(),
         {:ok, frame} <- SparkEx.create_dataframe(session, [[json]], schema: "value STRING"),
         do:
           frame
           |> DataFrame.coalesce(1)
           |> DataFrame.write()
           |> Writer.text(path <> "/metadata", Keyword.take(options, [:timeout]))
  end

  defp with_version(metadata, version) do
    Map.merge(
      %{timestamp: System.os_time(:millisecond), sparkVersion: version, defaultParamMap: %{}},
      metadata
    )
  end

  defp overwrite(session, path, options) do
    if options[:overwrite] do
      args = [%{param: Params.literal(path)}, %{param: Params.literal(true)}]
      FunctionCall.run(session, "handleOverwrite", args, options)
    else
      {:ok, :nothing}
    end
  end
end
