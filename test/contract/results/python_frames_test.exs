defmodule SparkEx.Contract.PythonFramesTest do
  @moduledoc """
  Result parity of Python functions on frames: SparkEx collects the rows, with the schema, that
  PySpark collects of the same functions.
  """

  use SparkEx.SparkCase

  alias SparkEx.{PythonCases, ResultCases, Streaming}

  @moduletag :recorded_spark
  @moduletag :python_packages

  @golden ResultCases.golden("python_frames")

  setup_all %{session: session} do
    # Spark starts the coordinator of state with the first call of streaming.
    {:ok, _queries} = Streaming.active(session)
    # Each partition of a shuffle is a call of a worker.
    :ok = Session.config_set(session, "spark.sql.shuffle.partitions", "2")
  end

  test "every recorded result has a case, and every case a recorded result", %{session: session} do
    assert session |> PythonCases.cases() |> Map.keys() == Map.keys(@golden)
  end

  for {name, golden} <- @golden do
    @name name
    @expected golden

    test name, %{session: session} do
      frame = PythonCases.cases(session)[@name].()
      assert DataFrame.schema!(frame) == @expected.schema
      rows = DataFrame.collect!(frame, as: :lists)
      assert Enum.sort(rows) === Enum.sort(@expected.rows)
    end
  end
end
