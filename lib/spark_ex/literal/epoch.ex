defmodule SparkEx.Literal.Epoch do
  @moduledoc false
  # Dates and times as Spark counts them, from 1970.
  #
  # Spark's years go far beyond 9999, where Calendar.ISO ends. But the calendar repeats itself
  # after 400 years to the day, so any year can be counted as one of the first 400, and the cycles
  # added.

  @cycle_years 400
  @cycle_days 146_097
  @cycle_seconds @cycle_days * 86_400
  @cycle_microseconds @cycle_seconds * 1_000_000
  @epoch_days 719_528
  @epoch_seconds 62_167_219_200
  @epoch ~N[1970-01-01 00:00:00.000000]

  @doc """
  The days from 1970 to a date.

      iex> SparkEx.Literal.Epoch.days(~D[1969-12-31])
      -1

      iex> SparkEx.Literal.Epoch.days(%Date{year: 5_881_580, month: 7, day: 11})
      2_147_483_647
  """
  @spec days(Date.t()) :: integer
  def days(%Date{} = date) do
    {date, cycles} = first_cycle(date)
    Date.to_gregorian_days(date) + cycles * @cycle_days - @epoch_days
  end

  @doc """
  The microseconds from 1970 to a time.

      iex> SparkEx.Literal.Epoch.microseconds(~U[1969-12-31 23:59:59.999999Z])
      -1

      iex> SparkEx.Literal.Epoch.microseconds(~N[1970-01-01 00:00:01])
      1_000_000
  """
  @spec microseconds(DateTime.t() | NaiveDateTime.t()) :: integer
  def microseconds(%module{} = time) do
    {time, cycles} = first_cycle(time)
    {seconds, microseconds} = module.to_gregorian_seconds(time)
    (seconds + cycles * @cycle_seconds - @epoch_seconds) * 1_000_000 + microseconds
  end

  @doc """
  The time so many microseconds after 1970.

      iex> SparkEx.Literal.Epoch.naive(-1)
      ~N[1969-12-31 23:59:59.999999]

      iex> SparkEx.Literal.Epoch.naive(9_223_372_036_854_775_807).year
      294_247
  """
  @spec naive(integer) :: NaiveDateTime.t()
  def naive(microseconds) do
    cycles = Integer.floor_div(microseconds, @cycle_microseconds)

    within =
      NaiveDateTime.add(@epoch, Integer.mod(microseconds, @cycle_microseconds), :microsecond)

    %{within | year: within.year + cycles * @cycle_years}
  end

  # Another calendar has its own years, and its own bounds.
  defp first_cycle(%{calendar: Calendar.ISO, year: year} = time) do
    cycles = Integer.floor_div(year, @cycle_years)
    {%{time | year: year - cycles * @cycle_years}, cycles}
  end

  defp first_cycle(time), do: {time, 0}
end
