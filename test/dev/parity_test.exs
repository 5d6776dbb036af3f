defmodule SparkEx.ParityTest do
  use ExUnit.Case, async: true

  alias SparkEx.Parity

  doctest Parity

  setup_all do
    {:ok, report: Parity.report(), mapping: Parity.mapping()}
  end

  test "PySpark's methods are listed for each minor version" do
    minors = for version <- Parity.versions(), do: version |> Version.parse!() |> Map.get(:minor)
    assert minors == [0, 1, 2, 3]
    counts = for version <- Parity.versions(), do: version |> Parity.api() |> length()
    assert counts == Enum.sort(counts) and hd(counts) > 2_000
  end

  test "every method of every PySpark is covered or has a reason not to be" do
    for version <- Parity.versions(), report = Parity.report(version) do
      missing = for {row, :missing} <- report, do: {row.class, row.name}
      assert {version, missing} == {version, []}
      for {_row, {_kind, text}} <- report, do: assert(String.length(text) > 5)
    end
  end

  test "exceptions are for methods that PySpark has", %{mapping: mapping} do
    api = Enum.flat_map(Parity.versions(), &Parity.api/1)

    for {{class, name}, _text} <- mapping do
      assert Enum.any?(api, &(class in ["*", &1.class] and name in ["*", &1.name])),
             "PySpark has no #{class}.#{name}"
    end
  end

  test "exceptions are for methods that SparkEx lacks", %{report: report} do
    for {row, {:not_applicable, reason}} <- report do
      refute match?({:covered, _target}, Parity.by_rule(row)),
             "#{row.class}.#{row.name}: #{reason}"
    end
  end

  test "only parameters of Spark 4.3 are planned", %{report: report} do
    assert for({row, {:later, _part}} <- report, do: {row.class, row.name}) == []

    assert for({row, {:later, _part}} <- Parity.report("4.3.0"), do: {row.class, row.name}) == [
             {"DecisionTreeClassifier", "pruneTree"},
             {"RandomForestClassifier", "pruneTree"},
             {"KMeans", "intermediateStorageLevel"}
           ]
  end

  test "no exception repeats the general rule", %{report: report, mapping: mapping} do
    for {row, {:covered, target}} <- report, Map.has_key?(mapping, {row.class, row.name}) do
      refute Parity.by_rule(row) == {:covered, target},
             "#{row.class}.#{row.name} needs no mapping"
    end
  end

  test "methods that PySpark marks as unsupported are unsupported", %{report: report} do
    for {%{kind: "unsupported"} = row, status} <- report, row.name != "toJSON" do
      assert {:not_applicable, "PySpark does not" <> _} = status
    end
  end

  test "the counts of the areas add up to the total", %{report: report} do
    [[_all | all] | areas] = report |> Parity.summary() |> Enum.reverse()
    assert Enum.sum(all) == length(report)
    assert areas |> Enum.map(&tl/1) |> Enum.zip_with(&Enum.sum/1) == all
  end

  # SparkEx.FunctionsTest compares the recorded calls.
  test "the calls of every function are recorded", %{report: report} do
    recorded = File.read!("test/fixtures/functions.jsonl")

    for {%{area: "functions" <> _} = row, {:covered, target}} <- report,
        String.starts_with?(target, "SparkEx.Functions."),
        row.name != "broadcast" do
      function = target |> String.split(".") |> List.last()
      assert recorded =~ ~s("call":"#{function}"), "no call of #{function} is recorded"
    end
  end
end
