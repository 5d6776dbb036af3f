defmodule SparkEx.Window do
  @moduledoc """
  Window specifications: PySpark's `Window`.

      iex> alias SparkEx.{Column, Functions, Window, WindowSpec}
      iex> days = Window.partition_by("origin") |> WindowSpec.rows_between(-6, Window.current_row())
      iex> Functions.avg("delay") |> Column.over(days)
      #SparkEx.Column<avg(delay) OVER (PARTITION BY origin ROWS BETWEEN -6 AND CURRENT ROW)>

  Each function also takes a specification as its first argument and then is the function of
  `SparkEx.WindowSpec`. One import is enough for a pipeline:
  `partition_by("a") |> order_by("b") |> rows_between(-1, 1)`. `SparkEx.Column.over/2` also takes
  the same as a keyword list.
  """

  alias SparkEx.{Column, WindowSpec}

  @doc """
  A window partitioned by columns (PySpark `Window.partitionBy`).

      iex> SparkEx.Window.partition_by(["a", :b])
      #SparkEx.WindowSpec<PARTITION BY a, b>
  """
  @spec partition_by(Column.name_or_column() | [Column.name_or_column()]) :: WindowSpec.t()
  def partition_by(columns), do: partition_by(%WindowSpec{}, columns)

  @doc """
  The same as `SparkEx.WindowSpec.partition_by/2`.

      iex> SparkEx.Window.order_by("t") |> SparkEx.Window.partition_by("k")
      #SparkEx.WindowSpec<PARTITION BY k ORDER BY t ASC NULLS FIRST>
  """
  @spec partition_by(WindowSpec.t(), Column.name_or_column() | [Column.name_or_column()]) ::
          WindowSpec.t()
  defdelegate partition_by(window, columns), to: WindowSpec

  @doc """
  A window ordered by columns (PySpark `Window.orderBy`).

      iex> SparkEx.Window.order_by(desc: "a")
      #SparkEx.WindowSpec<ORDER BY a DESC NULLS LAST>
  """
  @spec order_by(Column.sort_key() | [Column.sort_key()]) :: WindowSpec.t()
  def order_by(columns), do: order_by(%WindowSpec{}, columns)

  @doc """
  The same as `SparkEx.WindowSpec.order_by/2`.

      iex> SparkEx.Window.partition_by("k") |> SparkEx.Window.order_by("t")
      #SparkEx.WindowSpec<PARTITION BY k ORDER BY t ASC NULLS FIRST>
  """
  @spec order_by(WindowSpec.t(), Column.sort_key() | [Column.sort_key()]) :: WindowSpec.t()
  defdelegate order_by(window, columns), to: WindowSpec

  @doc """
  A window over a frame of rows (PySpark `Window.rowsBetween`).

      iex> SparkEx.Window.rows_between(-2, 2)
      #SparkEx.WindowSpec<ROWS BETWEEN -2 AND 2>
  """
  @spec rows_between(WindowSpec.boundary(), WindowSpec.boundary()) :: WindowSpec.t()
  def rows_between(first, last), do: rows_between(%WindowSpec{}, first, last)

  @doc """
  The same as `SparkEx.WindowSpec.rows_between/3`.

      iex> SparkEx.Window.partition_by("k") |> SparkEx.Window.rows_between(:current_row, 3)
      #SparkEx.WindowSpec<PARTITION BY k ROWS BETWEEN CURRENT ROW AND 3>
  """
  @spec rows_between(WindowSpec.t(), WindowSpec.boundary(), WindowSpec.boundary()) ::
          WindowSpec.t()
  defdelegate rows_between(window, first, last), to: WindowSpec

  @doc """
  A window over a frame of values (PySpark `Window.rangeBetween`).

      iex> SparkEx.Window.range_between(:current_row, :unbounded_following)
      #SparkEx.WindowSpec<RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING>
  """
  @spec range_between(WindowSpec.boundary(), WindowSpec.boundary()) :: WindowSpec.t()
  def range_between(first, last), do: range_between(%WindowSpec{}, first, last)

  @doc """
  The same as `SparkEx.WindowSpec.range_between/3`.

      iex> SparkEx.Window.partition_by("k") |> SparkEx.Window.range_between(:current_row, 3)
      #SparkEx.WindowSpec<PARTITION BY k RANGE BETWEEN CURRENT ROW AND 3>
  """
  @spec range_between(WindowSpec.t(), WindowSpec.boundary(), WindowSpec.boundary()) ::
          WindowSpec.t()
  defdelegate range_between(window, first, last), to: WindowSpec

  @doc """
  The first row of the partition (PySpark `Window.unboundedPreceding`).

      iex> SparkEx.Window.unbounded_preceding()
      :unbounded_preceding
  """
  @spec unbounded_preceding :: :unbounded_preceding
  def unbounded_preceding, do: :unbounded_preceding

  @doc """
  The last row of the partition (PySpark `Window.unboundedFollowing`).

      iex> SparkEx.Window.unbounded_following()
      :unbounded_following
  """
  @spec unbounded_following :: :unbounded_following
  def unbounded_following, do: :unbounded_following

  @doc """
  The current row (PySpark `Window.currentRow`).

      iex> SparkEx.Window.current_row()
      :current_row
  """
  @spec current_row :: :current_row
  def current_row, do: :current_row
end
