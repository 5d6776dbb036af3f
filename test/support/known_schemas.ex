defmodule SparkEx.KnownSchemas do
  @moduledoc """
  A session without a server that knows the schemas of some tables, for builders that fetch them.
  """

  use GenServer

  alias SparkEx.Connect.SessionHandle
  alias SparkEx.DataFrame.SchemaOrigin
  alias SparkEx.Session.SchemaCache
  alias SparkEx.{DataFrame, Reader, Types}

  @doc "Starts the session under a name."
  @spec start_link(atom) :: GenServer.on_start()
  def start_link(name), do: GenServer.start_link(__MODULE__, nil, name: name)

  @doc "A table of the session, with its schema."
  @spec table(atom, String.t(), Types.input()) :: DataFrame.t()
  def table(session, name, schema) do
    frame = Reader.table(session, name)
    {:ok, %{schemas: cache}} = GenServer.call(session, :handle)
    key = SchemaCache.key(cache, SchemaOrigin.of(frame.plan))
    SchemaCache.put(cache, key, Types.normalize!(schema))
    frame
  end

  @impl GenServer
  def init(nil) do
    {:ok, struct(SessionHandle, session: self(), schemas: SchemaCache.new())}
  end

  @impl GenServer
  def handle_call(request, _from, handle) when request in [:handle, :configured_handle],
    do: {:reply, {:ok, handle}, handle}
end
