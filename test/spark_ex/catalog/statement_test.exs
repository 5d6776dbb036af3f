defmodule SparkEx.Catalog.StatementTest do
  use SparkEx.SparkCase, async: true

  alias SparkEx.Catalog
  alias SparkEx.Catalog.{Query, Statement, Table, TablePartition}

  doctest Statement

  # Both forms run, so that old and new servers are compared with the same values.
  setup %{session: session} do
    database = "db_#{System.unique_integer([:positive])}"
    properties = %{"it's" => "a \\ b"}
    :ok = Catalog.create_database(session, database, properties: properties)
    on_exit(fn -> SparkEx.execute!(session, "DROP DATABASE IF EXISTS #{database} CASCADE") end)

    for statement <- [
          "CREATE TABLE #{database}.t (a INT, y INT) USING parquet PARTITIONED BY (y) " <>
            "TBLPROPERTIES ('k' = 'v')",
          "INSERT INTO #{database}.t VALUES (1, 2013), (2, 2014)",
          "CREATE VIEW #{database}.v AS SELECT 1 AS one"
        ],
        do: SparkEx.execute!(session, statement)

    {:ok, database: database}
  end

  defp error_class({:error, %Error.Remote{error_class: class}}), do: class

  test "create_database/3 creates a database once", %{session: session, database: database} do
    assert error_class(Catalog.create_database(session, database)) == "SCHEMA_ALREADY_EXISTS"
    assert Catalog.create_database(session, database, if_not_exists: true) == :ok
    described = SparkEx.execute!(session, "DESCRIBE DATABASE EXTENDED #{database}")
    rows = DataFrame.collect!(described, as: :lists)
    assert ["Properties", "((it's,a \\ b))"] in rows

    assert {:error, %Error.Argument{}} =
             Catalog.create_database(session, "d", properties: %{"a" => 1})
  end

  test "tables are described", %{session: session, database: database} do
    table = "#{database}.t"
    partitions = [%TablePartition{partition: "y=2013"}, %TablePartition{partition: "y=2014"}]
    assert Catalog.list_partitions!(session, table) == partitions
    assert Catalog.get_table_properties!(session, table) == %{"k" => "v"}
    statement = Catalog.get_create_table_string!(session, table)
    assert statement =~ "CREATE TABLE spark_catalog.#{table} (\n  a INT,\n  y INT)\nUSING parquet"
    serde = Catalog.get_create_table_string(session, table, as_serde: true)
    assert error_class(serde) =~ "UNSUPPORTED_SHOW_CREATE_TABLE"
    missing = Catalog.list_partitions(session, "#{database}.missing")
    assert error_class(missing) == "TABLE_OR_VIEW_NOT_FOUND"
  end

  test "list_views/2 lists views and temporary views", %{session: session, database: database} do
    temporary = "temporary_#{database}"
    SparkEx.execute!(session, "CREATE TEMPORARY VIEW #{temporary} AS SELECT 1 AS one")

    view = %Table{
      name: "v",
      catalog: "spark_catalog",
      namespace: [database],
      description: nil,
      table_type: "VIEW",
      is_temporary: false
    }

    assert view in Catalog.list_views!(session, database: database)
    names = for view <- Catalog.list_views!(session, database: database), do: view.name
    assert "v" in names and temporary in names and "t" not in names
    assert [^view] = Catalog.list_views!(session, database: database, pattern: "v")
    assert [%{name: ^temporary}] = Catalog.list_views!(session, pattern: "#{temporary}*")
  end

  test "analyze_table/3 and truncate_table/3", %{session: session, database: database} do
    table = "#{database}.t"
    assert Catalog.analyze_table(session, table, no_scan: true) == :ok
    assert statistics(session, table) =~ "bytes"
    refute statistics(session, table) =~ "2 rows"
    assert Catalog.analyze_table(session, table) == :ok
    assert statistics(session, table) =~ "2 rows"
    assert Catalog.truncate_table(session, table) == :ok
    assert DataFrame.count!(SparkEx.table(session, table)) == 0
  end

  defp statistics(session, table) do
    rows =
      session
      |> SparkEx.execute!("DESCRIBE TABLE EXTENDED #{table}")
      |> DataFrame.collect!(as: :lists)

    Enum.find_value(rows, "", fn [name, text, _comment] -> name == "Statistics" && text end)
  end

  test "what is dropped is gone", %{session: session, database: database} do
    assert error_class(Catalog.drop_database(session, database)) == "SCHEMA_NOT_EMPTY"

    for {drop, name} <- [{&Catalog.drop_view/3, "v"}, {&Catalog.drop_table/3, "t"}],
        name = "#{database}.#{name}" do
      assert drop.(session, name, []) == :ok
      assert error_class(drop.(session, name, [])) == "TABLE_OR_VIEW_NOT_FOUND"
      assert drop.(session, name, if_exists: true) == :ok
    end

    assert Catalog.drop_database(session, database, cascade: true) == :ok
    assert error_class(Catalog.drop_database(session, database)) == "SCHEMA_NOT_FOUND"
    assert Catalog.drop_database(session, database, if_exists: true) == :ok
  end

  test "a name is never part of a statement", %{session: session, database: database} do
    injected = Catalog.drop_table(session, "t; DROP TABLE #{database}.t")
    assert error_class(injected) == "PARSE_SYNTAX_ERROR"
    assert Catalog.table_exists?(session, "#{database}.t")
  end

  test "a column that is cached is forgotten when its table changes", context do
    %{session: session, database: database} = context
    frame = SparkEx.table(session, "#{database}.t")
    assert DataFrame.columns!(frame) == ["a", "y"]
    Catalog.drop_table!(session, "#{database}.t")
    SparkEx.execute!(session, "CREATE TABLE #{database}.t (b INT) USING parquet")
    assert DataFrame.columns!(frame) == ["b"]
  end

  test "every statement of the older servers is that of the newer one's query", context do
    %{session: session, database: database} = context
    table = %{table_name: "#{database}.t"}

    for question <- [:list_partitions, :get_table_properties, :get_create_table_string] do
      {text, arguments} = Statement.new(%{question => table})
      rows = session |> SparkEx.execute!(text, arguments) |> DataFrame.collect!(as: :lists)
      answer = {[], Query.options(:name), "test"}
      fields = [table_name: table.table_name]

      if question == :get_create_table_string do
        assert Query.ask(session, question, fields, :value, answer) == {:ok, rows |> hd() |> hd()}
      else
        kind = if question == :list_partitions, do: {:rows, TablePartition}, else: :pairs
        assert {:ok, values} = Query.ask(session, question, fields, kind, answer)
        assert Enum.count(values) == length(rows)
      end
    end
  end
end
