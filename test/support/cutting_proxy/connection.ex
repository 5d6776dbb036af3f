defmodule SparkEx.CuttingProxy.Connection do
  @moduledoc """
  One connection through a `SparkEx.CuttingProxy`: bytes of a client to a server and back.

  Each direction takes the next bytes only when the last were taken by the other side, so a slow
  reader slows the writer down as it would without the proxy.
  """

  use GenServer

  @connect [:binary, active: false, nodelay: true]

  # `life` is after how many bytes of which direction to cut, and how; `held` are messages that wait
  # for the end of a stall.
  defstruct [:client, :server, :url, :life, stalled: false, held: []]

  @spec start_link(:gen_tcp.socket(), URI.t()) :: GenServer.on_start()
  def start_link(client, server), do: GenServer.start_link(__MODULE__, {client, server})

  @doc "Begins to forward; the process must own the client's socket."
  @spec go(pid) :: :ok
  def go(connection), do: GenServer.cast(connection, :go)

  @doc "Cuts after so many more bytes, or never."
  @spec live(pid, {:down | :up, pos_integer, :reset | :close} | nil) :: :ok
  def live(connection, life), do: call(connection, {:live, life})

  @doc "Cuts now."
  @spec cut(pid, :reset | :close) :: :ok
  def cut(connection, way), do: call(connection, {:cut, way})

  @doc "Stops to forward, or begins again."
  @spec stall(pid, boolean) :: :ok
  def stall(connection, stalled), do: call(connection, {:stall, stalled})

  # A connection may end by itself at any time.
  defp call(connection, request) do
    GenServer.call(connection, request)
  catch
    :exit, _gone -> :ok
  end

  @impl true
  def init({client, url}), do: {:ok, %__MODULE__{client: client, url: url}}

  @impl true
  def handle_cast(:go, %{url: %URI{host: host, port: port}} = state) do
    case :gen_tcp.connect(String.to_charlist(host), port, @connect) do
      {:ok, server} ->
        for socket <- [state.client, server], do: :inet.setopts(socket, active: :once)
        {:noreply, %{state | server: server}}

      {:error, _refused} ->
        {:stop, :normal, state}
    end
  end

  @impl true
  def handle_call({:live, life}, _from, state), do: {:reply, :ok, %{state | life: life}}

  def handle_call({:cut, way}, _from, state),
    do: {:stop, {:shutdown, :cut}, :ok, cut_by(state, way)}

  def handle_call({:stall, stalled}, _from, state) do
    unless stalled, do: Enum.each(Enum.reverse(state.held), &send(self(), &1))
    {:reply, :ok, %{state | stalled: stalled, held: []}}
  end

  @impl true
  def handle_info(message, %{stalled: true} = state),
    do: {:noreply, %{state | held: [message | state.held]}}

  def handle_info({:tcp, socket, data}, %{client: socket} = state),
    do: forward(state, :up, socket, state.server, data)

  def handle_info({:tcp, socket, data}, %{server: socket} = state),
    do: forward(state, :down, socket, state.client, data)

  def handle_info({kind, _socket}, state) when kind == :tcp_closed, do: {:stop, :normal, state}
  def handle_info({:tcp_error, _socket, _reason}, state), do: {:stop, :normal, state}

  defp forward(state, direction, from, to, data) do
    case alive(state.life, direction, data) do
      {:cut, data, way} ->
        :gen_tcp.send(to, data)
        {:stop, {:shutdown, :cut}, cut_by(state, way)}

      life ->
        # A peer that is gone is told of by its own socket.
        :gen_tcp.send(to, data)
        :inet.setopts(from, active: :once)
        {:noreply, %{state | life: life}}
    end
  end

  defp alive({direction, bytes, way}, direction, data) when byte_size(data) >= bytes,
    do: {:cut, binary_part(data, 0, bytes), way}

  defp alive({direction, bytes, way}, direction, data),
    do: {direction, bytes - byte_size(data), way}

  defp alive(life, _direction, _data), do: life

  defp cut_by(state, way) do
    for socket <- [state.client, state.server], socket do
      # Without lingering, closing is a reset.
      if way == :reset, do: :inet.setopts(socket, linger: {true, 0})
      :gen_tcp.close(socket)
    end

    state
  end
end
