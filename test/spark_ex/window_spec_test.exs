defmodule SparkEx.WindowSpecTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Error, Functions, WindowSpec}

  doctest SparkEx.WindowSpec

  @long_min -9_223_372_036_854_775_808
  @long_max 9_223_372_036_854_775_807

  defp frame(fun, first, last),
    do: apply(WindowSpec, fun, [%WindowSpec{}, first, last]).frame_spec

  test "partitions and orders replace those before" do
    window = %WindowSpec{} |> WindowSpec.partition_by("a") |> WindowSpec.order_by("b")
    window = window |> WindowSpec.partition_by(["c", "d"]) |> WindowSpec.order_by([])

    assert [%{unresolved_attribute: %{unparsed_identifier: "c"}}, _d] = window.partition_spec
    assert window.order_spec == []
  end

  test "orders take columns, names and pairs" do
    window = WindowSpec.order_by(%WindowSpec{}, ["a", Functions.desc("b"), asc_nulls_last: :c])

    assert Enum.map(window.order_spec, &{&1.direction, &1.null_ordering}) == [
             {:SORT_DIRECTION_ASCENDING, :SORT_NULLS_FIRST},
             {:SORT_DIRECTION_DESCENDING, :SORT_NULLS_LAST},
             {:SORT_DIRECTION_ASCENDING, :SORT_NULLS_LAST}
           ]
  end

  test "a boundary of rows is an integer, of a range a long" do
    assert frame(:rows_between, -1, 2) == %{
             frame_type: :FRAME_TYPE_ROW,
             lower: %{value: %{literal: %{integer: -1}}},
             upper: %{value: %{literal: %{integer: 2}}}
           }

    assert frame(:range_between, -1, 3_000_000_000) == %{
             frame_type: :FRAME_TYPE_RANGE,
             lower: %{value: %{literal: %{long: -1}}},
             upper: %{value: %{literal: %{long: 3_000_000_000}}}
           }
  end

  test "0 is the current row, the ends of a long are unbounded" do
    for fun <- [:rows_between, :range_between] do
      current = %{current_row: true}
      unbounded = %{unbounded: true}
      assert %{lower: ^current, upper: ^current} = frame(fun, 0, :current_row)
      assert %{lower: ^unbounded, upper: ^unbounded} = frame(fun, @long_min, @long_max)
      assert %{lower: ^unbounded} = frame(fun, @long_min + 1, 0)

      assert frame(fun, :unbounded_preceding, :unbounded_following) ==
               frame(fun, @long_min, @long_max)
    end
  end

  test "other boundaries are refused" do
    for {fun, first, last} <- [
          {:rows_between, -3_000_000_000, 0},
          {:rows_between, 0, 1.5},
          {:rows_between, :unbounded_following, 0},
          {:range_between, 0, :unbounded_preceding},
          {:range_between, "a", 0}
        ] do
      assert_raise Error.Argument, ~r/as the boundary/, fn -> frame(fun, first, last) end
    end
  end
end
