defmodule SparkEx.Catalog.QueryTest do
  use ExUnit.Case, async: true

  alias SparkEx.Catalog.Query
  alias SparkEx.Arguments.Options
  alias SparkEx.Error

  doctest Query

  test "omits options that are not given" do
    assert Query.relation(:list_tables, timeout: 1, pattern: nil) == %{
             catalog: %{list_tables: %{}}
           }
  end

  test "accepts PySpark's first optional argument without a key" do
    for {kind, value, key} <- [
          {:list, "a*", :pattern},
          {:list_in_database, "db", :database},
          {:list_in_database, :db, :database},
          {:in_database, "db", :database},
          {:create, "/data", :path}
        ] do
      options = Options.validate!(value, Query.options(kind), "f/2")
      assert options[key] == value
    end
  end

  test "returns an error for an invalid name" do
    assert_raise Error.Argument, ~r/table_name/, fn ->
      Query.relation(:get_table, table_name: 1)
    end
  end
end
