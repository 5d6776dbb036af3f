defmodule SparkEx.Connect.Client do
  @moduledoc false
  # The funnel: every RPC and every query goes through here, in the process of its caller. Nothing
  # else asks the native core to do work.

  alias SparkEx.{Error, ExecutionInfo, Native, Session, Telemetry}
  alias SparkEx.Connect.{Errors, Handle, ObservedMetrics, PlanEncoder, Progress, UUID}
  alias SparkEx.Session.SchemaCache

  # Decoded batches that may wait for their consumer.
  @buffer_bytes 64 * 1024 * 1024

  @type session :: Session.t()
  @type event ::
          {:batch, %{batch: Native.batch(), rows: non_neg_integer, bytes: non_neg_integer}}
          | {:response, map}

  ## Unary calls

  @doc "A unary RPC by its name in the protocol, with its request as a map."
  @spec rpc(session, String.t(), map, keyword) :: {:ok, map} | {:error, Exception.t()}
  def rpc(session, method, request, options \\ []) do
    with {:ok, handle} <- Session.handle(session) do
      Telemetry.span(%{rpc: method, session_id: handle.session_id}, fn span ->
        timeout = Keyword.get(options, :timeout) || handle.rpc_timeout
        call(handle, method, request, timeout, span)
      end)
      |> reopened(handle)
    end
  end

  defp call(handle, method, request, timeout, span) do
    tag = make_ref()

    with :ok <- Native.rpc(handle.native, method, request, milliseconds(timeout), tag),
         {:ok, {response, bytes}} <- await(tag, span) do
      Telemetry.received(bytes, span)
      {:ok, response}
    else
      {:error, exception} when is_exception(exception) -> {:error, exception}
      {:error, native} -> {:error, Errors.from_native(native)}
    end
  end

  @doc "`AnalyzePlan`; gives out the member of the response that answers the request."
  @spec analyze(session, map, keyword) :: {:ok, map} | {:error, Exception.t()}
  def analyze(session, analysis, options \\ []) do
    [kind] = Map.keys(analysis)
    {request, attached} = PlanEncoder.detach(analysis)
    answer = rpc(session, "AnalyzePlan", request, options)
    PlanEncoder.keep(attached)
    with {:ok, response} <- answer, do: {:ok, Map.get(response, kind, %{})}
  end

  @doc "`Config` with one operation; gives out the response's pairs and warnings."
  @spec config(session, map) :: {:ok, map} | {:error, Exception.t()}
  def config(session, operation), do: rpc(session, "Config", %{operation: operation})

  ## Artifacts

  @typedoc "The name of an artifact on the server, and where its data is."
  @type artifact :: {String.t(), {:bytes, binary} | {:file, Path.t()} | {:chunk, Native.chunk()}}

  @doc """
  `AddArtifacts`: a stream of requests and one answer. There is no time limit but `:timeout`: how long
  an upload takes depends on how much there is.
  """
  @spec add_artifacts(session, [artifact], keyword) :: :ok | {:error, Exception.t()}
  def add_artifacts(session, artifacts, options \\ []) do
    with {:ok, handle} <- Session.handle(session) do
      metadata = %{rpc: "AddArtifacts", session_id: handle.session_id}

      Telemetry.span(metadata, fn span ->
        upload(handle, artifacts, milliseconds(options[:timeout] || :infinity), span)
      end)
      |> reopened(handle)
    end
  end

  defp upload(handle, artifacts, timeout, span) do
    tag = make_ref()

    with :ok <- Native.artifacts_add(handle.native, artifacts, timeout, tag),
         {:ok, nil} <- await(tag, span) do
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

  # A session that asked for it is opened again once it is found lost. What found out has failed all
  # the same: it may have relied on what is gone.
  defp reopened({:error, %Error.Session{reason: reason} = error}, %{reconnect: true} = handle)
       when reason in [:lost, :closed] do
    with :ok <- Session.reconnect(handle.session, handle.native),
         do: {:error, %{error | reopened: true}}
  end

  defp reopened(result, _handle), do: result

  ## Queries

  @doc """
  Runs a relation, and folds its events in their order with a function that returns `{:cont, acc}`
  or `{:halt, result}`. Whatever ends the fold early interrupts the query on the server.

  Options: `:timeout` in milliseconds, `:progress`, a function that is given `SparkEx.Progress`, and
  `:execution_info`, one that is given `SparkEx.ExecutionInfo` at the end.
  """
  @spec reduce(session, SparkEx.Plan.relation(), acc, (event, acc -> step), keyword) ::
          {:ok, acc} | {:error, Exception.t()}
        when acc: term, step: {:cont, acc} | {:halt, {:ok, acc} | {:error, Exception.t()}}
  def reduce(session, relation, acc, function, options \\ []),
    do: fold(session, PlanEncoder.root(relation), acc, function, options)

  @doc "Runs a command; gives out all responses but Arrow batches, in their order."
  @spec command(session, map, keyword) :: {:ok, [map]} | {:error, Exception.t()}
  def command(session, command, options \\ []) do
    collect = fn
      {:response, response}, responses -> {:cont, [response | responses]}
      {:batch, _batch}, responses -> {:cont, responses}
    end

    with {:ok, handle} <- Session.handle(session) do
      result = fold(session, PlanEncoder.command(command), [], collect, options)
      # Even one that failed may have changed a table or a view.
      SchemaCache.forget(handle.schemas)
      with {:ok, responses} <- result, do: {:ok, Enum.reverse(responses)}
    end
  end

  defp fold(session, plan, acc, function, options) do
    case options[:execution_info] do
      nil -> run(session, plan, acc, function, options)
      handler -> informed(session, plan, {acc, []}, function, options, handler)
    end
  end

  defp informed(session, plan, acc, function, options, handler) do
    inform = fn event, {acc, told} ->
      told = with {:response, response} <- event, do: [response | told], else: (_batch -> told)
      with {:cont, acc} <- function.(event, acc), do: {:cont, {acc, told}}
    end

    with {:ok, {acc, told}} <- run(session, plan, acc, inform, options) do
      told |> Enum.reverse() |> ExecutionInfo.new() |> handler.()
      {:ok, acc}
    end
  end

  defp run(session, plan, acc, function, options) do
    with {:ok, handle} <- Session.handle(session) do
      Telemetry.span(operation(handle), fn span ->
        with {:ok, execution} <- start(handle, plan, span, options) do
          try do
            step(execution, acc, function)
          after
            close(execution)
          end
        end
      end)
      |> reopened(handle)
    end
  end

  defp step(execution, acc, function) do
    case next(execution) do
      {:ok, :done} ->
        {:ok, acc}

      {:ok, event} ->
        case function.(event, acc) do
          {:cont, acc} -> step(execution, acc, function)
          {:halt, result} -> result
        end

      {:error, exception} ->
        {:error, exception}
    end
  end

  @doc """
  The events of a relation as an enumerable that runs it anew each time, raises what goes wrong, and
  interrupts the query when it is halted.
  """
  @spec stream(session, SparkEx.Plan.relation(), keyword) :: Enumerable.t()
  def stream(session, relation, options) do
    Stream.resource(
      fn -> session |> open(PlanEncoder.root(relation), options) |> Errors.unwrap!() end,
      fn execution ->
        case next_of_stream(execution) do
          :done -> {:halt, execution}
          event -> {[event], execution}
        end
      end,
      &close_stream/1
    )
  end

  defp open(session, plan, options) do
    with {:ok, handle} <- Session.handle(session) do
      span = Telemetry.start_span(operation(handle))

      with {:error, exception} <- start(handle, plan, span, options) do
        Telemetry.stop_span(span, {:error, exception})
        {:error, exception}
      end
    end
  end

  defp next_of_stream(execution) do
    result = next(execution)

    unless match?({:ok, event} when event != :done, result),
      do: Telemetry.stop_span(execution.metadata, result)

    Errors.unwrap!(result)
  end

  # The span of a stream that has ended is closed already.
  defp close_stream(execution) do
    Telemetry.stop_span(execution.metadata, :halted)
    close(execution)
  end

  defp operation(handle) do
    %{
      rpc: "ExecutePlan",
      session_id: handle.session_id,
      operation_id: UUID.generate(),
      tags: Session.get_tags(handle.session)
    }
  end

  defp start(%Handle{} = handle, plan, metadata, options) do
    {plan, attached} = PlanEncoder.detach(plan)
    config = execution_config(handle, metadata, options)
    ObservedMetrics.begin_action(attached, metadata.operation_id)

    case Native.execution_start(handle.native, request(handle, plan, metadata), config) do
      {:ok, native} ->
        handlers = List.wrap(options[:progress]) ++ handle.progress_handlers
        progress = Progress.start(metadata.operation_id, handlers)
        {:ok, %{native: native, metadata: metadata, progress: progress, attached: attached}}

      {:error, native} ->
        ObservedMetrics.end_action(attached, metadata.operation_id)
        {:error, Errors.from_native(native, metadata)}
    end
  end

  defp request(handle, plan, metadata),
    do: %{plan: plan, tags: metadata.tags, request_options: request_options(handle)}

  defp execution_config(handle, metadata, options) do
    %{
      operation_id: metadata.operation_id,
      buffer_bytes: Keyword.get(options, :buffer_bytes) || @buffer_bytes,
      timeout: milliseconds(Keyword.get(options, :timeout) || :infinity),
      keep_alive: handle.keep_alive
    }
  end

  defp request_options(handle) do
    [
      %{reattach_options: %{reattachable: true}},
      %{
        result_chunking_options: %{
          allow_arrow_batch_chunking: true,
          preferred_arrow_chunk_size: handle.preferred_arrow_chunk_size
        }
      }
    ]
  end

  # Events that only tell of the way are passed on here, and are none for the caller.
  defp next(execution) do
    tag = make_ref()
    :ok = Native.execution_next(execution.native, tag)

    case await(tag, execution.metadata) do
      {:ok, {:notice, notice}} ->
        Telemetry.notice(notice, execution.metadata)
        next(execution)

      {:ok, {:response, %{execution_progress: progress}}} ->
        Progress.update(execution.progress, progress, execution.metadata)
        next(execution)

      {:ok, {:response, %{observed_metrics: _} = response}} = event ->
        ObservedMetrics.deliver(response, execution.attached)
        event

      {:ok, {:batch, batch}} = event ->
        Telemetry.batch(batch, execution.metadata)
        event

      other ->
        other
    end
  end

  # Once the query has ended there is nothing left to cancel.
  defp close(execution) do
    Native.execution_cancel(execution.native)
    Progress.stop(execution.progress)
    ObservedMetrics.end_action(execution.attached, execution.metadata.operation_id)
    PlanEncoder.keep(execution.attached)
  end

  @doc """
  A command that is run when nobody holds the finalizer any more, and only then; its answer is nobody's. With
  the session it is forgotten.
  """
  @spec finalizer(session, map) :: {:ok, Native.finalizer()} | {:error, Exception.t()}
  def finalizer(session, command) do
    with {:ok, handle} <- Session.handle(session) do
      metadata = %{operation_id: UUID.generate(), tags: []}
      request = request(handle, PlanEncoder.command(command), metadata)

      with {:error, native} <-
             Native.finalizer_new(handle.native, request, execution_config(handle, metadata, [])),
           do: {:error, Errors.from_native(native)}
    end
  end

  # No time limit here: the native core keeps it, and answers each tag exactly once.
  defp await(tag, metadata) do
    receive do
      {^tag, {:ok, value}} ->
        {:ok, value}

      {^tag, {:error, native}} ->
        {:error, Errors.from_native(native, metadata)}

      {^tag, {:notice, notice}} ->
        Telemetry.notice(notice, metadata)
        await(tag, metadata)
    end
  end

  defp milliseconds(:infinity), do: nil
  defp milliseconds(timeout), do: timeout
end
