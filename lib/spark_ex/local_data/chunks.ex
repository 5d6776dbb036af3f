defmodule SparkEx.LocalData.Chunks do
  @moduledoc false
  # Local data as Arrow data in chunks, each known by its hash.
  #
  # All of the data is made once, so that a wrong value or too much of it is found before anything
  # is sent. But only so much of it is kept as may be in memory at once: the rest is made again
  # when its turn comes, from the tail of the list that it was made from, or from its row of Arrow
  # data.

  alias SparkEx.{Error, Native}
  alias SparkEx.LocalData.{RelationConf, Schema, Source, ValueError}

  @enforce_keys [:list, :bytes, :data, :schema, :limits]
  defstruct @enforce_keys

  @typedoc "One chunk; `native` is `nil` where it was not kept, `data` and `taken` are what it is made of."
  @type chunk :: %{
          hash: String.t(),
          rows: non_neg_integer,
          bytes: pos_integer,
          native: Native.chunk() | nil,
          data: term,
          taken: non_neg_integer
        }

  @type t :: %__MODULE__{
          list: [chunk],
          bytes: non_neg_integer,
          data: term,
          schema: Schema.t(),
          limits: map
        }

  # The remainder after the last chunk.
  @nothing [nil, {:rows, []}]

  # More than any machine has.
  @unlimited 0xFFFF_FFFF_FFFF

  @doc "All chunks of some data."
  @spec make(Source.t(), Schema.t(), RelationConf.t()) :: {:ok, t} | {:error, Exception.t()}
  def make(source, schema, conf) do
    limits = %{rows: number(conf.chunk_rows), bytes: number(conf.chunk_bytes)}

    case next(empty(source, schema, limits), source.data, 0, conf) do
      {:ok, chunks} -> {:ok, %{chunks | list: Enum.reverse(chunks.list)}}
      {:error, exception} -> {:error, exception}
    end
  end

  @doc "The only chunk of some data, or `nil` if it takes more than the bytes."
  @spec make_small(Source.t(), Schema.t(), pos_integer) ::
          {:ok, t | nil} | {:error, Exception.t()}
  def make_small(%{data: data} = source, schema, bytes) do
    chunks = empty(source, schema, %{rows: @unlimited, bytes: bytes})
    if data in @nothing, do: {:ok, chunks}, else: only(chunks, data, bytes)
  end

  defp only(chunks, data, bytes) do
    with {:ok, {made, rest}} <- native(data, chunks.schema, chunks.limits, 0, true) do
      if rest in @nothing and made.bytes <= bytes do
        {:ok, add(chunks, Map.merge(made, %{data: data, taken: 0}))}
      else
        release([made])
        {:ok, nil}
      end
    end
  end

  defp empty(source, schema, limits) do
    stored = Schema.stored(schema)
    %__MODULE__{list: [], bytes: 0, data: source.data, schema: stored, limits: limits}
  end

  defp number(:infinity), do: @unlimited
  defp number(number), do: number

  defp next(chunks, data, _taken, _conf) when data in @nothing, do: {:ok, chunks}

  defp next(chunks, data, taken, conf) do
    keep = chunks.bytes < conf.batch_bytes

    with {:ok, {made, rest}} <- native(data, chunks.schema, chunks.limits, taken, keep),
         chunk = made |> Map.put(:data, data) |> Map.put(:taken, taken),
         chunks = add(chunks, chunk),
         :ok <- check_size(chunks, conf.size_limit),
         do: next(chunks, rest, taken + made.rows, conf)
  end

  defp add(chunks, %{rows: 0} = chunk) do
    release([chunk])
    chunks
  end

  defp add(chunks, chunk),
    do: %{chunks | list: [chunk | chunks.list], bytes: chunks.bytes + chunk.bytes}

  defp native(data, schema, limits, taken, keep) do
    case made(data, schema, limits, taken, keep) do
      {:ok, made} -> {:ok, made}
      {:error, native} -> {:error, ValueError.exception(native)}
    end
  end

  defp made({:arrow, batch, places} = data, schema, limits, taken, keep) do
    with {:ok, {made, left}} <-
           Native.local_data_chunk_batch(batch.native, places, schema, limits, taken, keep),
         do: {:ok, {made, if(left, do: data)}}
  end

  defp made(data, schema, limits, taken, keep),
    do: Native.local_data_chunk_terms(data, schema, limits, taken, keep)

  defp check_size(%{bytes: bytes} = chunks, limit) when bytes > limit do
    release(chunks.list)

    {:error,
     %Error.Argument{
       message:
         "the data takes more than the #{limit} bytes of Arrow data that the session takes " <>
           "(#{RelationConf.key(:size_limit)}); upload a file and read it, or raise that limit"
     }}
  end

  defp check_size(_chunks, _limit), do: :ok

  @doc "All data as one Arrow stream, `nil` where there are no rows."
  @spec whole(t) :: {:ok, binary | nil} | {:error, Exception.t()}
  def whole(%__MODULE__{list: []}), do: {:ok, nil}
  def whole(%__MODULE__{list: [%{native: native}]}) when native != nil, do: {:ok, bytes(native)}

  def whole(chunks) do
    limits = %{rows: @unlimited, bytes: @unlimited}

    with {:ok, {made, nil}} <- native(chunks.data, chunks.schema, limits, 0, true) do
      data = bytes(made.native)
      release([made])
      {:ok, data}
    end
  end

  defp bytes(native), do: Native.chunk_read(native)

  @doc "A chunk that is there, made again where it was not kept."
  @spec present(t, chunk) :: {:ok, chunk} | {:error, Exception.t()}
  def present(_chunks, %{native: native} = chunk) when native != nil, do: {:ok, chunk}

  def present(chunks, chunk) do
    with {:ok, {made, _rest}} <-
           native(chunk.data, chunks.schema, chunks.limits, chunk.taken, true),
         do: {:ok, Map.merge(chunk, made)}
  end

  @doc """
  Gives the memory of chunks back. The VM does not know how large they are, and would let them
  lie.
  """
  @spec release(t | [chunk]) :: :ok
  def release(%__MODULE__{list: list}), do: release(list)

  def release(list) when is_list(list) do
    for %{native: native} when native != nil <- list, do: Native.chunk_release(native)
    :ok
  end
end
