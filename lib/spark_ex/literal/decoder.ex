defmodule SparkEx.Literal.Decoder do
  @moduledoc false
  # Literals that the server sends, as values of rows: the inverse of `SparkEx.Literal.encode/1`.

  alias SparkEx.{Error, Interval, Types}
  alias SparkEx.Literal.Epoch
  alias SparkEx.ML.Linalg

  @epoch ~D[1970-01-01]
  @plain [:binary, :boolean, :byte, :short, :integer, :long, :float, :double, :string]

  @doc """
  The value of a literal.

      iex> SparkEx.Literal.Decoder.decode(%{timestamp: -1})
      ~U[1969-12-31 23:59:59.999999Z]
      iex> SparkEx.Literal.Decoder.decode(%{array: %{elements: [%{long: 1}, %{null: %{long: %{}}}]}})
      [1, nil]
  """
  @spec decode(SparkEx.Literal.t()) :: term
  def decode(literal) do
    {type, literal} = Map.pop(literal, :data_type)

    case Map.to_list(literal) do
      [{kind, value}] -> value(kind, value, type)
      _other -> raise Error.Decode, text: "the server sent a literal of an unknown type"
    end
  end

  @doc """
  As `decode/1`. A literal of a type that SparkEx does not know, or that Elixir can't hold, is an
  error.

      iex> {:error, error} = SparkEx.Literal.Decoder.parse(%{time: %{nano: 1}})
      iex> error.text
      "a time of 1 nanoseconds is finer than a microsecond"
  """
  @spec parse(SparkEx.Literal.t()) :: {:ok, term} | {:error, Error.Decode.t()}
  def parse(literal) do
    {:ok, decode(literal)}
  rescue
    error in Error.Decode ->
      {:error, error}

    error in Error.Argument ->
      text = "the server sent a literal of a type that SparkEx does not know: #{error.message}"
      {:error, %Error.Decode{text: text}}
  end

  defp value(:null, _type, _data_type), do: nil
  defp value(kind, value, _type) when kind in @plain, do: value
  defp value(:decimal, %{value: text}, _type), do: decimal(text)
  defp value(:date, days, _type), do: Date.add(@epoch, days)
  defp value(:timestamp_ntz, microseconds, _type), do: Epoch.naive(microseconds)
  defp value(:timestamp_ntz_nanos, time, _type), do: whole_micros(time)

  defp value(:timestamp_ltz_nanos, time, _type),
    do: time |> whole_micros() |> DateTime.from_naive!("Etc/UTC")

  defp value(:timestamp, microseconds, _type),
    do: microseconds |> Epoch.naive() |> DateTime.from_naive!("Etc/UTC")

  defp value(:time, time, _type), do: time(Map.get(time, :nano, 0))
  defp value(:calendar_interval, fields, _type), do: struct!(Interval.Calendar, fields)
  defp value(:year_month_interval, months, _type), do: %Interval.YearMonth{months: months}
  defp value(:day_time_interval, us, _type), do: %Interval.DayTime{microseconds: us}
  defp value(:array, array, _type), do: values(array, :elements)

  defp value(:map, map, _type),
    do: map |> values(:keys) |> Enum.zip(values(map, :values)) |> Map.new()

  defp value(:specialized_array, array, _type) do
    [{_kind, numbers}] = Map.to_list(array)
    Map.get(numbers, :values, [])
  end

  defp value(:struct, struct, type) do
    if Linalg.literal?(%{struct: struct}),
      do: Linalg.from_literal(%{struct: struct}, &decode/1),
      else: struct_value(struct, type)
  end

  defp value(kind, _value, _type),
    do:
      raise(Error.Decode, text: "the server sent a literal of the unknown kind #{inspect(kind)}")

  defp struct_value(struct, type) do
    {:struct, fields} = Types.from_proto(struct[:struct_type] || type)
    pairs = fields |> Enum.map(& &1.name) |> Enum.zip(values(struct, :elements))
    map = Map.new(pairs)
    # As in rows: a map would lose values of fields with equal names.
    if map_size(map) == length(pairs), do: map, else: pairs
  end

  # What is empty is not sent.
  defp values(message, field), do: message |> Map.get(field, []) |> Enum.map(&decode/1)

  defp whole_micros(%{nanos_within_micro: nanos} = time) when nanos != 0 do
    text =
      "a timestamp #{nanos} nanoseconds after #{Epoch.naive(Map.get(time, :epoch_micros, 0))} " <>
        "is finer than a microsecond"

    raise Error.Decode, text: text
  end

  defp whole_micros(time), do: time |> Map.get(:epoch_micros, 0) |> Epoch.naive()

  defp time(nanoseconds) when rem(nanoseconds, 1_000) != 0 do
    text = "a time of #{nanoseconds} nanoseconds is finer than a microsecond"
    raise Error.Decode, text: text
  end

  defp time(nanoseconds) do
    microseconds = div(nanoseconds, 1_000)

    Time.from_seconds_after_midnight(
      div(microseconds, 1_000_000),
      {rem(microseconds, 1_000_000), 6}
    )
  end

  # As the native core makes decimals of rows.
  if Code.ensure_loaded?(Decimal) do
    defp decimal(text), do: Decimal.new(text)
  else
    defp decimal(text), do: text
  end
end
