defmodule SparkEx.Contract.NewestCatalogTest do
  use SparkEx.ContractCase, golden: "newest_catalog", async: true

  alias SparkEx.Catalog

  # Older servers get SQL, so the version is requested first.
  defp request(name, arguments),
    do: capture_request(fn -> apply(Catalog, name, [handle() | arguments]) end)

  parity "drop_table", do: request(:drop_table, ["d.t"])

  parity "drop_table with everything",
    do: request(:drop_table, ["t", [if_exists: true, purge: true]])

  parity "drop_view", do: request(:drop_view, ["v"])
  parity "drop_view if it exists", do: request(:drop_view, ["v", [if_exists: true]])
  parity "create_database", do: request(:create_database, ["d"])

  parity "create_database with everything" do
    options = [if_not_exists: true, properties: [a: "1", b: "x'y"]]
    request(:create_database, ["d", options])
  end

  parity "drop_database", do: request(:drop_database, ["d"])

  parity "drop_database with everything",
    do: request(:drop_database, ["d", [if_exists: true, cascade: true]])

  parity "list_partitions", do: request(:list_partitions, ["t"])
  parity "list_views", do: request(:list_views, [])

  parity "list_views of a database",
    do: request(:list_views, [[database: :d, pattern: "v*"]])

  parity "get_table_properties", do: request(:get_table_properties, ["t"])
  parity "get_create_table_string", do: request(:get_create_table_string, ["t"])

  parity "get_create_table_string for Hive",
    do: request(:get_create_table_string, ["t", [as_serde: true]])

  parity "truncate_table", do: request(:truncate_table, ["t"])
  parity "analyze_table", do: request(:analyze_table, ["t"])

  parity "analyze_table without a scan", do: request(:analyze_table, ["t", [no_scan: true]])
end
