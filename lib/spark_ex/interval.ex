defmodule SparkEx.Interval do
  @moduledoc """
  Spark's three interval types as Elixir values.

  Literals take these structs and collected rows give them back:

  | Spark type                          | Struct                         | Holds                             |
  |-------------------------------------|--------------------------------|-----------------------------------|
  | `INTERVAL DAY TO SECOND` and parts  | `SparkEx.Interval.DayTime`     | `microseconds`                    |
  | `INTERVAL YEAR TO MONTH` and parts  | `SparkEx.Interval.YearMonth`   | `months`                          |
  | `INTERVAL` (legacy calendar)        | `SparkEx.Interval.Calendar`    | `months`, `days`, `microseconds`  |

  `to_string/1` writes an interval as Spark's cast to string does. On Elixir 1.17 and newer a
  `Duration` is taken wherever an interval is; `from_duration/1` says which type it becomes.
  """

  alias SparkEx.Error

  defmodule DayTime do
    @moduledoc "A day-time interval: an exact length of time (`DayTimeIntervalType`)."
    @enforce_keys [:microseconds]
    defstruct [:microseconds]

    @type t :: %__MODULE__{microseconds: integer}
  end

  defmodule YearMonth do
    @moduledoc "A year-month interval (`YearMonthIntervalType`)."
    @enforce_keys [:months]
    defstruct [:months]

    @type t :: %__MODULE__{months: integer}
  end

  defmodule Calendar do
    @moduledoc "A calendar interval, whose days may be 23 or 25 hours long (`CalendarIntervalType`)."
    defstruct months: 0, days: 0, microseconds: 0

    @type t :: %__MODULE__{months: integer, days: integer, microseconds: integer}
  end

  @type t :: DayTime.t() | YearMonth.t() | Calendar.t()

  @microseconds %{
    weeks: 604_800_000_000,
    days: 86_400_000_000,
    hours: 3_600_000_000,
    minutes: 60_000_000,
    seconds: 1_000_000,
    milliseconds: 1_000,
    microseconds: 1
  }
  @months %{years: 12, months: 1}
  @calendar_days %{weeks: 7, days: 1}

  @doc """
  A day-time interval from whole units.

  Takes `:weeks`, `:days`, `:hours`, `:minutes`, `:seconds`, `:milliseconds` and `:microseconds`.

      iex> SparkEx.Interval.day_time(days: 1, hours: 2)
      %SparkEx.Interval.DayTime{microseconds: 93_600_000_000}
  """
  @spec day_time(keyword(integer)) :: DayTime.t()
  def day_time(units), do: %DayTime{microseconds: total(units, @microseconds, "day_time/1")}

  @doc """
  A year-month interval from `:years` and `:months`.

      iex> SparkEx.Interval.year_month(years: 1, months: 2)
      %SparkEx.Interval.YearMonth{months: 14}
  """
  @spec year_month(keyword(integer)) :: YearMonth.t()
  def year_month(units), do: %YearMonth{months: total(units, @months, "year_month/1")}

  @doc """
  A calendar interval, from `:years` down to `:microseconds`.

      iex> SparkEx.Interval.calendar(years: 1, weeks: 1, seconds: 5)
      %SparkEx.Interval.Calendar{months: 12, days: 7, microseconds: 5_000_000}
  """
  @spec calendar(keyword(integer)) :: Calendar.t()
  def calendar(units) do
    {months, units} = Keyword.split(units, Map.keys(@months))
    {days, time} = Keyword.split(units, Map.keys(@calendar_days))

    %Calendar{
      months: total(months, @months, "calendar/1"),
      days: total(days, @calendar_days, "calendar/1"),
      microseconds: total(time, @microseconds, "calendar/1")
    }
  end

  @doc """
  The interval that holds an Elixir `Duration` (1.17 or newer) exactly.

  Years and months alone become a `YearMonth`; weeks, days and times of day alone a `DayTime` (a
  day of 24 hours); both together a `Calendar`, as no other type holds both.

      iex> duration = %{__struct__: Duration, year: 0, month: 0, week: 0, day: 1, hour: 0,
      ...>   minute: 0, second: 1, microsecond: {5, 6}}
      iex> SparkEx.Interval.from_duration(duration)
      %SparkEx.Interval.DayTime{microseconds: 86_401_000_005}
  """
  @spec from_duration(map) :: t
  def from_duration(%{__struct__: Duration, microsecond: {microseconds, _precision}} = duration) do
    months = [years: duration.year, months: duration.month]
    days = [weeks: duration.week, days: duration.day]
    hours = [hours: duration.hour, minutes: duration.minute, seconds: duration.second]
    time = [microseconds: microseconds] ++ hours

    case {zero?(months), zero?(days ++ time)} do
      {true, _any} -> day_time(days ++ time)
      {false, true} -> year_month(months)
      {false, false} -> calendar(months ++ days ++ time)
    end
  end

  defp zero?(units), do: Enum.all?(units, fn {_unit, count} -> count == 0 end)

  defp total(units, factors, context) do
    Enum.reduce(units, 0, fn {unit, count}, sum ->
      sum + factor(unit, factors, context) * count
    end)
  end

  defp factor(unit, factors, context) do
    Map.get_lazy(factors, unit, fn ->
      raise Error.Argument,
            "Interval.#{context} has no unit #{inspect(unit)}" <>
              " (allowed: #{Enum.map_join(Map.keys(factors), ", ", &inspect/1)})"
    end)
  end

  @doc false
  @spec clock(non_neg_integer) :: String.t()
  def clock(microseconds) do
    hours = div(microseconds, 3_600_000_000)
    minutes = microseconds |> div(60_000_000) |> rem(60)
    pad(hours) <> ":" <> pad(minutes) <> ":" <> seconds(rem(microseconds, 60_000_000), 2)
  end

  @doc false
  @spec seconds(non_neg_integer, non_neg_integer) :: String.t()
  def seconds(microseconds, width) do
    whole =
      microseconds |> div(1_000_000) |> Integer.to_string() |> String.pad_leading(width, "0")

    case rem(microseconds, 1_000_000) do
      0 -> whole
      part -> whole <> "." <> (part |> pad(6) |> String.trim_trailing("0"))
    end
  end

  defp pad(number, width \\ 2),
    do: number |> Integer.to_string() |> String.pad_leading(width, "0")
end

defimpl String.Chars, for: SparkEx.Interval.DayTime do
  def to_string(%{microseconds: microseconds}) do
    sign = if microseconds < 0, do: "-", else: ""
    days = microseconds |> abs() |> div(86_400_000_000)
    clock = microseconds |> abs() |> rem(86_400_000_000) |> SparkEx.Interval.clock()
    "INTERVAL '#{sign}#{days} #{clock}' DAY TO SECOND"
  end
end

defimpl String.Chars, for: SparkEx.Interval.YearMonth do
  def to_string(%{months: months}) do
    sign = if months < 0, do: "-", else: ""
    "INTERVAL '#{sign}#{div(abs(months), 12)}-#{rem(abs(months), 12)}' YEAR TO MONTH"
  end
end

defimpl String.Chars, for: SparkEx.Interval.Calendar do
  def to_string(%{months: months, days: days, microseconds: microseconds}) do
    parts =
      for {count, unit} <- [
            {div(months, 12), "years"},
            {rem(months, 12), "months"},
            {days, "days"},
            {div(microseconds, 3_600_000_000), "hours"},
            {microseconds |> div(60_000_000) |> rem(60), "minutes"}
          ],
          count != 0,
          do: "#{count} #{unit}"

    case parts ++ seconds(rem(microseconds, 60_000_000)) do
      [] -> "0 seconds"
      parts -> Enum.join(parts, " ")
    end
  end

  defp seconds(0), do: []
  defp seconds(part) when part < 0, do: ["-#{SparkEx.Interval.seconds(-part, 1)} seconds"]
  defp seconds(part), do: ["#{SparkEx.Interval.seconds(part, 1)} seconds"]
end
