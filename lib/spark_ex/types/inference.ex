defmodule SparkEx.Types.Inference do
  @moduledoc false
  # The Spark type of an Elixir value, and the one type that two values share.

  alias SparkEx.{Error, Interval, Types}
  alias SparkEx.DataFrame.Names
  alias SparkEx.Types.Field

  @integer -2_147_483_648..2_147_483_647
  @long -9_223_372_036_854_775_808..9_223_372_036_854_775_807
  @digits_max 38
  # Spark's DecimalType.forType: the decimal that holds every value of an integer type.
  @integer_digits %{byte: 3, short: 5, integer: 10, long: 20}
  @integers [:byte, :short, :integer, :long]
  @fractions [:float, :double]

  @doc "What stands for a float that Elixir does not have."
  defguard is_nonfinite(value) when value in [:nan, :infinity, :neg_infinity]

  @spec type(term) :: Types.t()
  def type(nil), do: :null
  def type(value) when is_boolean(value), do: :boolean
  def type(value) when value in @integer, do: :integer
  def type(value) when value in @long, do: :long
  def type(value) when is_float(value) or is_nonfinite(value), do: :double
  def type(value) when is_binary(value), do: :string
  def type({:binary, bytes}) when is_binary(bytes), do: :binary
  def type(%Date{}), do: :date
  def type(%Time{}), do: {:time, 6}
  def type(%DateTime{}), do: :timestamp
  def type(%NaiveDateTime{}), do: :timestamp_ntz
  def type(%Interval.DayTime{}), do: {:day_time_interval, :day, :second}
  def type(%Interval.YearMonth{}), do: {:year_month_interval, :year, :month}
  def type(%Interval.Calendar{}), do: :calendar_interval
  def type(%{__struct__: Duration} = duration), do: duration |> Interval.from_duration() |> type()
  def type(%{__struct__: Decimal} = decimal), do: decimal_type(decimal)

  def type(values) when is_list(values) and length(values) >= 0,
    do: {:array, shared(values), true}

  def type({:struct, fields}) when is_list(fields) do
    fields = Names.pairs!(fields, "a struct literal {:struct, [name: value]}")
    {:struct, for({name, value} <- fields, do: %Field{name: name, type: type(value)})}
  end

  def type(%{} = map) when not is_struct(map) do
    if Enum.any?(map, &field_name?/1), do: raise(Error.Argument, struct_hint(map))
    {:map, shared(Map.keys(map)), shared(Map.values(map)), true}
  end

  def type(value), do: raise(Error.Argument, refusal(value))

  # Atoms are not literals, so the map is meant as a struct.
  defp field_name?({key, _value}),
    do: is_atom(key) and not is_boolean(key) and key != nil and not is_nonfinite(key)

  defp struct_hint(map) do
    "expected literals as the keys of a map, got: #{inspect(map, limit: 8)}; " <>
      "write #{inspect({:struct, Enum.to_list(map)}, limit: 8)} for a struct, " <>
      "or strings as keys for a map"
  end

  @doc "The type of a list, or the error that its values share none."
  @spec shared_type(list) :: {:ok, Types.t()} | {:error, Error.Argument.t()}
  def shared_type(values) do
    {:ok, type(values)}
  rescue
    error in Error.Argument -> {:error, error}
  end

  @doc "The narrowest type that holds values of both."
  @spec unify(Types.t(), Types.t()) :: Types.t()
  def unify(type, type), do: type
  def unify(:null, type), do: type
  def unify(type, :null), do: type

  def unify(left, right) when left in @integers and right in @integers,
    do: Enum.max_by([left, right], &@integer_digits[&1])

  def unify(left, right) when left in @fractions and right in [:float, :double | @integers],
    do: :double

  def unify(left, right) when left in @integers and right in @fractions, do: :double

  def unify({:decimal, p1, s1}, {:decimal, p2, s2}) do
    scale = max(s1, s2)
    precision = max(p1 - s1, p2 - s2) + scale

    if precision > @digits_max,
      do: mixed({:decimal, p1, s1}, {:decimal, p2, s2}),
      else: {:decimal, precision, scale}
  end

  def unify({:decimal, _, _} = decimal, type) when type in @integers,
    do: unify(decimal, {:decimal, @integer_digits[type], 0})

  def unify(type, {:decimal, _, _} = decimal) when type in @integers, do: unify(decimal, type)

  def unify({:array, left, null1}, {:array, right, null2}),
    do: {:array, unify(left, right), null1 or null2}

  def unify({:map, k1, v1, null1}, {:map, k2, v2, null2}),
    do: {:map, unify(k1, k2), unify(v1, v2), null1 or null2}

  def unify({:struct, left} = type, {:struct, right} = other) do
    if Enum.map(left, & &1.name) == Enum.map(right, & &1.name),
      do: {:struct, Enum.zip_with(left, right, &unify_field/2)},
      else: mixed(type, other)
  end

  def unify(left, right), do: mixed(left, right)

  @doc "The digits that a Decimal needs: precision and scale."
  @spec decimal_type(map) :: {:decimal, pos_integer, non_neg_integer}
  def decimal_type(%{coef: coef} = decimal) when is_atom(coef) do
    raise Error.Argument,
          "a Spark decimal is a finite number, got: #{coef} (sign #{decimal.sign}); " <>
            "a double can be :nan, :infinity or :neg_infinity"
  end

  def decimal_type(%{coef: coef, exp: exp}) do
    scale = max(-exp, 0)
    precision = max(digits(coef) + max(exp, 0), max(scale, 1))

    if precision > @digits_max do
      raise Error.Argument,
            "a Spark decimal has at most #{@digits_max} digits, this one needs #{precision} " <>
              "(scale #{scale}); round it first"
    end

    {:decimal, precision, scale}
  end

  defp digits(coef), do: coef |> Integer.digits() |> length()

  defp shared(values), do: Enum.reduce(values, :null, &unify(&2, type(&1)))

  defp unify_field(left, right),
    do: %{left | type: unify(left.type, right.type), nullable: left.nullable or right.nullable}

  @spec mixed(Types.t(), Types.t()) :: no_return
  defp mixed(left, right) do
    raise Error.Argument,
          "values of one list or map must share a type, got #{Types.simple_string(left)} and " <>
            "#{Types.simple_string(right)}; name the type, as in lit(values, type)"
  end

  defp refusal(value) when is_integer(value) do
    "an integer literal has at most 64 bits, got: #{inspect(value)}; " <>
      "use a Decimal for larger numbers (up to #{@digits_max} digits)"
  end

  defp refusal(value) when is_atom(value) do
    "the atom #{inspect(value)} is not a literal; use a string for a text, or " <>
      "SparkEx.Functions.col(#{inspect(value)}) for a column of that name"
  end

  defp refusal(value) when is_bitstring(value),
    do:
      "a bitstring of #{bit_size(value)} bits is not a literal; use whole bytes in {:binary, bytes}"

  defp refusal(value) when is_tuple(value) do
    "the tuple #{inspect(value)} is not a literal; use {:struct, [name: value]} for a struct and " <>
      "a list for an array"
  end

  defp refusal(value) when is_list(value),
    do: "the improper list #{inspect(value)} is not a literal"

  defp refusal(%module{}) when module in [MapSet, Range],
    do: "a #{inspect(module)} is not a literal; use Enum.to_list/1 to make a list of it"

  defp refusal(%module{}), do: "a #{inspect(module)} is not a Spark literal"
  defp refusal(value), do: "#{inspect(value)} is not a Spark literal"
end
