defmodule SparkEx.ML.Matrix do
  @moduledoc """
  A matrix of doubles, dense or sparse: PySpark's `pyspark.ml.linalg.DenseMatrix` and
  `SparseMatrix`.

  | Field          | Holds                                                                  |
  |----------------|------------------------------------------------------------------------|
  | `:rows`        | the number of rows                                                     |
  | `:cols`        | the number of columns                                                  |
  | `:values`      | the values by columns, or by rows if the matrix is transposed          |
  | `:col_ptrs`    | where each column begins in `:values`; `nil` in a dense matrix         |
  | `:row_indices` | the row of each value; `nil` in a dense matrix                         |
  | `:transposed`  | whether rows and columns change places in the three fields above       |
  """

  alias SparkEx.Arguments.Receiver
  alias SparkEx.Error
  alias SparkEx.ML.{Numbers, Vector}

  @enforce_keys [:rows, :cols, :values]
  defstruct [:rows, :cols, :values, :col_ptrs, :row_indices, transposed: false]

  @type t :: %__MODULE__{
          rows: non_neg_integer,
          cols: non_neg_integer,
          values: [Vector.element()],
          col_ptrs: [non_neg_integer] | nil,
          row_indices: [non_neg_integer] | nil,
          transposed: boolean
        }

  @doc """
  A dense matrix from its rows.

      iex> matrix = SparkEx.ML.Matrix.dense([[1, 2], [3, 4]])
      iex> matrix.values
      [1.0, 3.0, 2.0, 4.0]

  Raises `SparkEx.Error.Argument` for rows of several lengths.
  """
  @spec dense([[number | atom]]) :: t
  def dense(rows) when is_list(rows) do
    rows = Enum.map(rows, &Numbers.floats!(&1, "the rows of a matrix"))

    case rows |> Enum.map(&length/1) |> Enum.uniq() do
      [cols] -> %__MODULE__{rows: length(rows), cols: cols, values: by_columns(rows)}
      [] -> %__MODULE__{rows: 0, cols: 0, values: []}
      lengths -> bad("expected rows of one length, got the lengths #{inspect(lengths)}")
    end
  end

  def dense(other), do: bad("expected a list of rows, got: #{inspect(other)}")

  @doc """
  A dense matrix from its values in the order of columns, as PySpark's `Matrices.dense` takes
  them.

      iex> SparkEx.ML.Matrix.dense(1, 2, [1, 2])
      #SparkEx.ML.Matrix<1 x 2, [[1.0, 2.0]]>
  """
  @spec dense(non_neg_integer, non_neg_integer, [number | atom]) :: t
  def dense(rows, cols, values) do
    {rows, cols} = sizes!(rows, cols)
    values = Numbers.floats!(values, "the values of a matrix")

    if length(values) != rows * cols,
      do:
        bad("expected #{rows * cols} values of a #{rows} x #{cols} matrix, got #{length(values)}")

    %__MODULE__{rows: rows, cols: cols, values: values}
  end

  @doc """
  A sparse matrix in the form of compressed columns, as PySpark's `Matrices.sparse` takes it.

      iex> SparkEx.ML.Matrix.sparse(2, 2, [0, 1, 2], [1, 0], [3.0, 4.0])
      ...> |> SparkEx.ML.Matrix.to_lists()
      [[0.0, 4.0], [3.0, 0.0]]
  """
  @spec sparse(non_neg_integer, non_neg_integer, [integer], [integer], [number | atom]) :: t
  def sparse(rows, cols, col_ptrs, row_indices, values) do
    {rows, cols} = sizes!(rows, cols)
    col_ptrs = Numbers.integers!(col_ptrs, "the column pointers of a matrix")
    row_indices = Numbers.integers!(row_indices, "the row indices of a matrix")
    values = Numbers.floats!(values, "the values of a matrix")

    unless length(col_ptrs) == cols + 1 and col_ptrs == Enum.sort(col_ptrs) and
             hd(col_ptrs) == 0 and List.last(col_ptrs) == length(values),
           do: bad("expected #{cols + 1} ascending column pointers from 0 to #{length(values)}")

    unless length(row_indices) == length(values) and
             Enum.all?(row_indices, &(&1 in 0..(rows - 1)//1)),
           do: bad("expected #{length(values)} row indices below #{rows}")

    %__MODULE__{
      rows: rows,
      cols: cols,
      values: values,
      col_ptrs: col_ptrs,
      row_indices: row_indices
    }
  end

  defp sizes!(rows, cols) do
    {Numbers.size!(rows, "the number of rows"), Numbers.size!(cols, "the number of columns")}
  end

  @doc """
  The rows as lists.

      iex> SparkEx.ML.Matrix.to_lists(SparkEx.ML.Matrix.dense(2, 2, [1, 2, 3, 4]))
      [[1.0, 3.0], [2.0, 4.0]]
  """
  @spec to_lists(t) :: [[Vector.element()]]
  def to_lists(%__MODULE__{rows: 0}), do: []
  def to_lists(%__MODULE__{rows: rows, cols: 0}), do: List.duplicate([], rows)

  def to_lists(%__MODULE__{transposed: true} = matrix),
    do: columns(%{matrix | rows: matrix.cols, cols: matrix.rows})

  def to_lists(%__MODULE__{} = matrix), do: matrix |> columns() |> transpose()
  def to_lists(other), do: raise(Receiver.error(other, "a matrix"))

  defp columns(%{col_ptrs: nil, rows: rows, values: values}), do: Enum.chunk_every(values, rows)

  defp columns(matrix) do
    cells = Enum.zip(matrix.row_indices, matrix.values)

    matrix.col_ptrs
    |> Enum.chunk_every(2, 1, :discard)
    |> Enum.map(fn [first, next] ->
      column = cells |> Enum.slice(first, next - first) |> Map.new()
      for row <- 0..(matrix.rows - 1)//1, do: Map.get(column, row, 0.0)
    end)
  end

  @doc """
  A matrix from a matrix or a list of rows; with Nx also from a tensor of two dimensions.

      iex> SparkEx.ML.Matrix.new([[1, 2]])
      #SparkEx.ML.Matrix<1 x 2, [[1.0, 2.0]]>
  """
  @spec new(t | [[number | atom]] | struct) :: t
  def new(%__MODULE__{} = matrix), do: matrix
  def new(rows) when is_list(rows), do: dense(rows)

  if Code.ensure_loaded?(Nx) do
    def new(%{__struct__: Nx.Tensor, shape: {_rows, _cols}} = tensor),
      do: tensor |> Nx.to_list() |> dense()

    def new(%{__struct__: Nx.Tensor, shape: shape}),
      do: bad("expected a tensor of two dimensions, got the shape #{inspect(shape)}")
  end

  def new(other), do: bad("expected a matrix or a list of rows, got: #{inspect(other)}")

  defp by_columns(rows), do: rows |> transpose() |> Enum.concat()

  defp transpose(rows), do: Enum.zip_with(rows, & &1)

  @spec bad(String.t()) :: no_return
  defp bad(message), do: raise(Error.Argument, message)

  defimpl Inspect do
    def inspect(matrix, options) do
      lists = matrix |> SparkEx.ML.Matrix.to_lists() |> Inspect.Algebra.to_doc(options)
      head = "#SparkEx.ML.Matrix<#{matrix.rows} x #{matrix.cols}, "
      Inspect.Algebra.concat([head, lists, ">"])
    end
  end
end
