defmodule SparkEx.DataFrame.StatementTest do
  use SparkEx.SparkCase, async: true

  alias SparkEx.DataFrame.Statement

  doctest Statement

  setup %{session: session}, do: {:ok, table: table!(session, "id BIGINT")}

  defp count(session, table), do: session |> SparkEx.table(table) |> DataFrame.count!()

  test "runs a command exactly once", context do
    %{session: session, table: table} = context
    {:ok, frame} = session |> SparkEx.sql("INSERT INTO #{table} VALUES (1)") |> Statement.settle()
    assert count(session, table) == 1
    assert DataFrame.collect!(frame) == []
    assert DataFrame.count!(frame) == 0
    assert count(session, table) == 1
  end

  test "runs a command below other steps and keeps its columns", %{
    session: session,
    table: table
  } do
    shown = SparkEx.sql(session, "SHOW TABLES")
    frame = DataFrame.filter(shown, Column.eq(shown["tableName"], table))
    {:ok, settled} = Statement.settle(frame)
    assert [%{"tableName" => ^table}] = DataFrame.collect!(settled)
    refute inspect(settled.plan) =~ "SHOW TABLES"
  end

  test "leaves a query lazy and unchanged", %{session: session} do
    frame = session |> SparkEx.sql("SELECT :n AS n", n: 3) |> DataFrame.limit(1)
    assert Statement.settle(frame) == {:ok, frame}
  end

  test "returns an error for an invalid statement", %{session: session} do
    frame = SparkEx.sql(session, "SELEC 1")
    assert {:error, %Error.Remote{error_class: "PARSE_SYNTAX_ERROR"}} = Statement.settle(frame)
  end
end
