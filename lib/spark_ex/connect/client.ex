defmodule SparkEx.Connect.Client do
  @moduledoc false
  # The funnel: every RPC and every query goes through `rpc/4` or `reduce/5`, in the process of its
  # caller. Nothing else calls the native core to do work.

  alias SparkEx.{Native, Session}
  alias SparkEx.Connect.{Errors, PlanEncoder, UUID}

  # Decoded batches that may wait for their consumer.
  @buffer_bytes 64 * 1024 * 1024

  @type session :: Session.t()
  @type event ::
          {:batch, %{batch: Native.batch(), rows: non_neg_integer, bytes: non_neg_integer}}
          | {:response, map}

  @doc "A unary RPC by its name in the protocol, with its request as a map."
  @spec rpc(session, String.t(), map, keyword) :: {:ok, map} | {:error, Exception.t()}
  def rpc(session, method, request, options \\ []) do
    with {:ok, handle} <- Session.handle(session) do
      timeout = Keyword.get(options, :timeout) || handle.rpc_timeout
      tag = make_ref()

      case Native.rpc(handle.native, method, request, milliseconds(timeout), tag) do
        :ok -> await(tag, options)
        {:error, native} -> {:error, Errors.from_native(native, options)}
      end
    end
  end

  @doc "`AnalyzePlan`; gives out the member of the response that answers the request."
  @spec analyze(session, map, keyword) :: {:ok, map} | {:error, Exception.t()}
  def analyze(session, analysis, options \\ []) do
    [kind] = Map.keys(analysis)

    with {:ok, response} <- rpc(session, "AnalyzePlan", analysis, options),
         do: {:ok, Map.get(response, kind, %{})}
  end

  @doc "`Config` with one operation; gives out the response's pairs and warnings."
  @spec config(session, map) :: {:ok, map} | {:error, Exception.t()}
  def config(session, operation),
    do: rpc(session, "Config", %{operation: operation})

  @doc """
  Runs a relation, and folds its events in their order with a function that returns `{:cont, acc}`
  or `{:halt, result}`. Whatever ends the fold early interrupts the query on the server.

  Options: `:timeout` in milliseconds (default: none).
  """
  @spec reduce(session, SparkEx.Plan.relation(), acc, (event, acc -> step), keyword) ::
          {:ok, acc} | {:error, Exception.t()}
        when acc: term, step: {:cont, acc} | {:halt, {:ok, acc} | {:error, Exception.t()}}
  def reduce(session, relation, acc, function, options \\ []) do
    execute(session, PlanEncoder.root(relation), acc, function, options)
  end

  @doc "Runs a command; gives out all responses but Arrow batches, in their order."
  @spec command(session, map, keyword) :: {:ok, [map]} | {:error, Exception.t()}
  def command(session, command, options \\ []) do
    collect = fn
      {:response, response}, responses -> {:cont, [response | responses]}
      {:batch, _batch}, responses -> {:cont, responses}
    end

    with {:ok, responses} <-
           execute(session, PlanEncoder.command(command), [], collect, options),
         do: {:ok, Enum.reverse(responses)}
  end

  defp execute(session, plan, acc, function, options) do
    operation_id = UUID.generate()
    context = [operation_id: operation_id]

    with {:ok, handle} <- Session.handle(session) do
      request = %{
        plan: plan,
        tags: Session.get_tags(handle.session_id),
        request_options: request_options(handle)
      }

      config = %{
        operation_id: operation_id,
        buffer_bytes: @buffer_bytes,
        timeout: milliseconds(Keyword.get(options, :timeout) || :infinity)
      }

      case Native.execution_start(handle.native, request, config) do
        {:ok, execution} -> fold(execution, acc, function, context)
        {:error, native} -> {:error, Errors.from_native(native, context)}
      end
    end
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

  defp fold(execution, acc, function, context) do
    next(execution, acc, function, context)
  after
    # Does nothing once the query has ended.
    Native.execution_cancel(execution)
  end

  defp next(execution, acc, function, context) do
    tag = make_ref()
    :ok = Native.execution_next(execution, tag)

    case await(tag, context) do
      {:ok, :done} ->
        {:ok, acc}

      {:ok, event} ->
        case function.(event, acc) do
          {:cont, acc} -> next(execution, acc, function, context)
          {:halt, result} -> result
        end

      {:error, exception} ->
        {:error, exception}
    end
  end

  # No time limit here: the native core keeps it, and answers each tag exactly once.
  defp await(tag, context) do
    receive do
      {^tag, {:ok, value}} -> {:ok, value}
      {^tag, {:error, native}} -> {:error, Errors.from_native(native, context)}
    end
  end

  defp milliseconds(:infinity), do: nil
  defp milliseconds(timeout), do: timeout
end
