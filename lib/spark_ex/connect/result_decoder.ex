defmodule SparkEx.Connect.ResultDecoder do
  @moduledoc false
  # Events of a query as rows or columns, within the limits of the call.

  alias SparkEx.{Batch, Error, Native, Options, Plan, Session}
  alias SparkEx.Connect.{Client, Errors, Heap}

  @options [
    as: [
      type: {:in, [:maps, :lists, :columns]},
      default: :maps,
      doc: """
      `:maps` gives each row as `%{"name" => value}`, `:lists` as `[value]` in the order of the
      columns, `:columns` a list of `{"name", values}`.
      """
    ],
    max_rows: [
      type: {:or, [:pos_integer, {:in, [:infinity]}]},
      doc: "Error above so many rows. Default: the session's `collect_rows_max`."
    ],
    max_bytes: [
      type: {:or, [:pos_integer, {:in, [:infinity]}]},
      doc: "Error above so many bytes received. Default: the session's `collect_bytes_max`."
    ],
    max_batches: [
      type: {:or, [:pos_integer, {:in, [:infinity]}]},
      doc: "Error above so many Arrow batches. Default: the session's `max_batches`."
    ],
    timeout: [
      type: :timeout,
      default: :infinity,
      doc: "Milliseconds after which the query is interrupted."
    ],
    progress: [
      type: {:fun, 1},
      doc: "A function that is given `SparkEx.Progress` while the query runs."
    ]
  ]

  @stream_options [
    as: [
      type: {:in, [:maps, :lists]},
      default: :maps,
      doc: "`:maps` gives each row as `%{\"name\" => value}`, `:lists` as `[value]`."
    ],
    buffer_bytes: [
      type: :pos_integer,
      default: 32 * 1024 * 1024,
      doc: "How many bytes may be received ahead of the consumer."
    ],
    timeout: @options[:timeout],
    progress: @options[:progress]
  ]

  @limit_max 0x7FFF_FFFF

  @defaults %{
    max_rows: :collect_rows_max,
    max_bytes: :collect_bytes_max,
    max_batches: :max_batches
  }

  defstruct [:as, :limits, :heap, names: nil, chunks: [], rows: 0, bytes: 0, batches: 0]

  @doc "The options of `collect/2` and its kin."
  @spec options() :: Options.schema()
  def options, do: @options

  @doc "The options of `stream/2`."
  @spec stream_options() :: Options.schema()
  def stream_options, do: @stream_options

  @doc "The options of `stream_batches/2`."
  @spec stream_batches_options() :: Options.schema()
  def stream_batches_options, do: Keyword.delete(@stream_options, :as)

  @doc "The rows of a relation, decoded batch by batch as they are asked for."
  @spec stream(Session.t(), Plan.relation(), keyword) :: Enumerable.t()
  def stream(session, relation, options) do
    options = Options.validate!(options, @stream_options, "stream/2")
    as = options[:as]

    session
    |> batches(relation, options)
    |> Stream.flat_map(fn batch ->
      check_names!(Batch.names(batch), as)
      batch.native |> decode(as) |> Errors.unwrap!()
    end)
  end

  @doc "The batches of a relation."
  @spec stream_batches(Session.t(), Plan.relation(), keyword) :: Enumerable.t()
  def stream_batches(session, relation, options) do
    options = Options.validate!(options, stream_batches_options(), "stream_batches/2")
    batches(session, relation, options)
  end

  defp batches(session, relation, options) do
    session
    |> Client.stream(relation, options)
    |> Stream.flat_map(fn
      {:batch, batch} -> [%Batch{native: batch.batch, num_rows: batch.rows, bytes: batch.bytes}]
      {:response, _response} -> []
    end)
  end

  @doc """
  Runs a relation and gives out its rows, or an error; never a part of them.

  The limit on rows is pushed to Spark as one row more, so that it does not compute what would not
  be taken, and so that a result that is too large is told from one that just fits.
  """
  @spec collect(Session.t(), Plan.relation(), keyword, String.t()) ::
          {:ok, list} | {:error, Exception.t()}
  def collect(session, relation, options, context) do
    with {:ok, options} <- Options.validate(options, @options, context),
         {:ok, handle} <- Session.handle(session) do
      limits =
        Map.new(@defaults, fn {option, default} ->
          {option, limit(options, option, handle.limits[default])}
        end)

      state = %__MODULE__{as: options[:as], limits: limits, heap: Heap.new()}
      run(session, bounded(relation, limits.max_rows), state, options)
    end
  end

  defp run(session, relation, state, options) do
    with {:ok, state} <- Client.reduce(session, relation, state, &take/2, options),
         do: {:ok, finish(state)}
  after
    Heap.release(state.heap)
  end

  defp limit(options, option, default), do: Keyword.get(options, option) || default

  # Spark's limits are integers of 32 bits. What is beyond is not pushed, but still counted here.
  defp bounded(relation, rows) when rows == :infinity or rows >= @limit_max, do: relation
  defp bounded(relation, rows), do: Plan.relation(%{limit: %{input: relation, limit: rows + 1}})

  defp take({:response, _response}, state), do: {:cont, state}

  defp take({:batch, %{batch: batch, rows: rows, bytes: bytes}}, state) do
    state = %{
      state
      | rows: state.rows + rows,
        bytes: state.bytes + bytes,
        batches: state.batches + 1
    }

    with :ok <- within_limits(state),
         {:ok, state} <- named(state, batch),
         heap = Heap.reserve(state.heap, state.rows),
         {:ok, terms} <- decode(batch, state.as) do
      {:cont, %{state | chunks: [terms | state.chunks], heap: Heap.measure(heap, terms, rows)}}
    else
      {:error, exception} -> {:halt, {:error, exception}}
    end
  end

  defp within_limits(state) do
    exceeded =
      Enum.find(
        [max_rows: state.rows, max_bytes: state.bytes, max_batches: state.batches],
        fn {option, count} ->
          # Atoms are greater than numbers: nothing exceeds :infinity.
          count > state.limits[option]
        end
      )

    case exceeded do
      nil -> :ok
      {option, _count} -> {:error, limit_exceeded(option, state.limits[option])}
    end
  end

  defp limit_exceeded(option, max) do
    "max_" <> limit = Atom.to_string(option)

    %Error.LimitExceeded{
      limit: String.to_existing_atom(limit),
      max: max,
      option: option,
      default: @defaults[option]
    }
  end

  defp named(%{names: nil} = state, batch) do
    names = Native.batch_names(batch)
    with :ok <- check_names(names, state.as), do: {:ok, %{state | names: names}}
  end

  defp named(state, _batch), do: {:ok, state}

  @doc "Rows as maps need names that are all different."
  @spec check_names([String.t()], :maps | :lists | :columns) :: :ok | {:error, Error.Decode.t()}
  def check_names(names, :maps) do
    case names -- Enum.uniq(names) do
      [] -> :ok
      repeated -> {:error, repeated_names(Enum.uniq(repeated))}
    end
  end

  def check_names(_names, _as), do: :ok

  defp check_names!(names, as), do: names |> check_names(as) |> Errors.unwrap!()

  defp repeated_names(names) do
    %Error.Decode{
      text:
        "several columns are named #{Enum.map_join(names, ", ", &inspect/1)}, so rows as maps " <>
          "would lose values: rename them (select/2, to_df/2, alias_/2), or take rows with " <>
          "as: :lists or as: :columns"
    }
  end

  @doc "The terms of one batch."
  @spec decode(Native.batch(), :maps | :lists | :columns) ::
          {:ok, [term]} | {:error, Exception.t()}
  def decode(batch, as) do
    case Native.batch_decode(batch, %{rows_as: as, decimals: decimals()}) do
      {:ok, terms} -> {:ok, terms}
      {:error, {:argument, %{message: text}}} -> {:error, %Error.Decode{text: text}}
      {:error, native} -> {:error, Errors.from_native(native)}
    end
  end

  defp decimals, do: if(Code.ensure_loaded?(Decimal), do: :struct, else: :string)

  defp finish(%{as: :columns, names: names} = state) do
    columns =
      state.chunks
      |> Enum.reverse()
      |> Enum.zip_with(&Enum.concat/1)

    Enum.zip(names || [], columns)
  end

  defp finish(%{chunks: [rows]}), do: rows
  defp finish(state), do: state.chunks |> Enum.reverse() |> Enum.concat()
end
