defmodule SparkEx.CuttingProxy.Connection do
  @moduledoc """
  One connection through a `SparkEx.CuttingProxy`.

  Each direction reads only after the other side took the last bytes, so a slow reader slows the
  writer down as it would without the proxy. With a link, it reads until the link is full.
  """

  use GenServer

  alias SparkEx.CuttingProxy.Link

  @connect [:binary, active: false, nodelay: true, buffer: 65_536]

  # `cut` is `{direction, bytes, way}` or nil; `held` has the messages received during a stall;
  # `links` has a `Link` for each direction, or nothing.
  defstruct [:client, :server, :url, :cut, stalled: false, held: [], links: %{}]

  @spec start_link(:gen_tcp.socket(), URI.t(), keyword) :: GenServer.on_start()
  def start_link(client, server, link \\ []),
    do: GenServer.start_link(__MODULE__, {client, server, link})

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
  def init({client, url, []}), do: {:ok, %__MODULE__{client: client, url: url}}

  def init({client, url, link}) do
    links = %{up: Link.new(link), down: Link.new(link)}
    {:ok, %__MODULE__{client: client, url: url, links: links}}
  end

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

  def handle_info({:tcp, socket, data}, state), do: handle_item(state, from(state, socket), data)

  def handle_info({:tcp_closed, socket}, state),
    do: handle_item(state, from(state, socket), :closed)

  def handle_info({:tcp_error, _socket, _reason}, state), do: {:stop, :normal, state}

  def handle_info({:arrived, direction}, state) do
    was_full = Link.full?(state.links[direction])
    {items, link} = Link.pop(state.links[direction], now())
    state = wait_for_arrival(put_in(state.links[direction], link), direction)
    if was_full and not Link.full?(link), do: read_more(state, direction)
    deliver_all(items, direction, state)
  end

  defp from(%{client: socket}, socket), do: :up
  defp from(%{server: socket}, socket), do: :down

  defp handle_item(%{links: links} = state, direction, item) when is_map_key(links, direction) do
    waits = Link.next_arrival(links[direction]) != nil
    link = Link.push(links[direction], item, now())
    state = put_in(state.links[direction], link)
    unless item == :closed or Link.full?(link), do: read_more(state, direction)
    {:noreply, if(waits, do: state, else: wait_for_arrival(state, direction))}
  end

  defp handle_item(state, direction, item) do
    with {:noreply, state} <- deliver(state, direction, item) do
      read_more(state, direction)
      {:noreply, state}
    end
  end

  defp wait_for_arrival(state, direction) do
    if arrival = Link.next_arrival(state.links[direction]) do
      milliseconds = max(ceil((arrival - now()) / 1_000), 0)
      Process.send_after(self(), {:arrived, direction}, milliseconds)
    end

    state
  end

  defp now, do: System.monotonic_time(:microsecond)

  defp deliver_all([], _direction, state), do: {:noreply, state}

  defp deliver_all([item | items], direction, state) do
    with {:noreply, state} <- deliver(state, direction, item),
         do: deliver_all(items, direction, state)
  end

  defp deliver(state, _direction, :closed), do: {:stop, :normal, state}

  # If the peer is gone, its own socket reports it.
  defp deliver(state, direction, data) do
    case count_down(state.cut, direction, data) do
      {:cut, data, way} ->
        :gen_tcp.send(target(state, direction), data)
        {:stop, {:shutdown, :cut}, close_sockets(state, way)}

      cut ->
        :gen_tcp.send(target(state, direction), data)
        {:noreply, %{state | cut: cut}}
    end
  end

  defp target(state, :up), do: state.server
  defp target(state, :down), do: state.client

  defp read_more(state, :up), do: :inet.setopts(state.client, active: :once)
  defp read_more(state, :down), do: :inet.setopts(state.server, active: :once)

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
