defmodule SparkEx.LocalData.Upload do
  @moduledoc false
  # Local data that is too large for a plan: kept by the server under its hash, and sent only where the
  # server does not have it yet. (PySpark `SparkSession._cache_local_relation`.)

  alias SparkEx.{Native, Session}
  alias SparkEx.Connect.Client
  alias SparkEx.LocalData.{Chunks, RelationConf, Schema}

  @prefix "cache/"
  # Names in one question at most.
  @names_max 1_000

  @doc "A relation of chunks and of their schema, as Spark takes it from 4.1 on."
  @spec chunked(Session.t(), Chunks.t(), Schema.t(), RelationConf.t(), keyword) ::
          {:ok, map} | {:error, Exception.t()}
  def chunked(session, chunks, schema, conf, options) do
    about = blob(Schema.json(schema))
    hashes = Enum.map(chunks.list, & &1.hash)

    with {:ok, missing} <- missing(session, [about | chunks.list]),
         :ok <- send_all(session, chunks, batches(missing, conf.batch_bytes), options) do
      relation = %{dataHashes: hashes, schemaHash: about.hash}
      {:ok, %{chunked_cached_local_relation: relation}}
    end
  end

  @doc "A relation in one piece, for Spark 3.5 and 4.0."
  @spec whole(Session.t(), Chunks.t(), Schema.t(), keyword) ::
          {:ok, map} | {:error, Exception.t()}
  def whole(session, chunks, schema, options) do
    with {:ok, data} <- Chunks.whole(chunks),
         relation = %{data: data, schema: Schema.json(schema)},
         {:ok, message} <- Native.message_encode("spark.connect.LocalRelation", relation, 2),
         blob = blob(message),
         {:ok, missing} <- missing(session, [blob]),
         :ok <- send_all(session, chunks, [missing], options),
         do: {:ok, %{cached_local_relation: %{hash: blob.hash}}}
  end

  defp blob(bytes) do
    hash = :sha256 |> :crypto.hash(bytes) |> Base.encode16(case: :lower)
    %{hash: hash, bytes: byte_size(bytes), data: {:bytes, bytes}}
  end

  defp missing(session, parts) do
    parts
    |> Enum.uniq_by(& &1.hash)
    |> Enum.chunk_every(@names_max)
    |> Enum.reduce_while({:ok, []}, fn parts, {:ok, missing} ->
      case Client.artifacts_exist(session, Enum.map(parts, &name/1)) do
        {:ok, there} -> {:cont, {:ok, missing ++ Enum.reject(parts, &(name(&1) in there))}}
        {:error, exception} -> {:halt, {:error, exception}}
      end
    end)
  end

  defp name(part), do: @prefix <> part.hash

  # As many at once as may be in memory.
  defp batches(parts, bytes_max) do
    Enum.chunk_while(
      parts,
      {[], 0},
      fn
        part, {[_ | _] = batch, bytes} when bytes + part.bytes > bytes_max ->
          {:cont, Enum.reverse(batch), {[part], part.bytes}}

        part, {batch, bytes} ->
          {:cont, {[part | batch], bytes + part.bytes}}
      end,
      fn {batch, _bytes} -> {:cont, Enum.reverse(batch), nil} end
    )
  end

  defp send_all(session, chunks, batches, options) do
    Enum.reduce_while(batches, :ok, fn batch, :ok ->
      case send_batch(session, chunks, batch, options) do
        :ok -> {:cont, :ok}
        {:error, exception} -> {:halt, {:error, exception}}
      end
    end)
  end

  defp send_batch(_session, _chunks, [], _options), do: :ok

  defp send_batch(session, chunks, batch, options) do
    with {:ok, present} <- all_present(chunks, batch) do
      artifacts = for part <- present, do: {name(part), content(part)}
      sent = Client.add_artifacts(session, artifacts, options)
      Chunks.release(present)
      sent
    end
  end

  defp content(%{native: native}), do: {:chunk, native}
  defp content(%{data: data}), do: data

  defp all_present(chunks, batch) do
    Enum.reduce_while(batch, {:ok, []}, fn part, {:ok, present} ->
      case present(chunks, part) do
        {:ok, part} -> {:cont, {:ok, [part | present]}}
        {:error, exception} -> {:halt, {:error, exception}}
      end
    end)
  end

  defp present(chunks, %{native: _maybe} = chunk), do: Chunks.present(chunks, chunk)
  defp present(_chunks, blob), do: {:ok, blob}
end
