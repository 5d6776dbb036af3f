defmodule SparkEx.Native do
  @moduledoc false
  # Stubs of the NIFs in `native/spark_ex_nif`. No function waits for the network. One that takes
  # a `tag` sends the caller exactly one message `{tag, {:ok, value} | {:error, {kind, fields}}}`;
  # messages `{tag, {:retry, map}}` may precede it.

  use SparkEx.Native.Library

  @type session :: reference
  @type execution :: reference
  @type finalizer :: reference
  @type batch :: reference
  @type frame :: reference
  @type ipc :: reference
  @type c_stream :: reference
  @type chunk :: reference
  @type error :: {:error, {kind :: atom, fields :: map}}

  # Sessions

  @spec session_open(map) :: {:ok, session} | error
  def session_open(_config), do: not_loaded()

  @spec session_close(session, tag :: term) :: :ok
  def session_close(_session, _tag), do: not_loaded()

  @spec session_call(session, String.t(), map, timeout :: non_neg_integer | nil, tag :: term) ::
          :ok | error
  def session_call(_session, _method, _request, _timeout, _tag), do: not_loaded()

  @spec token_answer(reference, {:ok, String.t()} | {:error, String.t()}) :: :ok
  def token_answer(_request, _answer), do: not_loaded()

  # Executions

  @spec execution_start(session, map | nil, map) :: {:ok, execution} | error
  def execution_start(_session, _request, _config), do: not_loaded()

  @spec execution_next(execution, tag :: term) :: :ok | error
  def execution_next(_execution, _tag), do: not_loaded()

  @spec execution_cancel(execution) :: :ok
  def execution_cancel(_execution), do: not_loaded()

  # A query that runs when its finalizer is garbage collected. Its result is dropped.
  @spec finalizer_new(session, map, map) :: {:ok, finalizer} | error
  def finalizer_new(_session, _request, _config), do: not_loaded()

  # Batches

  @type shape :: %{
          rows_as: :maps | :lists | :columns,
          nested: :native | :json,
          invalid_utf8: :error | :replace | :binary,
          decimals: :struct | :string,
          literals: [struct]
        }

  @spec batch_decode(batch, shape) :: {:ok, [term]} | error
  def batch_decode(_batch, _shape), do: not_loaded()

  # For batches that take well below a millisecond: does not wait behind larger ones.
  @spec batch_decode_small(batch, shape) :: {:ok, [term]} | error
  def batch_decode_small(_batch, _shape), do: not_loaded()

  # Sends `{tag, what batch_decode/2 returns}` to a process.
  @spec batch_decode_to(batch, shape, pid, tag :: term) :: :ok
  def batch_decode_to(_batch, _shape, _pid, _tag), do: not_loaded()

  @spec batch_schema(batch) :: {:ok, [map]} | error
  def batch_schema(_batch), do: not_loaded()

  @spec batch_names(batch) :: {:ok, [String.t()]} | error
  def batch_names(_batch), do: not_loaded()

  @spec batch_user_defined(batch) :: [{String.t(), tuple | nil}] | nil
  def batch_user_defined(_batch), do: not_loaded()

  @spec batch_from_ipc(binary) ::
          {:ok, %{batch: batch, rows: non_neg_integer, bytes: non_neg_integer}} | error
  def batch_from_ipc(_ipc), do: not_loaded()

  # Columns of numbers, for tensors

  @spec batch_numeric_columns(batch) :: {:ok, [non_neg_integer]} | error
  def batch_numeric_columns(_batch), do: not_loaded()

  @spec batch_tensor(batch, non_neg_integer, fill :: number | atom | nil) ::
          {:ok, {:s | :u | :f, bits :: pos_integer, width :: non_neg_integer | nil, binary}}
          | error
  def batch_tensor(_batch, _index, _fill), do: not_loaded()

  @spec batch_release(batch) :: :ok
  def batch_release(_batch), do: not_loaded()

  # Arrow IPC streams of many batches

  @spec ipc_stream_new(boolean) :: ipc
  def ipc_stream_new(_inflate), do: not_loaded()

  @spec ipc_stream_push(ipc, batch) :: :ok | error
  def ipc_stream_push(_ipc, _batch), do: not_loaded()

  @spec ipc_stream_finish(ipc) :: {:ok, binary} | error
  def ipc_stream_finish(_ipc), do: not_loaded()

  # Frames, for data frame libraries

  @spec frame_new(:native | :json, invalid_utf8 :: :error | :replace) :: frame
  def frame_new(_nested, _invalid_utf8), do: not_loaded()

  @spec frame_push(frame, batch) :: :ok | error
  def frame_push(_frame, _batch), do: not_loaded()

  @spec frame_to_ipc(frame) :: {:ok, binary} | error
  def frame_to_ipc(_frame), do: not_loaded()

  @spec frame_to_c_stream(frame) :: {:ok, c_stream, address :: pos_integer} | error
  def frame_to_c_stream(_frame), do: not_loaded()

  @spec c_stream_release(c_stream) :: :ok
  def c_stream_release(_c_stream), do: not_loaded()

  # Local data

  @spec local_data_observe({:rows, list} | {:columns, [{String.t(), list}]}) ::
          {:ok, {names :: [String.t()], kinds :: [list]}} | error
  def local_data_observe(_data), do: not_loaded()

  @spec local_data_chunk_terms(
          {:rows, list} | {:columns, [{String.t(), list}]},
          [SparkEx.Types.Field.t()],
          %{rows: pos_integer, bytes: pos_integer},
          taken :: non_neg_integer,
          keep :: boolean
        ) :: {:ok, {map, rest :: term | nil}} | error
  def local_data_chunk_terms(_data, _schema, _limits, _taken, _keep), do: not_loaded()

  @spec local_data_chunk_batch(
          batch,
          places :: [non_neg_integer],
          [SparkEx.Types.Field.t()],
          %{rows: pos_integer, bytes: pos_integer},
          taken :: non_neg_integer,
          keep :: boolean
        ) :: {:ok, {map, left :: boolean}} | error
  def local_data_chunk_batch(_batch, _places, _schema, _limits, _taken, _keep), do: not_loaded()

  @spec chunk_read(chunk) :: binary
  def chunk_read(_chunk), do: not_loaded()

  @spec chunk_release(chunk) :: :ok
  def chunk_release(_chunk), do: not_loaded()

  # Artifacts

  @spec artifact_add(
          session,
          [{String.t(), {:bytes, binary} | {:file, String.t()} | {:chunk, chunk}}],
          timeout :: non_neg_integer | nil,
          tag :: term
        ) :: :ok | error
  def artifact_add(_session, _artifacts, _timeout, _tag), do: not_loaded()

  # Messages of the protocol

  @spec message_encode(String.t(), map, pos_integer) :: {:ok, binary} | error
  def message_encode(_name, _map, _max_depth), do: not_loaded()

  @spec message_decode(String.t(), binary) :: {:ok, map} | error
  def message_decode(_name, _bytes), do: not_loaded()

  # The core's log: `{:spark_ex_log, map}` for each record, until the process dies

  @type log_level :: :error | :warning | :info | :debug | :trace

  @spec log_subscribe(log_level) :: {:ok, reference} | error
  def log_subscribe(_level), do: not_loaded()

  @spec log_acknowledge(reference) :: :ok
  def log_acknowledge(_listening), do: not_loaded()

  # The numbers of native objects held by the VM, and of tasks in the native runtime

  @spec resource_counts() :: %{
          sessions: non_neg_integer,
          executions: non_neg_integer,
          batches: non_neg_integer,
          finalizers: non_neg_integer,
          frames: non_neg_integer,
          c_streams: non_neg_integer,
          streams: non_neg_integer,
          chunks: non_neg_integer,
          tasks: non_neg_integer
        }
  def resource_counts, do: not_loaded()

  defp not_loaded, do: :erlang.nif_error(:not_loaded)
end
