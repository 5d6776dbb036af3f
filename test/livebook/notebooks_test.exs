defmodule SparkEx.NotebooksTest do
  # The notebooks as a reader runs them: one starts its own Spark, the others use SPARK_REMOTE.
  use ExUnit.Case

  alias SparkEx.{DataFrame, Error, LocalServer, Notebook, TestSpark}

  @moduletag :tmp_dir
  # A start of Spark takes minutes on a busy machine.
  @moduletag timeout: 900_000

  # For each notebook, part of a cell's code and the expected value. A function checks the value.
  @values %{
    "dataframes_for_pyspark_users" => [
      {"SparkEx.range(spark, 10)", 10},
      {"Q.filter(age > ^limit", [%{"name" => "Alan", "next" => 42, "F" => "MATH"}]},
      {"Column.and_(Column.gt", [%{"name" => "Alan", "next" => 42, "F" => "MATH"}]},
      {"Q.group_by(field)",
       [
         %{"field" => "navy", "people" => 1, "mean" => 85.0},
         %{"field" => "math", "people" => 2, "mean" => 38.5}
       ]},
      {"GroupedData.pivot", [["math", 36, 41, nil], ["navy", nil, nil, 85]]},
      {"boss_name: \"name\"", [nil, "Ada", "Alan"]},
      {"Column.over(F.rank()", [{"Alan", 1}, {"Ada", 2}, {"Grace", 1}]},
      {"Writer.partition_by", 2},
      {"DataFrame.collect!(people)\n", &__MODULE__.people?/1},
      {"DataFrame.first!", %{"id" => 1, "name" => "Ada", "age" => 36, "field" => "math"}},
      {"DataFrame.stream()", [%{"id" => 7}, %{"id" => 1007}, %{"id" => 2007}]},
      {"SparkEx.execute!", [%{"id" => 1}]},
      {"SparkEx.stop", :ok}
    ],
    "explorer_and_limits" => [
      {"{:error, error} = DataFrame.collect(many)", &__MODULE__.limit_exceeded?/1},
      {"DataFrame.limit(3)", [%{"id" => 0}, %{"id" => 1}, %{"id" => 2}]},
      {"rows: count(1)", 10},
      {"max_rows: 20_000", 20_000},
      {"DataFrame.stream()", 499_999_500_000},
      {"Explorer.DataFrame.n_rows", 10},
      {"Explorer.DataFrame.shape", {1_000_000, 1}},
      {"SparkEx.stop", :ok}
    ],
    "getting_started" => [
      {"SparkEx.spark_version!", &__MODULE__.version?/1},
      {"F.expr(\"round(pow", &__MODULE__.frame?/1},
      {"Writer.parquet!", 100_000},
      {"by_hour |> DataFrame.limit(2)",
       [
         %{"hour" => 5, "flights" => 5563, "mean_delay" => -4.8},
         %{"hour" => 6, "flights" => 5462, "mean_delay" => -4.2}
       ]},
      {"Q.filter(dep_delay > 60",
       [
         %{"carrier" => "DL", "flights" => 852, "worst" => 124.2},
         %{"carrier" => "AA", "flights" => 826, "worst" => 124.3},
         %{"carrier" => "UA", "flights" => 815, "worst" => 124.5},
         %{"carrier" => "B6", "flights" => 813, "worst" => 124.2}
       ]},
      {"Column.and_(", 3306},
      {"SparkEx.Livebook.with_progress!", 18},
      {"count_if(dep_delay > :late)",
       [
         %{"carrier" => "B6", "late" => 566, "flights" => 2142},
         %{"carrier" => "UA", "late" => 550, "flights" => 2154},
         %{"carrier" => "DL", "late" => 540, "flights" => 2078},
         %{"carrier" => "AA", "late" => 523, "flights" => 2128}
       ]},
      {"avg(dep_dealy)", &__MODULE__.unresolved_column?/1},
      {"SparkEx.stop", :ok}
    ],
    "ml" => [
      {"DataFrame.count!(flights)", 2000},
      {"ML.evaluate!(predictions", &__MODULE__.better_than_chance?/1},
      {"ML.feature_names!", &__MODULE__.late_by_hour?/1},
      {"ML.area_under_roc!", &__MODULE__.better_than_chance?/1},
      {"length(roc)", true},
      {"ML.cross_validator", 2},
      {"ML.load!", true},
      {"ML.recommend_for_all_users", 10},
      {"Stat.mean", 2},
      {"SparkEx.stop", :ok}
    ],
    "pipelines" => [
      {"Pipeline.to_mermaid", 6},
      {"events = Pipeline.run!", ["orders", "by_shop"]},
      {"arrive.(\"2.json\"", [["Basel", 30.0], ["Bern", 35.0]]},
      {"Pipeline.dry_run", "wrong"},
      {"SparkEx.stop", :ok}
    ],
    "python" => [
      {"DataFrame.take!(3)",
       [
         %{"id" => 1, "kmh" => 6.0},
         %{"id" => 2, "kmh" => 7.5},
         %{"id" => 3, "kmh" => 22.5}
       ]},
      {"DataFrame.group_by(label:",
       [["A: long", 10], ["A: short", 10], ["B: long", 10], ["B: short", 10]] ++
         [["C: long", 10], ["C: short", 10]]},
      {"kind: :pandas)", [%{"least" => 0.0, "greatest" => 1.0}]},
      {"kind: :pandas_aggregate", [["A", 15.75], ["B", 14.75], ["C", 15.25]]},
      {"apply_in_pandas", [["A", 0.0, 4.0], ["B", 2.0, 4.0], ["C", 4.0, 4.0]]},
      {"Python.udtf", [["A0", 0], ["A1", 10], ["A2", 20]]},
      {"UDFRegistration.register!", [%{"kmh" => 40.0}]},
      {"Exception.message", &__MODULE__.python_error?/1},
      {"SparkEx.stop", :ok}
    ],
    "real_clusters" => [
      {"Supervisor.start_link", &__MODULE__.started?/1},
      {"SparkEx.spark_version!", &__MODULE__.version?/1},
      {"Task.async_stream", [499_500, 1_999_000, 4_498_500, 7_998_000]},
      {"Session.config_set!", "8"},
      {"timeout: 1000", &__MODULE__.timed_out?/1},
      {"Session.interrupt_tag!", "OPERATION_CANCELED"},
      {"Session.register_progress_handler!", 1000},
      {"Supervisor.stop", :ok}
    ],
    "streaming" => [
      {"Reader.table(\"revenue\")",
       [
         [~U[2026-01-01 10:00:00.000000Z], "Basel", 30.0],
         [~U[2026-01-01 10:00:00.000000Z], "Bern", 20.0],
         [~U[2026-01-01 10:05:00.000000Z], "Bern", 5.0]
       ]},
      {"recent_progress!", [{0, 2}, {1, 1}]},
      {"count = fn ->", %{0 => 2, 1 => 1}},
      {"arrive.(\"3.json\"", %{0 => 2, 1 => 1, 2 => 2}},
      {"Streaming.batches(", 5},
      {"process_all_available!", 5},
      {"Streaming.subscribe!", 1},
      {"Streaming.active!", []},
      {"SparkEx.stop", :ok}
    ]
  }

  @sparks [pinned: [local_spark: true], newest: [newest_spark: true]]
  @own_spark "getting_started"

  setup_all do
    if :newest_spark in ExUnit.configuration()[:exclude],
      do: {:ok, newest: nil},
      else: {:ok, newest: LocalServer.url(start_supervised!({LocalServer, newest_options()}))}
  end

  defp newest_options,
    do: [python: TestSpark.newest_python(), master: "local[2]", timeout: 240_000]

  # Test runs may be concurrent and the notebooks write files, so each run has its own directory.
  setup %{tmp_dir: directory} do
    put_env(%{"TMPDIR" => directory})
  end

  defp put_env(ours) do
    before = Map.new(ours, fn {name, _value} -> {name, System.get_env(name)} end)
    System.put_env(ours)
    on_exit(fn -> System.put_env(before) end)
  end

  defp path(name), do: "livebook/#{name}.livemd"

  test "all notebooks have expected values" do
    assert Enum.sort(Path.wildcard("livebook/*")) ==
             Enum.map(Enum.sort(Map.keys(@values)), &path/1)
  end

  for {name, _values} <- @values do
    test "#{name} has the structure that Livebook expects" do
      [opening | sections] =
        unquote(name) |> path() |> File.read!() |> String.split(~r/^(?=## )/m)

      # A cell alone before the first section is the setup cell.
      assert opening =~ ~r/\A# [^\n]+\n\n```elixir\n((?!```).*\n)+```\n\n\z/

      # Livebook would run Python code with a library that is not installed.
      refute Enum.any?(sections, &(&1 =~ ~r/(?<!"force_markdown":true\} -->\n\n)```python/))
    end

    for {spark, tags} <- @sparks do
      @tag tags
      # Its runs take minutes on a busy machine. The guide to pipelines has the same steps.
      if name == "pipelines", do: @tag(:long)

      test "#{name} returns the expected values on the #{spark} Spark", context do
        use_spark(unquote(spark), unquote(name), context)
        [setup | cells] = unquote(name) |> path() |> Notebook.cells()
        assert setup =~ "Mix.install"

        cells = Enum.filter(cells, &Notebook.runs_here?/1)
        values = for {value, _output} <- Notebook.evaluate(cells, path(unquote(name))), do: value

        # No action failed without raising.
        assert Enum.filter(values, &match?({:error, _}, &1)) == []

        for {text, expected} <- @values[unquote(name)], Notebook.runs_here?(text) do
          case for {cell, value} <- Enum.zip(cells, values), cell =~ text, do: {cell, value} do
            [{cell, value}] -> assert matches?(value, expected), "#{cell}\n#{inspect(value)}"
            [] -> refute Enum.all?(cells, &Notebook.runs_here?/1), "no cell has #{text}"
            several -> flunk("#{length(several)} cells have #{text}")
          end
        end
      end
    end
  end

  defp use_spark(:pinned, @own_spark, _context), do: put_env(%{"SPARK_REMOTE" => nil})
  defp use_spark(:pinned, _name, _context), do: put_env(%{"SPARK_REMOTE" => TestSpark.url()})

  defp use_spark(:newest, @own_spark, _context) do
    put_env(%{
      "SPARK_REMOTE" => nil,
      "SPARK_EX_PYTHON" => TestSpark.newest_python(),
      "SPARK_HOME" => nil
    })
  end

  defp use_spark(:newest, _name, %{newest: url}), do: put_env(%{"SPARK_REMOTE" => url})

  defp matches?(value, function) when is_function(function, 1), do: function.(value)
  defp matches?(value, expected), do: value == expected

  def people?(rows), do: Enum.map(rows, & &1["name"]) == ["Ada", "Alan", "Grace"]
  def better_than_chance?(area), do: area > 0.6 and area <= 1.0

  # Evening flights and those of one carrier are late more often.
  def late_by_hour?(coefficients) do
    coefficients = Map.new(coefficients)

    coefficients["hour"] > 0 and
      coefficients["carrier_flags_B6"] > coefficients["carrier_flags_AA"]
  end

  def version?(version), do: version =~ ~r/\A4\.\d+\.\d+/
  def frame?(value), do: is_struct(value, DataFrame)
  def started?(value), do: match?({:ok, pid} when is_pid(pid), value)
  def limit_exceeded?(error), do: match?(%Error.LimitExceeded{limit: :rows, max: 10_000}, error)
  def unresolved_column?(error), do: error.error_class == "UNRESOLVED_COLUMN.WITH_SUGGESTION"
  def python_error?(text), do: text =~ ~r/\AZeroDivisionError: .*:3: in broken\n/s
  def timed_out?(error), do: is_exception(error) and Exception.message(error) =~ "1000"
end
