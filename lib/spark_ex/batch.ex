defmodule SparkEx.Batch do
  @moduledoc """
  An Arrow batch of a result, outside the VM's heaps until its rows are asked for.

  `SparkEx.DataFrame.stream_batches/2` gives them out. `:num_rows` is how many rows it holds (shape
  of the batch: `{num_rows, length(names(batch))}`), `:bytes` the size of its Arrow data in bytes. A
  batch can be used in any process of the VM that received it.
  """

  alias SparkEx.{Connect.Errors, Connect.ResultDecoder, Native}

  @enforce_keys [:native, :num_rows, :bytes]
  defstruct @enforce_keys

  @type t :: %__MODULE__{
          native: reference,
          num_rows: non_neg_integer,
          bytes: non_neg_integer
        }

  @doc """
  The names of the columns, in their order.

      SparkEx.Batch.names(batch)
      #=> ["id", "text"]
  """
  @spec names(t) :: [String.t()]
  def names(%__MODULE__{native: native}), do: Native.batch_names(native)

  @doc """
  The rows, as maps by default, or with `as: :lists` or `as: :columns` as for
  `SparkEx.DataFrame.collect/2`.

      {:ok, [%{"id" => 0}, %{"id" => 1}]} = SparkEx.Batch.rows(batch)
  """
  @spec rows(t, as: :maps | :lists | :columns) :: {:ok, list} | {:error, Exception.t()}
  def rows(%__MODULE__{} = batch, options \\ []) do
    schema = Keyword.take(ResultDecoder.options(), [:as])

    with {:ok, [as: as]} <- SparkEx.Options.validate(options, schema, "Batch.rows/2"),
         names = names(batch),
         :ok <- ResultDecoder.check_names(names, as),
         {:ok, terms} <- ResultDecoder.decode(batch.native, as),
         do: {:ok, if(as == :columns, do: Enum.zip(names, terms), else: terms)}
  end

  @doc "As `rows/2`, but raises."
  @spec rows!(t, as: :maps | :lists | :columns) :: list
  def rows!(%__MODULE__{} = batch, options \\ []), do: batch |> rows(options) |> Errors.unwrap!()

  @doc """
  The batch as bytes of a complete Arrow IPC stream: its schema and its record batch.

      ipc = SparkEx.Batch.to_ipc(batch)
  """
  @spec to_ipc(t) :: binary
  def to_ipc(%__MODULE__{native: native}) do
    {:ok, ipc} = Native.batch_ipc(native)
    ipc
  end
end

defimpl Inspect, for: SparkEx.Batch do
  def inspect(batch, _opts),
    do: "#SparkEx.Batch<#{batch.num_rows} rows, #{batch.bytes} bytes>"
end
