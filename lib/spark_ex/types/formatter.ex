defmodule SparkEx.Types.Formatter do
  @moduledoc false
  # PySpark's textual forms of types: `simpleString` and `treeString` (pyspark.sql.types).

  alias SparkEx.Types.{Field, UserDefined}

  @short %{
    null: "void",
    byte: "tinyint",
    short: "smallint",
    integer: "int",
    long: "bigint",
    calendar_interval: "interval"
  }
  @meta %{
    "\n" => "\\n",
    "\r" => "\\r",
    "\t" => "\\t",
    "\f" => "\\f",
    "\b" => "\\b",
    "\v" => "\\v",
    "\a" => "\\a"
  }

  @spec simple(SparkEx.Types.t()) :: String.t()
  def simple(type) when is_atom(type), do: Map.get(@short, type, Atom.to_string(type))
  def simple({:array, element, _}), do: "array<#{simple(element)}>"
  def simple({:map, key, value, _}), do: "map<#{simple(key)},#{simple(value)}>"

  def simple({:struct, fields}),
    do: "struct<#{Enum.map_join(fields, ",", &"#{&1.name}:#{simple(&1.type)}")}>"

  def simple({:udt, udt}), do: UserDefined.name(udt)
  def simple({:unparsed, text}), do: "unparsed(#{inspect(text)})"
  def simple(type), do: parameterised(type)

  @doc "The types with parameters that JSON and simple strings name alike."
  @spec parameterised(SparkEx.Types.t()) :: String.t()
  def parameterised({:decimal, precision, scale}), do: "decimal(#{precision},#{scale})"
  def parameterised({:string, collation}), do: "string collate #{collation}"
  def parameterised({:year_month_interval, first, last}), do: interval(first, last)
  def parameterised({:day_time_interval, first, last}), do: interval(first, last)
  def parameterised({kind, parameter}), do: "#{kind}(#{parameter})"

  @doc "The name of a simple type in Spark's JSON and in trees (typeName)."
  @spec type_name(atom) :: String.t()
  def type_name(:null), do: "void"
  def type_name(:calendar_interval), do: "interval"
  def type_name(type), do: Atom.to_string(type)

  @spec tree(SparkEx.Types.t(), pos_integer | :infinity) :: String.t()
  def tree({:struct, fields}, depth),
    do: IO.iodata_to_binary(["root\n", Enum.map(fields, &field(&1, " |", depth))])

  def tree(type, _depth) do
    raise SparkEx.Error.Argument,
          "a tree is drawn of a schema (a struct type), got: #{simple(type)}"
  end

  # An atom is larger than every number, so that :infinity is a depth like any other.
  defp field(_field, _prefix, depth) when depth <= 0, do: []

  defp field(%Field{} = field, prefix, depth) do
    name = String.replace(field.name, Map.keys(@meta), &@meta[&1])

    line(
      prefix,
      "#{name}: #{tree_name(field.type)} (nullable = #{field.nullable})",
      field.type,
      depth
    )
  end

  defp children(_type, _prefix, depth) when depth <= 0, do: []
  defp children({:struct, fields}, prefix, depth), do: Enum.map(fields, &field(&1, prefix, depth))

  defp children({:array, element, null}, prefix, depth),
    do: line(prefix, "element: #{tree_name(element)} (containsNull = #{null})", element, depth)

  defp children({:map, key, value, null}, prefix, depth) do
    [
      line(prefix, "key: #{tree_name(key)}", key, depth),
      line(prefix, "value: #{tree_name(value)} (valueContainsNull = #{null})", value, depth)
    ]
  end

  defp children(_type, _prefix, _depth), do: []

  defp line(prefix, text, type, depth),
    do: [prefix, "-- ", text, "\n" | children(type, prefix <> "    |", deeper(depth))]

  defp deeper(:infinity), do: :infinity
  defp deeper(depth), do: depth - 1

  defp tree_name(type) when is_atom(type), do: type_name(type)

  defp tree_name({kind, _}) when kind in [:struct, :udt], do: "#{kind}"

  defp tree_name({:array, _, _}), do: "array"
  defp tree_name({:map, _, _, _}), do: "map"
  defp tree_name({:unparsed, _} = type), do: simple(type)
  defp tree_name(type), do: parameterised(type)

  defp interval(field, field), do: "interval #{field}"
  defp interval(first, last), do: "interval #{first} to #{last}"
end
