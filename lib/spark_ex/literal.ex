defmodule SparkEx.Literal do
  @moduledoc """
  Elixir values as Spark literals (`spark.connect.Expression.Literal`).

  | Elixir                                              | Spark                              |
  |-----------------------------------------------------|------------------------------------|
  | `nil`                                               | null                               |
  | `true` `false`                                      | boolean                            |
  | integer                                             | int, or bigint where it needs more |
  | float, `:nan` `:infinity` `:neg_infinity`           | double                             |
  | `Decimal`                                           | decimal of its own digits, up to 38 |
  | string (valid UTF-8)                                | string                             |
  | `{:binary, bytes}`                                  | binary                             |
  | `Date`                                              | date                               |
  | `Time`                                              | time(6)                            |
  | `DateTime`, of any zone                             | timestamp                          |
  | `NaiveDateTime`                                     | timestamp_ntz                      |
  | `SparkEx.Interval.DayTime`, `YearMonth`, `Calendar` | the three interval types           |
  | `Duration` (Elixir 1.17)                            | see `SparkEx.Interval.from_duration/1` |
  | list                                                | array of the type its values share |
  | map                                                 | map                                |
  | `{:struct, [name: value]}`                          | struct                             |
  | `SparkEx.ML.Vector`, in expressions                 | vector of Spark ML, made from an array |
  | `Nx.Tensor` of one dimension, in expressions        | vector of Spark ML, made from an array |

  `encode/2` takes the type as well, so that `1` can be a smallint, `[]` an array of strings and
  `"1.50"` a decimal. A value is exact or an error: `SparkEx.Error.Argument` is raised for an
  integer that a float does not hold exactly, a decimal with more digits than its type, an
  interval of a finer unit, and a value that Spark has no literal for. Only a float for the type
  `:float` is rounded, to the nearest 32-bit float.

  Years may be beyond 9999, as in the rows that Spark gives out. Spark reads dates and timestamps
  of literals through Java's old calendar, which lacks the days from 1582-10-05 to 1582-10-14, and
  in the time zone of its JVM, some of which lack days as well. Such days are sent as SQL text,
  `DATE'1582-10-10'`, wherever the protocol takes an expression (`expression/1`). Where it takes
  literals only, as for the values of `SparkEx.GroupedData.pivot/3`, those of 1582 are refused.

  Spark 4.0 reads a null inside of a literal array, map or struct as a zero or an empty text, or
  refuses it. Such values are sent as functions of single literals, wherever the protocol takes an
  expression.
  """

  import SparkEx.Types.Inference, only: [is_nonfinite: 1]

  alias SparkEx.{Error, Interval, Plan, Types}
  alias SparkEx.DataFrame.Names
  alias SparkEx.Literal.{Epoch, LostDays}
  alias SparkEx.ML.{Linalg, Vector}
  alias SparkEx.Types.{Inference, Proto}

  @typedoc "A `spark.connect.Expression.Literal` as a map."
  @type t :: %{optional(atom) => term}

  @integers %{
    byte: -128..127,
    short: -32_768..32_767,
    integer: -2_147_483_648..2_147_483_647,
    long: -9_223_372_036_854_775_808..9_223_372_036_854_775_807
  }
  @float_max 3.4028234663852886e38
  @largest %{float: @float_max, double: 1.7976931348623157e308}
  # The last field of an interval, in its months or microseconds.
  @units %{
    year: 12,
    month: 1,
    day: 86_400_000_000,
    hour: 3_600_000_000,
    minute: 60_000_000,
    second: 1
  }

  @doc """
  A literal of the type that the value suggests.

      iex> SparkEx.Literal.encode(42)
      %{integer: 42}

      iex> SparkEx.Literal.encode(~U[1969-12-31 23:59:59.999999Z])
      %{timestamp: -1}

      iex> SparkEx.Literal.encode({:binary, <<255>>})
      %{binary: <<255>>}

      iex> SparkEx.Literal.encode(9_223_372_036_854_775_808)
      ** (SparkEx.Error.Argument) an integer literal has at most 64 bits, got: 9223372036854775808; use a Decimal for larger numbers (up to 38 digits)
  """
  @spec encode(term) :: t
  def encode(value), do: value |> Inference.type() |> root(value)

  @doc """
  A literal of the given type.

      iex> SparkEx.Literal.encode(1, :short)
      %{short: 1}

      iex> SparkEx.Literal.encode(nil, :date)
      %{null: %{date: %{}}}

      iex> SparkEx.Literal.encode("1.50", {:decimal, 10, 2})
      %{decimal: %{value: "1.50", precision: 10, scale: 2}}

      iex> SparkEx.Literal.encode(300, :byte)
      ** (SparkEx.Error.Argument) 300 is not a literal of the type tinyint

      iex> SparkEx.Literal.encode(16_777_217, :float)
      ** (SparkEx.Error.Argument) a float does not hold the integer 16777217 exactly; give a float where it may be rounded, or use a decimal
  """
  @spec encode(term, Types.input()) :: t
  def encode(value, type), do: type |> Types.normalize!() |> root(value)

  @doc """
  The expression of a value: its literal, SQL text for a day that literals lose, or a function for
  a collection with nulls.

      iex> SparkEx.Literal.expression(~D[2024-02-29])
      %{literal: %{date: 19782}}

      iex> SparkEx.Literal.expression(~D[1582-10-10])
      %{expression_string: %{expression: "DATE'1582-10-10'"}}

      iex> %{unresolved_function: call} = SparkEx.Literal.expression([1, nil])
      iex> {call.function_name, call.arguments}
      {"array", [%{literal: %{integer: 1}}, %{literal: %{null: %{integer: %{}}}}]}
  """
  @spec expression(term) :: map
  def expression(%Vector{} = vector), do: Linalg.expression(vector)

  if Code.ensure_loaded?(Nx) do
    def expression(%{__struct__: Nx.Tensor} = tensor),
      do: tensor |> Vector.new() |> Linalg.expression()
  end

  def expression(value), do: value |> Inference.type() |> exact(value)

  @doc """
  The expression of a value of the given type.

      iex> SparkEx.Literal.expression(1, :long)
      %{literal: %{long: 1}}
  """
  @spec expression(term, Types.input()) :: map
  def expression(value, type), do: type |> Types.normalize!() |> exact(value)

  @doc """
  Raises if a list holds a number that is not exact in the type of the others.

      iex> SparkEx.Literal.check_list!([1, 0.5])
      :ok

      iex> SparkEx.Literal.check_list!([9_007_199_254_740_993, 0.5])
      ** (SparkEx.Error.Argument) a double does not hold the integer 9007199254740993 exactly; give a float where it may be rounded, or use a decimal
  """
  @spec check_list!(list) :: :ok
  def check_list!(values) do
    case Inference.shared_type(values) do
      {:ok, type} -> exact(type, values)
      {:error, error} -> if numbers?(values), do: raise(error)
    end

    :ok
  end

  defp numbers?(values) when is_list(values), do: Enum.all?(values, &numbers?/1)
  defp numbers?(%{__struct__: Decimal}), do: true
  defp numbers?(value), do: is_number(value) or is_nonfinite(value) or value == nil

  @doc """
  The type that SQL gives a decimal with these digits.

      iex> SparkEx.Literal.decimal_type("0.06")
      {:ok, {:decimal, 2, 2}}

      iex> SparkEx.Literal.decimal_type("1,5")
      :error
  """
  @spec decimal_type(String.t()) :: {:ok, Types.t()} | :error
  def decimal_type(text) do
    with {:ok, decimal} <- parse_decimal(text), do: {:ok, Inference.decimal_type(decimal)}
  rescue
    Error.Argument -> :error
  end

  @doc """
  Whether a term is one of the literals that are written as a tagged tuple.

      iex> SparkEx.Literal.tagged?({:binary, <<0>>})
      true

      iex> SparkEx.Literal.tagged?({:carrier, "UA"})
      false
  """
  @spec tagged?(term) :: boolean
  def tagged?({tag, _value}), do: tag in [:binary, :struct]
  def tagged?(_term), do: false

  defp root(type, value) do
    literal = literal(value, type)

    if value == nil or self_described?(type),
      do: literal,
      else: Map.put(literal, :data_type, Proto.encode(type))
  end

  defp exact(type, value) do
    if LostDays.in?(value) or nested_null?(value),
      do: exact_call(value, type),
      else: %{literal: root(type, value)}
  end

  defp nested_null?([value | values]), do: null?(value) or nested_null?(values)
  defp nested_null?(%_struct{}), do: false
  defp nested_null?(%{} = map), do: map |> Map.to_list() |> nested_null?()
  defp nested_null?(tuple) when is_tuple(tuple), do: tuple |> Tuple.to_list() |> nested_null?()
  defp nested_null?(_value), do: false

  defp null?(value), do: value == nil or nested_null?(value)

  defp exact_call(%Date{} = date, :date), do: LostDays.expression(date)
  defp exact_call(%DateTime{} = time, :timestamp), do: LostDays.expression(time)

  defp exact_call(values, {:array, element, _} = type) when is_list(values),
    do: Plan.function("array", values |> present(type) |> Enum.map(&exact(element, &1)))

  defp exact_call(%{} = map, {:map, key, value, _} = type) when not is_struct(map) do
    map |> Map.values() |> present(type)
    Plan.function("map", Enum.flat_map(map, fn {k, v} -> [exact(key, k), exact(value, v)] end))
  end

  defp exact_call(value, {:struct, fields} = type) do
    arguments =
      for {field, value} <- Enum.zip(fields, struct_values(value, type)),
          value <- [field_value!(field, value)],
          expr <- [%{literal: literal(field.name, :string)}, exact(field.type, value)],
          do: expr

    Plan.function("named_struct", arguments)
  end

  defp exact_call(value, type), do: refuse(value, type)

  # A type that the literal's own field does not name in full goes into data_type, at the root.
  defp self_described?({kind, _}) when kind in [:string, :struct], do: false
  defp self_described?({:array, _, _}), do: false
  defp self_described?({:map, _, _, _}), do: false

  defp self_described?({kind, first, last})
       when kind in [:year_month_interval, :day_time_interval],
       do: {first, last} in [{:year, :month}, {:day, :second}]

  defp self_described?(_type), do: true

  defp literal(nil, type), do: %{null: Proto.encode(type)}
  defp literal(value, :boolean) when is_boolean(value), do: %{boolean: value}

  defp literal(value, type) when is_map_key(@integers, type) and is_integer(value) do
    if value in @integers[type], do: %{type => value}, else: refuse(value, type)
  end

  defp literal(value, type) when type in [:float, :double] and is_nonfinite(value),
    do: %{type => value}

  defp literal(value, :double) when is_float(value), do: %{double: value}

  defp literal(value, :float) when is_float(value) and abs(value) <= @float_max,
    do: %{float: value}

  defp literal(value, type) when type in [:float, :double] and is_integer(value),
    do: %{type => exact_float(value, type)}

  defp literal(%{__struct__: Decimal} = decimal, {:decimal, _, _} = type),
    do: decimal(decimal, type)

  defp literal(value, {:decimal, _, _} = type) when is_integer(value),
    do: decimal(%{sign: sign(value), coef: abs(value), exp: 0}, type)

  defp literal(text, {:decimal, _, _} = type) when is_binary(text) do
    case parse_decimal(text) do
      {:ok, decimal} -> decimal(decimal, type)
      :error -> refuse(text, type)
    end
  end

  defp literal(value, :string) when is_binary(value), do: %{string: text(value)}
  defp literal(value, {:string, _collation}) when is_binary(value), do: %{string: text(value)}
  defp literal({:binary, bytes}, :binary) when is_binary(bytes), do: %{binary: bytes}
  defp literal(bytes, :binary) when is_binary(bytes), do: %{binary: bytes}
  defp literal(%Date{} = date, :date), do: %{date: date |> LostDays.check!() |> Epoch.days()}

  defp literal(%Time{} = time, {:time, precision} = type) do
    {seconds, microseconds} = Time.to_seconds_after_midnight(time)
    check_unit(microseconds, Integer.pow(10, max(6 - precision, 0)), time, type)
    %{time: %{nano: seconds * 1_000_000_000 + microseconds * 1_000, precision: precision}}
  end

  defp literal(%DateTime{} = time, {:timestamp_ltz, precision}),
    do: %{timestamp_ltz_nanos: nanos(Epoch.microseconds(time), precision)}

  defp literal(%NaiveDateTime{} = time, {:timestamp_ntz, precision}),
    do: %{timestamp_ntz_nanos: nanos(Epoch.microseconds(time), precision)}

  defp literal(%DateTime{} = time, :timestamp),
    do: %{timestamp: time |> LostDays.check!() |> Epoch.microseconds()}

  defp literal(%NaiveDateTime{} = time, :timestamp_ntz),
    do: %{timestamp_ntz: Epoch.microseconds(time)}

  defp literal(%{__struct__: Duration} = duration, type),
    do: duration |> Interval.from_duration() |> literal(type)

  defp literal(
         %Interval.DayTime{microseconds: count} = value,
         {:day_time_interval, _, last} = type
       ) do
    count |> in_range(:long, "microseconds") |> check_unit(@units[last], value, type)
    %{day_time_interval: count}
  end

  defp literal(%Interval.YearMonth{months: count} = value, {:year_month_interval, _, last} = type) do
    count |> in_range(:integer, "months") |> check_unit(@units[last], value, type)
    %{year_month_interval: count}
  end

  defp literal(%Interval.Calendar{} = interval, :calendar_interval),
    do: calendar(interval.months, interval.days, interval.microseconds)

  defp literal(%Interval.DayTime{microseconds: count}, :calendar_interval),
    do: calendar(0, 0, count)

  defp literal(%Interval.YearMonth{months: count}, :calendar_interval), do: calendar(count, 0, 0)

  defp literal(values, {:array, element, _} = type)
       when is_list(values) and length(values) >= 0 do
    elements = values |> present(type) |> Enum.map(&literal(&1, element))
    %{array: %{element_type: Proto.encode(element), elements: elements}}
  end

  defp literal(%{} = map, {:map, key, value, _} = type) when not is_struct(map) do
    {keys, values} = Enum.unzip(map)

    %{
      map: %{
        key_type: Proto.encode(key),
        value_type: Proto.encode(value),
        keys: Enum.map(keys, &literal(&1, key)),
        values: values |> present(type) |> Enum.map(&literal(&1, value))
      }
    }
  end

  defp literal(value, {:struct, fields} = type) do
    elements = Enum.zip_with(fields, struct_values(value, type), &struct_element/2)
    %{struct: %{struct_type: Proto.encode(type), elements: elements}}
  end

  defp literal(value, type), do: refuse(value, type)

  defp nanos(microseconds, precision),
    do: %{epoch_micros: microseconds, nanos_within_micro: 0, precision: precision}

  defp exact_float(value, type) do
    float = if abs(value) <= @largest[type], do: value / 1, else: refuse_float(value, type)
    held = if type == :float, do: rounded(float), else: float
    if trunc(held) == value, do: float, else: refuse_float(value, type)
  end

  defp rounded(float) do
    <<rounded::float-32>> = <<float::float-32>>
    rounded
  end

  @spec refuse_float(integer, :float | :double) :: no_return
  defp refuse_float(value, type) do
    raise Error.Argument,
          "a #{type} does not hold the integer #{value} exactly; give a float where it may be " <>
            "rounded, or use a decimal"
  end

  defp sign(number), do: if(number < 0, do: -1, else: 1)

  # The same digits as in create_dataframe/3.
  defp parse_decimal(text) do
    case Regex.run(~r/\A(-?)(\d+)(?:\.(\d*))?\z/, text) do
      [_text, sign, whole | fraction] ->
        fraction = Enum.join(fraction)
        coefficient = String.to_integer(whole <> fraction)
        sign = if sign == "-", do: -1, else: 1
        {:ok, %{sign: sign, coef: coefficient, exp: -byte_size(fraction)}}

      nil ->
        :error
    end
  end

  defp check_unit(count, unit, value, type),
    do: if(rem(count, unit) != 0, do: refuse(value, type))

  defp decimal(decimal, {:decimal, precision, scale} = type) do
    decimal = without_zeros(decimal, scale)
    {:decimal, own_precision, own_scale} = Inference.decimal_type(decimal)

    if own_scale <= scale and own_precision - own_scale <= precision - scale,
      do: %{decimal: %{value: digits(decimal), precision: precision, scale: scale}},
      else: refuse(digits(decimal), type)
  end

  # Zeros after the last digit that the scale has room for say nothing.
  defp without_zeros(%{coef: coef, exp: exp} = decimal, scale)
       when is_integer(coef) and exp < -scale and rem(coef, 10) == 0,
       do: without_zeros(%{decimal | coef: div(coef, 10), exp: exp + 1}, scale)

  defp without_zeros(decimal, _scale), do: decimal

  # Decimal.to_string(decimal, :normal), without the library.
  defp digits(%{sign: sign, coef: coef, exp: exp}) do
    digits = Integer.to_string(coef) <> String.duplicate("0", max(exp, 0))
    sign = if sign < 0, do: "-", else: ""
    sign <> point(digits, max(-exp, 0))
  end

  defp point(digits, 0), do: digits

  defp point(digits, scale) do
    {whole, part} = digits |> String.pad_leading(scale + 1, "0") |> String.split_at(-scale)
    whole <> "." <> part
  end

  defp text(value) do
    if String.valid?(value), do: value, else: raise(Error.Argument, invalid_text(value))
  end

  defp invalid_text(value) do
    "a string literal must be valid UTF-8, got: #{inspect(value, limit: 20)}; " <>
      "use {:binary, bytes} for a binary literal"
  end

  defp calendar(months, days, microseconds) do
    %{
      calendar_interval: %{
        months: in_range(months, :integer, "months"),
        days: in_range(days, :integer, "days"),
        microseconds: in_range(microseconds, :long, "microseconds")
      }
    }
  end

  defp in_range(count, type, unit) do
    if is_integer(count) and count in @integers[type],
      do: count,
      else: raise(Error.Argument, "#{inspect(count)} #{unit} do not fit into a Spark interval")
  end

  defp present(values, {_kind, _, false} = type), do: none_null(values, type)
  defp present(values, {_kind, _, _, false} = type), do: none_null(values, type)
  defp present(values, _type), do: values

  defp none_null(values, type) do
    if nil in values,
      do: raise(Error.Argument, "nil is not allowed inside the type #{inspect(type)}"),
      else: values
  end

  defp struct_element(field, value), do: field |> field_value!(value) |> literal(field.type)

  defp field_value!(%{nullable: false, name: name}, nil),
    do: raise(Error.Argument, "the field #{inspect(name)} of a struct literal may not be nil")

  defp field_value!(_field, value), do: value

  defp struct_values({:struct, pairs}, type) when is_list(pairs), do: by_name(pairs, type)
  defp struct_values(%{} = map, type) when not is_struct(map), do: by_name(map, type)

  defp struct_values(tuple, {:struct, fields}) when tuple_size(tuple) == length(fields),
    do: Tuple.to_list(tuple)

  defp struct_values(list, {:struct, fields} = type) when is_list(list) do
    cond do
      Keyword.keyword?(list) and list != [] -> by_name(list, type)
      named?(list, fields) -> by_name(list, type)
      length(list) == length(fields) -> list
      true -> refuse(list, type)
    end
  end

  defp struct_values(value, type), do: refuse(value, type)

  # As rows have a struct in which names are equal.
  defp named?(list, fields) do
    names = Enum.map(fields, & &1.name)
    list != [] and Enum.all?(list, &(match?({_name, _value}, &1) and elem(&1, 0) in names))
  end

  # Names that repeat say nothing but their place.
  defp by_name(pairs, {:struct, fields} = type) do
    pairs = Names.pairs!(pairs, "a struct literal")
    {names, values} = Enum.unzip(pairs)
    wanted = Enum.map(fields, & &1.name)

    cond do
      names == wanted -> values
      names -- wanted != [] -> refuse_fields(names -- wanted, type)
      true -> Enum.map(wanted, &Map.get(Map.new(pairs), &1))
    end
  end

  @spec refuse_fields([String.t()], Types.t()) :: no_return
  defp refuse_fields(names, type) do
    raise Error.Argument,
          "the type #{Types.simple_string(type)} has no field " <>
            Enum.map_join(names, ", ", &inspect/1)
  end

  @unsupported [:char, :varchar, :geometry, :geography, :udt, :unparsed]

  @spec refuse(term, Types.t()) :: no_return
  defp refuse(_value, :variant) do
    raise Error.Argument, "Spark has no variant literal; use SparkEx.Functions.parse_json/1"
  end

  defp refuse(_value, {kind, _} = type) when kind in @unsupported do
    raise Error.Argument,
          "Spark has no literal of the type #{Types.simple_string(type)}; cast to it instead"
  end

  defp refuse(value, type) do
    raise Error.Argument,
          "#{inspect(value, limit: 20)} is not a literal of the type #{Types.simple_string(type)}"
  end
end
