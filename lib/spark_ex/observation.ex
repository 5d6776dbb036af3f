defmodule SparkEx.Observation do
  @moduledoc """
  What an action saw pass by: aggregates that are computed while a query runs for something else.

      observation = Observation.new()

      flights
      |> DataFrame.observe(observation, rows: F.count("*"), latest: F.max("time_hour"))
      |> DataFrame.write()
      |> Writer.parquet("/data/flights")

      {:ok, %{"rows" => 336_776, "latest" => ~U[2013-12-31 23:00:00Z]}} = Observation.get(observation)

  An observation is a small process of its own, which ends with the process that made it, so that any
  process may run the action and any may ask. It observes **one** frame: to give it to `DataFrame.observe/3` again
  is an error, as in PySpark. And it sees one action: what the first one computes is kept, and what later ones on that
  frame compute is not looked at. An action that reads only a part of the rows, such as
  `DataFrame.take/3`, has seen only that part. Frames that read a stream can't be observed this way.

  Values are as in rows, see `SparkEx.Types`. Source: PySpark `Observation`,
  `spark.connect.CollectMetrics`.
  """

  use GenServer, restart: :temporary

  alias SparkEx.{Error, Options}
  alias SparkEx.Connect.{Errors, UUID}

  @options [
    timeout: [
      type: :timeout,
      default: 5_000,
      doc: "Milliseconds to wait for an action that is still running, or yet to be run."
    ]
  ]

  @enforce_keys [:name, :pid]
  defstruct @enforce_keys

  @type t :: %__MODULE__{name: String.t(), pid: pid}

  @typedoc "The aggregates, by their names."
  @type metrics :: %{String.t() => term}

  @doc """
  A new observation; its name is one that no other has, unless it is given one.

      iex> observation = SparkEx.Observation.new("quality")
      iex> observation.name
      "quality"

  Raises `SparkEx.Error.Argument` for what is no name.
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
  What the action saw, once it has.

      {:ok, %{"rows" => 10}} = Observation.get(observation)

  The metrics are there as soon as the action has returned; until then this waits. It may be called any
  number of times.

  ## Options

  #{Options.docs(@options)}

  `SparkEx.Error.Argument` where no action has shown it anything in time, or its process has ended. Source: PySpark
  `Observation.get`.
  """
  @spec get(t, keyword) :: {:ok, metrics} | {:error, Exception.t()}
  def get(%__MODULE__{name: name, pid: pid}, options \\ []) do
    with {:ok, options} <- Options.validate(options, @options, "Observation.get/2"),
         do: ask(pid, name, options[:timeout])
  end

  defp ask(pid, name, timeout) do
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
  # For one frame, as PySpark's Observation (REUSE_OBSERVATION): metrics of two would be mixed up.
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
  def init(maker) do
    Process.monitor(maker)
    {:ok, %{used: false, metrics: nil, waiting: []}}
  end

  @impl GenServer
  def handle_call(:use, _from, %{used: true} = state), do: {:reply, :used, state}
  def handle_call(:use, _from, state), do: {:reply, :ok, %{state | used: true}}

  def handle_call(:get, from, %{metrics: nil} = state),
    do: {:noreply, %{state | waiting: [from | state.waiting]}}

  def handle_call(:get, _from, state), do: {:reply, {:ok, state.metrics}, state}

  # From whoever runs the action: `SparkEx.Connect.ObservedMetrics`.
  @impl GenServer
  def handle_info({:observed_metrics, metrics}, %{metrics: nil} = state) do
    for from <- state.waiting, do: GenServer.reply(from, {:ok, metrics})
    {:noreply, %{state | metrics: metrics, waiting: []}}
  end

  def handle_info({:DOWN, _monitor, :process, _maker, _reason}, state),
    do: {:stop, :normal, state}

  def handle_info(_message, state), do: {:noreply, state}
end
