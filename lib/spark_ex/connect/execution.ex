defmodule SparkEx.Connect.Execution do
  @moduledoc false
  # One execution of a plan (`ExecutePlan`). Every query and command starts, reads its events and
  # ends here.

  alias SparkEx.Arguments.Thunk
  alias SparkEx.{Error, ExecutionInfo, Native, Session, Telemetry}

  alias SparkEx.Connect.{
    Errors,
    ObservedMetrics,
    PlanEncoder,
    Progress,
    Reply,
    SessionHandle,
    UUID
  }

  # Decoded batches that may wait for their consumer.
  @buffer_bytes 64 * 1024 * 1024

  @enforce_keys [:native, :handle, :span, :progress, :attachments, :closed]
  defstruct @enforce_keys

  @type t :: %__MODULE__{}
  @type event ::
          {:batch, %{batch: Native.batch(), rows: non_neg_integer, bytes: non_neg_integer}}
          | {:response, map}
  @type step(acc) :: {:cont, acc} | {:halt, acc} | {:error, Exception.t()}

  @doc """
  Sends a plan to the server. Options are those of `fold/5`.

  With `:attach` in place of a plan, it attaches to the operation of the option `:operation_id`,
  which is on the server already, and receives its responses from the first one.
  """
  @spec start(SessionHandle.t(), map | :attach, keyword) :: {:ok, t} | {:error, Exception.t()}
  def start(%SessionHandle{} = handle, plan, options) do
    with :ok <- check_id(options[:operation_id]),
         {:ok, plan} <- plan_for_session(plan, handle),
         do: send_plan(handle, plan, options)
  end

  defp check_id(nil), do: :ok

  defp check_id(id) do
    if UUID.valid?(id) do
      :ok
    else
      text = "an operation id is a UUID such as #{UUID.generate()}, got: #{inspect(id)}"
      {:error, %Error.Argument{message: text}}
    end
  end

  defp plan_for_session(:attach, _handle), do: {:ok, :attach}
  defp plan_for_session(plan, handle), do: PlanEncoder.for_session(plan, handle)

  defp pop_attachments(:attach), do: {:attach, []}
  defp pop_attachments(plan), do: PlanEncoder.pop_attachments(plan)

  defp send_plan(handle, plan, options) do
    span = handle |> metadata(options) |> Telemetry.start_span()
    {plan, attachments} = pop_attachments(plan)
    ObservedMetrics.begin_action(attachments, span.operation_id)
    request = if plan != :attach, do: request(handle, plan, span)

    case Native.execution_start(handle.native, request, config(handle, span, options)) do
      {:ok, native} ->
        {:ok,
         %__MODULE__{
           native: native,
           handle: handle,
           span: span,
           progress: start_progress(handle, span, options),
           attachments: attachments,
           closed: :atomics.new(1, [])
         }}

      {:error, native} ->
        ObservedMetrics.end_action(attachments, span.operation_id)
        error = {:error, Errors.from_native(native, span)}
        Telemetry.stop_span(span, error)
        SessionHandle.maybe_reopen(error, handle)
    end
  end

  defp metadata(handle, options) do
    %{
      rpc: "ExecutePlan",
      session_id: handle.session_id,
      operation_id: options[:operation_id] || UUID.generate(),
      tags: Session.get_tags(handle.session)
    }
  end

  defp start_progress(handle, span, options) do
    handlers = List.wrap(options[:progress]) ++ handle.progress_handlers
    Progress.start(span.operation_id, handlers)
  end

  @doc """
  Waits for the next event that is meant for the caller, `:done` at the end.

  An execution that has ended or failed is closed. A lost session is opened again if it is to be.
  """
  @spec next(t) :: {:ok, event | :done} | {:error, Exception.t()}
  def next(%__MODULE__{} = execution) do
    tag = make_ref()
    :ok = Native.execution_next(execution.native, tag)

    case tag |> Reply.await(execution.span) |> observe(execution) do
      :internal ->
        next(execution)

      {:ok, :done} ->
        close(execution, :ok)
        {:ok, :done}

      {:ok, event} ->
        {:ok, event}

      {:error, _exception} = error ->
        close(execution, error)
        SessionHandle.maybe_reopen(error, execution.handle)
    end
  end

  defp observe({:ok, {:retry, event}}, execution) do
    Telemetry.retry(event, execution.span)
    :internal
  end

  defp observe({:ok, {:response, %{execution_progress: progress}}}, execution) do
    Progress.update(execution.progress, progress, execution.span)
    :internal
  end

  defp observe({:ok, {:response, %{observed_metrics: _} = response}} = event, execution) do
    ObservedMetrics.deliver(response, execution.attachments, execution.span)
    event
  end

  defp observe({:ok, {:batch, batch}} = event, execution) do
    Telemetry.batch(batch, execution.span)
    event
  end

  defp observe(other, _execution), do: other

  @doc "Ends an execution at the first call. A query that still runs is interrupted."
  @spec close(t, :ok | :halted | {:ok, term} | {:error, Exception.t()}) :: :ok
  def close(%__MODULE__{} = execution, result) do
    if :atomics.exchange(execution.closed, 1, 1) == 0 do
      Native.execution_cancel(execution.native)
      Progress.stop(execution.progress)
      ObservedMetrics.end_action(execution.attachments, execution.span.operation_id)
      PlanEncoder.keepalive(execution.attachments)
      Telemetry.stop_span(execution.span, result)
    end

    :ok
  end

  @doc """
  Runs a plan and folds its events in their order.

  The function returns `{:cont, acc}`, `{:halt, acc}` to end the fold early, or
  `{:error, exception}`. Whatever ends a fold early interrupts the query on the server.

  Options: `:timeout` in milliseconds, `:buffer_bytes`, `:operation_id`, `:progress`, a function of
  `SparkEx.Progress`, `:execution_info`, a function of `SparkEx.ExecutionInfo`, called at the
  end, and `:on_error`, a function of an error of the execution and the accumulator, which returns
  the error of the fold.
  """
  @spec fold(SessionHandle.t(), map | :attach, acc, (event, acc -> step(acc)), keyword) ::
          {:ok, acc} | {:error, Exception.t()}
        when acc: term
  def fold(handle, plan, acc, function, options) do
    case options[:execution_info] do
      nil -> run(handle, plan, acc, function, options)
      handler -> run_with_info(handle, plan, {acc, []}, function, options, handler)
    end
  end

  defp run_with_info(handle, plan, acc, function, options, handler) do
    keep_responses = fn event, {acc, responses} ->
      with {step, acc} when step in [:cont, :halt] <- function.(event, acc),
           do: {step, {acc, keep_response(event, responses)}}
    end

    with {:ok, {acc, responses}} <- run(handle, plan, acc, keep_responses, options) do
      responses |> Enum.reverse() |> ExecutionInfo.new() |> handler.()
      {:ok, acc}
    end
  end

  defp keep_response({:response, response}, responses), do: [response | responses]
  defp keep_response({:batch, _batch}, responses), do: responses

  defp run(handle, plan, acc, function, options) do
    with {:ok, execution} <- start(handle, plan, options) do
      try do
        fold_events(execution, acc, function, options[:on_error] || fn error, _acc -> error end)
      catch
        kind, reason ->
          Telemetry.fail_span(execution.span, kind, reason, __STACKTRACE__)
          close(execution, :halted)
          :erlang.raise(kind, reason, __STACKTRACE__)
      else
        result ->
          close(execution, result)
          result
      end
    end
  end

  defp fold_events(execution, acc, function, on_error) do
    case next(execution) do
      {:ok, :done} -> {:ok, acc}
      {:ok, event} -> event |> function.(acc) |> continue(execution, function, on_error)
      {:error, exception} -> {:error, on_error.(exception, acc)}
    end
  end

  defp continue({:cont, acc}, execution, function, on_error),
    do: fold_events(execution, acc, function, on_error)

  defp continue({:halt, acc}, _execution, _function, _on_error), do: {:ok, acc}
  defp continue({:error, exception}, _execution, _function, _on_error), do: {:error, exception}

  @doc """
  The events of executions as an enumerable, which starts one at each enumeration and raises what
  goes wrong. The query is interrupted when the enumeration stops early.
  """
  @spec stream(Thunk.t({:ok, t} | {:error, Exception.t()})) :: Enumerable.t()
  def stream(start) do
    Stream.resource(
      fn -> Errors.unwrap!(start.()) end,
      fn execution ->
        case execution |> next() |> Errors.unwrap!() do
          :done -> {:halt, execution}
          event -> {[event], execution}
        end
      end,
      &close(&1, :halted)
    )
  end

  @doc """
  A command that is sent when no process holds the finalizer any more. Its answer is dropped, and
  it ends with the session.
  """
  @spec finalizer(SessionHandle.t(), map) :: {:ok, Native.finalizer()} | {:error, Exception.t()}
  def finalizer(handle, plan) do
    metadata = %{operation_id: UUID.generate(), tags: []}
    request = request(handle, plan, metadata)

    with {:error, native} <-
           Native.finalizer_new(handle.native, request, config(handle, metadata, [])),
         do: {:error, Errors.from_native(native)}
  end

  defp request(handle, plan, metadata),
    do: %{plan: plan, tags: metadata.tags, request_options: request_options(handle)}

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

  defp config(handle, metadata, options) do
    chosen? = options[:operation_id] != nil

    %{
      operation_id: metadata.operation_id,
      is_chosen_id: chosen?,
      detachable: chosen? and not handle.release,
      buffer_bytes: options[:buffer_bytes] || @buffer_bytes,
      timeout: SessionHandle.milliseconds(options[:timeout] || :infinity),
      keep_alive: handle.keep_alive
    }
  end
end
