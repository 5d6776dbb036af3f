defmodule SparkEx.GroupedData.Apply do
  @moduledoc false
  # Python functions over the rows of each group.

  alias SparkEx.Arguments.Options
  alias SparkEx.{CogroupedData, DataFrame, Error, GroupedData}
  alias SparkEx.Python.{FrameFunction, Kind}

  @options [
             iterator: [
               type: :boolean,
               default: false,
               doc: """
               Whether the function gets an iterator over batches of the group and yields batches,
               so that a group need not fit in memory.
               """
             ]
           ] ++ FrameFunction.options()

  @spec docs() :: String.t()
  def docs, do: Options.docs(@options)

  @spec cogrouped_docs() :: String.t()
  def cogrouped_docs, do: Options.docs(FrameFunction.options())

  @spec groups(GroupedData.t(), SparkEx.Python.source(), SparkEx.Types.input(), keyword, Kind.t()) ::
          DataFrame.t()
  def groups(grouped, source, schema, options, kind) do
    context = "#{kind}/4"
    plain!(grouped, context)
    options = Options.validate!(options, @options, context)
    function = FrameFunction.function(source, options)
    schema = FrameFunction.schema!(schema, context)
    kind = if options[:iterator], do: iterator(kind), else: kind
    message = FrameFunction.message(function, schema, kind, columns(grouped))
    DataFrame.step(grouped.frame, :group_map, grouping(grouped) ++ [func: message])
  end

  defp iterator(:apply_in_pandas), do: :apply_in_pandas_iterator
  defp iterator(:apply_in_arrow), do: :apply_in_arrow_iterator

  # Spark adds the columns of both frames to the arguments itself.
  @spec cogroups(
          CogroupedData.t(),
          SparkEx.Python.source(),
          SparkEx.Types.input(),
          keyword,
          Kind.t()
        ) :: DataFrame.t()
  def cogroups(%{left: left, right: right}, source, schema, options, kind) do
    context = "#{kind}/4"
    options = Options.validate!(options, FrameFunction.options(), context)
    function = FrameFunction.function(source, options)
    schema = FrameFunction.schema!(schema, context)

    node = %{
      input: left.frame.plan,
      input_grouping_expressions: left.grouping,
      other: right.frame.plan,
      other_grouping_expressions: right.grouping,
      func: FrameFunction.message(function, schema, cogrouped(kind), [])
    }

    DataFrame.new(left.frame.session, %{co_group_map: node})
  end

  defp cogrouped(:apply_in_pandas), do: :cogroup_apply_in_pandas
  defp cogrouped(:apply_in_arrow), do: :cogroup_apply_in_arrow

  @doc "The names of the columns of the rows."
  @spec columns(GroupedData.t()) :: [String.t()]
  def columns(grouped), do: FrameFunction.columns!(grouped.frame)

  @doc "The keys of the groups, as a field of a relation."
  @spec grouping(GroupedData.t()) :: keyword
  def grouping(grouped), do: [grouping_expressions: grouped.grouping]

  @doc "Raises for groups that hold rows more than once."
  @spec plain!(GroupedData.t(), String.t()) :: :ok
  def plain!(%{group_type: :GROUP_TYPE_GROUPBY}, _context), do: :ok

  def plain!(_grouped, context) do
    raise Error.Argument,
          "#{context} follows group_by/2, not rollup, cube, grouping_sets or pivot"
  end
end
