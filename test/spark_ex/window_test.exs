defmodule SparkEx.WindowTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Window, WindowSpec}

  doctest SparkEx.Window

  test "what begins a window is what goes on with an empty one" do
    empty = %WindowSpec{}
    assert Window.partition_by(["a"]) == WindowSpec.partition_by(empty, ["a"])
    assert Window.order_by(desc: "a") == WindowSpec.order_by(empty, desc: "a")
    assert Window.rows_between(-1, 1) == WindowSpec.rows_between(empty, -1, 1)
    assert Window.range_between(-1, 1) == WindowSpec.range_between(empty, -1, 1)
  end

  test "a window pipes through one module" do
    import Window, only: [partition_by: 1, order_by: 2, rows_between: 3]

    assert inspect(partition_by(:a) |> order_by("b") |> rows_between(-1, 0)) ==
             "#SparkEx.WindowSpec<PARTITION BY a ORDER BY b ASC NULLS FIRST " <>
               "ROWS BETWEEN -1 AND CURRENT ROW>"
  end
end
