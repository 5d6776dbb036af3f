defmodule SparkEx.LocalData.RelationConf do
  @moduledoc false
  # The server's limits for local data: the sizes of plans, chunks and whole relations. A session
  # requests them once, for the first data that is not small, and keeps them until its
  # configuration changes.

  alias SparkEx.Connect.{Client, SessionHandle}
  alias SparkEx.{Error, Session}
  alias SparkEx.Session.ByteSize

  @prefix "spark.sql.session.localRelation"
  @keys %{
    cache_threshold: @prefix <> "CacheThreshold",
    size_limit: @prefix <> "SizeLimit",
    chunk_rows: @prefix <> "ChunkSizeRows",
    chunk_bytes: @prefix <> "ChunkSizeBytes",
    batch_bytes: @prefix <> "BatchOfChunksSizeBytes"
  }
  # Spark's defaults, for servers that do not know the key.
  @size_limit 3 * 1024 * 1024 * 1024
  @chunk_rows 10_000
  @chunk_bytes 16 * 1024 * 1024
  # Chunks that are uploaded together are in memory together, so SparkEx has its own limit.
  @batch_bytes_max 64 * 1024 * 1024

  @enforce_keys [:cache_threshold, :size_limit, :chunk_rows, :chunk_bytes, :batch_bytes, :chunked]
  defstruct @enforce_keys

  @typedoc "`chunked` is true for servers that accept data in chunks: Spark 4.1 and later."
  @type t :: %__MODULE__{
          cache_threshold: non_neg_integer | :infinity,
          size_limit: pos_integer | :infinity,
          chunk_rows: pos_integer | :infinity,
          chunk_bytes: pos_integer | :infinity,
          batch_bytes: pos_integer,
          chunked: boolean
        }

  @doc "The name of a key in Spark's configuration."
  @spec key(atom) :: String.t()
  def key(name), do: Map.fetch!(@keys, name)

  @doc "The limits of a session's server."
  @spec get(SessionHandle.t()) :: {:ok, t} | {:error, Exception.t()}
  def get(handle) do
    case Session.relation_conf(handle.session) do
      {:ok, unknown} when is_atom(unknown) -> request(handle)
      known -> known
    end
  end

  @doc """
  What limits may be that have not been requested, by the configuration that the session has set.

      iex> SparkEx.LocalData.RelationConf.unknown(%{"spark.sql.ansi.enabled" => "false"})
      :default
      iex> key = "spark.sql.session.localRelationSizeLimit"
      iex> SparkEx.LocalData.RelationConf.unknown(%{key => "3GB"})
      :changed
  """
  @spec unknown(%{String.t() => String.t()}) :: :default | :changed
  def unknown(conf) do
    if Enum.any?(conf, fn {key, _value} -> String.starts_with?(key, @prefix) end),
      do: :changed,
      else: :default
  end

  # `get_option` omits keys that the server does not know, where `get` is an error.
  defp request(handle) do
    operation = %{get_option: %{keys: Map.values(@keys)}}

    with {:ok, response} <- Client.config(handle, operation),
         values =
           for(%{key: key, value: value} <- Map.get(response, :pairs, []), do: {key, value}),
         {:ok, conf} <- read(Map.new(values)),
         :ok <- Session.put_relation_conf(handle.session, conf),
         do: {:ok, conf}
  end

  @doc """
  Parses the values of the keys. A server without a threshold does not keep local data.

      iex> {:ok, conf} = SparkEx.LocalData.RelationConf.read(%{})
      iex> {conf.cache_threshold, conf.chunked}
      {:infinity, false}

      iex> key = "spark.sql.session.localRelationChunkSizeRows"
      iex> {:ok, conf} = SparkEx.LocalData.RelationConf.read(%{key => "500"})
      iex> {conf.chunk_rows, conf.chunked}
      {500, true}

      iex> key = "spark.sql.session.localRelationSizeLimit"
      iex> {:ok, conf} = SparkEx.LocalData.RelationConf.read(%{key => "3GB"})
      iex> conf.size_limit
      3_221_225_472
      iex> {:error, error} = SparkEx.LocalData.RelationConf.read(%{key => "much"})
      iex> Exception.message(error)
      ~s(the server's spark.sql.session.localRelationSizeLimit is "much", expected a size such as ) <>
        ~s("1024" or "3g")
  """
  @spec read(%{String.t() => String.t()}) :: {:ok, t} | {:error, Error.Decode.t()}
  def read(values) do
    with {:ok, threshold} <- number(values, :cache_threshold, :infinity),
         {:ok, size_limit} <- number(values, :size_limit, @size_limit),
         {:ok, rows} <- number(values, :chunk_rows, @chunk_rows),
         {:ok, bytes} <- number(values, :chunk_bytes, @chunk_bytes),
         {:ok, batch} <- number(values, :batch_bytes, @batch_bytes_max) do
      chunked = is_map_key(values, key(:chunk_rows))

      {:ok,
       %__MODULE__{
         cache_threshold: threshold,
         size_limit: size_limit,
         chunk_rows: if(chunked, do: rows, else: :infinity),
         chunk_bytes: if(chunked, do: min(bytes, batch), else: :infinity),
         batch_bytes: min(batch, @batch_bytes_max),
         chunked: chunked
       }}
    end
  end

  @doc "The limits for data that is put in a plan whatever its size."
  @spec unlimited() :: t
  def unlimited do
    %__MODULE__{
      cache_threshold: :infinity,
      size_limit: :infinity,
      chunk_rows: :infinity,
      chunk_bytes: :infinity,
      batch_bytes: @batch_bytes_max,
      chunked: false
    }
  end

  defp number(values, name, default) do
    case Map.fetch(values, key(name)) do
      :error -> {:ok, default}
      {:ok, text} -> parse(text, name)
    end
  end

  defp parse(text, name) do
    case ByteSize.parse(text) do
      {:ok, number} ->
        {:ok, number}

      :error ->
        text =
          "the server's #{key(name)} is #{inspect(text)}, expected a size such as \"1024\" or \"3g\""

        {:error, %Error.Decode{text: text}}
    end
  end
end
