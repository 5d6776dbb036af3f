defmodule SparkEx.DataFrame.Statement do
  @moduledoc false
  # SQL statements inside of plans. A relation that holds a command (INSERT, DROP ...) is run by the
  # server at every execution that contains it, so whatever looks at a frame by itself, a notebook
  # that draws it say, first settles its statements: a command is run once and leaves its result,
  # a query stays the lazy relation that it is.

  alias SparkEx.Connect.Client
  alias SparkEx.{DataFrame, Error, Plan, Session}

  @doc "Runs one statement, exactly once; gives out the relation of its result, of a query the query itself."
  @spec run(Session.t(), Plan.relation(), keyword) :: {:ok, map} | {:error, Exception.t()}
  def run(session, statement, options) do
    with {:ok, responses} <-
           Client.command(session, %{sql_command: %{input: statement}}, options) do
      case Enum.find_value(responses, &get_in(&1, [:sql_command_result, :relation])) do
        nil ->
          {:error, %Error.Decode{text: "the server sent no result of the statement"}}

        relation ->
          {:ok, Map.delete(if(query?(relation), do: statement, else: relation), :common)}
      end
    end
  end

  # The server gives a query back as it was sent.
  defp query?(%{with_relations: %{root: root}}), do: query?(root)
  defp query?(relation), do: is_map_key(relation, :sql)

  @doc """
  The frame with its statements settled. Asks the server only where there are statements.

      iex> frame = SparkEx.range(:spark, 3)
      iex> SparkEx.DataFrame.Statement.settle(frame) == {:ok, frame}
      true
  """
  @spec settle(DataFrame.t(), keyword) :: {:ok, DataFrame.t()} | {:error, Exception.t()}
  def settle(frame, options \\ []) do
    {:ok, %{frame | plan: walk(frame.plan, &replace(frame.session, &1, options))}}
  catch
    {__MODULE__, exception} -> {:error, exception}
  end

  # The columns of a relation are known by its plan id, so the result keeps that of its statement.
  defp replace(session, statement, options) do
    case run(session, statement, options) do
      {:ok, result} -> Map.put(result, :common, statement.common)
      {:error, exception} -> throw({__MODULE__, exception})
    end
  end

  # A statement whose text names other frames is sent together with them.
  defp walk(%{with_relations: %{root: %{sql: _}}} = statement, replace), do: replace.(statement)
  defp walk(%{sql: %{query: _}} = statement, replace), do: replace.(statement)
  defp walk(struct, _replace) when is_struct(struct), do: struct

  defp walk(map, replace) when is_map(map),
    do: Map.new(map, fn {key, value} -> {key, walk(value, replace)} end)

  defp walk(list, replace) when is_list(list), do: Enum.map(list, &walk(&1, replace))
  defp walk(other, _replace), do: other
end
