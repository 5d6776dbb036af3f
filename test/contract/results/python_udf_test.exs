defmodule SparkEx.Contract.PythonUDFResultsTest do
  @moduledoc """
  Result parity of Python functions in columns: of the same functions SparkEx collects the rows,
  with the schema, that PySpark collects, and what PySpark refuses is an error here.
  """

  use SparkEx.SparkCase

  alias SparkEx.PythonUDFCase

  @moduletag :recorded_spark
  @moduletag :python_packages

  for {name, case} <- PythonUDFCase.all() do
    @case case
    test(name, %{session: session}, do: PythonUDFCase.check!(session, @case))
  end
end
