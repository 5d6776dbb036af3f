defmodule SparkEx.Types.Proto do
  @moduledoc false
  # Types to and from spark.connect.DataType, as PySpark's pyspark.sql.connect.types does.

  alias SparkEx.Error
  alias SparkEx.Types.{Field, Normalizer, UserDefined}

  @default_collation "UTF8_BINARY"
  # The SRID that Spark writes for a column that mixes reference systems.
  @mixed_srid -1
  @simple Normalizer.simple() -- [:string]

  @spec encode(SparkEx.Types.t()) :: map
  def encode(type) when is_atom(type), do: %{type => %{}}
  def encode({:string, collation}), do: %{string: %{collation: collation}}
  def encode({:char, length}), do: %{char: %{length: length}}
  def encode({:varchar, length}), do: %{var_char: %{length: length}}
  def encode({:time, precision}), do: %{time: %{precision: precision}}
  def encode({:timestamp_ltz, p}), do: %{timestamp_ltz_nanos: %{precision: p}}
  def encode({:timestamp_ntz, p}), do: %{timestamp_ntz_nanos: %{precision: p}}
  def encode({kind, :any}), do: %{kind => %{srid: @mixed_srid}}
  def encode({kind, srid}) when kind in [:geometry, :geography], do: %{kind => %{srid: srid}}

  def encode({:decimal, precision, scale}),
    do: %{decimal: %{precision: precision, scale: scale}}

  def encode({kind, first, last}) when kind in [:year_month_interval, :day_time_interval] do
    fields = Normalizer.interval_fields(kind)
    %{kind => %{start_field: index(fields, first), end_field: index(fields, last)}}
  end

  def encode({:array, element, contains_null}),
    do: %{array: %{element_type: encode(element), contains_null: contains_null}}

  def encode({:map, key, value, contains_null}) do
    %{
      map: %{key_type: encode(key), value_type: encode(value), value_contains_null: contains_null}
    }
  end

  def encode({:struct, fields}), do: %{struct: %{fields: Enum.map(fields, &encode_field/1)}}
  def encode({:unparsed, text}), do: %{unparsed: %{data_type_string: text}}
  def encode({:udt, %{sql_type: type} = udt}), do: %{udt: %{udt | sql_type: encode(type)}}
  def encode({:udt, udt}), do: %{udt: udt}

  defp encode_field(%Field{} = field) do
    fields = %{name: field.name, data_type: encode(field.type), nullable: field.nullable}

    if field.metadata == %{},
      do: fields,
      else: Map.put(fields, :metadata, SparkEx.Types.JSONCodec.encode!(field.metadata, :spaced))
  end

  @doc "The type that the server sent; one that SparkEx does not know is an error."
  @spec parse(map) :: {:ok, SparkEx.Types.t()} | {:error, Error.Decode.t()}
  def parse(data_type) do
    {:ok, decode(data_type)}
  rescue
    error in Error.Argument ->
      text = "the server sent a type that SparkEx does not know: #{error.message}"
      {:error, %Error.Decode{text: text}}
  end

  @spec decode(map) :: SparkEx.Types.t()
  def decode(data_type) do
    case Map.to_list(data_type) do
      [{kind, fields}] -> decode(kind, fields)
      _none_or_many -> unknown(data_type)
    end
  end

  defp decode(kind, _fields) when kind in @simple, do: kind

  defp decode(:string, fields) do
    case Map.get(fields, :collation, "") do
      none when none in ["", @default_collation] -> :string
      collation -> {:string, collation}
    end
  end

  defp decode(:decimal, fields),
    do: {:decimal, Map.get(fields, :precision) || 10, Map.get(fields, :scale) || 0}

  defp decode(:char, fields), do: {:char, Map.get(fields, :length, 0)}
  defp decode(:var_char, fields), do: {:varchar, Map.get(fields, :length, 0)}
  defp decode(:time, fields), do: {:time, Map.get(fields, :precision) || 6}

  defp decode(:timestamp_ltz_nanos, fields), do: {:timestamp_ltz, nanos_precision(fields)}
  defp decode(:timestamp_ntz_nanos, fields), do: {:timestamp_ntz, nanos_precision(fields)}

  defp decode(kind, fields) when kind in [:geometry, :geography] do
    case Map.get(fields, :srid, 0) do
      @mixed_srid -> {kind, :any}
      srid -> {kind, srid}
    end
  end

  defp decode(kind, fields) when kind in [:year_month_interval, :day_time_interval] do
    names = Normalizer.interval_fields(kind)
    first = Map.get(fields, :start_field) || 0
    last = Map.get(fields, :end_field) || length(names) - 1
    {kind, Enum.at(names, first), Enum.at(names, last)}
  end

  defp decode(:array, fields),
    do: {:array, decode(fields.element_type), Map.get(fields, :contains_null, false)}

  defp decode(:map, fields) do
    {:map, decode(fields.key_type), decode(fields.value_type),
     Map.get(fields, :value_contains_null, false)}
  end

  defp decode(:struct, fields),
    do: {:struct, fields |> Map.get(:fields, []) |> Enum.map(&decode_field/1)}

  defp decode(:unparsed, fields), do: {:unparsed, Map.get(fields, :data_type_string, "")}
  defp decode(:udt, %{sql_type: type} = udt), do: {:udt, %{udt | sql_type: decode(type)}}
  defp decode(:udt, udt), do: {:udt, UserDefined.complete(udt)}
  defp decode(kind, fields), do: unknown(%{kind => fields})

  defp nanos_precision(fields), do: Map.get(fields, :precision) || 9

  defp decode_field(field) do
    %Field{
      name: Map.get(field, :name, ""),
      type: decode_field_type(field),
      nullable: Map.get(field, :nullable, false),
      metadata: decode_metadata(Map.get(field, :metadata))
    }
  end

  # A type of a newer Spark comes as a DataType without a member.
  defp decode_field_type(field) do
    decode(Map.get(field, :data_type, %{}))
  rescue
    error in Error.Argument ->
      reraise Error.Argument, "field #{inspect(field[:name])}: #{error.message}", __STACKTRACE__
  end

  defp decode_metadata(none) when none in [nil, ""], do: %{}
  defp decode_metadata(json), do: SparkEx.Types.JSONCodec.decode!(json)

  defp index(fields, field), do: Enum.find_index(fields, &(&1 == field))

  @spec unknown(map) :: no_return
  defp unknown(data_type),
    do: raise(Error.Argument, "no type is known for the DataType #{inspect(data_type)}")
end
