defmodule SparkEx.ExUnit.Values do
  @moduledoc false
  # Equality of values within a tolerance, and their order.

  @comparable [Date, Time, DateTime, NaiveDateTime]

  @typedoc "Relative and absolute tolerance."
  @type tolerance :: {number, number}

  @doc "Whether two values are equal; floats and decimals within the tolerance."
  @spec equal?(term, term, tolerance) :: boolean
  def equal?(left, right, tolerance) when is_float(left) and is_float(right),
    do: left == right or close?(left, right, tolerance)

  def equal?(left, right, tolerance) when is_list(left) and is_list(right),
    do: length(left) == length(right) and all?(Enum.zip(left, right), tolerance)

  def equal?(%{__struct__: Decimal} = left, %{__struct__: Decimal} = right, tolerance),
    do: decimals_equal?(left, right, tolerance)

  def equal?(%{__struct__: Decimal} = left, right, _tolerance) when is_integer(right),
    do: decimals_equal?(left, %{sign: 1, coef: right, exp: 0}, {0, 0})

  def equal?(left, %{__struct__: Decimal} = right, _tolerance) when is_integer(left),
    do: equal?(right, left, {0, 0})

  def equal?(%module{} = left, %module{} = right, _tolerance) when module in @comparable,
    do: module.compare(left, right) == :eq

  def equal?(left, right, _tolerance) when is_struct(left) or is_struct(right), do: left == right

  def equal?(left, right, tolerance) when is_map(left) and is_map(right) do
    map_size(left) == map_size(right) and
      Enum.all?(left, fn {key, value} ->
        is_map_key(right, key) and equal?(value, right[key], tolerance)
      end)
  end

  def equal?({name, left}, {name, right}, tolerance), do: equal?(left, right, tolerance)
  def equal?(left, right, _tolerance), do: left == right

  defp all?(pairs, tolerance),
    do: Enum.all?(pairs, fn {left, right} -> equal?(left, right, tolerance) end)

  # Of halves, as the difference of two floats may be none. A bound that is none is above it.
  defp close?(left, right, {rtol, atol}) do
    abs(left / 2 - right / 2) <= atol / 2 + rtol / 2 * abs(right)
  rescue
    ArithmeticError -> true
  end

  # In integers, as Decimal's own operators round to 28 digits.
  defp decimals_equal?(left, right, {rtol, atol}) do
    exponent = Enum.min([left.exp, right.exp, 0])
    [left, right] = for decimal <- [left, right], do: scaled(decimal, exponent)

    left == right or
      abs(left - right) <= atol * Integer.pow(10, -exponent) + rtol * abs(right)
  end

  defp scaled(%{sign: sign, coef: coef, exp: exp}, exponent),
    do: sign * coef * Integer.pow(10, exp - exponent)

  @doc "A key that sorts rows: what has to be equal first, what may differ a little last."
  @spec sort_key(term) :: {term, [number]}
  def sort_key(value) do
    {exact, inexact} = split(value, [])
    {exact, Enum.reverse(inexact)}
  end

  defp split(value, inexact) when is_float(value), do: {:inexact, [value | inexact]}

  defp split(%{__struct__: Decimal, sign: sign, coef: coef, exp: exp}, inexact),
    do: {:inexact, [sign * coef * :math.pow(10, exp) | inexact]}

  defp split(list, inexact) when is_list(list), do: Enum.map_reduce(list, inexact, &split/2)

  defp split(%module{} = value, inexact) when module in [DateTime, NaiveDateTime],
    do: {module.to_gregorian_seconds(value), inexact}

  defp split(%_module{} = value, inexact), do: {inspect(value), inexact}

  defp split(map, inexact) when is_map(map) do
    map
    |> Enum.sort_by(fn {key, _value} -> key end)
    |> Enum.map_reduce(inexact, fn {key, value}, inexact ->
      {value, inexact} = split(value, inexact)
      {{key, value}, inexact}
    end)
  end

  defp split(value, inexact), do: {value, inexact}
end
