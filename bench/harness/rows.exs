defmodule Bench.Rows do
  @moduledoc false
  # The rows of workloads, as SQL.

  @doc "Returns a query for rows of seven columns: a long, an int, a double, a string, a boolean, a date, a timestamp."
  @spec mixed(pos_integer) :: String.t()
  def mixed(rows) do
    "SELECT id, cast(id % 1000 AS INT) i, id / 3 d, concat('str', id) s, id % 2 = 0 b, " <>
      "date_add(DATE'2020-01-01', cast(id % 1000 AS INT)) dt, timestamp_micros(id * 1000) ts " <>
      "FROM range(#{rows})"
  end

  @doc "Returns the number of columns of `mixed/1`."
  @spec mixed_columns() :: pos_integer
  def mixed_columns, do: 7

  @doc "Formats a count, such as `10 million`."
  @spec count(pos_integer) :: String.t()
  def count(count) when count >= 1_000_000, do: "#{div(count, 1_000_000)} million"
  def count(count) when count >= 10_000, do: "#{div(count, 1000)} thousand"
  def count(count), do: Integer.to_string(count)
end
