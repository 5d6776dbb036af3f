defmodule SparkEx.LocalData.Relation do
  @options [
    schema: [
      type: :any,
      doc: """
      What the columns are: a schema in any form that `SparkEx.Types` takes (`"id BIGINT, tags
      ARRAY<STRING>"`, `[id: :long]`), a list of names, or one type for rows of single values, whose
      column is called `value`. Without it names and types are inferred. `TIMESTAMP` in text
      follows the session's `spark.sql.timestampType`; `TIMESTAMP_LTZ`, `TIMESTAMP_NTZ` and atoms
      are explicit. The names of the data are matched by name. Other names rename the columns by
      position: a list of names for columns as a list, Arrow data and Explorer's frames; a schema
      for columns as a list and Explorer's frames.
      """
    ],
    as: [
      type: {:in, [:rows, :columns]},
      doc: """
      Whether a list is one of rows or one of columns. A list of pairs of a name and a list is one
      of columns, unless the names are strings and the schema has others: then it is one of rows.
      """
    ],
    timeout: [
      type: :timeout,
      default: :infinity,
      doc: "Milliseconds until each upload of a part of the data must be done."
    ]
  ]

  @moduledoc false
  # A relation of Elixir data. Small data is part of the plan. Large data is uploaded in chunks,
  # and the plan contains their hashes.

  alias SparkEx.Connect.SessionHandle
  alias SparkEx.Arguments.Options
  alias SparkEx.{DataFrame, Error, Session}
  alias SparkEx.LocalData.{Chunks, RelationConf, Schema, Source, Upload}
  alias SparkEx.ML.VectorColumns

  # The bytes of data that is small. Spark's smallest threshold is 1 MiB.
  @small 64 * 1024

  @doc "The options of `SparkEx.create_dataframe/3`."
  @spec options() :: Options.schema()
  def options, do: @options

  @doc "See `SparkEx.create_dataframe/3`."
  @spec create_dataframe(Session.t(), term, keyword) ::
          {:ok, DataFrame.t()} | {:error, Exception.t()}
  def create_dataframe(session, data, options) do
    with {:ok, options} <- Options.validate(options, @options, "create_dataframe/3"),
         {:ok, source, schema} <- typed(session, data, options),
         {:ok, relation} <- upload(session, source, schema, options),
         do: {:ok, DataFrame.new(session, relation)}
  end

  defp upload(session, source, schema, options) do
    with {:ok, handle} <- SessionHandle.fetch(session),
         {:ok, nil} <- small(handle, source, schema),
         {:ok, conf} <- RelationConf.get(handle),
         do: relation(handle, source, schema, conf, options)
  after
    Source.release(source)
  end

  # Spark takes small data in a plan whatever its limits are, so they are not requested for it.
  defp small(handle, source, schema) do
    with {:ok, :default} <- Session.relation_conf(handle.session),
         {:ok, chunks} when chunks != nil <- Chunks.make_small(source, schema, @small) do
      try do
        in_plan(chunks, schema)
      after
        Chunks.release(chunks)
      end
    else
      {:ok, _limits} -> {:ok, nil}
      {:error, exception} -> {:error, exception}
    end
  end

  @doc """
  The relation of data that is part of the plan whatever its size.

      iex> SparkEx.LocalData.Relation.inline([], schema: "id BIGINT")
      {:ok, %{local_relation: %{data: nil, schema: SparkEx.Types.to_json(id: :long)}}}
  """
  @spec inline(term, keyword) :: {:ok, map} | {:error, Exception.t()}
  def inline(data, options \\ []) do
    with {:ok, source, schema} <- typed(nil, data, options) do
      try do
        relation(nil, source, schema, RelationConf.unlimited(), options)
      after
        Source.release(source)
      end
    end
  end

  defp typed(session, data, options) do
    with {:ok, given} <- options[:schema] |> Schema.read!() |> Schema.in_session(session) do
      source = Source.new!(data, options[:as], Schema.names(given))
      {source, schema} = of!(VectorColumns.store!(source, given), given)
      {:ok, source, schema}
    end
  rescue
    error in Error.Argument -> {:error, error}
  end

  # The types of vectors are known, those of the others are inferred.
  defp of!({source, types}, given) when is_list(given) or types == %{},
    do: Schema.of!(source, given)

  defp of!({source, types}, given) do
    {_source, fields} = source |> VectorColumns.blank(types) |> Schema.of!(given)
    Schema.of!(source, VectorColumns.typed(fields, types))
  end

  defp relation(handle, source, schema, conf, options) do
    with {:ok, chunks} <- Chunks.make(source, schema, conf),
         do: relation_of(chunks, handle, schema, conf, options)
  end

  defp relation_of(chunks, handle, schema, conf, options) do
    cond do
      chunks.list == [] or chunks.bytes < conf.cache_threshold -> in_plan(chunks, schema)
      conf.chunked -> Upload.chunked(handle, chunks, schema, conf, options)
      true -> Upload.whole(handle, chunks, schema, options)
    end
  after
    Chunks.release(chunks)
  end

  defp in_plan(chunks, schema) do
    with {:ok, data} <- Chunks.whole(chunks),
         do: {:ok, %{local_relation: %{data: data, schema: Schema.json(schema)}}}
  end
end
