defmodule SparkEx.CuttingProxy.Connection do
  @moduledoc """
  One connection through a `SparkEx.CuttingProxy`.

  Each direction reads only after the other side took the last bytes, so a slow reader slows the
  writer down as it would without the proxy.
  """

  use GenServer

  @connect [:binary, active: false, nodelay: true]

  # `cut` is `{direction, bytes, way}` or nil; `held` has the messages received during a stall.
  defstruct [:client, :server, :url, :cut, stalled: false, held: []]

  @spec start_link(:gen_tcp.socket(), URI.t()) :: GenServer.on_start()
  def start_link(client, server), do: GenServer.start_link(__MODULE__, {client, server})

  @doc "Starts forwarding. The process must own the client's socket."
  @spec start_forwarding(pid) :: :ok
  def start_forwarding(connection), do: GenServer.cast(connection, :start_forwarding)

  @doc "Schedules a cut after so many more bytes; `nil` cancels it."
  @spec cut_after(pid, {:down | :up, pos_integer, :reset | :close} | nil) :: :ok
  def cut_after(connection, cut), do: call(connection, {:cut_after, cut})

  @doc "Cuts now."
  @spec cut(pid, :reset | :close) :: :ok
  def cut(connection, way), do: call(connection, {:cut, way})

  @doc "Stops forwarding, or starts it again."
  @spec stall(pid, boolean) :: :ok
  def stall(connection, stalled), do: call(connection, {:stall, stalled})

  # A connection may end at any time.
  defp call(connection, request) do
    GenServer.call(connection, request)
  catch
    :exit, _gone -> :ok
  end

  @impl true
  def init({client, url}), do: {:ok, %__MODULE__{client: client, url: url}}

  @impl true
  def handle_cast(:start_forwarding, %{url: %URI{host: host, port: port}} = state) do
    case :gen_tcp.connect(String.to_charlist(host), port, @connect) do
      {:ok, server} ->
        for socket <- [state.client, server], do: :inet.setopts(socket, active: :once)
        {:noreply, %{state | server: server}}

      {:error, _refused} ->
        {:stop, :normal, state}
    end
  end

  @impl true
  def handle_call({:cut_after, cut}, _from, state), do: {:reply, :ok, %{state | cut: cut}}

  def handle_call({:cut, way}, _from, state),
    do: {:stop, {:shutdown, :cut}, :ok, close_sockets(state, way)}

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
    case count_down(state.cut, direction, data) do
      {:cut, data, way} ->
        :gen_tcp.send(to, data)
        {:stop, {:shutdown, :cut}, close_sockets(state, way)}

      cut ->
        # If the peer is gone, its own socket reports it.
        :gen_tcp.send(to, data)
        :inet.setopts(from, active: :once)
        {:noreply, %{state | cut: cut}}
    end
  end

  defp count_down({direction, bytes, way}, direction, data) when byte_size(data) >= bytes,
    do: {:cut, binary_part(data, 0, bytes), way}

  defp count_down({direction, bytes, way}, direction, data),
    do: {direction, bytes - byte_size(data), way}

  defp count_down(cut, _direction, _data), do: cut

  defp close_sockets(state, way) do
    for socket <- [state.client, state.server], socket do
      # Closing without lingering sends a reset.
      if way == :reset, do: :inet.setopts(socket, linger: {true, 0})
      :gen_tcp.close(socket)
    end

    state
  end
end
