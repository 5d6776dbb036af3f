defmodule SparkEx.Pipeline.Definition do
  @moduledoc false
  # Definitions of a pipeline as data: `{command, fields}`, with the proto's names, where a flow
  # has its query instead of a relation.

  alias SparkEx.Arguments.{Options, Receiver, SourceOptions}
  alias SparkEx.DataFrame.Names
  alias SparkEx.Pipeline.AutoCDC
  alias SparkEx.{DataFrame, Error}
  alias SparkEx.Types.SessionTimestamp

  @typedoc "A definition: the name of its command and the fields."
  @type t :: {:define_output | :define_flow | :define_sql_graph_elements, map}

  @env [
    env: [
      type: :any,
      doc:
        "`__ENV__`, or a map with `:file` and `:line`: where the definition is, for error messages."
    ]
  ]
  @conf [
    conf: [
      type: {:or, [:keyword, :map]},
      pyspark: :spark_conf,
      doc: "Spark's configuration while the flow runs, as a map."
    ]
  ]
  @comment [comment: [type: :string, doc: "A description."]]
  @stored [
    format: [type: {:or, [:string, :atom]}, doc: "The format of the table, such as `:delta`."],
    schema: [type: :any, doc: "A DDL string or a `SparkEx.Types` type; by default the query's."],
    partition_by: [type: :any, pyspark: :partition_cols, doc: "The columns of partitions."],
    cluster_by: [type: :any, doc: "The columns to cluster by."],
    properties: [
      type: {:or, [:keyword, :map]},
      pyspark: :table_properties,
      doc: "Properties of the table."
    ]
  ]

  @doc "The options of definitions, by their kind."
  @spec options(:stored | :view | :flow | :auto_cdc | :sql) :: Options.schema()
  def options(:stored), do: @comment ++ @stored ++ @conf ++ @env
  def options(:view), do: @comment ++ @conf ++ @env

  def options(:flow) do
    [name: [type: {:or, [:string, :atom]}, doc: "The name of the flow. Default: the target's."]] ++
      @conf ++ @env
  end

  def options(:auto_cdc), do: AutoCDC.options() ++ options(:flow)

  def options(:sql),
    do: [file: [type: :string, doc: "A name of the text, for error messages."]] ++ @env

  @doc "A dataset and, unless the query is `nil`, the flow of the same name."
  @spec dataset(atom, term, term, keyword, String.t()) :: [t]
  def dataset(type, name, query, options, context) do
    kind = if type == :TEMPORARY_VIEW, do: :view, else: :stored
    options = Options.validate!(options, options(kind), context)
    name = name!(name, context)
    location = location(options[:env], context)

    output =
      %{
        output_name: name,
        output_type: type,
        comment: options[:comment],
        source_code_location: location
      }
      |> Map.merge(details(kind, options, context))
      |> without_nil()

    [{:define_output, output} | flows(query, name, options, location, context)]
  end

  defp flows(nil, _name, options, _location, context) do
    if options[:conf],
      do: raise(Error.Argument, "#{context}: the option :conf needs a query; see append_flow/4"),
      else: []
  end

  defp flows(query, name, options, location, context),
    do: [flow(name, name, query, options, location, context)]

  @doc "A flow into a dataset or a sink."
  @spec append_flow(term, term, keyword, String.t()) :: t
  def append_flow(target, query, options, context) do
    options = Options.validate!(options, options(:flow), context)
    target = name!(target, context)
    name = name!(options[:name] || target, context)
    flow(name, target, query, options, location(options[:env], context), context)
  end

  @doc "A flow that applies the changes of a source to a streaming table."
  @spec auto_cdc(term, term, keyword, String.t()) :: t
  def auto_cdc(target, source, options, context) do
    options = Options.validate!(options, options(:auto_cdc), context)
    target = name!(target, context)

    {:define_flow,
     without_nil(%{
       flow_name: name!(options[:name] || target, context),
       target_dataset_name: target,
       sql_conf: strings(options[:conf] || [], context),
       source_code_location: location(options[:env], context),
       auto_cdc_flow_details: AutoCDC.details(name!(source, context), options, context)
     })}
  end

  defp flow(name, target, query, options, location, context) do
    {:define_flow,
     without_nil(%{
       flow_name: name,
       target_dataset_name: target,
       sql_conf: strings(options[:conf] || [], context),
       source_code_location: location,
       query: query!(query, context)
     })}
  end

  @doc "A sink; the options are those of its data source."
  @spec sink(term, term, keyword | map, String.t()) :: t
  def sink(name, format, options, context) do
    {own, options} = SourceOptions.split(options, [:env], context)
    format = Names.name!(format, context)
    SourceOptions.check!(SourceOptions.keys(options), format, [:env])

    {:define_output,
     without_nil(%{
       output_name: name!(name, context),
       output_type: :SINK,
       source_code_location: location(own[:env], context),
       sink_details: %{
         format: format,
         options: SourceOptions.merge(%{}, options, format, context)
       }
     })}
  end

  @doc "The definitions of a SQL text."
  @spec sql(term, keyword, String.t()) :: t
  def sql(text, options, context) do
    options = Options.validate!(options, options(:sql), context)
    location = location(options[:env], context)
    file = options[:file] || (location && location[:file_name]) || "pipeline.sql"

    {:define_sql_graph_elements,
     %{sql_text: Names.text!(text, context), sql_file_path: Names.text!(file, context)}}
  end

  @doc "The files of a path or a wildcard, at least one."
  @spec files(term, String.t()) :: [Path.t()]
  def files(wildcard, context) do
    case wildcard |> Names.text!(context) |> Path.wildcard() |> Enum.filter(&File.regular?/1) do
      [] -> raise Error.Argument, "#{context}: no file matches #{inspect(wildcard)}"
      files -> files
    end
  end

  # The query of a flow.

  defp query!(%DataFrame{} = frame, _context), do: frame
  defp query!(function, _context) when is_function(function, 1), do: function
  defp query!(text, context) when is_binary(text), do: Names.text!(text, context)

  defp query!(other, context) do
    expected = "a frame, a function of a session that returns a frame, or the text of a query"
    error = Receiver.error(other, expected)
    raise Error.Argument, "#{context}: #{error.message}"
  end

  @doc "The relation of a flow's query."
  @spec relation(DataFrame.t() | String.t() | function, DataFrame.session()) :: map
  def relation(text, session) when is_binary(text), do: SparkEx.sql(session, text).plan

  def relation(function, session) when is_function(function),
    do: relation(function.(session), session)

  def relation(frame, _session), do: DataFrame.frame!(frame).plan

  # Fields

  defp details(:view, _options, _context), do: %{}

  defp details(:stored, options, context) do
    details = %{
      table_properties: strings(options[:properties] || [], context),
      partition_cols: Names.names!(options[:partition_by] || [], context),
      clustering_columns: Names.names!(options[:cluster_by] || [], context),
      format: options[:format] && Names.name!(options[:format], context)
    }

    %{table_details: details |> Map.merge(schema(options[:schema])) |> without_nil()}
  end

  defp schema(nil), do: %{}

  defp schema(text) when is_binary(text),
    do: %{schema_string: Names.text!(text, "the option :schema")}

  defp schema(type), do: %{schema_data_type: SessionTimestamp.to_proto(type)}

  @doc "Pairs as a map of strings."
  @spec strings(keyword | map, String.t()) :: %{String.t() => String.t()}
  def strings(pairs, context) do
    for {key, value} <- Names.pairs!(pairs, context), into: %{} do
      {key, if(is_binary(value), do: Names.text!(value, context), else: text!(value, context))}
    end
  end

  defp text!(value, _context) when is_number(value) or is_boolean(value), do: to_string(value)

  defp text!(value, _context) when is_atom(value) and value != nil, do: to_string(value)

  defp text!(value, context) do
    raise Error.Argument,
          "#{context}: expected a string, a number, a boolean or an atom, got: #{inspect(value)}"
  end

  defp name!(name, context) do
    case Names.name!(name, context) do
      "" -> raise Error.Argument, "#{context}: a name is not empty"
      name -> name
    end
  end

  defp location(nil, _context), do: nil

  defp location(%{file: file, line: line}, _context)
       when is_binary(file) and is_integer(line) and line in 0..0x7FFFFFFF do
    file = Path.relative_to_cwd(file)
    %{file_name: file, line_number: line, definition_path: file}
  end

  defp location(other, context) do
    raise Error.Argument,
          "#{context}: option :env must be __ENV__ or a map with :file and :line, " <>
            "got: #{inspect(other)}"
  end

  defp without_nil(map), do: for({key, value} <- map, value != nil, into: %{}, do: {key, value})
end
