defmodule SparkEx.LocalData.Upload do
  @moduledoc false
  # Upload of local data that is too large for a plan. The server keeps it under its hash, and
  # only data that it does not have is sent. (PySpark `SparkSession._cache_local_relation`.)

  alias SparkEx.Connect.{Client, SessionHandle}
  alias SparkEx.LocalData.{Chunks, RelationConf, Schema}
  alias SparkEx.Native

  @prefix "cache/"
  # At most this many names in one request.
  @names_max 1_000

  @doc "Uploads chunks and their schema, and returns their relation, for Spark 4.1 and later."
  @spec chunked(SessionHandle.t(), Chunks.t(), Schema.t(), RelationConf.t(), keyword) ::
          {:ok, map} | {:error, Exception.t()}
  def chunked(handle, chunks, schema, conf, options) do
    about = blob(Schema.json(schema))
    hashes = Enum.map(chunks.list, & &1.hash)

    with {:ok, missing} <- missing(handle, [about | chunks.list]),
         :ok <- send_all(handle, chunks, batches(missing, conf.batch_bytes), options) do
      relation = %{dataHashes: hashes, schemaHash: about.hash}
      {:ok, %{chunked_cached_local_relation: relation}}
    end
  end

  @doc "Uploads data in one piece, and returns its relation, for Spark 3.5 and 4.0."
  @spec whole(SessionHandle.t(), Chunks.t(), Schema.t(), keyword) ::
          {:ok, map} | {:error, Exception.t()}
  def whole(handle, chunks, schema, options) do
    with {:ok, data} <- Chunks.whole(chunks),
         relation = %{data: data, schema: Schema.json(schema)},
         {:ok, message} <- Native.message_encode("spark.connect.LocalRelation", relation, 2),
         blob = blob(message),
         {:ok, missing} <- missing(handle, [blob]),
         :ok <- send_all(handle, chunks, [missing], options),
         do: {:ok, %{cached_local_relation: %{hash: blob.hash}}}
  end

  defp blob(bytes) do
    hash = :sha256 |> :crypto.hash(bytes) |> Base.encode16(case: :lower)
    %{hash: hash, bytes: byte_size(bytes), data: {:bytes, bytes}}
  end

  defp missing(handle, parts) do
    parts
    |> Enum.uniq_by(& &1.hash)
    |> Enum.chunk_every(@names_max)
    |> Enum.reduce_while({:ok, []}, fn parts, {:ok, missing} ->
      case Client.artifacts_exist(handle, Enum.map(parts, &name/1)) do
        {:ok, there} -> {:cont, {:ok, missing ++ Enum.reject(parts, &(name(&1) in there))}}
        {:error, exception} -> {:halt, {:error, exception}}
      end
    end)
  end

  defp name(part), do: @prefix <> part.hash

  # The parts of a batch are in memory together.
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

  defp send_all(handle, chunks, batches, options) do
    Enum.reduce_while(batches, :ok, fn batch, :ok ->
      case send_batch(handle, chunks, batch, options) do
        :ok -> {:cont, :ok}
        {:error, exception} -> {:halt, {:error, exception}}
      end
    end)
  end

  defp send_batch(_handle, _chunks, [], _options), do: :ok

  defp send_batch(handle, chunks, batch, options) do
    with {:ok, present} <- all_present(chunks, batch) do
      artifacts = for part <- present, do: {name(part), content(part)}
      result = Client.add_artifacts(handle, artifacts, options)
      Chunks.release(present)
      result
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
