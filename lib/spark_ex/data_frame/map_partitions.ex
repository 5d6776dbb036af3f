defmodule SparkEx.DataFrame.MapPartitions do
  @moduledoc false
  # Python functions over the batches of rows of each partition.

  alias SparkEx.Arguments.Options
  alias SparkEx.{DataFrame, ResourceProfile}
  alias SparkEx.Python.{FrameFunction, Kind}

  @options [
             barrier: [
               type: :boolean,
               default: false,
               doc: """
               Whether all partitions run at the same time, in a barrier stage, so that the
               functions can wait for each other with PySpark's `BarrierTaskContext`.
               """
             ],
             profile: [
               type: :any,
               doc: "What executors and tasks need, a `SparkEx.ResourceProfile`."
             ]
           ] ++ FrameFunction.options()

  @spec docs() :: String.t()
  def docs, do: Options.docs(@options)

  @spec map(DataFrame.t(), SparkEx.Python.source(), SparkEx.Types.input(), keyword, Kind.t()) ::
          DataFrame.t()
  def map(frame, source, schema, options, kind) do
    context = "#{kind}/4"
    options = Options.validate!(options, @options, context)
    function = FrameFunction.function(source, options)
    schema = FrameFunction.schema!(schema, context)
    fields = [is_barrier: options[:barrier]] ++ profile(options[:profile])
    columns = FrameFunction.columns!(frame)
    message = FrameFunction.message(function, schema, kind, columns)
    DataFrame.step(frame, :map_partitions, [func: message] ++ fields)
  end

  defp profile(nil), do: []
  defp profile(profile), do: [profile_id: ResourceProfile.id(profile)]
end
