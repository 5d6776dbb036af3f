defmodule SparkEx.GuidesTest do
  # The snippets of the guides, evaluated in order with one binding on a Spark.
  use SparkEx.SparkCase

  alias SparkEx.{Notebook, TestSpark}

  @moduletag :tmp_dir

  @compile {:no_warn_undefined, [GenStage]}

  # The guides, with the number of values that they show.
  @guides [
    clusters: 1,
    deployment: 6,
    jobs: 2,
    performance: 10,
    troubleshooting: 9,
    telemetry: 3,
    testing: 2,
    from_explorer: 10,
    from_pyspark: 4,
    lakehouse: 3,
    object_stores: 2
  ]

  setup %{tmp_dir: dir} do
    before = System.get_env("TMPDIR")
    System.put_env("TMPDIR", dir)

    on_exit(fn ->
      if before, do: System.put_env("TMPDIR", before), else: System.delete_env("TMPDIR")
    end)
  end

  for {guide, values} <- @guides do
    test "the snippets of the guide #{guide}", %{tmp_dir: dir} do
      # Processes of a guide may end with its session.
      Process.flag(:trap_exit, true)
      assert check("guides/#{unquote(guide)}.md", dir) == unquote(values)
    end
  end

  @tag :python_packages
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

  @tag :python_packages
  test "the snippets of the guide to Python", %{tmp_dir: dir} do
    assert check("guides/python.md", dir) == 9
  end

  @tag spark_4_1: "pipelines"
  test "the snippets of the guide to pipelines", %{session: session, tmp_dir: dir} do
    on_exit(fn -> SparkEx.execute!(session, "DROP DATABASE IF EXISTS sales CASCADE") end)

    arrive(dir, 1, [
      ~s({"id": 1, "shop": "Bern", "price": 20}\n),
      ~s({"id": 2, "shop": "Basel", "price": 30}\n)
    ])

    assert check("guides/pipelines.md", dir) == 8
  end

  test "the SparkEx side of the cheat sheet", %{tmp_dir: dir} do
    assert check("guides/pyspark.cheatmd", dir) == 7
  end

  test "the metrics of the guide to telemetry are measurements of events" do
    {:docs_v1, _, _, _, %{"en" => text}, _, _} = Code.fetch_docs(SparkEx.Telemetry)

    measured =
      for [_all, event, measurements] <- Regex.scan(~r/^\| `\[(.*?)\]` *\|.*?\|(.*?)\|/m, text),
          [name] <- Regex.scan(~r/\w+/, measurements),
          do:
            String.replace(event, ~r/[: ]/, "")
            |> String.replace(",", ".")
            |> Kernel.<>("." <> name)

    metrics = Regex.scan(~r/"(spark_ex\.[a-z_.]+)"/, File.read!("guides/telemetry.md"))
    assert length(metrics) == 12
    for [_all, metric] <- metrics, do: assert(metric in measured)
  end

  # Statements that only Delta Lake's parser knows.
  @delta ~r/^(OPTIMIZE|VACUUM|RESTORE|DESCRIBE HISTORY) /

  test "Spark parses the SQL of the guide to lakehouses", %{session: session} do
    statements = Enum.flat_map(Notebook.shown("guides/lakehouse.md"), &statements/1)
    assert length(statements) == 15
    binding = [changes: SparkEx.range(session, 1)]

    # EXPLAIN reports errors after parsing in its output.
    for [text | arguments] <- statements, not (text =~ @delta) do
      {arguments, _binding} = Code.eval_quoted(arguments, binding)
      frame = apply(SparkEx, :sql, [session, "EXPLAIN " <> text | arguments])
      assert {:ok, [_line | _lines]} = DataFrame.collect(frame)
    end
  end

  # The arguments of `SparkEx.sql/3` and `SparkEx.execute!/4`, without the session.
  defp statements(code) do
    {_quoted, statements} =
      code
      |> Code.string_to_quoted!()
      |> Macro.prewalk([], fn
        {{:., _, [{_, _, [:SparkEx]}, name]}, _, [_session | arguments]} = call, statements
        when name in [:sql, :execute!] ->
          {call, [arguments | statements]}

        other, statements ->
          {other, statements}
      end)

    statements
  end

  for guide <- Path.wildcard("guides/*.md") do
    test "all snippets of #{guide} are Elixir" do
      snippets = Regex.scan(~r/^```elixir\n(.*?)^```$/ms, File.read!(unquote(guide)))
      assert snippets != []
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

  # Returns the number of values that the guide shows. Cells of missing libraries are skipped.
  defp check(guide, dir) do
    cells = Enum.filter(Notebook.cells(guide), &Notebook.runs_here?/1)
    results = cells |> Enum.map(&here(&1, dir)) |> Notebook.evaluate(guide)

    for {cell, {value, _output}} <- Enum.zip(cells, results), expected = expected(cell) do
      assert {cell, value} == {cell, expected |> Code.eval_string() |> elem(0)}
    end

    Enum.count(Notebook.cells(guide), &expected/1)
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
