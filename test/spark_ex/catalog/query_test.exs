defmodule SparkEx.Catalog.QueryTest do
  use ExUnit.Case, async: true

  alias SparkEx.Catalog.Query
  alias SparkEx.Error

  doctest Query

  test "what is not said is not sent" do
    assert Query.relation(:list_tables, timeout: 1, pattern: nil) == %{
             catalog: %{list_tables: %{}}
           }
  end

  test "names are names" do
    assert_raise Error.Argument, ~r/table_name/, fn ->
      Query.relation(:get_table, table_name: 1)
    end
  end
end
