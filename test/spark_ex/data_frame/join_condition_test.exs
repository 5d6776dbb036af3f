defmodule SparkEx.DataFrame.JoinConditionTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Column, DataFrame, Error, Plan, Reader}
  alias SparkEx.Functions, as: F

  defp frames, do: {Reader.table(:spark, "l"), Reader.table(:spark, "r")}

  defp join(on, how \\ nil) do
    {left, right} = frames()
    DataFrame.join(left, right, on, how).plan.join
  end

  defp attribute(name, frame), do: Plan.attribute(name, Plan.id(frame.plan))

  describe "pairs" do
    test "compare a column of the left frame with one of the right" do
      {left, right} = frames()

      for on <- [
            [p_partkey: :l_partkey],
            [{"p_partkey", "l_partkey"}],
            %{"p_partkey" => :l_partkey},
            [on: [p_partkey: :l_partkey]]
          ] do
        join = DataFrame.join(left, right, on).plan.join
        sides = [attribute("p_partkey", left), attribute("l_partkey", right)]
        assert join.join_condition == Plan.function("==", sides)
        assert join.join_type == :JOIN_TYPE_INNER
        refute is_map_key(join, :using_columns)
      end
    end

    test "are combined with and" do
      {left, right} = frames()
      condition = DataFrame.join(left, right, [a: :b, c: :d], :left).plan.join.join_condition

      equalities =
        for {l, r} <- [{"a", "b"}, {"c", "d"}],
            do: Plan.function("==", [attribute(l, left), attribute(r, right)])

      assert condition == Plan.function("and", equalities)
    end

    test "use two plan ids in a self-join" do
      {left, _right} = frames()
      join = DataFrame.join(left, left, manager: :id).plan.join
      assert Plan.id(join.left) == Plan.id(left.plan)
      assert Plan.id(join.right) != Plan.id(join.left)
      assert Map.delete(join.right, :common) == Map.delete(join.left, :common)

      assert %{unresolved_function: %{arguments: [manager, id]}} = join.join_condition
      assert manager == Plan.attribute("manager", Plan.id(join.left))
      assert id == Plan.attribute("id", Plan.id(join.right))
    end

    test "require at least one pair of names" do
      assert_raise Error.Argument, ~r/got: 1/, fn -> join(a: 1) end
      assert_raise Error.Argument, ~r/at least one pair/, fn -> join(%{}) end
    end
  end

  describe "strings" do
    test "with an operator are SQL expressions" do
      for text <- [
            "l_partkey = p_partkey",
            "a<b",
            "a <> b",
            "a !=b",
            "a IS NULL",
            "a like 'x%'",
            "a AND b",
            "x IN (1, 2)",
            "`a b` = `c`",
            "upper(a) = b"
          ] do
        assert join(text).join_condition == %{expression_string: %{expression: text}}
        refute is_map_key(join(text), :using_columns)
      end
    end

    test "without an operator are columns of both frames" do
      for name <- ["id", "count(1)", "a b", "a + b", "a.b", "and", "origin", "is null"] do
        assert join(name).using_columns == [name]
      end
    end

    test "in backticks are names" do
      assert join("`a = b`").using_columns == ["a = b"]
      assert join(["`a``b`", :c]).using_columns == ["a`b", "c"]
    end

    test "and columns are combined with and" do
      condition = join(["a = b", Column.gt(F.col("c"), 1)]).join_condition
      assert %{unresolved_function: %{function_name: "and", arguments: arguments}} = condition
      assert [%{expression_string: _}, %{unresolved_function: _}] = arguments
    end

    test "reject a mix of names and conditions" do
      for on <- [["id", "a = b"], ["id", F.col("x")]] do
        assert_raise Error.Argument, ~r/must not mix names and conditions/, fn -> join(on) end
      end
    end
  end

  describe "join types" do
    @names %{
      JOIN_TYPE_INNER: ~w(inner),
      JOIN_TYPE_FULL_OUTER: ~w(outer full fullouter full_outer),
      JOIN_TYPE_LEFT_OUTER: ~w(left leftouter left_outer),
      JOIN_TYPE_RIGHT_OUTER: ~w(right rightouter right_outer),
      JOIN_TYPE_LEFT_SEMI: ~w(semi leftsemi left_semi),
      JOIN_TYPE_LEFT_ANTI: ~w(anti leftanti left_anti),
      JOIN_TYPE_CROSS: ~w(cross)
    }

    test "accept all PySpark names" do
      for {type, names} <- @names, name <- names do
        for how <- [name, String.to_atom(name), String.upcase(name), [how: name]] do
          assert join("id", how).join_type == type
        end

        assert join(on: "id", how: name).join_type == type
        assert join(how: name).join_type == type
      end
    end
  end

  test "an as-of join accepts names, pairs and strings" do
    {left, right} = frames()
    join = &DataFrame.as_of_join(left, right, :t, :t, on: &1).plan.as_of_join

    assert join.("id").using_columns == ["id"]
    assert join.("a = b").join_expr == %{expression_string: %{expression: "a = b"}}
    sides = [attribute("a", left), attribute("b", right)]
    assert join.(a: :b).join_expr == Plan.function("==", sides)
  end

  test "a lateral join accepts conditions as arguments and options" do
    {left, right} = frames()

    for arguments <- [["a = b", :left], [[on: "a = b", how: :left]], [["a = b"], [how: :left]]] do
      plan = apply(DataFrame, :lateral_join, [left, right | arguments]).plan.lateral_join
      assert plan.join_condition == %{expression_string: %{expression: "a = b"}}
      assert plan.join_type == :JOIN_TYPE_LEFT_OUTER
    end
  end
end
