defmodule SparkEx.GuidesTest do
  # The snippets of the guides, evaluated in order with one binding on a Spark.
  use SparkEx.SparkCase

  alias SparkEx.{Notebook, TestSpark}

  @moduletag :tmp_dir
  @moduletag :python_packages

  @compile {:no_warn_undefined, [GenStage]}

  setup %{tmp_dir: dir} do
    before = System.get_env("TMPDIR")
    System.put_env("TMPDIR", dir)

    on_exit(fn ->
      if before, do: System.put_env("TMPDIR", before), else: System.delete_env("TMPDIR")
    end)
  end

  test "the snippets of the guide to streams", %{tmp_dir: dir} do
    # The session may end before a linked process of the guide.
    Process.flag(:trap_exit, true)

    arrive(dir, 1, [
      ~s({"id": 1, "shop": "Bern", "price": 20}\n),
      ~s({"id": 2, "shop": "Basel", "price": 30}\n)
    ])

    arrive(dir, 2, [~s({"id": 3, "shop": "Bern", "price": 5}\n)])
    assert check("guides/streaming.md", dir) == 10
  end

  test "the snippets of the guide to Python", %{tmp_dir: dir} do
    assert check("guides/python.md", dir) == 9
  end

  test "the SparkEx side of the cheat sheet", %{tmp_dir: dir} do
    assert check("guides/pyspark.cheatmd", dir) == 7
  end

  for guide <- Path.wildcard("guides/*.md") do
    test "all snippets of #{guide} are Elixir" do
      snippets = Regex.scan(~r/^```elixir\n(.*?)^```$/ms, File.read!(unquote(guide)))
      assert length(snippets) > 10
      for [_all, code] <- snippets, do: assert({:ok, _quoted} = Code.string_to_quoted(code))
    end
  end

  # Files are read in the order of their modification.
  defp arrive(dir, file, lines) do
    path = Path.join([dir, "landing", "orders", "#{file}.json"])
    File.mkdir_p!(Path.dirname(path))
    File.write!(path, lines)
    File.touch!(path, 1_700_000_000 + file)
  end

  # Returns the number of values that were compared.
  defp check(guide, dir) do
    cells = Enum.filter(Notebook.cells(guide), &Notebook.runs_here?/1)
    results = cells |> Enum.map(&here(&1, dir)) |> Notebook.evaluate(guide)

    for({cell, {value, _output}} <- Enum.zip(cells, results), expected = expected(cell)) do
      assert {cell, value} == {cell, expected |> Code.eval_string() |> elem(0)}
    end
    |> length()
    |> Kernel.+(Enum.count(Notebook.cells(guide)) - length(cells))
  end

  # Places of the server have other names on a reader's machine.
  defp here(cell, dir) do
    cell
    |> String.replace(~s("sc://spark:15002"), inspect(TestSpark.url()))
    |> String.replace(~r{"/(landing|checkpoints|data)/}, ~s("#{dir}/\\1/))
  end

  defp expected(cell) do
    case Regex.run(~r/^#=>(.*)$/m, cell) do
      [_all, value] -> value
      nil -> nil
    end
  end
end
