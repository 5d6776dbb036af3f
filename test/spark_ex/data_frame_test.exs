defmodule SparkEx.DataFrameTest do
  use ExUnit.Case, async: true

  alias SparkEx.Functions, as: F
  alias SparkEx.{Column, DataFrame, Error, Plan, Reader}

  doctest SparkEx.DataFrame

  defp df(name \\ "t", session \\ :spark), do: Reader.table(session, name)

  describe "identity" do
    test "gives each step a new plan id and keeps those below" do
      df = df()
      once = DataFrame.filter(df, "a")
      twice = DataFrame.filter(df, "a")

      assert Plan.id(once.plan) != Plan.id(twice.plan)
      assert once.plan.filter.input == df.plan
      assert twice.plan.filter.input == df.plan
    end

    test "sets the plan id only on a frame's own columns" do
      df = df()
      id = Plan.id(df.plan)

      assert %{unresolved_attribute: %{unparsed_identifier: "x", plan_id: ^id}} = df["x"].expr
      assert df[:x] == df["x"]
      assert df["*"].expr == %{unresolved_star: %{plan_id: id}}
      assert F.col("x").expr == %{unresolved_attribute: %{unparsed_identifier: "x"}}
    end

    test "supports reading but not writing through access" do
      assert_raise Error.Argument, ~r/with_column/, fn -> put_in(df()["x"], F.lit(1)) end
      assert_raise Error.Argument, ~r/drop/, fn -> pop_in(df()["x"]) end
      assert_raise Error.Argument, ~r/col\/2 takes a name/, fn -> df()[1.0] end
      assert_raise Error.Argument, ~r/select\/2 for several/, fn -> df()[[:x, :y]] end
      assert_raise Error.Argument, ~r/filter\/2 for a condition/, fn -> df()[F.col("x")] end
    end
  end

  describe "sessions" do
    test "rejects frames of two sessions" do
      left = df("a", :one)
      right = df("b", :two)

      for combine <- [
            &DataFrame.join/2,
            &DataFrame.cross_join/2,
            &DataFrame.lateral_join/2,
            &DataFrame.as_of_join(&1, &2, :t, :t),
            &DataFrame.union/2,
            &DataFrame.union_by_name/2,
            &DataFrame.intersect/2,
            &DataFrame.except_all/2
          ] do
        assert_raise Error.Argument, ~r/different sessions/, fn -> combine.(left, right) end
      end
    end

    test "treats the pid and the name of a session as equal" do
      {:ok, pid} = Agent.start_link(fn -> nil end, name: :"#{__MODULE__}.Session")
      by_name = df("a", :"#{__MODULE__}.Session")

      assert %DataFrame{} = DataFrame.union(by_name, df("b", pid))
      assert %DataFrame{} = DataFrame.union(df("b", pid), by_name)
    end

    test "rejects a term that is not a frame" do
      grouped = DataFrame.group_by(df(), "k")

      for use <- [
            &DataFrame.count/1,
            &DataFrame.collect/1,
            &DataFrame.stream/1,
            &DataFrame.stream_batches/1,
            &DataFrame.to_arrow/1,
            &DataFrame.first/1,
            &DataFrame.show/1,
            &DataFrame.schema/1,
            &DataFrame.explain/1,
            &DataFrame.cache/1,
            &DataFrame.local_checkpoint!/1,
            &DataFrame.create_temp_view!(&1, "v"),
            &DataFrame.select(&1, "k"),
            &DataFrame.filter(&1, "k"),
            &DataFrame.group_by(&1, "k"),
            &DataFrame.grouping_sets(&1, [["k"]]),
            &DataFrame.join(&1, df(), "k"),
            &DataFrame.join(df(), &1, "k"),
            &DataFrame.col(&1, "k"),
            &DataFrame.scalar/1
          ] do
        message = error_of(use, grouped)
        assert message =~ "expected a SparkEx.DataFrame, got: #SparkEx.GroupedData<"
        assert message =~ "such as count/1"
        assert error_of(use, {:ok, df()}) =~ "call the function that ends in !"
        assert error_of(use, nil) == "expected a SparkEx.DataFrame, got: nil"
      end

      assert DataFrame.agg(grouped, F.max("x"))
    end

    # The message of the returned or raised error.
    defp error_of(use, value) do
      case use.(value) do
        {:error, %Error.Argument{message: message}} -> message
      end
    rescue
      error in Error.Argument -> Exception.message(error)
    end

    test "combines only frames" do
      assert_raise Error.Argument, ~r/expected a SparkEx.DataFrame, got: :x/, fn ->
        DataFrame.union(df(), :x)
      end
    end
  end

  describe "arguments" do
    test "with_columns rejects names and values as columns" do
      message = ~r/expected a column for "a", got: "b"; write col\(...\) for a column or lit/
      assert_raise Error.Argument, message, fn -> DataFrame.with_column(df(), :a, "b") end
      assert_raise Error.Argument, ~r/got: 1/, fn -> DataFrame.with_columns(df(), a: 1) end
      assert_raise Error.Argument, ~r/at least one/, fn -> DataFrame.with_columns(df(), %{}) end
    end

    test "with_columns sorts a map of columns by name" do
      frame = DataFrame.with_columns(df(), Map.new(1..40, &{"c#{&1 + 100}", F.lit(&1)}))
      names = for %{name: [name]} <- frame.plan.with_columns.aliases, do: name
      assert names == Enum.sort(names)
    end

    test "names must be strings or atoms" do
      for bad <- [1, nil, true, <<255>>, {:a, :b}] do
        assert_raise Error.Argument, ~r/takes a name as a string or an atom/, fn ->
          DataFrame.to_df(df(), [bad])
        end
      end
    end

    test "a condition must be a column or a string" do
      for bad <- [:flag, 1, nil, <<255>>] do
        assert_raise Error.Argument, ~r/SQL expression as a string or a column/, fn ->
          DataFrame.filter(df(), bad)
        end
      end
    end

    test "a condition is not a function of Elixir" do
      assert_raise Error.Argument, ~r/cannot run functions of Elixir/, fn ->
        DataFrame.filter(df(), fn row -> row["a"] > 1 end)
      end
    end

    test "numbers of rows and partitions are validated" do
      for bad <- [-1, 1.0, "1", nil, 0x8000_0000] do
        assert_raise Error.Argument, ~r/number of rows from 0/, fn ->
          DataFrame.limit(df(), bad)
        end
      end

      for bad <- [0, -1, 1.5] do
        assert_raise Error.Argument, ~r/positive integer/, fn -> DataFrame.coalesce(df(), bad) end
      end

      assert_raise Error.Argument, ~r/positive integer/, fn -> DataFrame.repartition(df(), 0) end

      assert_raise Error.Argument, ~r/at least one column/, fn ->
        DataFrame.repartition_by_range(df(), 8)
      end
    end

    test "an unknown join type returns an error with the known ones" do
      error = assert_raise Error.Argument, fn -> DataFrame.join(df(), df(), :id, :lft) end
      assert error.message =~ ~s(unknown join type :lft; did you mean "left"?)
      assert error.message =~ "leftanti"

      assert_raise Error.Argument, ~r/unknown join type :full/, fn ->
        DataFrame.lateral_join(df(), df(), nil, :full)
      end

      assert_raise Error.Argument, ~r/a join type is an atom or a string/, fn ->
        DataFrame.join(df(), df(), :id, 1)
      end
    end

    test "a join accepts either names or columns" do
      assert_raise Error.Argument, ~r/must not mix names and conditions/, fn ->
        DataFrame.join(df(), df(), ["id", F.col("x")])
      end

      assert_raise Error.Argument, ~r/unknown option :hwo for join/, fn ->
        DataFrame.join(df(), df(), on: "id", hwo: :left)
      end
    end

    test "sort orders are validated" do
      assert_raise Error.Argument, ~r/at least one column/, fn -> DataFrame.order_by(df(), []) end
      assert_raise Error.Argument, ~r/start/, fn -> DataFrame.order_by(df(), 0) end

      assert_raise Error.Argument, ~r/unknown sort order/, fn ->
        DataFrame.order_by(df(), down: :a)
      end
    end

    test "fractions and weights are validated" do
      assert_raise Error.Argument, ~r/fraction/, fn -> DataFrame.sample(df(), -0.1) end
      assert_raise Error.Argument, ~r/fraction/, fn -> DataFrame.sample(df(), "x") end
      assert_raise Error.Argument, ~r/more than 0/, fn -> DataFrame.random_split(df(), [0, 0]) end
      assert_raise Error.Argument, ~r/seeed/, fn -> DataFrame.sample(df(), 0.1, seeed: 1) end
    end

    test "default seeds differ between samples but not within a split" do
      seed = fn frame -> frame.plan.sample.seed end
      assert seed.(DataFrame.sample(df(), 0.5)) != seed.(DataFrame.sample(df(), 0.5))
      assert [seed, seed] = df() |> DataFrame.random_split([1, 1]) |> Enum.map(seed)
    end

    test "fill and replacement values are validated" do
      for bad <- [nil, <<255>>, 0x8000_0000_0000_0000, ~D[2013-01-01], %{a: nil}] do
        assert_raise Error.Argument, ~r/fillna\/3 takes an integer of 64 bits, a float/, fn ->
          DataFrame.fillna(df(), bad)
        end
      end

      assert_raise Error.Argument, ~r/at least one column/, fn -> DataFrame.fillna(df(), %{}) end

      for {old, new} <- [{1, "a"}, {true, 1}, {nil, 1}, {~D[2013-01-01], ~D[2013-01-02]}] do
        assert_raise Error.Argument, ~r/of the same kind/, fn ->
          DataFrame.replace(df(), old, new)
        end
      end

      assert_raise Error.Argument, ~r/2 values to replace but 1 replacements/, fn ->
        DataFrame.replace(df(), [1, 2], [3])
      end

      assert_raise Error.Argument, ~r/cannot become a list/, fn ->
        DataFrame.replace(df(), 1, [2])
      end

      assert_raise Error.Argument, ~r/:how of dropna/, fn ->
        DataFrame.dropna(df(), how: :some)
      end
    end

    test "transform must return a frame" do
      assert_raise Error.Argument, ~r/must return a frame, got: 1/, fn ->
        DataFrame.transform(df(), fn _frame -> 1 end)
      end
    end

    test "metadata must be a map" do
      assert_raise Error.Argument, ~r/takes metadata as a map/, fn ->
        DataFrame.with_metadata(df(), :a, "unit")
      end
    end
  end

  describe "inspect" do
    test "shows the pipeline" do
      flights = df("flights")

      frame =
        flights
        |> DataFrame.filter(Column.gt(F.col("dep_delay"), 60))
        |> DataFrame.join(df("airlines"), :carrier)
        |> DataFrame.group_by([:name])
        |> DataFrame.agg(worst: F.max("dep_delay"))
        |> DataFrame.order_by(desc: :worst)
        |> DataFrame.limit(5)

      assert inspect(frame) ==
               ~s[#SparkEx.DataFrame<table("flights") |> filter(dep_delay > 60) |> ] <>
                 ~s[join(table("airlines"), carrier) |> group_by(name) |> ] <>
                 ~s[agg(max(dep_delay) AS worst) |> sort(worst DESC) |> limit(5)>]
    end

    test "stays one short line" do
      deep = Enum.reduce(1..1000, df(), fn _, frame -> DataFrame.limit(frame, 1) end)
      assert inspect(deep) =~ "… 989 more …"
      assert String.length(inspect(deep)) < 300

      wide = DataFrame.select(df(), for(n <- 1..1000, do: "column#{n}"))
      assert String.length(inspect(wide)) < 200
    end

    test "shows every transform" do
      a = df("a")
      b = df("b")

      for frame <- [
            DataFrame.drop(a, [:x, a["y"]]),
            DataFrame.cross_join(a, b),
            DataFrame.as_of_join(a, b, :t, :t),
            DataFrame.union(a, b),
            DataFrame.except(a, DataFrame.intersect(a, b)),
            a |> DataFrame.rollup([:x]) |> DataFrame.agg(F.sum("y")),
            a
            |> DataFrame.group_by(:x)
            |> SparkEx.GroupedData.pivot(:y)
            |> SparkEx.GroupedData.count(),
            DataFrame.hint(a, "broadcast", [1]),
            DataFrame.new(:spark, %{sql: %{query: "SELECT 1"}}),
            DataFrame.new(:spark, %{range: %{end: 3, step: 1}}),
            DataFrame.new(:spark, %{local_relation: %{}}),
            DataFrame.new(:spark, %{with_relations: %{root: a.plan, references: [b.plan]}})
          ] do
        assert inspect(frame) =~ ~r/^#SparkEx.DataFrame<\w.*>$/
      end
    end
  end

  describe "actions" do
    test "return argument errors" do
      assert {:error, %Error.Argument{message: message}} = DataFrame.create_temp_view(df(), 1)
      assert message =~ "takes a name"
      assert_raise Error.Argument, fn -> DataFrame.create_or_replace_temp_view!(df(), nil) end
    end
  end
end
