defmodule SparkEx.Observation do
  @moduledoc """
  Metrics that Spark computes while an action runs.

      observation = Observation.new()

      flights
      |> DataFrame.observe(observation, rows: F.count("*"), latest: F.max("time_hour"))
      |> DataFrame.write()
      |> Writer.parquet!("/data/flights")

      {:ok, %{"rows" => 336_776, "latest" => ~U[2013-12-31 23:00:00Z]}} = Observation.get(observation)

  An observation is a small process, which ends with the process that created it. Any process may
  run the action, and any may call `get/2`. An observation observes **one** frame: passing it to
  `DataFrame.observe/3` again is an error, as in PySpark. It keeps the metrics of the first action
  on that frame, and ignores those of later ones.

  An action that reads only a part of the rows, such as `DataFrame.take/3`, computes the metrics
  of that part. An action that fails or is interrupted leaves the observation empty: `get/2` then
  returns `{:ok, %{}}`, until a later action has metrics. The same holds for a plan from which
  Spark removes the observed part. From Spark 4.2 on, metrics that could not be computed in an
  action that succeeds are an error of `get/2`. Frames that read a stream can't be observed this
  way.

  Values are as in rows, see `SparkEx.Types`. Source: PySpark `Observation`,
  `spark.connect.CollectMetrics`.
  """

  use GenServer, restart: :temporary

  alias SparkEx.Arguments.{Options, Receiver}
  alias SparkEx.Error
  alias SparkEx.Connect.{Errors, UUID}

  @options [
    timeout: [
      type: :timeout,
      default: 5_000,
      doc: "Milliseconds to wait for an action that is running, or has not been started yet."
    ]
  ]

  @enforce_keys [:name, :pid]
  defstruct @enforce_keys

  @type t :: %__MODULE__{name: String.t(), pid: pid}

  @typedoc "The aggregates, by their names."
  @type metrics :: %{String.t() => term}

  @doc """
  Creates an observation. The default name is unique.

      iex> observation = SparkEx.Observation.new("quality")
      iex> observation.name
      "quality"

  Raises `SparkEx.Error.Argument` for an invalid name.
  """
  @spec new(String.t() | atom | nil) :: t
  def new(name \\ nil) do
    name = if name == nil, do: UUID.generate(), else: name!(name)
    {:ok, pid} = GenServer.start(__MODULE__, self())
    %__MODULE__{name: name, pid: pid}
  end

  defp name!(name) do
    case SparkEx.DataFrame.Names.name!(name, "Observation.new/1") do
      "" -> raise Error.Argument, "the name of an observation is not empty"
      name -> name
    end
  end

  @doc """
  Returns the metrics of the first action on the observed frame, and waits for them if necessary.

      {:ok, %{"rows" => 10}} = Observation.get(observation)

  The metrics are available as soon as the action has returned, any number of times. After an
  action without metrics, such as one that failed, it returns an empty map.

  ## Options

  #{Options.docs(@options)}

  Returns the error of Spark if it could not compute the metrics (Spark 4.2 and newer), and
  `SparkEx.Error.Argument` if no action has ended in time, or if the process of the
  observation has ended. Source: PySpark `Observation.get`.
  """
  @spec get(t, keyword) :: {:ok, metrics} | {:error, Exception.t()}
  def get(observation, options \\ [])

  def get(%__MODULE__{name: name, pid: pid}, options) do
    with {:ok, options} <- Options.validate(options, @options, "Observation.get/2"),
         do: fetch(pid, name, options[:timeout])
  end

  def get(other, _options), do: {:error, Receiver.error(other, "a SparkEx.Observation")}

  defp fetch(pid, name, timeout) do
    GenServer.call(pid, :get, timeout)
  catch
    :exit, {:timeout, _call} ->
      error("no action on a frame observed by #{inspect(name)} has ended within #{timeout} ms")

    :exit, _gone ->
      gone(name)
  end

  defp gone(name),
    do: error("the observation #{inspect(name)} has ended with the process that made it")

  defp error(message), do: {:error, %Error.Argument{message: message}}

  @doc "As `get/2`, but raises."
  @spec get!(t, keyword) :: metrics
  def get!(observation, options \\ []), do: observation |> get(options) |> Errors.unwrap!()

  @doc false
  # Claims the observation for a frame. A second frame raises, as PySpark does
  # (REUSE_OBSERVATION).
  @spec use!(t) :: :ok
  def use!(%__MODULE__{name: name, pid: pid}) do
    with {:error, exception} <- first_use(pid, name), do: raise(exception)
  end

  defp first_use(pid, name) do
    with :used <- GenServer.call(pid, :use, :infinity) do
      error(
        "the observation #{inspect(name)} observes a frame already; " <>
          "make another with Observation.new/1"
      )
    end
  catch
    :exit, _gone -> gone(name)
  end

  @impl GenServer
  def init(owner) do
    {:ok,
     %{
       owner: Process.monitor(owner),
       used: false,
       metrics: nil,
       running: %{},
       ended: false,
       waiting: []
     }}
  end

  @impl GenServer
  def handle_call(:use, _from, %{used: true} = state), do: {:reply, :used, state}
  def handle_call(:use, _from, state), do: {:reply, :ok, %{state | used: true}}

  def handle_call(:get, from, state),
    do: {:noreply, reply_waiting(%{state | waiting: [from | state.waiting]})}

  # Messages of the processes that run actions, see `SparkEx.Connect.ObservedMetrics`.
  @impl GenServer
  def handle_info({:action_started, operation_id, pid}, state),
    do: {:noreply, put_in(state.running[operation_id], Process.monitor(pid))}

  def handle_info({:observed_metrics, metrics}, %{metrics: nil} = state),
    do: {:noreply, reply_waiting(%{state | metrics: metrics})}

  def handle_info({:action_ended, operation_id}, state) do
    {monitor, running} = Map.pop(state.running, operation_id)
    if monitor, do: Process.demonitor(monitor, [:flush])
    {:noreply, reply_waiting(%{state | running: running, ended: true})}
  end

  def handle_info({:DOWN, owner, :process, _pid, _reason}, %{owner: owner} = state),
    do: {:stop, :normal, state}

  # A process that is killed ends its actions.
  def handle_info({:DOWN, monitor, :process, _pid, _reason}, state) do
    running = for {id, other} <- state.running, other != monitor, into: %{}, do: {id, other}
    {:noreply, reply_waiting(%{state | running: running, ended: true})}
  end

  def handle_info(_message, state), do: {:noreply, state}

  defp reply_waiting(%{metrics: nil, ended: true, running: running} = state)
       when running == %{},
       do: reply_waiting(state, {:ok, %{}})

  defp reply_waiting(%{metrics: nil} = state), do: state
  defp reply_waiting(state), do: reply_waiting(state, state.metrics)

  defp reply_waiting(state, result) do
    for from <- state.waiting, do: GenServer.reply(from, result)
    %{state | waiting: []}
  end
end
