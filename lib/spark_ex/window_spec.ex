defmodule SparkEx.WindowSpec do
  @moduledoc """
  The partitioning, order and frame of a window: PySpark's `WindowSpec`.

  `SparkEx.Window` creates one for `SparkEx.Column.over/2`.

      iex> SparkEx.Window.partition_by(["origin"]) |> SparkEx.WindowSpec.order_by(desc: :delay)
      #SparkEx.WindowSpec<PARTITION BY origin ORDER BY delay DESC NULLS LAST>
  """

  alias SparkEx.Arguments.{Options, Receiver}
  alias SparkEx.{Column, Error, Plan}
  alias SparkEx.Column.Formatter

  defstruct partition_spec: [], order_spec: [], frame_spec: nil

  @type t :: %__MODULE__{
          partition_spec: [map],
          order_spec: [map],
          frame_spec: map | nil
        }

  @typedoc "A boundary of a frame: an offset from the current row, or a name."
  @type boundary :: integer | :unbounded_preceding | :unbounded_following | :current_row

  @integer -2_147_483_648..2_147_483_647
  @long_min -9_223_372_036_854_775_808
  @long_max 9_223_372_036_854_775_807

  @doc """
  Partitions by columns. Replaces former ones (PySpark `WindowSpec.partitionBy`).

      iex> SparkEx.WindowSpec.partition_by(%SparkEx.WindowSpec{}, [:a, "b"])
      #SparkEx.WindowSpec<PARTITION BY a, b>
  """
  @spec partition_by(t, Column.name_or_column() | [Column.name_or_column()]) :: t
  def partition_by(window, columns),
    do: %{window!(window) | partition_spec: columns |> list() |> Enum.map(&Column.to_expr/1)}

  @doc """
  Orders by columns. Replaces former ones (PySpark `WindowSpec.orderBy`).

      iex> SparkEx.WindowSpec.order_by(%SparkEx.WindowSpec{}, ["a", desc: "b"])
      #SparkEx.WindowSpec<ORDER BY a ASC NULLS FIRST, b DESC NULLS LAST>

      iex> SparkEx.WindowSpec.order_by(%SparkEx.WindowSpec{}, [{:desc, :revenue}, :date])
      #SparkEx.WindowSpec<ORDER BY revenue DESC NULLS LAST, date ASC NULLS FIRST>
  """
  @spec order_by(t, Column.sort_key() | [Column.sort_key()]) :: t
  def order_by(window, columns),
    do: %{window!(window) | order_spec: columns |> list() |> Enum.map(&Column.sort_expr/1)}

  @doc """
  A frame of rows around the current one, both ends inclusive (PySpark `WindowSpec.rowsBetween`).

      iex> SparkEx.WindowSpec.rows_between(%SparkEx.WindowSpec{}, -1, :current_row)
      #SparkEx.WindowSpec<ROWS BETWEEN -1 AND CURRENT ROW>
  """
  @spec rows_between(t, boundary, boundary) :: t
  def rows_between(window, first, last),
    do: %{window!(window) | frame_spec: frame(:FRAME_TYPE_ROW, first, last)}

  @doc """
  A frame of values around that of the current row, both ends inclusive (PySpark
  `WindowSpec.rangeBetween`).

      iex> SparkEx.WindowSpec.range_between(%SparkEx.WindowSpec{}, :unbounded_preceding, 5)
      #SparkEx.WindowSpec<RANGE BETWEEN UNBOUNDED PRECEDING AND 5>
  """
  @spec range_between(t, boundary, boundary) :: t
  def range_between(window, first, last),
    do: %{window!(window) | frame_spec: frame(:FRAME_TYPE_RANGE, first, last)}

  # Unlike List.wrap/1, this keeps `nil`, which is not a column.
  defp list(columns) when is_list(columns), do: columns
  defp list(column), do: [column]

  @options [
    partition_by: [type: :any],
    order_by: [type: :any],
    rows_between: [type: :any],
    range_between: [type: :any]
  ]

  @doc false
  @spec from_options(keyword) :: t
  def from_options(options) do
    options
    |> Options.validate!(@options, "the window of Column.over/2")
    |> Enum.reduce(%__MODULE__{}, fn
      {:partition_by, columns}, window -> partition_by(window, columns)
      {:order_by, columns}, window -> order_by(window, columns)
      {:rows_between, {first, last}}, window -> rows_between(window, first, last)
      {:range_between, {first, last}}, window -> range_between(window, first, last)
      {name, other}, _window -> bad_boundaries(name, other)
    end)
  end

  @spec bad_boundaries(atom, term) :: no_return
  defp bad_boundaries(name, other) do
    raise Error.Argument,
          "#{inspect(name)} of a window: expected a pair of boundaries such as {-1, 1}, " <>
            "got: #{inspect(other)}"
  end

  @doc false
  @spec over(t, Plan.expression()) :: map
  def over(%__MODULE__{} = window, function) do
    fields = %{
      window_function: function,
      partition_spec: window.partition_spec,
      order_spec: window.order_spec
    }

    if window.frame_spec, do: Map.put(fields, :frame_spec, window.frame_spec), else: fields
  end

  defp window!(window), do: Receiver.expect!(window, __MODULE__)

  defp frame(type, first, last) do
    %{
      frame_type: type,
      lower: boundary(type, first, :unbounded_preceding),
      upper: boundary(type, last, :unbounded_following)
    }
  end

  defp boundary(_type, edge, edge), do: %{unbounded: true}
  defp boundary(_type, current, _edge) when current in [0, :current_row], do: %{current_row: true}

  # In PySpark the ends of a Java long, and any number beyond them, mean an unbounded end.
  defp boundary(_type, offset, :unbounded_preceding)
       when is_integer(offset) and offset <= @long_min + 1,
       do: %{unbounded: true}

  defp boundary(_type, offset, :unbounded_following)
       when is_integer(offset) and offset >= @long_max,
       do: %{unbounded: true}

  defp boundary(:FRAME_TYPE_ROW, offset, _edge) when offset in @integer,
    do: %{value: %{literal: %{integer: offset}}}

  defp boundary(:FRAME_TYPE_RANGE, offset, _edge) when offset in @long_min..@long_max,
    do: %{value: %{literal: %{long: offset}}}

  defp boundary(type, offset, edge) do
    kind = if type == :FRAME_TYPE_ROW, do: "32-bit", else: "64-bit"

    raise Error.Argument,
          "expected a #{kind} integer, :current_row or #{inspect(edge)} as the boundary, " <>
            "got: #{inspect(offset)}"
  end

  defimpl Inspect do
    def inspect(window, _options) do
      text = window |> Map.from_struct() |> Formatter.over() |> IO.iodata_to_binary()
      "#SparkEx.WindowSpec<" <> text <> ">"
    end
  end
end
