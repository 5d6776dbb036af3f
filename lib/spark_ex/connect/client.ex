defmodule SparkEx.Connect.Client do
  @moduledoc false
  # RPCs and queries, run in the process of the caller.
  #
  # All functions take a session or its handle. An action that calls several of them takes the
  # handle first, and passes it on.

  alias SparkEx.{Native, Session, Telemetry}
  alias SparkEx.Connect.{Errors, Execution, PlanEncoder, Reply, Requirements, SessionHandle}
  alias SparkEx.Session.SchemaCache

  @type session :: Session.t() | SessionHandle.t()

  ## Unary calls

  @doc """
  Makes a unary RPC, by its name in the protocol and its request as a map.

  Option `:timeout`, in milliseconds; by default the session's.
  """
  @spec rpc(session, String.t(), map, keyword) :: {:ok, map} | {:error, Exception.t()}
  def rpc(session, method, request, options \\ []) do
    with {:ok, handle} <- SessionHandle.fetch(session),
         :ok <- Requirements.check_rpc(method, handle) do
      Telemetry.span(%{rpc: method, session_id: handle.session_id}, fn span ->
        call(handle, method, request, options[:timeout] || handle.rpc_timeout, span)
      end)
      |> SessionHandle.maybe_reopen(handle)
    end
  end

  defp call(handle, method, request, timeout, span) do
    tag = make_ref()

    with :ok <-
           Native.session_call(
             handle.native,
             method,
             request,
             SessionHandle.milliseconds(timeout),
             tag
           ),
         {:ok, {response, bytes}} <- Reply.await(tag, span) do
      Telemetry.received(bytes, span)
      {:ok, response}
    else
      {:error, exception} when is_exception(exception) -> {:error, exception}
      {:error, native} -> {:error, Errors.from_native(native)}
    end
  end

  @doc "`AnalyzePlan`; returns the member of the response that has the name of the request's."
  @spec analyze(session, map, keyword) :: {:ok, map} | {:error, Exception.t()}
  def analyze(session, analysis, options \\ []) do
    [kind] = Map.keys(analysis)

    with {:ok, handle} <- SessionHandle.fetch(session),
         {:ok, analysis} <- PlanEncoder.for_session(analysis, handle) do
      {request, attachments} = PlanEncoder.pop_attachments(analysis)
      answer = rpc(handle, "AnalyzePlan", request, options)
      PlanEncoder.keepalive(attachments)
      with {:ok, response} <- answer, do: {:ok, Map.get(response, kind, %{})}
    end
  end

  @doc "`Config` with one operation; returns the pairs and warnings of the response."
  @spec config(session, map) :: {:ok, map} | {:error, Exception.t()}
  def config(session, operation), do: rpc(session, "Config", %{operation: operation})

  ## Artifacts

  @typedoc "The name of an artifact on the server, and where its data is."
  @type artifact :: {String.t(), {:bytes, binary} | {:file, Path.t()} | {:chunk, Native.chunk()}}

  @doc """
  `AddArtifacts`: a stream of requests and one answer.

  Option `:timeout`; by default there is none, as an upload takes as long as its data is large.
  """
  @spec add_artifacts(session, [artifact], keyword) :: :ok | {:error, Exception.t()}
  def add_artifacts(session, artifacts, options \\ []) do
    with {:ok, handle} <- SessionHandle.fetch(session) do
      metadata = %{rpc: "AddArtifacts", session_id: handle.session_id}
      timeout = SessionHandle.milliseconds(options[:timeout] || :infinity)

      Telemetry.span(metadata, fn span -> upload(handle, artifacts, timeout, span) end)
      |> SessionHandle.maybe_reopen(handle)
    end
  end

  defp upload(handle, artifacts, timeout, span) do
    tag = make_ref()

    with :ok <- Native.artifact_add(handle.native, artifacts, timeout, tag),
         {:ok, nil} <- Reply.await(tag, span) do
      :ok
    else
      {:error, exception} when is_exception(exception) -> {:error, exception}
      {:error, native} -> {:error, Errors.from_native(native)}
    end
  end

  @doc "`ArtifactStatus`: those of the names that the server has."
  @spec artifacts_exist(session, [String.t()]) ::
          {:ok, MapSet.t(String.t())} | {:error, Exception.t()}
  def artifacts_exist(session, names) do
    with {:ok, response} <- rpc(session, "ArtifactStatus", %{names: names}) do
      there = for {name, %{exists: true}} <- Map.get(response, :statuses, %{}), do: name
      {:ok, MapSet.new(there)}
    end
  end

  ## Queries

  @doc """
  Runs a relation and folds its events, see `SparkEx.Connect.Execution.fold/5`. `:attach` is the
  running operation of the option `:operation_id`.
  """
  @spec reduce(session, SparkEx.Plan.relation() | :attach, acc, function, keyword) ::
          {:ok, acc} | {:error, Exception.t()}
        when acc: term, function: (Execution.event(), acc -> Execution.step(acc))
  def reduce(session, relation, acc, function, options \\ []) do
    with {:ok, handle} <- SessionHandle.fetch(session),
         do: Execution.fold(handle, plan(relation), acc, function, options)
  end

  defp plan(:attach), do: :attach
  defp plan(relation), do: PlanEncoder.root(relation)

  @doc "Runs a command and folds its events, as `reduce/5` does those of a relation."
  @spec reduce_command(session, map, acc, function, keyword) ::
          {:ok, acc} | {:error, Exception.t()}
        when acc: term, function: (Execution.event(), acc -> Execution.step(acc))
  def reduce_command(session, command, acc, function, options \\ []) do
    with {:ok, handle} <- SessionHandle.fetch(session) do
      result = Execution.fold(handle, PlanEncoder.command(command), acc, function, options)
      # A command that failed may have changed a table or a view as well.
      SchemaCache.forget(handle.schemas)
      result
    end
  end

  @doc "Runs a command and returns its responses in their order, without Arrow batches."
  @spec command(session, map, keyword) :: {:ok, [map]} | {:error, Exception.t()}
  def command(session, command, options \\ []) do
    keep = fn
      {:response, response}, responses -> {:cont, [response | responses]}
      {:batch, _batch}, responses -> {:cont, responses}
    end

    with {:ok, responses} <- reduce_command(session, command, [], keep, options),
         do: {:ok, Enum.reverse(responses)}
  end

  @doc "The events of a relation as an enumerable, see `SparkEx.Connect.Execution.stream/1`."
  @spec stream(session, SparkEx.Plan.relation(), keyword) :: Enumerable.t()
  def stream(session, relation, options) do
    Execution.stream(fn ->
      with {:ok, handle} <- SessionHandle.fetch(session),
           do: Execution.start(handle, PlanEncoder.root(relation), options)
    end)
  end

  @doc "A command that is sent once no process holds the finalizer any more."
  @spec finalizer(session, map) :: {:ok, Native.finalizer()} | {:error, Exception.t()}
  def finalizer(session, command) do
    with {:ok, handle} <- SessionHandle.fetch(session),
         do: Execution.finalizer(handle, PlanEncoder.command(command))
  end
end
