defmodule SparkEx.Contract.WindowTest do
  use SparkEx.ContractCase, golden: "window", async: true

  alias SparkEx.{Window, WindowSpec}

  parity "partition_by", do: total(Window.partition_by(:k))
  parity "partition_by several", do: total(Window.partition_by(["k", F.col("l")]))
  parity "order_by", do: Column.over(F.row_number(), Window.order_by("t"))

  parity "order_by descending" do
    window = :k |> Window.partition_by() |> WindowSpec.order_by([{:desc, :t}, "u"])
    Column.over(F.rank(), window)
  end

  parity "rows from the start to here" do
    :t
    |> Window.order_by()
    |> WindowSpec.rows_between(:unbounded_preceding, :current_row)
    |> total()
  end

  parity "rows around",
    do: :t |> Window.order_by() |> WindowSpec.rows_between(-1, 1) |> total()

  parity "all rows" do
    total(Window.rows_between(Window.unbounded_preceding(), Window.unbounded_following()))
  end

  parity "range from the start to here" do
    :t |> Window.order_by() |> WindowSpec.range_between(:unbounded_preceding, 0) |> total()
  end

  parity "range around",
    do: :t |> Window.order_by() |> WindowSpec.range_between(-10, 10) |> total()

  parity "range to the end" do
    :k
    |> Window.partition_by()
    |> WindowSpec.order_by(:t)
    |> WindowSpec.range_between(:current_row, :unbounded_following)
    |> total()
  end

  parity "beyond the bounds" do
    :t
    |> Window.order_by()
    |> WindowSpec.rows_between(-9_223_372_036_854_775_808, 9_223_372_036_854_775_807)
    |> total()
  end

  defp total(window), do: Column.over(F.sum("x"), window)
end
