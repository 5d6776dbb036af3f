defmodule SparkEx.NativeLog do
  @options [
    level: [
      type: {:in, [:error, :warning, :info, :debug, :trace]},
      default: :debug,
      doc: """
      `:warning` logs retries and resumed results; `:debug` also every call, every stream and the end
      of every query; `:trace` (`Logger`'s `:debug`) also every batch.
      """
    ]
  ]

  @moduledoc """
  Forwards the log of the native core to `Logger`, for as long as it runs.

  By default the core logs nothing. To see every call in IEx:

      {:ok, log} = SparkEx.NativeLog.start_link(level: :debug)
      # 12:00:00.000 [debug] spark_ex: answered rpc="AnalyzePlan" sent=71 received=183 milliseconds=4
      GenServer.stop(log)

  In an application, put `{SparkEx.NativeLog, level: :warning}` under a supervisor. The VM has one
  such process; a second one replaces the first. The core never waits for it: if more than a
  thousand records are pending, further ones are dropped, and the next record says how many.

  Records hold names of calls, ids of operations, kinds of errors, times and sizes, but no token,
  header, query text or data. The fields of a record are the metadata `:spark_ex` of its log
  event.

  ## Options

  #{SparkEx.Arguments.Options.docs(@options)}
  """

  use GenServer

  require Logger

  alias SparkEx.Arguments.Options
  alias SparkEx.{Error, Native}
  alias SparkEx.Connect.Errors

  @doc """
  Starts the process, linked to the caller.

      {:ok, log} = SparkEx.NativeLog.start_link(level: :warning)

  Returns `{:error, %SparkEx.Error.Argument{}}` for wrong options.
  """
  @spec start_link(keyword) :: GenServer.on_start() | {:error, Error.Argument.t()}
  def start_link(options \\ []) do
    with {:ok, options} <- Options.validate(options, @options, "SparkEx.NativeLog.start_link/1"),
         do: GenServer.start_link(__MODULE__, options[:level])
  end

  @impl true
  def init(level) do
    case Native.log_subscribe(level) do
      {:ok, listening} -> {:ok, listening}
      {:error, native} -> {:stop, Errors.from_native(native)}
    end
  end

  @impl true
  def handle_info({:spark_ex_log, record}, listening) do
    Native.log_acknowledge(listening)

    if record.dropped > 0,
      do: Logger.warning("spark_ex: #{record.dropped} records of the native core were dropped")

    Logger.log(level(record.level), fn -> {text(record), spark_ex: Map.new(record.fields)} end)
    {:noreply, listening}
  end

  defp level(:trace), do: :debug
  defp level(level), do: level

  defp text(record) do
    fields = for {name, value} <- record.fields, do: [" ", to_string(name), "=", inspect(value)]
    ["spark_ex: ", record.message | fields]
  end
end
