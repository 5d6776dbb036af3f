defmodule SparkEx.ML.Linalg do
  @moduledoc false
  # Vectors and matrices as Spark stores them: structs of the types VectorUDT and MatrixUDT.

  alias SparkEx.{Error, Literal, Plan}
  alias SparkEx.ML.{Matrix, Vector}
  alias SparkEx.Types.UserDefined

  @vector_class "org.apache.spark.ml.linalg.VectorUDT"
  @matrix_class "org.apache.spark.ml.linalg.MatrixUDT"
  @classes [@vector_class, @matrix_class]

  @sparse 0
  @dense 1

  @doc "The classes of the types on the server."
  @spec classes() :: [String.t()]
  def classes, do: @classes

  @doc "The class of the type of vectors on the server."
  @spec vector_class() :: String.t()
  def vector_class, do: @vector_class

  @doc "The type of vector columns."
  @spec vector_type() :: SparkEx.Types.t()
  def vector_type, do: type("pyspark.ml.linalg.VectorUDT")

  @doc "The type of matrix columns."
  @spec matrix_type() :: SparkEx.Types.t()
  def matrix_type, do: type("pyspark.ml.linalg.MatrixUDT")

  defp type(python_class), do: {:udt, UserDefined.complete(%{python_class: python_class})}

  @doc "The fields of the struct that stores a vector or a matrix, in their order."
  @spec fields(Vector.t() | Matrix.t()) :: [{String.t(), term}]
  def fields(%Vector{indices: nil} = vector),
    do: [{"type", @dense}, {"size", nil}, {"indices", nil}, {"values", vector.values}]

  def fields(%Vector{} = vector) do
    [
      {"type", @sparse},
      {"size", vector.size},
      {"indices", vector.indices},
      {"values", vector.values}
    ]
  end

  def fields(%Matrix{} = matrix) do
    [
      {"type", if(matrix.col_ptrs, do: @sparse, else: @dense)},
      {"numRows", matrix.rows},
      {"numCols", matrix.cols},
      {"colPtrs", matrix.col_ptrs},
      {"rowIndices", matrix.row_indices},
      {"values", matrix.values},
      {"isTransposed", matrix.transposed}
    ]
  end

  @doc "The value that a struct stores."
  @spec from_fields(map) :: Vector.t() | Matrix.t()
  def from_fields(%{"type" => @dense, "indices" => _nil, "values" => values}),
    do: %Vector{size: length(values), values: values}

  def from_fields(%{"type" => @sparse, "indices" => indices} = fields),
    do: %Vector{size: fields["size"], indices: indices, values: fields["values"]}

  def from_fields(%{"type" => _kind, "numRows" => rows} = fields) do
    %Matrix{
      rows: rows,
      cols: fields["numCols"],
      values: fields["values"],
      col_ptrs: fields["colPtrs"],
      row_indices: fields["rowIndices"],
      transposed: fields["isTransposed"]
    }
  end

  @doc "The expression of a dense vector. The protocol has no literals of vectors."
  @spec expression(Vector.t()) :: SparkEx.Plan.expression()
  def expression(%Vector{indices: nil, values: values}) do
    array = %{literal: Literal.encode(values, {:array, :double})}
    Plan.function("array_to_vector", [array])
  end

  def expression(%Vector{}) do
    raise Error.Argument,
          "Spark has no literals of sparse vectors; make it dense with " <>
            "SparkEx.ML.Vector.to_list/1, or create a frame of it"
  end

  @doc "The literal of a parameter, as PySpark's client writes it."
  @spec to_literal(Vector.t() | Matrix.t()) :: map
  def to_literal(value) do
    class = if is_struct(value, Vector), do: @vector_class, else: @matrix_class
    elements = for {name, value} <- fields(value), do: element(name, value)
    %{struct: %{struct_type: %{udt: %{type: "udt", jvm_class: class}}, elements: elements}}
  end

  defp element(_name, nil), do: %{null: %{null: %{}}}
  defp element("type", kind), do: %{byte: kind}
  defp element("isTransposed", value), do: %{boolean: value}
  defp element("values", values), do: %{specialized_array: %{doubles: %{values: values}}}

  defp element(_name, values) when is_list(values),
    do: %{specialized_array: %{ints: %{values: values}}}

  defp element(_name, size), do: %{integer: size}

  @doc "Whether a literal that the server sent is a vector or a matrix."
  @spec literal?(map) :: boolean
  def literal?(%{struct: %{struct_type: %{udt: %{jvm_class: class}}}}), do: class in @classes
  def literal?(_literal), do: false

  @doc "The vector or matrix of a literal. `decode` decodes the literals of its elements."
  @spec from_literal(map, (map -> term)) :: Vector.t() | Matrix.t()
  def from_literal(%{struct: %{struct_type: %{udt: udt}, elements: elements}}, decode) do
    {:udt, %{sql_type: {:struct, fields}}} =
      if udt.jvm_class == @vector_class, do: vector_type(), else: matrix_type()

    fields
    |> Enum.map(& &1.name)
    |> Enum.zip(Enum.map(elements, decode))
    |> Map.new()
    |> from_fields()
  end
end
