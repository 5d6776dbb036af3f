defmodule SparkEx.ScriptedServer do
  @moduledoc """
  A Spark Connect server that answers as it is told: the program
  `native/spark_ex_core/examples/scripted_server.rs`, which says what can be told.

      server = ScriptedServer.start()
      :ok = ScriptedServer.answer(server, "AnalyzePlan", [[ScriptedServer.fail(:unavailable)], ["hang"]])

  It belongs to the process that starts it, and ends with it.
  """

  alias SparkEx.Types.JSONCodec
  alias SparkEx.Native

  @enforce_keys [:port, :url]
  defstruct @enforce_keys

  @type t :: %__MODULE__{port: port, url: String.t()}

  @typedoc "One step of an answer."
  @type step :: map | String.t()

  @line_bytes 65_536
  @depth 100
  @codes %{resource_exhausted: 8, internal: 13, unavailable: 14, unauthenticated: 16}

  @doc "Whether the program was built."
  @spec available?() :: boolean
  def available?, do: program() not in [nil, ""]

  defp program, do: System.get_env("SPARK_EX_SCRIPTED_SERVER")

  @doc "Starts one on a free port of this machine."
  @spec start() :: t
  def start do
    port = Port.open({:spawn_executable, program()}, [:binary, line: @line_bytes])
    %{"port" => number} = line(port)
    %__MODULE__{port: port, url: "sc://127.0.0.1:#{number}"}
  end

  @doc "What to answer to an RPC: one list of steps a call, the last of which stays."
  @spec answer(t, String.t(), [[step]]) :: :ok
  def answer(server, rpc, answers) do
    "ok" = tell(server, %{do: "answer", rpc: rpc, answers: answers})
    :ok
  end

  @doc "The requests of an RPC so far, as maps."
  @spec requests(t, String.t()) :: [map]
  def requests(server, rpc) do
    for request <- tell(server, %{do: "requests", rpc: rpc}) do
      {:ok, request} =
        Native.message_decode("spark.connect.#{rpc}Request", Base.decode64!(request))

      request
    end
  end

  @doc "Waits until an RPC was made so many times."
  @spec wait_for(t, String.t(), pos_integer) :: :ok
  def wait_for(server, rpc, count) do
    "ok" = tell(server, %{do: "wait_for", rpc: rpc, count: count})
    :ok
  end

  @doc "The integers from `first` to before `before` in a column `id`, as bytes of an Arrow IPC stream."
  @spec arrow(t, integer, integer) :: binary
  def arrow(server, first, before),
    do: server |> tell(%{do: "arrow", first: first, before: before}) |> Base.decode64!()

  @doc "The step that sends a message of the protocol."
  @spec message(String.t(), map) :: step
  def message(name, fields) do
    {:ok, bytes} = Native.message_encode("spark.connect.#{name}", fields, @depth)
    bytes(bytes)
  end

  @doc "The step that sends a message of these bytes."
  @spec bytes(binary) :: step
  def bytes(bytes), do: %{send: Base.encode64(bytes)}

  @doc "The step that ends an answer with an error."
  @spec fail(atom, String.t()) :: step
  def fail(code, text \\ ""),
    do: %{fail: %{code: Map.fetch!(@codes, code), message: text}}

  defp tell(%{port: port}, command) do
    Port.command(port, [JSONCodec.encode!(command), "\n"])
    line(port)
  end

  defp line(port, start \\ []) do
    receive do
      {^port, {:data, {:noeol, part}}} -> line(port, [start | part])
      {^port, {:data, {:eol, part}}} -> JSONCodec.decode!(IO.iodata_to_binary([start | part]))
    after
      30_000 -> raise "the scripted server does not answer"
    end
  end
end
