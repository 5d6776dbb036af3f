defmodule SparkEx.Streaming.Kafka do
  @moduledoc false
  # Kafka streams with decoded values.

  alias SparkEx.Arguments.Options
  alias SparkEx.{Column, DataFrame, Error, StreamReader}
  alias SparkEx.Functions, as: F

  @metadata ["key", "topic", "partition", "offset", "timestamp"]

  @options [
    servers: [
      type: {:or, [:string, {:list, :string}]},
      required: true,
      doc: "The brokers: `\"host:port\"`, or a list of these."
    ],
    topic: [
      type: {:or, [:string, {:list, :string}]},
      doc: "The topic, or a list of topics."
    ],
    topic_pattern: [type: :string, doc: "A regular expression of topics, in place of `:topic`."],
    value: [
      type: :any,
      default: :string,
      doc: """
      What the values are: `:binary`, `:string`, or `{:json, schema}` with a schema as DDL or a
      `SparkEx.Types` type.
      """
    ],
    key: [type: {:in, [:binary, :string]}, default: :string, doc: "What the keys are."],
    starting_offsets: [
      type: :string,
      doc: "`\"latest\"` (the default), `\"earliest\"`, or Spark's JSON of offsets."
    ],
    options: [
      type: {:or, [:keyword, :map]},
      default: [],
      secret: true,
      doc: "More options of Spark's Kafka source, such as `max_offsets_per_trigger: 1_000`."
    ]
  ]

  @spec options() :: Options.schema()
  def options, do: @options

  @spec read(SparkEx.Session.t(), keyword) :: DataFrame.t()
  def read(session, options) do
    options = Options.validate!(options, @options, "kafka/2")

    session
    |> StreamReader.format(:kafka)
    |> StreamReader.option("kafka.bootstrap.servers", list(options[:servers]))
    |> StreamReader.options([topics(options) | starting_offsets(options)])
    |> StreamReader.load(nil, options[:options])
    |> decode(options)
  end

  defp topics(options) do
    case {options[:topic], options[:topic_pattern]} do
      {nil, pattern} when pattern != nil -> {"subscribePattern", pattern}
      {topic, nil} when topic != nil -> {"subscribe", list(topic)}
      _both_or_none -> raise Error.Argument, "kafka/2 needs one of :topic and :topic_pattern"
    end
  end

  defp starting_offsets(options) do
    case options[:starting_offsets] do
      nil -> []
      offsets -> [{"startingOffsets", offsets}]
    end
  end

  defp list(values), do: values |> List.wrap() |> Enum.join(",")

  defp decode(frame, options) do
    {value, star} = value(options[:value])
    metadata = for name <- @metadata, do: metadata(name, options[:key])
    frame |> DataFrame.select([value | metadata]) |> DataFrame.select([star | @metadata])
  end

  defp metadata("key", :string), do: "key" |> Column.cast(:string) |> Column.alias_("key")
  defp metadata(name, _key), do: F.col(name)

  defp value(:binary), do: {F.col("value"), "value"}
  defp value(:string), do: {"value" |> Column.cast(:string) |> Column.alias_("value"), "value"}

  defp value({:json, schema}) do
    value = "value" |> Column.cast(:string) |> F.from_json(schema) |> Column.alias_("value")
    {value, "value.*"}
  end

  defp value(other) do
    raise Error.Argument,
          "kafka/2: option :value must be :binary, :string or {:json, schema}, got: " <>
            inspect(other)
  end
end
