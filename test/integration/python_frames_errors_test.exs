defmodule SparkEx.PythonFramesErrorsTest do
  @moduledoc """
  What goes wrong in Python functions over rows: each error names its cause.
  """

  use SparkEx.SparkCase

  alias SparkEx.{DataSource, GroupedData, Python, PythonCases, TableValuedFunction}

  @moduletag :python_packages

  defp message(frame) do
    assert {:error, %Error.Remote{} = error} = DataFrame.collect(frame)
    Exception.message(error)
  end

  defp grouped(session), do: session |> PythonCases.xs() |> DataFrame.group_by("k")

  test "an exception in the function, with its line", %{session: session} do
    function = """
    def scored(batches):
        for rows in batches:
            yield rows.assign(score=1 / (rows.id.sum() - rows.id.sum()) ** 0 / no_such_name)
    """

    text =
      session |> SparkEx.range(3) |> DataFrame.map_in_pandas(function, "id BIGINT") |> message()

    assert text =~ "NameError: name 'no_such_name' is not defined"
    assert text =~ "/ no_such_name)"
  end

  test "a column that the schema has and the function does not return", %{session: session} do
    frame = GroupedData.apply_in_pandas(grouped(session), "lambda rows: rows", "k STRING, y INT")
    assert message(frame) =~ "RESULT_COLUMN"

    frame = GroupedData.apply_in_arrow(grouped(session), "lambda rows: rows", "k STRING, y INT")
    assert message(frame) =~ "RESULT_COLUMN"
  end

  test "a column of another type", %{session: session} do
    frame = GroupedData.apply_in_arrow(grouped(session), "lambda rows: rows", "k STRING, x INT")
    assert message(frame) =~ "RESULT_TYPE_MISMATCH_FOR_ARROW_UDF"
  end

  test "a function that returns no frame", %{session: session} do
    frame = GroupedData.apply_in_pandas(grouped(session), "lambda rows: 1", "k STRING")
    assert message(frame) =~ "UDF_RETURN_TYPE"
  end

  test "columns of equal names, as in PySpark", %{session: session} do
    frame = SparkEx.sql(session, "SELECT 1 AS a, 2 AS a")
    frame = DataFrame.map_in_pandas(frame, "lambda batches: batches", "a INT")
    assert message(frame) =~ "AMBIGUOUS_REFERENCE"
  end

  test "a name with a dot is one column", %{session: session} do
    frame = SparkEx.sql(session, "SELECT 1 AS `a.b`")
    same = DataFrame.map_in_arrow(frame, "lambda batches: batches", "`a.b` INT")
    assert DataFrame.collect!(same, as: :lists) == [[1]]
  end

  test "groups that hold rows more than once", %{session: session} do
    cube = session |> PythonCases.xs() |> DataFrame.cube("k")

    assert_raise Error.Argument, ~r/apply_in_pandas\/4 follows group_by/, fn ->
      GroupedData.apply_in_pandas(cube, "lambda rows: rows", "k STRING")
    end
  end

  test "a class without eval, and one with neither analyze nor columns", %{session: session} do
    class = "class Rows:\n    def rows(self): yield 1,\n"
    udtf = Python.udtf(class, returns: "n INT")
    assert session |> TableValuedFunction.call(udtf) |> message() =~ "eval"
    udtf = Python.udtf("class Rows:\n    def eval(self): yield 1,\n")
    assert session |> TableValuedFunction.call(udtf) |> message() =~ "analyze"
  end

  test "a data source with another name", %{session: session} do
    :ok = DataSource.register(session, "others", PythonCases.function("NumbersSource"))
    assert session |> Reader.load(nil, format: "others") |> message() =~ "numbers"
  end

  test "a schema that can't be fetched raises", %{session: session} do
    assert_raise Error.Remote, ~r/TABLE_OR_VIEW_NOT_FOUND/, fn ->
      session
      |> Reader.table("no_such_table")
      |> DataFrame.map_in_pandas("lambda batches: batches", "a INT")
    end
  end

  test "TIMESTAMP is what the session says", %{session: session} do
    :ok = Session.config_set(session, "spark.sql.timestampType", "TIMESTAMP_NTZ")
    frame = SparkEx.sql(session, "SELECT TIMESTAMP_NTZ'2024-01-01 00:00:00' AS at")
    same = DataFrame.map_in_arrow(frame, "lambda batches: batches", "at TIMESTAMP")
    rows = DataFrame.collect!(same, as: :lists)
    :ok = Session.config_unset(session, "spark.sql.timestampType")
    assert rows == [[~N[2024-01-01 00:00:00.000000]]]
  end
end
