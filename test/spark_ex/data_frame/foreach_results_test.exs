defmodule SparkEx.DataFrame.ForeachResultsTest do
  use SparkEx.SparkCase

  @moduletag :python_packages

  defp rows(session) do
    session
    |> SparkEx.sql("""
    SELECT * FROM VALUES (1, 'ä', DATE'2024-02-29', array(1.5BD)), (2, NULL, NULL, NULL)
      AS t(id, name, day, prices)
    """)
    |> DataFrame.coalesce(1)
  end

  defp message({:error, %Error.Remote{} = error}), do: Exception.message(error)

  test "foreach calls the function with each row", %{session: session} do
    function = """
    def check(row):
        from datetime import date
        from decimal import Decimal
        if row.id == 1:
            assert row.asDict() == {
                "id": 1, "name": "ä", "day": date(2024, 2, 29), "prices": [Decimal("1.5")]
            }, row
        else:
            raise ValueError(repr(row))
    """

    assert session |> rows() |> DataFrame.foreach(function) |> message() =~
             "ValueError: Row(id=2, name=None, day=None, prices=None)"

    first = session |> rows() |> DataFrame.filter("id = 1")
    assert DataFrame.foreach(first, function) == :ok
    assert DataFrame.foreach!(first, function, timeout: 60_000) == :ok
  end

  test "foreach_partition calls the function with all rows", %{session: session} do
    function = "def check(rows):\n    raise ValueError([row.id for row in rows])\n"

    assert session |> rows() |> DataFrame.foreach_partition(function) |> message() =~
             "ValueError: [1, 2]"

    assert session |> rows() |> DataFrame.foreach_partition("lambda rows: list(rows)") == :ok
    assert session |> rows() |> DataFrame.foreach_partition!("lambda rows: None") == :ok
  end

  test "accepts names with dots and empty frames", %{session: session} do
    frame = SparkEx.sql(session, "SELECT 1 AS `a.b`")
    function = "def check(row): assert row['a.b'] == 1"
    assert DataFrame.foreach(frame, function) == :ok
    assert frame |> DataFrame.filter("false") |> DataFrame.foreach("lambda row: 1 / 0") == :ok
  end

  test "returns argument errors and errors of the frame", %{session: session} do
    frame = rows(session)
    assert {:error, %Error.Argument{}} = DataFrame.foreach(frame, & &1)
    assert {:error, %Error.Argument{} = error} = DataFrame.foreach(frame, "lambda x: x", nam: "a")
    assert Exception.message(error) =~ "did you mean :name?"
    missing = Reader.table(session, "no_such_table")
    assert {:error, %Error.Remote{}} = DataFrame.foreach_partition(missing, "lambda rows: None")
  end
end
