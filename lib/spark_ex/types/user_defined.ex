defmodule SparkEx.Types.UserDefined do
  @moduledoc false
  # PySpark's own user-defined types (pyspark.ml.linalg, pyspark.mllib.linalg). The server sends
  # only their classes; PySpark's classes define the rest.

  alias SparkEx.Types.Field

  @indices {:array, :integer, false}
  @values {:array, :double, false}
  @required [nullable: false]
  @fields %{
    "Vector" => [
      {"type", :byte, @required},
      {"size", :integer, []},
      {"indices", @indices, []},
      {"values", @values, []}
    ],
    "Matrix" => [
      {"type", :byte, @required},
      {"numRows", :integer, @required},
      {"numCols", :integer, @required},
      {"colPtrs", @indices, []},
      {"rowIndices", @indices, []},
      {"values", @values, []},
      {"isTransposed", :boolean, @required}
    ]
  }
  @known for package <- ~w(ml mllib),
             {name, fields} <- @fields,
             into: %{},
             do:
               {"pyspark.#{package}.linalg.#{name}UDT",
                {String.downcase(name), "org.apache.spark.#{package}.linalg.#{name}UDT", fields}}

  @doc """
  The type with what its Python class says of it.

      iex> udt = SparkEx.Types.UserDefined.complete(%{python_class: "pyspark.ml.linalg.VectorUDT"})
      iex> {udt.jvm_class, SparkEx.Types.simple_string(udt.sql_type)}
      {"org.apache.spark.ml.linalg.VectorUDT",
       "struct<type:tinyint,size:int,indices:array<int>,values:array<double>>"}
  """
  @spec complete(map) :: map
  def complete(udt) do
    case @known[udt[:python_class]] do
      {_name, jvm_class, fields} -> Map.merge(known(jvm_class, fields), udt)
      nil -> udt
    end
  end

  defp known(jvm_class, fields) do
    fields =
      for {name, type, options} <- fields, do: struct!(Field, [name: name, type: type] ++ options)

    %{type: "udt", jvm_class: jvm_class, sql_type: {:struct, fields}}
  end

  @doc """
  The name that PySpark's own class gives itself, `"udt"` of another.

      iex> SparkEx.Types.UserDefined.name(%{python_class: "pyspark.mllib.linalg.MatrixUDT"})
      "matrix"
  """
  @spec name(map) :: String.t()
  def name(udt) do
    case @known[udt[:python_class]] do
      {name, _jvm_class, _fields} -> name
      nil -> "udt"
    end
  end
end
