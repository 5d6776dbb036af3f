if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.Livebook.SchemaTreeTest do
    use SparkEx.SparkCase
    use SparkEx.KinoCase

    defp tree(session) do
      tree = SparkEx.Livebook.schema_tree(session)
      connect_client(tree)
      tree
    end

    defp opened(tree, path) do
      push_event(tree, "open", %{"path" => path})
      assert_send_event(tree, "children", %{path: ^path} = children, patience())
      children
    end

    test "a level is fetched when its parent is opened", %{session: session} do
      view = "tree_#{System.unique_integer([:positive])}"

      session
      |> SparkEx.range(1)
      |> DataFrame.select(id: "id", at: F.lit(~D[2020-01-01]))
      |> DataFrame.create_temp_view!(view)

      tree = tree(session)
      assert %{nodes: catalogs} = opened(tree, [])
      assert %{name: "spark_catalog", detail: "", path: ["spark_catalog"]} in catalogs
      assert %{nodes: databases} = opened(tree, ["spark_catalog"])
      assert %{name: "default", detail: "", path: ["spark_catalog", "default"]} in databases
      assert %{nodes: tables} = opened(tree, ["spark_catalog", "default"])

      assert %{path: path} =
               Enum.find(tables, &(&1.name == view and &1.detail == "temporary view"))

      assert opened(tree, path).nodes == [
               %{name: "id", detail: "bigint", path: nil},
               %{name: "at", detail: "date", path: nil}
             ]
    end

    test "the columns of a table are found by its full name", %{session: session} do
      table = table!(session, "n INT")
      tree = tree(session)

      assert %{nodes: [%{name: "n", detail: "int"}]} =
               opened(tree, ["spark_catalog", "default", table])
    end

    test "a node that cannot be opened shows the error", %{session: session} do
      tree = tree(session)

      assert %{error: "<div class=\"spark-error\">" <> _} =
               opened(tree, ["spark_catalog", "no_such_database"])
    end
  end
end
