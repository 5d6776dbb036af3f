defmodule SparkEx.DataFrame.Range do
  @moduledoc false
  # Frames of consecutive integers (`spark.connect.Range`).

  alias SparkEx.Arguments.Options
  alias SparkEx.{DataFrame, Error}

  @long -0x8000_0000_0000_0000..0x7FFF_FFFF_FFFF_FFFF
  @options [
    num_partitions: [
      type: {:integer, 1..0x7FFF_FFFF},
      default: nil,
      positional: true,
      pyspark: :numPartitions,
      doc: "The number of partitions. Spark decides by default."
    ]
  ]

  @spec options() :: Options.schema()
  def options, do: @options

  @doc "Options may follow any of the numbers."
  @spec new(DataFrame.session(), term, term, term, term) :: DataFrame.t()
  def new(session, start_or_end, options, 1, []) when is_list(options),
    do: new(session, start_or_end, nil, 1, options)

  def new(session, start_or_end, last, options, []) when is_list(options),
    do: new(session, start_or_end, last, 1, options)

  def new(session, last, nil, step, options) when last != nil,
    do: new(session, 0, last, step, options)

  def new(session, first, last, step, nil), do: new(session, first, last, step, [])

  def new(session, first, last, step, options) do
    options = Options.validate!(options, @options, "range/5")
    check!(first, last, step)
    range = %{start: first, end: last, step: step, num_partitions: options[:num_partitions]}
    DataFrame.new(session, %{range: range})
  end

  defp check!(first, last, step) do
    unless first in @long and last in @long and step in @long and step != 0 do
      raise Error.Argument,
            "range/5 takes integers of 64 bits as bounds and a step other than 0, got: " <>
              "#{inspect(first)}, #{inspect(last)}, #{inspect(step)}"
    end
  end
end
