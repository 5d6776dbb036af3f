defmodule SparkEx.Batch do
  @moduledoc """
  An Arrow batch of a result, outside the VM's heaps until its rows are asked for.

  `SparkEx.DataFrame.stream_batches/2` gives them out, and `from_ipc/1` reads one. `:num_rows` is
  how many rows it holds (shape of the batch: `{num_rows, length(names(batch))}`), `:bytes` the
  size of its Arrow data in bytes. A batch can be used in any process of the VM that received it.
  """

  alias SparkEx.Arguments.Receiver
  alias SparkEx.{Connect.Errors, Connect.ResultDecoder, Error, Native, Types}
  alias SparkEx.Types.Field

  @enforce_keys [:native, :num_rows, :bytes]
  defstruct @enforce_keys

  @type t :: %__MODULE__{
          native: reference,
          num_rows: non_neg_integer,
          bytes: non_neg_integer
        }

  @doc false
  @spec new(%{batch: Native.batch(), rows: non_neg_integer, bytes: non_neg_integer}) :: t
  def new(%{batch: native, rows: rows, bytes: bytes}),
    do: %__MODULE__{native: native, num_rows: rows, bytes: bytes}

  # For batches that nobody else has seen: the memory of a large result should not wait until this
  # process collects its garbage.
  @doc false
  @spec release(t) :: :ok
  def release(%__MODULE__{native: native}), do: Native.batch_release(native)

  @doc """
  The names of the columns, in their order.

      SparkEx.Batch.names(batch)
      #=> ["id", "text"]
  """
  @spec names(t) :: [String.t()]
  def names(batch) do
    %{native: native} = batch!(batch)
    {:ok, names} = Native.batch_names(native)
    names
  end

  @doc """
  The schema, as a type: what Spark has of the columns' Arrow types.

      {:ok, {:struct, [%SparkEx.Types.Field{name: "id", type: :long}]}} = SparkEx.Batch.schema(batch)

  Arrow tells less than Spark: a CHAR is a STRING here, and an interval of days one of days to
  seconds. Integers without a sign, which Spark has not, become the next wider type. Returns
  `SparkEx.Error.Decode` for a type of Arrow's for which Spark has none.
  """
  @spec schema(t) :: {:ok, Types.t()} | {:error, Exception.t()}
  def schema(batch) do
    %{native: native} = batch!(batch)

    case Native.batch_schema(native) do
      {:ok, fields} -> {:ok, Types.normalize!({:struct, Enum.map(fields, &field/1)})}
      {:error, {:argument, %{message: text}}} -> {:error, %Error.Decode{text: "column #{text}"}}
    end
  end

  defp field(%{name: name, type: type, nullable: nullable}),
    do: %Field{name: name, type: type(type), nullable: nullable}

  defp type({:struct, fields}), do: {:struct, Enum.map(fields, &field/1)}
  defp type({:array, element, null}), do: {:array, type(element), null}
  defp type({:map, key, value, null}), do: {:map, type(key), type(value), null}
  defp type(type), do: type

  @doc "As `schema/1`, but raises."
  @spec schema!(t) :: Types.t()
  def schema!(batch), do: batch |> schema() |> Errors.unwrap!()

  @doc """
  The rows, as maps by default; values are those of `SparkEx.DataFrame.collect/2`.

      {:ok, [%{"id" => 0}, %{"id" => 1}]} = SparkEx.Batch.rows(batch)

  ## Options

  #{SparkEx.Arguments.Options.docs(ResultDecoder.terms_options())}
  """
  @spec rows(t, keyword) :: {:ok, list} | {:error, Exception.t()}
  def rows(batch, options \\ []) do
    batch = batch!(batch)
    schema = ResultDecoder.terms_options()

    with {:ok, options} <- SparkEx.Arguments.Options.validate(options, schema, "Batch.rows/2"),
         names = names(batch),
         :ok <- ResultDecoder.check_names(names, options[:as]),
         {:ok, terms} <- ResultDecoder.decode(batch, options),
         do: {:ok, if(options[:as] == :columns, do: Enum.zip(names, terms), else: terms)}
  end

  @doc "As `rows/2`, but raises."
  @spec rows!(t, keyword) :: list
  def rows!(batch, options \\ []), do: batch |> rows(options) |> Errors.unwrap!()

  @doc """
  The batch as bytes of a complete Arrow IPC stream: its schema and its record batch, as
  `SparkEx.DataFrame.to_arrow/2` gives them out for a whole result.

      ipc = SparkEx.Batch.to_ipc(batch)
  """
  @spec to_ipc(t) :: binary
  def to_ipc(batch) do
    %{native: native} = batch!(batch)
    ipc = Native.ipc_stream_new(false)
    :ok = Native.ipc_stream_push(ipc, native)
    {:ok, stream} = Native.ipc_stream_finish(ipc)
    stream
  end

  @doc """
  The batch that a complete Arrow IPC stream holds: those of `to_ipc/1`, of
  `SparkEx.DataFrame.to_arrow/2` and of other writers.

      {:ok, batch} = SparkEx.Batch.from_ipc(DataFrame.to_arrow!(flights))
      SparkEx.Batch.rows!(batch)

      iex> {:error, %SparkEx.Error.Decode{}} = SparkEx.Batch.from_ipc("no Arrow")
  """
  @spec from_ipc(binary) :: {:ok, t} | {:error, Error.Decode.t()}
  def from_ipc(ipc) when is_binary(ipc) do
    case Native.batch_from_ipc(ipc) do
      {:ok, native} -> {:ok, new(native)}
      {:error, native} -> {:error, Errors.from_native(native)}
    end
  end

  def from_ipc(other), do: {:error, Receiver.error(other, "an Arrow IPC stream as a binary")}

  @doc "As `from_ipc/1`, but raises."
  @spec from_ipc!(binary) :: t
  def from_ipc!(ipc), do: ipc |> from_ipc() |> Errors.unwrap!()

  @doc """
  The batch as an `Explorer.DataFrame`, whose types are those of `SparkEx.Explorer`.

      flights |> DataFrame.stream_batches() |> Stream.map(&SparkEx.Batch.to_explorer!/1)

  ## Options

  #{SparkEx.Arguments.Options.docs(SparkEx.Explorer.batch_options())}
  """
  @spec to_explorer(t, keyword) :: {:ok, struct} | {:error, Exception.t()}
  def to_explorer(batch, options \\ []),
    do: batch |> batch!() |> SparkEx.Explorer.batch(options)

  @doc "As `to_explorer/2`, but raises."
  @spec to_explorer!(t, keyword) :: struct
  def to_explorer!(batch, options \\ []),
    do: batch |> to_explorer(options) |> Errors.unwrap!()

  @doc """
  Returns the columns of numbers as tensors, by column name; see `SparkEx.Nx`.

      {:ok, %{"dep_delay" => tensor}} = SparkEx.Batch.to_nx(batch, columns: [:dep_delay], nulls: 0)

  A batch also implements `Nx.LazyContainer`, so it can be an argument of a numerical definition.

  ## Options

  #{SparkEx.Arguments.Options.docs(SparkEx.Nx.batch_options())}

  Returns `SparkEx.Error.Decode` for nulls, arrays of different lengths, unknown columns and an
  empty batch.
  """
  @spec to_nx(t, keyword) :: {:ok, SparkEx.Nx.tensors()} | {:error, Exception.t()}
  def to_nx(batch, options \\ []), do: batch |> batch!() |> SparkEx.Nx.batch(options)

  @doc "As `to_nx/2`, but raises."
  @spec to_nx!(t, keyword) :: SparkEx.Nx.tensors()
  def to_nx!(batch, options \\ []), do: batch |> to_nx(options) |> Errors.unwrap!()

  defp batch!(batch), do: Receiver.expect!(batch, __MODULE__)
end

defimpl Inspect, for: SparkEx.Batch do
  def inspect(batch, _opts),
    do: "#SparkEx.Batch<#{batch.num_rows} rows, #{batch.bytes} bytes>"
end
