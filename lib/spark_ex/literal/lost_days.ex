defmodule SparkEx.Literal.LostDays do
  @moduledoc false
  # Days that Spark does not read back from literals. Its server makes java.sql.Date and Timestamp
  # of them: these know the calendar of before 1582, and the time zone of the JVM. Islands on the
  # date line have skipped days or had them twice. SQL text has all days.

  alias SparkEx.Error
  alias SparkEx.Literal.Epoch

  # The days around each gap, as the zone of the server is not known. In those of the first, each
  # zone loses some.
  @ranges [
    {~D[1582-10-04], ~D[1582-10-15]},
    {~D[1844-12-30], ~D[1845-01-01]},
    {~D[1867-10-17], ~D[1867-10-20]},
    {~D[1892-07-03], ~D[1892-07-05]},
    {~D[1899-12-24], ~D[1899-12-26]},
    {~D[1993-08-20], ~D[1993-08-22]},
    {~D[1994-12-30], ~D[1995-01-01]},
    {~D[2011-12-29], ~D[2011-12-31]}
  ]
  @days for {first, last} <- @ranges, do: Epoch.days(first)..Epoch.days(last)
  @in_every_zone hd(@days)
  @day_microseconds 86_400_000_000

  @doc """
  Whether a value is in one of the days, or holds one that is.

      iex> SparkEx.Literal.LostDays.in?(%{"a" => [~D[1582-10-10]]})
      true

      iex> SparkEx.Literal.LostDays.in?(~N[1582-10-10 12:00:00])
      false
  """
  @spec in?(term) :: boolean
  def in?(%Date{} = date), do: date |> Epoch.days() |> lost?()
  def in?(%DateTime{} = time), do: time |> day() |> lost?()
  def in?(%_struct{}), do: false
  def in?(%{} = map), do: Enum.any?(map, fn {key, value} -> in?(key) or in?(value) end)
  def in?([value | values]), do: in?(value) or in?(values)
  def in?({_name, value}), do: in?(value)
  def in?(tuple) when is_tuple(tuple), do: tuple |> Tuple.to_list() |> in?()
  def in?(_value), do: false

  @doc """
  A date or a timestamp as SQL text.

      iex> SparkEx.Literal.LostDays.expression(~U[1582-10-10 12:00:00Z])
      %{expression_string: %{expression: "TIMESTAMP_LTZ'1582-10-10T12:00:00.000000Z'"}}
  """
  @spec expression(Date.t() | DateTime.t()) :: SparkEx.Plan.expression()
  def expression(%Date{} = date), do: text("DATE'#{date}'")

  def expression(%DateTime{} = time) do
    utc = time |> Epoch.microseconds() |> Epoch.naive() |> NaiveDateTime.to_iso8601()
    text("TIMESTAMP_LTZ'#{utc}Z'")
  end

  @doc "The date or timestamp, unless a literal of it is another day on each server."
  @spec check!(value) :: value when value: Date.t() | DateTime.t()
  def check!(%Date{} = date), do: check!(date, Epoch.days(date))
  def check!(%DateTime{} = time), do: check!(time, day(time))

  defp check!(value, day) when day in @in_every_zone do
    if is_struct(value, Date) and value in [~D[1582-10-04], ~D[1582-10-15]],
      do: value,
      else: raise(Error.Argument, refusal(value))
  end

  defp check!(value, _day), do: value

  defp refusal(value) do
    "Spark reads a literal of #{value} as another day, since Java's old calendar lacks the days " <>
      "from 1582-10-05 to 1582-10-14; compare texts or numbers instead, such as " <>
      "SparkEx.Functions.unix_date/1 of the column"
  end

  defp day(time), do: time |> Epoch.microseconds() |> Integer.floor_div(@day_microseconds)
  defp lost?(day), do: Enum.any?(@days, &(day in &1))
  defp text(sql), do: %{expression_string: %{expression: sql}}
end
