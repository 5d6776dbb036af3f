defmodule SparkEx.TableArg do
  @moduledoc """
  A frame as an argument of a table-valued function, SQL's `TABLE(…)`.

  `SparkEx.DataFrame.as_table/1` returns one:

      iex> alias SparkEx.{DataFrame, Reader, TableArg}
      iex> flights = :spark |> Reader.table("flights") |> DataFrame.as_table()
      iex> flights |> TableArg.partition_by(:carrier) |> TableArg.order_by(desc: :dep_delay)
      #SparkEx.TableArg<table("flights"), partition_by: [carrier], order_by: [dep_delay DESC NULLS LAST]>

  The function is called once for each partition, with its rows in order. Pass the argument to
  `SparkEx.TableValuedFunction.call/4`. Source: PySpark `TableArg`,
  `spark.connect.SubqueryExpression.TableArgOptions`.
  """

  alias SparkEx.Arguments.Receiver
  alias SparkEx.{Column, DataFrame, Error}
  alias SparkEx.DataFrame.{Projection, Subquery}

  @enforce_keys [:frame]
  defstruct [:frame, partition_by: [], order_by: [], single_partition: false]

  @type t :: %__MODULE__{
          frame: DataFrame.t(),
          partition_by: [map],
          order_by: [map],
          single_partition: boolean
        }

  @doc false
  @spec new(DataFrame.t()) :: t
  def new(frame), do: %__MODULE__{frame: DataFrame.frame!(frame)}

  @doc """
  Partitions the rows by the values of columns.

      iex> flights = :spark |> SparkEx.Reader.table("flights") |> SparkEx.DataFrame.as_table()
      iex> SparkEx.TableArg.partition_by(flights, [:carrier, :origin])
      #SparkEx.TableArg<table("flights"), partition_by: [carrier, origin]>

  Raises `SparkEx.Error.Argument` if the rows are already partitioned. Source: PySpark
  `TableArg.partitionBy`.
  """
  @spec partition_by(t, DataFrame.columns()) :: t
  def partition_by(table, columns) do
    table = unpartitioned!(table, "partition_by/2")
    %{table | partition_by: Projection.exprs(columns)}
  end

  @doc """
  Puts all rows into one partition.

      iex> flights = :spark |> SparkEx.Reader.table("flights") |> SparkEx.DataFrame.as_table()
      iex> SparkEx.TableArg.with_single_partition(flights)
      #SparkEx.TableArg<table("flights"), single_partition>

  Raises as `partition_by/2` does. Source: PySpark `TableArg.withSinglePartition`.
  """
  @spec with_single_partition(t) :: t
  def with_single_partition(table),
    do: %{unpartitioned!(table, "with_single_partition/1") | single_partition: true}

  @doc """
  Sorts the rows of each partition. Takes what `SparkEx.DataFrame.order_by/3` takes, except
  positions.

      iex> flights = :spark |> SparkEx.Reader.table("flights") |> SparkEx.DataFrame.as_table()
      iex> one = SparkEx.TableArg.with_single_partition(flights)
      iex> SparkEx.TableArg.order_by(one, :time_hour)
      #SparkEx.TableArg<table("flights"), single_partition, order_by: [time_hour ASC NULLS FIRST]>

  Raises `SparkEx.Error.Argument` if the rows are not partitioned yet. Source: PySpark
  `TableArg.orderBy`.
  """
  @spec order_by(t, DataFrame.order()) :: t
  def order_by(%__MODULE__{partition_by: [], single_partition: false}, _columns) do
    raise Error.Argument,
          "order_by/2 of a table argument comes after partition_by/2 or with_single_partition/1"
  end

  def order_by(table, columns) do
    table = Receiver.expect!(table, __MODULE__)
    order = columns |> list() |> Enum.map(&Column.sort_expr/1)
    %{table | order_by: table.order_by ++ order}
  end

  @doc false
  # The column carries the frame until a relation is made with it.
  @spec to_column(t) :: Column.t()
  def to_column(%__MODULE__{partition_by: [], single_partition: false, frame: frame}),
    do: Subquery.column(frame, :table_arg)

  def to_column(%__MODULE__{} = table) do
    options = %{
      partition_spec: table.partition_by,
      order_spec: table.order_by,
      with_single_partition: if(table.single_partition, do: true)
    }

    Subquery.column(table.frame, :table_arg, table_arg_options: options)
  end

  defp unpartitioned!(%__MODULE__{partition_by: [], single_partition: false} = table, _context),
    do: table

  defp unpartitioned!(%__MODULE__{}, context),
    do: raise(Error.Argument, "#{context}: the table is already partitioned")

  defp unpartitioned!(other, _context), do: Receiver.expect!(other, __MODULE__)

  defp list(columns) when is_list(columns), do: columns
  defp list(column), do: [column]

  defimpl Inspect do
    alias SparkEx.{Column, DataFrame}

    def inspect(table, _opts) do
      parts =
        [DataFrame.Formatter.format(table.frame.plan)] ++
          texts("partition_by", table.partition_by, &Column.Formatter.render/1) ++
          if(table.single_partition, do: ["single_partition"], else: []) ++
          texts("order_by", table.order_by, &Column.Formatter.sort_order/1)

      "#SparkEx.TableArg<#{Enum.join(parts, ", ")}>"
    end

    defp texts(_name, [], _text), do: []
    defp texts(name, exprs, text), do: ["#{name}: [#{Enum.map_join(exprs, ", ", text)}]"]
  end
end
