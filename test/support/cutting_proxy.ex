defmodule SparkEx.CuttingProxy do
  @moduledoc """
  A TCP proxy on the loopback interface that breaks connections on command.

      {:ok, proxy} = CuttingProxy.start_link(SparkEx.TestSpark.url())
      {:ok, session} = SparkEx.connect(url: CuttingProxy.url(proxy))
      :ok = CuttingProxy.cut_after(proxy, [300, 5_000], :reset)

  A connection is cut after an exact number of bytes: by a reset (`:reset`), which a peer sees as
  an error, or by an orderly close (`:close`), which it sees as an end. Bytes in flight are lost.

  With `delay: milliseconds` and `rate: bytes_per_second`, each connection is a link that takes
  this delay and rate each way. Only opening a connection takes no round trip.

      CuttingProxy.start_link({url, delay: 40, rate: 125_000_000})
  """

  use GenServer

  alias SparkEx.CuttingProxy.Connection

  @loopback {127, 0, 0, 1}
  @socket [:binary, active: false, nodelay: true, buffer: 65_536]
  @listen @socket ++ [reuseaddr: true, backlog: 128, ip: @loopback]

  defstruct [
    :url,
    :listener,
    :port,
    link: [],
    ways: [],
    scheduled: [],
    connections: %{},
    opened: 0,
    cuts: 0,
    stalled: false
  ]

  @type way :: :reset | :close
  @type direction :: :down | :up

  @doc "Starts a proxy for the server of a Spark Connect URL."
  @spec start_link(String.t() | {String.t(), keyword}) :: GenServer.on_start()
  def start_link({url, link}), do: GenServer.start_link(__MODULE__, {URI.parse(url), link})
  def start_link(url), do: start_link({url, []})

  @doc """
  Returns the proxy's URL. By default there are no pings: a session that asks for the server's
  version by itself would move the cuts.
  """
  @spec url(GenServer.server(), String.t()) :: String.t()
  def url(proxy, params \\ "grpc_keepalive_enabled=false"),
    do: GenServer.call(proxy, {:url, params})

  @doc """
  Schedules cuts after so many bytes, downstream (from the server) by default.

  The first number is for the open connection, the next for the one opened after it, and so on;
  further connections are not cut. The cuts cycle through `ways`. Returns once the open connection
  has its cut.
  """
  @spec cut_after(GenServer.server(), [pos_integer], way | [way], direction) :: :ok
  def cut_after(proxy, bytes, ways \\ [:reset, :close], direction \\ :down) do
    scheduled = for number <- bytes, do: {direction, number}
    GenServer.call(proxy, {:cut_after, scheduled, List.wrap(ways)})
  end

  @doc "Cuts all open connections now."
  @spec cut(GenServer.server(), way) :: :ok
  def cut(proxy, way \\ :reset), do: GenServer.call(proxy, {:cut, way})

  @doc "Cancels all scheduled cuts."
  @spec heal(GenServer.server()) :: :ok
  def heal(proxy), do: GenServer.call(proxy, {:cut_after, [], []})

  @doc "Stops forwarding on all connections, in both directions, until `resume/1`."
  @spec stall(GenServer.server()) :: :ok
  def stall(proxy), do: GenServer.call(proxy, {:stalled, true})

  @doc "Ends a `stall/1`."
  @spec resume(GenServer.server()) :: :ok
  def resume(proxy), do: GenServer.call(proxy, {:stalled, false})

  @doc "Refuses new connections for so many milliseconds."
  @spec refuse(GenServer.server(), pos_integer) :: :ok
  def refuse(proxy, milliseconds), do: GenServer.call(proxy, {:refuse, milliseconds})

  @doc "Returns how many connections were cut."
  @spec cuts(GenServer.server()) :: non_neg_integer
  def cuts(proxy), do: GenServer.call(proxy, :cuts)

  @doc "Returns how many connections were opened."
  @spec opened(GenServer.server()) :: non_neg_integer
  def opened(proxy), do: GenServer.call(proxy, :opened)

  @impl true
  def init({url, link}) do
    Process.flag(:trap_exit, true)
    {:ok, listen(%__MODULE__{url: url, link: link}, 0)}
  end

  @impl true
  def handle_call({:url, params}, _from, state) do
    host = to_string(:inet.ntoa(@loopback))
    here = %{state.url | host: host, port: state.port, authority: "#{host}:#{state.port}"}
    {:reply, URI.to_string(%{here | path: "/;" <> params}), state}
  end

  def handle_call(:cuts, _from, state), do: {:reply, state.cuts, state}
  def handle_call(:opened, _from, state), do: {:reply, state.opened, state}

  def handle_call({:cut_after, scheduled, ways}, _from, state) do
    state = %{state | scheduled: scheduled, ways: ways}
    {:reply, :ok, Enum.reduce(Map.keys(state.connections), state, &assign_cut/2)}
  end

  def handle_call({:cut, way}, _from, state) do
    for connection <- Map.keys(state.connections), do: Connection.cut(connection, way)
    {:reply, :ok, state}
  end

  def handle_call({:stalled, stalled}, _from, state) do
    for connection <- Map.keys(state.connections), do: Connection.stall(connection, stalled)
    {:reply, :ok, %{state | stalled: stalled}}
  end

  def handle_call({:refuse, _milliseconds}, _from, %{listener: nil} = state),
    do: {:reply, :ok, state}

  def handle_call({:refuse, milliseconds}, _from, state) do
    :ok = :gen_tcp.close(state.listener)
    Process.send_after(self(), :listen, milliseconds)
    {:reply, :ok, %{state | listener: nil}}
  end

  # The acceptor hands each client over, so that only this process changes the state.
  def handle_call({:accepted, client}, _from, state) do
    {:ok, connection} = Connection.start_link(client, state.url, state.link)
    state = put_in(state.connections[connection], true)
    state = assign_cut(connection, %{state | opened: state.opened + 1})
    if state.stalled, do: Connection.stall(connection, true)
    {:reply, connection, state}
  end

  @impl true
  def handle_info(:listen, state), do: {:noreply, listen(state, state.port)}

  def handle_info({:EXIT, pid, reason}, state) when is_map_key(state.connections, pid) do
    cut = if reason == {:shutdown, :cut}, do: 1, else: 0
    connections = Map.delete(state.connections, pid)
    {:noreply, %{state | connections: connections, cuts: state.cuts + cut}}
  end

  def handle_info({:EXIT, _acceptor, :normal}, state), do: {:noreply, state}
  def handle_info({:EXIT, _parent, reason}, state), do: {:stop, reason, state}

  defp listen(state, port) do
    {:ok, listener} = :gen_tcp.listen(port, @listen)
    {:ok, port} = :inet.port(listener)
    proxy = self()
    spawn_link(fn -> accept(listener, proxy) end)
    %{state | listener: listener, port: port}
  end

  defp accept(listener, proxy) do
    case :gen_tcp.accept(listener) do
      {:ok, client} ->
        connection = GenServer.call(proxy, {:accepted, client}, :infinity)
        :gen_tcp.controlling_process(client, connection)
        Connection.start_forwarding(connection)
        accept(listener, proxy)

      {:error, :closed} ->
        :ok
    end
  end

  defp assign_cut(connection, %{scheduled: []} = state) do
    Connection.cut_after(connection, nil)
    state
  end

  defp assign_cut(connection, %{scheduled: [{direction, bytes} | scheduled]} = state) do
    [way | ways] = state.ways
    Connection.cut_after(connection, {direction, bytes, way})
    %{state | scheduled: scheduled, ways: ways ++ [way]}
  end
end
