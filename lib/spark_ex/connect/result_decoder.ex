defmodule SparkEx.Connect.ResultDecoder do
  @moduledoc false
  # The batches of a query as rows, columns or Arrow bytes.

  alias SparkEx.Arguments.Options
  alias SparkEx.{Batch, Error, Native, Plan, Session}
  alias SparkEx.Connect.{Client, Errors, LimitedResult, ParallelDecoder, ReservedHeap, RowStructs}
  alias SparkEx.ML.VectorColumns

  @nested [
    nested: [
      type: {:in, [:native, :json]},
      default: :native,
      doc: """
      Whether arrays, structs, maps and variants are terms, or strings of the JSON that
      `SparkEx.Explorer` describes.
      """
    ]
  ]

  @invalid_utf8 [
    invalid_utf8: [
      type: {:in, [:error, :replace, :binary]},
      default: :error,
      doc: """
      What becomes of strings that are not valid UTF-8, which Spark allows: `:error` returns
      `SparkEx.Error.Decode` with the column and the row, `:replace` puts U+FFFD in the place of
      invalid bytes, `:binary` keeps the bytes as they are. JSON can't hold them, so `nested: :json`
      needs `:replace`.
      """
    ]
  ]

  @terms_options [
                   as: [
                     type: {:or, [{:in, [:maps, :lists, :columns]}, :struct]},
                     default: :maps,
                     doc: """
                     `:maps` gives each row as `%{"name" => value}`, `:lists` as `[value]` in the order of the
                     columns, `:columns` a list of `{"name", values}`. A module gives each row as its struct, see
                     [Structs](`SparkEx.DataFrame#collect/2-structs`).
                     """
                   ]
                 ] ++ @nested ++ @invalid_utf8

  @terms Keyword.keys(@terms_options)

  # Forms that the native core decodes rows to.
  @native [:maps, :lists, :columns]

  @options @terms_options ++ LimitedResult.options()

  @stream_batches_options [
                            buffer_bytes: [
                              type: :pos_integer,
                              default: 32 * 1024 * 1024,
                              doc: "How many bytes may be received ahead of the consumer."
                            ]
                          ] ++ LimitedResult.run_options()

  @stream_options [
                    as: [
                      type: {:or, [{:in, [:maps, :lists]}, :struct]},
                      default: :maps,
                      doc: """
                      `:maps` gives each row as `%{"name" => value}`, `:lists` as `[value]`, a module as its
                      struct.
                      """
                    ]
                  ] ++ @nested ++ @invalid_utf8 ++ @stream_batches_options

  @arrow_options LimitedResult.options() ++
                   [
                     compression: [
                       type: {:in, [:keep, :none]},
                       default: :keep,
                       doc: """
                       `:none` inflates batches that are compressed on the way, for readers without
                       zstd; `:keep` leaves them as they came.
                       """
                     ]
                   ]

  # A fraction of a millisecond of work, which need not wait for the batches of a large result.
  # With more, many results at once would starve each other's threads.
  @small_bytes 16 * 1024

  @type as :: :maps | :lists | :columns | module

  @typedoc "What becomes of the rows: the options of `terms_options/0`, checked."
  @type terms :: keyword

  @doc "The options of an action that returns rows."
  @spec options() :: Options.schema()
  def options, do: @options

  @doc "Those that say what becomes of the rows."
  @spec terms_options() :: Options.schema()
  def terms_options, do: @terms_options

  @doc "The options of commands: of writes, views and statements."
  @spec command_options() :: Options.schema()
  def command_options, do: LimitedResult.command_options()

  @doc "The options of an action that returns Arrow bytes."
  @spec arrow_options() :: Options.schema()
  def arrow_options, do: @arrow_options

  @doc "The options of a stream of rows."
  @spec stream_options() :: Options.schema()
  def stream_options, do: @stream_options

  @doc "The options of a stream of batches."
  @spec stream_batches_options() :: Options.schema()
  def stream_batches_options, do: @stream_batches_options

  @doc "The rows of a relation, decoded batch by batch as they are asked for."
  @spec stream(Session.t(), Plan.relation(), keyword, String.t()) :: Enumerable.t()
  def stream(session, relation, options, context) do
    options = Options.validate!(options, @stream_options, context)

    session
    |> batches(relation, options)
    |> Stream.flat_map(&Batch.rows!(&1, Keyword.take(options, @terms)))
  end

  @doc "The batches of a relation."
  @spec stream_batches(Session.t(), Plan.relation(), keyword, String.t()) :: Enumerable.t()
  def stream_batches(session, relation, options, context) do
    options = Options.validate!(options, @stream_batches_options, context)
    batches(session, relation, options)
  end

  defp batches(session, relation, options) do
    session
    |> Client.stream(relation, options)
    |> Stream.flat_map(fn
      {:batch, batch} -> [Batch.new(batch)]
      {:response, _response} -> []
    end)
  end

  @doc """
  Runs a relation and gives out its rows, or an error; never a part of them.

  All batches are received before the first is decoded: how much room their rows need is known
  then.
  """
  @spec collect(Session.t(), Plan.relation() | :attach, keyword, String.t()) ::
          {:ok, list} | {:error, Exception.t()}
  def collect(session, relation, options, context) do
    with {:ok, options} <- Options.validate(options, @options, context),
         {:ok, batches, rows} <- LimitedResult.batches(session, relation, options),
         do: decode_all(batches, rows, Keyword.take(options, @terms))
  end

  @doc "Runs a relation and returns its first rows."
  @spec take(Session.t(), Plan.relation(), non_neg_integer, keyword, String.t()) ::
          {:ok, list} | {:error, Exception.t()}
  def take(session, relation, number, options, context) do
    with {:ok, options} <- Options.validate(options, @options, context),
         terms = Keyword.take(options, @terms),
         {:ok, batches, rows} <-
           LimitedResult.first_batches(session, relation, number, options),
         {:ok, values} <- decode_all(batches, rows, terms),
         do: {:ok, take_rows(values, number, terms[:as])}
  end

  @doc "Runs a relation and returns its last rows."
  @spec tail(Session.t(), Plan.relation(), non_neg_integer, keyword, String.t()) ::
          {:ok, list} | {:error, Exception.t()}
  def tail(session, relation, number, options, context) do
    with {:ok, options} <- Options.validate(options, @options, context),
         terms = Keyword.take(options, @terms),
         {:ok, batches, rows} <-
           LimitedResult.last_batches(session, relation, number, options),
         {:ok, values} <- decode_all(batches, rows, terms),
         do: {:ok, take_rows(values, -number, terms[:as])}
  end

  defp take_rows(columns, number, :columns),
    do: for({name, values} <- columns, do: {name, Enum.take(values, number)})

  defp take_rows(rows, number, _as), do: Enum.take(rows, number)

  @doc """
  Runs a relation and gives out its batches as one Arrow IPC stream, which is put together while
  they come.
  """
  @spec to_arrow(Session.t(), Plan.relation(), keyword, String.t()) ::
          {:ok, binary} | {:error, Exception.t()}
  def to_arrow(session, relation, options, context) do
    with {:ok, options} <- Options.validate(options, @arrow_options, context),
         stream = Native.ipc_stream_new(options[:compression] == :none),
         {:ok, ipc, _rows} <-
           LimitedResult.reduce(session, relation, options, stream, &append/2),
         do: ipc |> Native.ipc_stream_finish() |> native_result()
  end

  @doc "As `to_arrow/4`, with the first rows, or more of them, in their order."
  @spec first_to_arrow(Session.t(), Plan.relation(), non_neg_integer) ::
          {:ok, binary} | {:error, Exception.t()}
  def first_to_arrow(session, relation, number) do
    stream = Native.ipc_stream_new(false)

    with {:ok, batches, _rows} <-
           LimitedResult.first_batches(session, relation, number, max_rows: number),
         :ok <- append_all(batches, stream),
         do: stream |> Native.ipc_stream_finish() |> native_result()
  end

  defp append_all(batches, ipc) do
    Enum.find_value(batches, :ok, fn batch ->
      with {:cont, _ipc} <- append(batch, ipc), do: nil
    end)
  end

  defp append(batch, ipc) do
    case ipc |> Native.ipc_stream_push(batch.native) |> native_result() do
      :ok ->
        Batch.release(batch)
        {:cont, ipc}

      {:error, exception} ->
        {:error, exception}
    end
  end

  defp native_result({:error, native}), do: {:error, Errors.from_native(native)}
  defp native_result(done), do: done

  defp decode_all([], _rows, _terms), do: {:ok, []}

  # The first batch tells how large a row is, and so whether the others are worth several cores.
  defp decode_all([first | rest], rows, terms) do
    names = Batch.names(first)

    with :ok <- check_names(names, terms[:as]),
         {:ok, build} <- builder(terms[:as], names),
         vectors = vectors(first, terms),
         {:ok, chunk} <- first |> native_decode(shape(terms)) |> native_result(),
         {:ok, chunks} <- decode_rest(rest, terms, words(chunk, first, rows)),
         do: [chunk | chunks] |> Enum.map(vectors) |> joined(names, terms[:as]) |> build.()
  end

  # The conversion of decoded rows.
  defp builder(as, _names) when as in @native, do: {:ok, &{:ok, &1}}
  defp builder(module, names), do: RowStructs.builder(module, names)

  defp native_as(as) when as in @native, do: as
  defp native_as(_module), do: :lists

  defp decode_rest(batches, terms, words) do
    shape = shape(terms)

    answers =
      if ReservedHeap.reserve?(words),
        do: batches |> Enum.map(& &1.native) |> ParallelDecoder.decode(shape, words),
        else: Enum.map(batches, &native_decode(&1, shape))

    all_ok(answers)
  end

  defp words(_chunk, %{num_rows: rows}, rows), do: 0
  defp words(_chunk, %{num_rows: 0}, _rows), do: 0

  defp words(chunk, %{num_rows: first_rows}, rows),
    do: div(:erts_debug.flat_size(chunk) * rows, first_rows)

  defp all_ok([]), do: {:ok, []}

  defp all_ok([answer | answers]) do
    with {:ok, chunk} <- native_result(answer),
         {:ok, chunks} <- all_ok(answers),
         do: {:ok, [chunk | chunks]}
  end

  defp joined(chunks, names, :columns),
    do: Enum.zip(names, Enum.zip_with(chunks, &Enum.concat/1))

  defp joined(chunks, _names, _as), do: Enum.concat(chunks)

  @doc "Rows as maps need names that are all different."
  @spec check_names([String.t()], as) :: :ok | {:error, Error.Decode.t()}
  def check_names(_names, as) when as in [:lists, :columns], do: :ok

  def check_names(names, _maps_or_structs) do
    case names -- Enum.uniq(names) do
      [] -> :ok
      repeated -> {:error, repeated_names(Enum.uniq(repeated))}
    end
  end

  defp repeated_names(names) do
    %Error.Decode{
      text:
        "several columns are named #{Enum.map_join(names, ", ", &inspect/1)}, so rows as maps " <>
          "or structs would lose values: rename them (select/2, to_df/2, alias_/2), or take " <>
          "rows with as: :lists or as: :columns"
    }
  end

  @doc "The terms of one batch."
  @spec decode(Batch.t(), terms) :: {:ok, [term]} | {:error, Exception.t()}
  def decode(batch, terms) do
    with {:ok, build} <- builder(terms[:as], Batch.names(batch)),
         {:ok, chunk} <- batch |> native_decode(shape(terms)) |> native_result(),
         do: chunk |> then(vectors(batch, terms)) |> build.()
  end

  # Vectors of Spark ML arrive as the structs that store them.
  defp vectors(batch, terms) do
    (terms[:nested] == :native && VectorColumns.decoder(batch, native_as(terms[:as]))) ||
      (&Function.identity/1)
  end

  defp native_decode(%Batch{native: native, bytes: bytes}, shape) when bytes <= @small_bytes,
    do: Native.batch_decode_small(native, shape)

  defp native_decode(%Batch{native: native}, shape), do: Native.batch_decode(native, shape)

  # Structs that are made from literals share their keys with them, in other processes, too.
  @literals [
    ~D[1970-01-01],
    ~T[00:00:00.000000],
    ~N[1970-01-01 00:00:00.000000],
    ~U[1970-01-01 00:00:00.000000Z]
  ]

  defp shape(terms) do
    %{
      rows_as: native_as(terms[:as]),
      nested: terms[:nested],
      invalid_utf8: terms[:invalid_utf8],
      decimals: decimals(),
      literals: @literals
    }
  end

  defp decimals, do: if(Code.ensure_loaded?(Decimal), do: :struct, else: :string)
end
