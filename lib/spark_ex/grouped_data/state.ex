defmodule SparkEx.GroupedData.State do
  @moduledoc false
  # Python functions over the rows of each group that keep a state from one micro-batch to the
  # next.

  alias SparkEx.Arguments.{Options, Receiver}
  alias SparkEx.DataFrame.Names
  alias SparkEx.{DataFrame, Error, GroupedData, Python}
  alias SparkEx.GroupedData.Apply
  alias SparkEx.Python.{FrameFunction, Kind, StatefulProcessor}
  alias SparkEx.Types.SessionTimestamp

  @output_modes [:append, :update, :complete]
  @output_mode [
    output_mode: [
      type: {:in, @output_modes},
      required: true,
      doc: "Which rows a micro-batch writes, as `:output_mode` of the query that runs it."
    ]
  ]

  @timeouts %{
    none: "NoTimeout",
    processing_time: "ProcessingTimeTimeout",
    event_time: "EventTimeTimeout"
  }
  @apply [
           state: [
             type: :any,
             required: true,
             doc: "The columns of the state: a type of `SparkEx.Types` or a DDL string."
           ],
           timeout: [
             type: {:in, Map.keys(@timeouts)},
             default: :none,
             doc: "Which timeout the function may set for a group without new rows."
           ]
         ] ++ @output_mode ++ FrameFunction.options()

  @time_modes %{none: "None", processing_time: "ProcessingTime", event_time: "EventTime"}
  @transform [
               time_mode: [
                 type: {:in, Map.keys(@time_modes)},
                 default: :none,
                 doc: "Which time the timers of the processor mean."
               ],
               initial_state: [
                 type: :any,
                 doc: """
                 Grouped rows for the processor's `handleInitialState`, which is called with those
                 of a key in the first micro-batch.
                 """
               ],
               event_time_column: [
                 type: {:or, [:string, :atom]},
                 pyspark: :eventTimeColumnName,
                 doc: """
                 The column of the result that is its event time, which steps that follow use as a
                 watermark. Only for the time mode `:event_time`.
                 """
               ]
             ] ++ @output_mode ++ FrameFunction.options()

  @spec apply_docs() :: String.t()
  def apply_docs, do: Options.docs(@apply)

  @spec transform_docs() :: String.t()
  def transform_docs, do: Options.docs(@transform)

  @spec apply_in_pandas(GroupedData.t(), Python.source(), SparkEx.Types.input(), keyword) ::
          DataFrame.t()
  def apply_in_pandas(grouped, source, schema, options) do
    context = "apply_in_pandas_with_state/4"
    Apply.plain!(grouped, context)
    options = Options.validate!(options, @apply, context)
    function = FrameFunction.function(source, options)
    FrameFunction.schema!(options[:state], context <> ", :state")
    type = FrameFunction.schema!(schema, context)
    columns = Apply.columns(grouped)

    fields = [
      func: FrameFunction.message(function, type, :apply_in_pandas_with_state, columns),
      output_schema: text(schema),
      state_schema: text(options[:state]),
      output_mode: Atom.to_string(options[:output_mode]),
      timeout_conf: Map.fetch!(@timeouts, options[:timeout])
    ]

    DataFrame.step(
      grouped.frame,
      :apply_in_pandas_with_state,
      Apply.grouping(grouped) ++ fields
    )
  end

  defp text(ddl) when is_binary(ddl), do: ddl
  defp text(schema), do: SessionTimestamp.to_text(schema)

  @spec transform(GroupedData.t(), Python.source(), SparkEx.Types.input(), keyword, Kind.t()) ::
          DataFrame.t()
  def transform(grouped, source, schema, options, kind) do
    context = "#{kind}/4"
    Apply.plain!(grouped, context)
    options = Options.validate!(options, @transform, context)
    type = FrameFunction.schema!(schema, context)
    initial = initial!(grouped, options[:initial_state], context)
    time_mode = Map.fetch!(@time_modes, options[:time_mode])

    class = FrameFunction.function(source, options)
    processor = StatefulProcessor.wrap(class, time_mode, initial != [])
    kind = if initial == [], do: kind, else: initial(kind)
    message = FrameFunction.message(processor, type, kind, Apply.columns(grouped))

    fields = [
      func: message,
      output_mode: options[:output_mode] |> Atom.to_string() |> String.capitalize(),
      transform_with_state_info: info(schema, time_mode, options[:event_time_column])
    ]

    DataFrame.step(grouped.frame, :group_map, Apply.grouping(grouped) ++ fields ++ initial)
  end

  defp initial(:transform_with_state), do: :transform_with_state_initial
  defp initial(:transform_with_state_in_pandas), do: :transform_with_state_in_pandas_initial

  defp initial!(_grouped, nil, _context), do: []

  defp initial!(grouped, initial, context) do
    initial = Receiver.expect!(initial, GroupedData)
    Apply.plain!(initial, context <> ", :initial_state")
    DataFrame.same_session!(grouped.frame, initial.frame)
    if initial.grouping == [], do: raise(Error.Argument, "#{context}: :initial_state has no keys")
    [initial_input: initial.frame.plan, initial_grouping_expressions: initial.grouping]
  end

  defp info(schema, time_mode, column) do
    info = %{time_mode: time_mode, output_schema: SessionTimestamp.to_proto(schema)}

    if column == nil,
      do: info,
      else: Map.put(info, :event_time_column_name, Names.name!(column, ":event_time_column"))
  end
end
