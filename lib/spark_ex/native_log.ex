defmodule SparkEx.NativeLog do
  @options [
    level: [
      type: {:in, [:error, :warning, :info, :debug, :trace]},
      default: :debug,
      doc: """
      What is told: `:warning` tells of calls that are made again and of results that are taken up again,
      `:debug` also of every call, stream and end of a query, `:trace` (which `Logger` has as `:debug`) of
      every batch.
      """
    ]
  ]

  @moduledoc """
  Hands what the native core tells of its work to `Logger`, for as long as it runs.

  Nothing is told by default. To see every call in IEx:

      {:ok, log} = SparkEx.NativeLog.start_link(level: :debug)
      # 12:00:00.000 [debug] spark_ex: answered rpc="AnalyzePlan" sent=71 received=183 milliseconds=4
      GenServer.stop(log)

  In an application, put `{SparkEx.NativeLog, level: :warning}` under a supervisor. The VM has one such
  process; another one takes over from it. The core does not wait for it: when more than a thousand records wait, further
  ones are left out, and the next says how many.

  Records hold names of calls, ids of operations, kinds of errors, times and sizes; never a token, a header, a query's
  text or data. They are also the metadata of the log event, below `:spark_ex`.

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
      do: Logger.warning("spark_ex: #{record.dropped} records of the native core were left out")

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
