defmodule SparkEx.ScriptedServer do
  @moduledoc """
  A Spark Connect server that answers as scripted: the program
  `native/spark_ex_core/examples/scripted_server.rs`, which documents the commands.

      server = ScriptedServer.start()
      steps = [[ScriptedServer.fail(:unavailable)], ["hang"]]
      :ok = ScriptedServer.answer(server, "AnalyzePlan", steps)

  It is linked to the process that starts it.
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

  @doc "Returns whether the program was built."
  @spec available?() :: boolean
  def available?, do: program() not in [nil, ""]

  defp program, do: System.get_env("SPARK_EX_SCRIPTED_SERVER")

  @doc "Starts a server on a free port of this machine."
  @spec start() :: t
  def start do
    port = Port.open({:spawn_executable, program()}, [:binary, line: @line_bytes])
    %{"port" => number} = read_line(port)
    # Without pings, a session does not request the version by itself.
    %__MODULE__{port: port, url: "sc://127.0.0.1:#{number}/;grpc_keepalive_enabled=false"}
  end

  @doc "Scripts the answers of an RPC: one list of steps for each call; the last one repeats."
  @spec answer(t, String.t(), [[step]]) :: :ok
  def answer(server, rpc, answers) do
    "ok" = send_command(server, %{do: "answer", rpc: rpc, answers: answers})
    :ok
  end

  @doc "Returns the requests of an RPC so far, as maps."
  @spec requests(t, String.t()) :: [map]
  def requests(server, rpc) do
    for request <- send_command(server, %{do: "requests", rpc: rpc}) do
      {:ok, request} =
        Native.message_decode("spark.connect.#{rpc}Request", Base.decode64!(request))

      request
    end
  end

  @doc "Waits until an RPC was called so many times."
  @spec wait_for(t, String.t(), pos_integer) :: :ok
  def wait_for(server, rpc, count) do
    "ok" = send_command(server, %{do: "wait_for", rpc: rpc, count: count})
    :ok
  end

  @doc "Returns an Arrow IPC stream with a column `id`: `first` up to, but excluding, `before`."
  @spec arrow(t, integer, integer) :: binary
  def arrow(server, first, before),
    do: server |> send_command(%{do: "arrow", first: first, before: before}) |> Base.decode64!()

  @doc "Returns the step that sends a message of the protocol."
  @spec message(String.t(), map) :: step
  def message(name, fields) do
    {:ok, bytes} = Native.message_encode("spark.connect.#{name}", fields, @depth)
    bytes(bytes)
  end

  @doc "Returns the step that sends a message with these bytes."
  @spec bytes(binary) :: step
  def bytes(bytes), do: %{send: Base.encode64(bytes)}

  @doc "Returns the step that ends an answer with an error."
  @spec fail(atom, String.t()) :: step
  def fail(code, text \\ ""),
    do: %{fail: %{code: Map.fetch!(@codes, code), message: text}}

  defp send_command(%{port: port}, command) do
    Port.command(port, [JSONCodec.encode!(command), "\n"])
    read_line(port)
  end

  defp read_line(port, start \\ []) do
    receive do
      {^port, {:data, {:noeol, part}}} -> read_line(port, [start | part])
      {^port, {:data, {:eol, part}}} -> JSONCodec.decode!(IO.iodata_to_binary([start | part]))
    after
      30_000 -> raise "the scripted server does not answer"
    end
  end
end
