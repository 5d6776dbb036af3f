defmodule SparkEx.Contract.StreamingResultsTest do
  @moduledoc """
  Result parity of streaming queries: SparkEx writes the rows that PySpark writes of the
  same input.
  """

  use SparkEx.SparkCase

  alias SparkEx.{ResultCases, StreamingCases, StreamingQuery}

  @moduletag :recorded_spark
  @moduletag :python_packages

  @golden ResultCases.golden("streaming")

  setup_all %{session: session} do
    folder =
      Path.join(System.tmp_dir!(), "spark_ex_streams_#{System.unique_integer([:positive])}")

    :ok = StreamingCases.copy_input(folder)
    on_exit(fn -> File.rm_rf!(folder) end)
    # Each partition of a shuffle has a store of state.
    :ok = Session.config_set(session, "spark.sql.shuffle.partitions", "2")
    {:ok, folder: folder}
  end

  test "every recorded result has a case, and every case a recorded result", context do
    cases = StreamingCases.cases(context.session, context.folder)
    assert Map.keys(cases) == Map.keys(@golden)
  end

  for {name, golden} <- @golden do
    @name name
    @expected golden

    test name, %{session: session, folder: folder} do
      {query, written} = StreamingCases.cases(session, folder)[@name].()
      assert StreamingQuery.await!(query) == :terminated
      frame = written.()
      on_exit(fn -> drop_table(session, frame) end)
      assert DataFrame.schema!(frame) == @expected.schema
      rows = DataFrame.collect!(frame, as: :lists)
      assert Enum.sort(rows) === Enum.sort(@expected.rows)
    end
  end

  defp drop_table(session, %{plan: %{read: %{named_table: %{unparsed_identifier: name}}}}),
    do: SparkEx.execute(session, "DROP TABLE IF EXISTS #{name}")

  defp drop_table(_session, _files), do: :ok
end
