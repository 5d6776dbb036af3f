defmodule SparkEx.Connect.LimitedResult do
  @moduledoc false
  # The batches of a result within the limits of a call, or an error.
  #
  # Limits are counted here, so they do not change the order of the rows. A query that exceeds one
  # is interrupted.

  alias SparkEx.Arguments.Options
  alias SparkEx.{Batch, Plan}
  alias SparkEx.Connect.{Client, Execution, LimitPushdown, Limits, SessionHandle}

  @run [
    timeout: [
      type: :timeout,
      default: :infinity,
      doc: "Milliseconds after which the query is interrupted."
    ],
    progress: [
      type: {:fun, 1},
      doc: "A function of `SparkEx.Progress` that is called while the query runs."
    ],
    operation_id: [
      type: :any,
      doc: """
      A new UUID that identifies the query on the server. By default, it is random.
      `SparkEx.Session.reattach/3` finds the query by it.
      """
    ]
  ]

  @execution_info [
    execution_info: [
      type: {:fun, 1},
      doc: "A function of `SparkEx.ExecutionInfo` that is called when the query has succeeded."
    ]
  ]

  @typep batches :: {:ok, [Batch.t()], rows :: non_neg_integer} | {:error, Exception.t()}

  @doc "The options of an action that returns a whole result."
  @spec options() :: Options.schema()
  def options, do: Limits.options() ++ @run ++ @execution_info

  @doc "The options of an action that runs a query."
  @spec run_options() :: Options.schema()
  def run_options, do: @run

  @doc "The options of a command."
  @spec command_options() :: Options.schema()
  def command_options, do: @run ++ @execution_info

  @doc """
  Runs a relation and folds its batches; returns the number of rows, too. `:attach` is the running
  operation of the option `:operation_id`.
  """
  @spec reduce(Client.session(), relation, keyword, acc, (Batch.t(), acc -> step)) ::
          {:ok, acc, rows :: non_neg_integer} | {:error, Exception.t()}
        when relation: Plan.relation() | :attach, acc: term, step: Execution.step(acc)
  def reduce(session, relation, options, acc, function) do
    with {:ok, handle} <- SessionHandle.fetch(session) do
      limits = Limits.new(options, handle.limits)

      case fold(handle, push(relation, limits, options), limits, options, acc, function) do
        {:error, exception} -> {:error, Limits.restore_error(exception, limits)}
        result -> result
      end
    end
  end

  # Another client that takes the result of a chosen operation has limits of its own, and must not
  # take the rows below a pushed one for all rows.
  defp push(relation, limits, options),
    do: if(options[:operation_id], do: relation, else: Limits.push(relation, limits))

  defp fold(handle, relation, limits, options, acc, function) do
    take = &take(&1, &2, function)

    with {:ok, {limits, acc}} <- Client.reduce(handle, relation, {limits, acc}, take, options),
         do: {:ok, acc, Limits.rows(limits)}
  end

  defp take({:response, _response}, acc, _function), do: {:cont, acc}

  defp take({:batch, native}, {limits, acc}, function) do
    batch = Batch.new(native)

    with {:ok, limits} <- Limits.count(limits, batch),
         {step, acc} when step in [:cont, :halt] <- function.(batch, acc),
         do: {step, {limits, acc}}
  end

  @doc "Runs a relation and returns its batches in their order, and the number of rows."
  @spec batches(Client.session(), Plan.relation() | :attach, keyword) :: batches
  def batches(session, relation, options) do
    keep = fn batch, batches -> {:cont, [batch | batches]} end

    with {:ok, batches, rows} <- reduce(session, relation, options, [], keep),
         do: {:ok, Enum.reverse(batches), rows}
  end

  @doc """
  As `batches/3`, with the batches of the first rows. They may have more rows than asked for.
  """
  @spec first_batches(Client.session(), Plan.relation(), non_neg_integer, keyword) :: batches
  def first_batches(session, relation, number, options) do
    case LimitPushdown.first(relation, number) do
      {:limited, limited} -> batches(session, limited, options)
      {:unlimited, relation} -> read_until(session, relation, number, options)
    end
  end

  defp read_until(session, relation, number, options) do
    keep = fn batch, {batches, rows} ->
      rows = rows + batch.num_rows
      {if(rows < number, do: :cont, else: :halt), {[batch | batches], rows}}
    end

    options = count_wanted(options, number)

    with {:ok, {batches, _rows}, rows} <- reduce(session, relation, options, {[], 0}, keep),
         do: {:ok, Enum.reverse(batches), rows}
  end

  @doc "As `first_batches/4`, with the batches of the last rows."
  @spec last_batches(Client.session(), Plan.relation(), non_neg_integer, keyword) :: batches
  def last_batches(session, relation, number, options) do
    case LimitPushdown.last(relation, number) do
      {:limited, limited} -> batches(session, limited, options)
      {:unlimited, relation} -> read_to_end(session, relation, number, options)
    end
  end

  # Only the last batches are kept, so that memory does not grow with the result.
  defp read_to_end(session, relation, number, options) do
    keep = fn batch, {queue, rows} ->
      {:cont, drop_surplus(:queue.in(batch, queue), rows + batch.num_rows, number)}
    end

    # The session's limits are for what is kept.
    unlimited = for key <- [:max_bytes, :max_batches], options[key] == nil, do: {key, :infinity}
    options = unlimited ++ count_wanted(options, number)

    with {:ok, {queue, rows}, _rows} <-
           reduce(session, relation, options, {:queue.new(), 0}, keep),
         do: {:ok, :queue.to_list(queue), rows}
  end

  defp drop_surplus(queue, rows, number) do
    batch = :queue.get(queue)

    if rows - batch.num_rows >= number do
      Batch.release(batch)
      drop_surplus(:queue.drop(queue), rows - batch.num_rows, number)
    else
      {queue, rows}
    end
  end

  # Rows that are received but not wanted do not exceed the limit.
  defp count_wanted(options, number),
    do: if(number <= options[:max_rows], do: [max_rows: :infinity] ++ options, else: options)
end
