defmodule SparkEx.ML.Vector do
  @moduledoc """
  A vector of doubles, dense or sparse: PySpark's `pyspark.ml.linalg.DenseVector` and
  `SparseVector`.

  Vector columns hold these structs in rows, and `SparkEx.create_dataframe/3`, the parameters of
  `SparkEx.ML` and `SparkEx.Functions.lit/1` (dense ones) take them.

  | Field      | Holds                                                             |
  |------------|-------------------------------------------------------------------|
  | `:size`    | the number of elements                                            |
  | `:indices` | the places of the values, ascending; `nil` in a dense vector      |
  | `:values`  | the values, floats or `:nan`, `:infinity`, `:neg_infinity`        |
  """

  alias SparkEx.Arguments.Receiver
  alias SparkEx.Error
  alias SparkEx.ML.Numbers

  @enforce_keys [:size, :values]
  defstruct [:size, :indices, :values]

  @type element :: float | :nan | :infinity | :neg_infinity
  @type t :: %__MODULE__{
          size: non_neg_integer,
          indices: [non_neg_integer] | nil,
          values: [element]
        }

  @doc """
  A dense vector.

      iex> SparkEx.ML.Vector.dense([1, 0.5])
      #SparkEx.ML.Vector<[1.0, 0.5]>

  Raises `SparkEx.Error.Argument` for an element that is not a number.
  """
  @spec dense([number | atom]) :: t
  def dense(values) do
    values = Numbers.floats!(values, "the values of a vector")
    %__MODULE__{size: length(values), values: values}
  end

  @doc """
  A sparse vector of the size, from the places and values of its elements.

      iex> SparkEx.ML.Vector.sparse(4, [0, 3], [1, 2.5])
      #SparkEx.ML.Vector<size 4, %{0 => 1.0, 3 => 2.5}>

  Raises `SparkEx.Error.Argument` unless the places ascend and are below the size.
  """
  @spec sparse(non_neg_integer, [non_neg_integer], [number | atom]) :: t
  def sparse(size, indices, values) do
    Numbers.size!(size, "the size of a vector")
    indices = Numbers.integers!(indices, "the indices of a vector")
    values = Numbers.floats!(values, "the values of a vector")

    if length(indices) != length(values),
      do: bad("expected as many values as indices, got #{length(indices)} and #{length(values)}")

    if indices != Enum.sort(Enum.uniq(indices)) or
         Enum.any?(indices, &(&1 not in 0..(size - 1)//1)),
       do: bad("expected ascending indices below #{size}, got: #{inspect(indices)}")

    %__MODULE__{size: size, indices: indices, values: values}
  end

  @doc """
  The elements as a list.

      iex> SparkEx.ML.Vector.to_list(SparkEx.ML.Vector.sparse(3, [1], [2.0]))
      [0.0, 2.0, 0.0]
  """
  @spec to_list(t) :: [element]
  def to_list(%__MODULE__{indices: nil, values: values}), do: values

  def to_list(%__MODULE__{size: size, indices: indices, values: values}) do
    elements = indices |> Enum.zip(values) |> Map.new()
    for at <- 0..(size - 1)//1, do: Map.get(elements, at, 0.0)
  end

  def to_list(other), do: raise(Receiver.error(other, "a vector"))

  @doc """
  A vector from a vector or a list of numbers; with Nx also from a tensor of one dimension.

      iex> SparkEx.ML.Vector.new([1, 2])
      #SparkEx.ML.Vector<[1.0, 2.0]>
  """
  @spec new(t | [number | atom] | struct) :: t
  def new(%__MODULE__{} = vector), do: vector
  def new(values) when is_list(values), do: dense(values)

  if Code.ensure_loaded?(Nx) do
    def new(%{__struct__: Nx.Tensor, shape: {_size}} = tensor),
      do: tensor |> Nx.to_flat_list() |> dense()

    def new(%{__struct__: Nx.Tensor, shape: shape}),
      do: bad("expected a tensor of one dimension, got the shape #{inspect(shape)}")
  end

  def new(other), do: bad("expected a vector or a list of numbers, got: #{inspect(other)}")

  @spec bad(String.t()) :: no_return
  defp bad(message), do: raise(Error.Argument, message)

  defimpl Inspect do
    def inspect(%{indices: nil, values: values}, options),
      do: Inspect.Algebra.concat(["#SparkEx.ML.Vector<", list(values, options), ">"])

    def inspect(vector, options) do
      elements = vector.indices |> Enum.zip(vector.values) |> Map.new()
      elements = Inspect.Algebra.to_doc(elements, options)
      Inspect.Algebra.concat(["#SparkEx.ML.Vector<size #{vector.size}, ", elements, ">"])
    end

    defp list(values, options), do: Inspect.Algebra.to_doc(values, options)
  end
end
