defmodule SparkEx.ExUnitTest do
  use ExUnit.Case, async: true
  doctest SparkEx.ExUnit

  import SparkEx.ExUnit

  alias SparkEx.Error

  test "rows are compared in any order, or in theirs" do
    assert assert_frames_equal([{1, "a"}, {2, "b"}], [{2, "b"}, {1, "a"}])

    assert_raise ExUnit.AssertionError, ~r/2 of 2 rows differ/, fn ->
      assert_frames_equal([{1}, {2}], [{2}, {1}], check_row_order: true)
    end
  end

  test "floats are equal within the tolerances, NaN and infinity only to themselves" do
    assert assert_frames_equal([{1.0}], [{1.000001}])
    assert assert_frames_equal([{1.0}], [{1.05}], rtol: 0.1)
    assert assert_frames_equal([{:nan}, {:infinity}], [{:infinity}, {:nan}])

    assert assert_frames_equal([{1.7e308}], [{1.6e308}], rtol: 0.1)
    assert assert_frames_equal([{1.7e308}], [{-1.7e308}], rtol: 3)

    for {left, right} <- [
          {1.0, 1.1},
          {:nan, 1.0},
          {1.0, :infinity},
          {nil, 0.0},
          {1.7e308, -1.7e308}
        ] do
      assert_raise ExUnit.AssertionError, fn -> assert_frames_equal([{left}], [{right}]) end
    end
  end

  test "rows within the tolerance find each other whatever their order is" do
    left = [{1.0, "b"}, {1.0000001, "a"}, {9.9999999, "c"}]
    right = [{10.0000001, "c"}, {1.0, "a"}, {1.0000001, "b"}]
    assert assert_frames_equal(left, right)
    assert assert_frames_equal([[[1.0, 2.0]], [[1.0, 1.0]]], [[[1.0, 1.0]], [[1.0, 2.0]]])
  end

  test "a row that is missing is shown alone" do
    error =
      assert_raise ExUnit.AssertionError, fn ->
        assert_frames_equal([{1}, {2}, {3}], [{1}, {3}],
          show_only_diff: true,
          include_diff_rows: true
        )
      end

    assert error.message == "1 of 3 rows differs (- actual, + expected):\n\n  - 2"
    assert {error.left, error.right} == {[[2]], []}
  end

  test "max_errors limits the rows of the message" do
    error =
      assert_raise ExUnit.AssertionError, fn ->
        assert_frames_equal([%{a: 1}, %{a: 2}], [%{a: 3}, %{a: 4}], max_errors: 1)
      end

    assert error.message ==
             "2 of 2 rows differ (- actual, + expected):\n\n" <>
               "    a\n  - 1\n  + 3\n    … 1 more row differs"
  end

  test "long runs of equal rows become their number" do
    rows = for id <- 1..20, do: [id, "a"]

    error =
      assert_raise ExUnit.AssertionError, fn ->
        assert_frames_equal(rows, List.replace_at(rows, 9, [10, "b"]))
      end

    assert error.message == """
           1 of 20 rows differs (- actual, + expected):

               … 6 equal rows
               7  | "a"
               8  | "a"
               9  | "a"
             - 10 | "a"
             + 10 | "b"
               11 | "a"
               12 | "a"
               13 | "a"
               … 7 equal rows\
           """
  end

  test "the lines of a schema that differ are marked" do
    error =
      assert_raise ExUnit.AssertionError, fn ->
        assert_schemas_equal("id INT, x ARRAY<FLOAT>", "id INT, x ARRAY<DOUBLE>")
      end

    assert error.message ==
             "the schemas differ (- actual, + expected):\n\n    id: integer\n" <>
               "    x: array\n  - |    |-- element: float\n  + |    |-- element: double"
  end

  test "schemas differ in types, order, names and nullability" do
    schema = [a: :integer, b: {:array, :integer}]
    assert assert_schemas_equal("a INT NOT NULL, b ARRAY<INT>", schema)

    assert assert_schemas_equal("a INT, b STRING", "b STRING, a INT", ignore_column_order: true)
    assert assert_schemas_equal("a INT, b STRING", "x INT, y STRING", ignore_column_name: true)

    for {left, right, options} <- [
          {"a INT, b STRING", "b STRING, a INT", []},
          {"a INT", "a BIGINT", []},
          {"a INT", "a INT, b INT", []},
          {"a DECIMAL(10,2)", "a DECIMAL(10,3)", []},
          {"a MAP<STRING, INT>", "a MAP<STRING, STRING>", []},
          {"a INT", "a INT NOT NULL", [ignore_nullable: false]},
          {"a INT", "a INT COMMENT 'x'", [ignore_nullable: false]}
        ] do
      assert_raise ExUnit.AssertionError, ~r/the schemas differ/, fn ->
        assert_schemas_equal(left, right, options)
      end
    end
  end

  test "wrong arguments are named" do
    for {left, right, options, message} <- [
          {1, [], [], "expected a frame or rows, got: 1"},
          {[1], [], [], "expected rows that are maps, keyword lists, lists or tuples, got: 1"},
          {[], [], [rtoll: 1], "rtol"},
          {[], [], [ignore_column_name: true], "needs two frames"},
          {[], [], [ignore_column_name: true, ignore_column_order: true], "not both"}
        ] do
      assert_raise Error.Argument, ~r/#{message}/, fn ->
        assert_frames_equal(left, right, options)
      end
    end

    assert_raise Error.Argument, ~r/expected a frame or a schema/, fn ->
      assert_schemas_equal(:long, "a INT")
    end
  end
end
