defmodule SparkEx.DataFrame.Statement do
  @moduledoc false
  # SQL statements in plans. The server runs a command (INSERT, DROP ...) in every execution whose
  # plan contains it. Code that runs a frame on its own initiative, such as a notebook that
  # renders it, first settles its statements: commands run once and are replaced by their results,
  # queries stay lazy.

  alias SparkEx.Connect.Client
  alias SparkEx.{DataFrame, Error, Plan, Session}

  @doc "Runs a statement exactly once. Returns the relation of its result, or the query itself."
  @spec run(Session.t(), Plan.relation(), keyword) :: {:ok, map} | {:error, Exception.t()}
  def run(session, statement, options) do
    with {:ok, relation} <- result(session, %{sql_command: %{input: statement}}, options),
         do: {:ok, Map.delete(if(query?(relation), do: statement, else: relation), :common)}
  end

  @doc "Runs a command whose answer is that of a statement. Returns the relation of its result."
  @spec result(Session.t(), map, keyword) :: {:ok, map} | {:error, Exception.t()}
  def result(session, command, options) do
    with {:ok, responses} <- Client.command(session, command, options) do
      case Enum.find_value(responses, &get_in(&1, [:sql_command_result, :relation])) do
        nil -> {:error, %Error.Decode{text: "the server returned no result of the statement"}}
        relation -> {:ok, relation}
      end
    end
  end

  # The server returns a query unchanged.
  defp query?(%{with_relations: %{root: root}}), do: query?(root)
  defp query?(relation), do: is_map_key(relation, :sql)

  @doc """
  Settles the statements of a frame. Contacts the server only if there are any.

      iex> frame = SparkEx.range(:spark, 3)
      iex> SparkEx.DataFrame.Statement.settle(frame) == {:ok, frame}
      true
  """
  @spec settle(DataFrame.t(), keyword) :: {:ok, DataFrame.t()} | {:error, Exception.t()}
  def settle(frame, options \\ []) do
    run = &replace(frame.session, &1, options)
    {:ok, %{frame | plan: Plan.prewalk(frame.plan, &replace_statement(&1, run))}}
  catch
    {__MODULE__, exception} -> {:error, exception}
  end

  # Columns refer to a relation by its plan id, so the result keeps the id of the statement.
  defp replace(session, statement, options) do
    case run(session, statement, options) do
      {:ok, result} -> Map.put(result, :common, statement.common)
      {:error, exception} -> throw({__MODULE__, exception})
    end
  end

  # A statement that names other frames is sent together with them.
  defp replace_statement(%{with_relations: %{root: %{sql: _}}} = relation, replace),
    do: {:halt, replace.(relation)}

  defp replace_statement(%{sql: %{query: _}} = relation, replace), do: {:halt, replace.(relation)}
  defp replace_statement(message, _replace), do: {:cont, message}
end
