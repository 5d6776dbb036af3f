defmodule SparkEx.Connect.BoundedResult do
  @moduledoc false
  # The batches of a result, folded as they come, for as long as they are within the limits of the
  # call. Whoever takes a result as a whole takes it from here: never a part of it.

  alias SparkEx.Arguments.Options
  alias SparkEx.{Batch, Plan, Session}
  alias SparkEx.Connect.{Client, Limits}

  @run [
    timeout: [
      type: :timeout,
      default: :infinity,
      doc: "Milliseconds after which the query is interrupted."
    ],
    progress: [
      type: {:fun, 1},
      doc: "A function that is given `SparkEx.Progress` while the query runs."
    ]
  ]

  @execution_info [
    execution_info: [
      type: {:fun, 1},
      doc: "A function that is given `SparkEx.ExecutionInfo` once the query has ended well."
    ]
  ]

  @type step(acc) :: {:cont, acc} | {:halt, {:error, Exception.t()}}

  @doc "The options of a call that takes a result as a whole."
  @spec options() :: Options.schema()
  def options, do: Limits.options() ++ @run ++ @execution_info

  @doc "Those of a call that runs a query."
  @spec run_options() :: Options.schema()
  def run_options, do: @run

  @doc "Those of a command."
  @spec command_options() :: Options.schema()
  def command_options, do: @run ++ @execution_info

  @doc "Runs a relation and folds its batches; gives out the rows that have come, too."
  @spec reduce(Session.t(), Plan.relation(), keyword, acc, (Batch.t(), acc -> step(acc))) ::
          {:ok, acc, rows :: non_neg_integer} | {:error, Exception.t()}
        when acc: term
  def reduce(session, relation, options, acc, function) do
    with {:ok, handle} <- Session.handle(session),
         limits = Limits.new(options, handle.limits),
         relation = Limits.push(relation, limits),
         take = &take(&1, &2, function),
         {:ok, {limits, acc}} <- Client.reduce(session, relation, {limits, acc}, take, options),
         do: {:ok, acc, Limits.rows(limits)}
  end

  @doc "As `reduce/5`, with the batches as they are, in their order."
  @spec batches(Session.t(), Plan.relation(), keyword) ::
          {:ok, [Batch.t()], rows :: non_neg_integer} | {:error, Exception.t()}
  def batches(session, relation, options) do
    keep = fn batch, batches -> {:cont, [batch | batches]} end

    with {:ok, batches, rows} <- reduce(session, relation, options, [], keep),
         do: {:ok, Enum.reverse(batches), rows}
  end

  defp take({:response, _response}, taken, _function), do: {:cont, taken}

  defp take({:batch, native}, {limits, acc}, function) do
    batch = Batch.new(native)

    with {:ok, limits} <- Limits.count(limits, batch),
         {:cont, acc} <- function.(batch, acc) do
      {:cont, {limits, acc}}
    else
      {:error, exception} -> {:halt, {:error, exception}}
      {:halt, result} -> {:halt, result}
    end
  end
end
