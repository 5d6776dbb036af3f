defmodule SparkEx.NotebooksTest do
  use SparkEx.SparkCase

  import ExUnit.CaptureIO

  alias SparkEx.Notebook

  @moduletag :tmp_dir

  @notebooks Path.wildcard("livebook/*.livemd")

  # The server that the suite has, where a notebook would start its own; and files of its own, for another run
  # of the tests beside this one writes the same.
  setup %{tmp_dir: directory} do
    ours = %{"SPARK_REMOTE" => SparkEx.TestSpark.url(), "TMPDIR" => directory}
    before = Map.new(ours, fn {name, _value} -> {name, System.get_env(name)} end)
    System.put_env(ours)
    on_exit(fn -> System.put_env(before) end)
  end

  test "the notebooks are these" do
    assert Enum.map(@notebooks, &Path.basename(&1, ".livemd")) ==
             ~w(dataframes_for_pyspark_users explorer_and_limits getting_started real_clusters)
  end

  for notebook <- @notebooks do
    test "#{notebook} is read by Livebook as it is meant" do
      [opening | sections] = unquote(notebook) |> File.read!() |> String.split(~r/^(?=## )/m)

      # A cell alone before the first section is the setup cell.
      assert opening =~ ~r/\A# [^\n]+\n\n```elixir\n((?!```).*\n)+```\n\n\z/

      # Python would be run, by a library that nobody has installed.
      refute Enum.any?(sections, &(&1 =~ ~r/(?<!"force_markdown":true\} -->\n\n)```python/))
    end

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
