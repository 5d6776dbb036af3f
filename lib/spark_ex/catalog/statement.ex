defmodule SparkEx.Catalog.Statement do
  @moduledoc false
  # Catalog queries of Spark 4.2 as SQL statements with the same effect and the same rows, for
  # older servers. Names are parameters, never part of the text.

  @type t :: {String.t(), map}

  @doc """
  The statement of a query and its arguments.

      iex> SparkEx.Catalog.Statement.new(%{drop_table: %{table_name: "a.b", if_exists: true}})
      {"DROP TABLE IF EXISTS IDENTIFIER(:name)", %{name: "a.b"}}
  """
  @spec new(map) :: t
  def new(query) do
    [{question, fields}] = Map.to_list(query)
    text = question |> words(fields) |> List.flatten() |> Enum.reject(&is_nil/1)
    {Enum.join(text, " "), %{name: fields[:table_name] || fields[:view_name] || fields[:db_name]}}
  end

  @name "IDENTIFIER(:name)"

  defp words(:drop_table, fields),
    do: ["DROP TABLE", if_exists(fields), @name, if(fields[:purge], do: "PURGE")]

  defp words(:drop_view, fields), do: ["DROP VIEW", if_exists(fields), @name]

  defp words(:create_database, fields) do
    if_not_exists = if fields[:if_not_exists], do: "IF NOT EXISTS"
    ["CREATE DATABASE", if_not_exists, @name, properties(fields[:properties])]
  end

  defp words(:drop_database, fields),
    do: ["DROP DATABASE", if_exists(fields), @name, if(fields[:cascade], do: "CASCADE")]

  defp words(:list_partitions, _fields), do: ["SHOW PARTITIONS", @name]
  defp words(:get_table_properties, _fields), do: ["SHOW TBLPROPERTIES", @name]

  defp words(:get_create_table_string, fields),
    do: ["SHOW CREATE TABLE", @name, if(fields[:as_serde], do: "AS SERDE")]

  defp words(:truncate_table, _fields), do: ["TRUNCATE TABLE", @name]

  defp words(:analyze_table, fields),
    do: ["ANALYZE TABLE", @name, "COMPUTE STATISTICS", if(fields[:no_scan], do: "NOSCAN")]

  defp if_exists(fields), do: if(fields[:if_exists], do: "IF EXISTS")

  defp properties(properties) when properties in [nil, %{}], do: nil

  defp properties(properties) do
    pairs =
      Enum.map_join(properties, ", ", fn {key, value} -> "#{text(key)} = #{text(value)}" end)

    "WITH DBPROPERTIES (#{pairs})"
  end

  # Parameters are not allowed among properties.
  defp text(text), do: "'" <> String.replace(text, ["\\", "'"], &("\\" <> &1)) <> "'"
end
