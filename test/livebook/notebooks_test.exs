defmodule SparkEx.NotebooksTest do
  use SparkEx.SparkCase

  import ExUnit.CaptureIO

  alias SparkEx.Notebook

  @notebooks Path.wildcard("livebook/*.livemd")

  # The server that the suite has, where a notebook would start its own.
  setup do
    before = System.get_env("SPARK_REMOTE")
    System.put_env("SPARK_REMOTE", SparkEx.TestSpark.url())
    on_exit(fn -> if before == nil, do: System.delete_env("SPARK_REMOTE") end)
  end

  test "the notebooks are these" do
    assert Enum.map(@notebooks, &Path.basename(&1, ".livemd")) ==
             ~w(dataframes_for_pyspark_users explorer_and_limits getting_started real_clusters)
  end

  for notebook <- @notebooks do
    test "#{notebook} runs from its first cell to its last" do
      [setup | cells] = Notebook.cells(unquote(notebook))
      assert setup =~ "Mix.install"
      assert length(cells) > 5

      capture_io(fn ->
        values =
          cells |> Enum.filter(&Notebook.runs_here?/1) |> Notebook.evaluate(unquote(notebook))

        send(self(), {:values, values})
      end)

      assert_received {:values, values}
      # The last cell ends the session.
      assert List.last(values) == :ok
      # No action failed unnoticed.
      assert Enum.filter(values, &match?({:error, _}, &1)) == []
    end
  end
end
