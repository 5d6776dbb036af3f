defmodule SparkEx.DataFrame.PySparkFormsTest do
  # Calls in PySpark's style, with positional and keyword arguments.
  use ExUnit.Case, async: true

  alias SparkEx.{Column, DataFrame, Error, Reader, Writer}
  alias SparkEx.Functions, as: F

  defp df, do: Reader.table(:spark, "t")

  defp same(left, right), do: assert(plan(left) == plan(right))
  defp plan(frames) when is_list(frames), do: Enum.map(frames, &plan/1)
  defp plan(frame), do: strip_ids(frame.plan)

  defp strip_ids(%{} = map),
    do:
      for(
        {key, value} <- map,
        key not in [:common, :plan_id],
        into: %{},
        do: {key, strip_ids(value)}
      )

  defp strip_ids(list) when is_list(list), do: Enum.map(list, &strip_ids/1)
  defp strip_ids(other), do: other

  test "transpose" do
    for index <- ["k", :k, F.col("k")] do
      same(DataFrame.transpose(df(), index_column: index), DataFrame.transpose(df(), index))
    end

    same(DataFrame.transpose(df(), indexColumn: "k"), DataFrame.transpose(df(), "k"))

    assert_raise Error.Argument, ~r/the name of a column/, fn ->
      DataFrame.transpose(df(), index: "k")
    end
  end

  test "order_by" do
    orders = [desc: :a, desc: :b]
    same(DataFrame.order_by(df(), [:a, :b], ascending: false), DataFrame.order_by(df(), orders))

    same(
      DataFrame.sort(df(), [:a, :b], ascending: [true, false]),
      DataFrame.order_by(df(), [:a, desc: :b])
    )

    same(
      DataFrame.sort_within_partitions(df(), :a, ascending: false),
      DataFrame.sort_within_partitions(df(), desc: :a)
    )

    same(
      DataFrame.order_by(df(), Column.asc_nulls_last("a"), ascending: false),
      DataFrame.order_by(df(), desc: :a)
    )

    assert_raise Error.Argument, ~r/for each of the 2 columns, got: \[true\]/, fn ->
      DataFrame.order_by(df(), [:a, :b], ascending: [true])
    end

    assert_raise Error.Argument, ~r/\(allowed: :ascending\), got: "b"/, fn ->
      DataFrame.order_by(df(), "a", "b")
    end
  end

  test "sample and random_split" do
    seeded = DataFrame.sample(df(), 0.5, seed: 3)
    same(DataFrame.sample(df(), 0.5, 3), seeded)
    same(DataFrame.sample(df(), fraction: 0.5, seed: 3), seeded)

    replaced = DataFrame.sample(df(), true, 0.5).plan.sample
    assert replaced.with_replacement and replaced.upper_bound == 0.5

    same(DataFrame.random_split(df(), [1, 2], 3), DataFrame.random_split(df(), [1, 2], seed: 3))

    same(
      DataFrame.sample_by(df(), :k, %{1 => 0.5}, 3),
      DataFrame.sample_by(df(), :k, %{1 => 0.5}, seed: 3)
    )

    assert_raise Error.Argument, ~r/did you mean :with_replacement\?/, fn ->
      DataFrame.sample(df(), 0.5, withReplacement: true)
    end
  end

  test "missing values" do
    subset = DataFrame.fillna(df(), 0, subset: ["a"])
    for columns <- ["a", :a, ["a"], [:a]], do: same(DataFrame.fillna(df(), 0, columns), subset)

    same(DataFrame.dropna(df(), "all"), DataFrame.dropna(df(), how: :all))
    same(DataFrame.dropna(df(), :any), DataFrame.dropna(df()))
    same(DataFrame.replace(df(), 1, 2, "a"), DataFrame.replace(df(), 1, 2, subset: "a"))
    same(DataFrame.drop_duplicates(df(), subset: ["a"]), DataFrame.drop_duplicates(df(), ["a"]))

    assert_raise Error.Argument, ~r/at least one name/, fn ->
      DataFrame.drop_duplicates(df(), [])
    end
  end

  test "union_by_name" do
    same(
      DataFrame.union_by_name(df(), df(), true),
      DataFrame.union_by_name(df(), df(), allow_missing_columns: true)
    )

    assert_raise Error.Argument, ~r/did you mean :allow_missing_columns\?/, fn ->
      DataFrame.union_by_name(df(), df(), allowMissingColumns: true)
    end
  end

  test "filter accepts a list of conditions" do
    conditions = ["a > 1", Column.eq(F.col("b"), 2), "c IS NULL"]

    assert inspect(DataFrame.filter(df(), conditions)) ==
             ~s[#SparkEx.DataFrame<table("t") |> filter((a > 1 and (b == 2)) and c IS NULL)>]

    same(DataFrame.where(df(), ["a > 1"]), DataFrame.filter(df(), "a > 1"))

    frame = df()
    assert DataFrame.filter(frame, []) == frame

    for bad <- [[nil], ["a > 1", :b]] do
      assert_raise Error.Argument, ~r/SQL expression as a string or a column, got: /, fn ->
        DataFrame.filter(df(), bad)
      end
    end
  end

  test "readers accept a schema and writers a mode as the last argument" do
    for format <- [:csv, :json] do
      same(
        apply(Reader, format, [:spark, "p", "a INT"]),
        apply(Reader, format, [:spark, "p", [schema: "a INT"]])
      )
    end

    for format <- [:csv, :json, :orc, :parquet], mode <- ["overwritten", :overwritten] do
      assert {:error, %Error.Argument{message: message}} =
               apply(Writer, format, [df(), "p", mode])

      assert message =~ ~s(unknown save mode #{inspect(mode)}; did you mean "overwrite"?)
    end

    assert {:error, %Error.Argument{message: message}} = Writer.insert_into(df(), "t", 1)
    assert message =~ "(allowed: :overwrite), got: 1"
  end

  test "SQL accepts its arguments as args" do
    by_name = SparkEx.sql(:spark, "SELECT :id", %{id: 1})

    for args <- [%{id: 1}, [id: 1]],
        do: same(SparkEx.sql(:spark, "SELECT :id", args: args), by_name)

    same(SparkEx.sql(:spark, "SELECT ?", args: [1]), SparkEx.sql(:spark, "SELECT ?", [1]))
    same(SparkEx.sql(:spark, "SELECT 1", args: []), SparkEx.sql(:spark, "SELECT 1"))

    parameter = SparkEx.sql(:spark, "SELECT :args", args: [1])
    same(parameter, SparkEx.sql(:spark, "SELECT :args", %{args: [1]}))
  end

  test "errors suggest the right spelling" do
    for {result, message} <- [
          {DataFrame.show(df(), n: 5), "unknown option :n for show/3; did you mean :rows?"},
          {DataFrame.show(df(), "5"),
           "(allowed: :rows, :truncate, :vertical, :timeout), got: \"5\""},
          {DataFrame.explain(df(), "verbose"),
           "unknown mode \"verbose\" of explain/3 (allowed: "},
          {DataFrame.explain(df(), :extendd), "did you mean :extended?"},
          {DataFrame.explain(df(), extend: true), "unknown option :extend for explain/3"},
          {DataFrame.checkpoint(df(), 1), "(allowed: :eager, :timeout), got: 1"},
          {DataFrame.local_checkpoint(df(), storageLevel: :disk_only),
           "did you mean :storage_level?"}
        ] do
      assert {:error, %Error.Argument{message: text}} = result
      assert text =~ message
    end
  end
end
